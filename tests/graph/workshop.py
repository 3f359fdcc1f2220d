"""A workshop of three people and four documents, small enough to work every number of its snapshot out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from graph.array_files import SparseRows
from graph.ingest import resolve
from graph.model import Topic
from graph.snapshot import Snapshot, build_snapshot
from graph.store.sqlite_store import SqliteStore
from loaders.document import (
    Account,
    Container,
    Document,
    Interaction,
    Record,
    SkillClaim,
    Source,
    Unit,
)
from nlp.mention import Extraction, Mention

FINGERPRINT = "by-hand"
SHOP = Source("folder", "shop")
HR = Source("people", "hr")
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def shop(native_id: str) -> str:
    """A global identifier of the shop."""
    return f"folder:shop/{native_id}"


def day(text: str) -> datetime:
    """The first instant of a day."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


DIRECTORY: tuple[Record, ...] = (
    Unit("people:hr/U1", "Hydraulics"),
    Account(
        "people:hr/E1",
        name="Ána Sol",
        emails=("ana@example.org",),
        title="Fitter",
        unit="people:hr/U1",
        declared_skills=("welding",),
    ),
    SkillClaim("people:hr/E1", "pumps", level=3),
    SkillClaim("people:hr/E1", "pumps", level=4, origin="manager"),
)
ACCOUNTS: tuple[Record, ...] = (
    Account(shop("ana"), name="ana", username="ana", emails=("ana@example.org",)),
    Account(shop("ben"), name="Ben Ode", emails=("ben@example.org",)),
    Account(shop("chloe"), name="Chloé Tran", emails=("chloe@example.org",)),
    Account(shop("robot"), name="robot", is_bot=True),
    Container(shop("floor"), "channel", "Shop floor"),
)
DOCUMENTS: tuple[Document, ...] = (
    Document(
        shop("d1"),
        "note",
        day("2024-05-31"),
        "seal the pump seal",
        author_refs=(shop("ana"),),
        title="Pump seals",
        container_ref=shop("floor"),
        url="https://shop.example.org/d1",
    ),
    Document(shop("d2"), "question", day("2026-05-01"), "why does the pump leak", author_refs=(shop("ben"),)),
    Document(
        shop("d3"),
        "answer",
        day("2026-05-02"),
        "> why does the pump leak\nreplace the seal",
        author_refs=(shop("chloe"),),
        in_reply_to=shop("d2"),
    ),
    Document(
        shop("d4"),
        "commit",
        day("2026-05-31"),
        "remplacer les vannes",
        author_refs=(shop("ana"), shop("robot")),
        co_author_refs=(shop("ben"),),
        container_ref=shop("attic/old"),
        paths=("valves/flow/meter.c", "README"),
    ),
)
INTERACTIONS: tuple[Interaction, ...] = (
    Interaction(shop("i1"), "reviewed", shop("ben"), shop("d1"), at=day("2024-06-10")),
    Interaction(shop("i2"), "cosigned", shop("chloe"), shop("d1")),
    Interaction(shop("i3"), "liked", shop("ana"), shop("d1")),
    Interaction(shop("i4"), "cosigned", shop("ana"), shop("d2")),
    Interaction(shop("i5"), "accepted", shop("ben"), shop("d3"), at=day("2026-05-03")),
    Interaction(shop("i6"), "reviewed", shop("robot"), shop("d1")),
    Interaction(shop("i7"), "reviewed", shop("ben"), shop("gone")),
    Interaction(shop("i8"), "mentioned", shop("ben"), account_ref="people:hr/E1", at=day("2026-05-04")),
    Interaction(shop("i9"), "hummed", shop("ben"), shop("d3")),
)
TOPICS = (
    Topic("pump", {"en": "Pump", "fr": "Pompe"}, {"fr": ("Turbopompe",)}),
    Topic("valve", {"fr": "Vanne"}, broader=("pump",)),
)
EXTRACTIONS: Mapping[str, Extraction] = {
    shop("d1"): Extraction(
        "en",
        ((0, 10), (12, 30)),
        (
            Mention("pump", 0, 4, "Pump", "label", 0.5),
            Mention("term:seal", 5, 10, "seals", "keyphrase", 1.0),
            Mention("pump", 21, 25, "pump", "label", 1.0),
            Mention("unknown", 0, 4, "Pump", "label", 1.0),
        ),
    ),
    shop("d3"): Extraction("en", ((25, 41),), (Mention("term:seal", 37, 41, "seal", "keyphrase", 1.0),)),
    shop("d4"): Extraction("fr", ((0, 20),), (Mention("valve", 14, 20, "vannes", "label", 1.0),)),
}
"""The second document has not been read by the text stage."""


def make_store(
    folder: Path,
    *,
    documents: Iterable[Document] = DOCUMENTS,
    interactions: Iterable[Interaction] = INTERACTIONS,
    extractions: Mapping[str, Extraction] = EXTRACTIONS,
) -> SqliteStore:
    """A store with the workshop in it, in the order given."""
    store = SqliteStore(f"sqlite:///{folder}/store.sqlite")
    store.write(HR, DIRECTORY)
    documents = tuple(documents)
    store.write(SHOP, (*ACCOUNTS, *documents, *interactions))
    read = {d.text_hash: extractions[d.document_id] for d in documents if d.document_id in extractions}
    store.write_extractions(FINGERPRINT, read.items())
    resolve(store)
    return store


def build(folder: Path, store: SqliteStore, *, topics: Iterable[Topic] = TOPICS) -> Snapshot:
    """The snapshot of a workshop's store, in ``folder/snapshots``."""
    return build_snapshot(folder / "snapshots", store, fingerprint=FINGERPRINT, topics=topics, now=NOW)


def people_row(snapshot: Snapshot, matrix: SparseRows, row: int) -> dict[str, float]:
    """A row of a matrix whose columns are people, by first name."""
    columns, values = matrix.row(row)
    return {
        snapshot.person(int(person)).name.split()[0]: round(float(value), 5)
        for person, value in zip(columns, values, strict=True)
    }


def person_index(snapshot: Snapshot, first_name: str) -> int:
    """The index of somebody."""
    (found,) = [
        index
        for index in range(snapshot.evidence.n_people)
        if snapshot.person(index).name.split()[0] == first_name
    ]
    return found
