"""Rankers × queries × measures: how good each ranker is, how fast, and how sure that is.

An experiment is handed functions that answer a query, so that it judges what users get and not what a ranker would do
by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

import ir_measures
import numpy as np

from graph.errors import EvaluationError
from graph.evaluation.significance import bootstrap_interval, randomization_test
from graph.evaluation.trec_files import Qrels
from graph.model import Ranking

MEASURES = ("AP", "RR", "P@5", "nDCG@10", "R@50", "R@100")
MAIN_MEASURE = "nDCG@10"

Find = Callable[[str], Ranking]
"""Answers a query; ranks and identifiers are judged, scores are not."""


@dataclass(frozen=True, slots=True)
class RankerFigures:
    """How good and how fast one ranker is."""

    ranker: str
    means: Mapping[str, float]
    """By measure, over all judged queries; a query without an answer counts 0."""
    interval: tuple[float, float]
    """95 % interval of the mean nDCG@10."""
    p50_ms: float
    p95_ms: float
    """Wall time of an answer."""
    by_query: Mapping[str, Mapping[str, float]]
    """By measure and query id."""
    run: Mapping[str, Ranking]
    """By query id, for every query."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One ranker against another, by nDCG@10 of the same queries."""

    ranker: str
    other: str
    difference: float
    """Of the means; above 0 where ``ranker`` is better."""
    interval: tuple[float, float]
    """95 % interval of the difference."""
    p_value: float
    """Two-sided, by a paired randomization test; of this comparison alone."""


def evaluate(
    finders: Mapping[str, Find], queries: Mapping[str, str], qrels: Qrels
) -> dict[str, RankerFigures]:
    """Ask every ranker every query, and measure.

    Parameters
    ----------
    finders
        Rankers by name.
    queries
        Texts by query id.
    qrels
        Judgements; queries without any are asked and count in nothing.

    Raises
    ------
    EvaluationError
        If no query is judged.
    """
    judged = {query_id: dict(levels) for query_id, levels in qrels.items() if query_id in queries}
    if not judged:
        raise EvaluationError(
            f"found no judgement for any of {len(queries)} queries (the first is {next(iter(queries), 'none')!r}; "
            f"the first judged is {next(iter(qrels), 'none')!r}), expected the same query ids in both files"
        )
    return {name: _figures(name, find, queries, judged) for name, find in finders.items()}


def compare(figures: RankerFigures, other: RankerFigures, *, seed: int = 0) -> Comparison:
    """One ranker against another that answered the same queries."""
    mine, others = figures.by_query[MAIN_MEASURE], other.by_query[MAIN_MEASURE]
    first = np.array([mine[query_id] for query_id in sorted(mine)])
    second = np.array([others[query_id] for query_id in sorted(mine)])
    return Comparison(
        figures.ranker,
        other.ranker,
        figures.means[MAIN_MEASURE] - other.means[MAIN_MEASURE],
        bootstrap_interval(first - second, seed=seed),
        randomization_test(first, second, seed=seed),
    )


def _figures(name: str, find: Find, queries: Mapping[str, str], judged: Qrels) -> RankerFigures:
    run, milliseconds = _asked(find, queries)
    by_query = _measured(run, judged)
    return RankerFigures(
        ranker=name,
        means={measure: float(np.mean(list(values.values()))) for measure, values in by_query.items()},
        interval=bootstrap_interval(np.array(list(by_query[MAIN_MEASURE].values()))),
        p50_ms=float(np.percentile(milliseconds, 50)),
        p95_ms=float(np.percentile(milliseconds, 95)),
        by_query=by_query,
        run=run,
    )


def _asked(find: Find, queries: Mapping[str, str]) -> tuple[dict[str, Ranking], list[float]]:
    run, milliseconds = {}, []
    for query_id, text in queries.items():
        started = perf_counter()
        run[query_id] = find(text)
        milliseconds.append((perf_counter() - started) * 1_000)
    return run, milliseconds


def _measured(run: Mapping[str, Ranking], judged: Qrels) -> dict[str, dict[str, float]]:
    """By measure and judged query; ordered by rank alone, whatever the scores."""
    by_rank = {
        query_id: {each.candidate_id: -float(each.rank) for each in ranking.candidates}
        for query_id, ranking in run.items()
    }
    found = {measure: dict.fromkeys(sorted(judged), 0.0) for measure in MEASURES}
    measures = [ir_measures.parse_measure(measure) for measure in MEASURES]
    for metric in ir_measures.iter_calc(measures, judged, by_rank):
        if metric.query_id in judged:
            found[str(metric.measure)][metric.query_id] = float(metric.value)
    return found
