"""BM25F scores of documents, and what a query touches: its best documents with their people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.evidence_matrix import EvidenceMatrix
from graph.ranking.collection import Collection
from graph.ranking.contribution import FloatVector, IntVector, grouped_sums
from graph.ranking.query import Query

K1 = 0.6
"""BM25F saturation: a term that occurs this often (normalized) has half of its greatest effect.

Lower than usual: evidence is short, and whether somebody writes of a thing says more than how often they repeat it.
"""
MOST_DOCUMENTS = 1_000
"""Documents that may speak for people, best first."""

PeopleMask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The best documents for a query, and who they speak for. A ranker's signals read nothing else of the query.

    Documents that speak for nobody eligible are not there, so that hidden people leave no trace in anything that is
    normalized by the best.
    """

    collection: Collection
    query: Query
    eligible: PeopleMask | None
    """shape (P,): who may be ranked; ``None`` for everybody."""
    as_of: int
    """"Now", Unix seconds."""
    n_matching: int
    """Documents that have any word of the query."""
    documents: IntVector
    """Document indices, best first, ties by smaller index; at most ``MOST_DOCUMENTS``."""
    relevance: FloatVector
    """Parallel: score relative to the best, above 0, at most 1."""
    top_score: float
    """BM25F score of the best document; 0 without documents."""
    entry_place: IntVector
    """One entry for each document and person it speaks for, by document: position in ``documents``."""
    entry_person: IntVector
    """Person index."""
    entry_weight: FloatVector
    """Association of the two, above 0."""

    @property
    def evidence(self) -> EvidenceMatrix:
        """What is ranked."""
        return self.collection.evidence

    @property
    def entry_relevance(self) -> FloatVector:
        """Relevance of each entry's document."""
        return self.relevance[self.entry_place]

    @property
    def entry_document(self) -> IntVector:
        """Document index of each entry."""
        return self.documents[self.entry_place]


def match_documents(
    collection: Collection,
    query: Query,
    *,
    eligible: PeopleMask | None = None,
    as_of: int | None = None,
    most: int = MOST_DOCUMENTS,
) -> Matches:
    """The best documents for a query that speak for somebody eligible.

    Notes
    -----
    Reads the postings of the query's terms and the people of the documents it keeps, nothing else. Where documents
    of ineligible people fill the first places, it looks twice as far until enough are found.
    """
    evidence = collection.evidence
    documents, scores = bm25f_scores(evidence, query)
    reach = most
    while True:
        best = best_first(documents, scores, reach)
        place, person, weight = _people(evidence, documents[best], eligible)
        kept = place[np.diff(place, prepend=-1) > 0]
        if len(kept) >= most or reach >= len(documents):
            break
        reach *= 2
    kept = kept[:most]
    first = place < (kept[-1] + 1 if len(kept) else 0)
    chosen = best[kept]
    top = float(scores[chosen[0]]) if len(chosen) else 0.0
    return Matches(
        collection=collection,
        query=query,
        eligible=eligible,
        as_of=evidence.newest_at if as_of is None else as_of,
        n_matching=len(documents),
        documents=documents[chosen],
        relevance=scores[chosen] / top if len(chosen) else np.zeros(0),
        top_score=top,
        entry_place=np.searchsorted(kept, place[first]),
        entry_person=person[first],
        entry_weight=weight[first].astype(np.float64),
    )


def bm25f_scores(evidence: EvidenceMatrix, query: Query) -> tuple[IntVector, FloatVector]:
    """Documents that have a word of the query, ascending, and their scores.

    ``score(d) = Σ_t w_t · idf_t · tf (k1 + 1) / (tf + k1)``, where ``tf`` is the term's frequency over the fields of
    the document, each weighted and normalized by length (BM25F), and ``idf_t = ln(1 + (P − n + ½) / (n + ½))`` with
    ``n`` of ``P`` *people* using the term: a word that one busy person says in every message is still rare.

    References
    ----------
    .. [1] Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
       https://doi.org/10.1145/1031171.1031181
    """
    position, document, frequency = evidence.postings.rows(query.terms)
    gain = query.weights * idf(evidence, query.terms)
    tf = frequency.astype(np.float64)
    amount = gain[position] * (tf * (K1 + 1) / (tf + K1))
    return grouped_sums(document, amount)


def idf(evidence: EvidenceMatrix, terms: IntVector) -> FloatVector:
    """How rare terms are among people: ``ln(1 + (P − n + ½) / (n + ½))``, above 0."""
    n = evidence.term_people[terms].astype(np.float64)
    return np.log1p((evidence.n_people - n + 0.5).clip(min=0.5) / (n + 0.5))


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


def _people(
    evidence: EvidenceMatrix, documents: IntVector, eligible: PeopleMask | None
) -> tuple[IntVector, IntVector, NDArray[np.float32]]:
    place, person, weight = evidence.document_people.rows(documents)
    if eligible is None:
        return place, person, weight
    seen = eligible[person]
    return place[seen], person[seen], weight[seen]
