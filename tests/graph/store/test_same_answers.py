"""Which store the records are kept in makes no difference to any answer: the arrays are the same, and so is every byte."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from api.demo.home import fill_home
from api.representations import answer, to_json
from api.settings import Settings
from api.wiring import Wiring
from graph.expert_finder import ExpertFinder
from graph.lookups import derive_lookups
from graph.model import Actor
from graph.network import derive_network
from graph.snapshot import build_snapshot
from graph.store.interface import GraphStore, open_store
from loaders.document import Account, Container, Document, Interaction, SkillClaim, Unit
from tests.graph.store.places import Place
from tests.small_world.world import SmallWorld

pytestmark = pytest.mark.neo4j

NOW = datetime(2026, 10, 1, tzinfo=UTC)
MANIFEST = "manifest.json"


@pytest.fixture(scope="module")
def snapshots(
    small_world: SmallWorld, small_world_place: Place, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A snapshots folder from each store."""
    folders = tmp_path_factory.mktemp("embedded"), tmp_path_factory.mktemp("server")
    stores = open_store(small_world.settings.store_url), small_world_place.open()
    for folder, opened in zip(folders, stores, strict=True):
        with closing(opened) as store:
            index(store, folder, small_world)
    return folders


def index(store: GraphStore, folder: Path, small_world: SmallWorld) -> None:
    wiring = Wiring(small_world.settings)
    build_snapshot(
        folder,
        store,
        fingerprint=wiring.extractor().fingerprint,
        topics=wiring.topics(),
        extras=[derive_lookups, derive_network],
        now=NOW,
    )


def test_snapshots_are_equal_array_by_array(snapshots: tuple[Path, Path]) -> None:
    embedded, server = (folder / "1" for folder in snapshots)
    names = sorted(path.relative_to(embedded) for path in embedded.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(server) for path in server.rglob("*") if path.is_file())
    arrays = [name for name in names if name.suffix == ".npy"]
    assert len(arrays) > 50
    for name in arrays:
        one, other = np.load(embedded / name), np.load(server / name)
        assert one.dtype == other.dtype, name
        np.testing.assert_array_equal(one, other, err_msg=str(name))
    for name in names:
        if name.name != MANIFEST:
            assert (embedded / name).read_bytes() == (server / name).read_bytes(), name


def test_find_gives_the_same_bytes(snapshots: tuple[Path, Path], small_world: SmallWorld) -> None:
    embedded, server = (ExpertFinder(folder) for folder in snapshots)
    actor = Actor("tester")
    n_answered = 0
    for question in small_world.questions:
        for language, text in question.text.items():
            one, other = (finder.find(text, actor=actor, limit=20) for finder in (embedded, server))
            assert to_json(answer(one, language)) == to_json(answer(other, language))
            n_answered += bool(one.people)
    assert n_answered > 10


def test_sources_loaded_into_neo4j_are_stored_as_in_the_embedded_store(
    neo4j_address: Callable[[Path], Place], small_world: SmallWorld, tmp_path: Path
) -> None:
    place = neo4j_address(tmp_path)
    settings = Settings(
        home=tmp_path / "home", store=place.url, store_user=place.user, store_password=place.password
    )
    fill_home(settings, staff=small_world.staff)
    with (
        closing(open_store(small_world.settings.store_url)) as embedded,
        Wiring(settings).store() as server,
    ):
        for kind in (Account, Unit, Container, Document, Interaction, SkillClaim):
            assert list(server.scan(kind)) == list(embedded.scan(kind))
        assert list(server.assignments()) == list(embedded.assignments())
        fingerprint = Wiring(settings).extractor().fingerprint
        assert list(server.extracted_documents(fingerprint)) == list(
            embedded.extracted_documents(fingerprint)
        )
        again = fill_home(settings, staff=small_world.staff)
        assert again.refreshed.n_extracted == 0
        assert all(not result.counts.added and not result.counts.changed for _, result in again.loads)
