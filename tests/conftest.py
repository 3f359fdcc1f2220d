"""Fixtures that every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from click.testing import CliRunner
    from flask import Flask
    from flask.testing import FlaskClient

    from graph.store.interface import GraphStore
    from tests.small_world.world import SmallWorld

DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs Neo4j comes first: of several workers one then starts a server, and is relieved of other tests."""
    items.sort(key=lambda item: item.get_closest_marker("neo4j") is None)


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The development data sets beside the checkout."""
    if not DATA.is_dir():
        pytest.skip(f"the development data sets are not beside the checkout ({DATA})")
    return DATA


@pytest.fixture(scope="session")
def compiled_vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the shipped topic list, which every new home compiles in some seconds; copied where a test
    changes lists."""
    from nlp.vocabulary import load_vocabulary

    cache = tmp_path_factory.mktemp("compiled") / "cache"
    load_vocabulary(None, cache=cache)
    return cache


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> SmallWorld:
    """A dozen people of the demonstration company, loaded and indexed once; not to be changed."""
    from tests.small_world.world import build

    return build(tmp_path_factory.mktemp("small_world") / "home")


@pytest.fixture
def small_world_copy(small_world: SmallWorld, tmp_path: Path) -> SmallWorld:
    """A copy that a test may change."""
    home = shutil.copytree(small_world.home, tmp_path / "small_world")
    return replace(small_world, home=home)


@pytest.fixture
def store(small_world_copy: SmallWorld) -> Iterator[GraphStore]:
    """The store of a small world, the test's own."""
    from api.wiring import Wiring

    with Wiring(small_world_copy.settings).store() as store:
        yield store


@pytest.fixture
def app(small_world: SmallWorld) -> Flask:
    """The web application on the small world."""
    from api.app import create_app

    app = create_app(small_world.settings)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Asks the application without a server."""
    return app.test_client()


@pytest.fixture
def runner(small_world_copy: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands on a copy of the small world."""
    from click.testing import CliRunner

    monkeypatch.setenv("WHOKNOWS_HOME", str(small_world_copy.home))
    return CliRunner()
