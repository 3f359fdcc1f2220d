"""Laws of snapshots: what they hold depends on what the store holds, and on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.snapshot import Snapshot
from graph.terms import terms_of
from loaders.document import Document, Interaction
from tests.graph.test_snapshot_swap import contents
from tests.graph.workshop import DOCUMENTS, INTERACTIONS, build, day, make_store, shop

WRITTEN = st.text("ab éÀB_.-\n", max_size=30)


@settings(max_examples=10, deadline=None)
@given(documents=st.permutations(DOCUMENTS), interactions=st.permutations(INTERACTIONS))
def test_the_order_in_which_records_came_changes_nothing(
    workshop: Snapshot, documents: Sequence[Document], interactions: Sequence[Interaction]
) -> None:
    with TemporaryDirectory() as name:
        store = make_store(Path(name), documents=documents, interactions=interactions)
        built = contents(build(Path(name), store).folder)
        store.close()
    assert built == contents(workshop.folder)


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(WRITTEN, min_size=1, max_size=4))
def test_postings_hold_exactly_the_terms_of_each_document(texts: list[str]) -> None:
    documents = [
        Document(shop(f"x{n}"), "note", day("2026-01-01"), text, language="fr", author_refs=(shop("ben"),))
        for n, text in enumerate(texts)
    ]
    with TemporaryDirectory() as name:
        store = make_store(Path(name), documents=documents, interactions=(), extractions={})
        evidence = build(Path(name), store, topics=()).evidence
        store.close()
        found: list[set[str]] = [set() for _ in texts]
        for row, term in enumerate(evidence.terms):
            for document in evidence.postings.row(row)[0].tolist():
                found[document].add(term)
    assert found == [set(terms_of(text, "fr")) for text in texts]
    assert evidence.profile.values.sum() == pytest.approx(evidence.person_length.sum())
