"""Several rankings into one, by ranks alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from graph.ranking.candidate_model import candidate_model
from graph.ranking.contribution import Contribution, revalued
from graph.ranking.document_model import document_model
from graph.ranking.document_scores import best_first
from graph.ranking.matches import Matches
from graph.ranking.places import places
from graph.ranking.signal_sum import Signal, SignalSum
from graph.ranking.voting import reciprocal_rank

RANK_OFFSET = 60.0


FUSED: Mapping[str, Signal] = MappingProxyType(
    {
        "document_model": document_model,
        "candidate_model": candidate_model,
        "reciprocal_rank": reciprocal_rank,
        "places": places,
    }
)


def reciprocal_rank_fusion() -> SignalSum:
    """Both of Balog's models, votes by rank and places, fused by ranks."""
    return SignalSum({name: _by_ranks(signal) for name, signal in FUSED.items()})


def _by_ranks(signal: Signal) -> Signal:
    def fused(matches: Matches) -> Contribution:
        return reciprocal_ranks(signal(matches))

    return fused


def reciprocal_ranks(contribution: Contribution) -> Contribution:
    """A signal as ``1 / (60 + rank)``: what reciprocal-rank fusion adds up; 0 for people it does not speak for.

    References
    ----------
    .. [1] Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
       methods", SIGIR 2009. https://doi.org/10.1145/1571941.1572114
    """
    order = best_first(contribution.people, contribution.values, len(contribution.people))
    values = np.zeros(len(order))
    values[order] = 1.0 / (RANK_OFFSET + np.arange(1, len(order) + 1))
    values[contribution.values <= 0] = 0.0
    return revalued(contribution, values)
