"""Names as positions in sorted tables."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from graph.array_files import StringTable
from graph.indexing.numbering import IdIndex, Numbering, renumbered


@given(st.lists(st.text()))
def test_a_number_becomes_the_place_in_the_sorted_table(strings: list[str]) -> None:
    numbering = Numbering()
    given_numbers = array("i", [numbering(string) for string in strings])
    table, places = numbering.sorted()
    assert list(table) == sorted(set(strings))
    assert [table[place] for place in renumbered(given_numbers, places).tolist()] == strings


def test_nothing_stays_nothing() -> None:
    numbering = Numbering()
    numbering("b"), numbering("a")
    _, places = numbering.sorted()
    assert renumbered(array("i", [0, -1, 1]), places).tolist() == [1, -1, 0]


@given(st.sets(st.text()), st.text())
def test_identifiers_are_found_where_they_are(ids: set[str], other: str) -> None:
    table = StringTable.of(sorted(ids))
    index = IdIndex(table)
    assert [index.find(identifier) for identifier in table] == list(range(len(ids)))
    assert index.find(other) == (sorted(ids).index(other) if other in ids else -1)
    assert index.find(None) == -1


def test_identifiers_with_the_same_hash_are_told_apart() -> None:
    index = IdIndex(StringTable.of(["a", "b", "c"]), hash_of=lambda identifier: 7)
    assert [index.find(identifier) for identifier in "abcd"] == [0, 1, 2, -1]
