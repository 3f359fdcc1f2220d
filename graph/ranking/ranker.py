"""Ranker: what every ranker does, and the rankers by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, Self

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason
from graph.ranking import baselines, voting
from graph.ranking.candidate_model import candidate_model
from graph.ranking.document_model import document_model
from graph.ranking.five_signals import five_signals
from graph.ranking.fusion import reciprocal_rank_fusion
from graph.ranking.matches import PeopleMask
from graph.ranking.query import Query
from graph.ranking.scored import Scored
from graph.ranking.signal_sum import Signal, SignalSum
from graph.retrieval import Retriever


class Ranker(Protocol):
    """Orders people for a query. The constructor only stores parameters."""

    def fit(self, evidence: EvidenceMatrix, *, retriever: Retriever | None = None) -> Self:
        """Take the evidence to rank from, and what finds documents in it; by default its own postings do."""
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


MODELS: Mapping[str, Signal] = MappingProxyType(
    {
        "document_model": document_model,
        "candidate_model": candidate_model,
        "votes": voting.votes,
        "reciprocal_rank": voting.reciprocal_rank,
        "comb_sum": voting.comb_sum,
        "comb_mnz": voting.comb_mnz,
        "exp_comb_mnz": voting.exp_comb_mnz,
        "borda_fuse": voting.borda_fuse,
        "falling_votes": voting.falling_votes,
    }
)
"""Rankers of one signal."""

_BASELINES: Mapping[str, Signal] = MappingProxyType(
    {
        "bm25_reciprocal_rank": lambda matches: voting.reciprocal_rank(baselines.plain(matches)),
        "bm25_comb_sum": lambda matches: voting.comb_sum(baselines.plain(matches)),
        "bm25_comb_mnz": lambda matches: voting.comb_mnz(baselines.plain(matches)),
        "profile_tf_idf": baselines.profile_tf_idf,
        "most_active": baselines.most_active,
    }
)


def _of_one(name: str, signal: Signal) -> Callable[[], Ranker]:
    return lambda: SignalSum({name: signal})


RANKERS: Mapping[str, Callable[[], Ranker]] = MappingProxyType(
    {
        "five_signals": five_signals,
        "reciprocal_rank_fusion": reciprocal_rank_fusion,
        **{name: _of_one(name, signal) for name, signal in {**MODELS, **_BASELINES}.items()},
    }
)
"""Makes each ranker, unfitted, by name."""

DEFAULT_RANKER = "five_signals"
BASELINES = frozenset(_BASELINES)
"""What the default is measured against."""
