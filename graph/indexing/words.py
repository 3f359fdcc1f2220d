"""The words of documents by field, kept on the disk until every term has its number."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.array_files import StringTable, load_array
from graph.array_writing import ArrayWriter
from graph.indexing.numbering import Numbering, renumbered
from graph.snapshot_tables import WordTable
from graph.terms import TOKEN, forms_of, stem

FIELDS = ("title", "text", "container", "paths")
CACHED_TOKENS = 1_000_000
"""Spellings whose words are remembered."""
BUFFERED = 1 << 18
ROWS_AT_ONCE = 3_000_000
"""Occurrences that are in memory at one time."""
FEWEST_FOR_SPELLING = 2
"""What was written once may be a slip: nobody is offered it as a spelling."""

DTYPES = {"document": np.int32, "word": np.int32, "field": np.int8, "count": np.int32}


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """How often words stand in fields of documents, in no order; a word may have several rows in one field."""

    document: NDArray[np.int32]
    word: NDArray[np.int32]
    field: NDArray[np.int8]
    count: NDArray[np.int32]

    def blocks(self, size: int) -> Iterator[Occurrences]:
        """The rows, so many at a time."""
        for start in range(0, len(self.word), size):
            part = slice(start, start + size)
            yield Occurrences(self.document[part], self.word[part], self.field[part], self.count[part])


class WordCollector:
    """Takes the fields of documents, in any order, of one document more than once.

    Parameters
    ----------
    folder
        The occurrences are written into it.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._words = Numbering()
        self._by_language: dict[str, _Spellings] = {}
        self._writers = {name: ArrayWriter(folder / f"{name}.npy", dtype) for name, dtype in DTYPES.items()}
        self._start()

    def _start(self) -> None:
        self._document, self._word = array("i"), array("i")
        self._field, self._count = array("b"), array("i")

    def add(self, index: int, language: str, texts: Sequence[str]) -> None:
        """The texts of a document's fields, as :data:`FIELDS` names them."""
        spellings = self._spellings(language)
        words, counts = self._word, self._count
        before = len(words)
        for field, text in enumerate(texts):
            start = len(words)
            for token, count in Counter(TOKEN.findall(text)).items():
                for word in spellings[token]:
                    words.append(word)
                    counts.append(count)
            self._field.extend([field] * (len(words) - start))
        self._document.extend([index] * (len(words) - before))
        if len(words) >= BUFFERED:
            self._flush()

    def _spellings(self, language: str) -> _Spellings:
        spellings = self._by_language.get(language)
        if spellings is None or len(spellings) > CACHED_TOKENS:
            spellings = self._by_language[language] = _Spellings(language, self._words)
        return spellings

    def _flush(self) -> None:
        for name, rows in (
            ("document", self._document),
            ("word", self._word),
            ("field", self._field),
            ("count", self._count),
        ):
            self._writers[name].extend(rows)
        self._start()

    def occurrences(self) -> Occurrences:
        """All of them, from the disk."""
        self._flush()
        for writer in self._writers.values():
            writer.close()
        return Occurrences(**{name: load_array(self._folder / f"{name}.npy") for name in DTYPES})

    def vocabulary(self) -> Vocabulary:
        """What the word numbers stand for."""
        return Vocabulary.of(self._words.strings())


class _Spellings(dict[str, tuple[int, ...]]):
    """The words that a token counts as, found when first asked for."""

    def __init__(self, language: str, words: Numbering) -> None:
        super().__init__()
        self._language, self._words = language, words

    def __missing__(self, token: str) -> tuple[int, ...]:
        stems = [(form, stem(form, self._language)) for form in forms_of(token)]
        found = self[token] = tuple(self._words(f"{term}\t{form}") for form, term in stems if term)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words and the terms they count as."""

    forms: list[str]
    """By word number; a form has several where languages stem it differently."""
    terms: StringTable
    """Sorted."""
    term: NDArray[np.int32]
    """By word number."""

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """From ``term, tab, form`` by word number."""
        numbering, forms, given = Numbering(), [], array("i")
        for word in words:
            term, _, form = word.partition("\t")
            forms.append(form)
            given.append(numbering(term))
        terms, places = numbering.sorted()
        return cls(forms, terms, renumbered(given, places))

    def table(self, occurrences: Occurrences) -> WordTable:
        """Words for spelling: each form with how often it stands anywhere and the term it mostly counts as."""
        count = _counts(occurrences, len(self.forms))
        often = np.flatnonzero(count >= 1).tolist()
        often.sort(key=lambda word: (self.forms[word], -count[word], self.term[word]))
        total: Counter[str] = Counter()
        term: dict[str, int] = {}
        for word in often:
            total[self.forms[word]] += int(count[word])
            term.setdefault(self.forms[word], int(self.term[word]))
        kept = [form for form in term if total[form] >= FEWEST_FOR_SPELLING]
        return WordTable(
            StringTable.of(kept),
            np.array([min(total[form], np.iinfo(np.int32).max) for form in kept], np.int32),
            np.array([term[form] for form in kept], np.int32),
        )


def _counts(occurrences: Occurrences, n_words: int) -> NDArray[np.int64]:
    count = np.zeros(n_words, np.int64)
    for block in occurrences.blocks(ROWS_AT_ONCE):
        count += np.bincount(block.word, block.count, minlength=n_words).astype(np.int64)
    return count
