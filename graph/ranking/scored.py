"""Scored: people in order for a query, with how much each signal gave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.ranking.contribution import Contribution, FloatVector, IntVector
from graph.ranking.document_scores import best_first

QUANTUM = 2.0**-40
"""Shares are multiples of this: sums of them are exact in any order, as long as they stay below 2¹³."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The answer of a ranker to a query."""

    people: NDArray[np.int32]
    """Person indices, best first; equal scores by smaller index, that is, by identifier."""
    scores: FloatVector
    """Parallel, above 0: the sum of the signals, exactly."""
    signals: Mapping[str, FloatVector]
    """Each signal's share of the scores, parallel; multiples of 2⁻⁴⁰, at least 0."""
    n_candidates: int
    """People with a score above 0, also those beyond the limit."""
    top_relevance: float
    """BM25F score of the best document, by which all relevance was divided; 0 without documents."""
    contributions: Mapping[str, Contribution] = field(repr=False)
    """What the signals rest on, for an explanation."""


def quantized(values: FloatVector) -> FloatVector:
    """Rounded to multiples of 2⁻⁴⁰.

    Examples
    --------
    >>> float(quantized(np.array([1 / 3]))[0] * 2**40)
    366503875925.0
    """
    return np.rint(values / QUANTUM) * QUANTUM


def add_up(
    contributions: Mapping[str, Contribution],
    weights: Mapping[str, float],
    *,
    limit: int,
    top_relevance: float = 0.0,
) -> Scored:
    """Each signal divided by its greatest value, weighted, and summed per person.

    Parameters
    ----------
    contributions
        Signals by name.
    weights
        Parallel: what the person whom a signal speaks for most gets from it.
    limit
        How many people at most.
    top_relevance
        Passed on.

    Notes
    -----
    Costs O(n log n) for ``n`` people that any signal touches.
    """
    people = _touched(contributions.values())
    signals = {
        name: _shares(contribution, weights[name], people) for name, contribution in contributions.items()
    }
    scores = sum(signals.values(), np.zeros(len(people)))
    some = np.flatnonzero(scores > 0)
    best = some[best_first(people[some], scores[some], limit)]
    return Scored(
        people=people[best].astype(np.int32),
        scores=scores[best],
        signals={name: shares[best] for name, shares in signals.items()},
        n_candidates=len(some),
        top_relevance=top_relevance,
        contributions=contributions,
    )


def _touched(contributions: Iterable[Contribution]) -> IntVector:
    """Everybody whom any signal speaks for, ascending."""
    everybody = np.sort(np.concatenate([np.zeros(0, np.int64), *(each.people for each in contributions)]))
    return everybody[np.diff(everybody, prepend=-1) > 0]


def _shares(contribution: Contribution, weight: float, people: IntVector) -> FloatVector:
    shares = np.zeros(len(people))
    greatest = contribution.values.max(initial=0.0)
    if greatest > 0:
        shares[np.searchsorted(people, contribution.people)] = quantized(
            contribution.values * (weight / greatest)
        )
    return shares
