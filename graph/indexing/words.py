"""The words of documents by field, kept on the disk until every term has its number."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.array_files import load_array
from graph.array_writing import ArrayWriter
from graph.indexing.numbering import Numbering
from graph.terms import TOKEN, forms_of, says_something

FIELDS = ("title", "text", "container", "paths")
CACHED_TOKENS = 1_000_000
"""Spellings whose words are remembered."""
BUFFERED = 1 << 18
ROWS_AT_ONCE = 3_000_000
"""Occurrences that are in memory at one time."""

DTYPES = {"document": np.int32, "word": np.int32, "field": np.int8, "count": np.int32}


class Word(NamedTuple):
    """A folded form, in documents of a language."""

    language: str
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """How often words stand in fields of documents, in no order; a word may have several rows in one field."""

    document: NDArray[np.int32]
    word: NDArray[np.int32]
    field: NDArray[np.int8]
    count: NDArray[np.int32]

    def blocks(self) -> Iterator[Occurrences]:
        """The rows, some at a time."""
        for start in range(0, len(self.word), ROWS_AT_ONCE):
            part = slice(start, start + ROWS_AT_ONCE)
            yield Occurrences(self.document[part], self.word[part], self.field[part], self.count[part])

    def totals(self, n_words: int) -> NDArray[np.int64]:
        """shape (n_words,): how often each word stands anywhere."""
        totals = np.zeros(n_words)
        for block in self.blocks():
            totals += np.bincount(block.word, block.count, minlength=n_words)
        return totals.astype(np.int64)


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

    def words(self) -> Iterator[Word]:
        """What the word numbers stand for, in order."""
        for word in self._words.strings():
            language, _, form = word.partition("\t")
            yield Word(language, form)


class _Spellings(dict[str, tuple[int, ...]]):
    """The words that a token counts as, found when first asked for."""

    def __init__(self, language: str, words: Numbering) -> None:
        super().__init__()
        self._language, self._words = language, words

    def __missing__(self, token: str) -> tuple[int, ...]:
        forms = filter(says_something, forms_of(token))
        found = self[token] = tuple(self._words(f"{self._language}\t{form}") for form in forms)
        return found
