"""The snapshot that serves, followed as it is swapped, with what is worth keeping between two answers.

Each answer takes :meth:`FollowedSnapshot.current` once and uses it to its end, so that no answer mixes two snapshots. A
new snapshot that cannot be opened leaves the old one in service.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from graph.errors import SnapshotError, UnknownRankerError
from graph.hiding import Hiding
from graph.model import Actor, SourceCoverage
from graph.privacy.consent import Hidden
from graph.ranking.ranker import DEFAULT_RANKER, RANKERS, Ranker
from graph.retrieval import FullTextRetriever, TermSearch
from graph.snapshot import Snapshot, current_number, open_snapshot
from graph.view import View, sources_of, spoken_languages

logger = logging.getLogger(__name__)


class OpenSnapshot:
    """A snapshot with its fitted rankers, and the masks of who is hidden.

    Parameters
    ----------
    snapshot
        The default ranker is fitted to it at once, others when they are first asked for.
    search
        An engine that finds documents in place of the snapshot's own postings.
    """

    def __init__(self, snapshot: Snapshot, *, search: TermSearch | None = None) -> None:
        self.snapshot = snapshot
        self._retriever = search and FullTextRetriever(snapshot.evidence, search)
        self.sources: tuple[SourceCoverage, ...] = sources_of(snapshot)
        self._spoken = spoken_languages(snapshot)
        self._rankers: dict[str, Ranker] = {}
        self._hiding: tuple[Hidden, Hiding] | None = None
        self.ranker(DEFAULT_RANKER)

    def ranker(self, name: str) -> Ranker:
        """A ranker, fitted. Raises UnknownRankerError."""
        if name not in self._rankers:
            if name not in RANKERS:
                raise UnknownRankerError(f"found no ranker {name!r}, expected one of {', '.join(RANKERS)}")
            # Two threads may both fit one: the same evidence gives the same ranker.
            self._rankers[name] = RANKERS[name]().fit(self.snapshot.evidence, retriever=self._retriever)
        return self._rankers[name]

    def view(self, actor: Actor, hidden: Hidden, *, moment: int) -> View:
        """What an actor may see, people who left before a moment (Unix seconds) told apart."""
        kept = self._hiding
        if kept is None or kept[0] is not hidden:
            kept = self._hiding = (hidden, Hiding.of(self.snapshot, hidden))
        return View.at(self.snapshot, kept[1], actor, spoken=self._spoken, moment=moment)


class FollowedSnapshot:
    """The newest snapshot of a folder that can be opened.

    Parameters
    ----------
    folder
        The snapshots folder.
    search
        An engine that finds documents.

    Raises
    ------
    graph.errors.SnapshotError
        If there is no snapshot yet, or it is of another version.
    """

    def __init__(self, folder: Path, *, search: TermSearch | None = None) -> None:
        self._folder = folder
        self._search = search
        self._opening = Lock()
        self._open = OpenSnapshot(open_snapshot(folder), search=search)
        self._refused: int | None = None

    def current(self) -> OpenSnapshot:
        """The snapshot to answer from: costs one look at a small file while nothing changes."""
        number = current_number(self._folder)
        if number not in (None, self._open.snapshot.manifest.number, self._refused):
            self._swap(number)
        return self._open

    def is_stale(self) -> bool:
        """Whether there is a newer snapshot that cannot be opened."""
        return self.current().snapshot.manifest.number != current_number(self._folder)

    def _swap(self, number: int | None) -> None:
        # While one thread opens the new snapshot, the others answer from the old one.
        if not self._opening.acquire(blocking=False):
            return
        try:
            if self._open.snapshot.manifest.number == number:
                return
            self._open = OpenSnapshot(open_snapshot(self._folder), search=self._search)
            self._refused = None
        except SnapshotError as error:
            self._refused = number
            logger.warning("answers come from the previous snapshot: %s", error)
        finally:
            self._opening.release()
