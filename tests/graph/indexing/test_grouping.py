"""Entries in any order as sorted sparse rows, compared with plain dictionaries and with scipy."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.array_files import SparseRows
from graph.indexing.grouping import row_ranges, sparse_rows, transposed
from graph.indexing.roll_up import RollUp

N = 5
ENTRIES = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1), st.integers(-2, 3)))


def made(entries: list[tuple[int, int, int]], combine: np.ufunc = np.add) -> SparseRows:
    columns = np.array(entries, np.float64).reshape(-1, 3).T
    return sparse_rows(
        columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2], N, combine=combine
    )


def dense(rows: SparseRows) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return csr_array((rows.values.astype(np.float64), rows.columns, rows.offsets), shape=(N, N)).toarray()


@given(ENTRIES)
def test_entries_of_one_place_are_summed_and_only_what_is_above_zero_kept(
    entries: list[tuple[int, int, int]],
) -> None:
    sums: defaultdict[tuple[int, int], int] = defaultdict(int)
    for row, column, value in entries:
        sums[row, column] += value
    rows = made(entries)
    found = {
        (row, int(column)): float(value)
        for row in range(N)
        for column, value in zip(*rows.row(row), strict=True)
    }
    assert found == {place: value for place, value in sums.items() if value > 0}
    assert all(np.all(np.diff(rows.row(row)[0]) > 0) for row in range(N))


@given(ENTRIES)
def test_the_strongest_entry_of_a_place_can_stand_for_it(entries: list[tuple[int, int, int]]) -> None:
    strongest = {
        (row, column): max(v for r, c, v in entries if (r, c) == (row, column)) for row, column, _ in entries
    }
    expected = np.zeros((N, N))
    for place, value in strongest.items():
        expected[place] = max(value, 0)
    assert np.array_equal(dense(made(entries, np.maximum)), expected)


@given(ENTRIES)
def test_transposing_twice_is_the_identity(entries: list[tuple[int, int, int]]) -> None:
    rows = made(entries)
    assert np.array_equal(dense(transposed(rows, N)), dense(rows).T)
    again = transposed(transposed(rows, N), N)
    assert again.columns.tolist() == rows.columns.tolist()
    assert again.values.tolist() == rows.values.tolist()


@given(ENTRIES, ENTRIES)
def test_rolling_up_is_a_matrix_product(
    of_documents: list[tuple[int, int, int]], of_people: list[tuple[int, int, int]]
) -> None:
    rows, association = made(of_documents), made(of_people)
    assert np.array_equal(dense(RollUp(association, N)(rows)), dense(rows) @ dense(association))


def test_values_that_stand_in_may_leave_entries_out() -> None:
    rows, association = made([(0, 1, 1), (0, 2, 1)]), made([(1, 3, 2), (2, 4, 2)])
    rolled = RollUp(association, N)(rows, np.array([0.0, 0.5]))
    assert (rolled.columns.tolist(), rolled.values.tolist()) == ([4], [1.0])
    assert rows.values.tolist() == [1.0, 1.0]


@given(st.lists(st.integers(0, 20), min_size=1), st.integers(1, 30))
def test_ranges_cover_every_row_once_and_are_bounded(sizes: list[int], at_once: int) -> None:
    ranges = list(row_ranges(np.array(sizes), at_once))
    assert [row for low, high in ranges for row in range(low, high)] == list(range(len(sizes)))
    assert all(sum(sizes[low:high]) < at_once + max(sizes[low:high], default=0) + 1 for low, high in ranges)
