"""The evidence as immutable memory-mapped arrays: built beside, swapped atomically, opened by every worker.

A snapshot holds everything that an answer needs, so that the service reads no store. ``snapshots/<number>/`` is
never changed once it is there; ``snapshots/current`` names the one that serves, and is replaced by a rename. A build
that is killed leaves a folder with a dot in front, which the next build removes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows, StringTable
from graph.evidence_matrix import EvidenceMatrix
from graph.model import Person, Topic
from graph.store.interface import GraphStore

FORMAT = 1
"""Grows with every change of what the files mean."""


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTable:
    """Documents as they are shown, by document index (D)."""

    titles: StringTable
    """Empty where there is none."""
    texts: StringTable
    urls: StringTable
    """Empty where there is none."""
    kind: NDArray[np.int32]
    """shape (D,): index in ``kinds``."""
    kinds: StringTable
    language: NDArray[np.int32]
    """shape (D,): index in ``languages``."""
    languages: StringTable
    source: NDArray[np.int32]
    """shape (D,): index in ``source_ids``."""
    source_ids: StringTable
    """Sorted; also sources without documents."""
    source_names: StringTable
    """Kind, tab, instance."""
    container: NDArray[np.int32]
    """shape (D,): index in ``container_ids``; −1 for none."""
    container_ids: StringTable
    """Sorted."""
    container_names: StringTable
    """The id's last part where the source gives no name."""
    parent: NDArray[np.int32]
    """shape (D,): index of the document it replies to; −1 for none, or unknown."""
    own_offsets: IntArray
    """shape (D + 1,): the spans of document ``d`` are ``own_spans[own_offsets[d]:own_offsets[d + 1]]``."""
    own_spans: NDArray[np.int32]
    """shape (n, 2): start and end, in the full text (title, blank line, text), of the author's own words."""
    mention_offsets: IntArray
    """shape (D + 1,): the mentions of document ``d`` are at ``mention_offsets[d]:mention_offsets[d + 1]``."""
    mention_topic: NDArray[np.int32]
    """Topic index."""
    mention_spans: NDArray[np.int32]
    """shape (n, 2): start and end in the full text."""
    mention_confidence: NDArray[np.float32]
    """0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class ActTable:
    """Who did what with which document, one act a row, by document, then person, then verb, then time."""

    offsets: IntArray
    """shape (D + 1,): the acts on document ``d`` are at ``offsets[d]:offsets[d + 1]``."""
    document: NDArray[np.int32]
    person: NDArray[np.int32]
    verb: NDArray[np.int32]
    """Index in ``verbs``."""
    at: NDArray[np.int64]
    """Unix seconds; the document's own where the source gives none."""
    weight: NDArray[np.float32]
    """What it is worth as knowledge; 0 for interest and unknown verbs."""
    is_author: NDArray[np.bool_]
    """Author or co-author of the document."""
    verbs: StringTable
    """Sorted."""
    person_offsets: IntArray
    """shape (P + 1,): the acts of person ``p`` are the rows ``by_person[person_offsets[p]:person_offsets[p + 1]]``."""
    by_person: IntArray
    """Rows, by person, in time."""
    tie_source: NDArray[np.int32]
    """Person to person, one act a row (mentions, contacts, follows, and acts on somebody's document): who."""
    tie_target: NDArray[np.int32]
    """To whom."""
    tie_verb: NDArray[np.int32]
    """Index in ``verbs``."""
    tie_at: NDArray[np.int64]
    """Unix seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonTable:
    """People as they are shown, by person index (P)."""

    records: StringTable
    """JSON of :class:`graph.model.Person`."""
    skills: StringTable
    """JSON list of [skill, level or null] that directories declare; empty for none."""
    folded_names: StringTable
    """Lower case, no accents: for search by name."""
    unit: NDArray[np.int32]
    """shape (P,): index in ``unit_ids``; −1 for none."""
    unit_ids: StringTable
    """Sorted."""
    unit_records: StringTable
    """JSON of :class:`loaders.document.Unit`."""


@dataclass(frozen=True, slots=True, eq=False)
class TopicTable:
    """Topics as they are shown, by topic index (K)."""

    records: StringTable
    """JSON of :class:`graph.model.Topic`."""
    labels: StringTable
    """Every label and alias in every language, folded, sorted."""
    label_offsets: IntArray
    """shape (n labels + 1,): the topics with label ``i`` are ``label_topics[label_offsets[i]:label_offsets[i + 1]]``."""
    label_topics: NDArray[np.int32]
    people_documents: NDArray[np.int32]
    """Parallel to ``EvidenceMatrix.topic_people``: documents that speak for the person on the topic."""
    people_last_at: NDArray[np.int64]
    """Parallel to it: the newest of them, Unix seconds."""
    person_topics: SparseRows
    """P × K: ``EvidenceMatrix.topic_people`` by person."""


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """Words as people write them, for spelling: sorted, folded, with the term that each stands for."""

    words: StringTable
    count: NDArray[np.int32]
    term: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is."""

    format: int
    number: int
    indexed_at: datetime
    generation: int
    """Of the store, as it was when the build began."""
    fingerprint: str
    """Of the text stage."""
    languages: tuple[str, ...]
    """Of the documents, most frequent first."""
    counts: Mapping[str, int]
    """``people``, ``documents``, ``topics``, ``terms``."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Everything that an answer needs, read-only."""

    folder: Path
    manifest: Manifest
    evidence: EvidenceMatrix
    documents: DocumentTable
    acts: ActTable
    people: PersonTable
    topics: TopicTable
    words: WordTable
    extras: Mapping[str, NDArray[Any]]
    """Arrays that were derived when it was built (communities, ties …), by name."""

    def person(self, index: int) -> Person:
        """A person as they are shown."""
        raise NotImplementedError

    def declared_skills(self, index: int) -> tuple[tuple[str, int | None], ...]:
        """What directories declare of a person."""
        raise NotImplementedError

    def topic(self, index: int) -> Topic:
        """A topic."""
        raise NotImplementedError

    def full_text(self, index: int) -> str:
        """Title, blank line, text of a document: what spans are offsets into."""
        raise NotImplementedError


