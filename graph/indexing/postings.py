"""Postings and people's use of terms, from the occurrences of words: a range of terms at a time, so that memory is bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows, load_table
from graph.array_writing import ArrayWriter
from graph.indexing.grouping import group_starts, offsets_of, row_ranges
from graph.indexing.numbering import NOTHING
from graph.indexing.roll_up import RollUp
from graph.indexing.vocabulary import Vocabulary
from graph.indexing.words import FIELDS, ROWS_AT_ONCE, Occurrences

FIELD_WEIGHTS = (2.0, 1.0, 1.0, 1.0)
LENGTH_WEIGHTS = (0.5, 0.75, 0.3, 0.3)
"""BM25F: what an occurrence in each field counts, and how much a long field takes from it."""
N_WRITTEN = 2
"""The first fields, title and text, are what people wrote: profiles are made of them."""


@dataclass(frozen=True, slots=True, eq=False)
class TermUse:
    """What :class:`graph.evidence_matrix.EvidenceMatrix` says of terms."""

    postings: SparseRows
    profile: SparseRows
    term_people: NDArray[np.int32]
    term_count: NDArray[np.float32]
    person_length: NDArray[np.float32]


class SparseWriter:
    """Sparse rows on their way into a folder, some rows at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._offsets = ArrayWriter(folder / "offsets.npy", np.int64)
        self._columns = ArrayWriter(folder / "columns.npy", np.int32)
        self._values = ArrayWriter(folder / "values.npy", np.float32)
        self._offsets.extend(np.zeros(1, np.int64))

    def extend(self, rows: SparseRows) -> None:
        """Append rows."""
        self._offsets.extend(rows.offsets[1:] + self._columns.length)
        self._columns.extend(rows.columns)
        self._values.extend(rows.values)

    def close(self) -> SparseRows:
        """The rows, from the disk."""
        for writer in (self._offsets, self._columns, self._values):
            writer.close()
        return load_table(SparseRows, self._folder)


def term_use(
    occurrences: Occurrences,
    vocabulary: Vocabulary,
    folder: Path,
    *,
    roll_up: RollUp,
    n_documents: int,
    n_people: int,
) -> TermUse:
    """All that rankers ask of terms; ``postings`` and ``profile`` are written into the folder."""
    factors = _field_factors(occurrences, vocabulary, n_documents)
    postings, profile = SparseWriter(folder / "postings"), SparseWriter(folder / "profile")
    people, count = [np.empty(0, np.int64)], [np.empty(0)]
    length = np.zeros(n_people)
    for n_terms, block in _term_blocks(occurrences, vocabulary):
        rows, damped = _postings(block, n_terms, factors)
        postings.extend(rows)
        used = roll_up(rows, damped)
        profile.extend(used)
        values = used.values.astype(np.float64)
        people.append(np.diff(roll_up(rows).offsets))
        count.append(np.diff(np.concatenate(([0.0], np.cumsum(values)))[used.offsets]))
        length += np.bincount(used.columns, values, minlength=n_people)
    return TermUse(
        postings=postings.close(),
        profile=profile.close(),
        term_people=np.concatenate(people).astype(np.int32),
        term_count=np.concatenate(count).astype(np.float32),
        person_length=length.astype(np.float32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _TermRows:
    """How often terms stand in fields of documents; a term may have several rows in one field."""

    term: NDArray[np.int32]
    document: NDArray[np.int32]
    field: NDArray[np.int8]
    times: NDArray[np.int32]

    def slots(self) -> IntArray:
        """The field and the document of each row as one number."""
        return self.document.astype(np.int64) * len(FIELDS) + self.field

    def at(self, rows: NDArray[Any]) -> _TermRows:
        """Some of the rows, or all in another order."""
        return _TermRows(self.term[rows], self.document[rows], self.field[rows], self.times[rows])

    @classmethod
    def joined(cls, parts: Sequence[_TermRows]) -> _TermRows:
        """The rows of all parts."""
        return cls(
            np.concatenate([part.term for part in parts]),
            np.concatenate([part.document for part in parts]),
            np.concatenate([part.field for part in parts]),
            np.concatenate([part.times for part in parts]),
        )


def _term_rows(occurrences: Occurrences, vocabulary: Vocabulary) -> Iterator[_TermRows]:
    """The occurrences of words that are terms, some at a time."""
    for part in occurrences.blocks():
        rows = _TermRows(vocabulary.term[part.word], part.document, part.field, part.count)
        yield rows.at(rows.term != NOTHING)


def _field_factors(occurrences: Occurrences, vocabulary: Vocabulary, n_documents: int) -> NDArray[np.float32]:
    """shape (D · fields,): what one occurrence in a field of a document counts.

    ``w / (1 − b + b · length / mean length)``, the mean over documents that have the field at all.
    """
    n_fields = len(FIELDS)
    lengths = np.zeros(n_documents * n_fields)
    for rows in _term_rows(occurrences, vocabulary):
        lengths += np.bincount(rows.slots(), rows.times, minlength=len(lengths))
    by_field = lengths.reshape(-1, n_fields)
    means = by_field.sum(axis=0) / np.maximum(np.count_nonzero(by_field, axis=0), 1)
    weight, b = np.array(FIELD_WEIGHTS), np.array(LENGTH_WEIGHTS)
    factors: NDArray[np.float64] = weight / (1.0 - b + b * by_field / np.maximum(means, 1.0))
    return factors.astype(np.float32).reshape(-1)


def _term_blocks(occurrences: Occurrences, vocabulary: Vocabulary) -> Iterator[tuple[int, _TermRows]]:
    """Ranges of terms: how many, and their rows by term, counted from 0, then document."""
    n_rows = np.zeros(len(vocabulary.terms), np.int64)
    for rows in _term_rows(occurrences, vocabulary):
        n_rows += np.bincount(rows.term, minlength=len(n_rows))
    for low, high in row_ranges(n_rows, ROWS_AT_ONCE):
        parts = [
            rows.at((rows.term >= low) & (rows.term < high)) for rows in _term_rows(occurrences, vocabulary)
        ]
        rows = _TermRows.joined(parts)
        in_order = rows.at(np.lexsort((rows.document, rows.term)))
        yield high - low, replace(in_order, term=in_order.term - np.int32(low))


def _postings(
    rows: _TermRows, n_terms: int, factors: NDArray[np.float32]
) -> tuple[SparseRows, NDArray[np.float64]]:
    """Postings, and beside them ``1 + ln`` of how often title and text have the term, 0 where they do not."""
    starts = group_starts(rows.term, rows.document)
    weighted = rows.times * factors[rows.slots()].astype(np.float64)
    postings = SparseRows(
        offsets_of(rows.term[starts], n_terms),
        rows.document[starts],
        np.add.reduceat(weighted, starts).astype(np.float32),
    )
    written = np.add.reduceat(np.where(rows.field < N_WRITTEN, rows.times, 0), starts)
    return postings, np.where(written > 0, 1.0 + np.log(np.maximum(written, 1)), 0.0)
