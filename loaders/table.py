"""Tables as offices make them: columns found by their titles, in English or French, in any order."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from loaders.loader import RunSummary
from loaders.well_formed import well_formed

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Row(NamedTuple):
    """A line of a table: its place, and its cells by column; empty cells are left out."""

    line: int
    cells: Mapping[str, str]


class Line(NamedTuple):
    """A line as it is read: its number, its cells, and why they cannot be read, if they cannot."""

    number: int
    cells: Sequence[str]
    error: str = ""


class Table(ABC):
    """Lines under a header.

    Parameters
    ----------
    path
        The file.
    name
        What places are named by, for instance the file's name.
    header
        The titles of the columns.
    columns
        Other titles by column; both are compared without case, accents and punctuation.
    """

    def __init__(
        self, path: Path, name: str, header: Sequence[str], columns: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.path, self.name, self.header = path, name, header
        names = {
            comparable(other): column for column, others in columns.items() for other in (column, *others)
        }
        self._column_names = [names.get(comparable(title)) for title in header]

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
        for number, cells, error in self._lines():
            if error:
                summary.reject(f"{self.name}:{number}", error)
            elif any(cell.strip() for cell in cells[len(self.header) :]):
                found = f"{len(cells)} cells for {len(self.header)} columns"
                summary.reject(f"{self.name}:{number}", found)
            elif read := self._read(cells):
                yield Row(number, read)

    @abstractmethod
    def _lines(self) -> Iterator[Line]:
        """The lines below the header."""

    def _read(self, cells: Sequence[str]) -> dict[str, str]:
        named = zip(self._column_names, cells, strict=False)
        return {name: well_formed(cell.strip()) for name, cell in named if name and cell.strip()}


def comparable(title: str) -> str:
    """A title without case, accents and punctuation.

    Examples
    --------
    >>> comparable("Date d'entrée"), comparable(" Person-ID")
    ('date_d_entree', 'person_id')
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("_", letters).strip("_")
