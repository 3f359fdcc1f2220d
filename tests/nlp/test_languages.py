"""The language of short and long texts, and of the parts of a mixed one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from nlp.errors import ExtractionError
from nlp.languages import LanguageDetector
from tests.benchmarks.language_texts import language_texts

DETECTOR = LanguageDetector(("en", "fr"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qui connaît la paie ?", "fr"),
        ("who knows payroll?", "en"),
        ("j'ai push le fix", "fr"),
        ("Le build est cassé depuis le merge de la branche main", "fr"),
        ("the déploiement failed again on the server", "en"),
        ("gestion des congés", "fr"),
        ("leave management", "en"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert DETECTOR.detect(text) == language


def test_a_hint_holds_unless_the_text_plainly_says_otherwise() -> None:
    assert DETECTOR.detect("kubernetes 1.29", "fr") == "fr"
    assert DETECTOR.detect("the fix of the day", "fr") == "fr"
    assert DETECTOR.detect("the backup of the server has failed, and it should not have", "fr") == "en"


def test_a_hint_that_is_not_configured_is_ignored() -> None:
    assert DETECTOR.detect("gestion de la paie", "de") == "fr"


def test_without_letters_it_is_the_first_language() -> None:
    assert DETECTOR.detect("1234") == "en"
    assert LanguageDetector(("fr", "en")).detect("1234") == "fr"


def test_one_language_needs_no_look() -> None:
    assert LanguageDetector(("fr",)).detect("the backup of the server") == "fr"


@pytest.mark.parametrize("languages", [(), ("en", "tlh")])
def test_unknown_languages_are_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(ExtractionError, match="expected some of"):
        LanguageDetector(languages)


def test_gaps_do_not_count() -> None:
    gap = "\n" + " " * 700 + "\n"
    assert DETECTOR.detect(f"{gap}Ma thèse est finie, et je la soutiens dans deux semaines.") == "fr"


def test_a_long_text_is_told_apart_by_paragraph() -> None:
    english = (
        "We have moved the backup of the server to the other site, and it is now checked each week. " * 6
    )
    french = (
        "Nous avons déplacé la sauvegarde du serveur dans l'autre site, et elle est vérifiée chaque semaine. "
        * 3
    )
    text = f"{english}\n\n{french}\n\n{english}"
    (main, own), (other, rest) = DETECTOR.parts(text)
    assert (main, other) == ("en", "fr")
    assert rest.strip() == french.strip()
    assert "sauvegarde" not in own
    assert len(own) == len(rest) == len(text)


def test_our_list_of_texts_is_told_right() -> None:
    """94 of 100 texts of two words and 99 of 100 of twenty, as ``python -m tests.benchmarks.language_texts`` shows."""
    right = {
        n_words: sum(DETECTOR.detect(text) == language for text, language in texts) / len(texts)
        for n_words, texts in language_texts((2, 4, 20)).items()
    }
    assert right[2] >= 0.94
    assert right[20] >= 0.99
    assert all(right[fewer] <= right[more] for fewer, more in pairwise(sorted(right)))


def test_the_list_is_there() -> None:
    texts = language_texts((2,))[2]
    assert len(texts) >= 1000
    assert Path(__file__).parent.joinpath("gold/posts_fr.jsonl").exists()
