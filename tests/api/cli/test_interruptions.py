"""Whatever ends a command in the middle, nothing is lost: real processes, killed, and two at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.writer_lock import LOCK_FILE, writer_lock
from graph.store.interface import open_store
from loaders.document import Account, Container, Document, Interaction
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder
from tests.api.service import served
from tests.small_disk import small_disk

N_DOCUMENTS = 1_000
PATIENCE_SECONDS = 120
MOMENTS = (0.3, 0.6, 0.85)
"""Shares of the time that the undisturbed command took."""


@pytest.fixture
def slow_command_line(tmp_path: Path) -> CommandLine:
    """Commands on an empty home: a load has the topic list to compile and lasts long enough to be disturbed."""
    return CommandLine(tmp_path / "home")


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a command came to that nobody disturbed."""

    folder: Path
    seconds: float
    content: Any


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, compiled_vocabulary: Path) -> Undisturbed:
    root = tmp_path_factory.mktemp("undisturbed")
    folder = write_folder(root / "office", n_documents=N_DOCUMENTS)
    command_line = CommandLine.on_new_home(root / "home", compiled_vocabulary)
    began = time.monotonic()
    finish(command_line, "load", f"folder:{folder}")
    return Undisturbed(folder, time.monotonic() - began, content(command_line))


def finish(command_line: CommandLine, *arguments: str, exit_code: int = 0) -> str:
    """Run the installed script to its end; its standard error."""
    process = command_line.start(*arguments)
    _, told = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == exit_code, told
    return told


def kill_after(command_line: CommandLine, seconds: float, *arguments: str) -> None:
    """Start a command and kill it after a while."""
    process = command_line.start(*arguments)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE_SECONDS)


def content(command_line: CommandLine) -> Any:
    """Everything stored, and what is answered from it."""
    store = open_store(f"sqlite:///{command_line.home / 'store.sqlite'}")
    try:
        rows = {kind.__name__: list(store.scan(kind)) for kind in (Account, Container, Document, Interaction)}
        persons = sorted((row.account_id, row.person_id) for row in store.assignments())
        counts = store.counts()
        interrupted = [status.interrupted for status in store.sources()]
    finally:
        store.close()
    return rows, persons, counts, interrupted, answer(command_line)


def answer(command_line: CommandLine) -> Any:
    """An answer without the moment at which the index was made."""
    told = command_line.json("find", "welding notes")
    del told["coverage"]["indexed_at"]
    return told


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_load_is_completed_by_the_same_command(
    undisturbed: Undisturbed, command_line: CommandLine, moment: float
) -> None:
    load = ("load", f"folder:{undisturbed.folder}")
    kill_after(command_line, moment * undisturbed.seconds, *load)
    command_line.json("status")
    finish(command_line, *load)
    assert content(command_line) == undisturbed.content


def test_a_load_killed_again_and_again_gets_there(
    undisturbed: Undisturbed, slow_command_line: CommandLine
) -> None:
    load = ("load", f"folder:{undisturbed.folder}")
    for share in (0.4, 0.9, 1.4):
        kill_after(slow_command_line, share * undisturbed.seconds, *load)
    finish(slow_command_line, *load)
    assert content(slow_command_line) == undisturbed.content


@pytest.fixture(scope="module")
def behind(
    undisturbed: Undisturbed, tmp_path_factory: pytest.TempPathFactory, compiled_vocabulary: Path
) -> tuple[CommandLine, Any]:
    """A home whose index knows 21 documents of those that are stored, and what it answers."""
    root = tmp_path_factory.mktemp("behind")
    command_line = CommandLine.on_new_home(root / "home", compiled_vocabulary)
    finish(command_line, "load", f"folder:{write_folder(root / 'office', n_documents=21)}")
    before = answer(command_line)
    finish(command_line, "load", f"folder:{undisturbed.folder}", "--no-index")
    return command_line, before


