"""The list of everyday words in both languages is well-formed."""

from __future__ import annotations

import pytest

from nlp.everyday_words import everyday_words
from nlp.function_words import FUNCTION_WORDS
from nlp.words import folded

LANGUAGES = ("en", "fr")


def test_every_meaning_has_words_in_both_languages() -> None:
    assert len(everyday_words()) > 2_000
    assert all(tuple(words) == LANGUAGES and all(words.values()) for words in everyday_words())


def test_meanings_stand_in_order_and_once() -> None:
    rows = [tuple(words.values()) for words in everyday_words()]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_something_and_are_one_word(language: str) -> None:
    for words in everyday_words():
        forms = [folded(word) for word in words[language]]
        assert len(set(forms)) == len(forms), f"twice in {words}"
        assert FUNCTION_WORDS[language].isdisjoint(forms), f"function word in {words}"
        assert all(word.isalpha() and word.islower() for word in words[language]), f"no word in {words}"
