"""What every store keeps of the text stage: by hash of the text and fingerprint of the pipeline."""

from __future__ import annotations

from contextlib import closing

import pytest

from graph.store.interface import GraphStore
from loaders.document import Document
from nlp.mention import Extraction, Mention, TextItem
from tests.graph.store.places import Place
from tests.graph.store.records import CHAT, FINGERPRINT, FULL_DOCUMENT, STAFF, day, extraction, message


def test_pending_texts_are_distinct_and_by_hash(store: GraphStore) -> None:
    same = [message(1, "same"), message(2, "same")]
    titled = message(3, "same", title="Title", language="fr", media_type="text/markdown")
    store.write(CHAT, [*same, titled])
    expected = [
        TextItem(same[0].text_hash, "same", "text/plain", None),
        TextItem(titled.text_hash, "Title\n\nsame", "text/markdown", "fr"),
    ]
    assert list(store.pending_texts(FINGERPRINT)) == sorted(expected, key=lambda item: item.text_hash)
    assert store.count_pending_texts(FINGERPRINT) == 2


def test_text_is_read_once_by_each_pipeline(store: GraphStore) -> None:
    store.write(CHAT, [message(1), message(2)])
    first = message(1).text_hash
    assert store.write_extractions(FINGERPRINT, [(first, extraction())]) == 1
    assert [item.text_hash for item in store.pending_texts(FINGERPRINT)] == [message(2).text_hash]
    assert store.count_pending_texts(FINGERPRINT) == 1
    assert store.count_pending_texts("another pipeline") == 2


def test_documents_come_with_what_this_pipeline_found(store: GraphStore) -> None:
    store.write(CHAT, [message(2), message(1)])
    rich = Extraction(
        "fr", ((0, 3), (5, 9)), (Mention("t1", 0, 3, "é\U0001f600", "alias", 0.1), Mention("t2", 5, 9, "x", "label", 1.0)),
        "answers",
    )  # fmt: skip
    store.write_extractions(FINGERPRINT, [(message(1).text_hash, rich)])
    store.write_extractions("another pipeline", [(message(2).text_hash, extraction())])
    assert list(store.extracted_documents(FINGERPRINT)) == [(message(1), rich), (message(2), None)]


def test_later_finding_of_the_same_pipeline_replaces_the_earlier(store: GraphStore) -> None:
    store.write(CHAT, [message(1)])
    store.write_extractions(FINGERPRINT, [(message(1).text_hash, extraction("a"))])
    store.write_extractions(FINGERPRINT, [(message(1).text_hash, extraction("b"))])
    assert list(store.extracted_documents(FINGERPRINT)) == [(message(1), extraction("b"))]
    assert store.counts()["Extraction"] == 1


def test_findings_are_read_by_pipeline_and_text(store: GraphStore) -> None:
    store.write(CHAT, [message(1), message(2)])
    first, second = message(1).text_hash, message(2).text_hash
    store.write_extractions(FINGERPRINT, [(first, extraction("a")), (second, extraction("b"))])
    store.write_extractions("another pipeline", [(first, extraction("c"))])
    assert store.extractions(FINGERPRINT, [second, "no such text"]) == {second: extraction("b")}
    assert store.extractions("another pipeline", [first, second]) == {first: extraction("c")}
    assert store.extractions(FINGERPRINT, []) == {}


def test_only_the_findings_of_the_named_pipelines_stay(store: GraphStore) -> None:
    store.write(CHAT, [message(1)])
    for fingerprint in (FINGERPRINT, "another pipeline", "a third"):
        store.write_extractions(fingerprint, [(message(1).text_hash, extraction())])
    assert store.keep_extractions([FINGERPRINT, "a third"]) == 1
    assert store.keep_extractions([FINGERPRINT, "a third"]) == 0
    assert store.extractions("another pipeline", [message(1).text_hash]) == {}
    assert store.counts()["Extraction"] == 2


def test_nothing_found_nothing_written(store: GraphStore) -> None:
    store.write(CHAT, [message(1)])
    generation = store.generation()
    assert store.write_extractions(FINGERPRINT, []) == 0
    assert store.generation() == generation
    store.write_extractions(FINGERPRINT, iter([(message(1).text_hash, extraction())]))
    assert store.generation() > generation


def test_edited_text_is_pending_and_the_old_finding_is_dropped(store: GraphStore) -> None:
    store.write(CHAT, [message(1, "old")])
    store.write_extractions(FINGERPRINT, [(message(1, "old").text_hash, extraction())])
    edited = message(1, "new", edited_at=day(9))
    counts = store.write(CHAT, [edited])
    assert (counts.changed, counts.removed) == ({"Document": 1}, {"Extraction": 1})
    assert [item.full_text for item in store.pending_texts(FINGERPRINT)] == ["new"]


def test_document_that_changed_elsewhere_keeps_what_was_found(store: GraphStore) -> None:
    store.write(CHAT, [message(1)])
    store.write_extractions(FINGERPRINT, [(message(1).text_hash, extraction())])
    counts = store.write(CHAT, [message(1, tags=("ops",))])
    assert (counts.changed, counts.removed) == ({"Document": 1}, {})
    assert store.count_pending_texts(FINGERPRINT) == 0


def test_texts_are_found_again_after_reopening(place: Place) -> None:
    with closing(place.open()) as store:
        store.write(STAFF, [FULL_DOCUMENT])
        store.write_extractions(FINGERPRINT, [(FULL_DOCUMENT.text_hash, extraction())])
    with closing(place.open()) as store:
        assert list(store.extracted_documents(FINGERPRINT)) == [(FULL_DOCUMENT, extraction())]


@pytest.mark.usefixtures("small_pages")
def test_stream_of_pending_texts_may_be_read_while_findings_are_written(store: GraphStore) -> None:
    documents = [message(f"{n:05}") for n in range(230)]
    store.write(CHAT, documents)
    n_read = 0
    for item in store.pending_texts(FINGERPRINT):
        store.write_extractions(FINGERPRINT, [(item.text_hash, extraction())]) if n_read % 50 == 0 else None
        n_read += 1
    assert n_read == len({document.text_hash for document in documents}) == 230
    assert store.count_pending_texts(FINGERPRINT) == 230 - 5


def test_empty_text_is_a_text(store: GraphStore) -> None:
    empty = Document("slack:T1/empty", "message", day(1), "")
    store.write(CHAT, [empty])
    assert [item.full_text for item in store.pending_texts(FINGERPRINT)] == [""]
    store.write_extractions(FINGERPRINT, [(empty.text_hash, Extraction("en", (), ()))])
    assert list(store.extracted_documents(FINGERPRINT)) == [(empty, Extraction("en", (), ()))]