@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_the_old_index_answers_while_a_killed_one_is_not_there(
    undisturbed: Undisturbed, behind: tuple[CommandLine, Any], tmp_path: Path, moment: float
) -> None:
    command_line, before = behind[0].copied(tmp_path / "home"), behind[1]
    kill_after(command_line, moment * undisturbed.seconds, "index")
    assert answer(command_line) in (before, undisturbed.content[-1])
    finish(command_line, "index")
    assert content(command_line) == undisturbed.content
    assert [file for file in (command_line.home / "snapshots").glob(".*") if file.is_dir()] == []


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """Who is started from here hears Ctrl+C, also where the tests run in the background of a shell, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_ends_a_load_without_a_traceback(
    undisturbed: Undisturbed, slow_command_line: CommandLine
) -> None:
    load = ("load", f"folder:{undisturbed.folder}")
    process = slow_command_line.start(*load)
    _wait_until_stored(slow_command_line, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "Traceback" not in told
    assert "Aborted!" in told
    finish(slow_command_line, *load)
    assert content(slow_command_line) == undisturbed.content


# ── two at once ───────────────────────────────────────────────────────────────────────────────────────────────


def told_to_wait(home: Path) -> str:
    return (
        f"Error: another process is loading, indexing or erasing in {home}: try again when it has finished\n"
    )


def test_a_second_load_is_told_to_wait_and_readers_are_not(
    undisturbed: Undisturbed, slow_command_line: CommandLine
) -> None:
    load = ("load", f"folder:{undisturbed.folder}")
    process = slow_command_line.start(*load)
    _wait_until_stored(slow_command_line, process)
    process.send_signal(signal.SIGSTOP)
    assert finish(slow_command_line, *load, exit_code=4) == told_to_wait(slow_command_line.home)
    assert slow_command_line.json("status")["store"]["Document"] == N_DOCUMENTS
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0


@pytest.mark.parametrize(
    "second",
    [
        ("index",),
        ("forget-source", "folder:office"),
        ("privacy", "erase", "Ana Doe", "--yes"),
        ("resolve", "merge", "folder:office/ana", "folder:office/ben"),
    ],
    ids=" ".join,
)
def test_a_second_writer_is_told_to_wait(command_line: CommandLine, second: tuple[str, ...]) -> None:
    with writer_lock(command_line.home):
        assert command_line.run(*second, exit_code=4).stderr == told_to_wait(command_line.home)


def test_a_lock_left_by_a_dead_process_stops_nobody(command_line: CommandLine, tmp_path: Path) -> None:
    (command_line.home / LOCK_FILE).touch()
    finish(command_line, "load", f"folder:{write_folder(tmp_path / 'office')}")
    with closing(open_store(f"sqlite:///{command_line.home / 'store.sqlite'}")) as store:
        assert store.counts()["Document"] > 0


def test_a_service_answers_through_loads_and_follows_them(command_line: CommandLine, tmp_path: Path) -> None:
    small = write_folder(tmp_path / "a", n_documents=7)
    finish(command_line, "load", f"folder:{small}")
    with served(command_line.home) as service:

        def n_documents() -> int:
            connection = HTTPConnection(urlsplit(service.url).netloc, timeout=PATIENCE_SECONDS)
            connection.request("GET", "/api/v1/experts?q=welding")
            with closing(connection), connection.getresponse() as response:
                return int(json.load(response)["coverage"]["n_documents"])

        assert n_documents() == 7
        finish(command_line, "load", f"folder:{write_folder(tmp_path / 'b', n_documents=21)}")
        assert n_documents() == 28


def _wait_until_stored(command_line: CommandLine, process: subprocess.Popen[str]) -> None:
    """Until a load has stored something; it goes on with the texts."""
    file = command_line.home / "store.sqlite"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if file.exists() and file.with_name(f"{file.name}-wal").exists():
            with closing(open_store(f"sqlite:///{file}")) as store:
                if store.counts()["Document"]:
                    return
        time.sleep(0.02)
    raise AssertionError("the load stored nothing")


# ── a full disk ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def full_soon(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own."""
    with small_disk(tmp_path / "disk", 64) as disk:
        yield disk


def fill(disk: Path, *, n_bytes_left: int) -> Path:
    """A file that leaves so much room."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * (shutil.disk_usage(disk).free - n_bytes_left))
    return ballast


@pytest.mark.parametrize("command", ["load", "index"])
def test_a_full_disk_loses_nothing(
    undisturbed: Undisturbed, full_soon: Path, tmp_path: Path, compiled_vocabulary: Path, command: str
) -> None:
    command_line = CommandLine.on_new_home(full_soon / "home", compiled_vocabulary)
    load = ("load", f"folder:{undisturbed.folder}")
    finish(command_line, "load", f"folder:{write_folder(tmp_path / 'office', n_documents=21)}")
    before = answer(command_line)
    if command == "index":
        finish(command_line, *load, "--no-index")
    ballast = fill(full_soon, n_bytes_left=200_000)
    told = finish(command_line, *(load if command == "load" else ("index",)), exit_code=1)
    assert "make room" in told
    assert "run the same command again" in told
    assert "Traceback" not in told
    assert answer(command_line) == before
    ballast.unlink()
    finish(command_line, *(load if command == "load" else ("index",)))
    assert content(command_line) == undisturbed.content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_may_not_be_written_is_a_clear_error(
    slow_command_line: CommandLine, tmp_path: Path
) -> None:
    slow_command_line.home.mkdir(mode=0o500)
    told = finish(slow_command_line, "load", f"folder:{write_folder(tmp_path / 'office')}", exit_code=1)
    assert str(slow_command_line.home) in told
    assert "Traceback" not in told
