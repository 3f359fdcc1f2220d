"""Retriever: weighted terms to scored documents, from the snapshot's arrays or from an engine beyond one machine.

Rankers ask for the best documents and add them up to people themselves, whoever finds the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix

TermSearch = Callable[[Sequence[tuple[str, float]], int], Sequence[tuple[str, float]] | None]
"""Asks an engine: terms with weights and how many documents at most; document ids with scores, best first, or ``None``
while it is away."""
FEWEST = 1_000
"""An engine is asked for as many, so that what the snapshot lacks leaves enough."""


class WeightedTerms(Protocol):
    """A query as far as retrieval goes."""

    @property
    def terms(self) -> IntArray:
        """Indices in ``EvidenceMatrix.terms``."""

    @property
    def weights(self) -> NDArray[np.float64]:
        """Parallel, above 0."""


class Retriever(Protocol):
    """Finds documents."""

    def best_documents(
        self, query: WeightedTerms, *, most: int
    ) -> tuple[NDArray[np.integer], NDArray[np.float64]] | None:
        """Document indices, ascending, and their scores, above 0; ``None`` if nobody can be asked just now.

        Parameters
        ----------
        query
            What is looked for.
        most
            How many of the best are wanted. Others may be among them or missing.
        """


class FullTextRetriever:
    """Documents as a full-text engine finds them.

    Parameters
    ----------
    evidence
        Names terms and documents; what the engine knows and the evidence does not is left out.
    search
        Asks the engine.
    """

    def __init__(self, evidence: EvidenceMatrix, search: TermSearch) -> None:
        self._evidence = evidence
        self._search = search

    def best_documents(
        self, query: WeightedTerms, *, most: int
    ) -> tuple[NDArray[np.integer], NDArray[np.float64]] | None:
        """Document indices, ascending, and the engine's scores; ``None`` while it is away."""
        names = self._evidence.terms
        terms = [
            (names[term], weight)
            for term, weight in zip(query.terms.tolist(), query.weights.tolist(), strict=True)
        ]
        found = self._search(terms, max(most, FEWEST)) if terms else ()
        if found is None:
            return None
        known = sorted(
            (index, score)
            for document_id, score in found
            if (index := self._evidence.document_ids.find(document_id)) >= 0 and score > 0
        )
        documents = np.array([index for index, _ in known], np.int32)
        return documents, np.array([score for _, score in known], np.float64)
