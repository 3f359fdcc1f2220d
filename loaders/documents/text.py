"""Plain text files: nothing but their words."""

from __future__ import annotations

from loaders.documents.page import Page, decode


def read(content: bytes) -> Page | None:
    """The page; ``None`` if the file holds no text."""
    text = decode(content)
    return None if text is None else Page(text.strip("\n"), "text/plain")
