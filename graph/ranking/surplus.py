"""More than the person's share: who is behind the best documents more often than their volume explains."""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, FloatVector, revalued, summed
from graph.ranking.matches import Matches

BEST_DOCUMENTS = 50


def surplus(matches: Matches) -> Contribution:
    """How far a person's part in the best documents exceeds what their volume would give them anyway.

    Over the best 50 documents a person is observed ``o = Σ U z``; with ``n_p`` of ``N`` documents speaking for them,
    ``E = n_p Σo / N`` is expected. The value is ``max(0, (o − E) / √(E + 1))``, a standardized residual: it lifts
    specialists above people who are behind everything.

    Notes
    -----
    Costs O(m log m) for the ``m`` entries of 50 documents.
    """
    evidence = matches.evidence
    best = matches.entry_place < BEST_DOCUMENTS
    amount = matches.entry_weight[best] * matches.entry_relevance[best]
    observed = summed("document", matches.entry_person[best], matches.entry_document[best], amount)
    expected = evidence.person_documents[observed.people] * (amount.sum() / max(evidence.n_documents, 1))
    residual: FloatVector = np.maximum(observed.values - expected, 0.0) / np.sqrt(expected + 1.0)
    return revalued(observed, residual)
