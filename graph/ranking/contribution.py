"""Contribution: one signal's value of each person, as a sum of parts that can be shown.

Every signal of every ranker is such a sum over documents, places or words. That is what makes answers explainable
for nothing: a ranker adds contributions up, an explanation takes them apart again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

IntVector = NDArray[Any]
FloatVector = NDArray[np.float64]
PartKind = Literal["document", "container", "term"]


@dataclass(frozen=True, slots=True, eq=False)
class Contribution:
    """How much one signal speaks for each person that it touches; at least 0, higher is better."""

    people: IntVector
    """Person indices, ascending, each once."""
    values: FloatVector
    """Parallel to ``people``."""
    kind: PartKind
    """What the parts are."""
    parts: Callable[[int], tuple[IntVector, FloatVector]]
    """For a person index: what it rests on (document, place or term indices) and how much each adds, in any unit."""


def summed(kind: PartKind, person: IntVector, part: IntVector, amount: FloatVector) -> Contribution:
    """Each person's sum over entries.

    Parameters
    ----------
    kind
        What ``part`` indexes.
    person, part, amount
        shape (m,): one entry each; amounts at least 0.

    Notes
    -----
    Costs O(m log m). The sum of a person is taken in the order of the entries, so that the same entries always give
    the same bits.
    """
    people, values = grouped_sums(person, amount)

    def parts(wanted: int) -> tuple[IntVector, FloatVector]:
        mine = person == wanted
        return part[mine], amount[mine]

    return Contribution(people, values, kind, parts)


def grouped_sums(group: IntVector, amount: FloatVector) -> tuple[IntVector, FloatVector]:
    """The groups, ascending, each once, and the sum of each one's amounts, added in the order given."""
    groups, place = np.unique(group, return_inverse=True)
    return groups, np.bincount(place, weights=amount, minlength=len(groups)).astype(np.float64, copy=False)


def revalued(contribution: Contribution, values: FloatVector) -> Contribution:
    """The same people with other values; the parts keep their proportions."""
    return replace(contribution, values=values)
