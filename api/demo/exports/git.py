"""The code as a git repository: commits with reviewers, a mailmap, owners of folders, and a robot that commits too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dulwich.index import commit_tree
from dulwich.object_store import MemoryObjectStore
from dulwich.objects import Blob, Commit, ObjectID, ShaFile
from dulwich.refs import Ref
from dulwich.repo import Repo

from api.demo.exports.mail import OTHER_ADDRESS_UNTIL
from api.demo.items import Act, History, Post
from api.demo.people import Employee, Staff
from api.demo.topics import Subject

BRANCH, HEAD = Ref(b"refs/heads/main"), Ref(b"HEAD")
ROBOT = "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>"
_FOUNDER = "Build robot <buildbot@{domain}>"
_FILE_MODE = 0o100644
_COMMITS_PER_ROBOTS = 12


def write_repository(folder: Path, history: History, staff: Staff, subjects: Iterable[Subject]) -> None:
    """A bare repository with all changes on its main branch, in one pack."""
    posts = history.posts_in("code")
    changes = _Changes(staff)
    changes.found(_mailmap(staff), _owners(staff, subjects), at=posts[0].at - timedelta(days=1))
    reviews = _reviews(history.acts_on(posts))
    for number, post in enumerate(posts, 1):
        changes.make(post, reviews.get(post.post_id, ()))
        if number % _COMMITS_PER_ROBOTS == 0:
            changes.make_by_robot(number, post.at)
    folder.mkdir(parents=True)
    with Repo.init_bare(str(folder)) as repository:
        repository.object_store.add_objects(changes.objects())
        repository.refs[BRANCH] = changes.heads[-1]
        repository.refs.set_symbolic_ref(HEAD, BRANCH)


class _Changes:
    """Commits made one after the other, in memory."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self._store = MemoryObjectStore()
        self._files: dict[str, bytes] = {}
        self.heads: list[ObjectID] = []
        """Of every commit so far."""

    def objects(self) -> list[tuple[ShaFile, str | None]]:
        """Everything made, in an order that does not change."""
        return [(self._store[sha], None) for sha in sorted(self._store)]

    def found(self, mailmap: str, owners: str, *, at: datetime) -> None:
        """The first commit."""
        self._write(".mailmap", mailmap)
        self._write("CODEOWNERS", owners)
        self._commit(_FOUNDER.format(domain=self._staff.domain), at, "Start the repository")

    def make(self, post: Post, reviews: Sequence[Act]) -> None:
        """A change by somebody."""
        path, title = post.path or "README.md", post.title or ""
        self._write(path, f"{title}\n{post.text}\n")
        trailers = [f"Co-authored-by: {_identity(person, post.at)}" for person in post.co_authors]
        trailers += [f"Reviewed-by: {_identity(act.actor, post.at)}" for act in reviews if act.actor]
        message = "\n\n".join([title, post.text, "\n".join(trailers)]).strip()
        self._commit(_identity(post.author, post.at), post.at, message)

    def make_by_robot(self, number: int, at: datetime) -> None:
        """An update of a dependency."""
        self._write("requirements.lock", f"library-{number % 7}==1.{number}\n")
        self._commit(ROBOT, at, f"deps: update library-{number % 7} to 1.{number}")

    def _write(self, path: str, line: str) -> None:
        blob = Blob.from_string(self._files.get(path, b"") + line.encode())
        self._files[path] = blob.data
        self._store.add_object(blob)

    def _commit(self, identity: str, at: datetime, message: str) -> None:
        blobs = [(path.encode(), Blob.from_string(data).id, _FILE_MODE) for path, data in self._files.items()]
        commit = Commit()
        commit.tree = commit_tree(self._store, blobs)
        commit.parents = self.heads[-1:]
        commit.author = commit.committer = identity.encode()
        commit.author_time = commit.commit_time = int(at.astimezone(UTC).timestamp())
        commit.author_timezone = commit.commit_timezone = 0
        commit.message = message.encode() + b"\n"
        self._store.add_object(commit)
        self.heads.append(commit.id)


def _identity(person: Employee, at: datetime) -> str:
    """The address somebody commits with: a machine's, an old one, or the company's."""
    address = person.mailmap_email or person.email
    if person.other_emails and at.date() <= OTHER_ADDRESS_UNTIL:
        address = person.other_emails[0]
    return f"{person.name} <{address}>"


def _mailmap(staff: Staff) -> str:
    lines = [
        f"{person.name} <{person.email}> <{person.mailmap_email}>\n"
        for person in staff.people
        if person.mailmap_email
    ]
    return "".join(lines) or "# nobody yet\n"


def _owners(staff: Staff, subjects: Iterable[Subject]) -> str:
    """The best expert of each folder that belongs to one topic."""
    here = [person for person in staff.people if person.is_here(staff.ends)]
    return "".join(f"/{folder}/ {owner.email}\n" for folder, owner in sorted(_owned(here, subjects).items()))


def _owned(here: Sequence[Employee], subjects: Iterable[Subject]) -> Mapping[str, Employee]:
    found: defaultdict[str, list[Employee]] = defaultdict(list)
    for subject in subjects:
        experts = subject.experts(here, at_least=3)
        folders = {
            change.path.partition("/{")[0].rpartition("/")[0] or change.path.partition("/")[0]
            for change in subject.changes
        }
        for folder in folders - {"services"} if experts else ():
            found[folder].append(experts[0])
    return {folder: owners[0] for folder, owners in found.items() if len(owners) == 1}


def _reviews(acts: Iterable[Act]) -> Mapping[str, list[Act]]:
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.verb == "reviewed" and act.post_id:
            found[act.post_id].append(act)
    return found
