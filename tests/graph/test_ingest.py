"""From a source to an answer: in batches, killed at any of them, and never twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph import ingest
from graph.ingest import Progress
from graph.store.interface import GraphStore, open_store
from loaders.document import Document
from loaders.registry import open_loader
from nlp import reading
from nlp.extraction import Extractor
from tests.api.cli.evidence_folders import write_folder

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
N_DOCUMENTS, BATCH = 100, 25
N_RECORDS = 7 + 5 + N_DOCUMENTS + 34
"""People, containers, documents, and a review of each third document."""

KILLED_AFTER = """
import os, signal, sys
from contextlib import closing
from pathlib import Path
from graph import ingest
from graph.store.interface import open_store
from loaders.registry import open_loader
from nlp.extraction import Extractor

step, calls, batch, url, folder, cache = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]

def die(done, total):
    global calls
    calls -= 1
    if not calls:
        os.kill(os.getpid(), signal.SIGKILL)

with closing(open_store(url)) as store:
    if step == "load":
        ingest.load(store, open_loader("folder:" + folder), batch_size=batch, progress=die)
    ingest.extract(store, Extractor(profile="light", cache=Path(cache)), batch_size=batch, progress=die)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("ingest") / "office", n_documents=N_DOCUMENTS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with closing(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        yield opened


def load(store: GraphStore, folder: Path, *, progress: Progress | None = None) -> ingest.LoadResult:
    return ingest.load(store, open_loader(f"folder:{folder}"), batch_size=BATCH, progress=progress)


@pytest.fixture
def light(compiled_vocabulary: Path) -> Extractor:
    """A text stage without language models."""
    return Extractor(profile="light", cache=compiled_vocabulary)


def killed(step: str, calls: int, store: GraphStore, folder: Path, cache: Path) -> None:
    """Another process does the step and kills itself after so many batches."""
    command = [sys.executable, "-c", KILLED_AFTER, step, str(calls), str(BATCH), store.url]
    result = subprocess.run([*command, str(folder), str(cache)], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == -signal.SIGKILL, result.stderr


@pytest.mark.parametrize("calls", [1, 2, 4])
def test_a_load_killed_after_a_batch_goes_on_from_there(
    store: GraphStore, folder: Path, compiled_vocabulary: Path, calls: int
) -> None:
    killed("load", calls, store, folder, compiled_vocabulary)
    assert store.sources()[0].interrupted
    before = sum(store.counts()[kind] for kind in ("Account", "Container", "Document", "Interaction"))
    assert before == calls * BATCH
    result = load(store, folder)
    assert not store.sources()[0].interrupted
    assert store.counts()["Document"] == N_DOCUMENTS
    assert sum(result.counts.added.values()) == N_RECORDS - before
    assert sum(result.summary.kept.values()) == N_RECORDS, "the summary tells of the whole source"


@pytest.mark.parametrize("calls", [1, 3])
def test_texts_read_before_a_kill_are_not_read_again(
    store: GraphStore, folder: Path, light: Extractor, compiled_vocabulary: Path, calls: int
) -> None:
    load(store, folder)
    killed("extract", calls, store, folder, compiled_vocabulary)
    assert store.counts()["Extraction"] == calls * BATCH
    assert ingest.extract(store, light) == N_DOCUMENTS - calls * BATCH
    assert ingest.extract(store, light) == 0


def test_a_changed_vocabulary_parses_nothing_again(
    store: GraphStore,
    folder: Path,
    tmp_path: Path,
    compiled_vocabulary: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(store, folder)
    n_texts = ingest.extract(store, Extractor(cache=compiled_vocabulary))
    assert store.counts()["Extraction"] == 2 * n_texts, "what was read, and what was found"
    monkeypatch.setattr(reading, "build_pipeline", lambda language: pytest.fail("a text was parsed again"))
    (tmp_path / "10-site.csv").write_text("topic_id,label_en\nsite:falcon,Falcon\n", encoding="utf-8")
    changed = Extractor(vocabulary=tmp_path)
    assert ingest.extract(store, changed) == n_texts
    assert store.counts()["Extraction"] == 2 * n_texts, "what the old vocabulary found is gone"
    assert store.count_pending_texts(changed.fingerprint) == 0


def test_progress_is_told_by_batch(store: GraphStore, folder: Path, light: Extractor) -> None:
    told: list[tuple[int, int | None]] = []
    load(store, folder, progress=lambda done, total: told.append((done, total)))
    assert len(told) == -(-N_RECORDS // BATCH)
    assert told[-1] == (N_RECORDS, None)
    told.clear()
    ingest.extract(store, light, batch_size=40, progress=lambda *each: told.append(each))
    assert told == [(40, 100), (80, 100), (100, 100)]


def test_a_batch_of_long_texts_ends_early(
    store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH_CHARACTERS", 1)
    told: list[int] = []
    ingest.load(store, open_loader(f"folder:{folder}"), progress=lambda done, _: told.append(done))
    assert len(told) > N_DOCUMENTS


# ── bringing up to date ───────────────────────────────────────────────────────────────────────────────────────


def refresh(
    store: GraphStore, snapshots: Path, light: Extractor, *, rebuild: bool = False
) -> ingest.RefreshResult:
    topics = ingest.topics_of(light.taxonomy)
    return ingest.refresh(store, snapshots, light, topics=topics, rebuild=rebuild)


def test_the_index_is_built_once_for_what_is_stored(
    store: GraphStore, folder: Path, light: Extractor, tmp_path: Path
) -> None:
    snapshots = tmp_path / "snapshots"
    load(store, folder)
    assert refresh(store, snapshots, light).n_built == 1
    assert refresh(store, snapshots, light).n_built is None
    assert refresh(store, snapshots, light, rebuild=True).n_built == 2
    store.write(
        open_loader(f"folder:{folder}").source, [Document("folder:office/new", "message", NOW, "New.")]
    )
    assert refresh(store, snapshots, light).n_built == 3


def test_what_is_to_be_forgotten_is_forgotten_by_the_next_index(
    store: GraphStore, folder: Path, light: Extractor, tmp_path: Path
) -> None:
    snapshots = tmp_path / "snapshots"
    load(store, folder)
    refresh(store, snapshots, light)
    refresh(store, snapshots, light, rebuild=True)
    assert numbers(snapshots) == ["1", "2"]
    ingest.forget_older(snapshots)
    assert ingest.forgetting_is_due(snapshots)
    assert refresh(store, snapshots, light).n_built == 3
    assert numbers(snapshots) == ["3"]
    assert not ingest.forgetting_is_due(snapshots)


def numbers(snapshots: Path) -> list[str]:
    return sorted(file.name for file in snapshots.iterdir() if file.is_dir())


def test_steps_are_announced(store: GraphStore, folder: Path, light: Extractor, tmp_path: Path) -> None:
    begun: list[str] = []

    @contextmanager
    def monitor(step: str) -> Iterator[Progress]:
        begun.append(step)
        yield lambda done, total: None

    load(store, folder)
    ingest.refresh(store, tmp_path / "snapshots", light, topics=[], monitor=monitor)
    assert begun == [
        "preparing the vocabulary",
        "reading texts",
        "resolving accounts",
        "building the index",
    ]
