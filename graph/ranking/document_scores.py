"""BM25F scores of documents: the best for a query, without looking at every document that has a common word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix
from graph.ranking.contribution import FloatVector, IntVector, grouped_sums
from graph.ranking.query import Query

K1 = 0.6
"""BM25F saturation: a term that occurs this often (normalized) has half of its greatest effect.

Lower than usual: evidence is short, and whether somebody writes of a thing says more than how often they repeat it.
"""
ROUNDING = 1e-9
"""Bounds are held to be looser than they are by this part, so that no document is lost to rounding."""


def bm25f_scores(
    evidence: EvidenceMatrix, query: Query, *, most: int | None = None
) -> tuple[IntVector, FloatVector]:
    """Documents that have a word of the query, ascending, and their scores.

    ``score(d) = Σ_t w_t · idf_t · tf (k1 + 1) / (tf + k1)``, where ``tf`` is the term's frequency over the fields of
    the document, each weighted and normalized by length (BM25F), and ``idf_t = ln(1 + (P − n + ½) / (n + ½))`` with
    ``n`` of ``P`` *people* using the term: a word that one busy person says in every message is still rare.

    Parameters
    ----------
    evidence
        What is searched.
    query
        Its terms are read with those first that can add most.
    most
        How many of the best are wanted; all by default. Documents that cannot be among them may be missing.

    Notes
    -----
    Once so many documents are found that no document without any of the terms read so far could still be among the
    best, the remaining terms, which are the common ones, are only looked up in documents that could (MaxScore [2]_).
    Costs O(m log m) for the ``m`` postings that are read. A document's score is the same float whatever ``most`` is.

    References
    ----------
    .. [1] Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
       https://doi.org/10.1145/1031171.1031181
    .. [2] Turtle, Flood, "Query evaluation: strategies and optimizations", Information Processing & Management 31(6),
       1995. https://doi.org/10.1016/0306-4573(95)00020-H
    """
    gain = query.weights * idf(evidence, query.terms)
    order = np.lexsort((query.terms, -gain))
    terms, gain = query.terms[order], gain[order]
    # What the terms from a place on can add at most, rounded up.
    left = np.append(np.cumsum(gain[::-1])[::-1], 0.0) * (K1 + 1) * (1 + ROUNDING)
    lengths = evidence.postings.offsets[terms + 1] - evidence.postings.offsets[terms]
    documents, scores = np.zeros(0, np.int32), np.zeros(0)
    read = 0
    while read < len(terms) and _may_come(scores, float(left[read]), most):
        stop = read + 1 + int(np.searchsorted(np.cumsum(lengths[read + 1 :]), max(len(documents), most or 0)))
        documents, scores = _merged(evidence, terms[read:stop], gain[read:stop], documents, scores)
        read = stop
    for place in range(read, len(terms)):
        documents, scores = _could_be_best(documents, scores, float(left[place]), most)
        _look_up(evidence, int(terms[place]), float(gain[place]), documents, scores)
    return documents, scores


def _may_come(scores: FloatVector, left: float, most: int | None) -> bool:
    """Whether a document that is not there yet could be among the best."""
    return most is None or len(scores) < most or _threshold(scores, most) <= left


def _could_be_best(
    documents: IntVector, scores: FloatVector, left: float, most: int | None
) -> tuple[IntVector, FloatVector]:
    if most is None or len(scores) <= most:
        return documents, scores
    kept = scores + left >= _threshold(scores, most) * (1 - ROUNDING)
    return documents[kept], scores[kept]


def _threshold(scores: FloatVector, most: int) -> float:
    place = len(scores) - most
    return float(np.partition(scores, place)[place]) if most else np.inf


def _merged(
    evidence: EvidenceMatrix, terms: IntArray, gain: FloatVector, documents: IntVector, scores: FloatVector
) -> tuple[IntVector, FloatVector]:
    """Documents that have any of the terms, or were there, with what the terms add."""
    position, found, frequency = evidence.postings.rows(terms)
    amount: FloatVector = gain[position] * saturated(frequency)
    if len(terms) == 1 and not len(documents):
        return found, amount
    return grouped_sums(np.concatenate([documents, found]), np.concatenate([scores, amount]))


def _look_up(
    evidence: EvidenceMatrix, term: int, gain: float, documents: IntVector, scores: FloatVector
) -> None:
    """Add what a term gives to documents that are there, in place."""
    found, frequency = evidence.postings.row(term)
    if len(found):
        place = np.searchsorted(found, documents).clip(max=len(found) - 1)
        has = found[place] == documents
        scores[has] += gain * saturated(frequency[place[has]])


def saturated(frequency: NDArray[np.float32]) -> FloatVector:
    """How much a term's normalized frequency counts, ``tf (k1 + 1) / (tf + k1)``: 1 at 1, at most ``k1 + 1``."""
    tf: FloatVector = frequency.astype(np.float64)
    return tf * (K1 + 1) / (tf + K1)


def idf(evidence: EvidenceMatrix, terms: IntVector) -> FloatVector:
    """How rare terms are among people."""
    return rarity(evidence.term_people[terms], evidence.n_people)


def rarity(users: IntVector, n_people: int) -> FloatVector:
    """How rare is what ``n`` of ``P`` people use: ``ln(1 + (P − n + ½) / (n + ½))``, above 0."""
    n = users.astype(np.float64)
    return np.log1p((n_people - n + 0.5).clip(min=0.5) / (n + 0.5))


def best_first(names: IntVector, scores: FloatVector, most: int) -> IntVector:
    """Positions of the highest scores, best first, ties by smaller name.

    Parameters
    ----------
    names
        shape (n,), ascending.
    scores
        shape (n,).
    most
        How many at most.
    """
    positions = np.arange(len(scores))
    if len(scores) > most > 0:
        threshold = np.partition(scores, len(scores) - most)[len(scores) - most]
        positions = np.flatnonzero(scores >= threshold)
    order = np.lexsort((names[positions], -scores[positions]))
    return positions[order][:most]
