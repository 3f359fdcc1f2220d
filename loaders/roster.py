"""The HR directory: people, units and declared skills from the plain files that HR can always make.

What a directory says of people holds for all their accounts: who left, and above all who asked not to be shown.
So a line with a doubtful cell is kept without the cell, for leaving it out would show somebody who hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.csv_rows import CsvTable
from loaders.document import Record
from loaders.errors import NotThisFormatError
from loaders.loader import Loader, RunSummary
from loaders.roster_columns import PEOPLE, SKILLS, UNITS, Columns, is_forbidden
from loaders.roster_directory import survey
from loaders.roster_records import RowReader
from loaders.roster_values import DayReader, read_levels

_EXPECTED = (
    "people.csv with the columns person_id, name (or given_name and family_name) and email or username, "
    "perhaps beside org_units.csv and skills.csv"
)


class RosterLoader(Loader):
    """A folder with ``people.csv`` and perhaps ``org_units.csv`` and ``skills.csv``, each plain or gzip.

    Headers may be French. What fails a check (a manager who does not exist, one address for two people …) is told
    by its line, and the link that it concerns is left out.
    """

    kind = "people"
    option_help: ClassVar[Mapping[str, str]] = {
        "date_format": "the form of dates that are not ISO 8601, for instance %d/%m/%Y",
        "levels": "names of levels beside the usual ones, for instance novice=1,guru=5",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(path, instance=instance, options=options)
        self._people = _people_table(path)
        self._units = _table(path, "org_units.csv", UNITS)
        self._skills = _table(path, "skills.csv", SKILLS)
        self._days = DayReader(self.options.get("date_format"))
        self._levels = read_levels(self.options.get("levels"))

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Units, people, then the skills that are declared of them."""
        tables = [table for table in (self._units, self._people, self._skills) if table is not None]
        fingerprint = input_fingerprint(table.path for table in tables)
        return with_cursors(self._numbered(summary), fingerprint, after=after)

    def _numbered(self, summary: RunSummary) -> Iterator[tuple[int, Record]]:
        directory = survey(self._people, self._units, summary, self._days)
        reader = RowReader(
            self.ref,
            directory,
            summary,
            days=self._days,
            levels=self._levels,
            has_units=self._units is not None,
        )
        for table, read_row in (
            (self._units, reader.unit),
            (self._people, reader.person),
            (self._skills, reader.skill),
        ):
            if table is None:
                continue
            _note_columns(table, summary)
            for row in table.rows(summary):
                summary.read += 1
                record = read_row(f"{table.path.name}:{row.line}", row)
                if record is not None:
                    yield summary.read, summary.keep(record)


def _table(path: Path, name: str, columns: Columns) -> CsvTable | None:
    if not path.is_dir():
        return None
    files = (path / name, path / f"{name}.gz")
    file = next((file for file in files if file.is_file()), None)
    return CsvTable(file, columns) if file else None


def _people_table(path: Path) -> CsvTable:
    """The table of people.

    Raises
    ------
    NotThisFormatError
        If it is not there or lacks what tells people apart.
    """
    people = _table(path, "people.csv", PEOPLE) if path.is_dir() else CsvTable(path, PEOPLE)
    if people is None:
        raise NotThisFormatError(path, found="a folder without people.csv", expected=_EXPECTED)
    has = people.columns
    if "person_id" not in has or not has & {"name", "given_name", "family_name"}:
        header = ", ".join(title.strip() for title in people.header[:8])
        raise NotThisFormatError(people.path, found=f"the columns {header}", expected=_EXPECTED)
    return people


def _note_columns(table: CsvTable, summary: RunSummary) -> None:
    for title in table.unknown_columns():
        what = "column that is never read" if is_forbidden(title) else "unknown column"
        summary.notes[f"{what}: {title} in {table.path.name}"] += 1
