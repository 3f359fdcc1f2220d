"""The invented company, by command."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from api.demo.home import EXPORTS
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder


def test_the_demonstration_touches_no_other_home(command_line: CommandLine, tmp_path: Path) -> None:
    command_line.run("load", f"folder:{write_folder(tmp_path / 'office')}")
    before = command_line.json("status")
    named = CommandLine(
        command_line.home,
        {**command_line.variables, "WHOKNOWS_STORE": f"sqlite:///{tmp_path / 'own.sqlite'}"},
    )
    told = named.json("demo", "--home", str(tmp_path / "demo"))
    assert told["home"] == str(tmp_path / "demo")
    assert command_line.json("status") == before
    assert not (tmp_path / "own.sqlite").exists()
    company = CommandLine(tmp_path / "demo")
    question = told["questions"][0]["en"]
    assert company.json("find", question)["people"]
    assert {source["source"] for source in told["sources"]} == {
        source["source_id"] for source in company.json("sources")["sources"]
    }


def test_its_home_is_not_that_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.cli.demo import demo_settings

    monkeypatch.setenv("WHOKNOWS_HOME", str(tmp_path / "mine"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    settings = demo_settings(home=None, settings_file=None)
    assert settings.home == tmp_path / "data" / "whoknows-demo"
    assert settings.store_url == f"sqlite:///{settings.home}/store.sqlite"


def test_a_folder_with_something_else_in_it_is_refused(command_line: CommandLine, tmp_path: Path) -> None:
    command_line.run("load", f"folder:{write_folder(tmp_path / 'office')}")
    before = sorted(command_line.home.rglob("*"))
    result = command_line.run("demo", "--home", str(command_line.home), exit_code=2)
    assert "holds something else" in result.stderr
    assert sorted(command_line.home.rglob("*")) == before


def test_it_serves_when_asked(command_line: CommandLine, tmp_path: Path) -> None:
    process = command_line.start("demo", "--serve", "--port", "0", "--json", "--home", str(tmp_path / "demo"))
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line == "}\n":
                break
        assert json.loads("".join(lines))["url"].startswith("http://127.0.0.1:")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert (tmp_path / "demo" / EXPORTS).is_dir()
