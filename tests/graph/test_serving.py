"""The service follows the newest snapshot, and goes on with the old one while the new one is broken."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import SnapshotError
from graph.expert_finder import ExpertFinder
from graph.lookups import derive_lookups
from graph.model import Actor
from graph.network import derive_network
from graph.snapshot import Snapshot, build_snapshot
from graph.store.sqlite_store import SqliteStore
from loaders.document import Document
from tests.graph.workshop import DOCUMENTS, FINGERPRINT, NOW, SHOP, TOPICS, day, make_store, shop

ANYBODY = Actor("anonymous")
GROMMETS = Document(
    shop("d5"), "note", day("2026-05-31"), "grommet torque table", author_refs=(shop("chloe"),)
)


def index(folder: Path, store: SqliteStore) -> Snapshot:
    return build_snapshot(
        folder / "snapshots",
        store,
        fingerprint=FINGERPRINT,
        topics=TOPICS,
        extras=(derive_lookups, derive_network),
        now=NOW,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = make_store(tmp_path)
    index(tmp_path, store)
    yield store
    store.close()


def names(finder: ExpertFinder, query: str) -> list[str]:
    return [expert.person.name for expert in finder.find(query, actor=ANYBODY).people]


def test_answers_come_from_the_newest_snapshot(tmp_path: Path, store: SqliteStore) -> None:
    finder = ExpertFinder(tmp_path / "snapshots")
    assert names(finder, "grommet") == []
    store.write(SHOP, [GROMMETS])
    assert names(finder, "grommet") == []
    index(tmp_path, store)
    assert names(finder, "grommet") == ["Chloé Tran"]
    assert finder.manifest().counts["documents"] == len(DOCUMENTS) + 1


def test_a_broken_snapshot_leaves_the_old_one_in_service(tmp_path: Path, store: SqliteStore) -> None:
    finder = ExpertFinder(tmp_path / "snapshots")
    before = finder.find("pump seal", actor=ANYBODY)
    store.write(SHOP, [GROMMETS])
    broken = index(tmp_path, store)
    (broken.folder / "manifest.json").write_text("{")
    assert finder.find("pump seal", actor=ANYBODY) == before
    assert finder.is_stale()
    index(tmp_path, store)
    assert names(finder, "grommet") == ["Chloé Tran"]
    assert not finder.is_stale()


def test_without_a_snapshot_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="whoknows index"):
        ExpertFinder(tmp_path / "snapshots")


def test_a_snapshot_of_another_version_says_what_to_do(tmp_path: Path, store: SqliteStore) -> None:
    manifest = index(tmp_path, store).folder / "manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"format": 9999}))
    with pytest.raises(SnapshotError, match=r"9999.*whoknows index"):
        ExpertFinder(tmp_path / "snapshots")


def test_threads_that_ask_while_snapshots_are_swapped_are_all_answered(
    tmp_path: Path, store: SqliteStore
) -> None:
    finder = ExpertFinder(tmp_path / "snapshots")
    stop, failures, answers = threading.Event(), [], []

    def ask() -> None:
        while not stop.is_set():
            try:
                answers.append(tuple(names(finder, "pump seal")))
            except Exception as error:  # noqa: BLE001  # whatever it is, the test tells it
                failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        store.write(SHOP, [Document(shop(f"e{number}"), "note", day("2026-05-31"), "unrelated")])
        index(tmp_path, store)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(answers)) == 1
    assert finder.manifest().counts["documents"] == len(DOCUMENTS) + 5
