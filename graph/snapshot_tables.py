"""What a snapshot holds beside the evidence matrix: documents, acts, people, topics and words as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows, StringTable
from graph.evidence_matrix import EvidenceMatrix
from graph.model import Person, Topic
from graph.shown_records import person_from_json, topic_from_json


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
    written_at: NDArray[np.int64]
    """shape (D,): Unix seconds, as its source says."""
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
    """Person to person, one act a row, where it names somebody (mentions, contacts, follows …): who."""
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
    """By whose rules the documents are stemmed, most frequent first."""
    counts: Mapping[str, int]
    """``people``, ``documents``, ``topics``, ``terms``, and ``restricted``: documents left out because only some may open
    them."""


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
        return person_from_json(self.people.records[index])

    def declared_skills(self, index: int) -> tuple[tuple[str, int | None], ...]:
        """What directories declare of a person."""
        declared = self.people.skills[index]
        return tuple((skill, level) for skill, level in orjson.loads(declared)) if declared else ()

    def topic(self, index: int) -> Topic:
        """A topic."""
        return topic_from_json(self.topics.records[index])

    def full_text(self, index: int) -> str:
        """Title, blank line, text of a document: what spans are offsets into."""
        title, text = self.documents.titles[index], self.documents.texts[index]
        return f"{title}\n\n{text}" if title else text
