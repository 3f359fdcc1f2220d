"""Reading costs little: words are cut once, and what is remembered of them is bounded."""

from __future__ import annotations

import pytest

from nlp import reading
from nlp.mention import TextItem
from nlp.reading import Reader, Reading

AMENDMENTS = [
    "Amendement n° 3\n\nUn calendrier précis des décrets sur l'accueil permettrait de renforcer l’encadrement.",
    "Amendement n° 4\n\nLes décrets sur l'encadrement nuisent au calendrier de l’accueil, qu'ils n'ont pas vu.",
]
"""The French tokenizer has a special case for "n°", after which spaCy itself remembers nothing of a text."""


def readings(reader: Reader) -> list[Reading]:
    items = [TextItem(str(place), text, "text/plain", "fr") for place, text in enumerate(AMENDMENTS)]
    return [found for found, _ in reader.read(items)]


def test_a_word_is_cut_once() -> None:
    reader = Reader(languages=["fr"], profile="standard")
    tokenizer, cut = reader._pipeline("fr").tokenizer, []
    search = tokenizer.infix_finditer
    tokenizer.infix_finditer = lambda word: cut.append(word) or search(word)
    first = readings(reader)
    assert "calendrier" in cut
    cut.clear()
    assert readings(reader) == first
    assert not "".join(cut).strip()


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = readings(Reader(languages=["fr"], profile="standard"))
    monkeypatch.setattr(reading, "MOST_LEARNED", 5)
    reader = Reader(languages=["fr"], profile="standard")
    assert readings(reader) == expected
    assert len(reader._learned["fr"]) < len(set(" ".join(AMENDMENTS).split()))
