"""Arrays written as they are made are the arrays written at once."""

from __future__ import annotations

from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.array_files import StringTable, load_array, load_table
from graph.array_writing import ArrayWriter, StringWriter

ANY_STRING = st.text(st.characters(codec=None))
"""Lone surrogates too: a file's name may hold them."""


@pytest.mark.parametrize("dtype", [np.int8, np.int32, np.int64, np.float32, np.uint8])
def test_an_array_written_in_parts_is_read_as_one(tmp_path: Path, dtype: type) -> None:
    with ArrayWriter(tmp_path / "a.npy", dtype) as writer:
        for part in ([1, 2], [], [3]):
            writer.extend(np.array(part, dtype))
    found = load_array(tmp_path / "a.npy")
    assert (found.dtype, found.tolist()) == (dtype, [1, 2, 3])
    assert np.load(tmp_path / "a.npy").tolist() == [1, 2, 3]


def test_python_arrays_are_written_too(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "a.npy", np.int64) as writer:
        writer.extend(array("i", [7, -1]))
    assert load_array(tmp_path / "a.npy").tolist() == [7, -1]


def test_an_array_of_nothing_can_be_mapped(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "a.npy", np.int32):
        pass
    assert load_array(tmp_path / "a.npy").tolist() == []


def test_a_file_that_was_not_finished_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ArrayWriter(tmp_path / "a.npy", np.int32) as writer:
        writer.extend(np.arange(5))
        raise ZeroDivisionError
    with pytest.raises(ValueError):
        load_array(tmp_path / "a.npy")


@given(st.lists(ANY_STRING))
def test_strings_come_back_as_they_were(strings: list[str]) -> None:
    with TemporaryDirectory() as name:
        writer = StringWriter(Path(name))
        writer.extend(strings)
        writer.close()
        assert list(load_table(StringTable, Path(name))) == strings
