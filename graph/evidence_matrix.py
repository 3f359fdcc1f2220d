"""EvidenceMatrix: documents × candidates and topics × candidates, sparse, with names; all that a ranker sees.

Everything is an array over small integers: a document, person, term, topic or place *index* is the position of its
identifier in the table of names, which is sorted in code point order. So the same contents always give the same
arrays, and a smaller index is the smaller identifier wherever ties are broken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.array_files import SparseRows, StringTable

SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceMatrix:
    """Who showed knowledge of what, as arrays.

    D documents, P persons, T terms, K topics, G places.
    """

    # ── names ─────────────────────────────────────────────────────────────────────────────────────────────
    document_ids: StringTable
    """D, sorted."""
    person_ids: StringTable
    """P, sorted."""
    terms: StringTable
    """T stems, sorted."""
    topic_ids: StringTable
    """K, sorted."""
    place_ids: StringTable
    """G, sorted: what documents lie in, that is, containers (their id) and directories of changed files."""

    # ── documents × candidates ────────────────────────────────────────────────────────────────────────────
    document_people: SparseRows
    """D × P: the association (:mod:`graph.association`); only values above 0."""
    document_at: NDArray[np.int64]
    """shape (D,): when it was written, Unix seconds. What claims to be written after the indexing counts as the newest
    of what does not, so that one wrong clock makes nothing else look old."""
    document_places: SparseRows
    """D × G: the places it lies in; all values 1."""
    person_documents: NDArray[np.int32]
    """shape (P,): how many documents speak for the person."""

    # ── terms ─────────────────────────────────────────────────────────────────────────────────────────────
    postings: SparseRows
    """T × D: how often the document has the term, over its fields, each weighted and normalized by its length."""
    term_people: NDArray[np.int32]
    """shape (T,): how many people a document with the term, in any of its fields, speaks for."""
    term_count: NDArray[np.float32]
    """shape (T,): how often all people use it, damped like ``profile``."""
    profile: SparseRows
    """T × P: how much the person's evidence speaks of the term, ``Σ_d U[d, p] · (1 + ln tf)``, with ``tf`` counted in
    title and text."""
    person_length: NDArray[np.float32]
    """shape (P,): the person's sum over all terms of ``profile``."""

    # ── topics × candidates ───────────────────────────────────────────────────────────────────────────────
    topic_documents: SparseRows
    """K × D: how strongly the document mentions the topic."""
    topic_people: SparseRows
    """K × P: the roll-up, how strongly the person's evidence speaks of the topic."""

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────
    place_people: SparseRows
    """G × P: the person's activity in the place, fading with age as seen at ``newest_at``."""
    place_size: NDArray[np.int32]
    """shape (G,): documents in the place."""

    @property
    def n_documents(self) -> int:
        """How many documents there are."""
        return len(self.document_ids)

    @property
    def n_people(self) -> int:
        """How many candidates there are."""
        return len(self.person_ids)

    @property
    def newest_at(self) -> int:
        """When the newest document was written, Unix seconds; 0 without documents."""
        return int(self.document_at.max(initial=0))
