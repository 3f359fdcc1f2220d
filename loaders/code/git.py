"""Git histories: who changed what, and who reviewed, tested, reported and signed off.

Documented in git's manual pages ``git-log``, ``gitmailmap``, ``gitattributes`` and ``git-interpret-trailers``. Where
the repository cannot be reached, its log can be written to a file by::

    git log --all --no-merges --use-mailmap --date=iso-strict -M --numstat \\
        --format='%x1e%H%x1f%aN%x1f%aE%x1f%aI%x1f%cN%x1f%cE%x1f%cI%x1f%s%x1f%b%x1f%(trailers:only,unfold)'

or by ``git log --format=fuller --stat``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor
from loaders.code.changed_paths import folder_of, is_written_here
from loaders.code.codeowners import PLACES, read_codeowners
from loaders.code.commit import Commit, History
from loaders.code.git_accounts import GitAccounts
from loaders.code.log_text import EXPECTED, LogFile
from loaders.code.mailmap import Mailmap
from loaders.code.path_topics import topics_of_paths
from loaders.code.repository import Repository, is_repository
from loaders.code.trailers import read_message
from loaders.document import Container, Document, Interaction, Record
from loaders.errors import LoaderError, MalformedRecordError, NotThisFormatError
from loaders.loader import Loader, RunSummary
from loaders.well_formed import well_formed

MASS_CHANGE_PATHS = 500
"""A commit of more files moves or formats them: it says nothing about who knows them."""
MOST_PATHS = 50
"""Paths kept of one commit."""
COMMITS_PER_CURSOR = 500


class GitLoader(Loader):
    """A repository, bare or not, or a log of one in a text file, plain or gzip.

    A commit lies in the folder, two levels deep, that holds most of its changes. A cursor follows every five hundred
    commits.
    """

    kind = "git"
    option_help: ClassVar[Mapping[str, str]] = {
        "mailmap": "a .mailmap file, where the source is a log or the repository has none",
        "web": "the repository's web address, for links to commits: https://git.example.org/team/project",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        if path.is_dir() and not is_repository(path):
            raise NotThisFormatError(path, found="a folder that is no repository", expected=EXPECTED)
        super().__init__(path, instance=instance, options=options)
        with self._open():
            pass  # it can be read
        self._web = self.options.get("web", "").rstrip("/") or None

    def default_instance(self) -> str:
        """The name of the checkout's folder, the bare repository's or the log's, without suffixes."""
        path = self.path.resolve()
        return (path.parent if path.name == ".git" else path).name.split(".")[0] or path.name

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """The repository, then each commit after the people and the folder it names."""
        with self._open() as history:
            fingerprint = history.fingerprint()
            n_seen = int(after.position) if after and after.input_fingerprint == fingerprint else 0
            reader = _CommitReader(self, history, self._mailmap(history), summary, web=self._web)
            yield summary.keep(reader.repository)
            for n_commits, commit in enumerate(history.commits(n_seen=n_seen), 1):
                if n_commits <= n_seen:
                    reader.meet_people(commit)
                    continue
                yield from (summary.keep(record) for record in reader.records(commit))
                if n_commits % COMMITS_PER_CURSOR == 0:
                    yield Cursor(fingerprint, str(n_commits))
            yield from (summary.keep(record) for record in reader.ownerships())

    def _open(self) -> AbstractContextManager[History]:
        return Repository(self.path) if self.path.is_dir() else nullcontext(LogFile(self.path))

    def _mailmap(self, history: History) -> Mailmap:
        if option := self.options.get("mailmap"):
            try:
                return Mailmap(Path(option).expanduser().read_text("utf-8", "replace"))
            except OSError as error:
                raise LoaderError(f"{option}: the mailmap cannot be read ({error.strerror})") from error
        return Mailmap((history.file(".mailmap") or b"").decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class _People:
    """The people of a commit, by account, and its text without the lines about them."""

    author: str | None
    co_authors: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    text: str


class _CommitReader:
    """Commits as records."""

    def __init__(
        self, loader: GitLoader, history: History, mailmap: Mailmap, summary: RunSummary, *, web: str | None
    ) -> None:
        self._ref = loader.ref
        self._history = history
        self._accounts = GitAccounts(loader.ref, mailmap)
        self._is_generated = history.is_generated()
        self._summary = summary
        self._web = web
        self._folders: set[str] = set()
        self.repository = Container(loader.ref("repository"), "repository", loader.source.instance)

    def meet_people(self, commit: Commit | MalformedRecordError) -> None:
        """Take note of the people of a commit that an interrupted run has read, as that run did."""
        if isinstance(commit, Commit) and not self._is_nobodys(commit):
            self._people(commit)
            self._accounts.take_new()

    def records(self, commit: Commit | MalformedRecordError) -> Iterator[Record]:
        """The commit with the people and the folder it brings, and what others than its author did with it."""
        self._summary.read += 1
        if isinstance(commit, MalformedRecordError):
            self._summary.reject(commit.place, commit.reason)
            return
        if reason := self._is_nobodys(commit):
            self._summary.skipped[reason] += 1
            return
        people = self._people(commit)
        yield from self._accounts.take_new()
        paths = tuple(path for path in commit.paths if is_written_here(path) and not self._is_generated(path))
        if reason := _why_left_out(commit, paths, people):
            self._summary.skipped[reason] += 1
            return
        folder = folder_of(paths)
        if folder:
            yield from self._new_folder(folder)
        document = self._document(commit, people, paths, folder)
        yield document
        for verb, account_ref in people.acts:
            yield Interaction(
                f"{document.document_id}/{verb}/{account_ref.removeprefix(self._ref(''))}",
                verb,
                actor_ref=account_ref,
                document_ref=document.document_id,
                at=document.created_at,
            )

    def ownerships(self) -> Iterator[Record]:
        """Who answers for which folder, by the newest version's ``CODEOWNERS``."""
        text = next(filter(None, map(self._history.file, PLACES)), b"").decode("utf-8", "replace")
        for ownership in read_codeowners(text):
            account_ref = self._accounts.ref_of_owner(ownership.owner)
            if account_ref is None:
                self._summary.notes["code owner who is nobody in the history"] += 1
                continue
            folder = folder_of([f"{ownership.folder}/file"]) if ownership.folder else None
            if folder:
                yield from self._new_folder(folder)
            yield Interaction(
                self._ref(f"CODEOWNERS/{ownership.pattern}/{ownership.owner}"),
                "declared",
                actor_ref=account_ref,
                container_ref=self._container_ref(folder),
                detail=ownership.pattern,
            )

    def _is_nobodys(self, commit: Commit) -> str | None:
        if commit.is_merge:
            return "merge"
        return "bot" if self._accounts.is_robot(commit.author) else None

    def _people(self, commit: Commit) -> _People:
        """Whom a commit names. Nobody is credited twice for their own commit."""
        message = read_message(commit.body)
        if message.n_without_address:
            self._summary.notes["trailer without an address"] += message.n_without_address
        author = self._accounts.ref_of(commit.author)
        co_authors = dict.fromkeys(self._accounts.ref_of(identity) for identity in message.co_authors)
        acts = dict.fromkeys((verb, self._accounts.ref_of(identity)) for verb, identity in message.acts)
        return _People(
            author,
            tuple(ref for ref in co_authors if ref and ref != author),
            tuple((verb, ref) for verb, ref in acts if ref and ref != author),
            message.text,
        )

    def _document(
        self, commit: Commit, people: _People, paths: tuple[str, ...], folder: str | None
    ) -> Document:
        return Document(
            self._ref(commit.sha),
            "commit",
            commit.written_at,
            well_formed(people.text),
            author_refs=(people.author,) if people.author else (),
            co_author_refs=people.co_authors,
            title=well_formed(commit.subject) or None,
            container_ref=self._container_ref(folder),
            tags=topics_of_paths(paths),
            paths=tuple(map(well_formed, paths[:MOST_PATHS])),
            url=f"{self._web}/commit/{commit.sha}" if self._web else None,
        )

    def _container_ref(self, folder: str | None) -> str:
        return self._ref(f"tree/{folder}") if folder else self.repository.container_id

    def _new_folder(self, folder: str) -> Iterator[Container]:
        if folder not in self._folders:
            self._folders.add(folder)
            yield Container(self._container_ref(folder), "folder", folder)


def _why_left_out(commit: Commit, paths: tuple[str, ...], people: _People) -> str | None:
    if commit.n_paths > MASS_CHANGE_PATHS:
        return "mass change"
    if commit.paths and not paths:
        return "only vendored or generated files"
    return None if commit.subject or people.text else "no words"
