"""What the words of documents count as: terms for ranking, spellings for queries."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.array_files import StringTable
from graph.indexing.numbering import NOTHING, Numbering, renumbered
from graph.indexing.words import Occurrences, Word
from graph.snapshot_tables import WordTable
from graph.terms import stem

FEWEST_FOR_SPELLING = 2
"""What was written once may be a slip: nobody is offered it as a spelling."""
RARE_LANGUAGE = 0.01
"""A language of a smaller part of the documents is taken for a mistake of detection."""


def languages_read(counts: Mapping[str, int]) -> dict[str, str]:
    """The language by whose rules the documents of each language are stemmed: its own, or the most frequent.

    A few documents that were taken for another language would make every query be stemmed by its rules as well.

    Examples
    --------
    >>> languages_read({"fr": 990, "en": 5, "de": 15})
    {'fr': 'fr', 'de': 'de', 'en': 'fr'}
    """
    in_order = sorted(counts, key=lambda language: (-counts[language], language))
    fewest = RARE_LANGUAGE * sum(counts.values())
    return {language: language if counts[language] >= fewest else in_order[0] for language in in_order}


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words and the terms they count as."""

    forms: list[str]
    """By word number; a form has several, one a language."""
    terms: StringTable
    """Sorted."""
    term: NDArray[np.int32]
    """By word number; −1 for a stop word."""

    @classmethod
    def of(cls, words: Iterable[Word], read_as: Mapping[str, str]) -> Vocabulary:
        """From words by number, with the language by whose rules each language is stemmed."""
        numbering, forms, given = Numbering(), [], array("i")
        for word in words:
            term = stem(word.form, read_as[word.language])
            forms.append(word.form)
            given.append(numbering(term) if term else NOTHING)
        terms, places = numbering.sorted()
        return cls(forms, terms, renumbered(given, places))

    def table(self, occurrences: Occurrences) -> WordTable:
        """Words for spelling: each form with how often it stands anywhere and the term it mostly counts as."""
        count = occurrences.totals(len(self.forms))
        said = np.flatnonzero((count > 0) & (self.term != NOTHING)).tolist()
        said.sort(key=lambda word: (self.forms[word], -count[word], self.term[word]))
        total: Counter[str] = Counter()
        term: dict[str, int] = {}
        for word in said:
            total[self.forms[word]] += int(count[word])
            term.setdefault(self.forms[word], int(self.term[word]))
        kept = [form for form in term if total[form] >= FEWEST_FOR_SPELLING]
        return WordTable(
            StringTable.of(kept),
            np.array([min(total[form], np.iinfo(np.int32).max) for form in kept], np.int32),
            np.array([term[form] for form in kept], np.int32),
        )
