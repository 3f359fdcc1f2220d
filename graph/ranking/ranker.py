"""Ranker: what every ranker does, and the rankers by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, Self

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason
from graph.ranking import voting
from graph.ranking.collection import Collection
from graph.ranking.contribution import Contribution
from graph.ranking.document_scores import Matches, PeopleMask, match_documents
from graph.ranking.explanation import explain
from graph.ranking.five_signals import FiveSignals
from graph.ranking.query import Query
from graph.ranking.scored import Scored, add_up


class Ranker(Protocol):
    """Orders people for a query. The constructor only stores parameters."""

    def fit(self, evidence: EvidenceMatrix) -> Self:
        """Take the evidence to rank from."""
        ...

    def rank(
        self, query: Query, *, limit: int, eligible: PeopleMask | None = None, as_of: int | None = None
    ) -> Scored:
        """People for a query, best first.

        Parameters
        ----------
        query
            Of :func:`graph.ranking.query.read_query`.
        limit
            How many people at most.
        eligible
            shape (P,): who may be ranked, everybody by default. Others count in nothing.
        as_of
            "Now" for what fades with age, Unix seconds; by default the newest document's date.
        """
        ...

    def explain(self, query: Query, scored: Scored, place: int) -> tuple[Reason, ...]:
        """Why the person at a place (from 0) of an answer is there; shares and parts sum exactly."""
        ...


class SignalRanker:
    """Orders people by one signal."""

    def __init__(self, name: str, signal: Callable[[Matches], Contribution]) -> None:
        self.name = name
        self.signal = signal

    def fit(self, evidence: EvidenceMatrix) -> Self:
        """Take the evidence to rank from."""
        self.collection_ = Collection.of(evidence)
        return self

    def rank(
        self, query: Query, *, limit: int, eligible: PeopleMask | None = None, as_of: int | None = None
    ) -> Scored:
        """People for a query, best first; scores are relative to the best."""
        matches = match_documents(self.collection_, query, eligible=eligible, as_of=as_of)
        return add_up(
            {self.name: self.signal(matches)}, {self.name: 1.0}, limit=limit, top_relevance=matches.top_score
        )

    def explain(self, query: Query, scored: Scored, place: int) -> tuple[Reason, ...]:
        """Why the person at a place (from 0) of an answer is there."""
        return explain(scored, place, self.collection_.evidence)


def _signal_ranker(name: str, signal: Callable[[Matches], Contribution]) -> Callable[[], Ranker]:
    return lambda: SignalRanker(name, signal)


RANKERS: Mapping[str, Callable[[], Ranker]] = MappingProxyType(
    {"five_signals": FiveSignals}
    | {
        name: _signal_ranker(name, signal)
        for name, signal in {
            "falling_votes": voting.falling_votes,
            "votes": voting.votes,
            "reciprocal_rank": voting.reciprocal_rank,
            "comb_sum": voting.comb_sum,
            "comb_mnz": voting.comb_mnz,
            "exp_comb_mnz": voting.exp_comb_mnz,
            "borda_fuse": voting.borda_fuse,
        }.items()
    }
)
"""Makes each ranker, unfitted, by name."""

DEFAULT_RANKER = "five_signals"
BASELINES = frozenset({"reciprocal_rank", "comb_sum", "comb_mnz"})
"""What the default is measured against."""
