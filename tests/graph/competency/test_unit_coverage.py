"""The coverage report of a snapshot: who is counted, and what a table of it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.competency.unit_coverage import table_rows, unit_coverage
from graph.expert_finder import ExpertFinder
from graph.ingest import resolve
from graph.lookups import derive_lookups
from graph.model import Actor, Topic
from graph.network import derive_network
from graph.privacy import consent
from graph.snapshot import build_snapshot
from graph.store.sqlite_store import SqliteStore
from graph.view import View
from loaders.document import Account, Document, Record, Source, Unit
from nlp.mention import Extraction, Mention
from tests.graph.workshop import NOW, day

HR = Source("people", "hr")
PUMP = Topic("pump", {"en": "Pump", "fr": "Pompe"})
WHO = "ABCDEFGH"
"""Eight people of one unit: seven wrote twice on pumps, the last once."""


def written(name: str) -> list[Document]:
    return [
        Document(
            f"people:hr/{name}{n}",
            "note",
            day("2026-01-01"),
            f"{name} pump {n}",
            author_refs=(f"people:hr/{name}",),
        )
        for n in range(1 if name == "H" else 2)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(f"sqlite:///{tmp_path}/store.sqlite")
    records: list[Record] = [
        Unit("people:hr/U", "Hydraulics", name_fr="Hydraulique"),
        Unit("people:hr/V", "Empty"),
    ]
    records += [Account(f"people:hr/{name}", name=f"Person {name}", unit="people:hr/U") for name in WHO]
    # Three more who are not counted: without a unit, gone, and shown by name only.
    records.append(Account("people:hr/X", name="No Unit"))
    records.append(
        Account("people:hr/Y", name="Gone", unit="people:hr/U", active=False, end_date=date(2020, 1, 1))
    )
    records.append(Account("people:hr/Z", name="Name", unit="people:hr/U", visibility="name_only"))
    documents = [document for name in (*WHO, "X", "Y", "Z") for document in written(name)]
    store.write(HR, [*records, *documents])
    mention = Mention("pump", 2, 6, "pump", "label", 1.0)
    store.write_extractions(
        "by-hand", [(d.text_hash, Extraction("en", ((0, 8),), (mention,))) for d in documents]
    )
    resolve(store)
    yield store
    store.close()


def seen(folder: Path, store: SqliteStore) -> View:
    build_snapshot(
        folder / "snapshots",
        store,
        fingerprint="by-hand",
        topics=[PUMP],
        extras=(derive_lookups, derive_network),
        now=NOW,
    )
    return ExpertFinder(folder / "snapshots")._view(Actor("anonymous"))


def test_who_wrote_enough_and_is_there_is_counted(tmp_path: Path, store: SqliteStore) -> None:
    rows = list(table_rows(unit_coverage(seen(tmp_path, store)), "en"))
    assert rows == [["", "n", "Pump"], ["Hydraulics", 8, 7], ["All units", 8, 7]]


def test_names_are_in_the_language_asked_for(tmp_path: Path, store: SqliteStore) -> None:
    rows = list(table_rows(unit_coverage(seen(tmp_path, store)), "fr"))
    assert [row[0] for row in rows] == ["", "Hydraulique", "Toutes les unités"]
    assert rows[0][2] == "Pompe"


def test_a_small_group_is_not_told(tmp_path: Path, store: SqliteStore) -> None:
    rows = list(table_rows(unit_coverage(seen(tmp_path, store), smallest_group=8), "en"))
    assert rows[1] == ["Hydraulics", 8, "<8"]


def test_who_is_hidden_is_not_counted(tmp_path: Path, store: SqliteStore) -> None:
    person = next(row.person_id for row in store.assignments() if row.account_id == "people:hr/A")
    consent.hide(store, tmp_path / "snapshots", person, by="test")
    assert list(table_rows(unit_coverage(seen(tmp_path, store)), "en"))[1] == ["Hydraulics", 7, 6]


def test_only_topics_of_a_name_are_reported(tmp_path: Path, store: SqliteStore) -> None:
    view = seen(tmp_path, store)
    assert [topic.topic_id for topic in unit_coverage(view, "pomp").topics] == ["pump"]
    assert unit_coverage(view, "valve").topics == ()
