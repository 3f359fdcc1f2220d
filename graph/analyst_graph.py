"""What an actor may see of a snapshot, as the nodes and edges that analysts open (:mod:`graph.export`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.array_files import IntArray
from graph.export import Edge, Node
from graph.network import SMALLEST_COMMUNITY, Network
from graph.view import View, instant


@dataclass(frozen=True, slots=True, eq=False)
class AnalystGraph:
    """The graph of a view: people, the topics they know or that lie above these, and how all are related."""

    view: View

    def nodes(self) -> Iterator[Node]:
        """People, then topics, each by identifier."""
        communities = _communities(self.view)
        for index in np.flatnonzero(self.view.visible).tolist():
            person = self.view.person(index)
            yield Node(person.person_id, "person", person.name, person.unit, communities.get(index))
        for index in self.topics():
            topic = self.view.topic(index)
            yield Node(topic.topic_id, "topic", topic.label("en"))

    def edges(self) -> Iterator[Edge]:
        """Who knows what, who works with whom, which topic is broader."""
        topics = self.topics()
        for index in topics:
            yield from self._holders(index)
        yield from self._ties()
        for index in topics:
            topic = self.view.topic(index)
            for broader in topic.broader:
                if self.view.snapshot.evidence.topic_ids.find(broader) in topics:
                    yield Edge(topic.topic_id, broader, "broader")

    def topics(self) -> dict[int, None]:
        """Topics that somebody visible knows, and the broader ones above them, in order."""
        evidence, shown = self.view.snapshot.evidence, self.view.hiding.topics
        topics, people, _ = evidence.topic_people.rows(np.flatnonzero(shown))
        known = np.unique(np.flatnonzero(shown)[topics[self.view.visible[people]]]).tolist()
        found, waiting = set(known), list(known)
        while waiting:
            above = map(evidence.topic_ids.find, self.view.topic(waiting.pop()).broader)
            new = {index for index in above if index >= 0 and shown[index]} - found
            found |= new
            waiting += new
        return dict.fromkeys(sorted(found))

    def _holders(self, topic: int) -> Iterator[Edge]:
        evidence = self.view.snapshot.evidence
        documents, _ = evidence.topic_documents.row(topic)
        place, people, _ = evidence.document_people.rows(documents)
        at = evidence.document_at[documents[place]]
        for person, strength in zip(*map(np.ndarray.tolist, evidence.topic_people.row(topic)), strict=True):
            if self.view.visible[person]:
                moments = at[people == person]
                yield Edge(
                    evidence.person_ids[person],
                    evidence.topic_ids[topic],
                    "knows",
                    weight=strength,
                    first=instant(moments.min()).date(),
                    last=instant(moments.max()).date(),
                    evidence_count=len(moments),
                )

    def _ties(self) -> Iterator[Edge]:
        """Each pair once, the smaller identifier first."""
        ties, ids = Network.of(self.view.snapshot).ties, self.view.snapshot.evidence.person_ids
        for person in np.flatnonzero(self.view.visible).tolist():
            for other, weight in zip(*map(np.ndarray.tolist, ties.row(person)), strict=True):
                if other > person and self.view.visible[other]:
                    yield Edge(ids[person], ids[other], "works_with", weight=weight)


def _communities(view: View) -> dict[int, str]:
    """The community of each visible person, where it is large enough to be one."""
    of_person: IntArray = Network.of(view.snapshot).community.astype(np.int64)
    members = np.flatnonzero((of_person >= 0) & view.visible)
    sizes = np.bincount(of_person[members])
    return {
        person: str(of_person[person] + 1)
        for person in members.tolist()
        if sizes[of_person[person]] >= SMALLEST_COMMUNITY
    }
