"""The tables of a Stack Exchange dump: one XML file each, one ``row`` element a record, every value an attribute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loaders.archives import open_plain_or_gzip
from loaders.errors import MalformedRecordError, NotThisFormatError


class Row:
    """One record. Values are read by name; a missing or unreadable one that is needed makes the record malformed."""

    def __init__(self, values: Mapping[str, str], *, place: str) -> None:
        self._values = values
        self.place = place

    def get(self, name: str) -> str | None:
        """A value; ``None`` if it is absent or blank."""
        return self._values.get(name, "").strip() or None

    def number(self, name: str) -> int | None:
        """A whole number; ``None`` if it is absent.

        Raises
        ------
        MalformedRecordError
            If it is something else.
        """
        text = self.get(name)
        try:
            return int(text) if text is not None else None
        except ValueError as error:
            raise MalformedRecordError(self.place, f"found {name} {text!r}, expected a number") from error

    def needed_number(self, name: str) -> int:
        """A whole number that must be there.

        Raises
        ------
        MalformedRecordError
            If it is absent or something else.
        """
        number = self.number(name)
        if number is None:
            raise MalformedRecordError(self.place, f"found no {name}")
        return number

    def instant(self, name: str) -> datetime | None:
        """A time, which dumps write without a zone and mean in UTC; ``None`` if it is absent.

        Raises
        ------
        MalformedRecordError
            If it is something else.
        """
        text = self.get(name)
        if text is None:
            return None
        try:
            at = datetime.fromisoformat(text)
        except ValueError as error:
            raise MalformedRecordError(self.place, f"found {name} {text!r}, expected a time") from error
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

    def needed_instant(self, name: str) -> datetime:
        """A time that must be there.

        Raises
        ------
        MalformedRecordError
            If it is absent or something else.
        """
        at = self.instant(name)
        if at is None:
            raise MalformedRecordError(self.place, f"found no {name}")
        return at


def table_file(folder: Path, table: str) -> Path | None:
    """The file of a table, plain or gzip; ``None`` if the dump lacks it."""
    for name in (f"{table}.xml", f"{table}.xml.gz"):
        if (folder / name).is_file():
            return folder / name
    return None


@dataclass(frozen=True, slots=True)
class Damage:
    """A line where the XML is not well-formed. What could be made of it has been read."""

    place: str
    reason: str


def read_rows(file: Path, table: str) -> Iterator[Row | Damage]:
    """The rows of a table, one at a time, whatever the file's size; then where it was damaged.

    Raises
    ------
    NotThisFormatError
        If it is no XML, the root element is another one, or a document type is declared: nothing of a dump needs
        one, and entities are a way to attack the reader.
    LoaderError
        If a compressed file breaks off.
    """
    from lxml import etree

    with open_plain_or_gzip(file) as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            yield from _rows(events, file, table)
        except etree.XMLSyntaxError as error:
            raise NotThisFormatError(
                file, found=f"no XML ({error.msg})", expected=_expected(table)
            ) from error
        damage = {entry.line: entry.message for entry in events.error_log}
    for line, reason in damage.items():
        yield Damage(f"{file.name} line {line}", reason)


def _rows(events: Iterator[tuple[str, Any]], file: Path, table: str) -> Iterator[Row]:
    """Rows as soon as their attributes are there; what has been read is cleared from the tree behind them."""
    root = None
    for event, element in events:
        if root is None:
            root = element
            _check_root(root, file, table)
        elif event == "end":
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        elif element.tag == "row":
            yield Row(dict(element.attrib), place=f"{file.name} line {element.sourceline}")
    if root is None:
        raise NotThisFormatError(file, found="no XML element", expected=_expected(table))


def _check_root(root: Any, file: Path, table: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotThisFormatError(file, found="a document type declaration", expected=_expected(table))
    if root.tag != table.lower():
        raise NotThisFormatError(file, found=f"the root element <{root.tag}>", expected=_expected(table))


def _expected(table: str) -> str:
    return f"the table {table} of a Stack Exchange dump: <{table.lower()}><row Id=… />…</{table.lower()}>"
