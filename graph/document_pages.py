"""Documents as they are shown: as evidence beside a name, with the words that matter, or on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.association import NO_WEIGHT, VERB_WEIGHTS
from graph.model import DocumentPage, SupportingDocument
from graph.text_search import WordFinder, unaccented
from graph.view import View, instant
from loaders.well_formed import web_address

Span = tuple[int, int]

EXCERPT_LENGTH = 240
LEAD = 60
"""Characters shown before the first match, for its sense."""
SEARCHED = 100_000
"""Characters of a text that are searched for a match; a book has its words early, or is not shown by them."""
LEFT_OUT = " … "
SPACE = re.compile(r"\s+")
HEADING_MARK = re.compile(r"(?<=\n)[ \t]*#{1,6}(?=[ \t])")
"""Of Markdown; in the middle of a line it says nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What makes a passage worth showing."""

    words: WordFinder | None = None
    """Finds the words of the query."""
    topics: frozenset[int] = frozenset()
    """Topic indices."""


NOTHING_WANTED = Wanted()


def supporting_document(
    view: View, document: int, person: int, *, share: float, wanted: Wanted = NOTHING_WANTED
) -> SupportingDocument:
    """A document as evidence for a person."""
    documents, ids = view.snapshot.documents, view.snapshot.evidence.document_ids
    text, highlights = excerpt(view, document, wanted)
    return SupportingDocument(
        document_id=ids[document],
        title=view.title(document),
        excerpt=text,
        highlights=highlights,
        created_at=instant(view.snapshot.documents.written_at[document]),
        verbs=verbs_of(view, document, person),
        source_id=documents.source_ids[int(documents.source[document])],
        container=view.container(document),
        url=web_address(documents.urls[document]),
        share=share,
    )


def verbs_of(view: View, document: int, person: int) -> tuple[str, ...]:
    """What a person did with a document, the strongest first."""
    acts = view.snapshot.acts
    rows = slice(acts.offsets[document], acts.offsets[document + 1])
    verbs = np.unique(acts.verb[rows][acts.person[rows] == person])
    return tuple(sorted((acts.verbs[int(verb)] for verb in verbs), key=_strength_of_verb))


def _strength_of_verb(verb: str) -> tuple[float, str]:
    return (-VERB_WEIGHTS.get(verb, NO_WEIGHT).knowledge, verb)


# ── excerpts ──────────────────────────────────────────────────────────────────────────────────────────────────


def excerpt(view: View, document: int, wanted: Wanted = NOTHING_WANTED) -> tuple[str, tuple[Span, ...]]:
    """The author's own words around the first match, and where the matches are in them.

    Only what the text stage found to be the author's own is searched and shown: never a quotation. Where something
    was left out between, there is ``…``. Without a match, the beginning of the own words.
    """
    words, found = _own_words(view, document, wanted.topics)
    plain = unaccented(words[:SEARCHED])
    first = next(wanted.words.spans(plain), None) if wanted.words else None
    start, stop = _window(words, min(found if first is None else [first, *found], default=(0, 0))[0])
    found = [(begin, end) for begin, end in found if start <= begin and end <= stop]
    if wanted.words:
        found += wanted.words.spans(plain, start, stop)
    passage = view.hiding.shown(words[start:stop])
    text, spans = _single_spaced(passage, [(a - start, b - start) for a, b in _joined(sorted(found))])
    return _with_cuts(text, spans, before=start > 0, after=stop < len(words))


def _own_words(view: View, document: int, topics: frozenset[int]) -> tuple[str, list[Span]]:
    """The own words below the title, and the spans in them where the topics are mentioned."""
    text = view.snapshot.full_text(document)
    mentions = _topic_spans(view, document, topics)
    pieces, places, length = [], [], 0
    for start, end in _own_spans(view, document):
        places += [
            (length + begin - start, length + stop - start)
            for begin, stop in mentions
            if start <= begin and stop <= end
        ]
        pieces.append(text[start:end])
        length += end - start + len(LEFT_OUT)
    return LEFT_OUT.join(pieces), places


def _own_spans(view: View, document: int) -> list[Span]:
    documents, body = view.snapshot.documents, _body_start(view, document)
    rows = slice(documents.own_offsets[document], documents.own_offsets[document + 1])
    spans = ((max(start, body), end) for start, end in documents.own_spans[rows].tolist())
    return [(start, end) for start, end in spans if start < end]


def _body_start(view: View, document: int) -> int:
    """Where the text begins in the full text: the title is shown beside the excerpt anyhow."""
    title = view.snapshot.documents.titles[document]
    return len(title) + 2 if title else 0


def _topic_spans(view: View, document: int, topics: frozenset[int]) -> list[Span]:
    if not topics:
        return []
    documents = view.snapshot.documents
    rows = slice(documents.mention_offsets[document], documents.mention_offsets[document + 1])
    mentioned = zip(
        documents.mention_topic[rows].tolist(), documents.mention_spans[rows].tolist(), strict=True
    )
    return [(start, end) for topic, (start, end) in mentioned if topic in topics]


def _window(text: str, match: int) -> Span:
    """Where a passage begins and ends that shows a place: between words, a little before it."""
    start = max(0, match - LEAD)
    if start and not text[start - 1].isspace():
        space = SPACE.search(text, start, match)
        start = space.end() if space else match
    stop = min(len(text), start + EXCERPT_LENGTH)
    if stop < len(text):
        space_at = text.rfind(" ", start + EXCERPT_LENGTH // 2, stop)
        stop = space_at if space_at >= 0 else stop
    return start, stop


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _single_spaced(passage: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A passage in one line, with its spans moved along."""
    cuts = [0, *(place for span in spans for place in span), len(passage)]
    pieces = [SPACE.sub(" ", HEADING_MARK.sub("", passage[start:end])) for start, end in pairwise(cuts)]
    pieces[0], pieces[-1] = pieces[0].lstrip(), pieces[-1].rstrip()
    moved = np.cumsum([len(piece) for piece in pieces]).tolist()
    return "".join(pieces), tuple(zip(moved[0:-1:2], moved[1::2], strict=True))


