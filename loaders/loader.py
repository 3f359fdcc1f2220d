"""The interface of a loader, and the summary of a run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from loaders.checkpoint import Cursor
from loaders.document import Record, Source

MAX_NAMED_REJECTS = 50


@dataclass(slots=True)
class RunSummary:
    """What one run read and what became of it; the command line prints it, ``--json`` prints :meth:`as_dict`."""

    read: int = 0
    """Native items seen: messages, posts, commits, lines."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Items left out on purpose, by reason (``bot``, ``system message``, ``deleted``, ``mass change`` …)."""
    private: Counter[str] = field(default_factory=Counter)
    """Items left out as private, by reason (``direct message``, ``private channel`` …)."""
    rejected: int = 0
    rejects: list[str] = field(default_factory=list)
    """``place: reason`` of the first malformed records."""
    doubtful: int = 0
    """Records that were kept although a check of the source failed: a manager who does not exist, a cycle of units."""
    doubts: list[str] = field(default_factory=list)
    """``place: what is wrong`` of the first of them."""
    notes: Counter[str] = field(default_factory=Counter)
    """Things worth telling that stop nothing: unknown columns, unknown verbs, references to unknown people."""
    kept: Counter[str] = field(default_factory=Counter)
    """Records yielded, by kind (``Document``, ``Account`` …)."""
    first: datetime | None = None
    last: datetime | None = None

    def reject(self, place: str, reason: str) -> None:
        """Count a malformed record and remember its place."""
        self.rejected += 1
        if len(self.rejects) < MAX_NAMED_REJECTS:
            self.rejects.append(f"{place}: {reason}")

    def doubt(self, place: str, what: str) -> None:
        """Count a failed check of a record that is kept, and remember its place."""
        self.doubtful += 1
        if len(self.doubts) < MAX_NAMED_REJECTS:
            self.doubts.append(f"{place}: {what}")

    def keep(self, record: Record) -> Record:
        """Count a record that is handed on, and the dates of documents; returns it."""
        self.kept[type(record).__name__] += 1
        created_at = getattr(record, "created_at", None)
        if created_at is not None:
            self.first = created_at if self.first is None else min(self.first, created_at)
            self.last = created_at if self.last is None else max(self.last, created_at)
        return record

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for ``--json``."""
        return {
            "read": self.read,
            "kept": dict(sorted(self.kept.items())),
            "skipped": dict(sorted(self.skipped.items())),
            "private": dict(sorted(self.private.items())),
            "rejected": self.rejected,
            "rejects": list(self.rejects),
            "doubtful": self.doubtful,
            "doubts": list(self.doubts),
            "notes": dict(sorted(self.notes.items())),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


class Loader(ABC):
    """One source, read as a stream of records.

    A subclass defines

    * ``kind``: the word before the colon in ``whoknows load KIND:PATH`` and in every identifier;
    * :meth:`default_instance`: the name the content gives itself, or the file's or folder's name;
    * :meth:`read`: a generator of records, with cursors between them where an interrupted run may go on.

    It may define ``option_help`` (option name to one sentence) for ``--option NAME=VALUE``. The constructor opens
    nothing beyond what :meth:`default_instance` needs and raises :exc:`loaders.errors.NotThisFormatError` when the
    input cannot be of this kind. A malformed record is counted with ``summary.reject(place, reason)`` and skipped.
    Importing a loader's module imports nothing heavy and no other source's loader.
    """

    kind: ClassVar[str]
    option_help: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        self.path = path
        self.options: Mapping[str, str] = options or {}
        self.source = Source(self.kind, instance or self.default_instance())

    def default_instance(self) -> str:
        """The file's or folder's name without suffixes."""
        return self.path.resolve().name.strip(".").split(".")[0] or self.kind

    @abstractmethod
    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Yield records in an order where accounts and containers come before what names them if the format allows.

        Parameters
        ----------
        summary
            Counts are kept here; every record passes through ``summary.keep``.
        after
            Where an earlier, interrupted run of the same input had got to; ``None`` reads from the start.

        Raises
        ------
        loaders.errors.LoaderError
            If the input as a whole cannot be read.
        """

    def ref(self, native_id: str) -> str:
        """The global identifier of something native to this source."""
        return f"{self.source.source_id}/{native_id}"
