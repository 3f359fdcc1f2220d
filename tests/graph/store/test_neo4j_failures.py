"""A server that is killed, away, read-only or out of disk: clear errors, bounded waiting, nothing lost or doubled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError, StoreUnavailableError
from graph.store import neo4j_database
from graph.store.interface import GraphStore
from loaders.checkpoint import Cursor
from loaders.document import Account, Document
from tests.graph.store.neo4j_server import Neo4jServer, UnavailableError, give_up
from tests.graph.store.places import Place, neo4j_place
from tests.graph.store.processes import another_process, next_word
from tests.graph.store.records import ADA, BEN, CHAT, message
from tests.small_disk import small_disk

pytestmark = pytest.mark.neo4j

BATCHES, ROWS = 20, 50
RETRY_SECONDS = 0.5
"""Retrying for less long than users do keeps the tests short."""
LONG_RETRY_SECONDS = 20.0
PATIENCE_SECONDS = 60
"""Far longer than retrying may take, far shorter than waiting for ever."""

LOAD = f"""
from tests.graph.store.places import place_from
from graph.errors import StoreError
from graph.store import neo4j_database
from tests.graph.store.test_neo4j_failures import RETRY_SECONDS, batch
neo4j_database.DRIVER_SETTINGS["max_transaction_retry_time"] = RETRY_SECONDS
try:
    with closing(place_from(sys.argv[1]).open()) as store:
        cursor = store.begin_load(CHAT)
        for number in range(int(cursor.position) + 1 if cursor else 0, {BATCHES}):
            store.write(CHAT, batch(number), cursor=Cursor("f", str(number)))
            tell(number)
    tell("done")
except StoreError as error:
    tell(f"{{type(error).__name__}}: {{error}}")
"""


def batch(number: int) -> list[Document]:
    return [message(f"{number:03}-{n:02}", f"words of {number} {n}") for n in range(ROWS)]


def check_whole_batches(store: GraphStore, n_batches: int) -> None:
    ids = [document.document_id for document in store.scan(Document)]
    assert ids == [f"slack:T1/{number:03}-{n:02}" for number in range(n_batches) for n in range(ROWS)]


def started(folder: Path) -> Neo4jServer:
    try:
        return Neo4jServer(folder).start()
    except UnavailableError as error:
        give_up(error)


@pytest.fixture(autouse=True)
def short_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(neo4j_database.DRIVER_SETTINGS, "max_transaction_retry_time", RETRY_SECONDS)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Neo4jServer]:
    """A server of the test's own, to be maltreated."""
    own = started(tmp_path / "server")
    try:
        yield own
    finally:
        own.kill()


def opened_by_the_patient(place: Place) -> GraphStore:
    """The store, as somebody opens it who retries for long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(neo4j_database.DRIVER_SETTINGS, "max_transaction_retry_time", LONG_RETRY_SECONDS)
        store = place.open()
        assert store.search_documents([("words", 1.0)], 5) == []
        return store


def test_server_killed_in_mid_load(server: Neo4jServer, tmp_path: Path) -> None:
    place = neo4j_place(tmp_path, server.url, None, None)
    with closing(place.open()) as store, closing(opened_by_the_patient(place)) as patient:
        store.write(CHAT, [ADA])
        with another_process(LOAD, place.as_argument) as loader:
            told = [next_word(loader) for _ in range(BATCHES // 4)]
            server.kill()
            killed_at = time.monotonic()
            while told[-1].isdigit():
                told.append(next_word(loader))
            assert told[-1].startswith("StoreUnavailableError: ")
            assert "the same command again goes on from there" in told[-1]
            assert time.monotonic() - killed_at < PATIENCE_SECONDS

        asked_at = time.monotonic()
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            list(store.scan(Document))
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            store.write(CHAT, [BEN])
        assert time.monotonic() - asked_at < PATIENCE_SECONDS
        asked_at = time.monotonic()
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            place.open()
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            patient.search_documents([("words", 1.0)], 5)
        assert time.monotonic() - asked_at < LONG_RETRY_SECONDS, "both were tried once"

        server.start()
        assert list(store.scan(Account)) == [ADA], "the same connection pool goes on when the server is back"
        cursor = store.begin_load(CHAT)
        assert cursor is not None
        acknowledged = max(int(word) for word in told if word.isdigit())
        assert int(cursor.position) in (acknowledged, acknowledged + 1), "what was acknowledged is there"
        check_whole_batches(store, int(cursor.position) + 1)
        with another_process(LOAD, place.as_argument) as loader:
            while (word := next_word(loader)).isdigit():
                pass
            assert word == "done"
        check_whole_batches(store, BATCHES)
        assert store.counts()["Document"] == BATCHES * ROWS

    server.kill()
    check_read_only(place, server)


def check_read_only(place: Place, server: Neo4jServer) -> None:
    """The same server again, for reading only: one start less than in a test of its own."""
    server.more = "server.databases.read_only=neo4j"
    server.start()
    with closing(place.open()) as store:
        assert list(store.scan(Account)) == [ADA]
        with pytest.raises(StoreError, match="may only be read: allow writing to it, or name another store"):
            store.write(CHAT, [BEN])


@pytest.fixture
def full_soon(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 megabytes."""
    with small_disk(tmp_path / "disk", 300) as disk:
        yield disk


def test_server_whose_disk_is_full(full_soon: Path, tmp_path: Path) -> None:
    server = started(full_soon / "server")
    try:
        place = neo4j_place(tmp_path, server.url, None, None)
        ballast = full_soon / "ballast"
        with closing(place.open()) as store:
            store.write(CHAT, batch(0), cursor=Cursor("f", "0"))
            fill(ballast)
            stored = 1
            with pytest.raises(StoreError):
                while stored < 500:
                    store.write(CHAT, batch(stored), cursor=Cursor("f", str(stored)))
                    stored += 1
        ballast.unlink()
        server.kill()
        server.start()
        with closing(place.open()) as store:
            cursor = store.begin_load(CHAT)
            assert cursor is not None
            assert int(cursor.position) in (stored - 1, stored)
            check_whole_batches(store, int(cursor.position) + 1)
            for number in range(int(cursor.position) + 1, stored + 2):
                store.write(CHAT, batch(number), cursor=Cursor("f", str(number)))
            check_whole_batches(store, stored + 2)
    finally:
        server.kill()


def fill(ballast: Path) -> None:
    """Take all the room there is."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1_000_000))
        except OSError:
            pass
