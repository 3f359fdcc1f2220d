"""What a source withdraws is gone, and stays out unless it comes back newer."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from graph.store.interface import GraphStore
from loaders.document import Account, Document, Interaction, Retraction
from tests.graph.store.places import Place
from tests.graph.store.records import ADA, CHAT, FINGERPRINT, WIKI, day, extraction, like, message


def ids(store: GraphStore) -> list[str]:
    return [d.document_id for d in store.scan(Document)] + [i.interaction_id for i in store.scan(Interaction)]


def test_delete_removes_a_document_and_what_was_found_in_it(store: GraphStore) -> None:
    store.write(CHAT, [message(1), message(2)])
    texts = [item.text_hash for item in store.pending_texts(FINGERPRINT)]
    store.write_extractions(FINGERPRINT, [(text_hash, extraction()) for text_hash in texts])
    counts = store.write(CHAT, [Retraction("slack:T1/1", day(5))])
    assert counts.removed == {"Document": 1, "Extraction": 1}
    assert ids(store) == ["slack:T1/2"]
    assert store.counts()["Extraction"] == 1


def test_what_was_found_in_a_text_stays_while_another_document_has_it(store: GraphStore) -> None:
    store.write(CHAT, [message(1, "same"), message(2, "same")])
    store.write_extractions(FINGERPRINT, [(message(1, "same").text_hash, extraction())])
    assert store.write(CHAT, [Retraction("slack:T1/1")]).removed == {"Document": 1}
    assert store.counts()["Extraction"] == 1


def test_undo_removes_what_the_event_made(store: GraphStore) -> None:
    made = replace(message(1), origin_ref="slack:T1/event/9")
    store.write(CHAT, [made, like(1)])
    counts = store.write(CHAT, [Retraction("slack:T1/event/9"), Retraction("slack:T1/like/1")])
    assert counts.removed == {"Document": 1, "Interaction": 1}
    assert ids(store) == []


def test_later_load_of_withdrawn_items_leaves_them_out(place: Place) -> None:
    made = replace(message(1), origin_ref="slack:T1/event/9")
    with closing(place.open()) as store:
        store.write(CHAT, [made, message(2), like(1), ADA])
        store.write(
            CHAT, [Retraction(ref, day(5)) for ref in ("slack:T1/event/9", "slack:T1/2", "slack:T1/like/1")]
        )
    with closing(place.open()) as store:
        counts = store.write(CHAT, [made, message(2), like(1, at=day(2)), message(3), ADA])
        assert counts.suppressed == {"Document": 2, "Interaction": 1}
        assert counts.added == {"Document": 1}
        assert counts.unchanged == {"Account": 1}
        assert ids(store) == ["slack:T1/3"]


def test_item_that_is_newer_than_its_retraction_comes_back(store: GraphStore) -> None:
    store.write(CHAT, [message(1), Retraction("slack:T1/1", day(5)), Retraction("slack:T1/like/1", day(5))])
    back = message(1, "again", edited_at=day(6))
    counts = store.write(CHAT, [back, like(1, at=day(6))])
    assert counts.added == {"Document": 1, "Interaction": 1}
    assert list(store.scan(Document)) == [back]


def test_item_of_the_same_instant_stays_out(store: GraphStore) -> None:
    store.write(CHAT, [Retraction("slack:T1/5", day(5)), Retraction("slack:T1/like/1", day(5))])
    counts = store.write(CHAT, [message(5), like(1, at=day(5))])
    assert counts.suppressed == {"Document": 1, "Interaction": 1}


def test_item_without_a_time_stays_out(store: GraphStore) -> None:
    store.write(CHAT, [Retraction("slack:T1/like/1", day(5))])
    assert store.write(CHAT, [like(1)]).suppressed == {"Interaction": 1}


def test_retraction_without_a_time_is_for_good(store: GraphStore) -> None:
    store.write(CHAT, [message(1), Retraction("slack:T1/1")])
    store.write(CHAT, [Retraction("slack:T1/1", day(5))])
    assert store.write(CHAT, [message(1, edited_at=day(30))]).suppressed == {"Document": 1}


def test_latest_of_two_retractions_counts_in_any_order(store: GraphStore) -> None:
    for days in ((5, 9), (9, 5)):
        ref = f"slack:T1/{days[0]}"
        store.write(CHAT, [Retraction(ref, day(days[0])), Retraction(ref, day(days[1]))])
        again = replace(message(days[0]), created_at=day(7))
        assert store.write(CHAT, [again]).suppressed == {"Document": 1}


def test_retraction_does_not_remove_what_is_newer(store: GraphStore) -> None:
    store.write(CHAT, [message(9), like(1, at=day(9))])
    counts = store.write(CHAT, [Retraction("slack:T1/9", day(5)), Retraction("slack:T1/like/1", day(5))])
    assert counts.removed == {}
    assert ids(store) == ["slack:T1/9", "slack:T1/like/1"]


def test_retraction_in_the_same_batch_counts_whatever_the_order(store: GraphStore) -> None:
    first = store.write(CHAT, [Retraction("slack:T1/1", day(5)), message(1)])
    second = store.write(CHAT, [message(2), Retraction("slack:T1/2", day(5))])
    assert first.suppressed == second.suppressed == {"Document": 1}
    assert ids(store) == []


def test_retraction_reaches_only_its_own_source(store: GraphStore) -> None:
    store.write(CHAT, [message(1)])
    assert store.write(WIKI, [Retraction("slack:T1/1")]).removed == {}
    assert store.write(CHAT, [message(1)]).unchanged == {"Document": 1}


def test_retraction_of_nothing_changes_nothing(store: GraphStore) -> None:
    store.write(CHAT, [ADA])
    generation = store.generation()
    assert store.write(CHAT, [Retraction("slack:T1/unknown \ud800", day(1))]).removed == {}
    assert store.generation() == generation
    assert [account.account_id for account in store.scan(Account)] == [ADA.account_id]


def test_forgetting_a_source_forgets_what_it_withdrew(store: GraphStore) -> None:
    store.write(CHAT, [message(1), Retraction("slack:T1/1")])
    store.forget_source(CHAT.source_id)
    assert store.write(CHAT, [message(1)]).added == {"Document": 1}
