"""What only the store on a server does: whose database it is, who may connect, and several writers at once."""

from __future__ import annotations

import ast
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.errors import StoreError, StoreUnavailableError, StoreVersionError
from graph.store import neo4j_database
from graph.store.interface import Assignment, GraphStore, open_store
from graph.store.suppression import Erased, keyed_hash
from loaders.document import Account, Document, Record, Source
from tests.graph.store.places import Place
from tests.graph.store.processes import another_process, next_word
from tests.graph.store.records import ADA, BEN, CHAT, FULL_DOCUMENT, WIKI, day, decision, message

pytestmark = pytest.mark.neo4j


@pytest.fixture
def place(neo4j_address: Callable[[Path], Place], tmp_path: Path) -> Place:
    return neo4j_address(tmp_path)


@pytest.fixture
def driver(place: Place) -> Iterator[neo4j.Driver]:
    with place.driver() as opened:
        yield opened


def values(driver: neo4j.Driver, query: str) -> list[list[object]]:
    return [list(row) for row in driver.execute_query(query).records]


# ── connecting ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_server_needs_a_key_file(place: Place) -> None:
    with pytest.raises(StoreError, match="needs a key file"):
        open_store(place.url, user=place.user, password=place.password)


def test_server_that_is_away_is_told_at_once(place: Place) -> None:
    away = replace(place, url="neo4j://127.0.0.1:9")
    with pytest.raises(
        StoreUnavailableError, match=r"neo4j://127\.0\.0\.1:9 cannot be reached.*start the server"
    ):
        away.open()


def test_wrong_password_is_told_with_the_settings_to_set(place: Place) -> None:
    if place.password is None:
        pytest.skip("the named server asks for no password")
    with pytest.raises(StoreUnavailableError, match="set store_user and store_password") as caught:
        replace(place, password="wrong").open()
    assert "wrong" not in str(caught.value)


def test_unknown_database_is_told(place: Place) -> None:
    with pytest.raises(StoreUnavailableError, match="has no such database; set store_database"):
        open_store(
            place.url,
            user=place.user,
            password=place.password,
            database="elsewhere",
            key_file=Path(place.key_file),
        )


def test_database_may_be_named(place: Place) -> None:
    with closing(
        open_store(
            place.url,
            user=place.user,
            password=place.password,
            database="neo4j",
            key_file=Path(place.key_file),
        )
    ) as store:
        store.write(CHAT, [ADA])
        assert list(store.scan(Account)) == [ADA]


def test_server_that_is_too_old_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_database, "OLDEST_SERVER", (9999, 1))
    with pytest.raises(StoreVersionError, match=r"is Neo4j/.*, expected Neo4j 9999\.1 or newer"):
        place.open()


def test_graph_of_another_program_is_refused_and_left_alone(place: Place, driver: neo4j.Driver) -> None:
    driver.execute_query("MATCH (s:StoreState) DELETE s")
    driver.execute_query("CREATE (:Cat {name: 'Mog'})")
    with pytest.raises(StoreError, match="holds the graph of another program"):
        place.open()
    assert values(driver, "MATCH (n) RETURN labels(n), n.name") == [[["Cat"], "Mog"]]


def test_newer_schema_is_refused_with_what_to_do(place: Place, driver: neo4j.Driver) -> None:
    place.open().close()
    driver.execute_query("MATCH (s:StoreState) SET s.schema_version = 99")
    with pytest.raises(StoreVersionError, match=r"schema version 99.*use the newer program"):
        place.open()


def test_backup_is_left_to_the_server(place: Place, tmp_path: Path) -> None:
    with closing(place.open()) as store, pytest.raises(StoreError, match="neo4j-admin"):
        store.backup(tmp_path / "copy")


def test_closed_store_fails_with_a_clear_error(place: Place) -> None:
    store = place.open()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.counts()


def test_child_process_makes_a_connection_of_its_own(place: Place) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [ADA])
        child = os.fork()
        if child == 0:
            status = 0 if list(store.scan(Account)) == [ADA] else 1
            store.close()
            os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert list(store.scan(Account)) == [ADA], "the parent's connection is still its own"


