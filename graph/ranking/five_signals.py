"""The default: five signals, each a sum that can be shown, added with fixed weights.

Nothing is learnt and nothing is tuned to a query set; each signal looks at the evidence from another side, and each
is divided by its greatest value over people, so that its weight is what the best person gets from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Self

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason
from graph.ranking.candidate_model import person_language_model
from graph.ranking.collection import Collection
from graph.ranking.contribution import Contribution
from graph.ranking.document_scores import Matches, PeopleMask, match_documents
from graph.ranking.explanation import explain
from graph.ranking.places import places
from graph.ranking.query import Query
from graph.ranking.recency import recent
from graph.ranking.scored import Scored, add_up
from graph.ranking.surplus import surplus
from graph.ranking.voting import falling_votes

SIGNALS: Mapping[str, tuple[float, Callable[[Matches], Contribution]]] = MappingProxyType(
    {
        "votes": (1.0, falling_votes),
        "profile": (0.5, person_language_model),
        "surplus": (0.3, surplus),
        "places": (0.3, places),
        "recent": (0.3, recent),
    }
)


class FiveSignals:
    """Votes, profile, surplus, places and recency."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights = weights

    def fit(self, evidence: EvidenceMatrix) -> Self:
        """Take the evidence to rank from."""
        self.collection_ = Collection.of(evidence)
        return self

    def rank(
        self, query: Query, *, limit: int, eligible: PeopleMask | None = None, as_of: int | None = None
    ) -> Scored:
        """People for a query, best first."""
        matches = match_documents(self.collection_, query, eligible=eligible, as_of=as_of)
        weights = self.weights or {n: w for n, (w, _) in SIGNALS.items()}
        contributions = {n: f(matches) for n, (_, f) in SIGNALS.items() if weights.get(n)}
        return add_up(contributions, weights, limit=limit, top_relevance=matches.top_score)

    def explain(self, query: Query, scored: Scored, place: int) -> tuple[Reason, ...]:
        """Why the person at a place (from 0) of an answer is there."""
        return explain(scored, place, self.collection_.evidence)
