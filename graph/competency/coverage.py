"""Units × topics: how many people of each unit can cover a topic, with small groups kept from view.

A pure function over arrays. A group of one to four people is shown as ``<5``, be it in a unit or in all, and so is
everything about a unit of fewer than five. A suppressed number must not come back by subtraction, so a total is exact
only where every suppressed number below it keeps at least two possible values; else the total is the range that a
reader could have worked out anyway. Nothing is rounded, nothing shown is wrong.

The protection is against subtraction inside one report: somebody who takes two, a person apart, can still compare them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of people as it may be shown: exact where both ends are the same."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether the number itself is shown."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.exact:
            return str(self.low)
        return f"<{self.high + 1}" if self.low <= 1 else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Who can cover what, by unit."""

    units: tuple[str, ...]
    topics: tuple[str, ...]
    unit_sizes: tuple[Cell, ...]
    cells: tuple[tuple[Cell, ...], ...]
    """A row a unit, a column a topic: people of the unit whose evidence speaks of the topic."""
    totals: tuple[Cell, ...]
    """By topic, over all units."""
    n_people: Cell
    smallest_group: int


def coverage_report(
    *,
    units: Sequence[str],
    topics: Sequence[str],
    person_unit: NDArray[np.integer],
    holder_person: NDArray[np.integer],
    holder_topic: NDArray[np.integer],
    smallest_group: int = SMALLEST_GROUP,
) -> CoverageReport:
    """Count who can cover what.

    Parameters
    ----------
    units, topics
        Names, by index.
    person_unit : shape (n_people,)
        The unit of each person; −1 leaves a person out.
    holder_person, holder_topic
        Who can cover which topic, a pair a row; a pair given twice counts once.
    smallest_group
        Groups of fewer people are shown as ``<n``. 1 suppresses nothing, and so does 2: less than two is one.

    Examples
    --------
    Two units of six; five and one of them know the only topic. The total, 6, would give the one away.

    >>> report = coverage_report(
    ...     units=["Sales", "Support"], topics=["Python"], person_unit=np.repeat([0, 1], 6),
    ...     holder_person=np.array([0, 1, 2, 3, 4, 6]), holder_topic=np.zeros(6, int),
    ... )
    >>> [str(cell) for row in report.cells for cell in row], str(report.totals[0])
    (['5', '<5'], '6–9')
    """
    sizes = np.bincount(person_unit[person_unit >= 0], minlength=len(units))
    unit_sizes = tuple(_group(int(size), smallest_group) for size in sizes)
    counts = _count(person_unit, holder_person, holder_topic, shape=(len(units), len(topics)))
    cells = _cells(counts, sizes, smallest_group)
    unit_ceilings = [cell.high for cell in unit_sizes]
    return CoverageReport(
        units=tuple(units),
        topics=tuple(topics),
        unit_sizes=unit_sizes,
        cells=cells,
        totals=_totals(cells, counts, ceilings=sizes.tolist(), smallest_group=smallest_group),
        n_people=safe_total(
            unit_sizes, int(sizes.sum()), ceilings=unit_ceilings, smallest_group=smallest_group
        ),
        smallest_group=smallest_group,
    )


def _cells(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], smallest_group: int
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(int(count), unit_size=int(size), smallest_group=smallest_group) for count in row)
        for row, size in zip(counts, sizes, strict=True)
    )


def _totals(
    cells: Sequence[Sequence[Cell]],
    counts: NDArray[np.int64],
    *,
    ceilings: Sequence[int],
    smallest_group: int,
) -> tuple[Cell, ...]:
    columns = zip(*cells, strict=True) if cells else ((),) * counts.shape[1]
    return tuple(
        safe_total(tuple(column), int(total), ceilings=ceilings, smallest_group=smallest_group)
        for column, total in zip(columns, counts.sum(axis=0), strict=True)
    )


def safe_total(
    cells: Sequence[Cell], total: int, *, ceilings: Sequence[int], smallest_group: int = SMALLEST_GROUP
) -> Cell:
    """The total of shown cells: exact, unless it is a small group itself or would pin a suppressed number down.

    Knowing the total narrows each suppressed number to what the others leave over; it is shown only if at least two
    values stay possible for each. The range shown otherwise is the sum of the ranges, which adds no knowledge.

    Parameters
    ----------
    cells
        As shown.
    total
        The true sum.
    ceilings
        What each number cannot exceed by common knowledge: anybody may know how many work in a unit.
    smallest_group
        A total below is shown as any group of that size.
    """
    highs = [min(cell.high, ceiling) for cell, ceiling in zip(cells, ceilings, strict=True)]
    low, high = sum(cell.low for cell in cells), sum(highs)
    for cell, most in zip(cells, highs, strict=True):
        least_left = max(cell.low, total - (high - most))
        most_left = min(most, total - (low - cell.low))
        if not cell.exact and least_left == most_left:
            return Cell(low, sum(cell.high for cell in cells))
    return _group(total, smallest_group)


def _count(
    person_unit: NDArray[np.integer],
    person: NDArray[np.integer],
    topic: NDArray[np.integer],
    *,
    shape: tuple[int, int],
) -> NDArray[np.int64]:
    pairs = np.unique(np.column_stack((person, topic)).reshape(-1, 2), axis=0)
    unit = person_unit[pairs[:, 0]]
    known = unit >= 0
    places = unit[known] * shape[1] + pairs[known, 1]
    return np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape)


def _cell(count: int, *, unit_size: int, smallest_group: int) -> Cell:
    if unit_size < smallest_group:
        return Cell(0, smallest_group - 1)
    return _group(count, smallest_group)


def _group(count: int, smallest_group: int) -> Cell:
    """Nobody at all may be shown: an empty group has no members to protect."""
    if 0 < count < smallest_group:
        return Cell(1, smallest_group - 1)
    return Cell(count, count)
