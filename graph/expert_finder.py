"""ExpertFinder: find, profile, explain; the one front door for HTTP, command line and notebooks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from graph import document_pages, network, profiles, topic_pages
from graph.analyst_graph import AnalystGraph
from graph.answers import Asked, answer, ranking
from graph.competency.coverage import SMALLEST_GROUP
from graph.competency.unit_coverage import N_TOPICS, UnitCoverage, unit_coverage
from graph.model import (
    Actor,
    Answer,
    CommunityMap,
    CommunitySummary,
    DocumentPage,
    PersonProfile,
    Ranking,
    SourceCoverage,
    TopicHit,
    TopicPage,
)
from graph.privacy.consent import Visibility
from graph.publishing import published_parts
from graph.ranking.ranker import DEFAULT_RANKER
from graph.retrieval import TermSearch
from graph.serving import FollowedSnapshot, OpenSnapshot
from graph.snapshot import Manifest
from graph.store.interface import PublishedPart
from graph.view import View


class ExpertFinder:
    """Answers from one snapshot folder; follows the newest snapshot as it is swapped.

    It reads no store: the service keeps answering while a store is away. Hidden people are absent from every
    answer, decided in one place (:mod:`graph.privacy.consent`).

    Parameters
    ----------
    snapshots
        The folder that ``whoknows index`` writes.
    search
        An engine that finds documents in place of the snapshot's own postings.

    Raises
    ------
    graph.errors.SnapshotError
        If there is no snapshot yet, or it is of another version.
    """

    def __init__(self, snapshots: Path, *, search: TermSearch | None = None) -> None:
        self._visibility = Visibility(snapshots)
        self._followed = FollowedSnapshot(snapshots, search=search)

    def find(
        self,
        query: str,
        *,
        actor: Actor,
        limit: int = 10,
        ranker: str | None = None,
        as_of: datetime | None = None,
        former: bool = False,
    ) -> Answer:
        """People who know about a query, best first. People who have left are offered only with ``former=True``."""
        serving = self._followed.current()
        asked = _asked(query, ranker, limit=limit, as_of=as_of, former=former)
        return answer(
            self._view_of(serving, actor, asked), serving.ranker(asked.ranker), asked, sources=serving.sources
        )

    def rank(
        self,
        query: str,
        *,
        actor: Actor,
        limit: int = 10,
        ranker: str | None = None,
        as_of: datetime | None = None,
        former: bool = False,
    ) -> Ranking:
        """The people of :meth:`find` in the same order, by person id: for experiments."""
        serving = self._followed.current()
        asked = _asked(query, ranker, limit=limit, as_of=as_of, former=former)
        return ranking(self._view_of(serving, actor, asked), serving.ranker(asked.ranker), asked)

    def profile(self, person_id: str, *, actor: Actor) -> PersonProfile:
        """A person's topics and evidence. Raises NotFoundError."""
        view = self._view(actor)
        return profiles.person_profile(view, view.find_person(person_id))

    def search_people(self, text: str, *, actor: Actor, limit: int = 10) -> tuple[PersonProfile, ...]:
        """People by name."""
        return profiles.people_named(self._view(actor), text, limit=limit)

    def search_topics(self, text: str, *, actor: Actor, limit: int = 10) -> tuple[TopicHit, ...]:
        """Topics whose label or alias, in any language, begins with or holds the text; all, most people first, if empty."""
        return topic_pages.topics_named(self._view(actor), text, limit=limit)

    def topic(self, topic_id: str, *, actor: Actor, limit: int = 20) -> TopicPage:
        """A topic and who knows it. Raises NotFoundError."""
        return topic_pages.topic_page(self._view(actor), topic_id, limit=limit)

    def document(self, document_id: str, *, actor: Actor) -> DocumentPage:
        """A document as the actor may see it. Raises NotFoundError."""
        return document_pages.document_page(self._view(actor), document_id)

    def communities(self, *, actor: Actor) -> CommunityMap:
        """Communities of the people graph, with labels, members and bridges."""
        return network.community_map(self._view(actor))

    def community(self, community_id: str, *, actor: Actor) -> CommunitySummary:
        """One community. Raises NotFoundError."""
        return network.community(self._view(actor), community_id)

    def unit_coverage(
        self, text: str = "", *, actor: Actor, limit: int = N_TOPICS, smallest_group: int = SMALLEST_GROUP
    ) -> UnitCoverage:
        """How many people of each unit know each topic, small groups kept from view."""
        return unit_coverage(self._view(actor), text, limit=limit, smallest_group=smallest_group)

    def graph(self, *, actor: Actor) -> AnalystGraph:
        """People, topics and their relations, for analysts."""
        return AnalystGraph(self._view(actor))

    def published(self, *, actor: Actor) -> Iterator[PublishedPart]:
        """What follows from the records, for a graph database that others open."""
        return published_parts(self._view(actor))

    def sources(self) -> tuple[SourceCoverage, ...]:
        """What the snapshot was built from."""
        return self._followed.current().sources

    def manifest(self) -> Manifest:
        """What the snapshot that answers is."""
        return self._followed.current().snapshot.manifest

    def is_stale(self) -> bool:
        """Whether there is a newer snapshot that cannot be opened."""
        return self._followed.is_stale()

    def status(self) -> Mapping[str, int]:
        """How much the snapshot holds, and ``restricted``: what it leaves out because only some may open it."""
        return self._followed.current().snapshot.manifest.counts

    def _view_of(self, serving: OpenSnapshot, actor: Actor, asked: Asked) -> View:
        moment = _now() if asked.as_of is None else asked.as_of
        return serving.view(actor, self._visibility.hidden(), moment=moment)

    def _view(self, actor: Actor) -> View:
        return self._followed.current().view(actor, self._visibility.hidden(), moment=_now())


def _asked(query: str, ranker: str | None, *, limit: int, as_of: datetime | None, former: bool) -> Asked:
    moment = None if as_of is None else int(as_of.timestamp())
    return Asked(query, ranker or DEFAULT_RANKER, limit=limit, as_of=moment, former=former)


def _now() -> int:
    return int(time.time())
