"""Strings and sparse rows as plain arrays, and dataclasses of them as folders of memory-mapped ``.npy`` files.

A worker that maps these files shares their pages with every other worker and holds no Python objects of its own.
A folder is described once, by a frozen dataclass whose fields are arrays, :class:`StringTable` or
:class:`SparseRows`: each field is a file, or a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Table = TypeVar("Table")
LONG_ROWS = 50
"""Rows that are longer than this on average are copied one by one, shorter ones entry by entry: what is faster."""


@dataclass(frozen=True, slots=True, eq=False)
class StringTable:
    """Strings by position, without a Python object for each.

    A table that is said to be *sorted* is in code point order, which is the order of its UTF-8 bytes, and each
    string in it is there once: :meth:`find` and :meth:`prefixed` need that.
    """

    offsets: IntArray
    """shape (n + 1,): string ``i`` is ``data[offsets[i]:offsets[i + 1]]``."""
    data: NDArray[np.uint8]
    """UTF-8, lone surrogates kept as they are."""

    @classmethod
    def of(cls, strings: Iterable[str]) -> StringTable:
        """A table of these strings, in the order given."""
        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(item) for item in encoded], out=offsets[1:])
        return cls(offsets, np.frombuffer(b"".join(encoded), np.uint8))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> str:
        return self._bytes(index).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[index] for index in range(len(self)))

    def find(self, string: str) -> int:
        """The position of a string in a sorted table, −1 where it is missing."""
        wanted = string.encode("utf-8", "surrogatepass")
        place = self._place(wanted)
        return place if place < len(self) and self._bytes(place) == wanted else -1

    def prefixed(self, prefix: str) -> range:
        """The positions of all strings that begin with a prefix, in a sorted table."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        # 0xFF occurs in no UTF-8 text, so nothing that begins with the prefix comes after this.
        return range(self._place(wanted), self._place(wanted + b"\xff"))

    def _place(self, wanted: bytes) -> int:
        # Memory views hand out Python integers and bytes, a third of the time that array scalars take.
        offsets, data = memoryview(self.offsets.data), memoryview(self.data.data)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(data[offsets[middle] : offsets[middle + 1]]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _bytes(self, index: int) -> bytes:
        offsets = self.offsets
        if not 0 <= index < len(offsets) - 1:
            raise IndexError(f"found position {index}, expected 0 to {len(self) - 1}")
        return self.data[offsets[index] : offsets[index + 1]].tobytes()


@dataclass(frozen=True, slots=True, eq=False)
class SparseRows:
    """A sparse matrix by rows (CSR): which columns a row has, and how much of each."""

    offsets: IntArray
    """shape (n_rows + 1,): row ``i`` is at ``offsets[i]:offsets[i + 1]``."""
    columns: NDArray[np.int32]
    """Ascending inside a row, each once."""
    values: NDArray[np.float32]
    """Parallel to ``columns``."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Columns and values of a row."""
        span = slice(self.offsets[index], self.offsets[index + 1])
        return self.columns[span], self.values[span]

    def rows(self, indices: NDArray[Any]) -> tuple[IntArray, NDArray[np.int32], NDArray[np.float32]]:
        """Several rows at once: for each entry the position of its row in ``indices``, its column, its value."""
        starts = self.offsets[indices]
        lengths = self.offsets[indices + 1] - starts
        position = np.repeat(np.arange(len(indices)), lengths)
        if len(position) > LONG_ROWS * len(indices):
            spans = [slice(start, start + length) for start, length in zip(starts, lengths, strict=True)]
            columns = np.concatenate([self.columns[span] for span in spans])
            return position, columns, np.concatenate([self.values[span] for span in spans])
        entries = np.arange(len(position)) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        return position, self.columns[entries], self.values[entries]


def save_table(table: Any, folder: Path, *, written: Iterable[str] = ()) -> None:
    """Write a dataclass of arrays as a folder of ``.npy`` files.

    Parameters
    ----------
    table
        Its fields are arrays, :class:`StringTable` or :class:`SparseRows`.
    folder
        Made if missing.
    written
        Fields that lie in the folder already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for field in fields(table):
        if field.name in written:
            continue
        value = getattr(table, field.name)
        if isinstance(value, np.ndarray):
            np.save(folder / f"{field.name}.npy", value, allow_pickle=False)
        else:
            save_table(value, folder / field.name)


def load_table(kind: type[Table], folder: Path) -> Table:
    """The dataclass of arrays that :func:`save_table` wrote, memory-mapped and read-only.

    Raises
    ------
    OSError, ValueError
        If a file is missing or not an array.
    """
    hints = get_type_hints(kind)
    values = {field.name: _load(hints[field.name], folder / field.name) for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**values)


def load_array(path: Path) -> NDArray[Any]:
    """One array, memory-mapped and read-only, as a plain ndarray: views of it cost less than those of a memmap."""
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)  # type: ignore[no-any-return]


def _load(kind: Any, path: Path) -> Any:
    if kind in (StringTable, SparseRows):
        return load_table(kind, path)
    return load_array(path.with_name(f"{path.name}.npy"))
