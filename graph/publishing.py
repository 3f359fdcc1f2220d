"""What follows from the records, as nodes and relationships for a graph database: who knows what, who works with whom.

Only what the actor may see is published: hidden people are left out with everything that touches them. Names of parts
are those of the statements that write them (``graph/store/cypher/publish_….cypher``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.analyst_graph import AnalystGraph
from graph.array_files import SparseRows
from graph.network import Network, community_map
from graph.places import directory_of
from graph.store.interface import PublishedPart
from graph.terms import terms_of
from graph.view import View, instant

Row = Mapping[str, Any]


def published_parts(view: View) -> Iterator[PublishedPart]:
    """Everything to publish, each part after those that it needs."""
    parts = PublishedGraph(view)
    yield "person", parts.people()
    yield "topic", parts.topics()
    yield "broader", parts.broader()
    yield "community", parts.communities()
    yield "in_community", parts.in_community()
    yield "belongs_to", parts.belongs_to()
    yield "part_of", parts.part_of()
    yield "document", parts.documents()
    yield "reports_to", parts.reports_to()
    yield "works_with", parts.works_with()
    yield "knows", parts.knows()
    yield "mentions", parts.mentions()
    yield "member_of", parts.member_of()
    yield "interacted_with_document", parts.interacted_with_documents()
    yield "interacted_with_person", parts.interacted_with_people()


class PublishedGraph:
    """The graph of a view, a part a method.

    Parameters
    ----------
    view
        Decides what may be seen.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.snapshot = view.snapshot
        self.evidence = view.snapshot.evidence
        self._people: list[int] = np.flatnonzero(view.visible).tolist()
        self._topics = AnalystGraph(view).topics()

    # ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────
    def people(self) -> Iterator[Row]:
        """People by name, with how much speaks for them and between whom they stand."""
        betweenness = Network.of(self.snapshot).betweenness
        for index in self._people:
            person = self.view.person(index)
            yield {
                "person_id": person.person_id,
                "name": person.name,
                "title": person.title,
                "active": person.active,
                "n_documents": int(self.evidence.person_documents[index]),
                "betweenness": float(betweenness[index]),
            }

    def topics(self) -> Iterator[Row]:
        """Topics that somebody knows, and those above them."""
        for index in self._topics:
            topic = self.view.topic(index)
            yield {
                "topic_id": topic.topic_id,
                "kind": topic.kind,
                "label": topic.label("en"),
                "label_fr": topic.label("fr"),
            }

    def communities(self) -> Iterator[Row]:
        """Communities with the topics that tell them apart."""
        for community in community_map(self.view).communities:
            yield {
                "community_id": community.community_id,
                "size": community.size,
                "labels": [topic.label("en") for topic in community.labels],
            }

    def documents(self) -> Iterator[Row]:
        """The terms of documents, as often as they count: those of titles twice."""
        documents = self.snapshot.documents
        for index, document_id in enumerate(self.evidence.document_ids):
            language = documents.languages[documents.language[index]]
            words = [documents.titles[index], documents.titles[index], self._own_words(index)]
            places, _ = self.evidence.document_places.row(index)
            words += [self._place_name(place) for place in places.tolist()]
            terms = (term for text in words for term in terms_of(text, language))
            yield {"document_id": document_id, "terms": " ".join(terms)}

    def _own_words(self, document: int) -> str:
        documents = self.snapshot.documents
        text, start = self.snapshot.full_text(document), len(documents.titles[document])
        spans = documents.own_spans[documents.own_offsets[document] : documents.own_offsets[document + 1]]
        return "\n".join(text[max(first, start) : last] for first, last in spans.tolist())

    def _place_name(self, place: int) -> str:
        documents, place_id = self.snapshot.documents, self.evidence.place_ids[place]
        container = documents.container_ids.find(place_id)
        return documents.container_names[container] if container >= 0 else directory_of(place_id)

    # ── people and topics ─────────────────────────────────────────────────────────────────────────────────
    def knows(self) -> Iterator[Row]:
        """The roll-up of evidence, a person and topic each."""
        table, ids = self.snapshot.topics, self.evidence.topic_ids
        offsets = self.evidence.topic_people.offsets
        for topic in self._topics:
            people, scores = self.evidence.topic_people.row(topic)
            for place, (person, score) in enumerate(zip(people.tolist(), scores.tolist(), strict=True)):
                if self.view.visible[person]:
                    entry = offsets[topic] + place
                    yield {
                        "person_id": self.evidence.person_ids[person],
                        "topic_id": ids[topic],
                        "score": score,
                        "n_evidence": int(table.people_documents[entry]),
                        "last_at": instant(table.people_last_at[entry]),
                    }

    def mentions(self) -> Iterator[Row]:
        """Which document speaks of which topic."""
        names = self.evidence.topic_ids, self.evidence.document_ids
        for topic, document, weight in _entries(self.evidence.topic_documents, self._topics):
            yield {"topic_id": names[0][topic], "document_id": names[1][document], "weight": weight}

    def broader(self) -> Iterator[Row]:
        """Topics under topics."""
        for index in self._topics:
            topic = self.view.topic(index)
            for broader in topic.broader:
                if self.evidence.topic_ids.find(broader) in self._topics:
                    yield {"topic_id": topic.topic_id, "broader_id": broader}

    # ── people and people ─────────────────────────────────────────────────────────────────────────────────
    def works_with(self) -> Iterator[Row]:
        """Ties, each pair once, the smaller identifier first."""
        ids = self.evidence.person_ids
        for person, other, weight in _entries(Network.of(self.snapshot).ties, self._people):
            if other > person and self.view.visible[other]:
                yield {"person_id": ids[person], "other_id": ids[other], "weight": weight}

    def in_community(self) -> Iterator[Row]:
        """Members of the communities that are shown."""
        shown = {community["community_id"] for community in self.communities()}
        of_person = Network.of(self.snapshot).community
        for index in self._people:
            community_id = str(int(of_person[index]) + 1)
            if community_id in shown:
                yield {"person_id": self.evidence.person_ids[index], "community_id": community_id}

    def reports_to(self) -> Iterator[Row]:
        """Managers, where both are shown."""
        for index in self._people:
            person = self.view.person(index)
            if person.manager_id:
                yield {"person_id": person.person_id, "manager_id": person.manager_id}

    def interacted_with_people(self) -> Iterator[Row]:
        """Acts that name somebody, a verb and pair each."""
        acts, ids = self.snapshot.acts, self.evidence.person_ids
        shown = self.view.visible[acts.tie_source] & self.view.visible[acts.tie_target]
        columns = acts.tie_source[shown], acts.tie_target[shown], acts.tie_verb[shown], acts.tie_at[shown]
        for person, other, verb, count, last_at in _rolled_up(*columns):
            yield _interaction(ids[person], "other_id", ids[other], acts.verbs[verb], count, last_at)

    # ── people and places ─────────────────────────────────────────────────────────────────────────────────
    def belongs_to(self) -> Iterator[Row]:
        """The units of people, until when where they have left."""
        for index in self._people:
            person = self.view.person(index)
            if person.unit_id:
                yield {"person_id": person.person_id, "unit_id": person.unit_id, "to": person.end_date}

    def part_of(self) -> Iterator[Row]:
        """Units in units."""
        for record in self.snapshot.people.unit_records:
            unit = orjson.loads(record)
            if unit["parent_id"]:
                yield {"unit_id": unit["unit_id"], "parent_id": unit["parent_id"]}

    def member_of(self) -> Iterator[Row]:
        """Containers in which people are active."""
        containers = set(self.snapshot.documents.container_ids)
        places = [index for index, place in enumerate(self.evidence.place_ids) if place in containers]
        for place, person, activity in _entries(self.evidence.place_people, places):
            if self.view.visible[person]:
                yield {
                    "person_id": self.evidence.person_ids[person],
                    "container_id": self.evidence.place_ids[place],
                    "activity": activity,
                }

    def interacted_with_documents(self) -> Iterator[Row]:
        """Acts on documents, a verb and pair each."""
        acts, people, documents = self.snapshot.acts, self.evidence.person_ids, self.evidence.document_ids
        shown = self.view.visible[acts.person]
        columns = acts.person[shown], acts.document[shown], acts.verb[shown], acts.at[shown]
        for person, document, verb, count, last_at in _rolled_up(*columns):
            yield _interaction(
                people[person], "document_id", documents[document], acts.verbs[verb], count, last_at
            )


def _entries(matrix: SparseRows, rows: Iterable[int]) -> Iterator[tuple[int, int, float]]:
    """Row, column and value of each entry in some rows."""
    for row in rows:
        columns, values = matrix.row(row)
        for column, value in zip(columns.tolist(), values.tolist(), strict=True):
            yield row, column, value


def _rolled_up(
    person: NDArray[Any], target: NDArray[Any], verb: NDArray[Any], at: NDArray[Any]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Person, target, verb, number of acts, newest act: once for each of the first three, in their order."""
    order = np.lexsort((at, verb, target, person))
    keys = np.stack([person[order], target[order], verb[order]], axis=1)
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(keys))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield (*keys[start].tolist(), end - start, int(at[order[end - 1]]))


def _interaction(
    person_id: str, target_column: str, target_id: str, verb: str, count: int, last_at: int
) -> Row:
    return {
        "person_id": person_id,
        target_column: target_id,
        "verb": verb,
        "count": count,
        "last_at": instant(last_at),
    }
