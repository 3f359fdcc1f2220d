"""Everyday words in another language: what a word of a question is also looked for by.

The words and their meanings are those of :mod:`nlp.everyday_words`; here they are found by any inflection and given as terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.terms import stem, words_in
from nlp.everyday_words import everyday_words
from nlp.function_words import FUNCTION_WORDS
from nlp.words import folded, word_key


@dataclass(frozen=True, slots=True)
class Translation:
    """A word with one of the meanings of another."""

    word: str
    term: str
    """That documents in its language have for it."""


def translations(form: str, *, asked_in: Iterable[str], languages: frozenset[str]) -> tuple[Translation, ...]:
    """Words of several languages with the meanings of a word, itself among them; none for a word that is not listed.

    Parameters
    ----------
    form
        Folded, in any inflection: one that differs by a plural from a listed word is that word, otherwise the words
        with its stem are meant.
    asked_in
        Languages that it may be a word of.
    languages
        Languages of the translations; only meanings that have words in several of them count.

    Examples
    --------
    >>> [found.word for found in translations("guessing", asked_in=["en"], languages=frozenset({"en", "fr"}))]
    ['guess', 'deviner']
    """
    dictionary = _dictionary(languages)
    sides = [dictionary.of[language] for language in asked_in if language in languages]
    rows = [row for side in sides for row in side.by_key.get(word_key(form), ())]
    rows = rows or [row for side in sides for row in side.by_stem.get(stem(form, side.language), ())]
    return tuple(dict.fromkeys(found for row in rows for found in dictionary.meanings[row]))


def languages_of(text: str, languages: frozenset[str]) -> list[str]:
    """The language that most words of a question are known in; several where that is a draw.

    Examples
    --------
    >>> languages_of("qui peut relire notre documentation ?", frozenset({"en", "fr"}))
    ['fr']
    """
    forms = [form for word in words_in(text) for form in word.forms[:1]]
    known = {
        language: sum(
            form in FUNCTION_WORDS.get(language, ()) or word_key(form) in side.by_key for form in forms
        )
        for language, side in _dictionary(languages).of.items()
    }
    most = max(known.values(), default=0)
    return [language for language, count in known.items() if count == most]


# ── the dictionary ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one language, and the meanings of each by number."""

    language: str
    by_key: dict[str, list[int]]
    """By :func:`nlp.words.word_key`."""
    by_stem: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Dictionary:
    meanings: list[list[Translation]]
    of: Mapping[str, _Side]
    """By language, in order of tag."""


@cache
def _dictionary(languages: frozenset[str]) -> _Dictionary:
    meanings: list[list[Translation]] = []
    sides = {language: _Side(language, {}, {}) for language in sorted(languages)}
    for words_of in everyday_words():
        spoken = [side for language, side in sides.items() if language in words_of]
        if len(spoken) > 1:
            meanings.append([found for side in spoken for found in _added(side, words_of, len(meanings))])
    return _Dictionary(meanings, sides)


def _added(side: _Side, words_of: Mapping[str, tuple[str, ...]], meaning: int) -> list[Translation]:
    """Note one language's words of a meaning."""
    added = []
    for word in words_of[side.language]:
        if term := stem(folded(word), side.language):
            side.by_key.setdefault(word_key(word), []).append(meaning)
            side.by_stem.setdefault(term, []).append(meaning)
            added.append(Translation(word, term))
    return added
