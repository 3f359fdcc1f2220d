"""Personal data in running text is blanked, and figures that are none stay."""

from __future__ import annotations

import pytest

from nlp.personal_data import masked


@pytest.mark.parametrize(
    "secret",
    [
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "555-123-4567",
        "FR76 3000 6000 0112 3456 7890 189",
        "4970 1012 3456 7890",
        "1 85 05 78 006 084 36",
    ],
)
def test_numbers_of_people_are_blanked(secret: str) -> None:
    text = f"le numéro {secret} du dossier"
    assert masked(text) == text.replace(secret, " " * len(secret))


@pytest.mark.parametrize(
    "text", ["Python 3.12 since 2024-03-01", "erreur 809 sur 1 250 000 lignes", "port 8420, 12:30:45"]
)
def test_other_figures_stay(text: str) -> None:
    assert masked(text) == text


def test_the_name_in_a_greeting_is_blanked() -> None:
    assert masked("Hello Ana Diaz,\nthe backup ran").split() == ["the", "backup", "ran"]


def test_a_sentence_that_begins_like_a_greeting_stays() -> None:
    text = "Bonjour, le chiffrement marche."
    assert masked(text).endswith("le chiffrement marche.")
