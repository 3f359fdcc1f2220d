"""Which runs of words may name a subject, by the letters of their parts of speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.term_candidates import candidates


def runs(letters: str, language: str) -> set[str]:
    return {letters[first:after] for first, after in candidates(letters, language, longest=3)}


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("..NN.", {"NN", "N"}),
        ("ANN", {"ANN", "NN", "N"}),
        ("AA.", set()),
        ("NA", {"N"}),
        ("NhN", {"NhN"}),
        ("NNNN", {"NNN", "NN", "N"}),
        ("N.N", {"N"}),
        ("TN", {"TN", "N"}),
        ("GN", {"GN", "N"}),
        ("GG", set()),
    ],
)
def test_english_terms_end_in_their_head(letters: str, expected: set[str]) -> None:
    assert runs(letters, "en") == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("NdN", {"NdN", "N"}),
        ("NdlN", {"NdlN", "N"}),
        ("NA", {"NA", "N"}),
        ("ANdN", {"ANdN", "AN"}),
        ("dN", {"N"}),
        ("NdA", {"N"}),
        ("NdAN", {"NdAN", "N"}),
        ("NlN", {"N"}),
        ("GdN", {"GdN"}),
        ("GdG", set()),
        ("NdNdNdN", {"NdNdN", "NdN", "N"}),
    ],
)
def test_french_terms_begin_with_their_head(letters: str, expected: set[str]) -> None:
    assert runs(letters, "fr") == expected


@given(st.text(alphabet="NTAGdlh.", max_size=30), st.sampled_from(["en", "fr"]))
def test_a_term_has_a_head_and_hangs_on_nothing(letters: str, language: str) -> None:
    for first, after in candidates(letters, language, longest=3):
        run = letters[first:after]
        assert set(run) & {"N", "T"}
        assert run[0] in "ANTG" and run[-1] in "ANTG" and "." not in run
        assert 1 <= sum(letter in "ANTG" for letter in run) <= 3
        assert letters[after : after + 1] != "h" or language == "en"
        assert first == 0 or letters[first - 1] != "h"
