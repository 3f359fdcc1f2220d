"""People, documents and acts that a data team has already separated."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container, Document, Interaction
from loaders.errors import LoaderError, NotThisFormatError, UnsafeArchiveError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, write

WAREHOUSE = Path(__file__).parent / "samples" / "warehouse"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("folder", WAREHOUSE))


def folder(path: Path, **lines: list[object]) -> Path:
    """An evidence folder with these objects a line."""
    tables = {"people": [{"id": "p1", "name": "P"}], "documents": []} | lines
    for name, objects in tables.items():
        write(path / f"{name}.jsonl", map(json.dumps, objects))
    return path


def test_a_person_is_an_account_with_everything_said(run: Run) -> None:
    accounts = run.accounts()
    assert accounts["p1"] == Account(
        "folder:warehouse/p1",
        name="Amina Benali",
        username="abenali",
        emails=("amina.benali@example.org", "a.benali@example.org"),
        title="Engineer",
        unit="Platform",
        bio="Clusters",
    )
    assert [accounts[key].active for key in ("p1", "p2", "3")] == [True, False, False]
    assert accounts["3"].end_date == date(2020, 1, 31)
    assert {key for key, account in accounts.items() if account.is_bot} == {"bot", "desk"}


def test_a_document_keeps_everything_said(run: Run) -> None:
    assert run.documents()["d1"] == Document(
        "folder:warehouse/d1",
        "answer",
        datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        "Use Helm.",
        author_refs=("folder:warehouse/p1", "folder:warehouse/p2"),
        title="Helm",
        container_ref="folder:warehouse/platform",
        in_reply_to="folder:warehouse/d0",
        language="en",
        tags=("helm",),
        paths=("charts/web.yaml",),
        url="https://example.org/d1",
        audience=("g1",),
    )
    assert run.of(Container) == [Container("folder:warehouse/platform", "container", "platform")]


def test_an_empty_text_is_a_text_and_a_missing_one_is_not(run: Run) -> None:
    assert run.documents()["d2"].text == ""
    assert (run.documents()["d2"].kind, run.documents()["d2"].author_refs) == ("document", ())
    assert "d5" not in run.documents()


def test_line_ends_of_any_system_are_one(run: Run) -> None:
    assert run.documents()["d3"].text == "By a\nstranger"


def test_acts_keep_verb_target_count_and_weight(run: Run) -> None:
    assert run.acts() == {
        ("accepted", "p2", "d1"),
        ("liked", "p2", "d9"),
        ("contacted", "p2", "p1"),
        ("viewed", "", "d1"),
    }
    liked = next(act for act in run.of(Interaction) if act.verb == "liked")
    assert (liked.count, liked.weight) == (2, 0.5)


def test_the_same_act_twice_is_two_acts(run: Run) -> None:
    contacts = [act.interaction_id for act in run.of(Interaction) if act.verb == "contacted"]
    assert len(contacts) == len(set(contacts)) == 2


def test_references_that_lead_nowhere_are_named_and_the_rest_is_kept(run: Run) -> None:
    assert [native(ref) for ref in run.documents()["d3"].author_refs] == ["p9"]
    assert run.summary.notes == {
        "unknown person p9": 1,
        "unknown document d9": 1,
        "unknown field shoe_size in people": 1,
        "unknown field mood in documents": 1,
    }


def test_malformed_lines_are_named_by_their_place(run: Run) -> None:
    assert [reject.partition(": ")[0] for reject in run.summary.rejects] == [
        "people.jsonl:6",
        "people.jsonl:7",
        "documents.jsonl:4",
        "documents.jsonl:5",
        "documents.jsonl:6",
        "interactions.jsonl:6",
        "interactions.jsonl:7",
        "interactions.jsonl:8",
    ]
    assert "documents.jsonl:4: created_at: found 'never', expected a time such as" in run.summary.rejects[2]


def test_packed_files_are_read_as_they_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    for file in WAREHOUSE.glob("*.jsonl"):
        (tmp_path / "warehouse" / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    packed = read(("folder", tmp_path / "warehouse"))
    assert packed.records == run.records


def test_interactions_may_be_missing(tmp_path: Path) -> None:
    assert read(("folder", folder(tmp_path / "small"))).accounts().keys() == {"p1"}


def test_many_unknown_people_are_not_all_named(tmp_path: Path) -> None:
    documents = [
        {"id": f"d{number}", "author_ids": [f"x{number}"], "created_at": "2026-03-01", "text": "t"}
        for number in range(30)
    ]
    notes = read(("folder", folder(tmp_path / "f", documents=documents))).summary.notes
    assert notes["unknown person, another"] == 10
    assert len(notes) == 21


def test_a_repeated_id_counts_once_with_its_last_line(tmp_path: Path) -> None:
    people = [{"id": "p1", "name": "Old"}, {"id": "p1", "name": "New"}]
    run = read(("folder", folder(tmp_path / "f", people=people)))
    assert run.accounts()["p1"].name == "New"
    assert run.summary.notes == {"repeated person id, the last one counts": 1}


@pytest.mark.parametrize("names", [[], ["people.jsonl"], ["documents.jsonl"], ["notes.txt"]])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        write(tmp_path / name, "{}")
    with pytest.raises(NotThisFormatError, match=r"expected people\.jsonl and documents\.jsonl"):
        open_loader(f"folder:{tmp_path}")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match="found a file"):
        open_loader(f"folder:{write(tmp_path / 'people.jsonl', '{}')}")


def test_tables_in_another_form_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "people.jsonl", "id,name\n" * 30)
    write(tmp_path / "documents.jsonl", "")
    with pytest.raises(NotThisFormatError, match="expected one JSON object a line"):
        read(("folder", tmp_path))


def test_a_bomb_is_refused_while_it_is_read(tmp_path: Path) -> None:
    folder(tmp_path / "f")
    (tmp_path / "f" / "documents.jsonl").unlink()
    (tmp_path / "f" / "documents.jsonl.gz").write_bytes(gzip.compress(b" " * (40 << 20)))
    with pytest.raises(UnsafeArchiveError, match="unpack to more than"):
        read(("folder", tmp_path / "f"))


def test_a_file_that_breaks_off_stops_the_load(tmp_path: Path) -> None:
    folder(tmp_path / "f")
    lines = "".join(
        json.dumps({"id": f"d{number}", "author_ids": [], "created_at": "2026-03-01", "text": str(number)})
        + "\n"
        for number in range(20_000)
    )
    packed = gzip.compress(lines.encode())
    (tmp_path / "f" / "documents.jsonl").unlink()
    (tmp_path / "f" / "documents.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(LoaderError, match="damaged or cut off"):
        read(("folder", tmp_path / "f"))
