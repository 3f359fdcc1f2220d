"""Values of ActivityStreams 2.0: an object may be its id, one object or a list, a text may be a map of languages.

Documented in the W3C Recommendations "Activity Streams 2.0" and "Activity Vocabulary" (2017).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from loaders.document import MediaType
from loaders.html_text import html_to_text
from loaders.languages import primary_language
from loaders.records import fields
from loaders.records.fields import FieldError, Fields

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
"""What stands among the addressees of what everybody may read."""
_NAMESPACE = re.compile(r"^.*[:/#]")
_MEDIA_TYPES: Mapping[str, MediaType] = {
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "text/x-rst": "text/x-rst",
}


class Content(NamedTuple):
    """What an object says."""

    text: str
    media_type: MediaType
    language: str | None


def as_list(value: object) -> list[Any]:
    """The members of a list, the one value, or nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first_node(value: object) -> Fields:
    """The first object of a property; an id alone is an object with that id and nothing else."""
    for member in as_list(value):
        if isinstance(member, dict):
            return member
        if isinstance(member, str) and member:
            return {"id": member}
    return {}


def node_id(value: object) -> str | None:
    """The id of an object, or what a link leads to."""
    node = first_node(value)
    return fields.text(node, "id") or fields.text(node, "@id") or fields.text(node, "href")


def node_ids(value: object) -> list[str]:
    """The ids of all objects of a property."""
    return [found for member in as_list(value) if (found := node_id(member))]


def local_name(name: str) -> str:
    """A name without its namespace.

    Examples
    --------
    >>> local_name("as:Note"), local_name("https://schema.org/knowsAbout"), local_name("Like")
    ('Note', 'knowsAbout', 'Like')
    """
    return _NAMESPACE.sub("", name)


def node_types(node: Fields) -> tuple[str, ...]:
    """Type names without their namespace."""
    return tuple(local_name(name) for name in fields.texts(node, "type") or fields.texts(node, "@type"))


def tag_names(node: Fields) -> tuple[str, ...]:
    """The names of tags without their ``#``; mentions are no tags, nor are bare addresses."""
    tags = [tag for tag in as_list(node.get("tag")) if "Mention" not in node_types(_as_node(tag))]
    names = (fields.text(_as_node(tag), "name") for tag in tags)
    return tuple(name.removeprefix("#") for name in names if name and "://" not in name)


def is_question(node: Fields) -> bool:
    """Whether an object asks, by its type or by a tag."""
    return "Question" in node_types(node) or "question" in map(str.lower, tag_names(node))


def _as_node(tag: object) -> Fields:
    return tag if isinstance(tag, dict) else {"name": tag}


def link(value: object) -> str | None:
    """A web address given as text, as a ``Link`` or as the first of a list."""
    node = first_node(value)
    address = fields.text(node, "href") or fields.text(node, "id")
    return address if address and address.startswith(("http://", "https://")) else None


def natural_text(node: Fields, name: str) -> tuple[str | None, str | None]:
    """A text and, where it stands in a map of languages, its language."""
    text = fields.text(node, name)
    if text:
        return text, None
    texts = node.get(f"{name}Map")
    if texts is None:
        return None, None
    if not isinstance(texts, dict):
        raise FieldError(f"{name}Map", found=texts, expected="texts by language")
    return next(((fields.text(texts, tag), primary_language(tag)) for tag in texts), (None, None))


def content(node: Fields) -> Content:
    """What an object says: its content, else its summary; HTML unless its media type says otherwise."""
    for name, media_type in (("content", fields.text(node, "mediaType")), ("summary", None)):
        text, language = natural_text(node, name)
        if text and media_type in (None, "text/html"):
            return Content(html_to_text(text), "text/markdown", language)
        if text:
            return Content(text, _MEDIA_TYPES.get(media_type or "", "text/plain"), language)
    return Content("", "text/plain", None)


def context_language(context: object) -> str | None:
    """The language that a ``@context`` gives to all texts without one of their own."""
    tags = (member.get("@language") for member in as_list(context) if isinstance(member, dict))
    return next((primary_language(tag) for tag in tags if isinstance(tag, str)), None)