def test_statement_of_yesterday_fails_the_tests(driver: neo4j.Driver) -> None:
    with pytest.raises(neo4j.warnings.Neo4jDeprecationWarning):
        driver.execute_query("WITH 1 AS one CALL { WITH one RETURN one AS same } RETURN same")


# ── in a cluster: what the driver says to the server, since there is but one here ─────────────────────────────────


class Conversation:
    """What the driver logs of it."""

    def __init__(self, log: pytest.LogCaptureFixture) -> None:
        self._log = log
        log.set_level(logging.DEBUG, logger="neo4j.io")

    def begun(self) -> list[dict[str, Any]]:
        """How each transaction was begun: in which mode, and no earlier than which bookmarks."""
        return [ast.literal_eval(found) for found in re.findall(r"C: BEGIN (\{.*\})", self._log.text)]

    def bookmark(self) -> str:
        """The bookmark that the latest transaction left."""
        *_, latest = re.findall(r"'bookmark': '([^']+)'", self._log.text)
        return str(latest)


def test_reads_are_for_any_member_that_knows_what_was_written_here(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = Conversation(caplog)
    with closing(place.open()) as store:
        store.write(CHAT, [ADA])
        assert "mode" not in conversation.begun()[-1], "the member that takes writes"
        written = conversation.bookmark()
        list(store.scan(Account))
        assert conversation.begun()[-1] == {"mode": "r", "bookmarks": [written]}


def test_reads_know_what_others_had_written_before_the_store_was_opened(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = Conversation(caplog)
    with closing(place.open()) as other:
        other.write(CHAT, [ADA])
    written = conversation.bookmark()
    caplog.clear()
    with closing(place.open()) as store:
        assert written in caplog.text
        assert "'mode': 'r'" not in caplog.text, "the member that takes writes is asked"
        list(store.scan(Account))
    assert conversation.begun()[-1] == {"mode": "r", "bookmarks": [written]}


# ── the graph ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_document_is_tied_to_its_authors_place_and_parent(place: Place, driver: neo4j.Driver) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [FULL_DOCUMENT])
    assert values(
        driver,
        "MATCH (a:Account)-[c:CONTRIBUTED]->(d:Document) RETURN a.account_id, c.role, c.at = d.created_at ORDER BY a.account_id",
    ) == [
        ["people:staff/7", "co_author", True],
        ["slack:T1/U1", "author", True],
        ["slack:T1/U2", "co_author", True],
    ]
    assert values(
        driver,
        "MATCH (:Document {document_id: 'slack:T1/C1/1'})-[r:IN_CONTAINER|REPLIES_TO]->(n:Placeholder) "
        "RETURN type(r), coalesce(n.container_id, n.document_id) ORDER BY type(r)",
    ) == [["IN_CONTAINER", "slack:T1/C1"], ["REPLIES_TO", "slack:T1/C1/0"]]


def test_placeholder_becomes_the_record_when_it_is_loaded(place: Place, driver: neo4j.Driver) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [message(1)])
        assert list(store.scan(Account)) == []
        store.write(CHAT, [ADA])
    assert values(driver, "MATCH (a:Account)-[:CONTRIBUTED]->(:Document) RETURN labels(a), a.name") == [
        [["Account"], "Ada Okafor"]
    ]


def test_edited_document_keeps_only_its_present_ties(place: Place, driver: neo4j.Driver) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [ADA, BEN, message(1)])
        store.write(
            CHAT, [replace(message(1), author_refs=(BEN.account_id, BEN.account_id), edited_at=day(9))]
        )
    assert values(driver, "MATCH (a)-[c:CONTRIBUTED]->() RETURN a.account_id, c.role") == [
        [BEN.account_id, "author"]
    ]


def test_nothing_is_left_of_a_forgotten_source(place: Place, driver: neo4j.Driver) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [ADA, message(1), FULL_DOCUMENT])
        store.write_assignments([Assignment(ADA.account_id, "p1", "own")])
        store.forget_source(CHAT.source_id)
    assert values(driver, "MATCH (n) RETURN DISTINCT labels(n)") == [[["StoreState"]]]


def test_words_of_documents_can_be_searched(place: Place, driver: neo4j.Driver) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [message(1, "Vider un nœud Kubernetes"), message(2, "lunch")])
    query = (
        "CALL db.index.fulltext.queryNodes('document_words', 'kubernetes') YIELD node RETURN node.document_id"
    )
    assert values(driver, query) == [["slack:T1/1"]]


