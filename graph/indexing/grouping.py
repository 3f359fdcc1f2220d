"""Entries (row, column, value) in any order, as sparse rows: sorted, grouped, combined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows


def offsets_of(rows: NDArray[Any], n_rows: int) -> IntArray:
    """Where each row begins among entries that are sorted by row; one more for the end.

    Examples
    --------
    >>> offsets_of(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    return np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=n_rows)))).astype(np.int64)


def group_starts(*keys: NDArray[Any]) -> IntArray:
    """Where entries that are sorted by some keys begin to differ from the one before.

    Examples
    --------
    >>> group_starts(np.array([0, 0, 0, 1]), np.array([5, 5, 6, 6])).tolist()
    [0, 2, 3]
    """
    if not len(keys[0]):
        return np.empty(0, np.int64)
    differs = np.zeros(len(keys[0]) - 1, np.bool_)
    for key in keys:
        differs |= key[1:] != key[:-1]
    return np.concatenate(([0], np.flatnonzero(differs) + 1)).astype(np.int64)


def sparse_rows(
    rows: NDArray[Any],
    columns: NDArray[Any],
    values: NDArray[Any],
    n_rows: int,
    *,
    combine: np.ufunc = np.add,
) -> SparseRows:
    """Sparse rows from entries in any order; those of one place are combined, nothing at or below 0 is kept."""
    order = np.lexsort((values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    starts = group_starts(rows, columns)
    combined = combine.reduceat(values.astype(np.float64), starts) if len(starts) else np.empty(0)
    kept = combined > 0
    first = starts[kept]
    return SparseRows(
        offsets_of(rows[first], n_rows), columns[first].astype(np.int32), combined[kept].astype(np.float32)
    )


def row_ranges(sizes: NDArray[Any], at_once: int) -> Iterator[tuple[int, int]]:
    """Rows in ranges (first, one after the last) that hold at most so many entries, and one row more.

    Examples
    --------
    >>> list(row_ranges(np.array([2, 1, 9, 0, 1]), 4))
    [(0, 2), (2, 5)]
    """
    starts = group_starts(np.cumsum(sizes) // at_once)
    yield from zip(starts.tolist(), np.append(starts, len(sizes))[1:].tolist(), strict=True)


def entry_rows(matrix: SparseRows) -> IntArray:
    """The row of each entry."""
    return np.repeat(np.arange(len(matrix)), np.diff(matrix.offsets))


def transposed(matrix: SparseRows, n_columns: int) -> SparseRows:
    """Columns become rows."""
    order = np.argsort(matrix.columns, kind="stable")
    rows = entry_rows(matrix)[order].astype(np.int32)
    return SparseRows(offsets_of(matrix.columns, n_columns), rows, matrix.values[order])
