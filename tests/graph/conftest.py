"""The workshop's snapshot, built once."""

from __future__ import annotations

import pytest

from graph.snapshot import Snapshot
from tests.graph.workshop import build, make_store


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot of :mod:`tests.graph.workshop`."""
    folder = tmp_path_factory.mktemp("workshop")
    store = make_store(folder)
    snapshot = build(folder, store)
    store.close()
    return snapshot
