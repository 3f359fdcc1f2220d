"""Matches: what a query touches, its best documents with their people. All that a signal reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.evidence_matrix import EvidenceMatrix
from graph.ranking.collection import Collection
from graph.ranking.contribution import FloatVector, IntVector
from graph.ranking.document_scores import best_first, bm25f_scores
from graph.ranking.query import Query

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
    reach = most
    while True:
        documents, scores = _retrieved(collection, query, reach)
        best = best_first(documents, scores, reach)
        place, person, weight = _people(evidence, documents[best], eligible)
        kept = place[np.diff(place, prepend=-1) > 0]
        if len(kept) >= most or len(best) < reach:
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
        documents=documents[chosen],
        relevance=scores[chosen] / top if len(chosen) else np.zeros(0),
        top_score=top,
        entry_place=np.searchsorted(kept, place[first]),
        entry_person=person[first],
        entry_weight=weight[first].astype(np.float64),
    )


def _retrieved(collection: Collection, query: Query, most: int) -> tuple[IntVector, FloatVector]:
    found = collection.retriever and collection.retriever.best_documents(query, most=most)
    return found or bm25f_scores(collection.evidence, query, most=most)


def _people(
    evidence: EvidenceMatrix, documents: IntVector, eligible: PeopleMask | None
) -> tuple[IntVector, IntVector, NDArray[np.float32]]:
    place, person, weight = evidence.document_people.rows(documents)
    if eligible is None:
        return place, person, weight
    seen = eligible[person]
    return place[seen], person[seen], weight[seen]
