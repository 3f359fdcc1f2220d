"""Names and labels by what somebody types: scanned as bytes where they lie, without a Python string for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from graph.array_files import IntArray, StringTable
from graph.terms import stem, words_in
from nlp.words import folded

SURROGATES = "surrogatepass"


def holding(table: StringTable, text: str) -> IntArray:
    """The positions of all strings that hold a text, ascending.

    Notes
    -----
    One pass of a regular expression over the mapped bytes: about 1 ms a megabyte.
    """
    wanted = text.encode("utf-8", SURROGATES)
    if not wanted or not len(table.data):
        return np.empty(0, np.int64)
    matches = re.finditer(b"(?=" + re.escape(wanted) + b")", table.data.data)
    starts = np.fromiter((match.start() for match in matches), np.int64)
    places = np.searchsorted(table.offsets, starts, side="right") - 1
    inside = starts + len(wanted) <= table.offsets[places + 1]
    return np.unique(places[inside])


def with_word_starts(table: StringTable, text: str) -> list[int]:
    """The positions of all strings in which each word of a text begins a word, ascending.

    Strings and text are folded: lower case, no accents.
    """
    words = text.split()
    if not words:
        return []
    candidates = holding(table, max(words, key=len))
    patterns = [re.compile(rf"(?<![^\W_]){re.escape(word)}") for word in words]
    return [
        place for place in candidates.tolist() if all(pattern.search(table[place]) for pattern in patterns)
    ]


def folded_words(text: str) -> str:
    """A text as names and labels are kept for search, its spaces made single."""
    return " ".join(folded(text).split())


# ── words of a question in a text ─────────────────────────────────────────────────────────────────────────────

ACCENTED = tuple(
    (letter, plain)
    for letter in map(chr, range(0xDF, 0x17F))
    if letter.islower() and len(plain := folded(letter)) == 1 and plain.isascii()
)
LETTERS = "[^\\W_]*"


def unaccented(text: str) -> str:
    """Small letters without the accents of European languages, as long as the text, so that offsets hold.

    Notes
    -----
    A replacement for each accented letter costs a tenth of looking at every character.
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(map(_small, text))
    if not small.isascii():
        for letter, plain in ACCENTED:
            small = small.replace(letter, plain)
    return small


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


class WordFinder:
    """Finds the words of a question in texts, inflected ones too.

    Parameters
    ----------
    words
        As typed.
    languages
        Languages by whose rules a word's other forms are known.
    """

    def __init__(self, words: Iterable[str], languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        forms = {form for text in words for word in words_in(text) for form in word.forms}
        self._stems = frozenset(stem for form in forms for stem in self._stems_of(form))
        beginnings = {_common(form, stem) for form in forms for stem in self._stems_of(form)} - {""}
        # Nothing but letters first: the engine then looks for one of few first characters, ten times as fast.
        self._pattern = re.compile(f"(?:{'|'.join(sorted(beginnings))}){LETTERS}") if beginnings else None

    def spans(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
        """Where the words are, in order; ``text`` is :func:`unaccented`."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text, start, len(text) if stop is None else stop):
            begins = match.start() == 0 or not text[match.start() - 1].isalnum()
            if begins and not self._stems.isdisjoint(self._stems_of(match[0])):
                yield match.span()

    def _stems_of(self, form: str) -> list[str]:
        return [found for language in self._languages if (found := stem(form, language))]


def _common(form: str, stemmed: str) -> str:
    """What a word and its stem begin with."""
    length = next((i for i, (a, b) in enumerate(zip(form, stemmed, strict=False)) if a != b), len(stemmed))
    return form[:length]
