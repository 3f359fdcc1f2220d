"""The HR directory: people, units and declared skills from the plain files that HR can always make.

What a directory says of people holds for all their accounts: who left, and above all who asked not to be shown.
So a line with a doubtful cell is kept without the cell, for leaving it out would show somebody who hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.csv_table import CsvTable
from loaders.document import Record
from loaders.errors import NotThisFormatError
from loaders.loader import Loader, RunSummary
from loaders.roster_columns import PEOPLE, SKILLS, UNITS, is_forbidden
from loaders.roster_directory import survey
from loaders.roster_records import RowReader
from loaders.roster_values import DayReader, read_levels
from loaders.table import Table, comparable
from loaders.workbook import SUFFIX, SheetTable, sheet_titles

TABLES = {"people": PEOPLE, "org_units": UNITS, "skills": SKILLS}
SHEETS = {
    **{name: name for name in TABLES},
    "personnes": "people",
    "unites": "org_units",
    "competences": "skills",
}
"""Tables by the title of a workbook's sheet, in :func:`loaders.table.comparable` form."""
_EXPECTED = (
    "people.csv with the columns person_id, name (or given_name and family_name) and email or username, "
    "perhaps beside org_units.csv and skills.csv"
)


class RosterLoader(Loader):
    """A folder with ``people.csv`` and perhaps ``org_units.csv`` and ``skills.csv``, each plain or gzip, or a workbook with such sheets.

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
        tables = _tables(path)
        self._people = _checked(path, tables.get("people"))
        self._units, self._skills = tables.get("org_units"), tables.get("skills")
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
                record = read_row(f"{table.name}:{row.line}", row)
                if record is not None:
                    yield summary.read, summary.keep(record)


def _tables(path: Path) -> dict[str, Table]:
    """The tables that are there, by name."""
    if path.is_dir():
        files = {name: (path / f"{name}.csv", path / f"{name}.csv.gz") for name in TABLES}
        found = {name: next(filter(Path.is_file, pair), None) for name, pair in files.items()}
        return {name: CsvTable(file, TABLES[name]) for name, file in found.items() if file}
    if path.suffix.lower() != SUFFIX:
        return {"people": CsvTable(path, PEOPLE)}
    titles = sheet_titles(path)
    if len(titles) == 1:
        return {"people": SheetTable(path, titles[0], PEOPLE)}
    sheets = {SHEETS.get(comparable(title)): title for title in titles}
    return {name: SheetTable(path, title, TABLES[name]) for name, title in sheets.items() if name}


def _checked(path: Path, people: Table | None) -> Table:
    """The table of people.

    Raises
    ------
    NotThisFormatError
        If it is not there or lacks what tells people apart.
    """
    if people is None:
        what = "a folder without people.csv" if path.is_dir() else "a workbook without a sheet people"
        raise NotThisFormatError(path, found=what, expected=_EXPECTED)
    has = people.columns
    if "person_id" not in has or not has & {"name", "given_name", "family_name"}:
        header = ", ".join(title.strip() for title in people.header[:8])
        raise NotThisFormatError(people.path, found=f"the columns {header}", expected=_EXPECTED)
    return people


def _note_columns(table: Table, summary: RunSummary) -> None:
    for title in table.unknown_columns():
        what = "column that is never read" if is_forbidden(title) else "unknown column"
        summary.notes[f"{what}: {title} in {table.name}"] += 1
