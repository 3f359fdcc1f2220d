"""Topics that a query names, and the other names that evidence may have for them.

"Apprentissage automatique" and "machine learning" are one topic. Its other names are looked for as well where too few
people use the words as typed. Only there: measured on eight collections in one language, other names added to every
query help nobody. In a collection of several languages :mod:`graph.any_language` looks for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.array_files import IntArray
from graph.lookups import LONGEST_NAME, Lookups
from graph.model import USUAL_ALIASES, Topic
from graph.ranking.query import Query, read_query
from graph.view import View
from nlp.function_words import FUNCTION_WORDS, ORDINARY_SHORT_WORDS
from nlp.name_rules import is_acronym
from nlp.words import SEPARATOR, Words, folded, longer, name_key, words_of

ENOUGH_PEOPLE = 10
"""Who match the words as typed: other words are then not needed."""
MOST_WORDS = 60
"""Of a query in which topics are looked for; who pastes a page names them early."""
LONGEST_EXACT = 2
"""Letters; a name this short counts only as it is written in the list."""
OTHER_NAME = 0.5
"""What another name weighs, beside words that some evidence has."""
NARROWER = 0.5
"""What a narrower topic's name weighs, of that."""
_ORDINARY_WORDS = ORDINARY_SHORT_WORDS.union(*FUNCTION_WORDS.values())


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that a query names."""

    topic: int
    surface: str
    """The words of the query that name it first."""
    again: tuple[str, ...] = ()
    """Other words that name it, in order."""


# ── which topics ──────────────────────────────────────────────────────────────────────────────────────────────


def named_topics(view: View, text: str) -> tuple[NamedTopic, ...]:
    """The topics that a query names, in order of place: the longest names, of these the labels, and none over another.

    Of several topics with one name it is the one that most documents mention. Key terms of the texts count only where
    they are more than a word and no topic of the vocabulary is named.
    """
    words = words_of(text)
    found = [
        (named.is_term, first - last, not named.is_label, first, last, named.topic)
        for first, last, run, topics in _longest_runs(view, words)
        for named in _meant(view, topics, text[slice(*words.span(first, last))], run)
        if last > first or not named.is_term
    ]
    places: dict[int, list[tuple[int, str]]] = {}
    taken: set[int] = set()
    for *_, first, last, topic in sorted(found):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            places.setdefault(topic, []).append((first, text[slice(*words.span(first, last))]))
    return tuple(
        NamedTopic(topic, named[0][1], tuple(surface for _, surface in named[1:]))
        for topic, named in sorted(places.items(), key=lambda item: item[1])
    )


def _longest_runs(view: View, words: Words) -> Iterator[tuple[int, int, int, list[int]]]:
    """First and last word of every run that is a name, its hash and the topics of that name; longest first at each
    place."""
    lookups = Lookups.of(view.snapshot)
    runs = _runs(words.hashes[:MOST_WORDS])
    hashes = np.array([run for _, _, run in runs], np.uint64)
    starts = np.searchsorted(lookups.name_hashes, hashes)
    stops = np.searchsorted(lookups.name_hashes, hashes, side="right")
    for found in np.flatnonzero(starts < stops).tolist():
        yield *runs[found], lookups.name_topics[starts[found] : stops[found]].tolist()


def _runs(hashes: Sequence[int]) -> list[tuple[int, int, int]]:
    """First and last word and hash of every run of words between two separators; longest first at each place."""
    runs: list[tuple[int, int, int]] = []
    for first in range(len(hashes)):
        run, here = 0, list[tuple[int, int, int]]()
        for last in range(first, min(first + LONGEST_NAME, len(hashes))):
            if hashes[last] == SEPARATOR:
                break
            run = longer(run, hashes[last]) if last > first else hashes[last]
            here.append((first, last, run))
        runs += reversed(here)
    return runs


class _Meant(NamedTuple):
    """A topic that a run of words names, and by what."""

    topic: int
    is_term: bool
    is_label: bool


def _meant(view: View, topics: Sequence[int], surface: str, run: int) -> list[_Meant]:
    """The topic that a run of words names as it was typed, if any."""
    meant: list[_Meant] = []
    for topic in topics:
        known = view.topic(topic)
        names = [name for name in known.names() if name_key(name) == run and _counts(name, surface)]
        if names and view.hiding.topics[topic]:
            meant.append(
                _Meant(topic, known.kind == "term", not set(names).isdisjoint(known.labels.values()))
            )
    return sorted(meant, key=lambda one: (one.is_term, -_mentions(view, one.topic), one.topic))[:1]


def _counts(name: str, surface: str) -> bool:
    """``go`` is a word and ``Go`` a language; ``plus`` is no plural of ``PLU``."""
    typed = folded(surface)
    if surface in (name, f"{name}s"):
        return True
    if len(name) <= LONGEST_EXACT or typed in _ORDINARY_WORDS:
        return False
    return not is_acronym(name) or typed == folded(name)


def _mentions(view: View, topic: int) -> int:
    offsets = view.snapshot.evidence.topic_documents.offsets
    return int(offsets[topic + 1] - offsets[topic])


# ── other names ───────────────────────────────────────────────────────────────────────────────────────────────


def with_other_names(view: View, query: Query, named: Sequence[NamedTopic]) -> Query:
    """The query with the other names of its topics and of narrower ones, where fewer than ten people use the words as
    typed."""
    extra: dict[int, float] = {}
    for one in named:
        known = read(view, one.surface)
        if n_people(view, known) < ENOUGH_PEOPLE:
            weight = mean_weight(query, known.terms) * (1.0 if known.unmatched else OTHER_NAME)
            for name, factor in other_names(view, one):
                add_name(extra, read(view, name), weight * factor)
    return widened(query, extra)


def read(view: View, text: str) -> Query:
    """A text as a query of this snapshot."""
    return read_query(text, view.snapshot.evidence, languages=view.snapshot.manifest.languages)


def widened(query: Query, extra: Mapping[int, float]) -> Query:
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


def mean_weight(query: Query, terms: IntArray | None = None) -> float:
    """What some words weigh in the query, on average; as much as any if they are not in it."""
    mine = np.isin(query.terms, query.terms if terms is None else terms)
    weights = query.weights[mine] if mine.any() else query.weights
    return float(weights.mean()) if len(weights) else 1.0


def n_people(view: View, known: Query) -> int:
    """How many people use the rarest word, at most; 0 if some word is nobody's."""
    if known.unmatched or not len(known.terms):
        return 0
    users = view.snapshot.evidence.term_people
    return int(min(users[read(view, word).terms].max(initial=0) for word in known.matched))


def other_names(view: View, named: NamedTopic) -> Iterator[tuple[str, float]]:
    """Names of a topic that were not typed, and those of narrower topics; with what each weighs."""
    typed = folded(named.surface)
    topic = view.topic(named.topic)
    for name in usual_names(topic, sorted({*topic.labels, *topic.aliases})):
        if folded(name) != typed:
            yield name, 1.0
    for topic in Lookups.of(view.snapshot).narrower(named.topic).tolist():
        if view.hiding.topics[topic]:
            for name in dict.fromkeys(view.topic(topic).labels.values()):
                yield name, NARROWER


def usual_names(topic: Topic, languages: Iterable[str]) -> list[str]:
    """The labels and the best known aliases of a topic in some languages; each once."""
    names = (
        name
        for language in languages
        for name in (topic.labels.get(language), *topic.aliases.get(language, ())[:USUAL_ALIASES])
        if name
    )
    return list(dict.fromkeys(names))


def add_name(extra: dict[int, float], name: Query, weight: float) -> None:
    """Add a name that evidence has in full: its words share the weight."""
    if not name.unmatched:
        for term in name.terms.tolist():
            extra[term] = max(extra.get(term, 0.0), weight / len(name.terms))
