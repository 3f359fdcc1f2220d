"""What the embedded store survives: being killed at any moment, and a disk that is full."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.store.interface import GraphStore
from loaders.checkpoint import Cursor
from loaders.document import Document
from tests.graph.store.places import Place, sqlite_place
from tests.graph.store.processes import another_process, next_word
from tests.graph.store.records import CHAT, message
from tests.small_disk import small_disk

BATCHES = 60

LOAD = f"""
with closing(open_store(sys.argv[1])) as store:
    cursor = store.begin_load(CHAT)
    tell("begun")
    for batch in range(int(cursor.position) + 1 if cursor else 0, {BATCHES}):
        rows = [message(f"{{batch:03}}-{{n:02}}", "words " * 200) for n in range(20)]
        store.write(CHAT, rows, cursor=Cursor("f", str(batch)))
"""


def load_until_killed(place: Place, seconds: float) -> bool:
    """Whether the load was complete before it was killed."""
    with another_process(LOAD, place.url) as process:
        next_word(process)
        try:
            assert process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return False
        return True


def check_whole_batches(store: GraphStore) -> None:
    cursor = store.begin_load(CHAT)
    n_batches = int(cursor.position) + 1 if cursor else 0
    ids = [document.document_id for document in store.scan(Document)]
    assert ids == [f"slack:T1/{batch:03}-{n:02}" for batch in range(n_batches) for n in range(20)]


def test_killed_load_leaves_whole_batches_and_the_next_run_completes_it(tmp_path: Path) -> None:
    place = sqlite_place(tmp_path)
    moments = random.Random(7)
    started = time.monotonic()
    n_killed = 0
    while not load_until_killed(place, moments.uniform(0.0, 0.15)):
        n_killed += 1
        with closing(place.open()) as store:
            check_whole_batches(store)
        assert time.monotonic() - started < 60
    assert n_killed > 0, "the load was never interrupted"
    with closing(place.open()) as store:
        assert store.counts()["Document"] == BATCHES * 20
        check_whole_batches(store)


@pytest.fixture
def full_soon(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    with small_disk(tmp_path / "disk", 3) as disk:
        yield disk


def test_full_disk_is_a_clear_error_and_loses_nothing(full_soon: Path) -> None:
    place = sqlite_place(full_soon)
    ballast = full_soon / "ballast"
    ballast.write_bytes(bytes(1_500_000))
    stored = 0
    with closing(place.open()) as store:
        with pytest.raises(StoreError, match=r"make room on its disk and run the same command again"):
            while True:
                store.write(CHAT, batch(stored), cursor=Cursor("f", str(stored)))
                stored += 1
        assert stored > 0
        check_whole_batches(store)
    with closing(place.open()) as store:
        check_whole_batches(store)
        assert store.begin_load(CHAT) == Cursor("f", str(stored - 1))
        ballast.unlink()
        store.write(CHAT, batch(stored), cursor=Cursor("f", str(stored)))
        assert store.counts()["Document"] == 20 * (stored + 1)


def test_backup_to_a_full_disk_says_so_and_leaves_nothing(full_soon: Path, tmp_path: Path) -> None:
    target = full_soon / "copy.sqlite"
    (full_soon / "ballast").write_bytes(bytes(3_000_000))
    with closing(sqlite_place(tmp_path).open()) as store:
        store.write(CHAT, batch(0))
        with pytest.raises(StoreError, match=r"backup .*copy\.sqlite"):
            store.backup(target)
    assert not target.exists()
    assert [path.name for path in full_soon.iterdir()] == ["ballast"]


def batch(number: int) -> list[Document]:
    return [message(f"{number:03}-{n:02}", "words " * 200) for n in range(20)]
