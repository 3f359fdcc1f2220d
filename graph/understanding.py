"""What a query means to a snapshot: its words, the topics it names, and the words it probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.any_language import LookedFor, in_any_language, is_question
from graph.array_files import IntArray
from graph.query_topics import NamedTopic, named_topics, read, with_other_names
from graph.ranking.query import Query
from graph.spelling import meant_words
from graph.terms import stem, words_in
from graph.view import View
from nlp.words import folded

MOST_CORRECTED = 5
"""Unknown words that are corrected: a pasted page has many that are nobody's slip."""
_ASKING = (
    "ask asking anybody anyone contact expert expertise experience experienced experts explain familiar "
    "help helping helps know knowing known knows need needs please question questions somebody someone specialist talk "
    "understand understands aide aider aidez besoin cherche connais connaissance connaissances "
    "connaissent connait connaitre contacter demander experte expertes expliquer maitrise maitrisent "
    "maitriser parler quelqu sait savent savoir specialiste specialistes"
)
ASKING_WORDS = frozenset(_ASKING.split())
"""Words that ask for people and not for a subject, folded; they are searched for only where nothing else is asked."""
WORD = re.compile(r"\w+")
MOST_SUGGESTIONS = 5
SHORTEST_BEGINNING = 3
"""Letters of an unknown word from which on words that begin with it are suggested."""


@dataclass(frozen=True, slots=True, eq=False)
class Understood:
    """A query as it is searched for."""

    query: Query
    """The words as typed; other names of topics and corrected words where too few people match."""
    topics: tuple[int, ...]
    """Topics that it names, by index, in order."""
    words: tuple[str, ...]
    """What is worth marking in a text."""
    word_of: Mapping[str, str]
    """By term, the word that it stands for."""
    suggestions: tuple[str, ...]
    """For words that no evidence has: what was probably meant."""
    known_words: Mapping[str, IntArray]
    """Words that evidence has, as typed, corrected or in another language, with the terms that stand for them."""
    topic_words: frozenset[str]
    """Those of them that name a topic of the vocabulary."""
    n_lacking: int
    """Words that no evidence has, in no other spelling either."""
    by_other_names: bool
    """Whether evidence has a topic of the query under another name alone."""


def understand(view: View, text: str) -> Understood:
    """Read a query, of any length, as typed; in a question a slip as the word that was probably meant.

    In a text of many words what nobody else wrote is cut off or a number more often than a slip.
    """
    named, typed, wanted = _read(view, text)
    in_names = {folded(word) for one in named for word in read(view, one.surface).unmatched}
    lacking = [word for word in map(folded, wanted.query.unmatched) if word not in ASKING_WORDS]
    unknown = [word for word in lacking if word not in in_names][:MOST_CORRECTED]
    table = view.snapshot.words
    slips = unknown if is_question(typed) else []
    places = {word: place for word in slips for place in _meant(view, word)}
    meant = {word: table.words[place] for word, place in places.items()}
    corrected = {table.words[place]: np.array([table.term[place]], np.int64) for place in places.values()}
    query = wanted.query
    if meant:
        named, typed, wanted = _read(view, _corrected(text, meant))
        query = replace(wanted.query, text=text, matched=query.matched, unmatched=query.unmatched)
    names = (
        [name for one in named for name in view.topic(one.topic).names()] if wanted.query is not typed else []
    )
    words = tuple(dict.fromkeys([*query.matched, *corrected, *names, *wanted.words]))
    return Understood(
        query=query,
        topics=tuple(one.topic for one in named),
        words=words,
        word_of=_word_of(words, view.snapshot.manifest.languages),
        suggestions=tuple(dict.fromkeys([*corrected, *_beginning_with(view, unknown)]))[:MOST_SUGGESTIONS],
        known_words={**corrected, **wanted.terms_of},
        topic_words=frozenset(
            word
            for one in named
            if view.topic(one.topic).kind != "term"
            for word in read(view, one.surface).matched
        ),
        n_lacking=len(lacking) - len(meant),
        by_other_names=bool(names and in_names),
    )


def _read(view: View, text: str) -> tuple[tuple[NamedTopic, ...], Query, LookedFor]:
    """The topics that a text names, its words, and what is looked for."""
    named = named_topics(view, text)
    typed = _without_asking(view, read(view, text), named)
    return named, typed, _looked_for(view, typed, named)


def _looked_for(view: View, typed: Query, named: Sequence[NamedTopic]) -> LookedFor:
    if len(view.spoken) > 1:
        return in_any_language(view, typed, named)
    terms_of = {word: read(view, word).terms for word in typed.matched}
    return LookedFor(with_other_names(view, typed, named), terms_of)


def _without_asking(view: View, typed: Query, named: Sequence[NamedTopic]) -> Query:
    """The query without the words that ask for people, unless they belong to a topic or nothing else is asked.

    In a text of many words they are words like any other.
    """
    if not is_question(typed):
        return typed
    in_topics = {term for one in named for term in read(view, one.surface).terms.tolist()}
    asking = {
        term
        for word in typed.matched
        if folded(word) in ASKING_WORDS
        for term in read(view, word).terms.tolist()
    } - in_topics
    kept = ~np.isin(typed.terms, list(asking))
    matched = tuple(word for word in typed.matched if asking.isdisjoint(read(view, word).terms.tolist()))
    unmatched = tuple(word for word in typed.unmatched if folded(word) not in ASKING_WORDS)
    if not matched and not unmatched:
        return typed
    return Query(typed.text, typed.terms[kept], typed.weights[kept], matched, unmatched)


def _meant(view: View, word: str) -> list[int]:
    table, kept = view.snapshot.words, view.hiding.name_words
    if any(character.isdigit() for character in word):
        return []
    return [place for place in meant_words(table, word, limit=2) if table.words[place] not in kept][:1]


def _corrected(text: str, meant: Mapping[str, str]) -> str:
    """The text with the words that were probably meant."""
    return WORD.sub(lambda word: meant.get(folded(word.group()), word.group()), text)


def _beginning_with(view: View, unknown: Iterable[str]) -> list[str]:
    """The most frequent words that begin with an unknown one."""
    table, kept = view.snapshot.words, view.hiding.name_words
    found = []
    for word in unknown:
        if len(word) >= SHORTEST_BEGINNING:
            places = sorted(table.words.prefixed(word), key=lambda place: (-int(table.count[place]), place))
            found += [table.words[place] for place in places[:MOST_SUGGESTIONS]]
    return [word for word in found if word not in kept]


def _word_of(words: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in words:
        for word in words_in(text):
            for form in word.forms:
                for language in languages:
                    found.setdefault(stem(form, language), word.text)
    found.pop("", None)  # of a letter that stands alone in a word, as in K8S
    return found
