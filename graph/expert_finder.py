"""ExpertFinder: find, profile, explain; the one front door for HTTP, command line and notebooks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from graph.model import (
    Actor,
    Answer,
    CommunityMap,
    CommunitySummary,
    DocumentPage,
    PersonProfile,
    SourceCoverage,
    TopicHit,
    TopicPage,
)


class ExpertFinder:
    """Answers from one snapshot folder; follows the newest snapshot as it is swapped.

    It reads no store: the service keeps answering while a store is away. Hidden people are absent from every
    answer, decided in one place (:mod:`graph.privacy.consent`).

    Parameters
    ----------
    snapshots
        The folder that ``whoknows index`` writes.

    Raises
    ------
    graph.errors.SnapshotError
        If there is no snapshot yet, or it is of another version.
    """

    def __init__(self, snapshots: Path) -> None:
        raise NotImplementedError

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
        raise NotImplementedError

    def profile(self, person_id: str, *, actor: Actor) -> PersonProfile:
        """A person's topics and evidence. Raises NotFoundError."""
        raise NotImplementedError

    def search_people(self, text: str, *, actor: Actor, limit: int = 10) -> tuple[PersonProfile, ...]:
        """People by name."""
        raise NotImplementedError

    def search_topics(self, text: str, *, actor: Actor, limit: int = 10) -> tuple[TopicHit, ...]:
        """Topics whose label or alias, in any language, begins with or holds the text; all, most people first, if empty."""
        raise NotImplementedError

    def topic(self, topic_id: str, *, actor: Actor, limit: int = 20) -> TopicPage:
        """A topic and who knows it. Raises NotFoundError."""
        raise NotImplementedError

    def document(self, document_id: str, *, actor: Actor) -> DocumentPage:
        """A document as the actor may see it. Raises NotFoundError."""
        raise NotImplementedError

    def communities(self, *, actor: Actor) -> CommunityMap:
        """Communities of the people graph, with labels, members and bridges."""
        raise NotImplementedError

    def community(self, community_id: str, *, actor: Actor) -> CommunitySummary:
        """One community. Raises NotFoundError."""
        raise NotImplementedError

    def sources(self) -> tuple[SourceCoverage, ...]:
        """What the snapshot was built from."""
        raise NotImplementedError

    def status(self) -> dict[Literal["people", "documents", "topics", "terms"], int]:
        """How much the snapshot holds."""
        raise NotImplementedError
