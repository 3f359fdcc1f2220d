"""The default: five signals, each a sum that can be shown, added with fixed weights.

Nothing is learnt and nothing is tuned to a query set. Each signal looks at the evidence from another side, and each
is divided by its greatest value over people, so that its weight is what the person gets whom it speaks for most.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.ranking.candidate_model import person_language_model
from graph.ranking.matches import Matches
from graph.ranking.places import places
from graph.ranking.recency import recent
from graph.ranking.signal_sum import Signal, SignalSum, Weights
from graph.ranking.surplus import surplus
from graph.ranking.voting import comb_sum, falling_votes

SIGNALS: Mapping[str, Signal] = MappingProxyType(
    {
        "votes": falling_votes,
        "profile": person_language_model,
        "surplus": surplus,
        "places": places,
        "recent": recent,
        "volume": comb_sum,
    }
)
WEIGHTS: Weights = MappingProxyType(
    {"votes": 1.0, "profile": 0.5, "surplus": 0.3, "places": 0.3, "recent": 0.3, "volume": 1.0}
)
NEED_VOLUME = ("surplus", "places", "recent")
"""Signals that say nothing where people have a document or two each."""
FEW_DOCUMENTS = 4.0
"""A person, on average: below it, what needs volume fades, and at one it is gone."""


def five_signals() -> SignalSum:
    """Votes, profile, surplus, places and recency: the measured default.

    Notes
    -----
    Two guards for collections that some signals were not made for. Where people have fewer than four documents each,
    the signals that need volume fade. Where half of all documents have a vote, as happens in small collections only,
    the votes are no selection: then ``volume``, plain CombSUM, is added as a sixth.
    """
    return SignalSum(SIGNALS, WEIGHTS, guarded)


def guarded(weights: Weights, matches: Matches) -> Weights:
    """The weights for a query in a collection of this kind."""
    trust = min(max((matches.collection.documents_per_person - 1) / (FEW_DOCUMENTS - 1), 0.0), 1.0)
    selective = 2 * len(matches.documents) < matches.evidence.n_documents
    faded = {name: weights[name] * trust for name in NEED_VOLUME}
    return {**weights, **faded, "volume": 0.0 if selective else weights["volume"]}
