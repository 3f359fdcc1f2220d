"""When the honest answer is that nobody is known.

A weak list is worse than none: it sends a question to the wrong person. A query is answered when the best document has
enough of what the query asks for, rare words counting more than common ones and words that nobody uses most of all.
"""

from __future__ import annotations

import numpy as np

from graph.evidence_matrix import EvidenceMatrix
from graph.ranking.document_scores import K1, idf
from graph.ranking.query import Query
from graph.ranking.scored import Scored

LEAST_RELEVANCE = 0.1
"""Of what a document with all words of the query would score."""


def nobody_known(evidence: EvidenceMatrix, query: Query, scored: Scored, *, n_lacking: int) -> bool:
    """Whether nothing matches a query well enough to name somebody.

    Parameters
    ----------
    n_lacking
        Words of the query that nobody uses.
    """
    return not len(scored.people) or scored.top_relevance < LEAST_RELEVANCE * _whole(
        evidence, query, n_lacking
    )


def _whole(evidence: EvidenceMatrix, query: Query, n_lacking: int) -> float:
    """What a document would score that speaks of nothing but the query."""
    known = float((query.weights * idf(evidence, query.terms)).sum())
    rarest = float(np.log1p(2 * evidence.n_people + 1))
    mean_weight = float(query.weights.mean()) if len(query.weights) else 1.0
    return (K1 + 1) * (known + n_lacking * mean_weight * rarest)
