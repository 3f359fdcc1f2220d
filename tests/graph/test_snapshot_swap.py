"""Builds replace each other without anybody noticing, whatever happens to them."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.errors import SnapshotError, StoreBusyError
from graph.snapshot import (
    FORMAT,
    Snapshot,
    build_snapshot,
    current_manifest,
    current_number,
    open_snapshot,
)
from graph.store.sqlite_store import SqliteStore
from tests.graph.store.processes import another_process, next_word, run
from tests.graph.workshop import FINGERPRINT, TOPICS, build, make_store, shop

WAIT_IN_THE_MIDDLE = """
from graph.snapshot import build_snapshot
folder = Path(sys.argv[1])

def linger(snapshot):
    tell("building")
    time.sleep(600)

store = open_store(f"sqlite:///{folder}/store.sqlite")
build_snapshot(folder / "snapshots", store, fingerprint="by-hand", extras=[linger])
"""
BUILD_WITH_LITTLE_ROOM = """
import resource, signal
from graph.errors import SnapshotError
from graph.snapshot import build_snapshot
folder = Path(sys.argv[1])
store = open_store(f"sqlite:///{folder}/store.sqlite")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
try:
    build_snapshot(folder / "snapshots", store, fingerprint="by-hand")
except SnapshotError as error:
    tell(error)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = make_store(tmp_path)
    yield made
    made.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a snapshot but its manifest, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


LASTING = ("current", ".lock", "hidden.json")
"""What lies beside the snapshots."""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def ties(snapshot: Snapshot) -> Mapping[str, np.ndarray[Any, Any]]:
    """An extra that looks at the snapshot it is derived from."""
    return {"n_acts": np.array([len(snapshot.acts.document)])}


# ── one after the other ───────────────────────────────────────────────────────────────────────────────────────


def test_before_the_first_build_there_is_none(tmp_path: Path) -> None:
    assert current_number(tmp_path / "snapshots") is None
    assert current_manifest(tmp_path / "snapshots") is None
    with pytest.raises(SnapshotError, match="whoknows index"):
        open_snapshot(tmp_path / "snapshots")


def test_a_build_serves_when_it_is_complete(tmp_path: Path, store: SqliteStore) -> None:
    build(tmp_path, store)
    opened = open_snapshot(tmp_path / "snapshots")
    assert current_number(tmp_path / "snapshots") == opened.manifest.number == 1
    assert current_manifest(tmp_path / "snapshots") == opened.manifest
    assert opened.manifest.generation == store.generation()
    assert opened.evidence.document_ids[0] == shop("d1")


def test_the_same_store_gives_the_same_bytes(tmp_path: Path, store: SqliteStore) -> None:
    first, second = build(tmp_path, store), build(tmp_path, store)
    assert contents(first.folder) == contents(second.folder)


def test_the_snapshot_before_stays_for_those_who_have_it_open(tmp_path: Path, store: SqliteStore) -> None:
    snapshots = [build(tmp_path, store) for _ in range(3)]
    assert names(tmp_path / "snapshots") == {"2", "3", *LASTING}
    # The first is gone from the folder, not from those who hold it.
    assert snapshots[0].full_text(1) == "why does the pump leak"


def test_none_stays_after_an_erasure(tmp_path: Path, store: SqliteStore) -> None:
    build(tmp_path, store)
    build_snapshot(tmp_path / "snapshots", store, fingerprint=FINGERPRINT, keep_previous=False)
    assert names(tmp_path / "snapshots") == {"2", *LASTING}


def test_extras_are_derived_from_the_complete_snapshot_and_kept_with_it(
    tmp_path: Path, store: SqliteStore
) -> None:
    build_snapshot(tmp_path / "snapshots", store, fingerprint=FINGERPRINT, topics=TOPICS, extras=[ties])
    extras = open_snapshot(tmp_path / "snapshots").extras
    assert extras["n_acts"].tolist() == [11]


