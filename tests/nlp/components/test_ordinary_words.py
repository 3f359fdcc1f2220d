"""A general dictionary tells ordinary words from jargon."""

from __future__ import annotations

import pytest

from nlp.components.ordinary_words import ordinary_words


@pytest.mark.parametrize(
    ("language", "word"), [("en", "queue"), ("en", "queues"), ("fr", "réseau"), ("fr", "réseaux")]
)
def test_ordinary(language: str, word: str) -> None:
    assert word in ordinary_words(language)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "mempool"), ("en", "hugepage"), ("fr", "kubernetes"), ("fr", "htaccess")]
)
def test_jargon(language: str, word: str) -> None:
    assert word not in ordinary_words(language)


def test_folded_words_have_no_accents() -> None:
    assert "reseau" in ordinary_words("fr").folded
