"""Strings numbered as they are met, and renumbered in code point order once all are known."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import StringTable

NOTHING = -1


class Numbering:
    """Gives each distinct string the next number; :meth:`sorted` says what its final number is."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __call__(self, string: str) -> int:
        return self._numbers.setdefault(string, len(self._numbers))

    def strings(self) -> list[str]:
        """The strings by the number they were given."""
        return list(self._numbers)

    def sorted(self) -> tuple[StringTable, NDArray[np.int32]]:
        """The strings as a sorted table, and by the number they were given their place in it."""
        strings = sorted(self._numbers)
        places = np.empty(len(strings), np.int32)
        places[[self._numbers[string] for string in strings]] = np.arange(len(strings), dtype=np.int32)
        return StringTable.of(strings), places


def renumbered(numbers: array[int] | NDArray[Any], places: NDArray[np.int32]) -> NDArray[np.int32]:
    """Numbers as they were given, by their final places; :data:`NOTHING` stays as it is."""
    found = np.asarray(numbers, np.int32)
    return np.append(places, np.int32(NOTHING))[found]


class IdIndex:
    """Positions of identifiers in a table, at 16 bytes each whatever their length.

    Parameters
    ----------
    ids
        Each once.
    hash_of
        Any function to 64 bits; identifiers that it takes for one are told apart all the same.
    """

    def __init__(self, ids: StringTable, *, hash_of: Callable[[str], int] = hash) -> None:
        self._ids, self._hash_of = ids, hash_of
        hashes = np.fromiter(map(hash_of, ids), np.int64, len(ids))
        order = np.argsort(hashes, kind="stable")
        self._hashes = array("q", hashes[order].tobytes())
        self._places = array("q", order.tobytes())

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, identifier: str | None) -> int:
        """The position of an identifier, :data:`NOTHING` where it is missing."""
        if identifier is None:
            return NOTHING
        wanted = self._hash_of(identifier)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            if self._ids[self._places[at]] == identifier:
                return self._places[at]
            at += 1
        return NOTHING
