"""Units × topics, and what a reader must not be able to work out."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.competency.coverage import Cell, CoverageReport, coverage_report, safe_total


def report(counts: list[list[int]], sizes: list[int], *, smallest_group: int = 5) -> CoverageReport:
    """Units of these sizes; in each, the first so many people cover each topic."""
    starts = np.concatenate(([0], np.cumsum(sizes)))
    holders = [
        (starts[unit] + place, topic)
        for unit, row in enumerate(counts)
        for topic, count in enumerate(row)
        for place in range(count)
    ]
    person, topics = zip(*holders, strict=True) if holders else ((), ())
    return coverage_report(
        units=[f"unit {unit}" for unit in range(len(sizes))],
        topics=[f"topic {topic}" for topic in range(len(counts[0]) if counts else 0)],
        person_unit=np.repeat(np.arange(len(sizes)), sizes),
        holder_person=np.array(person, int),
        holder_topic=np.array(topics, int),
        smallest_group=smallest_group,
    )


def shown(found: CoverageReport) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in found.cells]


def test_small_groups_are_shown_as_fewer_than_five() -> None:
    found = report([[5, 4], [7, 0], [9, 1]], [6, 7, 9])
    assert shown(found) == [["5", "<5"], ["7", "0"], ["9", "<5"]]
    # 4 + 1 = 5 leaves both suppressed numbers open: 1 + 4, 2 + 3, 3 + 2, 4 + 1.
    assert [str(total) for total in found.totals] == ["21", "5"]


def test_nothing_is_shown_of_a_unit_of_fewer_than_five() -> None:
    found = report([[0, 4], [6, 6]], [4, 6])
    assert shown(found) == [["<5", "<5"], ["6", "6"]]
    assert [str(size) for size in found.unit_sizes] == ["<5", "6"]


def test_the_total_of_one_suppressed_number_is_a_range() -> None:
    assert str(report([[8], [2]], [8, 8]).totals[0]) == "9–12"


def test_a_total_that_only_the_smallest_numbers_can_make_is_a_range() -> None:
    # 1 + 1 = 2 has no other solution among 1 to 4; nor has 4 + 4 = 8.
    two = [Cell(1, 4), Cell(1, 4)]
    assert str(safe_total(two, 2, ceilings=[9, 9])) == "2–8"
    assert str(safe_total(two, 8, ceilings=[9, 9])) == "2–8"
    assert str(safe_total(two, 7, ceilings=[9, 9])) == "7"


def test_a_total_is_a_small_group_too() -> None:
    # Two of nine and one of eight: 3 in the whole organization.
    assert str(report([[2], [1]], [9, 8]).totals[0]) == "<5"


def test_a_total_is_safe_from_those_who_know_how_large_the_units_are() -> None:
    # Two people in two units of one: both cover it, as whoever knows the sizes would see from an exact total.
    assert str(report([[1], [1]], [1, 1]).totals[0]) == "<9"


def test_people_without_a_unit_and_pairs_given_twice_do_not_count() -> None:
    found = coverage_report(
        units=["a"],
        topics=["t"],
        person_unit=np.array([0, 0, -1]),
        holder_person=np.array([0, 0, 1, 2]),
        holder_topic=np.array([0, 0, 0, 0]),
        smallest_group=1,
    )
    assert shown(found) == [["2"]]
    assert found.n_people == Cell(2, 2)


def test_an_empty_organization_has_an_empty_report() -> None:
    assert report([], []).cells == ()


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(1, 9)), min_size=1, max_size=5))
def test_no_suppressed_number_can_be_worked_out(rows: list[tuple[int, int]]) -> None:
    """Whoever knows all unit sizes and tries every number that fits has two values left for each suppressed one."""
    counts = [min(count, size) for count, size in rows]
    found = report([[count] for count in counts], [size for _, size in rows])
    column, total = [row[0] for row in found.cells], found.totals[0]
    fitting = [
        values
        for values in product(
            *(range(cell.low, min(cell.high, size) + 1) for cell, (_, size) in zip(column, rows, strict=True))
        )
        if total.low <= sum(values) <= total.high
    ]
    assert tuple(counts) in fitting
    for place, cell in enumerate(column):
        if not cell.exact:
            assert len({values[place] for values in fitting}) > 1
