"""What documents lie in: their container, and the directories of the files that they change or describe."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows, StringTable
from graph.association import fade
from graph.evidence_matrix import SECONDS_PER_DAY
from graph.indexing.grouping import sparse_rows, transposed
from graph.indexing.numbering import Numbering, renumbered
from graph.indexing.roll_up import RollUp
from graph.places import directory_place

HALF_LIFE_DAYS = 730.0
"""After this time an activity in a place counts half."""


class PlaceCollector:
    """Takes documents in their order; gives the places they lie in."""

    def __init__(self) -> None:
        self._places = Numbering()
        self._document, self._place = array("i"), array("i")

    def add(self, index: int, container: str | None, source_id: str, paths: Iterable[str]) -> None:
        """The places of a document, each once."""
        found = {directory_place(source_id, path) for path in _directories(paths)}
        if container:
            found.add(container)
        for place in sorted(found):
            self._document.append(index)
            self._place.append(self._places(place))

    def matrix(self, n_documents: int) -> tuple[StringTable, SparseRows]:
        """Sorted place ids, and D × G with ones."""
        ids, places = self._places.sorted()
        place = renumbered(self._place, places)
        return ids, sparse_rows(
            np.asarray(self._document, np.int32), place, np.ones(len(place), np.float32), n_documents
        )


def place_activity(
    document_places: SparseRows, n_places: int, document_at: IntArray, roll_up: RollUp
) -> tuple[SparseRows, NDArray[np.int32]]:
    """G × P: the people's activity in each place, fading with age as seen from the newest document; and G sizes."""
    by_place = transposed(document_places, n_places)
    age_days = (document_at.max(initial=0) - document_at) / SECONDS_PER_DAY
    left = fade(age_days, HALF_LIFE_DAYS)
    return roll_up(by_place, left[by_place.columns]), np.diff(by_place.offsets).astype(np.int32)


def _directories(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from _parents(path)


@lru_cache(maxsize=1 << 16)
def _parents(path: str) -> tuple[str, ...]:
    """Every directory above a file.

    Examples
    --------
    >>> _parents("drivers/net/mlx5/flow.c")
    ('drivers', 'drivers/net', 'drivers/net/mlx5')
    """
    parts = [part for part in path.split("/")[:-1] if part not in ("", ".")]
    return tuple("/".join(parts[:n]) for n in range(1, len(parts) + 1))
