"""A text with its topics marked, for the terminal and as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from nlp.mention import Extraction, Mention

ASIDE, NAME, TERM = "aside", "name", "term"
STYLES: Mapping[str, str] = {ASIDE: "dim", NAME: "bold green", TERM: "bold cyan"}
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }}
.aside {{ color: #666; text-decoration: line-through }}
mark {{ border-radius: .3em; padding: .1em .3em }}
mark.name {{ background: #c9f0d3 }}
mark.term {{ background: #cfe4fb }}
mark small {{ color: #333 }}
td, th {{ text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top }}
</style></head>
<body>
<h1>{title}</h1>
<pre>{text}</pre>
<table><thead><tr><th>words</th><th>topic</th><th>place</th><th>found as</th><th>confidence</th></tr></thead>
<tbody>
{rows}
</tbody></table>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that is shown in one way."""

    text: str
    kind: str
    """``aside``, ``name``, ``term``, or empty for other own words."""
    topics: tuple[str, ...] = ()
    """Labels of the topics that are mentioned there."""


class Mark(NamedTuple):
    """How the words of mentions that overlap are shown."""

    end: int
    kind: str
    topics: tuple[str, ...]
    """Labels, shown after the last of the words."""


def pieces(full_text: str, extraction: Extraction, labels: Mapping[str, str]) -> list[Piece]:
    """The text cut where what is shown changes; together they are the text.

    Where mentions overlap, the longest is marked, with the topics of all that lie in it.
    """
    marks = {start: (end, mentions) for start, end, mentions in _outermost(extraction.mentions)}
    own = dict(extraction.kept)
    edges = {0, len(full_text), *own, *own.values(), *marks, *(end for end, _ in marks.values())}
    shown: list[Piece] = []
    own_end, mark = 0, Mark(0, "", ())
    for start, end in pairwise(sorted(edges)):
        own_end = own.get(start, own_end)
        if start in marks:
            mark = _mark(*marks[start], labels)
        text = full_text[start:end]
        if end <= mark.end:
            shown.append(Piece(text, mark.kind, mark.topics if end == mark.end else ()))
        else:
            shown.append(Piece(text, "" if end <= own_end or not text.strip() else ASIDE))
    return shown


def terminal_text(shown: Sequence[Piece]) -> Text:
    """The pieces in colors."""
    text = Text()
    for piece in shown:
        text.append(piece.text, STYLES.get(piece.kind))
        if piece.topics:
            text.append(f" [{', '.join(piece.topics)}]", "italic dim")
    return text


def html_page(title: str, shown: Sequence[Piece], extraction: Extraction, labels: Mapping[str, str]) -> str:
    """A page of its own, with no script and nothing from elsewhere."""
    return PAGE.format(
        language=escape(extraction.language),
        title=escape(title),
        text="".join(map(_html, shown)),
        rows="\n".join(_row(mention, labels) for mention in extraction.mentions),
    )


def _outermost(mentions: Sequence[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """Spans that hold all mentions that overlap, with these."""
    group: list[Mention] = []
    start = end = -1
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.start >= end:
            if group:
                yield start, end, group
            group, start, end = [], mention.start, mention.end
        group.append(mention)
        end = max(end, mention.end)
    if group:
        yield start, end, group


def _mark(end: int, mentions: Sequence[Mention], labels: Mapping[str, str]) -> Mark:
    is_named = any(mention.method != "keyphrase" for mention in mentions)
    topics = dict.fromkeys(labels.get(mention.topic_id, mention.topic_id) for mention in mentions)
    return Mark(end, NAME if is_named else TERM, tuple(topics))


def _html(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind in (NAME, TERM):
        topics = f" <small>{escape(', '.join(piece.topics))}</small>" if piece.topics else ""
        return f'<mark class="{piece.kind}">{text}{topics}</mark>'
    return f'<span class="aside">{text}</span>' if piece.kind == ASIDE else text


def _row(mention: Mention, labels: Mapping[str, str]) -> str:
    cells = (
        mention.surface,
        labels.get(mention.topic_id, mention.topic_id),
        f"{mention.start}–{mention.end}",
        mention.method,
        f"{mention.confidence:.2f}",
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
