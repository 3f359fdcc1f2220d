"""Words that nobody uses, and the word that was probably meant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, StringTable
from graph.snapshot_tables import WordTable

SHORTEST, LONGEST = 5, 40
"""Letters of a word that is corrected: shorter ones are near to too many, longer ones are no words."""
LONG = 8
"""Letters from which on two slips are forgiven instead of one."""


def meant_words(table: WordTable, word: str, *, limit: int = 1) -> list[int]:
    """Positions in the table of the words nearest to one that is not there.

    One slip is forgiven (a letter too many, missing, wrong, or two exchanged), two in words of eight letters or more;
    never in the first letter. Nearest first, of equals the more frequent, then the smaller.

    Parameters
    ----------
    word
        Folded.
    limit
        How many at most.

    Notes
    -----
    All words with the same first letter and about the same length are compared at once: O(w · n²) for w such words of
    n letters, some tenths of a millisecond for a hundred thousand words.
    """
    wanted = np.frombuffer(word.encode("utf-8", "surrogatepass"), np.uint8)
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    slips = 2 if len(wanted) >= LONG else 1
    places = _alike(table.words, word[0], len(wanted), slips)
    distances = edit_distances(wanted, *_as_matrix(table.words, places))
    near = np.flatnonzero((distances > 0) & (distances <= slips))
    order = np.lexsort((places[near], -table.count[places[near]], distances[near]))
    return [int(place) for place in places[near][order][:limit]]


def _alike(words: StringTable, first_letter: str, length: int, slips: int) -> IntArray:
    span = words.prefixed(first_letter)
    lengths = np.diff(words.offsets[span.start : span.stop + 1])
    return span.start + np.flatnonzero(np.abs(lengths - length) <= slips)


def _as_matrix(words: StringTable, places: IntArray) -> tuple[NDArray[np.uint8], IntArray]:
    """The bytes of the words, a row each, and how many are theirs."""
    starts, lengths = words.offsets[places], words.offsets[places + 1] - words.offsets[places]
    width = int(lengths.max(initial=0))
    columns = np.minimum(starts[:, None] + np.arange(width), max(len(words.data) - 1, 0))
    return words.data[columns], lengths


def edit_distances(wanted: NDArray[np.uint8], rows: NDArray[np.uint8], lengths: IntArray) -> IntArray:
    """Slips from one word to each row: letters put in, left out, changed, and neighbors exchanged.

    Examples
    --------
    >>> word = np.frombuffer(b"from", np.uint8)
    >>> rows = np.frombuffer(b"form frame", np.uint8).reshape(2, 5)
    >>> edit_distances(word, rows, np.array([4, 5])).tolist()
    [1, 2]
    """
    n_rows, width = rows.shape
    before = np.zeros((width + 1, n_rows), np.int64)
    last = np.repeat(np.arange(width + 1)[:, None], n_rows, axis=1)
    for i in range(1, len(wanted) + 1):
        row = np.full((width + 1, n_rows), i)
        for j in range(1, width + 1):
            differs = rows[:, j - 1] != wanted[i - 1]
            row[j] = np.minimum(np.minimum(last[j], row[j - 1]) + 1, last[j - 1] + differs)
            if i > 1 and j > 1:
                swapped = (rows[:, j - 1] == wanted[i - 2]) & (rows[:, j - 2] == wanted[i - 1])
                row[j] = np.where(swapped, np.minimum(row[j], before[j - 2] + 1), row[j])
        before, last = last, row
    return last[lengths, np.arange(n_rows)]
