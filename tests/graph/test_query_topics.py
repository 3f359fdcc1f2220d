"""Topics that a query names, and the other names that are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.query_topics import named_topics
from graph.understanding import understand
from graph.view import View
from tests.graph.lab import found, lab

TEXTS = {
    "ada": [("en", "We trained a machine learning model.")],
    "bob": [("fr", "Un modèle d'apprentissage automatique a été entraîné.")],
    "cyd": [("en", "Knitting patterns for winter.")],
    "dan": [("en", "A golang service."), ("en", "Deep learning on graphs.")],
}


@pytest.fixture
def view(tmp_path: Path) -> View:
    return lab(tmp_path, TEXTS)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("machine learning", ["ml"]),  # the longest name, not the machine in it
        ("Who knows Machine-Learning models?", ["ml"]),
        ("apprentissages automatiques", ["ml"]),  # inflected
        ("ML, machine", ["ml", "machine"]),
        ("where do we go from here", []),
        ("Go services", ["go"]),
        ("R or r", ["r"]),
        ("plus de papier", []),  # no plural of PLU
        ("le PLU de la ville", ["plu"]),
        ("rest api", ["api"]),
        ("nothing of this", []),
    ],
)
def test_topics_are_named_as_people_write_them(view: View, text: str, wanted: Sequence[str]) -> None:
    ids = view.snapshot.evidence.topic_ids
    assert [ids[one.topic] for one in named_topics(view, text)] == list(wanted)


def test_a_question_in_one_language_finds_evidence_in_the_other(tmp_path: Path, view: View) -> None:
    assert {"ada", "bob"} <= found(tmp_path, "machine learning")
    assert {"ada", "bob"} <= found(tmp_path, "apprentissage automatique")


def test_what_is_no_word_has_no_name(tmp_path: Path) -> None:
    # K8S falls apart into K8 and S, and a letter alone is no term.
    view = lab(tmp_path, {"ada": [("en", "A K8S cluster.")]})
    assert understand(view, "K8S").word_of == {"k8s": "K8S", "k8": "K8S"}


def test_an_alias_that_nobody_writes_finds_the_label(tmp_path: Path) -> None:
    lab(tmp_path, {name: TEXTS[name] for name in ("ada", "cyd")})
    assert found(tmp_path, "ML") == {"ada"}


def test_narrower_topics_are_found_where_the_broader_is_nobodys(tmp_path: Path) -> None:
    lab(tmp_path, {name: TEXTS[name] for name in ("dan", "cyd")})
    assert found(tmp_path, "ML") == {"dan"}


def test_what_many_people_write_stands_for_itself(tmp_path: Path) -> None:
    # Ten people use the words, and the collection is in one language: other names are not looked for.
    crowd = {f"p{number}": [("en", "machine learning at work")] for number in range(10)}
    lab(tmp_path, {**crowd, "dan": TEXTS["dan"]})
    assert "dan" not in found(tmp_path, "machine")
    for text in ("machine learning", "apprentissage automatique"):
        assert set(crowd) <= found(tmp_path, text)
