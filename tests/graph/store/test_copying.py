"""Everything moved from one store to another: all of it, once, and seen to be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.store.copying import copy_store
from graph.store.interface import Assignment, GraphStore, Storable
from graph.store.suppression import Erased, keyed_hash
from loaders.checkpoint import Cursor
from loaders.document import Account, Document, Interaction, Retraction
from tests.graph.store.places import Place, sqlite_place
from tests.graph.store.records import (
    ADA,
    BEN,
    CHAT,
    FINGERPRINT,
    FULL_RECORDS,
    STAFF,
    WIKI,
    day,
    decision,
    extraction,
    like,
    message,
)

EVE = Account("slack:T1/U3", name="Eve Novak", emails=("eve.novak@example.org",))


def filled(store: GraphStore) -> None:
    """Something of every kind of row."""
    store.begin_load(STAFF)
    store.write(STAFF, FULL_RECORDS)
    store.end_load(STAFF, day(20))
    store.begin_load(CHAT)
    store.write(CHAT, [ADA, BEN, EVE, message(1), message(2), message(3, "of Eve", author=EVE), like(1)])
    store.write(CHAT, [Retraction("slack:T1/2", day(9)), Retraction("slack:T1/8")], cursor=Cursor("f", "7"))
    for fingerprint in (FINGERPRINT, "another"):
        for item in list(store.pending_texts(fingerprint)):
            store.write_extractions(fingerprint, [(item.text_hash, extraction())])
    store.write_assignments([Assignment(a.account_id, f"p{n}", "own") for n, a in enumerate((ADA, BEN, EVE))])
    store.record_decision(decision(1, refs=(ADA.account_id,)))
    key = store.erasure_key()
    refs = (keyed_hash(key, "account", EVE.account_id), keyed_hash(key, "email", EVE.emails[0]))
    erased = Erased(key, refs)

    def rewrite(record: Storable) -> Storable | None:
        if isinstance(record, Document) and record.document_id == "slack:T1/1":
            return replace(record, text="masked")
        return erased.without(record)

    store.erase_person(decision(9, "erase", "p2", refs=refs), rewrite=rewrite)


@pytest.fixture(
    params=[
        "sqlite-sqlite",
        *(pytest.param(p, marks=pytest.mark.neo4j) for p in ("sqlite-neo4j", "neo4j-sqlite")),
    ]
)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, Place]:
    """Where from and where to, both empty."""
    found = []
    for name in request.param.split("-"):
        folder = tmp_path / f"{len(found)}"
        folder.mkdir()
        server: Callable[[Path], Place] = sqlite_place
        if name == "neo4j":
            server = request.getfixturevalue("neo4j_address")
        found.append(server(folder))
    return found[0], found[1]


@contextmanager
def opened(places: tuple[Place, Place]) -> Iterator[tuple[GraphStore, GraphStore]]:
    with closing(places[0].open()) as source, closing(places[1].open()) as target:
        yield source, target


def test_copy_holds_all_and_behaves_as_the_original(places: tuple[Place, Place]) -> None:
    with opened(places) as (source, target):
        filled(source)
        copied = {kind.kind: kind for kind in copy_store(source, target)}
        assert {kind.n_rows for kind in copied.values()} >= {1, 2, 3}
        assert all(kind.n_rows == kind.n_written > 0 for kind in copied.values())
        assert target.counts() == source.counts()
        assert target.sources() == source.sources()
        assert list(target.decisions()) == list(source.decisions())
        assert list(target.extracted_documents("another")) == list(source.extracted_documents("another"))
        assert target.erasure_key() == source.erasure_key()
        for store in (source, target):
            assert store.begin_load(CHAT) == Cursor("f", "7")
            counts = store.write(CHAT, [message(1), message(2), message(8), EVE, ADA, like(1)])
            assert counts.unchanged == {"Document": 1, "Account": 1, "Interaction": 1}, "masked, and known"
            assert counts.suppressed == {"Document": 2, "Account": 1}, "withdrawn, withdrawn, erased"


def test_copy_of_what_is_there_writes_nothing(places: tuple[Place, Place]) -> None:
    with opened(places) as (source, target):
        filled(source)
        first = copy_store(source, target)
        generation = target.generation()
        second = copy_store(source, target)
        assert [kind.checksum for kind in second] == [kind.checksum for kind in first]
        assert {kind.n_written for kind in second} == {0}
        assert target.generation() == generation


@pytest.mark.usefixtures("small_pages")
def test_interrupted_copy_goes_on_where_it_was(places: tuple[Place, Place]) -> None:
    class PowerCutError(Exception):
        pass

    def cut(kind: str, n_done: int) -> None:
        if kind == "document" and n_done >= 400:
            raise PowerCutError

    with opened(places) as (source, target):
        source.write(WIKI, [message(f"{n:05}") for n in range(500)])
        source.write(WIKI, [like(n) for n in range(30)])
        with pytest.raises(PowerCutError):
            copy_store(source, target, progress=cut)
        assert target.counts()["Document"] == 400
        copied = {kind.kind: kind for kind in copy_store(source, target)}
        assert (copied["document"].n_rows, copied["document"].n_written) == (500, 100)
        assert (copied["source"].n_written, copied["interaction"].n_written) == (0, 30)


def test_rows_that_changed_since_an_earlier_copy_are_replaced(places: tuple[Place, Place]) -> None:
    with opened(places) as (source, target):
        source.write(CHAT, [ADA, BEN, message(1)])
        copy_store(source, target)
        source.write(CHAT, [replace(BEN, title="Lead"), like(1)])
        copied = {kind.kind: kind.n_written for kind in copy_store(source, target)}
        assert {kind: n for kind, n in copied.items() if n} == {"account": 1, "interaction": 1}
        assert list(target.scan(Account)) == list(source.scan(Account))


def test_target_with_anything_else_in_it_is_refused(places: tuple[Place, Place]) -> None:
    with opened(places) as (source, target):
        source.write(CHAT, [ADA])
        target.write(CHAT, [ADA, BEN])
        with pytest.raises(StoreError, match=r"holds the account 'slack:T1/U2'.*name an empty store"):
            copy_store(source, target)
        assert {account.account_id for account in target.scan(Account)} == {ADA.account_id, BEN.account_id}


def test_source_that_is_written_to_meanwhile_is_noticed(tmp_path: Path) -> None:
    folders = (tmp_path / "from", tmp_path / "to")
    for folder in folders:
        folder.mkdir()
    with opened((sqlite_place(folders[0]), sqlite_place(folders[1]))) as (source, target):
        source.write(CHAT, [ADA])

        def write_meanwhile(kind: str, _n_done: int) -> None:
            if kind == "decision":
                source.write(CHAT, [like(1)])

        with pytest.raises(StoreError, match=r"run the same command again"):
            copy_store(source, target, progress=write_meanwhile)
        copy_store(source, target)
        assert list(target.scan(Interaction)) == [like(1)]


def test_another_erasure_key_is_refused(tmp_path: Path) -> None:
    folders = (tmp_path / "from", tmp_path / "to")
    for folder in folders:
        folder.mkdir()
    with opened((sqlite_place(folders[0]), sqlite_place(folders[1]))) as (source, target):
        filled(source)
        target.erasure_key()
        with pytest.raises(StoreError, match="is not the key that people were erased with"):
            copy_store(source, target)
        assert set(target.counts().values()) == {0}
