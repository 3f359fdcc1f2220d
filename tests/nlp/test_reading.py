"""Reading costs little: words are cut once, and what is remembered of them is bounded."""

from __future__ import annotations

import time

import pytest

from nlp import reading
from nlp.extraction import Extractor, Task
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


def test_runs_of_signs_cost_nothing() -> None:
    reader = Reader(languages=["en", "fr"], profile="standard")
    rules = "Rules: " + " ".join(sign * length for sign in ">_" for length in range(100, 150))
    first, *timed = (
        TextItem(text, text, "text/plain", "en") for text in ("Load it.", rules, (">" * 500 + " ") * 50)
    )
    reader.read([first])
    for item in timed:
        start = time.process_time()
        reader.read([item])
        assert time.process_time() - start < 0.2


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = readings(Reader(languages=["fr"], profile="standard"))
    monkeypatch.setattr(reading, "MOST_LEARNED", 5)
    reader = Reader(languages=["fr"], profile="standard")
    assert readings(reader) == expected
    assert len(reader._learned["fr"]) < len(set(" ".join(AMENDMENTS).split()))


def test_gaps_are_no_part_of_the_reach() -> None:
    reader = Reader(languages=["en"], profile="standard")
    quoted = "\n".join(f"> quoted words of somebody else, line {line}" for line in range(300))
    text = f"{quoted}\nThe virtual network interface drops frames."
    ((found, _),) = reader.read([TextItem("one", text, "text/plain", "en")])
    assert [term.surface for term in found.key_terms] == ["virtual network interface"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello." + " " * 1_000_000,
        " \n" * 300_000,
        "a" * 300_000 + " a-b a@b /a.b",
        "~" * 300_000 + " /a.b",
        "a-" * 200_000,
    ],
    ids=["blanks", "blank lines", "letters", "tildes", "hyphens"],
)
def test_long_runs_cost_as_much_as_they_are_long(light: Extractor, text: str) -> None:
    before = time.process_time()
    light.found(Task([TextItem("one", text, "text/plain")], {}))
    assert time.process_time() - before < 5


def test_the_fingerprint_has_the_version_that_tells_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Reader(languages=["fr"], profile="light").fingerprint
    monkeypatch.setattr(reading, "version", lambda package: f"another of {package}")
    assert Reader(languages=["fr"], profile="light").fingerprint != before
