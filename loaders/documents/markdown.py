"""Markdown files: YAML front matter, the heading on top, and the text as it is."""

from __future__ import annotations

import re

from loaders.documents.page import Fields, Page, decode
from loaders.documents.yaml_fields import read_yaml

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT_MATTER = 100_000
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"#[ \t]+(?P<atx>\S.*?)[ \t]*#*[ \t]*(?:\n|\Z)|(?P<setext>\S[^\n]*)\n=+[ \t]*(?:\n|\Z)")


def read(content: bytes) -> Page | None:
    """The page; ``None`` if the file holds no text."""
    text = decode(content)
    if text is None:
        return None
    fields: Fields = {}
    problem = None
    match = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER])
    if match:
        fields, problem = read_yaml(match.group(1))
        text = text[match.end() :]
    heading, text = split_heading(text)
    return Page(text.strip("\n"), "text/markdown", heading, fields, problem)


def split_heading(text: str) -> tuple[str | None, str]:
    """The heading of the first level that a text begins with, and the rest.

    Examples
    --------
    >>> split_heading("# Rolling back\\n\\nUse Helm.")
    ('Rolling back', '\\nUse Helm.')
    >>> split_heading("Use Helm.\\n\\n# Later")
    (None, 'Use Helm.\\n\\n# Later')
    """
    start = 0
    while comment := _COMMENT.match(text, start):
        start = comment.end()
    start += len(text[start:]) - len(text[start:].lstrip())
    match = _HEADING.match(text, start)
    if match is None:
        return None, text
    return (match.group("atx") or match.group("setext")).strip(), text[:start].strip() + text[match.end() :]
