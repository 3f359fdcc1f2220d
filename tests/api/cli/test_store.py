"""``whoknows store copy`` on the command line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from api.cli import whoknows
from graph.store.interface import open_store
from tests.small_world.world import SmallWorld


def copy(runner: CliRunner, source: str, target: str, *more: str, exit_code: int = 0) -> Result:
    result = runner.invoke(whoknows, ["store", "copy", source, target, *more])
    assert result.exit_code == exit_code, result.output
    return result


def test_copy_holds_the_small_world(runner: CliRunner, small_world: SmallWorld, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/copy.sqlite"
    told = copy(runner, small_world.settings.store_url, target, "--json").stdout
    kinds = {kind["kind"]: kind for kind in json.loads(told)["kinds"]}
    with closing(open_store(small_world.settings.store_url)) as one, closing(open_store(target)) as other:
        assert other.counts() == one.counts()
        assert kinds["document"]["n_rows"] == kinds["document"]["n_written"] == one.counts()["Document"] > 0
    assert "written now" in copy(runner, small_world.settings.store_url, target).stdout


def test_stores_that_cannot_be_copied_are_wrong_usage(runner: CliRunner, tmp_path: Path) -> None:
    nowhere, target = f"sqlite:///{tmp_path}/nowhere.sqlite", f"sqlite:///{tmp_path}/copy.sqlite"
    copy(runner, nowhere, nowhere, exit_code=2)
    assert "there is no file" in copy(runner, nowhere, target, exit_code=2).stderr
    assert list(tmp_path.glob("*.sqlite")) == []


def test_server_that_is_away_is_told(runner: CliRunner, small_world: SmallWorld) -> None:
    told = copy(runner, small_world.settings.store_url, "neo4j://127.0.0.1:9", exit_code=1).stderr
    assert "neo4j://127.0.0.1:9 cannot be reached" in told
