"""Stores to test: what a contract test asks of one is asked of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.store.interface import GraphStore
from tests.graph.store.places import Place, sqlite_place


@pytest.fixture(params=["sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the store of this test is kept; empty."""
    return sqlite_place(tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[GraphStore]:
    """An empty store."""
    with closing(place.open()) as opened:
        yield opened
