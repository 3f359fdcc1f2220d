"""Collection: the evidence with the few numbers about the whole of it that every query needs, counted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.evidence_matrix import EvidenceMatrix
from graph.retrieval import Retriever


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """What rankers are fitted to."""

    evidence: EvidenceMatrix
    background_mass: float
    """``Σ_t √cf_t`` over all terms: what makes the background of the language model sum to 1."""
    documents_per_person: float
    """Mean over people who have evidence; 0 without any."""
    mean_length: float
    """Mean ``person_length`` over them."""
    retriever: Retriever | None = None
    """Finds documents in place of the evidence's own postings."""

    @classmethod
    def of(cls, evidence: EvidenceMatrix, *, retriever: Retriever | None = None) -> Self:
        """Count once: O(T + P)."""
        n_people = max(int(np.count_nonzero(evidence.person_documents)), 1)
        return cls(
            evidence,
            float(np.sqrt(evidence.term_count, dtype=np.float64).sum()),
            float(evidence.person_documents.sum()) / n_people,
            float(evidence.person_length.sum(dtype=np.float64)) / n_people,
            retriever,
        )

    def background(self, terms: NDArray[np.int64]) -> NDArray[np.float64]:
        """How likely anybody is to say a term: in proportion to the square root of its count."""
        return np.sqrt(self.evidence.term_count[terms], dtype=np.float64) / max(self.background_mass, 1.0)
