"""Everyday words in another language, and the language of a question."""

from __future__ import annotations

import pytest

from graph.translation import languages_of, translations

BOTH = frozenset({"en", "fr"})


def words(form: str, *asked_in: str, languages: frozenset[str] = BOTH) -> set[str]:
    return {found.word for found in translations(form, asked_in=asked_in, languages=languages)}


@pytest.mark.parametrize(
    ("form", "language", "other"),
    [
        ("supplier", "en", "fournisseur"),
        ("suppliers", "en", "fournisseur"),
        ("fournisseurs", "fr", "supplier"),
        ("injected", "en", "injecter"),
        ("inferieure", "fr", "inferior"),
        ("nuits", "fr", "night"),
    ],
)
def test_a_word_is_found_in_any_inflection(form: str, language: str, other: str) -> None:
    assert other in words(form, language)


def test_a_plural_is_nearer_than_a_stem() -> None:
    # "customers" has the stem of "customs" and "customize".
    assert words("customers", "en") == {"customer", "client", "clientèle"}


def test_a_word_of_one_language_is_not_stemmed_as_one_of_the_other() -> None:
    # In French "pointer" would be an inflection of "point".
    assert "point" not in words("pointer", "en")


def test_a_word_means_what_it_means_where_it_is_asked() -> None:
    assert "bread" in words("pain", "fr") and "bread" not in words("pain", "en")
    assert {"bread", "painful"} <= words("pain", "en", "fr")


def test_translations_need_two_languages_that_are_listed() -> None:
    assert words("supplier", "en", languages=frozenset({"en"})) == set()
    assert words("supplier", "en", languages=frozenset({"de", "en"})) == set()
    assert words("supplier", "de", languages=frozenset({"de", "en", "fr"})) == set()


def test_terms_are_those_of_their_language() -> None:
    found = translations("nuit", asked_in=["fr"], languages=BOTH)
    assert {each.word: each.term for each in found}["nocturne"] == "nocturn"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("who can review our documentation?", ["en"]),
        ("qui peut relire notre documentation ?", ["fr"]),
        ("mistake on a payslip", ["en"]),
        ("bulletin de paie", ["fr"]),
        ("Kubernetes", ["en", "fr"]),
        ("", ["en", "fr"]),
    ],
)
def test_the_language_of_a_question(text: str, languages: list[str]) -> None:
    assert languages_of(text, BOTH) == languages
