"""A query's words become weighted terms."""

from __future__ import annotations

import pytest

from graph.ranking.query import Query, read_query
from tests.graph.ranking.small_evidence import Written, evidence_of

EVIDENCE = evidence_of([Written("d1", {"queue": 1, "manag": 1, "reseau": 1, "run": 1}, {"ana": 1})])


def weights(query: Query) -> dict[str, float]:
    return {
        EVIDENCE.terms[int(term)]: weight for term, weight in zip(query.terms, query.weights, strict=True)
    }


def test_later_words_weigh_less() -> None:
    query = read_query("queue managers", EVIDENCE, languages=["en"])
    assert weights(query) == {"queue": 1.0, "manag": pytest.approx(10 / 11)}


def test_a_word_said_twice_counts_twice() -> None:
    assert weights(read_query("queue queues", EVIDENCE, languages=["en"])) == {
        "queue": pytest.approx(1 + 10 / 11)
    }


def test_brackets_halve() -> None:
    query = read_query("queue (running)", EVIDENCE, languages=["en"])
    assert weights(query)["run"] == pytest.approx(0.5 * 10 / 11)


def test_function_words_neither_count_nor_take_a_place() -> None:
    query = read_query("the queue and the managers", EVIDENCE, languages=["en"])
    assert weights(query) == {"queue": 1.0, "manag": pytest.approx(10 / 11)}
    assert query.unmatched == ()


def test_a_word_is_looked_up_in_every_language_but_counts_once() -> None:
    assert weights(read_query("réseaux", EVIDENCE, languages=["en", "fr"])) == {"reseau": 1.0}
    assert weights(read_query("queue", EVIDENCE, languages=["en", "fr"])) == {"queue": 1.0}


def test_words_are_told_as_typed() -> None:
    query = read_query("Queues of Zarzuela, QUEUES", EVIDENCE, languages=["en"])
    assert query.matched == ("Queues", "QUEUES")
    assert query.unmatched == ("Zarzuela",)


def test_a_word_that_asks_is_no_subject_where_it_stands_first() -> None:
    evidence = evidence_of([Written("d1", {"comment": 1, "queue": 1}, {"ana": 1})])
    french, english = ["en", "fr"], ["en"]
    assert read_query("Comment queue ?", evidence, languages=french).matched == ("queue",)
    assert read_query("comment queue", evidence, languages=english).matched == ("comment", "queue")
    assert read_query("queue comment", evidence, languages=french).matched == ("queue", "comment")
    assert read_query("comment ?", evidence, languages=french).matched == ("comment",)


@pytest.mark.parametrize("text", ["", "   ", "the of and", "(((", "zarzuela", "\ud800"])
def test_a_query_without_known_words_has_no_terms(text: str) -> None:
    query = read_query(text, EVIDENCE, languages=["en", "fr"])
    assert len(query.terms) == len(query.weights) == 0
