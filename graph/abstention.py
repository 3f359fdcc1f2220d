"""When the honest answer is that nobody is known.

A weak list is worse than none: it sends a question to the wrong person. A query is answered when one document has
enough of its words together, rare words counting more than common ones and words that nobody uses most of all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix
from graph.ranking.contribution import grouped_sums
from graph.ranking.document_scores import K1, idf
from graph.ranking.scored import Scored
from graph.understanding import Understood
from graph.view import View

LEAST_SHARE = 0.3
"""Of a short query's words, by rarity, that the best document has. Measured on six collections with judged experts, the
least of any query that their evidence speaks of is .34; of forty questions about none of them, six to eight of ten have
less than .3."""
SHORT = 8
"""Words; of a longer query less may be left out: nobody's document has half of a pasted page."""


def nobody_known(view: View, understood: Understood, scored: Scored) -> bool:
    """Whether nothing matches a query well enough to name somebody."""
    if not len(scored.people) or not len(understood.query.terms):
        return True
    if understood.by_other_names:
        return False
    evidence = view.snapshot.evidence
    words = [(terms, word in understood.topic_words) for word, terms in understood.known_words.items()]
    n_words = len(words) + understood.n_lacking
    least = LEAST_SHARE * min(1.0, SHORT / max(n_words, 1))
    return _least_share(evidence, understood, scored) < least and (
        _best_share(evidence, words, understood.n_lacking) < least
    )


def _least_share(evidence: EvidenceMatrix, understood: Understood, scored: Scored) -> float:
    """What the best document has of the query at least: what its score is of the greatest possible; quick to know."""
    query = understood.query
    mean_weight = float(query.weights.mean()) if len(query.weights) else 1.0
    known = float((query.weights * idf(evidence, query.terms)).sum())
    return scored.top_relevance / (
        (K1 + 1) * (known + understood.n_lacking * mean_weight * _rarest(evidence))
    )


def _best_share(evidence: EvidenceMatrix, words: Sequence[tuple[IntArray, bool]], n_lacking: int) -> float:
    """The greatest share of the query's words, by rarity, that one document has; what names a topic counts in full."""
    documents, gains = [np.empty(0, np.int32)], [np.empty(0)]
    whole = n_lacking * _rarest(evidence)
    for terms, is_topic in words:
        gain = _rarest(evidence) if is_topic else float(idf(evidence, terms).min(initial=_rarest(evidence)))
        found = np.unique(evidence.postings.rows(terms)[1])
        documents.append(found)
        gains.append(np.full(len(found), gain))
        whole += gain
    _, sums = grouped_sums(np.concatenate(documents), np.concatenate(gains))
    return float(sums.max(initial=0.0)) / whole if whole else 0.0


def _rarest(evidence: EvidenceMatrix) -> float:
    """How rare a word is that nobody uses."""
    return float(np.log1p(2 * evidence.n_people + 1))
