"""What only the embedded store does: its file, other processes, backups, and whose file it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreBusyError, StoreError, StoreVersionError
from graph.store.interface import open_store
from graph.store.sqlite_store import SqliteStore
from loaders.document import Account, Document
from tests.graph.store.places import Place, sqlite_place
from tests.graph.store.processes import another_process, next_word, run
from tests.graph.store.records import ADA, BEN, CHAT, FULL_RECORDS, STAFF, decision, message


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return sqlite_place(tmp_path)


@pytest.fixture
def file(place: Place) -> Path:
    return Path(place.url.removeprefix("sqlite:///"))


def test_address_is_a_path_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store(f"sqlite:///{tmp_path}/a b/é%20.sqlite")) as store:
        assert store.url == f"sqlite:///{tmp_path}/a b/é%20.sqlite"
    assert (tmp_path / "a b" / "é%20.sqlite").exists()
    with closing(open_store("sqlite:///near.sqlite")):
        assert (tmp_path / "near.sqlite").exists()


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite://host/file", "postgres://host/db", "store.sqlite"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match=r"expected sqlite:///FILE"):
        open_store(url)


def test_file_is_for_its_owner_only(place: Place, file: Path) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [ADA])
        assert {path.stat().st_mode & 0o777 for path in file.parent.glob("store.sqlite*")} == {0o600}


# ── whose file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_database_of_another_program_is_refused_and_left_alone(place: Place, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE account (n)")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="a database of another program"):
        place.open()
    assert file.read_bytes() == before


def test_file_that_is_no_database_is_refused_and_left_alone(place: Place, file: Path) -> None:
    file.write_text("Dear diary, " * 100)
    with pytest.raises(StoreError, match="is not a store"):
        place.open()
    assert file.read_text().startswith("Dear diary")


def test_newer_schema_is_refused_with_what_to_do(place: Place, file: Path) -> None:
    with closing(place.open()) as store:
        version = store.schema_version()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {version + 1}")
    with pytest.raises(StoreVersionError, match=f"schema version {version + 1}.*use the newer program"):
        place.open()


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}/file/store.sqlite")


# ── other processes ───────────────────────────────────────────────────────────────────────────────────────────────

HOLD_A_WRITE = """
import sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE state SET value = value + 1")
tell("writing")
sys.stdin.readline()
connection.execute("ROLLBACK")
"""

COUNT_DOCUMENTS = """
with closing(open_store(sys.argv[1])) as store:
    tell(sum(1 for _ in store.scan(Document)))
    sys.stdin.readline()
    tell(sum(1 for _ in store.scan(Document)))
"""

WRITE_ONE = """
with closing(open_store(sys.argv[1])) as store:
    tell(store.write(CHAT, [message(int(sys.argv[2]))]).added["Document"])
"""


def test_second_writer_is_told_that_another_is_writing(place: Place, file: Path) -> None:
    with closing(SqliteStore(place.url, busy_timeout_seconds=0.2)) as store:
        store.write(CHAT, [ADA])
        with another_process(HOLD_A_WRITE, str(file)) as writer:
            assert next_word(writer) == "writing"
            with pytest.raises(StoreBusyError, match="another process is writing"):
                store.write(CHAT, [BEN])
            assert list(store.scan(Account)) == [ADA], "readers go on"
            with closing(place.open()) as reader:
                assert list(reader.scan(Account)) == [ADA], "so do those that come later"
        assert store.write(CHAT, [BEN]).added == {"Account": 1}


def test_second_writer_waits_for_the_first(place: Place, file: Path) -> None:
    with closing(place.open()) as store, another_process(HOLD_A_WRITE, str(file)) as writer:
        assert next_word(writer) == "writing"
        writer.communicate("go on\n", timeout=30)
        assert store.write(CHAT, [BEN]).added == {"Account": 1}


def test_other_processes_read_what_is_committed_while_one_writes(place: Place) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [message(1)])
        with another_process(COUNT_DOCUMENTS, place.url) as reader:
            assert next_word(reader) == "1"
            store.write(CHAT, [message(2), message(3)])
            assert reader.stdin is not None
            reader.stdin.write("\n")
            reader.stdin.flush()
            assert next_word(reader) == "3"


def test_processes_that_open_a_new_store_at_once_all_succeed(place: Place) -> None:
    with (
        another_process(WRITE_ONE, place.url, "1") as first,
        another_process(WRITE_ONE, place.url, "2") as second,
        another_process(WRITE_ONE, place.url, "3") as third,
    ):
        assert [next_word(process) for process in (first, second, third)] == ["1", "1", "1"]
    with closing(place.open()) as store:
        assert store.counts()["Document"] == 3


# ── backup ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_backup_is_a_store_with_the_same_contents(place: Place, tmp_path: Path) -> None:
    target = tmp_path / "copy" / "store.sqlite"
    target.parent.mkdir()
    with closing(place.open()) as store:
        store.write(STAFF, FULL_RECORDS)
        store.record_decision(decision(1))
        store.backup(target)
        store.write(CHAT, [message(1)])
        with closing(open_store(f"sqlite:///{target}")) as copy:
            assert list(copy.scan(Document)) == [r for r in FULL_RECORDS if isinstance(r, Document)]
            assert list(copy.decisions()) == [decision(1)]
            assert copy.schema_version() == store.schema_version()
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in target.parent.glob("*.part")] == []


WRITE_UNTIL_TOLD = """
with closing(open_store(sys.argv[1])) as store:
    for number in range(10_000):
        store.write(CHAT, [message(f"{number}-{part}") for part in range(10)], cursor=Cursor("f", str(number)))
        tell(number)
"""


def test_backup_while_another_process_writes_holds_whole_batches(place: Place, tmp_path: Path) -> None:
    with closing(place.open()) as store, another_process(WRITE_UNTIL_TOLD, place.url) as writer:
        for number in range(3):
            while int(next_word(writer)) < 10 * number:
                pass
            target = tmp_path / f"backup-{number}.sqlite"
            store.backup(target)
            with closing(open_store(f"sqlite:///{target}")) as copy:
                cursor = copy.begin_load(CHAT)
                assert cursor is not None
                assert copy.counts()["Document"] == 10 * (int(cursor.position) + 1)


def test_backup_never_overwrites(place: Place, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.write_text("precious")
    with closing(place.open()) as store, pytest.raises(StoreError, match="exists; name a new file"):
        store.backup(target)
    assert target.read_text() == "precious"


def test_backup_that_cannot_be_written_says_so(place: Place, tmp_path: Path) -> None:
    with closing(place.open()) as store, pytest.raises(StoreError, match="cannot be written"):
        store.backup(tmp_path / "no such folder" / "copy.sqlite")


def test_closed_store_fails_with_a_clear_error(place: Place) -> None:
    store = place.open()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.counts()


def test_store_opens_read_in_a_process_without_the_key(place: Place) -> None:
    with closing(place.open()) as store:
        store.write(CHAT, [message(1)])
    assert run("with closing(open_store(sys.argv[1])) as s: tell(s.counts()['Document'])", place.url) == "1"
