"""Which accounts are one person, seen and decided by command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder, write_lines

FORUM, OFFICE = "folder:forum/lp", "folder:office/ana"


@pytest.fixture
def loaded(loaded_once: CommandLine, tmp_path: Path) -> CommandLine:
    return loaded_once.copied(tmp_path / "home")


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: pytest.TempPathFactory, compiled_vocabulary: Path) -> CommandLine:
    """Ana of the office, and an account of a forum that nothing certain joins to her."""
    root = tmp_path_factory.mktemp("resolve")
    command_line = CommandLine.on_new_home(root / "home", compiled_vocabulary)
    forum = root / "forum"
    forum.mkdir()
    write_lines(forum / "people.jsonl", [{"id": "lp", "handles": ["lp"]}])
    zebra = {
        "id": "z",
        "author_ids": ["lp"],
        "created_at": "2026-02-01T00:00:00Z",
        "text": "On zebras and pastures.",
    }
    write_lines(forum / "documents.jsonl", [zebra])
    command_line.run("load", f"folder:{write_folder(root / 'office')}", f"folder:{forum}")
    return command_line


def experts(command_line: CommandLine, query: str) -> list[str]:
    return [each["person"]["name"] for each in command_line.json("find", query)["people"]]


def accounts(person: Any) -> list[str]:
    return [account["account_id"] for account in person["accounts"]]


def test_a_merge_is_seen_in_the_next_answer_and_undone_by_a_split(loaded: CommandLine) -> None:
    assert experts(loaded, "zebras") == ["lp"]
    (person,) = loaded.json("resolve", "merge", FORUM, OFFICE)["persons"]
    assert accounts(person) == [FORUM, OFFICE]
    assert {account["rule"] for account in person["accounts"]} == {"decided"}
    assert experts(loaded, "zebras") == ["Ana Doe"]
    apart = loaded.json("resolve", "split", FORUM, OFFICE)["persons"]
    assert [accounts(person) for person in apart] == [[FORUM], [OFFICE]]
    assert experts(loaded, "zebras") == ["lp"]


def test_decisions_hold_through_loads(loaded: CommandLine, loaded_once: CommandLine) -> None:
    loaded.run("resolve", "merge", FORUM, OFFICE)
    root = loaded_once.home.parent
    loaded.run("load", f"folder:{root / 'office'}", f"folder:{root / 'forum'}")
    (person,) = loaded.json("resolve", "show", "Ana Doe")["persons"]
    assert accounts(person) == [FORUM, OFFICE]


def test_the_table_says_why(loaded: CommandLine) -> None:
    assert "own" in loaded.run("resolve", "show", "Ana Doe").stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (["merge", FORUM], 2, "two accounts or more"),
        (["merge", FORUM, "folder:office/zoltan"], 1, "no person has the account folder:office/zoltan"),
        (["split", FORUM, FORUM], 2, "cannot be somebody else than itself"),
        (["show", "Zoltan"], 1, "nobody is 'Zoltan'"),
    ],
)
def test_wrong_decisions_are_refused(
    loaded: CommandLine, arguments: list[str], exit_code: int, told: str
) -> None:
    assert told in loaded.run("resolve", *arguments, exit_code=exit_code).stderr
