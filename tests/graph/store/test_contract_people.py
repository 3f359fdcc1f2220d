"""What every store keeps of people: assignments, decisions, and erasures that later loads respect."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.store.interface import Assignment, Decision, GraphStore, Storable
from graph.store.suppression import Erased, keyed_hash
from loaders.document import Account, Document, Interaction, SkillClaim, Unit
from tests.graph.store.places import Place
from tests.graph.store.records import (
    ADA,
    BEN,
    CHAT,
    FINGERPRINT,
    STAFF,
    day,
    decision,
    extraction,
    like,
    message,
)

ADA_ROW = Assignment(ADA.account_id, "p1", "own")
BEN_ROW = Assignment(BEN.account_id, "p2", "own")


def erase_ada(store: GraphStore, *, number: int = 20) -> Decision:
    """What :func:`graph.privacy.erasure.erase` does, without masking names in texts."""
    key = store.erasure_key()
    refs = [keyed_hash(key, "account", ADA.account_id), keyed_hash(key, "email", ADA.emails[0])]
    done = decision(number, "erase", "p1", refs=tuple(sorted(refs)))
    store.erase_person(done, rewrite=Erased(key, refs).without)
    return done


# ── assignments ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_assignments_replace_those_before(store: GraphStore) -> None:
    store.write(CHAT, [ADA, BEN])
    assert store.write_assignments([BEN_ROW, ADA_ROW]) == 2
    assert list(store.assignments()) == [ADA_ROW, BEN_ROW]
    joined = replace(BEN_ROW, person_id="p1", rule="same e-mail address")
    assert store.write_assignments([ADA_ROW, joined]) == 1
    assert list(store.assignments()) == [ADA_ROW, joined]
    assert store.write_assignments([ADA_ROW]) == 1
    assert list(store.assignments()) == [ADA_ROW]


def test_same_assignments_write_nothing(store: GraphStore) -> None:
    store.write(CHAT, [ADA, BEN])
    store.write_assignments([ADA_ROW, BEN_ROW])
    generation = store.generation()
    assert store.write_assignments([BEN_ROW, ADA_ROW]) == 0
    assert store.generation() == generation
    store.write_assignments([ADA_ROW])
    assert store.generation() > generation


@pytest.mark.usefixtures("small_pages")
def test_many_assignments_are_by_account_id(store: GraphStore) -> None:
    rows = [Assignment(f"a{n:04}", f"p{n % 7}", "own") for n in range(240)]
    store.write(CHAT, [Account(row.account_id) for row in rows])
    assert store.write_assignments(list(reversed(rows))) == 240
    assert list(store.assignments()) == rows


# ── decisions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_decisions_come_oldest_first_then_by_id(place: Place) -> None:
    second, third, first = (
        decision(2),
        replace(decision(3), at=day(2)),
        decision(1, "merge", refs=("a", "é", "c")),
    )
    with closing(place.open()) as store:
        for each in (third, second, first):
            store.record_decision(each)
    with closing(place.open()) as store:
        assert list(store.decisions()) == [first, second, third]
        assert store.generation() == 3


def test_decision_told_twice_is_kept_once(store: GraphStore) -> None:
    store.record_decision(decision(1))
    store.record_decision(decision(1))
    assert list(store.decisions()) == [decision(1)]


def test_no_decisions(store: GraphStore) -> None:
    assert list(store.decisions()) == []


# ── erasure ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def peopled(store: GraphStore) -> GraphStore:
    """Ada and Ben, one message each and one together, likes of both."""
    together = replace(message(3, "together"), co_author_refs=(BEN.account_id,))
    store.write(
        CHAT,
        [
            ADA,
            BEN,
            message(1, "by Ada"),
            message(2, "by Ben", author=BEN),
            together,
            like(1),
            like(2, actor=ADA),
        ],
    )
    store.write_assignments([ADA_ROW, BEN_ROW])
    store.write_extractions(FINGERPRINT, [(message(1, "by Ada").text_hash, extraction())])
    return store


def test_erasure_removes_what_only_the_person_has(peopled: GraphStore) -> None:
    done = erase_ada(peopled)
    assert list(peopled.scan(Account)) == [BEN]
    documents = {document.document_id: document for document in peopled.scan(Document)}
    assert list(documents) == ["slack:T1/2", "slack:T1/3"]
    assert documents["slack:T1/3"].author_refs == ()
    assert documents["slack:T1/3"].co_author_refs == (BEN.account_id,)
    assert [interaction.interaction_id for interaction in peopled.scan(Interaction)] == ["slack:T1/like/1"]
    assert list(peopled.assignments()) == [BEN_ROW]
    assert list(peopled.decisions()) == [done]
    assert peopled.counts()["Extraction"] == 0


def test_erasure_tells_what_it_changed(peopled: GraphStore) -> None:
    key = peopled.erasure_key()
    refs = (keyed_hash(key, "account", ADA.account_id),)
    counts = peopled.erase_person(decision(20, "erase", refs=refs), rewrite=Erased(key, refs).without)
    assert counts.removed == {"Account": 1, "Document": 1, "Interaction": 1, "Extraction": 1, "Assignment": 1}
    assert counts.changed == {"Document": 1}


def test_erased_person_stays_out_of_later_loads(peopled: GraphStore) -> None:
    erase_ada(peopled)
    together = replace(message(3, "together"), co_author_refs=(BEN.account_id,))
    counts = peopled.write(
        CHAT, [ADA, message(1, "by Ada"), message(4, "new by Ada"), together, like(2, actor=ADA)]
    )
    assert counts.suppressed == {"Account": 1, "Document": 2, "Interaction": 1}
    assert counts.unchanged == {"Document": 1}
    assert list(peopled.scan(Account)) == [BEN]
    assert peopled.documents(["slack:T1/3"])["slack:T1/3"].author_refs == ()


def test_new_account_with_an_erased_address_stays_out_with_all_it_did(place: Place) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [ADA])
        store.write_assignments([ADA_ROW])
        erase_ada(store)
    other = Account("people:staff/1", name="A. Okafor", emails=("Ada.Okafor@Example.org ",))
    did = [
        SkillClaim(other.account_id, "BGP"),
        Unit("people:staff/unit/x", "X", manager_ref=other.account_id),
        Document("people:staff/note", "page", day(1), "text", author_refs=(other.account_id,)),
    ]
    with closing(place.open()) as store:
        counts = store.write(STAFF, [other, did[0], did[1]])
        assert counts.suppressed == {"Account": 1, "SkillClaim": 1}
        assert [unit.manager_ref for unit in store.scan(Unit)] == [None]
        assert store.write(STAFF, [did[2]]).suppressed == {"Document": 1}, "the account is remembered"


def test_account_that_turns_out_to_be_erased_takes_what_is_stored_of_it_along(store: GraphStore) -> None:
    store.write(CHAT, [ADA])
    store.write_assignments([ADA_ROW])
    erase_ada(store)
    silent = Account("people:staff/1", name="A. Okafor")
    note = Document("people:staff/note", "page", day(1), "text", author_refs=(silent.account_id,))
    store.write(STAFF, [silent, note])
    counts = store.write(STAFF, [replace(silent, emails=ADA.emails)])
    assert counts.removed == {"Account": 1, "Document": 1}
    assert list(store.scan(Account)) == list(store.scan(Document)) == []


def test_earlier_decisions_about_the_erased_go(peopled: GraphStore) -> None:
    about = [
        decision(1, "hide", "p1"),
        decision(2, "merge", "p9", refs=(ADA.account_id, "slack:T1/U7")),
    ]
    others = [decision(3, "hide", "p2"), decision(4, "merge", "p9", refs=(BEN.account_id, "slack:T1/U7"))]
    for each in (*about, *others):
        peopled.record_decision(each)
    done = erase_ada(peopled)
    assert list(peopled.decisions()) == [*others, done]


def test_rewritten_record_counts_as_the_one_its_source_gave(peopled: GraphStore) -> None:
    def masked(record: Storable) -> Storable:
        return replace(record, text="by somebody") if isinstance(record, Document) else record

    peopled.write_extractions(FINGERPRINT, [(message(2, "by Ben").text_hash, extraction())])
    peopled.erase_person(decision(20, "erase", "p1"), rewrite=masked)
    assert {document.text for document in peopled.scan(Document)} == {"by somebody"}
    assert peopled.count_pending_texts(FINGERPRINT) == 1, "the new text is to be read"
    assert peopled.counts()["Extraction"] == 0, "what was found in the old texts is gone"
    counts = peopled.write(CHAT, [message(2, "by Ben", author=BEN)])
    assert counts.unchanged == {"Document": 1}
    assert {document.text for document in peopled.scan(Document)} == {"by somebody"}


def test_erasure_that_fails_changes_nothing(peopled: GraphStore) -> None:
    class BrokenError(Exception):
        pass

    def rewrite(record: Storable) -> Storable | None:
        if isinstance(record, Interaction):
            raise BrokenError
        return None

    before = (peopled.counts(), peopled.generation())
    with pytest.raises(BrokenError):
        peopled.erase_person(decision(20, "erase"), rewrite=rewrite)
    assert (peopled.counts(), peopled.generation()) == before
    assert peopled.write(CHAT, [ADA]).unchanged == {"Account": 1}


@pytest.mark.usefixtures("small_pages")
def test_erasure_reaches_every_page_of_records(store: GraphStore) -> None:
    documents = [message(f"{n:05}", author=(ADA if n % 2 else BEN)) for n in range(250)]
    store.write(CHAT, [ADA, BEN, *documents])
    store.write_assignments([ADA_ROW, BEN_ROW])
    erase_ada(store)
    assert [d.document_id for d in store.scan(Document)] == [d.document_id for d in documents[::2]]


def test_key_is_made_once_and_kept(place: Place) -> None:
    with closing(place.open()) as store:
        key = store.erasure_key()
    with closing(place.open()) as store:
        assert store.erasure_key() == key
        assert len(key) == 32
    assert Path(place.key_file).stat().st_mode & 0o777 == 0o600


def test_without_the_key_nothing_is_loaded_into_a_store_with_erasures(
    peopled: GraphStore, place: Place
) -> None:
    erase_ada(peopled)
    Path(place.key_file).unlink()
    with pytest.raises(StoreError, match=r"erasure\.key is missing"):
        peopled.write(CHAT, [ADA])
    with pytest.raises(StoreError, match=r"erasure\.key is missing"):
        peopled.erasure_key()


def test_damaged_key_is_refused(store: GraphStore, place: Place) -> None:
    Path(place.key_file).write_bytes(b"short")
    with pytest.raises(StoreError, match="found 5 bytes, expected an erasure key of 32"):
        store.erasure_key()
