"""Spellings and inflections of one name meet, in either language, and different words do not."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.words import folded, name_hashes, singular, word_hash, word_key, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("réseaux neuronaux", "reseau neuronal"),
        ("l'apprentissage", "apprentissage"),
        ("gestion de projet", "Gestion des projets"),
        ("front-end", "Front end"),
        ("node.js", "Node.JS"),
        ("bases de données", "base de donnée"),
        ("R&D", "r&d"),
        ("recherche et développement", "recherche & developpement"),
        ("Œuvre", "oeuvre"),
        ("technologies", "technologie"),
        ("libraries", "library"),
        ("analyses", "analysis"),
        ("droit d’accès", "droits d'accès"),
        ("APIs", "API"),
        ("re\u0301seaux", "réseaux"),
        ("l'e\u0301talonnage", "étalonnage"),
        ("R&E\u0301", "R&É"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert name_hashes(one)[-1] == name_hashes(other)[-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        (".NET", "net"),
        ("Java", "JavaScript"),
        ("projet de gestion", "gestion de projet"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert name_hashes(one)[-1] != name_hashes(other)[-1]


def test_no_letter_is_lost_after_a_dash() -> None:
    words = words_of("ops - Kubernetes and Docker - Ansible")
    assert [match[0].strip() for match in words.matches] == [
        "ops",
        "-",
        "Kubernetes",
        "and",
        "Docker",
        "-",
        "Ansible",
    ]


def test_words_that_names_do_without_have_no_key() -> None:
    assert [word_key(word) for word in ("de", "l'", "the", "Of")] == ["", "", "", ""]


def test_a_capital_letter_alone_is_a_name() -> None:
    assert word_key("A") == "a" and word_key("a") == ""


def test_punctuation_separates_and_hyphens_join() -> None:
    text = "Docker, load-balancing/Helm"
    assert [match[0].strip() for match in words_of(text).matches] == [
        "Docker",
        ",",
        "load",
        "balancing",
        "Helm",
    ]


def test_spans_are_without_blanks_and_elisions() -> None:
    text = "avec l'analyse de données"
    words = words_of(text)
    last = len(words.hashes) - 1
    start, end = words.span(last - 1, last)
    assert text[start:end] == "analyse de données"


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("boxes", "box"),
        ("reseaux", "reseau"),
        ("libraries", "library"),
        ("classes", "class"),
        ("travaux", "travail"),
    ],
)
def test_plurals_are_singular(plural: str, one: str) -> None:
    assert singular(plural) == singular(one)


@pytest.mark.parametrize(
    ("one", "other"), [("donne", "donnee"), ("commande", "command"), ("process", "proces")]
)
def test_other_endings_are_no_plurals(one: str, other: str) -> None:
    assert singular(one) != singular(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.from_regex(r"[a-zàéèêôû]{1,12}", fullmatch=True))
def test_capitals_and_accents_never_matter_in_longer_words(word: str) -> None:
    if len(word) > 2:
        assert word_hash(word) == word_hash(word.capitalize()) == word_hash(folded(word))


@given(st.text(alphabet=st.sampled_from("abCé '-.,+#&\n"), max_size=80))
def test_words_come_in_order_and_lie_in_the_text(text: str) -> None:
    words = words_of(text)
    assert len(words.hashes) == len(words.matches)
    starts = [match.start() for match in words.matches]
    assert starts == sorted(starts)


class Word(str):
    """One that tells whether somebody still has it."""


@pytest.mark.parametrize("function", [word_key, word_hash])
@pytest.mark.parametrize(("length", "is_kept"), [(60, True), (65, False)])
def test_long_words_are_not_remembered(function: Callable[[str], object], length: int, is_kept: bool) -> None:
    word = Word(function.__name__[-1] * length)
    seen = weakref.ref(word)
    assert function(word) == function(str(word))
    del word
    assert (seen() is not None) == is_kept
