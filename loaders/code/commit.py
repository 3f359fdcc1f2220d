"""A commit, as a repository or a log of it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from loaders.errors import MalformedRecordError

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Identity:
    """A name and address as written in a commit."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    sha: str
    author: Identity
    written_at: datetime
    subject: str
    body: str
    paths: tuple[str, ...] = ()
    """The changed files, as far as the source names them."""
    n_paths: int = 0
    """How many files were changed."""
    is_merge: bool = False


class History(Protocol):
    """Where commits come from."""

    def fingerprint(self) -> str:
        """Changes when commits are added."""

    def commits(self, *, n_seen: int = 0) -> Iterator[Commit | MalformedRecordError]:
        """All commits in a fixed order, and those that cannot be read.

        The paths of the first ``n_seen`` are not asked for and may be left out.
        """

    def is_generated(self) -> Callable[[str], bool]:
        """Tells the files that the project itself marks as vendored or generated."""

    def file(self, path: str) -> bytes | None:
        """A file of the newest version; ``None`` if there is none."""


def written_at(authored: datetime | None, committed: datetime | None, *, place: str) -> datetime:
    """When a commit was written: by its author's clock, by the committer's where that one is absurd.

    Raises
    ------
    MalformedRecordError
        If both are.
    """
    latest = datetime.now(UTC) + timedelta(days=1)
    for at in (authored, committed):
        if at is not None and _EARLIEST <= at <= latest:
            return at.astimezone(UTC)
    raise MalformedRecordError(place, f"found the dates {authored} and {committed}, expected one since 1980")
