"""The document-centric model (Balog's Model 2): a document answers the query, and its people share the credit."""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, summed
from graph.ranking.matches import Matches


def document_model(matches: Matches) -> Contribution:
    """``score(c) = Σ_d p(q|d) · a(c, d)`` with ``a(c, d) = U[d, c] / Σ_c' U[d, c']``.

    The credit of a document is shared among the people it speaks for, so that one of twenty authors gets little of
    it. ``p(q|d)`` is the BM25F score relative to the best document's. It is not divided by a person's own volume:
    that is what makes the model strong.

    Notes
    -----
    Costs O(m log m) for ``m`` pairs of a matching document and a person. Where most documents have one person it is
    CombSUM.

    References
    ----------
    .. [1] Balog, Azzopardi, de Rijke, "Formal models for expert finding in enterprise corpora", SIGIR 2006.
       https://doi.org/10.1145/1148170.1148181
    """
    shared = np.bincount(matches.entry_place, weights=matches.entry_weight, minlength=len(matches.documents))
    amount = matches.entry_relevance * matches.entry_weight / shared[matches.entry_place]
    return summed("document", matches.entry_person, matches.entry_document, amount)