def _with_cuts(
    text: str, spans: Sequence[Span], *, before: bool, after: bool
) -> tuple[str, tuple[Span, ...]]:
    """A passage that shows where it was cut out of more."""
    lead = "… " if before else ""
    moved = tuple((start + len(lead), end + len(lead)) for start, end in spans)
    return f"{lead}{text}{' …' if after else ''}", moved


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────


def document_page(view: View, document_id: str) -> DocumentPage:
    """A document with its people and topics. Raises NotFoundError."""
    document = view.find_document(document_id)
    documents = view.snapshot.documents
    return DocumentPage(
        document_id=document_id,
        kind=documents.kinds[int(documents.kind[document])],
        title=view.title(document),
        text=view.hiding.shown(documents.texts[document]),
        created_at=instant(view.snapshot.documents.written_at[document]),
        source_id=documents.source_ids[int(documents.source[document])],
        container=view.container(document),
        url=web_address(documents.urls[document]),
        language=documents.languages[int(documents.language[document])],
        people=tuple(
            (view.person(person), verbs_of(view, document, person)) for person in _people_of(view, document)
        ),
        mentions=tuple(
            (view.topic(topic), spans) for topic, spans in _mentions_in_text(view, document).items()
        ),
    )


def _people_of(view: View, document: int) -> list[int]:
    """Who did anything with a document: authors first, then by identifier."""
    acts = view.snapshot.acts
    rows = slice(acts.offsets[document], acts.offsets[document + 1])
    people = acts.person[rows]
    authors = set(people[acts.is_author[rows]].tolist())
    shown = np.unique(people[view.visible[people]])
    return sorted(shown.tolist(), key=lambda person: (person not in authors, person))


def _mentions_in_text(view: View, document: int) -> dict[int, tuple[Span, ...]]:
    """Spans by topic, in the text without its title, by their first place."""
    documents, shift = view.snapshot.documents, _body_start(view, document)
    rows = slice(documents.mention_offsets[document], documents.mention_offsets[document + 1])
    spans: dict[int, list[Span]] = {}
    for topic, (start, end) in zip(
        documents.mention_topic[rows].tolist(), documents.mention_spans[rows].tolist(), strict=True
    ):
        if start >= shift:
            spans.setdefault(topic, []).append((start - shift, end - shift))
    shown = [topic for topic in spans if view.hiding.topics[topic]]
    in_order = sorted(shown, key=lambda topic: (min(spans[topic]), topic))
    return {topic: tuple(sorted(spans[topic])) for topic in in_order}
