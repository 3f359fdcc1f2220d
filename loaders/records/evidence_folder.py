"""Evidence folder: people, documents and who did what with them, one JSON object a line.

The plainest complete form of evidence: ``people.jsonl``, ``documents.jsonl`` and ``interactions.jsonl``, plain or
gzipped, as a data team exports them from a warehouse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.document import Account, Container, Document, Interaction, Record
from loaders.errors import NotThisFormatError
from loaders.identifiers import DerivedIds
from loaders.instants import has_passed
from loaders.json_lines import read_json_lines
from loaders.languages import primary_language
from loaders.loader import Loader, RunSummary
from loaders.records import fields
from loaders.records.fields import FieldError, Fields
from loaders.robots import is_robot, is_shared_mailbox
from loaders.well_formed import line_ends


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


_KNOWN_FIELDS: Mapping[str, frozenset[str]] = {
    "people": _fields("id name emails handles title unit bio active end_date"),
    "documents": _fields(
        "id author_ids created_at text kind title lang container paths tags in_reply_to url audience score accepted"
    ),
    "interactions": _fields("kind actor_id at document_id target_person_id count weight"),
}
"""``score`` and ``accepted`` say nothing that interactions do not say better: who liked, who accepted."""
_MOST_NAMED = 20
"""This many unknown people and documents are named in the summary, the others are counted together."""


class EvidenceFolderLoader(Loader):
    """A folder with ``people.jsonl``, ``documents.jsonl`` and perhaps ``interactions.jsonl``, each plain or gzip.

    Ids of people and documents are kept, so that a reference needs no table; the ids seen are held in memory to
    tell which references lead nowhere, the records are not.
    """

    kind = "folder"

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(path, instance=instance, options=options)
        found = {name: _plain_or_gzipped(path, f"{name}.jsonl") for name in _KNOWN_FIELDS}
        if found["people"] is None or found["documents"] is None:
            raise NotThisFormatError(
                path,
                found=_listing(path),
                expected="people.jsonl and documents.jsonl, plain or .gz, and perhaps interactions.jsonl",
            )
        self._files = {name: file for name, file in found.items() if file is not None}

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Yield accounts, then each container before the first document in it, then interactions."""
        numbered = _Reading(self, summary).records(self._files)
        return with_cursors(numbered, input_fingerprint(self._files.values()), after=after)