Extra = Callable[[Snapshot], Mapping[str, NDArray[Any]]]
"""Derives arrays from a snapshot that is complete but for its extras."""


def build_snapshot(
    folder: Path,
    store: GraphStore,
    *,
    fingerprint: str,
    topics: Iterable[Topic] = (),
    extras: Iterable[Extra] = (),
    keep_previous: bool = True,
    now: datetime | None = None,
) -> Snapshot:
    """Build a snapshot of all that a store holds beside the one that serves, and swap.

    Parameters
    ----------
    folder
        The snapshots folder; made if missing.
    store
        Only read.
    fingerprint
        Of the text stage whose extractions count.
    topics
        The vocabulary. Key terms that the texts propose (``term:…``) are added where enough documents have them.
    extras
        Arrays to derive and keep with the snapshot.
    keep_previous
        Whether the snapshot that served until now stays on the disk for workers that still open it; an erasure
        leaves none.
    now
        Written down as ``indexed_at``; the present by default.

    Raises
    ------
    graph.errors.StoreBusyError
        If another process is building.
    """
    raise NotImplementedError


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot that serves.

    Raises
    ------
    graph.errors.SnapshotError
        If there is none yet, or it is of another version.
    """
    raise NotImplementedError


def current_number(folder: Path) -> int | None:
    """The number of the snapshot that serves, ``None`` before the first: cheap, to be asked before each answer."""
    raise NotImplementedError


def current_manifest(folder: Path) -> Manifest | None:
    """What the snapshot that serves is, without opening it; ``None`` if there is none that this version can open."""
    raise NotImplementedError
