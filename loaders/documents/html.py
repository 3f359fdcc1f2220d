"""HTML files: what their head says of them, and the main text without the furniture around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser, LexborNode

from loaders.documents.markdown import split_heading
from loaders.documents.page import Page, decode
from loaders.html_text import node_to_text
from loaders.table import comparable

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_FURNITURE = frozenset({"nav", "footer", "aside"})
_MOST_LINKED_DATA = 200_000


def read(content: bytes) -> Page | None:
    """The page; ``None`` if the file holds no text."""
    charset = _CHARSET.search(content[:_HEAD_BYTES])
    text = decode(content, charset.group(1).decode("ascii") if charset else None)
    if text is None:
        return None
    parser = LexborHTMLParser(text)
    main = parser.css_first("main") or parser.css_first("article")
    root = main or parser.body or parser.root
    skip = _FURNITURE if main else _FURNITURE | {"header"}
    heading, words = split_heading(node_to_text(root, skip=skip)) if root else (None, "")
    fields = _fields(parser)
    if heading:
        fields.pop("title", None)
    return Page(words.strip("\n"), "text/markdown", heading, fields)


def _fields(parser: LexborHTMLParser) -> dict[str, object]:
    """By name; what ``meta`` elements say counts more than linked data, and that more than the window's title."""
    fields: dict[str, object] = {}
    if title := parser.css_first("title"):
        fields["title"] = " ".join(title.text().split())
    if (html := parser.css_first("html")) and (language := html.attributes.get("lang")):
        fields["lang"] = language
    for script in parser.css('script[type="application/ld+json"]'):
        fields.update(_linked_data(script))
    said: dict[str, list[str]] = {}
    for meta in parser.css("meta"):
        name = meta.attributes.get("name") or meta.attributes.get("property")
        if name and (value := (meta.attributes.get("content") or "").strip()):
            said.setdefault(comparable(name), []).append(value)
    return fields | said


def _linked_data(script: LexborNode) -> Iterator[tuple[str, object]]:
    text = script.text()
    try:
        value: Any = orjson.loads(text) if len(text) <= _MOST_LINKED_DATA else None
    except orjson.JSONDecodeError:
        return
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, dict) and ("author" in node or "datePublished" in node):
            yield "date_published", node.get("datePublished")
            yield "author", node.get("author")
            return
