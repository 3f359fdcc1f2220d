"""A user's words as weighted terms.

Early words weigh more than late ones, a word said twice counts twice, and what stands in brackets counts half: titles
come first, and brackets hold asides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix
from graph.terms import Word, stem, words_in

POSITION_SCALE = 10.0
"""The word at this position (from 0) weighs half of the first."""
IN_BRACKETS = 0.5
QUESTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType({"fr": frozenset({"comment"})})
"""By language, words that ask where they stand first, though they are subjects in another language."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What a user asks, as a ranker sees it."""

    text: str
    terms: IntArray
    """Indices in ``EvidenceMatrix.terms``, ascending, each once."""
    weights: NDArray[np.float64]
    """Parallel to ``terms``, above 0."""
    matched: tuple[str, ...]
    """Words as typed that evidence has, in order, each once."""
    unmatched: tuple[str, ...]
    """Words as typed that say something and that no evidence has."""


def read_query(
    text: str, evidence: EvidenceMatrix, *, languages: Iterable[str], by_position: bool = True
) -> Query:
    """Cut, fold and stem a query, and look its stems up.

    An occurrence at position ``p`` (from 0, function words not counted) adds ``b · 10 / (10 + p)`` to the weight of its stem, with ``b`` = ½
    inside brackets and 1 elsewhere. A word is stemmed in each language; every distinct stem that the evidence has
    gets the whole weight, since a document has only the stem of its own language.

    Parameters
    ----------
    text
        As typed, any length.
    evidence
        What is asked.
    languages
        Languages of the documents.
    by_position
        Whether early words weigh more; otherwise ``p`` is 0 for all of them.

    Returns
    -------
    Query
        Without terms when no word is known.
    """
    weights: dict[int, float] = {}
    matched: dict[str, None] = {}
    unmatched: dict[str, None] = {}
    for position, (word, stems, bracket) in enumerate(_telling_words(text, tuple(languages))):
        found = {place for place in map(evidence.terms.find, stems) if place >= 0}
        before = position if by_position else 0
        for term in found:
            weights[term] = weights.get(term, 0.0) + bracket * POSITION_SCALE / (POSITION_SCALE + before)
        (matched if found else unmatched).setdefault(word.text)
    terms = np.array(sorted(weights), dtype=np.int64)
    return Query(
        text,
        terms,
        np.array([weights[int(term)] for term in terms], dtype=np.float64),
        tuple(matched),
        tuple(unmatched),
    )


def _telling_words(text: str, languages: Sequence[str]) -> Iterator[tuple[Word, list[str], float]]:
    """Words that say something, their distinct stems, and what brackets leave of their weight."""
    brackets = [match.span() for match in _BRACKETED.finditer(text)]
    asking = frozenset[str]().union(*(QUESTION_WORDS.get(language, ()) for language in languages))
    for place, word in enumerate(words_in(text)):
        if place == 0 and asking.intersection(word.forms) and word.end < len(text.rstrip(" ?!.")):
            continue
        stems = dict.fromkeys(stem(form, language) for form in word.forms for language in languages)
        stems.pop("", None)
        if stems:
            inside = any(start <= word.start < end for start, end in brackets)
            yield word, list(stems), IN_BRACKETS if inside else 1.0
