"""The HR directory as a workbook says what its CSV tables say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from loaders.errors import NotThisFormatError, UnsafeArchiveError
from tests.loaders.reading import read
from tests.loaders.roster.workbooks import Cell, workbook_of, write_workbook

HR = Path(__file__).parent / "samples" / "hr"
FRENCH = {"people": "Personnes", "org_units": "Unités", "skills": "Compétences"}


@pytest.mark.parametrize("titles", [{}, FRENCH])
def test_a_workbook_says_what_the_tables_say(tmp_path: Path, titles: dict[str, str]) -> None:
    run = read(("people", workbook_of(HR, tmp_path / "hr.xlsx", titles=titles)))
    tables = read(("people", HR))
    assert run.records == tables.records
    assert run.summary.kept == tables.summary.kept
    assert sum(run.summary.notes.values()) == sum(tables.summary.notes.values())


def test_the_only_sheet_is_that_of_people(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Matricule", "Nom complet", "Courriel"],
        [1042.0, "Ana Dahl", "ana@example.org"],
    ]
    run = read(("people", write_workbook(tmp_path / "staff.xlsx", {"Feuil1": rows})))
    assert run.accounts()["1042"].name == "Ana Dahl"


def test_what_is_wrong_is_told_by_sheet_and_line(tmp_path: Path) -> None:
    rows = [["person_id", "name", "email", "manager_id"], ["1", "Ana Dahl", "ana@example.org", "99"]]
    units = [["unit_id", "name"], ["u", "Unit"], ["v", "Unit", "more"]]
    run = read(("people", write_workbook(tmp_path / "hr.xlsx", {"people": rows, "org_units": units})))
    assert run.summary.doubts == ["hr.xlsx/people:2: manager 99 does not exist"]
    assert run.summary.rejects == ["hr.xlsx/org_units:3: 3 cells for 2 columns"]


def test_formulas_are_never_evaluated(tmp_path: Path) -> None:
    rows = [
        ["person_id", "name", "email"],
        ["1", '=HYPERLINK("https://evil.example.org")', "ana@example.org"],
    ]
    run = read(("people", write_workbook(tmp_path / "hr.xlsx", {"people": rows}, formulas=True)))
    assert run.accounts() == {}
    assert len(run.summary.rejects) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"person_id,name\n", "not a zip file"),
        (None, "no workbook"),
        ({"Notes": [["a"]], "More": [["b"]]}, "without a sheet people"),
    ],
)
def test_what_is_no_directory_is_refused(tmp_path: Path, content: object, found: str) -> None:
    file = tmp_path / "hr.xlsx"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif isinstance(content, dict):
        write_workbook(file, content)
    else:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "no workbook")
    with pytest.raises(NotThisFormatError, match=found):
        read(("people", file))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    file = workbook_of(HR, tmp_path / "hr.xlsx")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(64 << 20))
    with pytest.raises(UnsafeArchiveError, match="unpacks"):
        read(("people", file))
