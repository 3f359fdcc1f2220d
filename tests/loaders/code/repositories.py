"""Repositories made for tests, without a git program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dulwich.index import commit_tree
from dulwich.objects import Blob, Commit
from dulwich.repo import Repo

AMINA = "Amina Benali <amina.benali@example.org>"


class MadeRepository:
    """A bare repository with one branch."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True)
        self.path = path
        self._repo: Any = Repo.init_bare(str(path))
        self._files: dict[str, bytes] = {}
        self._head: bytes | None = None

    def commit(
        self,
        message: str,
        files: Mapping[str, str | None],
        *,
        author: str = AMINA,
        at: str = "2026-03-02T10:00:00+01:00",
        also_of: bytes | None = None,
        raw_message: bytes | None = None,
        encoding: bytes | None = None,
    ) -> bytes:
        """Change files (``None`` removes one) and commit on the branch; ``also_of`` makes it a merge."""
        for path, text in files.items():
            if text is None:
                del self._files[path]
            else:
                self._files[path] = text.encode()
        store = self._repo.object_store
        blobs = []
        for path, content in sorted(self._files.items()):
            blob = Blob.from_string(content)
            store.add_object(blob)
            blobs.append((path.encode(), blob.id, 0o100644))
        commit: Any = Commit()
        commit.tree = commit_tree(store, blobs)
        commit.parents = [parent for parent in (self._head, also_of) if parent]
        commit.author = commit.committer = author.encode()
        instant = datetime.fromisoformat(at)
        commit.author_time = commit.commit_time = int(instant.timestamp())
        offset = instant.utcoffset()
        commit.author_timezone = commit.commit_timezone = int(offset.total_seconds()) if offset else 0
        commit.message = raw_message if raw_message is not None else message.encode()
        if encoding:
            commit.encoding = encoding
        store.add_object(commit)
        self._head = commit.id
        self._repo.refs[b"refs/heads/main"] = commit.id
        self._repo.refs.set_symbolic_ref(b"HEAD", b"refs/heads/main")
        return bytes(commit.id)

    def close(self) -> None:
        self._repo.close()
