"""Titles of threads: a reply that has none of its own is about what its thread says it is about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph.array_files import StringTable

NEAREST = 8
"""So many steps up the thread a title is looked for."""


def titles_of_threads(titles: StringTable, parent: NDArray[np.int32]) -> Iterator[tuple[int, str]]:
    """Documents without a title, by index, with the nearest one above them.

    Parameters
    ----------
    titles
        Empty where a document has none.
    parent
        The document that each one replies to, −1 for none.
    """
    has_title = np.diff(titles.offsets) > 0
    above = np.where(has_title, -1, parent)
    for _ in range(NEAREST):
        untitled = np.flatnonzero((above >= 0) & ~has_title[above])
        above[untitled] = parent[above[untitled]]
    found = np.flatnonzero((above >= 0) & has_title[above])
    for index, place in zip(found.tolist(), above[found].tolist(), strict=True):
        yield index, titles[place]
