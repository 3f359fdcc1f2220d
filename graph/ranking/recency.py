"""Who is at it now: the best documents, newer ones first."""

from __future__ import annotations

import numpy as np

from graph.association import fade
from graph.evidence_matrix import SECONDS_PER_DAY
from graph.ranking.contribution import Contribution, summed
from graph.ranking.matches import Matches

HALF_LIFE_DAYS = 365.0
RANK_OFFSET = 10.0


def recent(matches: Matches) -> Contribution:
    """Fading votes: ``Σ_d U · 0.5^(age / 1 year) / (rank_d + 10)``.

    A signal of its own, beside votes that do not fade: who knew a thing for ten years is not forgotten for it.
    Documents from after "now" count as of today.
    """
    at = matches.evidence.document_at[matches.documents]
    age_days = (matches.as_of - at) / SECONDS_PER_DAY
    rank = np.arange(1, len(matches.documents) + 1)
    vote = fade(age_days, HALF_LIFE_DAYS) / (rank + RANK_OFFSET)
    amount = matches.entry_weight * vote[matches.entry_place]
    return summed("document", matches.entry_person, matches.entry_document, amount)
