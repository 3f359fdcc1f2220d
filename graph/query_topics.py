"""Topics that a query names, and the other names that evidence may have for them.

"Apprentissage automatique" and "machine learning" are one topic: where too few people match the words as typed, the
topic's other names, in any language, are looked for as well. Only there: measured on six collections, other names added
to every query help nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.array_files import IntArray
from graph.lookups import LONGEST_NAME, Lookups
from graph.ranking.query import Query, read_query
from graph.view import View
from nlp.function_words import ORDINARY_SHORT_WORDS
from nlp.words import SEPARATOR, Words, folded, longer, words_of

ENOUGH_PEOPLE = 10
"""Who match the words as typed: other words are then not needed."""
MOST_WORDS = 60
"""Of a query in which topics are looked for; who pastes a page names them early."""
SHORTEST_PLAIN = 3
"""Letters; a shorter name counts only as it is written in the list."""
LONGEST_ACRONYM = 5
OTHER_NAME = 0.5
"""What another name weighs, beside words that some evidence has."""
NARROWER = 0.5
"""What a narrower topic's name weighs, of that."""


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a query names."""

    topic: int
    surface: str
    """The words of the query that name it."""


# ── which topics ──────────────────────────────────────────────────────────────────────────────────────────────


def named_topics(view: View, text: str) -> tuple[NamedTopic, ...]:
    """The topics that a query names, in order of place: the longest names, and no name inside another.

    Of several topics with one name it is the one that most documents mention.
    """
    words = words_of(text)
    named, end = [], 0
    for first, last, topics in _longest_runs(view, words):
        if first < end:
            continue
        start, stop = words.span(first, last)
        surface = text[start:stop]
        meant = [topic for topic in topics if view.hiding.topics[topic] and _is_meant(view, topic, surface)]
        if meant:
            named.append(NamedTopic(max(meant, key=lambda topic: (_mentions(view, topic), -topic)), surface))
            end = last + 1
    return tuple({one.topic: one for one in reversed(named)}.values())[::-1]


def _longest_runs(view: View, words: Words) -> Iterator[tuple[int, int, list[int]]]:
    """First and last word of every run that is a name, with the topics of that name; longest first at each place."""
    lookups = Lookups.of(view.snapshot)
    places, hashes = _runs(words.hashes[:MOST_WORDS])
    starts = np.searchsorted(lookups.name_hashes, hashes)
    stops = np.searchsorted(lookups.name_hashes, hashes, side="right")
    for found in np.flatnonzero(starts < stops).tolist():
        yield *places[found], lookups.name_topics[starts[found] : stops[found]].tolist()


def _runs(hashes: Sequence[int]) -> tuple[list[tuple[int, int]], np.ndarray[tuple[int], np.dtype[np.uint64]]]:
    places, values = [], []
    for first in range(len(hashes)):
        run, here = 0, []
        for last in range(first, min(first + LONGEST_NAME, len(hashes))):
            if hashes[last] == SEPARATOR:
                break
            run = longer(run, hashes[last]) if last > first else hashes[last]
            here.append(((first, last), run))
        for place, run in reversed(here):
            places.append(place)
            values.append(run)
    return places, np.array(values, np.uint64)


def _is_meant(view: View, topic: int, surface: str) -> bool:
    """Whether a name counts as it was typed: ``go`` is a word, ``Go`` a language."""
    names = view.topic(topic).names()
    if len(surface) < SHORTEST_PLAIN:
        return surface in names
    if folded(surface) in ORDINARY_SHORT_WORDS and len(surface) <= LONGEST_ACRONYM:
        return surface in names or not any(
            name.isupper() and folded(name) == folded(surface) for name in names
        )
    return True


def _mentions(view: View, topic: int) -> int:
    offsets = view.snapshot.evidence.topic_documents.offsets
    return int(offsets[topic + 1] - offsets[topic])


# ── other names ───────────────────────────────────────────────────────────────────────────────────────────────


def with_other_names(view: View, query: Query, named: Sequence[NamedTopic]) -> Query:
    """The query with the other names of topics whose words fewer than ten people use."""
    extra: dict[int, float] = {}
    for one in named:
        known = read(view, one.surface)
        if _n_people(view, known) < ENOUGH_PEOPLE:
            weight = mean_weight(query, known.terms) * (1.0 if known.unmatched else OTHER_NAME)
            for name, factor in _other_names(view, one):
                _add_name(extra, read(view, name), weight * factor)
    return widened(query, extra)


def read(view: View, text: str) -> Query:
    """A text as a query of this snapshot."""
    return read_query(text, view.snapshot.evidence, languages=view.snapshot.manifest.languages)


def widened(query: Query, extra: dict[int, float]) -> Query:
    """The query with more terms; one that it has already keeps the greater weight."""
    if not extra:
        return query
    weights = dict(zip(query.terms.tolist(), query.weights.tolist(), strict=True))
    for term, weight in extra.items():
        weights[term] = max(weights.get(term, 0.0), weight)
    terms = np.array(sorted(weights), np.int64)
    return Query(
        query.text,
        terms,
        np.array([weights[term] for term in terms.tolist()]),
        query.matched,
        query.unmatched,
    )


def _n_people(view: View, known: Query) -> int:
    """How many people use the rarest word, at most; 0 if some word is nobody's."""
    if known.unmatched or not len(known.terms):
        return 0
    return int(min(_users(view, read(view, word).terms) for word in known.matched))


def _users(view: View, terms: IntArray) -> int:
    return int(view.snapshot.evidence.term_people[terms].max(initial=0))


def mean_weight(query: Query, terms: IntArray | None = None) -> float:
    """What some words weigh in the query, on average; as much as any if they are not in it."""
    mine = np.isin(query.terms, query.terms if terms is None else terms)
    weights = query.weights[mine] if mine.any() else query.weights
    return float(weights.mean()) if len(weights) else 1.0


def _other_names(view: View, named: NamedTopic) -> Iterator[tuple[str, float]]:
    typed = folded(named.surface)
    for name in view.topic(named.topic).names():
        if folded(name) != typed:
            yield name, 1.0
    for topic in Lookups.of(view.snapshot).narrower(named.topic).tolist():
        if view.hiding.topics[topic]:
            for name in dict.fromkeys(view.topic(topic).labels.values()):
                yield name, NARROWER


def _add_name(extra: dict[int, float], name: Query, weight: float) -> None:
    """Add a name that evidence has in full: its words share the weight."""
    if not name.unmatched:
        for term in name.terms.tolist():
            extra[term] = max(extra.get(term, 0.0), weight / len(name.terms))
