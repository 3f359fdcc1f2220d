"""Workbooks (``.xlsx``) as tables, a sheet each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from loaders.archives import open_archive
from loaders.errors import NotThisFormatError
from loaders.table import Line, Table

if TYPE_CHECKING:
    from openpyxl import Workbook

SUFFIX = ".xlsx"
_DAMAGED = (KeyError, ValueError, TypeError, ParseError, zipfile.BadZipFile)
"""What openpyxl raises over a file that is no workbook, or a damaged one."""


class SheetTable(Table):
    """A sheet of a workbook. Formulas stand as the value that was last computed, dates as in ISO 8601.

    Parameters
    ----------
    path
        The workbook.
    sheet
        The sheet's title.
    columns
        Other titles by column.

    Raises
    ------
    NotThisFormatError
        If the sheet is empty.
    """

    def __init__(self, path: Path, sheet: str, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._sheet = sheet
        header = next(self._sheet_lines(path), None)
        if header is None or not any(header.cells):
            raise NotThisFormatError(
                path, found=f"an empty first line in the sheet {sheet}", expected="a header"
            )
        super().__init__(path, f"{path.name}/{sheet}", header.cells, columns)

    def _lines(self) -> Iterator[Line]:
        lines = self._sheet_lines(self.path)
        next(lines)
        return lines

    def _sheet_lines(self, path: Path) -> Iterator[Line]:
        with _opened(path) as workbook:
            sheet = workbook[self._sheet]
            sheet.reset_dimensions()  # some programs write wrong ones
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield Line(number, [_as_text(cell) for cell in cells])


def sheet_titles(path: Path) -> list[str]:
    """The titles of a workbook's sheets.

    Raises
    ------
    NotThisFormatError
        If it is no workbook.
    UnsafeArchiveError
        If it is a bomb.
    """
    with open_archive(path):
        pass  # looks at names and sizes of its members
    with _opened(path) as workbook:
        return [sheet.title for sheet in workbook.worksheets]


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except _DAMAGED as error:
        raise NotThisFormatError(
            path, found=f"no workbook ({error})", expected="an .xlsx workbook"
        ) from error
    try:
        yield workbook
    except _DAMAGED as error:
        raise NotThisFormatError(
            path, found=f"a damaged sheet ({error})", expected="an .xlsx workbook"
        ) from error
    finally:
        workbook.close()


def _as_text(value: object) -> str:
    """A cell as a CSV file would have it.

    Examples
    --------
    >>> _as_text(None), _as_text(1042.0), _as_text(True), _as_text(datetime(2026, 3, 1))
    ('', '1042', 'yes', '2026-03-01')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
