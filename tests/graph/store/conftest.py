"""Stores to test: what a contract test asks of one is asked of each kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.store import copying, neo4j_database, sqlite_database
from graph.store.copying import copy_store
from graph.store.interface import GraphStore, open_store
from tests.graph.store.neo4j_server import VERSION, Neo4jServer, UnavailableError, give_up, newest_language
from tests.graph.store.places import Place, neo4j_place, sqlite_place
from tests.small_world.world import SmallWorld

PASSWORD = "correct horse"
KINDS = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


ALL_BUT_DEPRECATION = (
    "GENERIC",
    "HINT",
    "PERFORMANCE",
    "SCHEMA",
    "SECURITY",
    "TOPOLOGY",
    "UNRECOGNIZED",
    "UNSUPPORTED",
)


@pytest.fixture(scope="session", autouse=True)
def deprecations_are_told() -> None:
    """The server's word that a statement is of yesterday becomes a warning, and so an error."""
    neo4j_database.DRIVER_SETTINGS.update(
        notifications_min_severity="INFORMATION",
        notifications_disabled_classifications=ALL_BUT_DEPRECATION,
        warn_notification_severity="INFORMATION",
    )


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Place]]:
    """An emptied database on the server of this session, which is started when first asked for.

    It reads statements in its newest language; the servers of ``test_neo4j_failures.py`` in their default one.
    ``WHOKNOWS_TEST_NEO4J`` names a server to use instead, without a password; everything in it is deleted.
    """
    given = os.environ.get("WHOKNOWS_TEST_NEO4J")
    if given:
        yield lambda folder: neo4j_place(folder, given, None, None)
        return
    folder = tmp_path_factory.mktemp("neo4j")
    server = Neo4jServer(folder, password=PASSWORD, more=newest_language(VERSION))
    try:
        server.start()
    except UnavailableError as error:
        give_up(error)
    try:
        yield lambda folder: neo4j_place(folder, server.url, "neo4j", PASSWORD)
    finally:
        server.kill()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the store of this test is kept; empty."""
    if request.param == "sqlite":
        return sqlite_place(tmp_path)
    found: Place = request.getfixturevalue("neo4j_address")(tmp_path)
    return found


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams are read a hundred rows at a time, and copies written so."""
    for module in (sqlite_database, neo4j_database):
        monkeypatch.setattr(module, "PAGE_SIZE", 100)
    monkeypatch.setattr(copying, "BATCH_ROWS", 200)


@pytest.fixture
def store(place: Place) -> Iterator[GraphStore]:
    """An empty store."""
    with closing(place.open()) as opened:
        yield opened


@pytest.fixture(scope="module")
def small_world_place(
    neo4j_address: Callable[[Path], Place], small_world: SmallWorld, tmp_path_factory: pytest.TempPathFactory
) -> Place:
    """The small world in Neo4j, copied there; shared by the tests of a module."""
    place = neo4j_address(tmp_path_factory.mktemp("small_world_in_neo4j"))
    with closing(open_store(small_world.settings.store_url)) as embedded, closing(place.open()) as server:
        copy_store(embedded, server)
    return place
