"""A loader run to its end, for tests to look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from loaders.checkpoint import Cursor
from loaders.document import (
    Account,
    Container,
    Document,
    Interaction,
    Record,
    Retraction,
    SkillClaim,
    Unit,
)
from loaders.loader import Loader, RunSummary
from loaders.registry import open_loader

Kind = TypeVar("Kind", Account, Container, Document, Interaction, Retraction, SkillClaim, Unit)


@dataclass(frozen=True, slots=True)
class Run:
    """What came out of a loader, in order, and its summary."""

    items: list[Record | Cursor]
    summary: RunSummary = field(default_factory=RunSummary)

    @property
    def records(self) -> list[Record]:
        return [item for item in self.items if not isinstance(item, Cursor)]

    @property
    def cursors(self) -> list[Cursor]:
        return [item for item in self.items if isinstance(item, Cursor)]

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [item for item in self.items if isinstance(item, kind)]

    def documents(self) -> dict[str, Document]:
        """Documents by the part of their id that is the source's own."""
        return {native(document.document_id): document for document in self.of(Document)}

    def accounts(self) -> dict[str, Account]:
        """Accounts by the source's own part of the id; the last one of an id counts."""
        return {native(account.account_id): account for account in self.of(Account)}

    def acts(self) -> set[tuple[str, str | None, str | None]]:
        """Verb, actor and what or who it was done to, in the source's own ids."""
        return {
            (
                act.verb,
                native(act.actor_ref),
                native(act.document_ref or act.account_ref or act.container_ref),
            )
            for act in self.of(Interaction)
        }


def native(ref: str | None) -> str:
    """An identifier without kind and instance; empty for none."""
    return "" if ref is None else ref.partition("/")[2]


def read_all(loader: Loader, *, after: Cursor | None = None) -> Run:
    summary = RunSummary()
    return Run(list(loader.read(summary, after=after)), summary)


def read(spec: str | tuple[str, Path], *, instance: str | None = None, **options: str) -> Run:
    """Open and read a source, ``KIND:PATH`` or the two apart."""
    spec = spec if isinstance(spec, str) else f"{spec[0]}:{spec[1]}"
    return read_all(open_loader(spec, instance=instance, options=options))


def write(path: Path, text: str | Iterable[str]) -> Path:
    """A file with this text, or these lines, in folders that are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        text if isinstance(text, str) else "".join(f"{line}\n" for line in text), encoding="utf-8"
    )
    return path
