"""The default: five signals, each a sum that can be shown, added with fixed weights.

Nothing is learnt and nothing is tuned to a query set. Each signal looks at the evidence from another side, and each
is divided by its greatest value over people, so that its weight is what the person gets whom it speaks for most.
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
from graph.ranking.voting import comb_sum, falling_votes

SIGNALS: Mapping[str, Callable[[Matches], Contribution]] = MappingProxyType(
    {
        "votes": falling_votes,
        "profile": person_language_model,
        "surplus": surplus,
        "places": places,
        "recent": recent,
        "volume": comb_sum,
    }
)
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"votes": 1.0, "profile": 0.5, "surplus": 0.3, "places": 0.3, "recent": 0.3, "volume": 1.0}
)
NEED_VOLUME = ("surplus", "places", "recent")
"""Signals that say nothing where people have a document or two each."""
FEW_DOCUMENTS = 4.0
"""A person, on average: below it, what needs volume fades, and at one it is gone."""


class FiveSignals:
    """Votes, profile, surplus, places and recency: the measured default.

    Parameters
    ----------
    weights
        By name of :data:`SIGNALS`, at least 0; signals that are not named count nothing. :data:`WEIGHTS` by default.

    Notes
    -----
    Two guards for collections that some signals were not made for. Where people have fewer than four documents each,
    the signals that need volume fade. Where half of all documents have a vote, as happens in small collections only,
    the votes are no selection: then ``volume``, plain CombSUM, is added.
    """

    def __init__(self, weights: Mapping[str, float] = WEIGHTS) -> None:
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
        weights = _guarded(self.weights, matches)
        contributions = {name: SIGNALS[name](matches) for name in weights}
        return add_up(contributions, weights, limit=limit, top_relevance=matches.top_score)

    def explain(self, query: Query, scored: Scored, place: int) -> tuple[Reason, ...]:
        """Why the person at a place (from 0) of an answer is there."""
        return explain(scored, place, self.collection_.evidence)


def _guarded(weights: Mapping[str, float], matches: Matches) -> dict[str, float]:
    """The weights for this query, those of 0 left out."""
    guarded = dict(weights)
    trust = min(max((matches.collection.documents_per_person - 1) / (FEW_DOCUMENTS - 1), 0.0), 1.0)
    for name in NEED_VOLUME:
        guarded[name] = guarded.get(name, 0.0) * trust
    if 2 * len(matches.documents) < matches.evidence.n_documents:
        guarded["volume"] = 0.0
    return {name: weight for name, weight in guarded.items() if weight > 0}
