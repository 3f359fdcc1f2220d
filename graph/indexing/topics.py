"""Topics and where they are mentioned: those of the vocabulary, and key terms that enough documents have."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows, StringTable, load_table
from graph.array_writing import StringWriter
from graph.evidence_matrix import EvidenceMatrix
from graph.indexing.grouping import group_starts, offsets_of, row_ranges, sparse_rows, transposed
from graph.indexing.numbering import NOTHING, Numbering
from graph.model import Topic
from graph.shown_records import topic_json
from graph.snapshot_tables import TopicTable
from graph.text_search import folded_words
from nlp.mention import Extraction
from nlp.term_ids import TERM

ENOUGH_DOCUMENTS = 3
"""A key term of fewer documents is no topic."""
PAIRS_AT_ONCE = 4_000_000
"""Pairs of a mention and a person that are in memory at one time."""
SURFACES_COMPARED = 25
"""So many of a key term's first mentions decide how it is written."""


@dataclass(frozen=True, slots=True, eq=False)
class MentionTable:
    """Mentions of topics by document, as :class:`graph.snapshot_tables.DocumentTable` has them."""

    offsets: IntArray
    topic: NDArray[np.int32]
    spans: NDArray[np.int32]
    confidence: NDArray[np.float32]

    def document(self) -> NDArray[np.int64]:
        """The document of each mention."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


class MentionCollector:
    """Takes the mentions of documents in their order.

    Parameters
    ----------
    vocabulary
        All its topics are kept, mentioned or not.
    folder
        The words of key terms are written into it until it is known which of them are topics.
    """

    def __init__(self, vocabulary: Iterable[Topic], folder: Path) -> None:
        self._vocabulary = {topic.topic_id: topic for topic in vocabulary}
        self._topics = Numbering()
        for topic_id in sorted(self._vocabulary):
            self._topics(topic_id)
        self._folder = folder
        self._surfaces, self._written_in = StringWriter(folder), Numbering()
        self._surface_of, self._surface_language = array("i"), array("i")
        self._n_documents = array("i", bytes(4 * len(self._topics)))
        self._n_mentions = array("i")
        self._topic, self._spans, self._confidence = array("i"), array("i"), array("f")

    def add(self, extraction: Extraction | None) -> None:
        """What was found in the next document."""
        seen: set[int] = set()
        n_mentions = 0
        for mention in extraction.mentions if extraction else ():
            is_term = mention.topic_id not in self._vocabulary
            if is_term and not mention.topic_id.startswith(TERM):
                continue
            topic = self._topics(mention.topic_id)
            if topic == len(self._n_documents):
                self._n_documents.append(0)
            if is_term and extraction and self._n_documents[topic] < SURFACES_COMPARED:
                self._surfaces.append(mention.surface)
                self._surface_of.append(topic)
                self._surface_language.append(self._written_in(extraction.language))
            seen.add(topic)
            n_mentions += 1
            self._topic.append(topic)
            self._spans.append(mention.start)
            self._spans.append(mention.end)
            self._confidence.append(mention.confidence)
        self._n_mentions.append(n_mentions)
        for topic in seen:
            self._n_documents[topic] += 1

    def topics(self) -> tuple[list[Topic], MentionTable]:
        """The topics, by identifier, and their mentions."""
        ids, places = self._topics.sorted()
        kept = self._kept(ids, places)
        found = {**self._vocabulary, **self._key_terms(ids, places, kept)}
        topics = [found[ids[place]] for place in np.flatnonzero(kept).tolist()]
        final = np.where(kept, np.cumsum(kept) - 1, NOTHING).astype(np.int32)
        return topics, self._mentions(final[places])

    def _kept(self, ids: StringTable, places: NDArray[np.int32]) -> NDArray[np.bool_]:
        kept = np.zeros(len(ids), np.bool_)
        kept[places] = np.asarray(self._n_documents) >= ENOUGH_DOCUMENTS
        kept[[ids.find(topic_id) for topic_id in self._vocabulary]] = True
        return kept

    def _mentions(self, final: NDArray[np.int32]) -> MentionTable:
        topic = final[np.asarray(self._topic, np.int32)]
        document = np.repeat(np.arange(len(self._n_mentions)), np.asarray(self._n_mentions, np.int32))
        kept = topic != NOTHING
        return MentionTable(
            offsets_of(document[kept], len(self._n_mentions)),
            topic[kept],
            np.asarray(self._spans, np.int32).reshape(-1, 2)[kept],
            np.asarray(self._confidence, np.float32)[kept],
        )

    def _key_terms(
        self, ids: StringTable, places: NDArray[np.int32], kept: NDArray[np.bool_]
    ) -> dict[str, Topic]:
        """Key terms as topics, each written as it mostly is in each language."""
        self._surfaces.close()
        surfaces = load_table(StringTable, self._folder)
        languages = self._written_in.strings()
        counted: dict[int, Counter[tuple[str, str]]] = {}
        for row, (topic, language) in enumerate(zip(self._surface_of, self._surface_language, strict=True)):
            place = int(places[topic])
            if kept[place]:
                counted.setdefault(place, Counter())[languages[language], surfaces[row]] += 1
        return {
            ids[place]: Topic(ids[place], _labels(counts), kind="term") for place, counts in counted.items()
        }


def _labels(counts: Counter[tuple[str, str]]) -> dict[str, str]:
    """By language the most frequent surface, of equals the smaller."""
    labels: dict[str, str] = {}
    for (language, surface), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        labels.setdefault(language, surface)
    return labels


def topic_documents(mentions: MentionTable, n_topics: int) -> SparseRows:
    """K × D: how strongly documents mention topics: the surest mention, times ``1 + ln`` of how many there are."""
    document = mentions.document()
    order = np.lexsort((-mentions.confidence, document, mentions.topic))
    topic, document, confidence = mentions.topic[order], document[order], mentions.confidence[order]
    starts = group_starts(topic, document)
    counts = np.diff(np.append(starts, len(topic)))
    return sparse_rows(topic[starts], document[starts], confidence[starts] * (1.0 + np.log(counts)), n_topics)


def topic_table(topics: Sequence[Topic], evidence: EvidenceMatrix) -> TopicTable:
    """Everything that is shown of topics."""
    labels, label_offsets, label_topics = _label_index(topics)
    people_documents, people_last_at = _people_of_topics(evidence)
    return TopicTable(
        records=StringTable.of(map(topic_json, topics)),
        labels=labels,
        label_offsets=label_offsets,
        label_topics=label_topics,
        people_documents=people_documents,
        people_last_at=people_last_at,
        person_topics=transposed(evidence.topic_people, evidence.n_people),
    )


def _people_of_topics(evidence: EvidenceMatrix) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """How many documents speak for each person on each topic, and when the newest was written."""
    by_topic, people = evidence.topic_documents, np.diff(evidence.document_people.offsets)
    pairs_before = np.concatenate(([0], np.cumsum(people[by_topic.columns])))[by_topic.offsets]
    counts, newest = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for low, high in row_ranges(np.diff(pairs_before), PAIRS_AT_ONCE):
        topic, documents, _ = by_topic.rows(np.arange(low, high))
        entry, person, _ = evidence.document_people.rows(documents)
        at = evidence.document_at[documents[entry]]
        order = np.lexsort((at, person, topic[entry]))
        starts = group_starts(topic[entry][order], person[order])
        ends = np.append(starts, len(order))[1:]
        counts.append((ends - starts).astype(np.int32))
        newest.append(at[order][ends - 1])
    return np.concatenate(counts), np.concatenate(newest)


def _label_index(topics: Sequence[Topic]) -> tuple[StringTable, IntArray, NDArray[np.int32]]:
    pairs = sorted(
        {(label, index) for index, topic in enumerate(topics) for label in map(folded_words, _names(topic))}
    )
    labels = sorted({label for label, _ in pairs})
    place = {label: index for index, label in enumerate(labels)}
    rows = np.array([place[label] for label, _ in pairs], np.int64)
    return (
        StringTable.of(labels),
        offsets_of(rows, len(labels)),
        np.array([index for _, index in pairs], np.int32),
    )


def _names(topic: Topic) -> list[str]:
    return [*topic.labels.values(), *(alias for aliases in topic.aliases.values() for alias in aliases)]
