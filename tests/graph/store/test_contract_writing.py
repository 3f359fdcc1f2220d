"""What every store does with loaded records: written once, kept in order, resumable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from graph.errors import NotFoundError, StoreError
from graph.store.interface import GraphStore
from loaders.checkpoint import Cursor
from loaders.document import Account, Container, Document, Interaction, Record, SkillClaim, Source, Unit
from tests.graph.store.places import Place
from tests.graph.store.records import (
    ADA,
    BEN,
    CHAT,
    FINGERPRINT,
    FULL_CONTAINER,
    FULL_DOCUMENT,
    FULL_RECORDS,
    STAFF,
    WIKI,
    day,
    extraction,
    like,
    message,
)


def all_records(store: GraphStore) -> list[object]:
    kinds = (Account, Unit, Container, Document, Interaction, SkillClaim)
    return [record for kind in kinds for record in store.scan(kind)]


def test_new_store_is_empty(store: GraphStore) -> None:
    assert store.generation() == 0
    assert store.schema_version() >= 1
    assert store.sources() == []
    assert set(store.counts().values()) == {0}
    assert all_records(store) == []


def test_every_field_comes_back_as_it_was_written(store: GraphStore) -> None:
    counts = store.write(STAFF, FULL_RECORDS)
    assert all_records(store) == list(FULL_RECORDS)
    assert counts.added == {type(record).__name__: 1 for record in FULL_RECORDS}
    written = next(store.scan(Document)).created_at
    assert written.isoformat() == "2024-05-01T12:30:15.123456+00:00"


def test_fields_without_values_come_back_without(store: GraphStore) -> None:
    records: list[Record] = [
        Account("a"),
        Unit("u", ""),
        Container("c", "", ""),
        Document("d", "", day(1), ""),
        Interaction("i", ""),
        SkillClaim("a", ""),
    ]
    store.write(CHAT, records)
    assert all_records(store) == records


def test_same_records_again_change_nothing(store: GraphStore) -> None:
    store.write(STAFF, FULL_RECORDS)
    generation = store.generation()
    counts = store.write(STAFF, FULL_RECORDS)
    assert counts.added == counts.changed == counts.removed == {}
    assert counts.unchanged == {type(record).__name__: 1 for record in FULL_RECORDS}
    assert store.generation() == generation


def test_changed_record_replaces_what_was_stored(store: GraphStore) -> None:
    store.write(CHAT, [ADA, FULL_CONTAINER])
    renamed = replace(ADA, name="Ada Okafor-Lind", title="Lead", emails=())
    plain = replace(FULL_CONTAINER, description=None)
    counts = store.write(CHAT, [renamed, plain])
    assert counts.changed == {"Account": 1, "Container": 1}
    assert list(store.scan(Account)) == [renamed]
    assert list(store.scan(Container)) == [plain]


def test_generation_grows_with_each_change(store: GraphStore) -> None:
    seen = [store.generation()]
    for write in ([ADA], [replace(ADA, title="Lead")], [message(1)]):
        store.write(CHAT, write)
        seen.append(store.generation())
    assert seen == sorted(set(seen))


def test_older_state_of_a_document_does_not_replace_a_newer_one(store: GraphStore) -> None:
    newer = message(1, "edited", edited_at=day(9))
    store.write(CHAT, [newer])
    counts = store.write(CHAT, [message(1, "as first written")])
    assert counts.unchanged == {"Document": 1}
    assert list(store.scan(Document)) == [newer]


def test_last_of_two_records_in_one_batch_counts(store: GraphStore) -> None:
    counts = store.write(CHAT, [ADA, replace(ADA, title="Lead")])
    assert counts.added == {"Account": 1}
    assert [account.title for account in store.scan(Account)] == ["Lead"]


def test_record_taken_over_by_another_source_changes_hands(store: GraphStore) -> None:
    store.write(CHAT, [ADA])
    store.write(STAFF, [ADA])
    assert list(store.scan(Account, source_id=CHAT.source_id)) == []
    assert list(store.scan(Account, source_id=STAFF.source_id)) == [ADA]


def test_scan_of_one_source_leaves_out_others(store: GraphStore) -> None:
    page = Document("documents:wiki/a", "page", day(1), "text")
    store.write(CHAT, [message(1), message(2)])
    store.write(WIKI, [page])
    assert list(store.scan(Document, source_id=WIKI.source_id)) == [page]
    assert list(store.scan(Document, source_id="nowhere:at-all")) == []


def test_scan_is_in_code_point_order(store: GraphStore) -> None:
    names = [
        "",
        "A",
        "B",
        "Z",
        "a",
        "a b",
        "a-b",
        "a/b",
        "aa",
        "e\u0301",
        "z",
        "é",
        "ÿ",
        "œ",
        "ｱ",
        "\uffee",
        "𐀀",
        "😀",
    ]
    ids = [f"slack:T1/{name}" for name in names]
    assert ids == sorted(ids), "the example itself is in code point order"
    store.write(CHAT, [Account(name) for name in reversed(ids)])
    assert [account.account_id for account in store.scan(Account)] == ids


@pytest.mark.usefixtures("small_pages")
def test_scan_goes_on_beyond_a_page_and_survives_writes_of_its_reader(store: GraphStore) -> None:
    documents = [message(f"{n:05}") for n in range(250)]
    store.write(CHAT, documents)
    seen = []
    for document in store.scan(Document):
        seen.append(document.document_id)
        if len(seen) == 1:
            store.write(CHAT, [ADA])
    assert seen == [document.document_id for document in documents]


def test_documents_are_found_by_id(store: GraphStore) -> None:
    store.write(CHAT, [message(n) for n in range(1, 6)])
    wanted = [message(2), message(4)]
    found = store.documents([*(d.document_id for d in wanted), "slack:T1/none", "o'clock\""])
    assert found == {document.document_id: document for document in wanted}
    assert store.documents([]) == {}


def test_what_no_database_holds_is_replaced_not_refused(store: GraphStore) -> None:
    store.write(CHAT, [message(1, "nul \x00 and half a pair \ud83d.", tags=("\udc80",))])
    (stored,) = store.scan(Document)
    assert (stored.text, stored.tags) == ("nul \ufffd and half a pair \ufffd.", ("\ufffd",))


@pytest.mark.parametrize("count", [2**63, 2**64, -(2**63) - 1])
def test_number_too_large_is_refused_by_name(store: GraphStore, count: int) -> None:
    with pytest.raises(StoreError, match=r"slack:T1/like/1 cannot be stored"):
        store.write(CHAT, [ADA, like(1, count=count)])
    assert all_records(store) == []


def test_number_that_is_none_is_refused_by_name(store: GraphStore) -> None:
    with pytest.raises(StoreError, match=r"slack:T1/like/1 cannot be stored"):
        store.write(CHAT, [like(1, weight=float("nan"))])


def test_instant_without_time_zone_is_refused_by_name(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="time zone"):
        store.write(CHAT, [message(1, at=day(1).replace(tzinfo=None))])


# ── cursors ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_cursor_is_kept_until_the_load_is_complete(place: Place) -> None:
    cursor = Cursor("f00", '{"line": 7}')
    with closing(place.open()) as store:
        assert store.begin_load(CHAT) is None
        store.write(CHAT, [ADA], cursor=cursor)
    with closing(place.open()) as store:
        assert store.begin_load(CHAT) == cursor
        assert store.begin_load(WIKI) is None, "cursors belong to their source"
        store.end_load(CHAT, day(3))
        assert store.begin_load(CHAT) is None


def test_write_without_cursor_keeps_the_one_before(store: GraphStore) -> None:
    cursor = Cursor("f00", "7")
    store.write(CHAT, [ADA], cursor=cursor)
    store.write(CHAT, [BEN])
    assert store.begin_load(CHAT) == cursor


def test_cursor_and_rows_are_stored_together_or_not_at_all(store: GraphStore) -> None:
    store.write(CHAT, [ADA], cursor=Cursor("f00", "1"))
    bad = replace(message(2), created_at=day(2).replace(tzinfo=None))
    with pytest.raises(StoreError):
        store.write(CHAT, [message(1), BEN, bad], cursor=Cursor("f00", "2"))
    assert store.begin_load(CHAT) == Cursor("f00", "1")
    assert all_records(store) == [ADA]


def test_records_may_be_any_sequence_but_are_read_once(store: GraphStore) -> None:
    class Once(list[Record]):
        pass

    store.write(CHAT, Once([ADA, message(1), like(1)]))
    assert store.counts()["Interaction"] == 1


# ── sources ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sources_tell_what_is_stored_and_when_it_was_loaded(store: GraphStore) -> None:
    store.begin_load(CHAT)
    store.write(CHAT, [ADA, BEN, message(2), message(5), like(1)])
    store.end_load(CHAT, day(20))
    store.begin_load(WIKI)
    wiki, chat = store.sources()
    assert (wiki.source, wiki.n_documents, wiki.loaded_at, wiki.interrupted) == (WIKI, 0, None, True)
    assert wiki.first_document_at is wiki.last_document_at is None
    assert chat.source == CHAT
    assert (chat.n_accounts, chat.n_documents, chat.n_interactions) == (2, 2, 1)
    assert (chat.first_document_at, chat.last_document_at) == (day(2), day(5))
    assert (chat.loaded_at, chat.interrupted) == (day(20), False)


def test_later_load_that_is_interrupted_keeps_the_date_of_the_complete_one(store: GraphStore) -> None:
    store.begin_load(CHAT)
    store.end_load(CHAT, day(20))
    store.begin_load(CHAT)
    (status,) = store.sources()
    assert (status.loaded_at, status.interrupted) == (day(20), True)


def test_forgetting_a_source_removes_it_and_what_comes_of_it_alone(store: GraphStore) -> None:
    shared = "the same words"
    store.write(STAFF, FULL_RECORDS)
    store.write(CHAT, [ADA, message(1, shared), message(2, "own words"), like(1)])
    store.write(WIKI, [Document("documents:wiki/a", "page", day(1), shared)])
    texts = [item.text_hash for item in store.pending_texts(FINGERPRINT)]
    store.write_extractions(FINGERPRINT, [(text_hash, extraction()) for text_hash in texts])
    assigned = {ADA.account_id: "p1", "people:staff/7": "p2"}
    _assign(store, assigned)
    counts = store.forget_source(CHAT.source_id)
    assert counts.removed == {
        "Account": 1,
        "Document": 2,
        "Interaction": 1,
        "Extraction": 1,
        "Assignment": 1,
    }
    assert {status.source for status in store.sources()} == {STAFF, WIKI}
    assert all_records(store) == sorted_like_scan(
        [*FULL_RECORDS, *store.documents(["documents:wiki/a"]).values()]
    )
    assert [row.account_id for row in store.assignments()] == ["people:staff/7"]
    assert store.count_pending_texts(FINGERPRINT) == 0


def test_forgotten_source_may_come_back(store: GraphStore) -> None:
    store.write(CHAT, [ADA, message(1)])
    store.forget_source(CHAT.source_id)
    assert store.begin_load(CHAT) is None
    assert store.write(CHAT, [ADA, message(1)]).added == {"Account": 1, "Document": 1}


def test_unknown_source_cannot_be_forgotten(store: GraphStore) -> None:
    store.write(CHAT, [ADA])
    generation = store.generation()
    with pytest.raises(NotFoundError, match="slack:T9"):
        store.forget_source(Source("slack", "T9").source_id)
    assert store.generation() == generation
    assert list(store.scan(Account)) == [ADA]


def _assign(store: GraphStore, persons: dict[str, str]) -> None:
    from graph.store.interface import Assignment

    store.write_assignments([Assignment(account, person, "own") for account, person in persons.items()])


def sorted_like_scan(records: Iterable[Record]) -> list[Record]:
    def in_order() -> Iterator[Record]:
        for kind in (Account, Unit, Container, Document, Interaction, SkillClaim):
            yield from sorted((r for r in records if isinstance(r, kind)), key=_identifier)

    return list(in_order())


def _identifier(record: Record) -> str:
    from graph.store.rows import record_id

    assert not hasattr(record, "ref")
    return record_id(record)  # type: ignore[arg-type]


def test_full_document_has_more_than_defaults() -> None:
    defaults = Document("x", "y", day(1), "")
    same = {name for name in Document.__slots__ if getattr(FULL_DOCUMENT, name) == getattr(defaults, name)}
    assert same == set()
