"""A small office in a real store: who wrote, did and said what, worked out by hand in the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph import ingest
from graph.store.interface import GraphStore, open_store
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

FINGERPRINT = "by hand"
STAFF, CHAT = Source("people", "staff"), Source("slack", "T1")
AMINA, LUC = "people:staff/7", "people:staff/8"


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 9, 0, tzinfo=UTC)


DIRECTORY: list[Record] = [
    Unit("people:staff/unit/net", "Réseau"),
    Account(
        AMINA,
        name="Amina Benali",
        emails=("amina.benali@example.org",),
        title="Ingénieure réseau",
        unit="people:staff/unit/net",
        manager_ref=LUC,
        phone="+33 1 00 00 00 07",
        visibility="name_only",
    ),
    Account(LUC, name="Luc Petit", emails=("luc.petit@example.org",), unit="people:staff/unit/net"),
    SkillClaim(AMINA, "BGP", level=4, origin="self", at=date(2026, 1, 15)),
    SkillClaim(LUC, "Excel", level=2, origin="hr"),
]
MESSAGES: list[Record] = [
    Container("slack:T1/C1", "channel", "réseau"),
    Account("slack:T1/U1", name="amina", username="abenali", emails=("Amina.Benali@example.org",)),
    Account("slack:T1/U2", name="Luc Petit", username="luc", emails=("luc.petit@example.org",)),
    Document(
        "slack:T1/C1/1",
        "question",
        day(1),
        "How do we announce a route?",
        author_refs=("slack:T1/U2",),
        container_ref="slack:T1/C1",
    ),
    Document(
        "slack:T1/C1/2",
        "answer",
        day(2),
        "Par BGP, avec un filtre.",
        author_refs=("slack:T1/U1",),
        container_ref="slack:T1/C1",
        in_reply_to="slack:T1/C1/1",
        language="fr",
        media_type="text/markdown",
    ),
    Document(
        "slack:T1/C1/3",
        "document",
        day(3),
        "How we run BGP.",
        title="Routing",
        author_refs=("slack:T1/U2",),
        co_author_refs=("slack:T1/U1",),
        tags=("network", "bgp"),
        url="https://wiki.example.org/routing",
        edited_at=day(4),
        audience=("netops",),
    ),
    Interaction("slack:T1/i1", "accepted", "slack:T1/U2", "slack:T1/C1/2", at=day(2)),
    Interaction("slack:T1/i2", "reviewed", "slack:T1/U1", "slack:T1/C1/3", at=day(4)),
    Interaction(
        "slack:T1/i3", "endorsed", "slack:T1/U2", account_ref="slack:T1/U1", topic_label="BGP", at=day(5)
    ),
    Interaction("slack:T1/i4", "liked", "slack:T1/U2", "slack:T1/C1/3", at=day(5)),
    Interaction("slack:T1/i5", "followed", "slack:T1/U1", container_ref="slack:T1/C1", at=day(6), count=2),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def store(home: Path) -> Iterator[GraphStore]:
    """The office, its texts read and its accounts resolved."""
    with closing(open_store(f"sqlite:///{home / 'store.sqlite'}")) as opened:
        opened.write(STAFF, DIRECTORY)
        opened.write(CHAT, MESSAGES)
        texts = {text.full_text: text.text_hash for text in opened.pending_texts(FINGERPRINT)}
        opened.write_extractions(FINGERPRINT, [(key, _reading(text)) for text, key in texts.items()])
        ingest.resolve(opened)
        yield opened


def _reading(text: str) -> Extraction:
    """Every text read whole; BGP is the only topic."""
    start = text.find("BGP")
    mentions = (Mention("bgp", start, start + 3, "BGP", "label", 1.0),) if start >= 0 else ()
    return Extraction("en", ((0, len(text)),), mentions)


@pytest.fixture
def amina(store: GraphStore) -> str:
    """The person id of Amina, who has an account in each source."""
    person_id = {row.account_id: row.person_id for row in store.assignments()}
    assert person_id[AMINA] == person_id["slack:T1/U1"] != person_id[LUC]
    return person_id[AMINA]
