"""Names and labels by what somebody types: scanned as bytes where they lie, without a Python string for each."""

from __future__ import annotations

import re

import numpy as np

from graph.array_files import IntArray, StringTable
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
    matches = re.finditer(b"(?=" + re.escape(wanted) + b")", memoryview(table.data))
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
