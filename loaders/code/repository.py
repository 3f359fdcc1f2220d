"""A repository on disk, bare or not, read through dulwich: nothing in it is run and git need not be installed."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any

from loaders.code.commit import Commit, Identity, written_at
from loaders.errors import LoaderError, MalformedRecordError, NotThisFormatError

_GENERATED = (b"linguist-vendored", b"linguist-generated")
_FOLLOWED = (b"refs/heads/", b"refs/remotes/", b"refs/tags/")
"""Where branches and tags are named: not stashes, notes and a forge's copies of requests."""


_RAISED_BY_DAMAGE = (
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What else reading damaged bytes comes to."""


def is_repository(path: Path) -> bool:
    """Whether a folder is a repository or a checkout of one."""
    return (path / ".git").exists() or ((path / "objects").is_dir() and (path / "refs").is_dir())


class Repository:
    """All commits that branches and tags reach, newest first."""

    def __init__(self, path: Path) -> None:
        from dulwich.errors import NotGitRepository
        from dulwich.repo import Repo

        try:
            self._repo: Any = Repo(str(path))
        except (NotGitRepository, OSError, ValueError) as error:
            raise NotThisFormatError(path, found=str(error), expected="a git repository") from error
        self._path = path

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._repo.close()

    def fingerprint(self) -> str:
        """Changes when a branch or tag does."""
        digest = hashlib.blake2b(digest_size=8)
        for name, sha in sorted(self._repo.refs.as_dict().items()):
            digest.update(name + b" " + sha + b"\n")
        return digest.hexdigest()

    def commits(self, *, n_seen: int = 0) -> Iterator[Commit | MalformedRecordError]:
        """The commits by commit date, newest first."""
        from dulwich.walk import Walker

        # Made once: it reads the files of shallow clones and grafts.
        parents = self._repo.parents_provider()
        tips = self._tips()
        if not tips:
            return
        with self._damage_told():
            walker = Walker(
                self._repo.object_store,
                tips,
                get_parents=lambda commit: parents.get_parents(commit.id, commit),
            )
            for n, entry in enumerate(walker):
                parent_ids = parents.get_parents(entry.commit.id, entry.commit)
                yield self._commit(entry.commit, parent_ids, with_paths=n >= n_seen)

    def file(self, path: str) -> bytes | None:
        """A file of the checked-out version's tree."""
        try:
            with self._damage_told():
                head = self._repo[b"HEAD"]
                _, sha = self._repo[head.tree].lookup_path(self._repo.__getitem__, path.encode())
                return bytes(self._repo[sha].data)
        except LoaderError as error:
            if isinstance(error.__cause__, KeyError | AttributeError | NotADirectoryError):
                return None  # there is no such file
            raise

    def is_generated(self) -> Callable[[str], bool]:
        """Tells the files that ``.gitattributes`` marks as vendored or generated."""
        from dulwich.attrs import GitAttributes, Pattern, parse_git_attributes

        marked = [
            (Pattern(pattern), attributes)
            for pattern, attributes in parse_git_attributes(BytesIO(self.file(".gitattributes") or b""))
            if any(name in attributes for name in _GENERATED)
        ]
        if not marked:
            return lambda path: False
        table = GitAttributes(marked)

        def is_marked(path: str) -> bool:
            attributes = table.match_path(path.encode("utf-8", "surrogateescape"))
            return any(attributes.get(name) not in (None, False, b"false") for name in _GENERATED)

        return is_marked

    def _tips(self) -> list[Any]:
        from dulwich.objects import Commit as StoredCommit

        refs = self._repo.refs
        names = [name for name in sorted(refs.allkeys()) if name == b"HEAD" or name.startswith(_FOLLOWED)]
        tips: dict[bytes, None] = {}
        for name in names:
            try:
                with self._damage_told():
                    sha = self._repo.get_peeled(name)
                    if isinstance(self._repo[sha], StoredCommit):
                        tips[sha] = None
            except LoaderError as error:
                if not isinstance(error.__cause__, KeyError):
                    raise
                continue  # a branch without commits, such as HEAD of an empty repository
        return list(tips)

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """What the library raises where an object is missing or damaged, in words of ours."""
        from dulwich import errors

        try:
            yield
        except (
            errors.ApplyDeltaError,
            errors.ChecksumMismatch,
            errors.FileFormatException,
            errors.MissingCommitError,
            errors.WrongObjectException,
            *_RAISED_BY_DAMAGE,
        ) as error:
            raise LoaderError(
                f"{self._path}: an object is missing or damaged ({error!r}); "
                "`git fsck` in the repository tells which"
            ) from error

    def _commit(
        self, stored: Any, parent_ids: list[bytes], *, with_paths: bool
    ) -> Commit | MalformedRecordError:
        sha = stored.id.decode("ascii")
        is_merge = len(parent_ids) > 1
        try:
            at = written_at(
                _instant(stored.author_time, stored.author_timezone),
                _instant(stored.commit_time, stored.commit_timezone),
                place=f"commit {sha}",
            )
        except MalformedRecordError as error:
            return error
        try:
            paths = self._changed_paths(stored, parent_ids) if with_paths and not is_merge else ()
        except LoaderError as error:
            return MalformedRecordError(
                f"commit {sha}", f"its files cannot be compared ({error.__cause__!r})"
            )
        subject, _, body = _decoded(stored.message, stored.encoding).strip("\n").partition("\n")
        return Commit(
            sha,
            _identity(stored.author, stored.encoding),
            at,
            subject.strip(),
            body,
            paths,
            len(paths),
            is_merge,
        )

    def _changed_paths(self, stored: Any, parent_ids: list[bytes]) -> tuple[str, ...]:
        from dulwich.diff_tree import tree_changes

        with self._damage_told():
            parent_tree = self._repo[parent_ids[0]].tree if parent_ids else None
            changes = tree_changes(self._repo.object_store, parent_tree, stored.tree)
            paths = [_changed_path(change) for change in changes]
        return tuple(path.decode("utf-8", "replace") for path in paths if path)


def _changed_path(change: Any) -> bytes | None:
    for side in (change.new, change.old):
        if side is not None and side.path is not None:
            return bytes(side.path)
    return None


def _instant(seconds: int, offset_seconds: int) -> datetime | None:
    try:
        zone = timezone(timedelta(seconds=offset_seconds))
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None


def _identity(raw: bytes, encoding: bytes | None) -> Identity:
    name, _, email = _decoded(raw, encoding).partition("<")
    return Identity(name.strip(), email.partition(">")[0].strip())


def _decoded(raw: bytes, encoding: bytes | None) -> str:
    """Text in the encoding a commit declares, else UTF-8, else Windows-1252: nothing is lost for one byte."""
    for name in ((encoding or b"").decode("ascii", "replace"), "utf-8"):
        try:
            return raw.decode(name) if name else raw.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("windows-1252", "replace")