def test_arrays_cannot_be_written(tmp_path: Path, store: SqliteStore) -> None:
    snapshot = build(tmp_path, store)
    with pytest.raises(ValueError, match="read-only"):
        snapshot.evidence.postings.values[0] = 1.0


def test_only_the_owner_may_look_into_the_folder(tmp_path: Path, store: SqliteStore) -> None:
    build(tmp_path, store)
    assert (tmp_path / "snapshots").stat().st_mode & 0o077 == 0


# ── what can go wrong ─────────────────────────────────────────────────────────────────────────────────────────


def test_another_format_is_refused_and_says_what_to_do(tmp_path: Path, store: SqliteStore) -> None:
    manifest = build(tmp_path, store).folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 999'))
    with pytest.raises(SnapshotError, match=r"format 999.*whoknows index"):
        open_snapshot(tmp_path / "snapshots")
    assert current_manifest(tmp_path / "snapshots") is None
    assert build(tmp_path, store).manifest.number == 2


@pytest.mark.parametrize("name", ["evidence/postings/values.npy", "documents/kind.npy", "manifest.json"])
def test_a_snapshot_with_a_broken_file_is_refused(tmp_path: Path, store: SqliteStore, name: str) -> None:
    file = build(tmp_path, store).folder / name
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(SnapshotError, match="whoknows index"):
        open_snapshot(tmp_path / "snapshots")
    file.unlink()
    with pytest.raises(SnapshotError, match="whoknows index"):
        open_snapshot(tmp_path / "snapshots")


def test_a_file_that_names_no_number_is_refused(tmp_path: Path, store: SqliteStore) -> None:
    build(tmp_path, store)
    (tmp_path / "snapshots" / "current").write_text("yesterday's")
    with pytest.raises(SnapshotError, match="yesterday"):
        open_snapshot(tmp_path / "snapshots")
    assert build(tmp_path, store).manifest.number == 2
    assert current_number(tmp_path / "snapshots") == 2


def test_a_build_that_fails_leaves_nothing_and_the_old_one_serves(tmp_path: Path, store: SqliteStore) -> None:
    def fails(snapshot: Snapshot) -> Mapping[str, np.ndarray[Any, Any]]:
        raise ZeroDivisionError

    build(tmp_path, store)
    with pytest.raises(ZeroDivisionError):
        build_snapshot(tmp_path / "snapshots", store, fingerprint=FINGERPRINT, extras=[fails])
    assert names(tmp_path / "snapshots") == {"1", *LASTING}
    assert open_snapshot(tmp_path / "snapshots").manifest.number == 1


def test_a_full_disk_is_told_and_the_old_one_serves(tmp_path: Path, store: SqliteStore) -> None:
    build(tmp_path, store)
    assert "make room" in run(BUILD_WITH_LITTLE_ROOM, str(tmp_path))
    assert names(tmp_path / "snapshots") == {"1", *LASTING}
    assert open_snapshot(tmp_path / "snapshots").manifest.number == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, store: SqliteStore) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SnapshotError, match="see that it can be written"):
        build_snapshot(tmp_path / "file" / "snapshots", store, fingerprint=FINGERPRINT)


def test_two_builds_at_once_are_one_too_many(tmp_path: Path, store: SqliteStore) -> None:
    with in_the_middle(tmp_path), pytest.raises(StoreBusyError, match="try again"):
        build(tmp_path, store)


def test_a_killed_build_changes_nothing_and_the_next_one_clears_up(
    tmp_path: Path, store: SqliteStore
) -> None:
    before = contents(build(tmp_path, store).folder)
    with in_the_middle(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    assert names(tmp_path / "snapshots") == {"1", *LASTING, ".building-2"}
    assert contents(open_snapshot(tmp_path / "snapshots").folder) == before
    assert contents(build(tmp_path, store).folder) == before
    assert names(tmp_path / "snapshots") == {"1", "2", *LASTING}


@contextmanager
def in_the_middle(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that builds, and is not done."""
    with another_process(WAIT_IN_THE_MIDDLE, str(folder)) as process:
        assert next_word(process) == "building"
        yield process
