"""The HR directory: what is read, what is checked, what is never read."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from loaders.document import Account, SkillClaim, Unit
from loaders.errors import LoaderError, NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.reading import Run, read, write

HR = Path(__file__).parent / "samples" / "hr"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("people", HR))


def hr(tmp_path: Path, people: str, *, units: str = "", skills: str = "", **options: str) -> Run:
    """Read a directory of these tables; semicolons in them stand as they are."""
    folder = tmp_path / "hr"
    write(folder / "people.csv", people)
    for name, text in (("org_units.csv", units), ("skills.csv", skills)):
        if text:
            write(folder / name, text)
    return read(("people", folder), **options)


def test_a_line_is_a_person_with_everything_it_says(run: Run) -> None:
    assert run.accounts()["E001"] == Account(
        "people:hr/E001",
        name="Amina Benali",
        username="abenali",
        emails=("amina.benali@example.org", "a.benali@example.org", "amina@old.example.org"),
        title="Head of platform",
        unit="people:hr/units/platform",
        phone="+33 0 00 00 00 01",
        profile_url="https://intranet.example.org/abenali",
        locale="fr",
    )


def test_units_lie_in_units_and_have_managers(run: Run) -> None:
    assert run.of(Unit) == [
        Unit(
            "people:hr/units/tech", "Technology", name_en="Technology", name_fr="Technologie", kind="division"
        ),
        Unit(
            "people:hr/units/platform",
            "Platform",
            name_en="Platform",
            name_fr="Plateforme",
            parent_id="people:hr/units/tech",
            kind="team",
            manager_ref="people:hr/E001",
        ),
        Unit(
            "people:hr/units/network",
            "Network",
            name_en="Network",
            name_fr="Réseau",
            parent_id="people:hr/units/tech",
            kind="team",
            manager_ref="people:hr/E002",
        ),
    ]


def test_a_manager_is_named_by_id_or_address(run: Run) -> None:
    assert {key: account.manager_ref for key, account in run.accounts().items()} == {
        "E001": None,
        "E002": "people:hr/E001",
        "E003": "people:hr/E001",
        "E004": "people:hr/E001",
        "E005": "people:hr/E002",
    }


def test_who_left_is_inactive_and_who_hides_is_hidden(run: Run) -> None:
    accounts = run.accounts()
    assert (accounts["E003"].active, accounts["E003"].end_date) == (False, date(2023, 5, 3))
    assert [account.visibility for account in accounts.values()] == [
        "full",
        "full",
        "name_only",
        "hidden",
        "full",
    ]


def test_somebody_who_leaves_in_the_future_is_still_there(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    lines = [f"E{days},P,p{days}@example.org,{today + timedelta(days)}" for days in (-1, 0, 1)]
    run = hr(tmp_path, "\n".join(["person_id,name,email,end_date", *lines]))
    assert [account.active for account in run.accounts().values()] == [False, True, True]


def test_skills_are_claims_with_level_and_origin(run: Run) -> None:
    esco = "http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d"
    assert run.of(SkillClaim) == [
        SkillClaim(
            "people:hr/E001",
            "Kubernetes",
            level=5,
            at=date(2025, 1, 15),
            wants_to_teach=True,
            evidence_url="https://certs.example.org/1",
        ),
        SkillClaim("people:hr/E002", esco, level=3, origin="hr"),
        SkillClaim("people:hr/E003", "Routing", level=4, origin="manager"),
    ]


def test_cells_that_look_like_formulas_are_data(run: Run) -> None:
    assert (run.accounts()["E005"].name, run.accounts()["E005"].title) == ("=HYPERLINK(1)", "+Consultant")


def test_what_must_not_be_read_is_not_read_and_is_told(run: Run) -> None:
    assert run.summary.notes == {
        "column that is never read: Salary in people.csv": 1,
        "column that is never read: Date de naissance in people.csv": 1,
        "unknown column: desk in people.csv": 1,
    }
    assert "1980" not in repr(run.records)


@pytest.mark.parametrize(
    "title",
    [
        "Salaire brut",
        "BIRTH_DATE",
        "Sexe",
        "Santé",
        "Union",
        "Situation familiale",
        "N° national",
        "IBAN",
        "Genre",
    ],
)
def test_forbidden_columns_are_known_in_both_languages(tmp_path: Path, title: str) -> None:
    run = hr(tmp_path, f"person_id,name,email,{title}\nE1,P,p@example.org,secret")
    assert run.summary.notes == {f"column that is never read: {title} in people.csv": 1}
    assert "secret" not in repr(run.records)


def test_french_headers_semicolons_and_windows_letters_are_read(tmp_path: Path) -> None:
    text = (
        "Matricule;Prénom;Nom;Courriel;Identifiant;Fonction;Service;Responsable;Date d'entrée;Date de sortie;Visibilité\n"
        "E1;Amélie;Dufour;amelie@example.org;adufour;Ingénieure;Réseau;E2;02/03/2020;31/12/2021;nom seul\n"
        "E2;Luc;Petit;luc@example.org;lpetit;Chef;Réseau;;;;\n"
    )
    folder = tmp_path / "rh"
    folder.mkdir()
    (folder / "people.csv").write_bytes(text.encode("windows-1252"))
    run = read(("people", folder), date_format="%d/%m/%Y")
    assert run.accounts()["E1"] == Account(
        "people:rh/E1",
        name="Amélie Dufour",
        username="adufour",
        emails=("amelie@example.org",),
        title="Ingénieure",
        unit="Réseau",
        manager_ref="people:rh/E2",
        active=False,
        end_date=date(2021, 12, 31),
        visibility="name_only",
    )
    assert (run.summary.doubtful, run.summary.rejected) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_every_office_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "hr"
    folder.mkdir()
    for file in HR.iterdir():
        (folder / file.name).write_bytes(file.read_text("utf-8").encode(encoding))
    assert read(("people", folder)).records == run.records


def test_packed_tables_are_read_as_they_are(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hr"
    folder.mkdir()
    for file in HR.iterdir():
        (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    assert read(("people", folder)).records == run.records


def test_a_list_of_people_alone_is_enough(tmp_path: Path) -> None:
    file = write(tmp_path / "staff.csv", "person_id\tname\tusername\nE1\tP\tp\n")
    assert read(("people", file)).accounts().keys() == {"E1"}


# ── checks ────────────────────────────────────────────────────────────────────────────────────────────────────

HEADER = "person_id,name,email,unit_id,manager_id,start_date,end_date,visibility\n"


def test_what_cannot_be_somebody_is_rejected_by_its_line(tmp_path: Path) -> None:
    run = hr(
        tmp_path,
        HEADER
        + "E1,First,one@example.org,,,,,\n"
        + "E1,Second,two@example.org,,,,,\n"
        + ",Nameless id,three@example.org,,,,,\n"
        + "E4,,four@example.org,,,,,\n"
        + "E5,No account,,,,,,\n"
        + "E6,Too,many@example.org,,,,,,x\n",
    )
    assert run.accounts().keys() == {"E1"}
    assert run.accounts()["E1"].name == "First"
    assert sorted(run.summary.rejects) == [
        "people.csv:3: person_id E1 stands on line 2 already",
        "people.csv:4: found no person_id",
        "people.csv:5: found no name",
        "people.csv:6: found neither email nor username, so no account can be theirs",
        "people.csv:7: 9 cells for 8 columns",
    ]


def test_links_that_lead_nowhere_are_told_and_left_out(tmp_path: Path) -> None:
    run = hr(
        tmp_path,
        HEADER + "E1,P,p@example.org,lost,E9,2022-01-01,2021-01-01,\n",
        units="unit_id,name,parent_id,manager_id\nu,Unit,v,nobody@example.org\n",
    )
    assert sorted(run.summary.doubts) == [
        "org_units.csv:2: manager nobody@example.org does not exist",
        "org_units.csv:2: parent unit v does not exist",
        "people.csv:2: left on 2021-01-01, before they came on 2022-01-01",
        "people.csv:2: manager E9 does not exist",
        "people.csv:2: unit lost is not in org_units.csv",
    ]
    assert (run.accounts()["E1"].manager_ref, run.accounts()["E1"].unit) == (None, "lost")
    assert run.of(Unit)[0].parent_id is None


def test_cycles_are_told_and_nobody_in_them_reports_to_anybody(tmp_path: Path) -> None:
    run = hr(
        tmp_path,
        HEADER
        + "E1,A,a@example.org,,E2,,,\n"
        + "E2,B,b@example.org,,E1,,,\n"
        + "E3,C,c@example.org,,E1,,,\n"
        + "E4,D,d@example.org,,E4,,,\n",
        units="unit_id,name,parent_id\nu,U,v\nv,V,u\nw,W,u\n",
    )
    assert {key: account.manager_ref for key, account in run.accounts().items()} == {
        "E1": None,
        "E2": None,
        "E3": "people:hr/E1",
        "E4": None,
    }
    assert [unit.parent_id for unit in run.of(Unit)] == [None, None, "people:hr/units/u"]
    assert [doubt.split(": ")[0] for doubt in run.summary.doubts] == [
        "org_units.csv:2",
        "people.csv:2",
        "people.csv:5",
    ]
    assert "a cycle on lines 2, 3" in run.summary.doubts[1]


def test_an_address_of_two_people_names_neither(tmp_path: Path) -> None:
    run = hr(tmp_path, HEADER + "E1,A,a@example.org,,,,,\nE2,B,A@Example.org,,,,,\n")
    assert [account.emails for account in run.accounts().values()] == [(), ()]
    assert run.summary.doubts == ["people.csv:3: one address on lines 2, 3"]


def test_an_address_of_two_people_stays_with_whoever_hides_or_is_still_there(tmp_path: Path) -> None:
    run = hr(
        tmp_path,
        HEADER
        + "E1,A,a@example.org,,,,,\nE2,B,a@example.org,,,,,hidden\n"
        + "E3,C,c@example.org,,,,2020-01-01,\nE4,C,c@example.org,,,,,\n",
    )
    assert [account.emails for account in run.accounts().values()] == [
        (),
        ("a@example.org",),
        (),
        ("c@example.org",),
    ]


def test_a_wish_that_nobody_understands_hides(tmp_path: Path) -> None:
    run = hr(tmp_path, HEADER + "E1,A,a@example.org,,,,,confidential\nE2,B,b@example.org,,,,soon,hidden\n")
    assert [account.visibility for account in run.accounts().values()] == ["hidden", "hidden"]
    assert run.summary.doubts == [
        "people.csv:2: found visibility 'confidential', expected full, name_only or hidden: hidden",
        "people.csv:3: found 'soon', expected a date such as 2026-03-01",
    ]


def test_a_claim_about_nobody_is_rejected_and_an_unknown_level_left_out(tmp_path: Path) -> None:
    run = hr(
        tmp_path,
        HEADER + "E1,A,a@example.org,,,,,\n",
        skills="person_id,skill,level\nE9,Go,3\nE1,,3\nE1,Go,guru\nE1,C,9\n",
        levels="Guru=5",
    )
    assert [(claim.skill, claim.level) for claim in run.of(SkillClaim)] == [("Go", 5), ("C", None)]
    assert run.summary.rejects == [
        "skills.csv:2: nobody in the list of people is E9",
        "skills.csv:3: found no skill",
    ]
    assert run.summary.doubts == ["skills.csv:5: found level '9', expected 1 to 5 or a name of the scale"]


def test_a_wrong_scale_is_an_error() -> None:
    with pytest.raises(LoaderError, match="expected name=level"):
        open_loader(f"people:{HR}", options={"levels": "guru=9"})


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("people.csv", "", "an empty file"),
        ("people.csv", "a,b\n1,2\n", "the columns a, b"),
        ("people.csv", "person_id,email\nE1,a@example.org\n", "the columns person_id, email"),
        ("people.csv", "person_id,name\x00", "bytes that are no text"),
        ("staff.txt", "x", r"a folder without people\.csv"),
    ],
)
def test_something_else_is_refused_with_what_was_expected(
    tmp_path: Path, name: str, content: str, found: str
) -> None:
    write(tmp_path / "hr" / name, content)
    with pytest.raises(NotThisFormatError, match=f"found {found}, expected"):
        open_loader(f"people:{tmp_path / 'hr'}")
