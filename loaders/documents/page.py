"""A file as read: its text, and what it says of itself under whatever names its format has."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.document import MediaType
from loaders.well_formed import line_ends, well_formed

Fields = Mapping[str, object]
"""Texts, or lists and mappings of them, by name in :func:`loaders.table.comparable` form."""

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader of one format makes of a file."""

    text: str
    media_type: MediaType
    heading: str | None = None
    """The heading that stands above everything and is taken out of the text."""
    fields: Fields = field(default_factory=dict)
    problem: str | None = None
    """What of the fields could not be read."""


def decode(content: bytes, charset: str | None = None) -> str | None:
    """A file's text: by its byte order mark, the charset it declares, UTF-8 or Windows-1252; ``None`` if it is none."""
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if marked is None and b"\x00" in content:
        return None
    for name in (marked, charset, "utf-8"):
        try:
            if name:
                return _plain(content.decode(name))
        except (LookupError, ValueError):
            continue
    return _plain(content.decode("windows-1252", "replace"))


def _plain(text: str) -> str:
    return well_formed(line_ends(text))
