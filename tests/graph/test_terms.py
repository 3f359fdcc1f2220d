"""Words of texts and queries as terms."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.terms import forms_of, stem, terms_of, words_in


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("lib/net_mlx5-flow.c", [("lib",), ("net",), ("mlx5",), ("flow",), ("c",)]),
        ("l'équipe d’achats", [("l",), ("equipe",), ("d",), ("achats",)]),
        ("QueueManager", [("queuemanager", "queue", "manager")]),
        ("HTTPServer parseJSON", [("httpserver", "http", "server"), ("parsejson", "parse", "json")]),
        ("APIs IPv6 DBs", [("apis",), ("ipv6",), ("dbs",)]),
        ("ÉtatCivil", [("etatcivil", "etat", "civil")]),
        ("x½y", [("x1", "2y")]),
    ],
)
def test_text_is_cut_at_every_sign_and_camel_case_counts_twice(
    text: str, forms: list[tuple[str, ...]]
) -> None:
    assert [word.forms for word in words_in(text)] == forms


def test_words_stand_where_they_are_in_the_text() -> None:
    text = "Ça marche, getUser()"
    assert [(word.text, text[word.start : word.end]) for word in words_in(text)] == [
        ("Ça", "Ça"),
        ("marche", "marche"),
        ("getUser", "getUser"),
    ]


def test_accents_written_as_marks_of_their_own_make_the_same_forms() -> None:
    composed = "réseau Élève œuvre"
    decomposed = unicodedata.normalize("NFD", composed)
    assert [w.forms for w in words_in(decomposed)] == [w.forms for w in words_in(composed)]


def test_inflections_meet_in_one_term() -> None:
    assert terms_of("running runs run", "en") == ["run", "run", "run"]
    assert terms_of("le réseau, les RÉSEAUX", "fr") == ["reseau", "reseau"]


def test_stop_words_of_both_languages_are_none_in_either() -> None:
    assert terms_of("the state of l'art et pour nous", "en") == ["state", "art"]
    assert terms_of("le code of conduct", "fr") == terms_of("code conduct", "fr")


def test_a_word_that_says_something_in_its_own_language_stays() -> None:
    assert (stem("car", "en"), stem("car", "fr")) == ("car", "")
    assert (stem("or", "en"), stem("or", "fr")) == ("", "or")


def test_single_characters_are_no_terms() -> None:
    assert terms_of("C, R and 7", "en") == []


def test_words_of_a_language_without_rules_stay_as_they_are() -> None:
    assert terms_of("Häuser zzq", "xx") == ["hauser", "zzq"]


def test_threads_stem_alike() -> None:
    words = [f"connection{n} connections{n} organisation{n} organisations{n}" for n in range(300)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: terms_of(text, "en"), words * 4))
    assert found == [terms_of(text, "en") for text in words] * 4


@given(st.text())
def test_forms_are_folded_words_each_once(text: str) -> None:
    for word in words_in(text):
        assert len(set(word.forms)) == len(word.forms)
        for form in word.forms:
            assert forms_of(form)[0] == form


def test_languages_named_by_a_letter_and_a_sign_are_terms() -> None:
    assert terms_of("Q# and C++, (C#), F#.", "en") == ["q#", "c++", "c#", "f#"]
    assert terms_of("a#b i++ c+++ #42 x#1", "en") == ["42"]
