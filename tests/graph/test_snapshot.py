"""What a snapshot shows of documents, acts, people, topics and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from graph.array_files import StringTable
from graph.snapshot import Snapshot
from graph.store.sqlite_store import SqliteStore
from loaders.document import Interaction
from nlp.mention import Extraction, Mention
from tests.graph.workshop import (
    DOCUMENTS,
    EXTRACTIONS,
    FINGERPRINT,
    INTERACTIONS,
    NOW,
    build,
    day,
    make_store,
    person_index,
    shop,
)


def acts_of(snapshot: Snapshot, document: str) -> list[tuple[str, str, float, bool]]:
    index = snapshot.evidence.document_ids.find(shop(document))
    acts = snapshot.acts
    rows = range(acts.offsets[index], acts.offsets[index + 1])
    return sorted(
        (
            snapshot.person(int(acts.person[row])).name.split()[0],
            acts.verbs[int(acts.verb[row])],
            round(float(acts.weight[row]), 5),
            bool(acts.is_author[row]),
        )
        for row in rows
    )


def named(table: StringTable, numbers: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> list[str | None]:
    return [table[number] if number >= 0 else None for number in numbers.tolist()]


# ── what it is ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_manifest_says_what_was_built(workshop: Snapshot) -> None:
    manifest = workshop.manifest
    assert (manifest.number, manifest.fingerprint, manifest.indexed_at) == (1, FINGERPRINT, NOW)
    assert manifest.languages == ("en", "", "fr")
    assert manifest.counts == {
        "people": 3,
        "documents": 4,
        "topics": 2,
        "terms": len(workshop.evidence.terms),
        "restricted": 0,
    }


def test_a_date_that_lies_ahead_is_shown_and_makes_nothing_else_old(tmp_path: Path) -> None:
    wrong = replace(DOCUMENTS[0], document_id=shop("d9"), created_at=NOW + timedelta(days=9_000))
    store = make_store(tmp_path, documents=(*DOCUMENTS, wrong))
    snapshot = build(tmp_path, store)
    store.close()
    index = snapshot.evidence.document_ids.find(shop("d9"))
    newest = max(document.created_at for document in DOCUMENTS)
    assert snapshot.documents.written_at[index] == wrong.created_at.timestamp()
    assert snapshot.evidence.document_at[index] == newest.timestamp()
    assert snapshot.evidence.newest_at == newest.timestamp()


# ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_documents_are_shown_as_they_were_written(workshop: Snapshot) -> None:
    documents = workshop.documents
    assert list(documents.titles) == ["Pump seals", "", "", ""]
    assert workshop.full_text(0) == "Pump seals\n\nseal the pump seal"
    assert workshop.full_text(1) == documents.texts[1] == "why does the pump leak"
    assert list(documents.urls) == ["https://shop.example.org/d1", "", "", ""]
    assert named(documents.kinds, documents.kind) == ["note", "question", "answer", "commit"]
    assert named(documents.languages, documents.language) == ["en", "", "en", "fr"]
    assert documents.parent.tolist() == [-1, -1, 1, -1]


def test_containers_without_a_name_go_by_the_end_of_their_id(workshop: Snapshot) -> None:
    documents = workshop.documents
    assert named(documents.container_ids, documents.container) == [
        shop("floor"),
        None,
        None,
        shop("attic/old"),
    ]
    assert list(documents.container_names) == ["old", "Shop floor"]


def test_every_source_is_named_also_one_without_documents(workshop: Snapshot) -> None:
    documents = workshop.documents
    assert list(documents.source_ids) == ["folder:shop", "people:hr"]
    assert list(documents.source_names) == ["folder\tshop", "people\thr"]
    assert documents.source.tolist() == [0, 0, 0, 0]


def test_own_words_are_what_the_text_stage_kept_and_all_where_it_has_not_been(workshop: Snapshot) -> None:
    documents = workshop.documents
    spans = [
        documents.own_spans[documents.own_offsets[index] : documents.own_offsets[index + 1]].tolist()
        for index in range(4)
    ]
    assert spans == [[[0, 10], [12, 30]], [[0, 22]], [[25, 41]], [[0, 20]]]


def test_mentions_keep_their_places_and_unknown_topics_are_left_out(workshop: Snapshot) -> None:
    documents = workshop.documents
    assert documents.mention_offsets.tolist() == [0, 2, 2, 2, 3]
    assert named(workshop.evidence.topic_ids, documents.mention_topic) == ["pump", "pump", "valve"]
    assert documents.mention_spans.tolist() == [[0, 4], [21, 25], [14, 20]]
    assert documents.mention_confidence.tolist() == [0.5, 1.0, 1.0]


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_acts_on_a_document(workshop: Snapshot) -> None:
    assert acts_of(workshop, "d1") == [
        ("Ben", "reviewed", 1.0, False),
        ("Chloé", "cosigned", 0.1, False),
        ("Ána", "authored", 1.0, True),
        ("Ána", "liked", 0.0, False),
    ]
    assert acts_of(workshop, "d2") == [("Ben", "asked", 0.0, True), ("Ána", "cosigned", 0.1, False)]
    assert acts_of(workshop, "d3") == [
        ("Ben", "accepted", 0.0, False),
        ("Ben", "hummed", 0.0, False),
        ("Chloé", "answered", 1.0, True),
    ]
    assert acts_of(workshop, "d4") == [("Ben", "co_authored", 1.0, True), ("Ána", "authored", 1.0, True)]


def test_acts_are_sorted_by_document_person_verb_and_time(workshop: Snapshot) -> None:
    acts = workshop.acts
    keys = list(
        zip(
            acts.document.tolist(),
            acts.person.tolist(),
            acts.verb.tolist(),
            acts.at.tolist(),
            strict=True,
        )
    )
    assert keys == sorted(keys)
    assert list(acts.verbs) == sorted(acts.verbs)


def test_an_act_without_a_date_has_that_of_its_document(workshop: Snapshot) -> None:
    acts = workshop.acts
    liked = acts.verbs.find("liked")
    assert set(acts.at[(acts.verb == liked) & (acts.document == 0)].tolist()) == {
        day("2024-05-31").timestamp()
    }


def test_acts_of_a_person_are_in_time(workshop: Snapshot) -> None:
    acts, ben = workshop.acts, person_index(workshop, "Ben")
    rows = acts.by_person[acts.person_offsets[ben] : acts.person_offsets[ben + 1]]
    assert set(acts.person[rows].tolist()) == {ben}
    assert named(acts.verbs, acts.verb[rows]) == [
        "reviewed",
        "asked",
        "hummed",
        "accepted",
        "co_authored",
    ]


def test_who_names_whom_is_a_tie(workshop: Snapshot) -> None:
    acts = workshop.acts
    assert acts.tie_source.tolist() == [person_index(workshop, "Ben")]
    assert acts.tie_target.tolist() == [person_index(workshop, "Ána")]
    assert named(acts.verbs, acts.tie_verb) == ["mentioned"]
    assert acts.tie_at.tolist() == [day("2026-05-04").timestamp()]


def test_a_document_that_only_some_may_open_is_left_out_with_all_that_was_done_with_it(
    tmp_path: Path,
) -> None:
    private = replace(DOCUMENTS[0], audience=(shop("board"),))
    named = Interaction(shop("i10"), "mentioned", shop("chloe"), shop("d1"), shop("ben"))
    store = make_store(tmp_path, documents=(private, *DOCUMENTS[1:]), interactions=(*INTERACTIONS, named))
    snapshot = build(tmp_path, store)
    store.close()
    assert snapshot.manifest.counts["restricted"] == 1
    assert list(snapshot.evidence.document_ids) == [shop(name) for name in ("d2", "d3", "d4")]
    assert snapshot.evidence.place_ids.find(shop("floor")) == -1
    assert snapshot.acts.tie_verb.tolist() == [snapshot.acts.verbs.find("mentioned")]
    assert "reviewed" not in list(snapshot.acts.verbs)


def test_who_asks_in_a_conversation_is_no_author_of_knowledge(tmp_path: Path) -> None:
    documents = [
        replace(DOCUMENTS[1], document_id=shop(kind), kind=kind, text=f"why {kind}")
        for kind in ("message", "answer")
    ]
    asks = Extraction("en", ((0, 11),), (), "asks")
    store = make_store(
        tmp_path, documents=documents, interactions=(), extractions={d.document_id: asks for d in documents}
    )
    snapshot = build(tmp_path, store)
    store.close()
    assert acts_of(snapshot, "message") == [("Ben", "asked", 0.0, True)]
    assert acts_of(snapshot, "answer") == [("Ben", "answered", 1.0, True)]


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_shown_with_what_the_directory_says(workshop: Snapshot) -> None:
    ana = person_index(workshop, "Ána")
    person = workshop.person(ana)
    assert person.account_ids == (shop("ana"), "people:hr/E1")
    assert (person.name, person.title, person.unit) == ("Ána Sol", "Fitter", "Hydraulics")
    assert workshop.people.folded_names[ana] == "ana sol"
    assert workshop.people.unit_ids[int(workshop.people.unit[ana])] == "people:hr/U1"


def test_declared_skills_have_their_highest_level(workshop: Snapshot) -> None:
    assert workshop.declared_skills(person_index(workshop, "Ána")) == (("pumps", 4), ("welding", None))
    assert workshop.declared_skills(person_index(workshop, "Ben")) == ()


# ── topics ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_topics_of_the_vocabulary_are_kept_as_they_are(workshop: Snapshot) -> None:
    assert [workshop.topic(index).topic_id for index in range(2)] == ["pump", "valve"]
    assert workshop.topic(0).aliases == {"fr": ("Turbopompe",)}
    assert workshop.topic(1).broader == ("pump",)
    assert list(workshop.topics.labels) == ["pompe", "pump", "turbopompe", "vanne"]
    assert workshop.topics.label_topics.tolist() == [0, 0, 0, 1]


def test_what_is_shown_beside_a_topics_people(workshop: Snapshot) -> None:
    people, _ = workshop.evidence.topic_people.row(1)
    assert len(people) == 2
    rows = slice(workshop.evidence.topic_people.offsets[1], workshop.evidence.topic_people.offsets[2])
    assert workshop.topics.people_documents[rows].tolist() == [1, 1]
    assert workshop.topics.people_last_at[rows].tolist() == [day("2026-05-31").timestamp()] * 2
    topics, strengths = workshop.topics.person_topics.row(person_index(workshop, "Ben"))
    assert topics.tolist() == [0, 1]
    assert strengths[1] == 1.0


def test_a_key_term_becomes_a_topic_where_three_documents_have_it(
    tmp_path: Path,
) -> None:
    third = EXTRACTIONS[shop("d4")]
    seal = Mention("term:seal", 0, 4, "seals", "keyphrase", 0.5)
    extractions = {**EXTRACTIONS, shop("d4"): replace(third, mentions=(*third.mentions, seal))}
    store = make_store(tmp_path, extractions=extractions)
    snapshot = build(tmp_path, store)
    store.close()
    index = snapshot.evidence.topic_ids.find("term:seal")
    topic = snapshot.topic(index)
    # Written "seals" and "seal" once each in English: of equals the smaller.
    assert (topic.kind, topic.labels) == ("term", {"en": "seal", "fr": "seals"})
    documents, strengths = snapshot.evidence.topic_documents.row(index)
    assert (documents.tolist(), strengths.tolist()) == ([0, 2, 3], [1.0, 1.0, 0.5])


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_words_for_spelling_are_those_written_twice_with_their_term(workshop: Snapshot) -> None:
    words = {
        word: (int(count), workshop.evidence.terms[int(term)])
        for word, count, term in zip(
            workshop.words.words, workshop.words.count, workshop.words.term, strict=True
        )
    }
    assert words == {"pump": (3, "pump"), "seal": (3, "seal")}


def test_an_empty_store_makes_an_empty_snapshot(tmp_path: Path) -> None:
    store = SqliteStore(f"sqlite:///{tmp_path}/store.sqlite")
    snapshot = build(tmp_path, store, topics=())
    store.close()
    assert set(snapshot.manifest.counts.values()) == {0}
    assert snapshot.evidence.newest_at == 0
