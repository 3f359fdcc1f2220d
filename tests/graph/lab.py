"""Small collections in English and French, each text by one person."""

from __future__ import annotations

from pathlib import Path

from graph.expert_finder import ExpertFinder
from graph.ingest import resolve
from graph.lookups import derive_lookups
from graph.model import Actor, Topic
from graph.network import derive_network
from graph.snapshot import build_snapshot
from graph.store.sqlite_store import SqliteStore
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


def lab(folder: Path, texts: dict[str, list[tuple[str, str]]]) -> View:
    """A collection of texts, each with its language, by the name of who wrote them."""
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


def finder_of(folder: Path) -> ExpertFinder:
    """Answers from the collection in a folder."""
    return ExpertFinder(folder / "snapshots")


def found(folder: Path, query: str) -> set[str]:
    """The names of everybody whom a query finds."""
    people = finder_of(folder).find(query, actor=ANYBODY, limit=100).people
    return {expert.person.name for expert in people}
