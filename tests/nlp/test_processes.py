"""Several processes find what one finds, and end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nlp import extraction as stage
from nlp.extraction import Extractor
from nlp.mention import TextItem
from nlp.processes import usable_processes
from tests.nlp.test_extraction import POSTS, Memory, items

PATIENCE_SECONDS = 60
FOREVER = """
import itertools, sys
from pathlib import Path
from nlp import extraction
from nlp.mention import TextItem
from nlp.processes import found_in_processes

if __name__ == "__main__":
    extraction.BATCH_TEXTS = 2
    stage = extraction.Extractor(profile="light", cache=Path(sys.argv[1]), n_processes=2)
    texts = (TextItem(str(n), f"We use Kubernetes {n}.", "text/plain") for n in itertools.count())
    for n, _ in enumerate(stage.extract(texts)):
        if n == 8:
            print("reading", flush=True)
"""


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "BATCH_TEXTS", 3)


@pytest.mark.usefixtures("small_batches")
def test_two_processes_find_and_remember_what_one_does(standard: Extractor) -> None:
    one, two = Memory(), Memory()
    shared = Extractor(cache=standard._cache, n_processes=2)
    assert shared.fingerprint == standard.fingerprint
    texts = items([*POSTS, *(f"The ring hinge {n} of our k8s node." for n in range(9))])
    assert list(shared.extract(texts, memory=two)) == list(standard.extract(texts, memory=one))
    assert one.rows == two.rows


def test_what_fails_in_a_process_fails_here(light: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_batches", lambda given: ([item] for item in given))
    broken = TextItem("broken", None, "text/plain")  # type: ignore[arg-type]
    shared = Extractor(profile="light", cache=light._cache, n_processes=2)
    with pytest.raises(TypeError, match="NoneType"):
        list(shared.extract([*items(POSTS[:3]), broken]))


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_processes_end_with_a_killed_parent(light: Extractor, tmp_path: Path) -> None:
    script = tmp_path / "forever.py"
    script.write_text(FOREVER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(light._cache)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "reading\n"
        children = children_of(parent.pid)
        assert len(children) >= 2
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_alive, children))


@pytest.mark.parametrize(("n_cores", "n_processes"), [(1, 1), (2, 1), (16, 8)])
def test_half_of_the_cores_are_used(monkeypatch: pytest.MonkeyPatch, n_cores: int, n_processes: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(n_cores))
    assert usable_processes() == n_processes
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: n_cores)
    assert usable_processes() == n_processes
