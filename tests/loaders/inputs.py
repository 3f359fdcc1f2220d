"""An input for every shipped loader, for what all of them must do."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.loaders.code.repositories import MadeRepository

HERE = Path(__file__).parent
LUC = "Luc Petit <luc.petit@example.org>"


@dataclass(frozen=True, slots=True)
class Sample:
    """A source and the options that make it say something."""

    kind: str
    path: Path
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.kind} {self.path.name}"

    def copied_to(self, folder: Path) -> Sample:
        """The same input under the same name elsewhere."""
        folder.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if self.path.is_dir() else shutil.copy2
        return Sample(self.kind, Path(copy(self.path, folder / self.path.name)), self.options)


SAMPLES = (
    Sample("activities", HERE / "records" / "samples" / "intranet.activities.jsonl"),
    Sample("documents", HERE / "documents" / "samples" / "wiki"),
    Sample("folder", HERE / "records" / "samples" / "warehouse"),
    Sample("git", HERE / "code" / "samples" / "history.log"),
    Sample("git", HERE / "code" / "samples" / "history-stat.log"),
    Sample("mbox", HERE / "mail" / "samples" / "dev.mbox", {"public_lists": "all"}),
    Sample("mbox", HERE / "mail" / "samples" / "maildir", {"private_mail": "all"}),
    Sample("people", HERE / "roster" / "samples" / "hr"),
    Sample("slack", HERE / "chat" / "samples" / "workspace", {"private_channels": "all"}),
    Sample("stackexchange", HERE / "posts" / "samples" / "qa"),
)


def made_repository(folder: Path) -> Sample:
    """A repository, which cannot lie in another as a sample."""
    repository = MadeRepository(folder / "project.git")
    for number in range(1, 6):
        repository.commit(
            f"ring: change {number}\n\nReviewed-by: {LUC}\n",
            {
                f"lib/part{number % 2}/ring.c": str(number),
                "CODEOWNERS": "/lib/part1/ luc.petit@example.org\n",
            },
            at=f"2026-03-0{number}T10:00:00+01:00",
            author=f"Author {number % 3} <author{number % 3}@example.org>",
        )
    repository.close()
    return Sample("git", repository.path)
