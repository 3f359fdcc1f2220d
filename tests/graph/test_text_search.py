"""Names, labels and words of a question, found in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.array_files import StringTable
from graph.text_search import WordFinder, folded_words, holding, unaccented, with_word_starts
from nlp.words import folded

NAMES = StringTable.of(["ana sol", "anatole france", "jean-luc ana", "luc jean", ""])


def spans(words: list[str], text: str, languages: tuple[str, ...] = ("en", "fr")) -> list[str]:
    return [text[start:end] for start, end in WordFinder(words, languages).spans(unaccented(text))]


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ana", [0, 1, 2]), ("an", [0, 1, 2]), ("ana s", [0]), ("luc j", [2, 3]), ("uc", []), ("", [])],
)
def test_each_word_typed_begins_a_word(typed: str, found: list[int]) -> None:
    assert with_word_starts(NAMES, typed) == found


def test_a_text_is_never_found_across_two_strings() -> None:
    assert holding(NAMES, "solan").tolist() == []
    assert holding(NAMES, "an").tolist() == [0, 1, 2, 3]


@given(st.lists(st.text("abé ", max_size=6), max_size=8), st.text("abé ", min_size=1, max_size=3))
def test_holding_is_the_in_operator_on_every_string(strings: list[str], text: str) -> None:
    expected = [place for place, string in enumerate(strings) if text in string]
    assert holding(StringTable.of(strings), text).tolist() == expected


def test_folded_words_are_in_single_spaces() -> None:
    assert folded_words("  Éva\tŒuvre \n") == "eva oeuvre"


# ── words of a question ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["deployments"], "We deployed; a Deployment, deploying.", ["deployed", "Deployment", "deploying"]),
        (["réseau"], "Les Réseaux, le reseau, un résultat", ["Réseaux", "reseau"]),
        (["queue"], "queueManager holds the queues; unqueued", ["queues"]),
        (["rte_ring"], "rte_ring_create and rings", ["rte", "ring", "rings"]),
        (["comment"], "a comment", ["comment"]),
        (["the"], "the end", []),
        ([], "anything", []),
    ],
)
def test_inflected_words_are_found_and_parts_of_words_are_not(
    words: list[str], text: str, found: list[str]
) -> None:
    assert spans(words, text) == found


@given(st.text())
def test_offsets_hold_without_accents(text: str) -> None:
    plain = unaccented(text)
    assert len(plain) == len(text)


@given(st.text("aàâbcçeéèêëîïoôuûùÀÉÔŽńş ", max_size=30))
def test_european_accents_are_folded_as_everywhere(text: str) -> None:
    assert unaccented(text) == folded(text)
