"""What there is, copies of it, and what cannot be used."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from api.cli import COMMANDS, whoknows
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("upkeep") / "office")


@pytest.fixture(scope="module")
def loaded_once(folder: Path, compiled_vocabulary: Path) -> CommandLine:
    command_line = CommandLine.on_new_home(folder.parent / "home", compiled_vocabulary)
    command_line.run("load", f"folder:{folder}")
    return command_line


@pytest.fixture
def loaded(loaded_once: CommandLine, tmp_path: Path) -> CommandLine:
    return loaded_once.copied(tmp_path / "home")


# ── what there is ─────────────────────────────────────────────────────────────────────────────────────────────


def test_version(command_line: CommandLine) -> None:
    assert command_line.run("--version").stdout == f"whoknows, version {version('whoknows')}\n"


def test_status_before_anything_says_what_to_do(command_line: CommandLine) -> None:
    told = command_line.json("status")
    assert told["version"] == version("whoknows")
    assert told["store"]["Document"] == 0
    assert "whoknows index" in told["snapshot"]["missing"]
    assert "whoknows index" in " ".join(command_line.run("status").stdout.split())


def test_status_counts_what_is_stored_and_what_answers(loaded: CommandLine) -> None:
    told = loaded.json("status")
    assert (told["store"]["Document"], told["store"]["Extraction"], told["store"]["Assignment"]) == (
        21,
        21,
        7,
    )
    assert (told["snapshot"]["documents"], told["snapshot"]["people"]) == (21, 7)
    assert told["home"] == str(loaded.home)


def test_sources_say_when_they_were_loaded(loaded: CommandLine) -> None:
    (source,) = loaded.json("sources")["sources"]
    assert (source["source_id"], source["n_documents"], source["interrupted"]) == ("folder:office", 21, False)
    assert source["loaded_at"] is not None
    assert "folder:office" in loaded.run("sources").stdout


def test_topics_are_found_by_name(loaded: CommandLine) -> None:
    (topic,) = [
        each for each in loaded.json("topics", "kube")["topics"] if each["topic"]["topic_id"] == "kubernetes"
    ]
    assert topic["n_documents"] == 3
    assert "Kubernetes" in loaded.run("topics").stdout


def test_communities_are_listed(loaded: CommandLine) -> None:
    told = loaded.json("communities")
    # Each third document is reviewed by the next person: one chain of seven.
    assert (told["n_people"], told["n_ties"]) == (7, 7)
    assert "modularity" in loaded.run("communities").stdout


def test_a_store_that_is_away_does_not_stop_answers(loaded: CommandLine) -> None:
    away = CommandLine(
        loaded.home, {**loaded.variables, "WHOKNOWS_STORE": "sqlite:////proc/nowhere/store.sqlite"}
    )
    assert "away" in away.json("status")["store"]
    assert away.json("find", "welding")["people"]


# ── copies ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_a_home_that_answers_the_same(loaded: CommandLine, tmp_path: Path) -> None:
    loaded.run("privacy", "hide", "Ana Doe")
    loaded.run("backup", str(tmp_path / "copy"))
    copy = CommandLine(tmp_path / "copy")
    copy.run("index")
    assert answer(copy) == answer(loaded)
    assert copy.json("status")["store"]["Document"] == 21


def answer(command_line: CommandLine) -> object:
    told = command_line.json("find", "Kubernetes welding")
    del told["coverage"]["indexed_at"]
    return told


def test_a_backup_may_be_made_while_others_write(loaded: CommandLine, tmp_path: Path) -> None:
    more = write_folder(tmp_path / "more", n_documents=3_000)
    loading = threading.Thread(
        target=lambda: loaded.start("load", f"folder:{more}", "--no-index").communicate()
    )
    loading.start()
    copies = 0
    while loading.is_alive():
        loaded.run("backup", str(tmp_path / f"copy{copies}"))
        copies += 1
    loading.join()
    assert copies
    for number in range(copies):
        copy = CommandLine(tmp_path / f"copy{number}")
        counts = {each["source_id"]: each["n_documents"] for each in copy.json("sources")["sources"]}
        assert counts["folder:office"] == 21
        assert 0 <= counts.get("folder:more", 0) <= 3_000


def test_a_backup_goes_into_no_folder_that_exists(loaded: CommandLine, tmp_path: Path) -> None:
    assert "exists" in loaded.run("backup", str(tmp_path), exit_code=2).stderr


# ── what cannot be used ───────────────────────────────────────────────────────────────────────────────────────


def test_a_snapshot_of_another_version_says_what_to_do(loaded: CommandLine) -> None:
    number = (loaded.home / "snapshots" / "current").read_text().strip()
    (manifest,) = (loaded.home / "snapshots" / number).glob("manifest*")
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(content | {"format": 999_999}))
    result = loaded.run("find", "welding", exit_code=1)
    assert "whoknows index" in result.stderr
    loaded.run("index")
    assert loaded.json("find", "welding")["people"]


def test_a_load_replaces_a_snapshot_of_another_version(loaded: CommandLine, folder: Path) -> None:
    number = (loaded.home / "snapshots" / "current").read_text().strip()
    (manifest,) = (loaded.home / "snapshots" / number).glob("manifest*")
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(content | {"format": 999_999}))
    assert loaded.json("load", f"folder:{folder}")["refreshed"]["built"] is not None
    assert loaded.json("find", "welding")["people"]


def test_a_store_of_a_newer_version_says_what_to_do(loaded: CommandLine) -> None:
    connection = sqlite3.connect(loaded.home / "store.sqlite")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    result = loaded.run("sources", exit_code=1)
    assert "schema version 999" in result.stderr
    assert "newer program" in result.stderr


def test_a_file_that_is_no_store_is_refused_and_kept(command_line: CommandLine, folder: Path) -> None:
    command_line.home.mkdir(exist_ok=True)
    (command_line.home / "store.sqlite").write_bytes(b"this is somebody's letter, not a database" * 100)
    result = command_line.run("load", f"folder:{folder}", exit_code=1)
    assert "is not a store" in result.stderr
    assert (command_line.home / "store.sqlite").read_bytes().startswith(b"this is somebody's letter")


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("WHOKNOWS_COLOUR", "blue", "no setting is called 'WHOKNOWS_COLOUR'"),
        ("WHOKNOWS_PORT", "many", "environment: port: "),
        ("WHOKNOWS_BIND", "0.0.0.0", "expected a loopback address"),  # noqa: S104  # it is refused
        ("WHOKNOWS_STORE", "oracle://db", "oracle"),
        ("WHOKNOWS_RANKER", "magic", "magic"),
        ("WHOKNOWS_LANGUAGES", "xx", "xx"),
    ],
)
def test_a_wrong_setting_is_told(
    loaded: CommandLine, folder: Path, variable: str, value: str, told: str
) -> None:
    wrong = CommandLine(loaded.home, {**loaded.variables, variable: value})
    command = ["find", "welding"] if variable == "WHOKNOWS_RANKER" else ["load", f"folder:{folder}"]
    result = wrong.run(*command, exit_code=2)
    assert told in result.stderr
    assert "defect" not in result.stderr


def test_a_setting_in_the_home_that_is_unknown_is_told_with_its_file(loaded: CommandLine) -> None:
    (loaded.home / "settings.toml").write_text("prot = 8080\n")
    result = loaded.run("status", exit_code=2)
    assert f"{loaded.home}/settings.toml: no setting is called 'prot'; did you mean port" in result.stderr


def test_an_unexpected_error_is_told_as_ours(loaded: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.wiring import Wiring

    def broken(_: Wiring) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(Wiring, "store", broken)
    result = loaded.run("sources", exit_code=1)
    assert "unexpected ZeroDivisionError: on purpose" in result.stderr
    assert "WHOKNOWS_LOG_LEVEL=debug" in result.stderr


# ── help ──────────────────────────────────────────────────────────────────────────────────────────────────────


def all_commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = whoknows.get_command(click.Context(whoknows), name)
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, part) for part in command.commands]
    return found


@pytest.mark.parametrize("command", all_commands(), ids=" ".join)
def test_help_says_what_every_command_and_option_does(
    command_line: CommandLine, command: tuple[str, ...]
) -> None:
    text = command_line.run(*command, "--help").stdout
    assert text.startswith(f"Usage: whoknows {' '.join(command)} ")
    options = text.partition("\nOptions:\n")[2].partition("\n\n")[0]
    without_help = [
        line for line in options.splitlines() if re.fullmatch(r"  -{1,2}[\w-]+( [A-Z|\[\]a-z]+)?", line)
    ]
    follow = [options.splitlines()[options.splitlines().index(line) + 1 :][:1] for line in without_help]
    assert all(lines and lines[0].startswith(" " * 10) for lines in follow), without_help
