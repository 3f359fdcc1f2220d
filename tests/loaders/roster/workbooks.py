"""HR directories as workbooks, made from their CSV tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

Cell = str | int | float | bool | datetime | None


def workbook_of(folder: Path, file: Path, *, titles: Mapping[str, str] | None = None) -> Path:
    """Every table of a folder as a sheet, with numbers, dates and flags as such."""
    tables = {
        table.stem: [*csv.reader(table.read_text("utf-8").splitlines())]
        for table in sorted(folder.glob("*.csv"))
    }
    return write_workbook(
        file,
        {
            (titles or {}).get(name, name): [header, *([_typed(cell) for cell in row] for row in rows)]
            for name, (header, *rows) in tables.items()
        },
    )


def write_workbook(
    file: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]], *, formulas: bool = False
) -> Path:
    """A workbook with these sheets; what begins with ``=`` is a formula, or a text like any other."""
    workbook = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                if cell.data_type == "f" and not formulas:
                    cell.data_type = "s"
            sheet.append(cells)
    workbook.save(file)
    return file


def _typed(cell: str) -> Cell:
    if cell in ("yes", "no"):
        return cell == "yes"
    if cell.isdigit():
        return int(cell)
    try:
        return datetime.strptime(cell, "%Y-%m-%d")  # noqa: DTZ007  # sheets know no zones
    except ValueError:
        return cell or None
