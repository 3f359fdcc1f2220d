"""Tables as offices make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.csv_table import CsvTable
from loaders.errors import NotThisFormatError
from loaders.loader import RunSummary
from loaders.table import Row
from tests.loaders.reading import write

COLUMNS = {"name": ("nom",), "note": ()}


def rows(path: Path, text: str) -> tuple[list[Row], RunSummary]:
    summary = RunSummary()
    return list(CsvTable(write(path / "t.csv", text), COLUMNS).rows(summary)), summary


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    read, _ = rows(tmp_path, f"NOM{delimiter}Note\nAmina{delimiter}x\n")
    assert read == [Row(2, {"name": "Amina", "note": "x"})]


def test_cells_may_hold_lines_delimiters_and_quotation_marks(tmp_path: Path) -> None:
    read, _ = rows(tmp_path, 'name,note\nAmina,"a, ""b""\nc"\nLuc,\n')
    assert read == [Row(2, {"name": "Amina", "note": 'a, "b"\nc'}), Row(4, {"name": "Luc"})]


def test_blank_lines_say_nothing_and_long_ones_are_rejected(tmp_path: Path) -> None:
    read, summary = rows(tmp_path, "name,note\n\n,\nAmina,x,,\nLuc,x,y\n")
    assert [row.cells["name"] for row in read] == ["Amina"]
    assert summary.rejects == ["t.csv:5: 3 cells for 2 columns"]


def test_a_cell_beyond_all_measure_is_rejected_and_the_rest_read(tmp_path: Path) -> None:
    read, summary = rows(tmp_path, f"name,note\nAmina,{'x' * 140_000}\nLuc,y\n")
    assert [row.cells["name"] for row in read] == ["Luc"]
    assert summary.rejects == ["t.csv:2: field larger than field limit (131072)"]


def test_unknown_columns_are_listed(tmp_path: Path) -> None:
    table = CsvTable(write(tmp_path / "t.csv", "name, Shoe size ,\n"), COLUMNS)
    assert (table.unknown_columns(), table.columns) == (["Shoe size"], {"name"})


def test_an_empty_file_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match="a CSV table with a header"):
        CsvTable(write(tmp_path / "t.csv", "\n"), COLUMNS)
