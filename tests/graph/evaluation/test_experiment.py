"""Rankers are asked, measured and compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import pytest

from graph.errors import EvaluationError
from graph.evaluation.experiment import MEASURES, Find, compare, evaluate
from graph.model import RankedCandidate, Ranking

QUERIES = {"q1": "locks", "q2": "queues", "q3": "never judged"}
QRELS = {"q1": {"ana": 2, "ben": 1}, "q2": {"ana": 1, "cai": 0}, "q9": {"ana": 1}}


def finder(**answers: Sequence[str]) -> Find:
    def find(text: str) -> Ranking:
        people = answers.get(text.split()[0], ())
        # All scores are equal: only ranks may count.
        return Ranking(text, "any", tuple(RankedCandidate(n, name, 1.0) for n, name in enumerate(people, 1)))

    return find


def test_measures_are_those_of_the_books() -> None:
    figures = evaluate({"any": finder(locks=["zoe", "ana"], queues=["cai", "ana"])}, QUERIES, QRELS)["any"]
    assert set(figures.means) == set(MEASURES)
    assert figures.by_query["RR"] == {"q1": 0.5, "q2": 0.5}
    assert figures.by_query["AP"] == {"q1": 0.25, "q2": 0.5}
    assert figures.means["P@5"] == pytest.approx(1 / 5)
    assert figures.means["R@50"] == pytest.approx((1 / 2 + 1) / 2)
    gain, ideal = 2 / log2(3), 2 + 1 / log2(3)
    assert figures.by_query["nDCG@10"]["q1"] == pytest.approx(gain / ideal)
    assert 0 <= figures.p50_ms <= figures.p95_ms
    assert set(figures.run) == set(QUERIES)


def test_a_query_without_an_answer_counts_nothing_and_one_without_judgement_not_at_all() -> None:
    figures = evaluate({"any": finder(queues=["ana"], never=["ana"])}, QUERIES, QRELS)["any"]
    assert figures.by_query["RR"] == {"q1": 0.0, "q2": 1.0}
    assert figures.means["RR"] == 0.5


def test_a_better_ranker_is_told_from_a_worse_one() -> None:
    queries = {f"q{n}": f"word{n}" for n in range(12)}
    qrels = {query_id: {"ana": 1} for query_id in queries}
    found = evaluate(
        {
            "better": finder(**{text: ["ana"] for text in queries.values()}),
            "worse": finder(**{text: ["ben", "ana"] for text in queries.values()}),
        },
        queries,
        qrels,
    )
    comparison = compare(found["better"], found["worse"])
    assert comparison.difference == pytest.approx(1 - 1 / log2(3))
    assert comparison.interval == pytest.approx((comparison.difference, comparison.difference))
    assert comparison.p_value == 2 / 2**12
    assert compare(found["better"], found["better"]).p_value == 1.0


def test_judgements_of_other_queries_are_an_error() -> None:
    with pytest.raises(EvaluationError, match="the first judged is 'q9'"):
        evaluate({"any": finder()}, QUERIES, {"q9": {"ana": 1}})
