"""Slips of the pen, and what was meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.array_files import StringTable
from graph.snapshot_tables import WordTable
from graph.spelling import edit_distances, meant_words

COUNTS = {"database": 9, "databases": 20, "kubernetes": 5, "kernel": 7, "kernels": 3, "réseau": 1, "zoo": 99}


def table(counts: dict[str, int]) -> WordTable:
    words = sorted(counts, key=str.encode)
    return WordTable(
        StringTable.of(words),
        np.array([counts[word] for word in words], np.int32),
        np.arange(len(words), dtype=np.int32),
    )


def meant(word: str, limit: int = 3) -> list[str]:
    words = table(COUNTS)
    return [words.words[place] for place in meant_words(words, word, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("kubernets", ["kubernetes"]),  # one letter missing
        ("kuebrnetse", ["kubernetes"]),  # two exchanges in a long word
        ("databas", ["database"]),  # short of eight letters: one slip
        ("kernl", ["kernel"]),
        ("kernells", ["kernels", "kernel"]),  # eight letters: two slips
        ("kubernetes", []),  # itself is no slip
        ("ubernetes", []),  # never the first letter
        ("kernx", []),  # two slips in a short word
        ("zo", []),  # too short for anything
        ("k" * 1000, []),  # no word
    ],
)
def test_the_nearest_word_was_meant(typed: str, wanted: list[str]) -> None:
    assert meant(typed) == wanted


def test_of_equally_near_words_the_more_frequent_comes_first() -> None:
    # "databaser" is one change from "databases" and one letter more than "database": both one slip away.
    assert meant("databaser") == ["databases", "database"]


def test_an_empty_table_has_nothing() -> None:
    assert meant_words(table({}), "kubernetes") == []


def plain_distance(a: bytes, b: bytes) -> int:
    """Optimal string alignment, cell by cell."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


LETTERS = st.text("abc", min_size=1, max_size=6)


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=5))
def test_distances_are_those_of_the_plain_recursion(word: str, others: list[str]) -> None:
    width = max(map(len, others))
    rows = np.array([list(other.encode().ljust(width)) for other in others], np.uint8)
    found = edit_distances(
        np.frombuffer(word.encode(), np.uint8), rows, np.array([len(other) for other in others])
    )
    assert found.tolist() == [plain_distance(word.encode(), other.encode()) for other in others]
