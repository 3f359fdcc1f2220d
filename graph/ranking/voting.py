"""Voting models: each of the best documents is a vote for the people it speaks for.

They differ in what a vote is worth and how a person's votes are added up. One more vote never lowers a candidate.

References
----------
.. [1] Macdonald, Ounis, "Voting for candidates: adapting data fusion techniques for an expert search task",
   CIKM 2006. https://doi.org/10.1145/1183614.1183671
"""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, FloatVector, IntVector, grouped_sums, revalued, summed
from graph.ranking.matches import Matches

VOTE_POWER = 1.5


def votes(matches: Matches) -> Contribution:
    """Votes: how many documents speak for the person, each as much as the association says, ``Σ_d U``."""
    return summed("document", matches.entry_person, matches.entry_document, matches.entry_weight)


def reciprocal_rank(matches: Matches) -> Contribution:
    """Reciprocal rank: ``Σ_d U / rank_d``; the first few documents decide."""
    amount = matches.entry_weight / (matches.entry_place + 1.0)
    return summed("document", matches.entry_person, matches.entry_document, amount)


def comb_sum(matches: Matches) -> Contribution:
    """CombSUM: ``Σ_d U · z_d``, the relevance of the person's documents."""
    amount = matches.entry_weight * matches.entry_relevance
    return summed("document", matches.entry_person, matches.entry_document, amount)


def comb_mnz(matches: Matches) -> Contribution:
    """CombMNZ: CombSUM times the number of documents that vote."""
    total = comb_sum(matches)
    return revalued(total, total.values * _vote_counts(matches))


def exp_comb_mnz(matches: Matches) -> Contribution:
    """expCombMNZ: ``n_votes · Σ_d U · e^{z_d}``, where strong documents count more."""
    amount = matches.entry_weight * np.exp(matches.entry_relevance)
    total = summed("document", matches.entry_person, matches.entry_document, amount)
    return revalued(total, total.values * _vote_counts(matches))


def borda_fuse(matches: Matches) -> Contribution:
    """BordaFuse: ``Σ_d U · (n + 1 − rank_d)`` over the ``n`` best documents."""
    amount = matches.entry_weight * (len(matches.documents) - matches.entry_place)
    return summed("document", matches.entry_person, matches.entry_document, amount)


def falling_votes(matches: Matches) -> Contribution:
    """Votes of falling worth: ``Σ_j U_j · z_j^1.5 / j^1.5``, a person's votes counted best first.

    Between reciprocal rank, where one document decides, and CombSUM, where volume does. The second-best vote counts
    about a third and the tenth a thirtieth, so that however many middling documents somebody has, they come to less
    than two good ones (``Σ_j j^-1.5`` is 2.6).

    Notes
    -----
    Costs O(m log m) for ``m`` pairs of a matching document and a person. Any power from 1 to 2 does about as well.
    """
    amount = matches.entry_weight * matches.entry_relevance**VOTE_POWER
    order = np.lexsort((-amount, matches.entry_person))
    person = matches.entry_person[order]
    falling = amount[order] / _rank_within(person) ** VOTE_POWER
    return summed("document", person, matches.entry_document[order], falling)


def _vote_counts(matches: Matches) -> FloatVector:
    """Parallel to the people of a contribution over all entries."""
    return grouped_sums(matches.entry_person, np.ones(len(matches.entry_person)))[1]


def _rank_within(groups: IntVector) -> FloatVector:
    """1, 2, 3 … within each run of equal values."""
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else np.zeros(0, np.int64)
    lengths = np.diff(np.r_[starts, len(groups)])
    return np.arange(1, len(groups) + 1, dtype=np.float64) - np.repeat(starts, lengths)
