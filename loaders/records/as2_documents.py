"""What an activity created or updated, as a document."""

from __future__ import annotations

from collections.abc import Callable

from loaders.document import Document
from loaders.records import as2_values, fields
from loaders.records.as2_directory import Directory
from loaders.records.fields import Fields
from loaders.well_formed import line_ends

_KINDS = {"Note": "message"}
_ADDRESSEES = ("to", "cc", "bto", "bcc")
_PLACES = ("context", "audience", *_ADDRESSEES)
_ORIGIN = "@origin"
"""Where an object's state keeps the id of the activity that created it."""
_ROLE_TAGS = frozenset({"question", "answer"})
"""Tags that say what a text is, not what it is about."""


class DocumentReader:
    """Reads the objects of activities.

    Parameters
    ----------
    ref
        Makes the global identifier of a native one.
    directory
        Whom and what the activities name.
    """

    def __init__(self, ref: Callable[[str], str], directory: Directory) -> None:
        self._ref = ref
        self._directory = directory
        self._earlier: dict[str, Fields] = {}
        """The last state of those objects that a later activity updates."""

    def read(
        self,
        activity: Fields,
        node: Fields,
        *,
        activity_id: str,
        actor: str | None,
        language: str | None,
        is_update: bool,
    ) -> Document:
        """The document that an activity wrote; an update need not repeat what stayed as it was.

        Raises
        ------
        FieldError
            If a property is missing or malformed.
        """
        native_id = as2_values.node_id(node) or activity_id
        node = self._completed(activity, node, native_id, None if is_update else activity_id, actor)
        origin = node[_ORIGIN]
        title, title_language = as2_values.natural_text(node, "name")
        content = as2_values.content(node)
        container, parent = as2_values.node_id(node.get("context")), as2_values.node_id(node.get("inReplyTo"))
        return Document(
            document_id=self._ref(native_id),
            kind=self._kind(node),
            created_at=fields.required_instant(node, "published"),
            text=line_ends(content.text),
            author_refs=tuple(map(self._ref, as2_values.node_ids(node.get("attributedTo")))),
            title=title,
            media_type=content.media_type,
            container_ref=self._ref(container) if container else None,
            in_reply_to=self._ref(parent) if parent else None,
            language=content.language or title_language or language,
            tags=tuple(tag for tag in as2_values.tag_names(node) if tag.lower() not in _ROLE_TAGS),
            url=as2_values.link(node.get("url")) or as2_values.link(native_id),
            edited_at=fields.instant(node, "updated"),
            origin_ref=self._ref(origin) if origin not in (None, native_id) else None,
            audience=self._audience(node),
        )

    def is_direct_message(self, activity: Fields, node: Fields) -> bool:
        """Whether it is addressed to persons only, in no container and to no group."""
        if any(holder.get(name) for holder in (activity, node) for name in ("context", "audience")):
            return False
        addressees = _addressees(activity) | _addressees(node)
        return bool(addressees) and all(map(self._directory.is_person, addressees))

    def _completed(
        self, activity: Fields, node: Fields, native_id: str, created_by: str | None, actor: str | None
    ) -> Fields:
        """The object with what its earlier state, or the activity, says of it."""
        state = self._earlier.get(native_id)
        if state is None:
            state = {name: activity[name] for name in ("published", *_PLACES) if name in activity}
            state |= {"attributedTo": actor, _ORIGIN: created_by}
        if created_by is None:
            state = state | {"updated": activity.get("updated") or activity.get("published")}
        state = state | {name: value for name, value in node.items() if value is not None}
        if native_id in self._directory.updated:
            self._earlier[native_id] = state
        return state

    def _kind(self, node: Fields) -> str:
        types = as2_values.node_types(node)
        if as2_values.is_question(node):
            return "question"
        if parent := as2_values.first_node(node.get("inReplyTo")):
            if self._is_answer(node, parent):
                return "answer"
            if types in ((), ("Note",)):
                return "reply"
        return _KINDS.get(types[0], types[0].lower()) if types else "document"

    def _is_answer(self, node: Fields, parent: Fields) -> bool:
        if as2_values.is_question(parent) or as2_values.node_id(parent) in self._directory.questions:
            return True
        says_so = {*as2_values.node_types(node), *as2_values.tag_names(node)}
        return bool(says_so & {"Answer", "answer"})

    def _audience(self, node: Fields) -> tuple[str, ...]:
        """Groups that may read it; none means everyone."""
        addressees = _addressees(node)
        if as2_values.PUBLIC & addressees:
            return ()
        groups = {*as2_values.node_ids(node.get("audience")), *addressees} - as2_values.PUBLIC
        return tuple(sorted(group for group in groups if not self._directory.is_person(group)))


def _addressees(node: Fields) -> set[str]:
    return {native_id for name in _ADDRESSEES for native_id in as2_values.node_ids(node.get(name))}
