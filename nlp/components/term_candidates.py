"""Which runs of words may name a subject, from the letters of :mod:`nlp.components.word_classes`.

English terms end in their head ("virtual network interface"), French terms begin with it and go on with prepositions
("conduite du changement", "mise en œuvre d'un plan"). The longest run is taken, and the shorter ones inside it that
keep the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

RUNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": re.compile(r"[ANTG](?:h?[ANTG])*"),
        "fr": re.compile(r"A?[NTG](?:h?[ANTG]|dl?A?[NTG])*"),
    }
)
CONTENT = frozenset("ANTG")
HEADS = frozenset("NTG")
TELLING = frozenset("NT")
"""One of these must be among the words."""

Place = tuple[int, int]
"""First token, and the one after the last."""


def candidates(letters: str, language: str, *, longest: int) -> Iterator[Place]:
    """Places of runs that may be terms, in order of place, the longest first where several begin together."""
    for run in RUNS[language].finditer(letters):
        content = [index for index in range(run.start(), run.end()) if letters[index] in CONTENT]
        find = _english if language == "en" else _french
        for first, after in find(letters, content, longest):
            if not TELLING.isdisjoint(letters[first:after]):
                yield first, after


def _english(letters: str, content: list[int], longest: int) -> Iterator[Place]:
    """What ends in the last noun of a run, and in runs that are too long any two words."""
    while content and letters[content[-1]] not in HEADS:
        content.pop()
    if not content:
        return
    if len(content) > longest:
        for first, last in pairwise(content[:-1]):
            if letters[last] in HEADS and not _joined(letters, first):
                yield first, last + 1
    for first in content[-longest:]:
        if not _joined(letters, first):
            yield first, content[-1] + 1


def _french(letters: str, content: list[int], longest: int) -> Iterator[Place]:
    """What begins with the first word of a run, and in runs that are too long what begins with another noun."""
    if not _joined(letters, content[0]):
        yield from _beginnings(letters, content, longest)
    while len(content) > longest:
        content = content[1:]
        if letters[content[0]] in HEADS and not _joined(letters, content[0]):
            yield from _beginnings(letters, content, 2)


def _beginnings(letters: str, content: list[int], longest: int) -> Iterator[Place]:
    for n_words in range(min(longest, len(content)), 0, -1):
        chosen = content[:n_words]
        after = chosen[-1] + 1
        has_head = not HEADS.isdisjoint(letters[index] for index in chosen)
        if has_head and letters[after : after + 1] != "h" and not _dangles(letters, chosen[-1]):
            yield chosen[0], after


def _dangles(letters: str, index: int) -> bool:
    """Whether the last word is an adjective whose noun, after a preposition, is cut off: "plan de grande"."""
    return letters[index] == "A" and letters[index - 1] in "dl"


def _joined(letters: str, index: int) -> bool:
    """Whether a hyphen ties the word to the one before."""
    return index > 0 and letters[index - 1] == "h"
