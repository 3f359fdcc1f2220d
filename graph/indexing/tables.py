"""A store's streams as the tables of a snapshot: one pass over the documents, one over the interactions."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from graph.array_files import IntArray, SparseRows, StringTable, save_table
from graph.evidence_matrix import EvidenceMatrix
from graph.indexing.acts import ActCollector, seconds
from graph.indexing.documents import DocumentCollector, SourceOfId, container_name
from graph.indexing.numbering import IdIndex
from graph.indexing.people import People, read_people
from graph.indexing.places import PlaceCollector, place_activity
from graph.indexing.postings import term_use
from graph.indexing.roll_up import RollUp
from graph.indexing.threads import titles_of_threads
from graph.indexing.topics import MentionCollector, MentionTable, topic_documents, topic_table
from graph.indexing.vocabulary import Vocabulary, languages_read
from graph.indexing.words import WordCollector
from graph.model import Topic
from graph.snapshot_tables import DocumentTable
from graph.store.interface import GraphStore
from loaders.document import Container, Document, Interaction
from nlp.mention import Extraction

SCRATCH = "scratch"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, in numbers."""

    counts: Mapping[str, int]
    languages: tuple[str, ...]


def write_tables(
    folder: Path, store: GraphStore, *, fingerprint: str, topics: Iterable[Topic], now: datetime
) -> Written:
    """Write every table of a snapshot into a folder.

    A document that only some may open is left out, with all that was done with it: until it is known who asks, nobody
    is one of them, and neither its words nor its people may show through a ranking.

    Memory grows with the arrays but for the two largest, postings and profiles, which are written as they are made;
    of Python objects only with what occurs once in a table of names.
    """
    reading = _Reading(folder, store, topics, now)
    reading.read_documents(fingerprint)
    written = reading.write()
    shutil.rmtree(folder / SCRATCH)
    return written


