"""Topics that a query names, and the other names that are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.expert_finder import ExpertFinder
from graph.ingest import resolve
from graph.lookups import derive_lookups
from graph.model import Actor, Topic
from graph.network import derive_network
from graph.query_topics import named_topics
from graph.snapshot import build_snapshot
from graph.store.sqlite_store import SqliteStore
from graph.understanding import understand
from graph.view import View
from loaders.document import Account, Document, Source
from nlp.mention import Extraction
from tests.graph.workshop import NOW, day

SOURCE = Source("folder", "lab")
ANYBODY = Actor("anonymous")
TOPICS = (
    Topic("ml", {"en": "machine learning", "fr": "apprentissage automatique"}, {"en": ("ML",)}),
    Topic("deep", {"en": "deep learning", "fr": "apprentissage profond"}, broader=("ml",)),
    Topic("machine", {"en": "machine", "fr": "machine"}),
    Topic("go", {"en": "Go"}, {"en": ("golang",)}),
    Topic("r", {"en": "R"}),
    Topic("plu", {"fr": "urbanisme"}, {"fr": ("PLU",)}),
    Topic("api", {"en": "application programming interface"}, {"en": ("API",)}),
)
TEXTS = {
    "ada": [("en", "We trained a machine learning model.")],
    "bob": [("fr", "Un modèle d'apprentissage automatique a été entraîné.")],
    "cyd": [("en", "Knitting patterns for winter.")],
    "dan": [("en", "A golang service."), ("en", "Deep learning on graphs.")],
}


def lab(folder: Path, texts: dict[str, list[tuple[str, str]]]) -> View:
    store = SqliteStore(f"sqlite:///{folder}/store.sqlite")
    documents, extractions = [], []
    for name, written in texts.items():
        store.write(SOURCE, [Account(f"folder:lab/{name}", name=name)])
        for number, (language, text) in enumerate(written):
            document = Document(
                f"folder:lab/{name}{number}",
                "note",
                day("2026-01-01"),
                text,
                author_refs=(f"folder:lab/{name}",),
            )
            documents.append(document)
            extractions.append((document.text_hash, Extraction(language, ((0, len(text)),), ())))
    store.write(SOURCE, documents)
    store.write_extractions("by-hand", extractions)
    resolve(store)
    build_snapshot(
        folder / "snapshots",
        store,
        fingerprint="by-hand",
        topics=TOPICS,
        extras=(derive_lookups, derive_network),
        now=NOW,
    )
    store.close()
    return ExpertFinder(folder / "snapshots")._view(ANYBODY)


@pytest.fixture
def view(tmp_path: Path) -> View:
    return lab(tmp_path, TEXTS)


def found(folder: Path, query: str) -> set[str]:
    finder = ExpertFinder(folder / "snapshots")
    return {expert.person.name for expert in finder.find(query, actor=ANYBODY, limit=100).people}


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


def test_in_a_collection_of_two_languages_it_does_not_matter_which_name_is_typed(view: View) -> None:
    by_name = [understand(view, name).query for name in ("machine learning", "apprentissage automatique")]
    asked = [dict(zip(query.terms.tolist(), query.weights.tolist(), strict=True)) for query in by_name]
    assert asked[0] == asked[1]
    heaviest = [term for term, weight in asked[0].items() if weight == max(asked[0].values())]
    assert len(heaviest) == 4  # two words in each language


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
