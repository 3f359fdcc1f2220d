"""``.npy`` files written from front to end, without holding in memory what goes into them."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

BUFFER_BYTES = 1 << 20
HEADER_BYTES = 128
"""Room for the header, which is written last: only then is the length known."""


class ArrayWriter:
    """One array on its way into a file.

    Parameters
    ----------
    path
        Written anew; complete only after :meth:`close`.
    dtype
        Of the numbers.
    """

    def __init__(self, path: Path, dtype: DTypeLike) -> None:
        self.length = 0
        self._dtype = np.dtype(dtype)
        self._file = path.open("wb", buffering=BUFFER_BYTES)
        self._file.write(bytes(HEADER_BYTES))

    def extend(self, values: NDArray[Any] | array[Any]) -> None:
        """Append numbers."""
        numbers = np.ascontiguousarray(values, self._dtype)
        self._file.write(numbers.data.cast("B") if numbers.size else b"")
        self.length += numbers.size

    def extend_bytes(self, data: bytes) -> None:
        """Append the bytes of an array of bytes."""
        self._file.write(data)
        self.length += len(data)

    def close(self) -> None:
        """Write the header; the file is complete."""
        self._file.seek(0)
        self._file.write(_header(self._dtype, self.length))
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close() if kind is None else self._file.close()


class StringWriter:
    """A table of strings on its way into a folder, as :func:`graph.array_files.load_table` reads it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._data = ArrayWriter(folder / "data.npy", np.uint8)
        self._offsets = ArrayWriter(folder / "offsets.npy", np.int64)
        self._offset_buffer = array("q", [0])

    def append(self, string: str) -> None:
        """Append a string."""
        self._data.extend_bytes(string.encode("utf-8", "surrogatepass"))
        self._offset_buffer.append(self._data.length)
        if len(self._offset_buffer) >= BUFFER_BYTES:
            self._flush()

    def extend(self, strings: Iterable[str]) -> None:
        """Append strings."""
        for string in strings:
            self.append(string)

    def close(self) -> None:
        """Both files are complete."""
        self._flush()
        self._data.close()
        self._offsets.close()

    def _flush(self) -> None:
        self._offsets.extend(self._offset_buffer)
        self._offset_buffer = array("q")


def sync_folder(folder: Path) -> None:
    """Make sure that a folder, every file in it and every folder in it are on the disk."""
    for path in (folder, *folder.rglob("*")):
        sync(path)


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _header(dtype: np.dtype[Any], length: int) -> bytes:
    """A header of the ``.npy`` format, version 1.0, padded to a fixed size."""
    said = f"{{'descr': {dtype.str!r}, 'fortran_order': False, 'shape': ({length},), }}".encode()
    magic = b"\x93NUMPY\x01\x00" + (HEADER_BYTES - 10).to_bytes(2, "little")
    return magic + said.ljust(HEADER_BYTES - len(magic) - 1) + b"\n"