class _Reading:
    """One build: everything that collects while the store is read."""

    def __init__(self, folder: Path, store: GraphStore, topics: Iterable[Topic], now: datetime) -> None:
        scratch = folder / SCRATCH
        self._folder, self._store = folder, store
        self._now = seconds(now)
        self._people: People = read_people(store, today=now.date())
        self._containers = {container.container_id: container for container in store.scan(Container)}
        self._source_of = SourceOfId(status.source for status in store.sources())
        self._documents = DocumentCollector(
            folder / "documents", ids=folder / "evidence" / "document_ids", scratch=scratch
        )
        self._acts = ActCollector(self._people.of_account)
        self._words = WordCollector(scratch / "words")
        self._places = PlaceCollector()
        self._mentions = MentionCollector(topics, scratch / "surfaces")
        self._n_restricted = 0

    # ── in ────────────────────────────────────────────────────────────────────────────────────────────────
    def read_documents(self, fingerprint: str) -> None:
        index = 0
        for document, extraction in self._store.extracted_documents(fingerprint):
            if document.audience:
                self._n_restricted += 1
                continue
            self._read_document(index, document, extraction)
            index += 1
        self._documents.close()

    def _read_document(self, index: int, document: Document, extraction: Extraction | None) -> None:
        full_text = document.full_text
        own = extraction.kept if extraction else ((0, len(full_text)),)
        language = extraction.language if extraction else document.language or ""
        source_id = self._source_of(document.document_id)
        self._documents.add(document, language=language, source_id=source_id, own=own)
        self._acts.add_authors(index, document, extraction.act if extraction else "mentions")
        self._places.add(index, document.container_ref, source_id, document.paths)
        self._mentions.add(extraction)
        title, text = _title_and_text(document, full_text, own)
        names = self._names(document)
        self._words.add(index, language, (title, text, names, " ".join(document.paths)))

    def _names(self, document: Document) -> str:
        """What its source calls the place and the subjects of a document."""
        container = document.container_ref
        return " ".join((container_name(container, self._containers) if container else "", *document.tags))

    # ── out ───────────────────────────────────────────────────────────────────────────────────────────────
    def write(self) -> Written:
        folder, people = self._folder, self._people
        index = IdIndex(self._documents.ids)
        topics, mentions = self._mentions.topics()
        documents = self._documents.table(
            index, mentions, containers=self._containers, source_names=self._source_of.names
        )
        save_table(documents, folder / "documents", written=DocumentCollector.WRITTEN)
        self._read_titles_of_threads(documents)
        self._read_interactions(index)
        acts = self._acts.table(len(index), len(people.ids))
        save_table(acts, folder / "acts")
        save_table(people.table, folder / "people")
        evidence = self._write_evidence(self._acts.association(acts), topics, mentions)
        save_table(topic_table(topics, evidence), folder / "topics")
        return Written(
            {
                "people": evidence.n_people,
                "documents": evidence.n_documents,
                "topics": len(topics),
                "terms": len(evidence.terms),
                "restricted": self._n_restricted,
            },
            tuple(dict.fromkeys(languages_read(self._documents.languages()).values())),
        )

    def _read_titles_of_threads(self, documents: DocumentTable) -> None:
        """A reply without a title is found by that of its thread, as by a name of its place."""
        for index, title in titles_of_threads(documents.titles, documents.parent):
            language = documents.languages[int(documents.language[index])]
            self._words.add(index, language, ("", "", title, ""))

    def _read_interactions(self, index: IdIndex) -> None:
        created_at = self._documents.at
        for interaction in self._store.scan(Interaction):
            self._acts.add_interaction(interaction, index, created_at)

    def _write_evidence(
        self, association: SparseRows, topics: Sequence[Topic], mentions: MentionTable
    ) -> EvidenceMatrix:
        folder, n_people = self._folder / "evidence", len(self._people.ids)
        at = not_ahead(self._documents.at, self._now)
        roll_up = RollUp(association, n_people)
        occurrences = self._words.occurrences()
        vocabulary = Vocabulary.of(self._words.words(), languages_read(self._documents.languages()))
        save_table(vocabulary.table(occurrences), self._folder / "words")
        use = term_use(
            occurrences, vocabulary, folder, roll_up=roll_up, n_documents=len(at), n_people=n_people
        )
        place_ids, document_places = self._places.matrix(len(at))
        place_people, place_size = place_activity(document_places, len(place_ids), at, roll_up)
        by_topic = topic_documents(mentions, len(topics))
        evidence = EvidenceMatrix(
            document_ids=self._documents.ids,
            person_ids=self._people.ids,
            terms=vocabulary.terms,
            topic_ids=StringTable.of(topic.topic_id for topic in topics),
            place_ids=place_ids,
            document_people=association,
            document_at=at,
            document_places=document_places,
            person_documents=np.bincount(association.columns, minlength=n_people).astype(np.int32),
            postings=use.postings,
            term_people=use.term_people,
            term_count=use.term_count,
            profile=use.profile,
            person_length=use.person_length,
            topic_documents=by_topic,
            topic_people=roll_up(by_topic),
            place_people=place_people,
            place_size=place_size,
        )
        save_table(evidence, folder, written=("document_ids", "postings", "profile"))
        return evidence


def not_ahead(at: IntArray, now: int) -> IntArray:
    """Instants, those that lie ahead counting as the newest that does not.

    Examples
    --------
    >>> not_ahead(np.array([10, 99, 30]), now=50).tolist()
    [10, 30, 30]
    """
    past = at[at <= now]
    return np.minimum(at, past.max(initial=0)) if past.size else at


def _title_and_text(document: Document, full_text: str, own: Iterable[tuple[int, int]]) -> tuple[str, str]:
    """The author's own words of the title, and those of the text."""
    body = len(document.title) + 2 if document.title else 0
    title = "\n".join(full_text[start : min(end, body)] for start, end in own if start < body)
    text = "\n".join(full_text[max(start, body) : end] for start, end in own if end > body)
    return title, text
