"""Laws: whatever is done to it, the Neo4j store answers as the embedded one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.store.interface import Assignment, Decision, GraphStore, WriteCounts
from graph.store.suppression import Erased, keyed_hash
from loaders.checkpoint import Cursor
from loaders.document import (
    Account,
    Container,
    Document,
    Interaction,
    Record,
    Retraction,
    SkillClaim,
    Source,
    Unit,
)
from nlp.mention import Extraction, Mention
from tests.graph.store.places import Place, sqlite_place

pytestmark = pytest.mark.neo4j

KINDS = (Account, Unit, Container, Document, Interaction, SkillClaim)
SOURCES = (Source("slack", "T1"), Source("people", "büro"))
FINGERPRINTS = ("pipeline-1", "pipeline-2")
ACCOUNT_IDS = ("slack:T1/U1", "slack:T1/é", "slack:T1/\uffee", "slack:T1/𐀀", "people:büro/1")
DOCUMENT_IDS = tuple(f"slack:T1/C/{name}" for name in ("1", "2", "e\u0301", "𐀀", "\uffee"))
EMAILS = ("ada@example.org", "ben@example.org")
TEXTS = ("", "one", "two 😀", "deux")

Operation = Callable[[GraphStore], Any]

sources = st.sampled_from(SOURCES)
account_ids = st.sampled_from(ACCOUNT_IDS)
document_ids = st.sampled_from(DOCUMENT_IDS)
days = st.integers(0, 5).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n, microseconds=n))
refs = st.lists(account_ids, max_size=2, unique=True).map(tuple)
accounts = st.builds(
    Account,
    account_ids,
    name=st.none() | st.sampled_from(TEXTS),
    emails=st.lists(st.sampled_from(EMAILS), max_size=1).map(tuple),
    manager_ref=st.none() | account_ids,
    is_bot=st.booleans(),
    end_date=st.none() | days.map(datetime.date),
)
units = st.builds(
    Unit, st.sampled_from(("u1", "u2")), st.sampled_from(TEXTS), manager_ref=st.none() | account_ids
)
containers = st.builds(
    Container, st.sampled_from(("slack:T1/C", "c2")), st.just("channel"), st.sampled_from(TEXTS)
)
documents = st.builds(
    Document,
    document_ids,
    st.just("message"),
    days,
    st.sampled_from(TEXTS),
    author_refs=refs,
    co_author_refs=refs,
    title=st.none() | st.just("Title"),
    container_ref=st.none() | st.just("slack:T1/C"),
    in_reply_to=st.none() | document_ids,
    edited_at=st.none() | days,
    origin_ref=st.none() | st.sampled_from(("event/1", "event/2")),
)
interactions = st.builds(
    Interaction,
    st.sampled_from(("i1", "i2", "i3")),
    st.just("liked"),
    actor_ref=st.none() | account_ids,
    document_ref=document_ids,
    at=st.none() | days,
    weight=st.sampled_from((1.0, 0.1, 1e-9)),
)
claims = st.builds(
    SkillClaim, account_ids, st.sampled_from(("BGP", "python")), level=st.none() | st.integers(1, 5)
)
retractions = st.builds(
    Retraction, document_ids | st.sampled_from(("event/1", "event/2", "i1", "i2")), st.none() | days
)
records: st.SearchStrategy[Record] = st.one_of(
    documents, documents, documents, accounts, interactions, retractions, containers, units, claims
)


@st.composite
def writes(draw: st.DrawFn) -> Operation:
    source, batch = draw(sources), draw(st.lists(records, max_size=6))
    cursor = draw(st.none() | st.builds(Cursor, st.just("f"), st.sampled_from(("1", "2"))))
    return lambda store: store.write(source, batch, cursor=cursor)


@st.composite
def extractions(draw: st.DrawFn) -> Operation:
    fingerprint = draw(st.sampled_from(FINGERPRINTS))
    found = Extraction(
        "en", ((0, 1),), (Mention(draw(st.sampled_from(("a", "b"))), 0, 1, "o", "label", 0.5),)
    )
    n_texts = draw(st.integers(0, 3))

    def operation(store: GraphStore) -> Any:
        pending = [item.text_hash for item in store.pending_texts(fingerprint)]
        return store.write_extractions(fingerprint, [(text_hash, found) for text_hash in pending[:n_texts]])

    return operation


@st.composite
def assignments(draw: st.DrawFn) -> Operation:
    persons = draw(st.dictionaries(account_ids, st.sampled_from(("p1", "p2")), max_size=4))
    rows = [Assignment(account, person, "own") for account, person in persons.items()]
    return lambda store: store.write_assignments(rows)


@st.composite
def decisions(draw: st.DrawFn) -> Operation:
    made = Decision(
        draw(st.sampled_from(("d1", "d2", "d𐀀"))),
        "hide",
        draw(st.sampled_from(("p1", "p2"))),
        draw(refs),
        "x",
        draw(days),
    )
    return lambda store: store.record_decision(made)


@st.composite
def erasures(draw: st.DrawFn) -> Operation:
    account_id, email, at = draw(account_ids), draw(st.none() | st.sampled_from(EMAILS)), draw(days)
    person, number = draw(st.sampled_from(("p1", "p2"))), draw(st.integers(1, 3))

    def operation(store: GraphStore) -> WriteCounts:
        key = store.erasure_key()
        hashes = [keyed_hash(key, "account", account_id)]
        hashes += [keyed_hash(key, "email", email)] if email else []
        erased = Erased(key, hashes)
        decision = Decision(f"e{number}", "erase", person, tuple(hashes), "x", at)
        return store.erase_person(decision, rewrite=lambda record: _masked(erased.without(record)))

    return operation


def _masked(record: Any) -> Any:
    return (
        replace(record, text="masked") if isinstance(record, Document) and record.text == "deux" else record
    )


operations: st.SearchStrategy[Operation] = st.one_of(
    writes(),
    writes(),
    writes(),
    extractions(),
    assignments(),
    decisions(),
    erasures(),
    sources.map(lambda source: lambda store: store.begin_load(source)),
    st.builds(lambda source, at: lambda store: store.end_load(source, at), sources, days),
    sources.map(lambda source: lambda store: store.forget_source(source.source_id)),
)


def outcome(operation: Operation, store: GraphStore) -> Any:
    """What an operation answers: a value, or the kind of its error."""
    try:
        return operation(store)
    except GraphError as error:
        return type(error)


def contents(store: GraphStore) -> Iterator[Any]:
    """Everything that can be read of a store."""
    yield store.counts()
    yield store.sources()
    for kind in KINDS:
        yield list(store.scan(kind))
        yield list(store.scan(kind, source_id=SOURCES[0].source_id))
    for fingerprint in FINGERPRINTS:
        yield list(store.pending_texts(fingerprint))
        yield store.count_pending_texts(fingerprint)
        yield list(store.extracted_documents(fingerprint))
    yield list(store.assignments())
    yield list(store.decisions())
    yield store.documents([*DOCUMENT_IDS, "none"])


@pytest.fixture(scope="module")
def open_both(
    neo4j_address: Callable[[Path], Place], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], tuple[Place, Place]]:
    def opened() -> tuple[Place, Place]:
        folder = tmp_path_factory.mktemp("both")
        return sqlite_place(folder), neo4j_address(folder)

    return opened


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(operations, min_size=3, max_size=10))
def test_same_operations_same_answers(
    open_both: Callable[[], tuple[Place, Place]], chosen: list[Operation]
) -> None:
    embedded, server = open_both()
    with closing(embedded.open()) as one, closing(server.open()) as other:
        for number, operation in enumerate(chosen):
            before = (one.generation(), other.generation())
            assert outcome(operation, one) == outcome(operation, other), number
            grown = one.generation() > before[0], other.generation() > before[1]
            assert grown[0] == grown[1], number
        for found, expected in zip(contents(other), contents(one), strict=True):
            assert found == expected