class _Reading:
    """One pass over the files: what has been seen so far, and the record that each line makes."""

    def __init__(self, loader: Loader, summary: RunSummary) -> None:
        self._ref = loader.ref
        self._summary = summary
        self._people: set[str] = set()
        self._documents: set[str] = set()
        self._containers: set[str] = set()
        self._ids = DerivedIds()
        self._named: set[str] = set()

    def records(self, files: Mapping[str, Path]) -> Iterator[tuple[int, Record]]:
        """Every record with the number of its line, counted through all files."""
        convert: Mapping[str, Callable[[Fields], Iterable[Record]]] = {
            "people": self._person,
            "documents": self._document,
            "interactions": self._interaction,
        }
        for name, path in files.items():
            for line, values in read_json_lines(path, self._summary):
                try:
                    records = list(convert[name](values))
                except FieldError as error:
                    self._summary.reject(f"{path.name}:{line}", str(error))
                    continue
                self._note_unknown_fields(name, values)
                number = self._summary.read
                for record in records:
                    yield number, self._summary.keep(record)

    def _person(self, values: Fields) -> Iterator[Record]:
        native_id = fields.required_text(values, "id")
        name, emails = fields.text(values, "name"), fields.texts(values, "emails")
        handles = fields.texts(values, "handles")
        end_date = fields.day(values, "end_date")
        yield Account(
            account_id=self._ref(native_id),
            name=name,
            username=handles[0] if handles else None,
            emails=emails,
            title=fields.text(values, "title"),
            unit=fields.text(values, "unit"),
            bio=fields.text(values, "bio"),
            is_bot=_is_nobody(name, emails),
            active=fields.flag(values, "active", default=True) and not has_passed(end_date),
            end_date=end_date,
        )
        self._note_repeat("person", native_id, self._people)

    def _document(self, values: Fields) -> Iterator[Record]:
        native_id = fields.required_text(values, "id")
        container = fields.text(values, "container")
        parent = fields.text(values, "in_reply_to")
        text = fields.text(values, "text")
        if text is None:
            raise FieldError("text", found=None, expected="a text, which may be empty")
        document = Document(
            document_id=self._ref(native_id),
            kind=fields.text(values, "kind") or "document",
            created_at=fields.required_instant(values, "created_at"),
            text=line_ends(text),
            author_refs=tuple(map(self._person_ref, fields.texts(values, "author_ids"))),
            title=fields.text(values, "title"),
            container_ref=self._ref(container) if container else None,
            in_reply_to=self._ref(parent) if parent else None,
            language=primary_language(fields.text(values, "lang")),
            tags=fields.texts(values, "tags"),
            paths=fields.texts(values, "paths"),
            url=fields.text(values, "url"),
            audience=fields.texts(values, "audience"),
        )
        if container and container not in self._containers:
            self._containers.add(container)
            yield Container(self._ref(container), kind="container", name=container)
        self._note_repeat("document", native_id, self._documents)
        yield document

    def _interaction(self, values: Fields) -> Iterator[Record]:
        document, person = fields.text(values, "document_id"), fields.text(values, "target_person_id")
        if not (document or person):
            raise FieldError("document_id", found=None, expected="a document_id or a target_person_id")
        verb, actor = fields.required_text(values, "kind"), fields.text(values, "actor_id")
        at = fields.instant(values, "at")
        count, weight = fields.number(values, "count", default=1), fields.number(values, "weight", default=1)
        yield Interaction(
            interaction_id=self._ref(self._ids.next_id(verb, actor, document, person, at, count, weight)),
            verb=verb,
            actor_ref=self._person_ref(actor) if actor else None,
            document_ref=self._document_ref(document) if document else None,
            account_ref=self._person_ref(person) if person else None,
            at=at,
            count=int(count),
            weight=weight,
        )

    def _person_ref(self, native_id: str) -> str:
        if native_id not in self._people:
            self._note_unknown("person", native_id)
        return self._ref(native_id)

    def _document_ref(self, native_id: str) -> str:
        if native_id not in self._documents:
            self._note_unknown("document", native_id)
        return self._ref(native_id)

    def _note_unknown(self, what: str, native_id: str) -> None:
        name = f"unknown {what} {native_id}"
        if name not in self._summary.notes and len(self._named) >= _MOST_NAMED:
            name = f"unknown {what}, another"
        self._named.add(name)
        self._summary.notes[name] += 1

    def _note_repeat(self, what: str, native_id: str, seen: set[str]) -> None:
        if native_id in seen:
            self._summary.notes[f"repeated {what} id, the last one counts"] += 1
        seen.add(native_id)

    def _note_unknown_fields(self, name: str, values: Fields) -> None:
        for field in values.keys() - _KNOWN_FIELDS[name]:
            self._summary.notes[f"unknown field {field} in {name}"] += 1


def _is_nobody(name: str | None, emails: tuple[str, ...]) -> bool:
    """A robot by its name, or by every address it has; the same for a mailbox that many share."""
    if is_robot(name, None):
        return True
    return bool(emails) and all(is_robot(None, email) or is_shared_mailbox(email) for email in emails)


def _listing(path: Path) -> str:
    """What is there, for a message."""
    if not path.is_dir():
        return "a file"
    names = sorted(member.name for member in path.iterdir())
    shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    return f"a folder with {shown}" if names else "an empty folder"


def _plain_or_gzipped(folder: Path, name: str) -> Path | None:
    candidates = (folder / name, folder / f"{name}.gz")
    return next((candidate for candidate in candidates if candidate.is_file()), None)
