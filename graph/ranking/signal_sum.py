"""SignalSum: the one ranker there is, a weighted sum of signals; with one signal it is that model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason
from graph.ranking.collection import Collection
from graph.ranking.contribution import Contribution
from graph.ranking.explanation import explain
from graph.ranking.matches import Matches, PeopleMask, match_documents
from graph.ranking.query import Query
from graph.ranking.scored import Scored, add_up
from graph.retrieval import Retriever

Signal = Callable[[Matches], Contribution]
"""Says how much a query's matches speak for each person."""
Weights = Mapping[str, float]


def unchanged(weights: Weights, matches: Matches) -> Weights:
    """The same weights for every query."""
    return weights


class SignalSum:
    """Orders people by a weighted sum of signals, each divided by its greatest value over people.

    Parameters
    ----------
    signals
        By name.
    weights
        By name, at least 0: what the person gets whom a signal speaks for most. Each counts 1 by default; those that
        are not named count nothing.
    guard
        Changes the weights where a query's matches are such that a signal misleads.
    """

    def __init__(
        self,
        signals: Mapping[str, Signal],
        weights: Weights | None = None,
        guard: Callable[[Weights, Matches], Weights] = unchanged,
    ) -> None:
        self.signals = signals
        self.weights = weights
        self.guard = guard

    def fit(self, evidence: EvidenceMatrix, *, retriever: Retriever | None = None) -> Self:
        """Take the evidence to rank from, and what finds documents in it."""
        self.collection_ = Collection.of(evidence, retriever=retriever)
        return self

    def rank(
        self, query: Query, *, limit: int, eligible: PeopleMask | None = None, as_of: int | None = None
    ) -> Scored:
        """People for a query, best first; nobody for one without known words."""
        matches = match_documents(self.collection_, query, eligible=eligible, as_of=as_of)
        stated = dict.fromkeys(self.signals, 1.0) if self.weights is None else self.weights
        weights = {name: weight for name, weight in self.guard(stated, matches).items() if weight > 0}
        contributions = {name: self.signals[name](matches) for name in weights}
        return add_up(contributions, weights, limit=limit, top_relevance=matches.top_score)

    def explain(self, query: Query, scored: Scored, place: int) -> tuple[Reason, ...]:
        """Why the person at a place (from 0) of an answer is there."""
        return explain(scored, place, self.collection_.evidence)
