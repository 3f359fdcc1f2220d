"""A snapshot through the eyes of who asks: hidden people left out, and values decoded only where they are shown.

Every answer is made from a :class:`View`, so that there is one mask, made in one place, between the arrays and what
anybody sees. It holds the snapshot's mapped arrays, two flags a person, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np

from graph.errors import NotFoundError
from graph.hiding import BoolArray, Hiding
from graph.lookups import Lookups
from graph.model import Actor, Person, SourceCoverage, Topic
from graph.places import directory_of
from graph.snapshot import Snapshot

SPOKEN_SHARE = 0.05
"""Of the documents: a language with fewer is an accident of detection."""
DEEPEST_THREAD = 20
"""Replies to replies that are followed to a title."""


def instant(seconds: int) -> datetime:
    """Unix seconds as an aware instant."""
    return datetime.fromtimestamp(int(seconds), UTC)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What an actor may see of a snapshot."""

    snapshot: Snapshot
    hiding: Hiding
    """Decides who and what may be shown at all."""
    present: BoolArray
    """shape (P,): visible, and has not left."""
    spoken: frozenset[str]
    """Languages that a fair part of the documents is in."""
    actor: Actor

    @classmethod
    def at(
        cls, snapshot: Snapshot, hiding: Hiding, actor: Actor, *, spoken: frozenset[str], moment: int
    ) -> View:
        """What an actor may see, people who left before a moment (Unix seconds) told apart."""
        here = Lookups.of(snapshot).left_at > moment
        return cls(snapshot, hiding, hiding.visible & here, spoken, actor)

    @property
    def visible(self) -> BoolArray:
        """shape (P,): whether a person may be shown at all."""
        return self.hiding.visible

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────
    def person(self, index: int) -> Person:
        """A visible person, without what they or others keep to themselves."""
        person = self.snapshot.person(int(index))
        active = bool(self.present[index])
        if person.name_only:
            return Person(person.person_id, person.name, active=active, name_only=True)
        manager_id = person.manager_id
        if manager_id and not self.shows(manager_id):
            manager_id = None
        if (active, manager_id) == (person.active, person.manager_id):
            return person
        return replace(person, active=active, manager_id=manager_id)

    def shows(self, person_id: str) -> bool:
        """Whether somebody is known and may be shown."""
        index = self.snapshot.evidence.person_ids.find(person_id)
        return index >= 0 and bool(self.visible[index])

    def find_person(self, person_id: str) -> int:
        """The index of a visible person.

        Raises
        ------
        NotFoundError
            The same for a hidden person as for nobody.
        """
        index = self.snapshot.evidence.person_ids.find(person_id)
        if index < 0 or not self.visible[index]:
            raise NotFoundError(f"found no person {person_id!r}; search people by name to see identifiers")
        return index

    # ── topics and documents ──────────────────────────────────────────────────────────────────────────────
    def topic(self, index: int) -> Topic:
        """A topic."""
        return self.snapshot.topic(int(index))

    def find_topic(self, topic_id: str) -> int:
        """The index of a topic. Raises NotFoundError."""
        index = self.snapshot.evidence.topic_ids.find(topic_id)
        if index < 0 or not self.hiding.topics[index]:
            raise NotFoundError(f"found no topic {topic_id!r}; search topics by name to see identifiers")
        return index

    def find_document(self, document_id: str) -> int:
        """The index of a document. Raises NotFoundError."""
        index = self.snapshot.evidence.document_ids.find(document_id)
        if index < 0:
            raise NotFoundError(f"found no document {document_id!r} that you may open")
        return index

    def container(self, document: int) -> str | None:
        """The name of what a document lies in."""
        documents = self.snapshot.documents
        container = int(documents.container[document])
        return self.hiding.shown(documents.container_names[container]) if container >= 0 else None

    def place_name(self, place_id: str) -> str:
        """What a container or a directory is called."""
        documents = self.snapshot.documents
        container = documents.container_ids.find(place_id)
        name = documents.container_names[container] if container >= 0 else directory_of(place_id)
        return self.hiding.shown(name)

    def title(self, document: int) -> str | None:
        """A document's title, or that of the nearest document it replies to that has one."""
        documents = self.snapshot.documents
        seen = document
        for _ in range(DEEPEST_THREAD):
            title = documents.titles[seen]
            if title or documents.parent[seen] < 0:
                return self.hiding.shown(title) or None
            seen = int(documents.parent[seen])
        return None


def spoken_languages(snapshot: Snapshot) -> frozenset[str]:
    """The languages that a fair part of the documents is in."""
    documents = snapshot.documents
    counts = np.bincount(documents.language, minlength=len(documents.languages))
    fair = np.flatnonzero(counts >= SPOKEN_SHARE * max(len(documents.language), 1))
    return frozenset(documents.languages[language] for language in fair.tolist())


def sources_of(snapshot: Snapshot) -> tuple[SourceCoverage, ...]:
    """What a snapshot was built from, by source id."""
    documents, at = snapshot.documents, snapshot.evidence.document_at
    n_sources = len(documents.source_ids)
    n_documents = np.bincount(documents.source, minlength=n_sources)
    newest = np.full(n_sources, np.iinfo(np.int64).min)
    np.maximum.at(newest, documents.source, at)
    return tuple(
        SourceCoverage(
            documents.source_ids[source],
            int(n_documents[source]),
            instant(newest[source]) if n_documents[source] else None,
        )
        for source in range(n_sources)
    )
