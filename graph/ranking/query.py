"""A user's words as weighted terms.

Early words weigh more than late ones, a word said twice counts twice, and what stands in brackets counts half: titles
come first, and brackets hold asides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix
from graph.terms import Word, stem, words_in

POSITION_SCALE = 10.0
"""The word at this position (from 0) weighs half of the first."""
IN_BRACKETS = 0.5
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


def read_query(text: str, evidence: EvidenceMatrix, *, languages: Iterable[str]) -> Query:
    """Cut, fold and stem a query, and look its stems up.

    An occurrence at position ``p`` (from 0) adds ``b · 10 / (10 + p)`` to the weight of its stem, with ``b`` = ½
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

    Returns
    -------
    Query
        Without terms when no word is known.
    """
    known_languages = tuple(languages)
    weights: dict[int, float] = {}
    matched: dict[str, None] = {}
    unmatched: dict[str, None] = {}
    for position, (word, bracket) in enumerate(_weighted_words(text)):
        stems = _stems(word, known_languages)
        found = sorted({place for place in map(evidence.terms.find, stems) if place >= 0})
        for term in found:
            weights[term] = weights.get(term, 0.0) + bracket * POSITION_SCALE / (POSITION_SCALE + position)
        if stems:
            (matched if found else unmatched).setdefault(word.text)
    terms = np.array(sorted(weights), dtype=np.int64)
    return Query(
        text,
        terms,
        np.array([weights[int(term)] for term in terms], dtype=np.float64),
        tuple(matched),
        tuple(unmatched),
    )


def _weighted_words(text: str) -> Iterator[tuple[Word, float]]:
    brackets = [match.span() for match in _BRACKETED.finditer(text)]
    for word in words_in(text):
        inside = any(start <= word.start < end for start, end in brackets)
        yield word, IN_BRACKETS if inside else 1.0


def _stems(word: Word, languages: Sequence[str]) -> list[str]:
    stems = (stem(form, language) for form in word.forms for language in languages)
    return [each for each in dict.fromkeys(stems) if each]
