"""One activity as records: a document written, something done with one, or a withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import orjson

from loaders.document import Document, Interaction, Record, Retraction
from loaders.emoji_verbs import EMOJI_VERBS, emoji_verb
from loaders.identifiers import DerivedIds
from loaders.loader import RunSummary
from loaders.records import as2_values, fields
from loaders.records.activity_verbs import activity_verb
from loaders.records.as2_directory import Directory
from loaders.records.as2_documents import DocumentReader
from loaders.records.fields import FieldError, Fields

_TOPIC_TYPES = frozenset({"Concept", "DefinedTerm", "Hashtag", "Topic"})
_CONTAINER_TYPES = frozenset({"Collection", "Group", "OrderedCollection"})
_KNOWLEDGE = frozenset({"knowsAbout", "hasSkill"})


class _Target(NamedTuple):
    """What somebody did something with: one of the four."""

    document_ref: str | None = None
    account_ref: str | None = None
    topic_label: str | None = None
    container_ref: str | None = None


class ActivityReader:
    """Reads activities one at a time, in the order of their file.

    Parameters
    ----------
    ref
        Makes the global identifier of a native one.
    directory
        Whom and what the activities name.
    summary
        Where left-out activities and unknown verbs are counted.
    with_direct_messages
        Whether what was addressed to persons only is read too.
    emoji_verbs
        What a reaction with an emoji means.
    """

    def __init__(
        self,
        ref: Callable[[str], str],
        directory: Directory,
        summary: RunSummary,
        *,
        with_direct_messages: bool = False,
        emoji_verbs: Mapping[str, str] = EMOJI_VERBS,
    ) -> None:
        self._ref = ref
        self._directory = directory
        self._summary = summary
        self._with_direct_messages = with_direct_messages
        self._emoji_verbs = emoji_verbs
        self._documents = DocumentReader(ref, directory)
        self._ids = DerivedIds()
        self._language: str | None = None

    def records(self, activity: Fields) -> Iterator[Record]:
        """What an activity says.

        Raises
        ------
        FieldError
            If a property is missing or malformed.
        """
        if "@context" in activity:
            self._language = as2_values.context_language(activity["@context"])
        activity_type, actor = _activity_type(activity), as2_values.node_id(activity.get("actor"))
        if activity_type in ("Delete", "Undo"):
            yield from self._withdrawals(activity)
        elif actor and self._directory.is_nobody(actor):
            self._summary.skipped["bot"] += 1
        elif activity_type == "Question":
            yield from self._written(activity, activity, actor)
        elif activity_type in ("Create", "Update"):
            yield from self._created(activity, actor, is_update=activity_type == "Update")
        else:
            yield from self._done(activity, activity_type, actor)

    def _activity_id(self, activity: Fields) -> str:
        return fields.text(activity, "id") or self._ids.next_id(*_identity(activity))

    # ── written ───────────────────────────────────────────────────────────────────────────────────────────

    def _created(self, activity: Fields, actor: str | None, *, is_update: bool) -> Iterator[Record]:
        node = as2_values.first_node(activity.get("object"))
        if "Relationship" in as2_values.node_types(node):
            yield from self._related(activity, node, actor)
        elif node.keys() <= {"id"}:
            raise FieldError(
                "object", found=node.get("id"), expected="the whole object, with type and content"
            )
        else:
            yield from self._written(activity, node, actor, is_update=is_update)

    def _written(
        self, activity: Fields, node: Fields, actor: str | None, *, is_update: bool = False
    ) -> Iterator[Record]:
        activity_id = self._activity_id(activity)
        document = self._documents.read(
            activity,
            node,
            activity_id=activity_id,
            actor=actor,
            language=self._language,
            is_update=is_update,
        )
        if self._documents.is_direct_message(activity, node) and not self._with_direct_messages:
            self._summary.private["direct message"] += 1
        elif not document.full_text.strip():
            self._summary.skipped["no text"] += 1
        else:
            yield document
            yield from self._mentions(document, node)
            if is_update and actor and self._ref(actor) not in document.author_refs:
                yield Interaction(
                    self._ref(activity_id),
                    "edited",
                    self._ref(actor),
                    document.document_id,
                    at=document.edited_at,
                )

    def _mentions(self, document: Document, node: Fields) -> Iterator[Interaction]:
        tags = [tag for tag in as2_values.as_list(node.get("tag")) if isinstance(tag, dict)]
        hrefs = {as2_values.node_id(tag) for tag in tags if "Mention" in as2_values.node_types(tag)}
        for href in sorted(href for href in hrefs if href and not self._directory.is_nobody(href)):
            for author_ref in document.author_refs[:1]:
                if author_ref != self._ref(href):
                    yield Interaction(
                        f"{document.document_id}#mentioned:{href}",
                        "mentioned",
                        author_ref,
                        document.document_id,
                        account_ref=self._ref(href),
                        at=document.created_at,
                    )

    def _related(self, activity: Fields, node: Fields, actor: str | None) -> Iterator[Interaction]:
        """Somebody says that a person knows about a topic."""
        subject, topic = as2_values.node_id(node.get("subject")), _label(node.get("object"))
        relationship = _label(node.get("relationship")) or ""
        if as2_values.local_name(relationship) not in _KNOWLEDGE:
            self._summary.skipped["relationship other than knowsAbout"] += 1
            return
        if not (subject and topic and actor):
            raise FieldError("object", found=None, expected="a Relationship with actor, subject and object")
        yield Interaction(
            self._ref(self._activity_id(activity)),
            "declared" if subject == actor else "endorsed",
            self._ref(actor),
            account_ref=self._ref(subject),
            topic_label=topic,
            at=_at(activity),
        )

    # ── done ──────────────────────────────────────────────────────────────────────────────────────────────

    def _done(self, activity: Fields, activity_type: str, actor: str | None) -> Iterator[Interaction]:
        nodes = [as2_values.first_node(value) for value in as2_values.as_list(activity.get("object"))]
        targets = [target for node in nodes if any(target := self._target(node))]
        if activity_type == "Invite":
            targets = self._invited(activity) or targets
        if not targets:
            raise FieldError(
                "object", found=None, expected="the id of what was acted on, or the object itself"
            )
        verb, activity_id = self._verb(activity, activity_type), self._activity_id(activity)
        for ordinal, target in enumerate(targets, 1):
            yield Interaction(
                self._ref(activity_id if ordinal == 1 else f"{activity_id}#{ordinal}"),
                verb,
                self._ref(actor) if actor else None,
                *target,
                at=_at(activity),
                count=_count(activity, nodes),
            )

    def _verb(self, activity: Fields, activity_type: str) -> str:
        """The verb of the type; a reaction with an emoji means what the emoji means."""
        if activity_type in ("EmojiReact", "Like") and (emoji := fields.text(activity, "content")):
            return emoji_verb(emoji, self._emoji_verbs)
        verb = activity_verb(activity_type)
        if verb is None:
            verb = activity_type.lower()
            self._summary.notes[f"verb {verb} is unknown and weighs nothing"] += 1
        return verb

    def _target(self, node: Fields) -> _Target:
        native_id, types = as2_values.node_id(node), set(as2_values.node_types(node))
        if types & _TOPIC_TYPES:
            return _Target(topic_label=_label(node))
        if native_id is None:
            return _Target()
        if "Person" in types or self._directory.is_person(native_id):
            return _Target(account_ref=self._ref(native_id))
        if types & _CONTAINER_TYPES or native_id in self._directory.containers:
            return _Target(container_ref=self._ref(native_id))
        return _Target(document_ref=self._ref(native_id))

    def _invited(self, activity: Fields) -> list[_Target]:
        """The persons asked, whichever property names them."""
        ids = (
            native_id
            for name in ("object", "target", "to")
            for native_id in as2_values.node_ids(activity.get(name))
        )
        return [
            _Target(account_ref=self._ref(native_id))
            for native_id in dict.fromkeys(ids)
            if self._directory.is_person(native_id)
        ]

    # ── withdrawn ─────────────────────────────────────────────────────────────────────────────────────────

    def _withdrawals(self, activity: Fields) -> Iterator[Retraction]:
        withdrawn = [
            native_id
            for value in as2_values.as_list(activity.get("object"))
            for native_id in self._withdrawn_ids(as2_values.first_node(value))
        ]
        if not withdrawn:
            raise FieldError(
                "object", found=None, expected="the id of what is withdrawn, or the activity itself"
            )
        for native_id in withdrawn:
            yield Retraction(self._ref(native_id), at=_at(activity))

    def _withdrawn_ids(self, node: Fields) -> list[str]:
        """The object's id; those that were derived for it where it is an activity without one."""
        if native_id := as2_values.node_id(node):
            return [native_id]
        return self._ids.given_ids(*_identity(node)) if "actor" in node else []


