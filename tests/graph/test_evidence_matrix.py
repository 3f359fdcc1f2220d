"""The arrays that rankers see, against values worked out by hand from the workshop."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from graph.array_files import SparseRows
from graph.snapshot import Snapshot
from loaders.document import Document, Interaction
from tests.graph.workshop import INTERACTIONS, build, day, make_store, people_row, person_index, shop


def document_row(snapshot: Snapshot, matrix: SparseRows, row: int) -> dict[str, float]:
    columns, values = matrix.row(row)
    return {
        snapshot.evidence.document_ids[int(document)].rpartition("/")[2]: float(value)
        for document, value in zip(columns, values, strict=True)
    }


def postings(snapshot: Snapshot, term: str) -> dict[str, float]:
    return document_row(snapshot, snapshot.evidence.postings, snapshot.evidence.terms.find(term))


def test_names_are_sorted(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    assert list(evidence.document_ids) == [shop(name) for name in ("d1", "d2", "d3", "d4")]
    for table in (evidence.person_ids, evidence.terms, evidence.topic_ids, evidence.place_ids):
        assert list(table) == sorted(table)
    assert evidence.n_people == 3
    assert evidence.document_at.tolist() == [
        day(text).timestamp() for text in ("2024-05-31", "2026-05-01", "2026-05-02", "2026-05-31")
    ]


def test_association_is_the_strongest_act_and_credit_on_top(workshop: Snapshot) -> None:
    rows = [people_row(workshop, workshop.evidence.document_people, row) for row in range(4)]
    # Ána wrote d1 and earns a tenth for Chloé's signature beside hers, nothing for liking it herself.
    assert rows[0] == {"Ána": 1.1, "Ben": 1.0, "Chloé": 0.1}
    # Ben asked, which shows no knowledge, and earns nothing for a question that somebody puts a name to.
    assert rows[1] == {"Ána": 0.1}
    # Chloé answered, and the answer was accepted.
    assert rows[2] == {"Chloé": 2.0}
    assert rows[3] == {"Ána": 1.0, "Ben": 1.0}
    counts = workshop.evidence.person_documents
    assert [counts[person_index(workshop, name)] for name in ("Ána", "Ben", "Chloé")] == [3, 2, 2]


def test_postings_weigh_fields_and_normalize_their_length(workshop: Snapshot) -> None:
    # Title: 2 words in the one document that has a title, so nothing is taken off: 2 · 1. Text: 3, 2, 2 and 2 terms,
    # mean 2.25: d1 has "seal" twice.
    text_1 = 2 / (0.25 + 0.75 * 3 / 2.25)
    text_2 = 1 / (0.25 + 0.75 * 2 / 2.25)
    assert postings(workshop, "seal") == pytest.approx({"d1": 2 + text_1, "d3": text_2})
    assert postings(workshop, "pump") == pytest.approx({"d1": 2 + text_1 / 2, "d2": text_2})
    # "Shop floor" and "old": 2 and 1 words, mean 1.5.
    assert postings(workshop, "floor") == pytest.approx({"d1": 1 / (0.7 + 0.3 * 2 / 1.5)})
    assert postings(workshop, "old") == pytest.approx({"d4": 1 / (0.7 + 0.3 * 1 / 1.5)})
    # The paths give valves, flow, meter and readme; "valves" is stemmed as French, like its document.
    assert postings(workshop, "valv") == pytest.approx({"d4": 1.0})


def test_quoted_words_are_nobodys(workshop: Snapshot) -> None:
    assert "d3" not in postings(workshop, "leak")


def test_profiles_damp_repeats_and_weigh_by_association(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    seal = evidence.terms.find("seal")
    # Three times in d1, title and text, once in d3.
    damped = 1 + log(3)
    expected = {"Ána": 1.1 * damped, "Ben": damped, "Chloé": 0.1 * damped + 2.0}
    assert people_row(workshop, evidence.profile, seal) == pytest.approx(expected, abs=1e-4)
    assert evidence.term_people[seal] == 3
    assert evidence.term_count[seal] == pytest.approx(sum(expected.values()))


def test_term_sums_agree_with_the_profile(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    profile = evidence.profile
    assert (np.diff(profile.offsets) <= evidence.term_people).all()
    assert evidence.term_count.sum() == pytest.approx(evidence.person_length.sum())
    by_person = np.bincount(profile.columns, profile.values, minlength=3)
    assert evidence.person_length == pytest.approx(by_person)


def test_names_of_containers_and_paths_are_no_words_of_people(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    for name, n_people in (("floor", 3), ("old", 2), ("valv", 2)):
        term = evidence.terms.find(name)
        assert people_row(workshop, evidence.profile, term) == {}
        assert evidence.term_people[term] == n_people


def test_a_crowd_that_assents_counts_as_one_of_it(tmp_path: Path) -> None:
    crowd = (
        Interaction(shop("i10"), "liked", document_ref=shop("d1"), count=1_000_000),
        Interaction(shop("i11"), "liked", shop("ben"), shop("d1")),
        Interaction(shop("i12"), "cited", shop("ben"), shop("d3")),
        Interaction(shop("i13"), "liked", shop("ana"), shop("d3")),
    )
    store = make_store(tmp_path, interactions=(*INTERACTIONS, *crowd))
    snapshot = build(tmp_path, store)
    store.close()
    assert people_row(snapshot, snapshot.evidence.document_people, 0)["Ána"] == 1.1
    # Accepted is worth more than cited; who likes, shows interest.
    assert people_row(snapshot, snapshot.evidence.document_people, 2) == {"Chloé": 2.0}


@pytest.mark.parametrize(
    "verb",
    [
        "asked",
        "contacted",
        "followed",
        "liked",
        "mentioned",
        "opened",
        "reacted",
        "reported",
        "shared",
        "suggested",
        "viewed",
    ],
)
def test_interest_is_no_knowledge(tmp_path: Path, verb: str) -> None:
    store = make_store(tmp_path, interactions=[Interaction(shop("i20"), verb, shop("ben"), shop("d3"))])
    snapshot = build(tmp_path, store)
    store.close()
    assert snapshot.acts.verbs.find(verb) >= 0
    assert "Ben" not in people_row(snapshot, snapshot.evidence.document_people, 2)


def test_the_words_of_a_question_speak_for_those_who_did_something_with_it(workshop: Snapshot) -> None:
    leak = workshop.evidence.terms.find("leak")
    assert people_row(workshop, workshop.evidence.profile, leak) == {"Ána": 0.1}


def test_topics_roll_up_to_people(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    pump = evidence.topic_ids.find("pump")
    strength = 1.0 * (1 + log(2))
    assert document_row(workshop, evidence.topic_documents, pump) == pytest.approx({"d1": strength})
    assert people_row(workshop, evidence.topic_people, pump) == pytest.approx(
        {"Ána": 1.1 * strength, "Ben": strength, "Chloé": 0.1 * strength}, abs=1e-4
    )


def test_places_are_containers_and_every_directory_above_a_file(workshop: Snapshot) -> None:
    evidence = workshop.evidence
    assert list(evidence.place_ids) == [
        "folder:shop//valves",
        "folder:shop//valves/flow",
        "folder:shop/attic/old",
        "folder:shop/floor",
    ]
    assert evidence.document_places.row(3)[0].tolist() == [0, 1, 2]
    assert evidence.place_size.tolist() == [1, 1, 1, 1]


def test_activity_in_a_place_halves_in_two_years(workshop: Snapshot) -> None:
    place_people = workshop.evidence.place_people
    assert people_row(workshop, place_people, 1) == {"Ána": 1.0, "Ben": 1.0}
    # d1 is 730 days older than the newest document.
    assert people_row(workshop, place_people, 3) == {"Ána": 0.55, "Ben": 0.5, "Chloé": 0.05}


def test_replies_are_found_by_the_title_of_their_thread_and_by_tags(tmp_path: Path) -> None:
    at, ben, chloe = day("2026-01-01"), (shop("ben"),), (shop("chloe"),)
    documents = (
        Document(shop("q"), "question", at, "help", ben, title="Leaking valves", tags=("plumbing",)),
        Document(shop("a"), "answer", at, "tighten", chloe, in_reply_to=shop("q"), tags=("plumbing",)),
        Document(shop("b"), "comment", at, "thanks", ben, in_reply_to=shop("a")),
        Document(shop("c"), "comment", at, "welcome", ben, in_reply_to=shop("c")),
    )
    store = make_store(tmp_path, documents=documents, interactions=(), extractions={})
    snapshot = build(tmp_path, store)
    store.close()
    assert set(postings(snapshot, "leaking")) == {"q", "a", "b"}
    assert set(postings(snapshot, "plumbing")) == {"q", "a"}
    # Found by it, but these are not the words of those who reply.
    leaking = snapshot.evidence.terms.find("leaking")
    assert people_row(snapshot, snapshot.evidence.profile, leaking) == {}
    assert snapshot.evidence.term_people[leaking] == 2


def test_a_language_of_hardly_any_document_is_read_like_most(tmp_path: Path) -> None:
    texts = [*(f"les opérations numéro {n}" for n in range(200)), "operations of the car"]
    languages = ["fr"] * 200 + ["en"]
    documents = [
        Document(shop(f"n{n:03}"), "note", day("2026-01-01"), text, (shop("ben"),), language=language)
        for n, (text, language) in enumerate(zip(texts, languages, strict=True))
    ]
    store = make_store(tmp_path, documents=documents, interactions=(), extractions={})
    snapshot = build(tmp_path, store)
    store.close()
    assert snapshot.manifest.languages == ("fr",)
    # "car" says something in English only.
    assert snapshot.evidence.terms.find("car") == -1
    (term,) = (term for term in snapshot.evidence.terms if term.startswith("oper"))
    assert len(postings(snapshot, term)) == 201
    assert set(snapshot.documents.languages) == {"en", "fr"}