# ── several writers ───────────────────────────────────────────────────────────────────────────────────────────────

LOAD = """
from tests.graph.store.places import place_from
from loaders.document import Source
from tests.graph.store.records import ADA, BEN
from dataclasses import replace
number = int(sys.argv[2])
source = Source("slack", sys.argv[3])
with closing(place_from(sys.argv[1]).open()) as store:
    tell("open")
    sys.stdin.readline()
    for batch in range(8):
        rows = [
            Document(f"{source.source_id}/{batch}-{n}", "message", message(1).created_at, f"text {batch} {n}",
                     author_refs=(ADA.account_id, BEN.account_id)[:: 1 if number % 2 else -1],
                     container_ref="shared", in_reply_to=f"{source.source_id}/{n}-{batch}")
            for n in range(50)
        ]
        store.write(source, [ADA, BEN, *rows], cursor=Cursor("f", str(batch)))
    store.end_load(source, message(1).created_at)
    tell("done")
"""


@pytest.mark.parametrize("sources", [("A", "B", "C", "D"), ("A", "A", "A", "A")], ids=["own", "same"])
def test_four_processes_load_at_once(place: Place, driver: neo4j.Driver, sources: tuple[str, ...]) -> None:
    with closing(place.open()) as store, ExitStack() as stack:
        loaders = [
            stack.enter_context(another_process(LOAD, place.as_argument, str(number), source))
            for number, source in enumerate(sources)
        ]
        for loader in loaders:
            assert next_word(loader) == "open"
        for loader in loaders:
            assert loader.stdin is not None
            loader.stdin.write("\n")
            loader.stdin.flush()
        assert [next_word(loader) for loader in loaders] == ["done"] * 4
        n_documents = 400 * len(set(sources))
        assert store.counts()["Document"] == n_documents
        assert [status.interrupted for status in store.sources()] == [False] * len(set(sources))
    assert values(driver, "MATCH (:Account)-[c:CONTRIBUTED]->(:Document) RETURN count(c)") == [
        [2 * n_documents]
    ]
    assert values(driver, "MATCH (a:Account) RETURN count(a)") == [[2]]


class PausedAfterReading(list[Record]):
    """Records that stop whoever reads them until told to go on."""

    def __init__(self, records: list[Record]) -> None:
        super().__init__(records)
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[Record]:
        self.reached.set()
        assert self.go_on.wait(30)
        return super().__iter__()


def test_person_who_is_erased_during_a_load_does_not_slip_in(place: Place) -> None:
    with closing(place.open()) as store, closing(place.open()) as eraser:
        store.write(CHAT, [ADA])
        store.write_assignments([Assignment(ADA.account_id, "p1", "own")])
        store.begin_load(WIKI)
        batch = PausedAfterReading(
            [Document("documents:wiki/1", "page", day(1), "x", author_refs=(ADA.account_id,))]
        )
        loading = threading.Thread(target=store.write, args=(WIKI, batch))
        loading.start()
        assert batch.reached.wait(30)
        _erase_ada(eraser)
        batch.go_on.set()
        loading.join(60)
        assert list(store.scan(Document)) == []
        assert store.write(WIKI, [ADA]).suppressed == {"Account": 1}


def _erase_ada(store: GraphStore) -> None:
    refs = (keyed_hash(store.erasure_key(), "account", ADA.account_id),)
    done = decision(20, "erase", "p1", refs=refs)
    store.erase_person(done, rewrite=Erased(store.erasure_key(), refs).without)


def test_sources_of_one_kind_do_not_wait_for_each_other(place: Place) -> None:
    with closing(place.open()) as slow, closing(place.open()) as quick:
        slow.write(CHAT, [ADA])
        batch = PausedAfterReading([message(1)])
        loading = threading.Thread(target=slow.write, args=(CHAT, batch))
        loading.start()
        assert batch.reached.wait(30)
        other = Source("slack", "T2")
        assert quick.write(other, [Account("slack:T2/U1")]).added == {"Account": 1}
        batch.go_on.set()
        loading.join(60)
        assert quick.counts()["Document"] == 1