def _activity_type(activity: Fields) -> str:
    """The most telling type: an extension after the general ``Activity``."""
    types = [name for name in as2_values.node_types(activity) if name != "Activity"]
    if not types:
        raise FieldError(
            "type", found=activity.get("type"), expected="an activity type such as Create or Like"
        )
    return types[0]


def _identity(activity: Fields) -> tuple[object, ...]:
    """What tells an activity without an id from all others."""
    said = [activity.get(name) for name in ("object", "target", "name", "content")]
    return (
        *as2_values.node_types(activity),
        as2_values.node_id(activity.get("actor")),
        *(as2_values.node_id(value) or _canonical(value) for value in said[:2]),
        *map(_canonical, said[2:]),
        activity.get("published"),
    )


def _canonical(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _at(activity: Fields) -> datetime | None:
    return fields.instant(activity, "published") or fields.instant(activity, "endTime")


def _count(activity: Fields, nodes: list[Fields]) -> int:
    holder = next((node for node in (activity, *nodes) if "totalItems" in node), {})
    return int(fields.number(holder, "totalItems", default=1))


def _label(value: object) -> str | None:
    """A topic's or relationship's name, else its id."""
    node = as2_values.first_node(value)
    name, _ = as2_values.natural_text(node, "name")
    label = name or as2_values.node_id(node)
    return label.removeprefix("#") if label else None
