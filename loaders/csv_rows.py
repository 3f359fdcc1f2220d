"""CSV tables as offices make them: any usual delimiter and encoding, headers in English or French, in any order."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from loaders.archives import open_plain_or_gzip
from loaders.errors import LoaderError, NotThisFormatError
from loaders.loader import RunSummary
from loaders.well_formed import well_formed

_DELIMITERS = ",;\t"
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_CHUNK_BYTES = 1 << 20


class Row(NamedTuple):
    """A line of a table: its place, and its cells by column; empty cells are left out."""

    line: int
    cells: Mapping[str, str]


class CsvTable:
    """A CSV file, plain or gzipped, whose columns are found by name.

    Parameters
    ----------
    path
        The file.
    columns
        Other names by column; both are compared without case, accents and punctuation.

    Raises
    ------
    NotThisFormatError
        If the file is empty or no text.
    """

    def __init__(self, path: Path, columns: Mapping[str, tuple[str, ...]]) -> None:
        self.path = path
        self._encoding = _encoding(path)
        with self._open() as stream:
            header_line = stream.readline()
        if not header_line.strip():
            raise NotThisFormatError(path, found="an empty file", expected="a CSV table with a header")
        self._delimiter = max(_DELIMITERS, key=header_line.count)
        with self._open() as stream:
            self.header = next(csv.reader(stream, delimiter=self._delimiter))
        names = {comparable(other): name for name, others in columns.items() for other in (name, *others)}
        self._column_names = [names.get(comparable(title)) for title in self.header]

    @property
    def columns(self) -> set[str]:
        """The known columns that the table has."""
        return {name for name in self._column_names if name}

    def unknown_columns(self) -> list[str]:
        """Titles of columns that are not read."""
        pairs = zip(self.header, self._column_names, strict=True)
        return [title.strip() for title, name in pairs if name is None and title.strip()]

    def rows(self, summary: RunSummary) -> Iterator[Row]:
        """Yield rows that are not blank; one with more cells than columns is rejected by its place."""
        with self._open() as stream:
            reader = csv.reader(stream, delimiter=self._delimiter)
            next(reader)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    summary.reject(f"{self.path.name}:{line}", str(error))
                    continue
                if any(cell.strip() for cell in cells[len(self.header) :]):
                    found = f"{len(cells)} cells for {len(self.header)} columns"
                    summary.reject(f"{self.path.name}:{line}", found)
                elif read := self._read(cells):
                    yield Row(line, read)

    def _read(self, cells: list[str]) -> dict[str, str]:
        named = zip(self._column_names, cells, strict=False)
        return {name: well_formed(cell.strip()) for name, cell in named if name and cell.strip()}

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(
            open_plain_or_gzip(self.path), encoding=self._encoding, errors="replace", newline=""
        )


def comparable(title: str) -> str:
    """A title without case, accents and punctuation.

    Examples
    --------
    >>> comparable("Date d'entrée"), comparable(" Person-ID")
    ('date_d_entree', 'person_id')
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("_", letters).strip("_")


def _encoding(path: Path) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 by its mark, else what Windows writes in western Europe."""
    try:
        with open_plain_or_gzip(path) as stream:
            chunk = stream.read(_CHUNK_BYTES)
            if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            if b"\x00" in chunk:
                raise NotThisFormatError(path, found="bytes that are no text", expected="a CSV table")
            decoder = codecs.getincrementaldecoder("utf-8")()
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(_CHUNK_BYTES)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except OSError as error:
        raise LoaderError(f"{path}: cannot be read ({error.strerror})") from error
    return "utf-8-sig"
