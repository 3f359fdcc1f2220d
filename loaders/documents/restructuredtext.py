"""reStructuredText files: a field list or a header such as mail has, the title, and the text as it is."""

from __future__ import annotations

import re

from loaders.documents.page import Page, decode
from loaders.table import comparable

_MARK = r"[=\-`:.'\"~^_*+#]"
_TITLE = re.compile(
    rf"(?:(?P<over>{_MARK})(?P=over)+[ \t]*\n[ \t]*(?P<boxed>\S[^\n]*)\n(?P=over)+[ \t]*(?:\n|\Z)"
    rf"|(?P<plain>\S[^\n]*)\n(?P<under>{_MARK})(?P=under){{2,}}[ \t]*(?:\n|\Z))"
)
_FIELD = re.compile(r":(?P<name>[^:\n]{1,60}):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_HEADER = re.compile(r"(?P<name>[A-Z][\w-]{0,40}):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_TARGET_OR_COMMENT = re.compile(r"\.\.(?:[ ](?![\w:-]+::|\[|\|)[^\n]*)?\n(?:[ \t]+[^\n]*\n|[ \t]*\n)*")


def read(content: bytes) -> Page | None:
    """The page; ``None`` if the file holds no text."""
    text = decode(content)
    if text is None:
        return None
    text = _after_comments(text)
    fields, text = _take_fields(text, _HEADER)
    heading, rest = (None, text) if fields else _split_title(text)
    more, rest = _take_fields(_after_comments(rest), _FIELD)
    return Page(rest.strip("\n"), "text/x-rst", heading, {**more, **fields})


def _after_comments(text: str) -> str:
    text = text.lstrip("\n")
    while comment := _TARGET_OR_COMMENT.match(text):
        text = text[comment.end() :]
    return text


def _split_title(text: str) -> tuple[str | None, str]:
    match = _TITLE.match(text)
    if match is None:
        return None, text
    return (match.group("boxed") or match.group("plain")).strip(), text[match.end() :].lstrip("\n")


def _take_fields(text: str, pattern: re.Pattern[str]) -> tuple[dict[str, object], str]:
    """Fields up to the first blank line, indented lines going on with the one before; and the text after them."""
    fields: dict[str, list[str]] = {}
    lines: list[str] = []
    head, blank, rest = text.partition("\n\n")
    for line in head.split("\n"):
        match = pattern.fullmatch(line)
        if match:
            lines = fields.setdefault(comparable(match.group("name")), [])
            lines.append(match.group("value") or "")
        elif fields and line.startswith((" ", "\t")):
            lines.append(line.strip())
        else:
            return {}, text
    return {name: "\n".join(value).strip() for name, value in fields.items()}, rest if blank else ""
