"""Places where the stores under test are kept, and which may be opened again, also by other processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.store.interface import GraphStore, open_store


@dataclass(frozen=True)
class Place:
    """Where one store is kept."""

    url: str
    key_file: Path
    user: str | None = None
    password: str | None = None

    def open(self) -> GraphStore:
        """The store; whoever opens it closes it."""
        return open_store(self.url, user=self.user, password=self.password, key_file=self.key_file)


def sqlite_place(folder: Path) -> Place:
    """A file that is not there yet."""
    return Place(f"sqlite:///{folder / 'store.sqlite'}", folder / "erasure.key")
