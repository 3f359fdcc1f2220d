"""A question means the same whichever language of the collection it is asked in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.any_language import LONGEST_QUESTION
from graph.ranking.document_scores import idf, rarity
from graph.understanding import understand
from graph.view import View
from tests.graph.lab import ANYBODY, finder_of, found, lab

TEXTS = {
    "ada": [("en", "We trained a machine learning model, a slow one.")],
    "bob": [("fr", "Un modèle d'apprentissage automatique a été entraîné, trop lent.")],
    "cyd": [("en", "Knitting patterns for winter nights. A supplier of wool.")],
    "dan": [("en", "A golang service."), ("en", "Deep learning on graphs.")],
    "eve": [
        ("fr", "Les joints du fournisseur fuient la nuit, fuite nocturne."),
        ("fr", "Une erreur de mesure, Zorglub en main."),
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def view(folder: Path) -> View:
    return lab(folder, TEXTS)


def weights(view: View, text: str) -> dict[str, float]:
    query = understand(view, text).query
    names = view.snapshot.evidence.terms
    return {
        names[term]: weight for term, weight in zip(query.terms.tolist(), query.weights.tolist(), strict=True)
    }


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("machine learning", "apprentissage automatique"),
        ("slow machine learning", "apprentissage automatique lent"),
        ("who knows a supplier at night?", "qui connaît un fournisseur la nuit ?"),
        ("Zorglub, a measurement error", "Zorglub, une erreur de mesure"),
    ],
)
def test_a_question_has_the_terms_and_weights_of_its_translation(
    view: View, english: str, french: str
) -> None:
    assert weights(view, english) == weights(view, french)


def test_every_name_of_a_topic_counts_alike(view: View) -> None:
    found = weights(view, "machine learning")
    assert sorted(term for term, weight in found.items() if weight == max(found.values())) == [
        "apprentissag",
        "automat",
        "learn",
        "machin",
    ]


def test_words_of_one_meaning_are_as_rare_as_all_of_them_together(view: View) -> None:
    # One person each writes of a supplier and of a fournisseur: each counts as what two of five use.
    evidence = view.snapshot.evidence
    terms = np.array([evidence.terms.find("supplier"), evidence.terms.find("fournisseur")])
    assert evidence.term_people[terms].tolist() == [1, 1]
    found = weights(view, "supplier")
    gains = np.array([found["supplier"], found["fournisseur"]]) * idf(evidence, terms)
    assert gains == pytest.approx(rarity(np.array([2, 2]), 5))


def test_what_only_the_other_language_has_is_found_and_named(folder: Path, view: View) -> None:
    understood = understand(view, "gaskets at night")
    assert (understood.query.matched, understood.query.unmatched) == (("gaskets", "night"), ())
    assert {"joint", "nuit"} <= set(understood.words)
    assert understood.word_of["nocturn"] == "nocturne"
    answer = finder_of(folder).find("gaskets", actor=ANYBODY)
    assert [expert.person.name for expert in answer.people] == ["eve"]
    assert answer.people[0].documents[0].highlights


def test_a_translated_word_is_no_slip_of_another(folder: Path, view: View) -> None:
    # "seals" is one letter from "deals", and nobody writes it; its translation is there.
    assert understand(view, "seals").suggestions == ()
    assert [expert.person.name for expert in finder_of(folder).find("seals", actor=ANYBODY).people] == ["eve"]


def test_words_that_ask_are_not_translated(view: View) -> None:
    assert weights(view, "who can help me with a supplier?") == weights(view, "supplier")


def test_a_topic_that_is_named_twice_is_one(view: View) -> None:
    assert weights(view, "machine learning, ML") == weights(view, "machine learning")


def test_a_function_word_of_the_language_asked_in_says_nothing(tmp_path: Path) -> None:
    # "Plus" says something in English.
    view = lab(tmp_path, {**TEXTS, "fay": [("en", "A plus for the supplier.")]})
    assert "plus" in weights(view, "plus for a supplier")
    assert "plus" not in weights(view, "un fournisseur qui ne répond plus")


def test_a_text_is_looked_for_as_typed(view: View) -> None:
    text = "supplier " + " ".join(f"word{number}" for number in range(LONGEST_QUESTION))
    assert set(weights(view, text)) == {"supplier"}
    assert "fournisseur" in weights(view, "supplier")


def test_a_collection_in_one_language_is_searched_as_typed(tmp_path: Path) -> None:
    view = lab(tmp_path, {name: TEXTS[name] for name in ("ada", "cyd", "dan")})
    assert weights(view, "slow supplier") == {"slow": 1.0, "supplier": pytest.approx(10 / 11)}
    assert found(tmp_path, "lent") == set()
