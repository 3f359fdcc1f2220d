"""Terms of a collection, weighed by hand."""

from __future__ import annotations

import time
from math import log2

import pytest

from nlp.mention import Extraction, Mention
from nlp.term_discovery import TermCollector
from nlp.term_ids import term_id


def extraction(*surfaces: str, method: str = "keyphrase") -> Extraction:
    mentions = tuple(
        Mention(str(term_id("en", surface)), 0, len(surface), surface, method, 0.5) for surface in surfaces
    )
    return Extraction("en", (), mentions)


def collected(*documents: tuple[str, tuple[str, ...]]) -> TermCollector:
    collector = TermCollector()
    for place, (person, surfaces) in enumerate(documents):
        collector.add(f"d{place}", [person], extraction(*surfaces))
    return collector


def test_terms_are_weighed_by_documents_and_length() -> None:
    collector = collected(
        ("ada", ("ring buffer", "ring buffers")),
        ("ben", ("Ring buffer",)),
        ("ben", ("flow rule table", "ring buffer")),
    )
    (term,) = collector.proposals(least_documents=2)
    assert (term.term_id, term.label, term.language) == ("term:en:ring-buffer", "ring buffer", "en")
    assert (term.n_documents, term.n_people) == (3, 2)
    assert term.weight == pytest.approx(3 * log2(3), abs=0.001)
    assert term.document_ids == ("d0", "d1", "d2")


def test_a_term_that_stands_only_in_a_longer_one_weighs_nothing() -> None:
    documents = [(person, ("packet ring buffer", "ring buffer")) for person in ("ada", "ben", "cy")]
    weights = {term.label: term.weight for term in collected(*documents).proposals(least_documents=1)}
    assert weights["ring buffer"] == 0
    assert weights["packet ring buffer"] == 6


def test_what_one_person_writes_is_left_out() -> None:
    assert collected(*[("ada", ("ring buffer",))] * 9).proposals() == []


def test_names_of_people_are_left_out() -> None:
    collector = collected(("ada", ("diaz patch", "ana diaz")), ("ben", ("ana diaz", "diaz patch")))
    assert [term.label for term in collector.proposals(least_documents=2, names={"ana", "diaz"})] == [
        "diaz patch"
    ]


def test_names_of_the_vocabulary_are_no_proposals() -> None:
    collector = TermCollector()
    for person in ("ada", "ben"):
        collector.add("d", [person], extraction("ring buffer", method="label"))
    assert collector.proposals(least_documents=1) == []


def test_ties_are_broken_by_identifier() -> None:
    documents = [(person, ("flow rule", "ring buffer", "area map")) for person in ("ada", "ben")]
    labels = [term.label for term in collected(*documents).proposals(least_documents=1)]
    assert labels == ["area map", "flow rule", "ring buffer"]


def test_no_term_has_no_identifier() -> None:
    assert term_id("en", "of the") is None
    assert term_id("en", "one, two") is None


def test_many_names_cost_little() -> None:
    collector = TermCollector()
    for place in range(2_000):
        term = Mention(f"term:en:ring{place}-buffer", 0, 11, f"ring{place} buffer", "keyphrase", 0.7)
        for document in range(5):
            collector.add(f"d{document}", [f"p{document}"], Extraction("en", (), (term,)))
    names = [f"name{place}" for place in range(50_000)]
    before = time.process_time()
    assert len(collector.proposals(names=names)) == 2_000
    assert time.process_time() - before < 1
