"""What the text stage hands on: mentions of topics, each with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Act = Literal["asks", "answers", "mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic seen in a text.

    ``start`` and ``end`` are character offsets into the document's ``full_text`` (title, blank line, text).
    """

    topic_id: str
    start: int
    end: int
    surface: str
    method: str
    """How it was found: ``label``, ``alias``, ``keyphrase``, ``embedding``."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the text stage says of one text."""

    language: str
    """A configured language's tag."""
    kept: tuple[tuple[int, int], ...]
    """The spans of ``full_text`` that are the author's own words, in order, not overlapping: what ranking indexes."""
    mentions: tuple[Mention, ...]
    act: Act = "mentions"

    def own_words(self, full_text: str) -> str:
        """The kept spans, each on a line."""
        return "\n".join(full_text[start:end] for start, end in self.kept)


@dataclass(frozen=True, slots=True)
class RankedTopic:
    """A topic's place among those that a text may be about."""

    topic_id: str
    score: float
    """Higher is better; at most 1."""


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text to be read, by the hash of what is read (``Document.text_hash``)."""

    text_hash: str
    full_text: str
    media_type: str
    language_hint: str | None = None
