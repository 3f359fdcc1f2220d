"""Sources in, and what the command says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import progress
from loaders.registry import loader_names
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder, write_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "office")


def test_a_loaded_source_answers(command_line: CommandLine, folder: Path) -> None:
    result = command_line.run("load", f"folder:{folder}")
    assert result.stdout.splitlines() == [
        "folder:office: 35 read, 2026-01-01 to 2026-01-21",
        "  kept: 21 Document, 7 Account, 7 Interaction, 5 Container",
        "  changed: added 21 Document, 7 Account, 7 Interaction, 5 Container",
        "21 texts read for topics; 7 accounts are 7 people (0 are nobody); index 1 serves",
    ]
    answer = command_line.json("find", "welding")
    assert answer["people"][0]["person"]["name"] == "Gaia Doe"


def test_json_tells_the_same(command_line: CommandLine, folder: Path) -> None:
    told = command_line.json("load", f"folder:{folder}")
    (source,) = told["sources"]
    assert source["source"] == "folder:office"
    assert source["read"] == 35
    assert source["kept"] == {"Account": 7, "Container": 5, "Document": 21, "Interaction": 7}
    assert source["accounts"] == 7
    assert (source["first"], source["last"]) == ("2026-01-01T09:00:00+00:00", "2026-01-21T09:00:00+00:00")
    assert {"skipped": {}, "private": {}, "rejected": 0}.items() <= source.items()
    assert source["changes"]["added"] == {"Account": 7, "Container": 5, "Document": 21, "Interaction": 7}
    assert told["refreshed"] == {
        "extracted": 21,
        "resolved": {"n_accounts": 7, "n_persons": 7, "n_nobody": 0, "n_changed": 7},
        "built": 1,
    }


def test_loading_again_changes_nothing(command_line: CommandLine, folder: Path) -> None:
    command_line.run("load", f"folder:{folder}")
    before = command_line.json("status")
    told = command_line.json("load", f"folder:{folder}")
    assert told["sources"][0]["changes"]["unchanged"] == {
        "Account": 7,
        "Container": 5,
        "Document": 21,
        "Interaction": 7,
    }
    assert (told["refreshed"]["extracted"], told["refreshed"]["built"]) == (0, None)
    assert command_line.json("status") == before


def test_loads_add_up(command_line: CommandLine, tmp_path: Path) -> None:
    first = write_folder(tmp_path / "first", n_documents=3)
    second = write_folder(tmp_path / "second", n_documents=5)
    command_line.run("load", f"folder:{first}")
    command_line.run("load", f"folder:{second}")
    assert [each["n_documents"] for each in command_line.json("sources")["sources"]] == [3, 5]
    status = command_line.json("status")
    counts = status["snapshot"]
    assert (status["store"]["Document"], counts["documents"], counts["restricted"]) == (8, 8, 0)
    assert status["snapshot"]["people"] == 7, "the same addresses are the same people"


def test_several_sources_in_one_command(command_line: CommandLine, tmp_path: Path) -> None:
    folders = [write_folder(tmp_path / name, n_documents=2) for name in ("a", "b", "c")]
    told = command_line.json("load", *(f"folder:{each}" for each in folders))
    assert [each["source"] for each in told["sources"]] == ["folder:a", "folder:b", "folder:c"]
    assert told["refreshed"]["built"] == 1


def test_a_name_of_its_own(command_line: CommandLine, folder: Path) -> None:
    assert (
        command_line.json("load", f"folder:{folder}", "--name", "hq")["sources"][0]["source"] == "folder:hq"
    )


def test_without_index_nothing_but_the_store_changes(command_line: CommandLine, folder: Path) -> None:
    assert command_line.json("load", f"folder:{folder}", "--no-index")["refreshed"] is None
    assert command_line.json("status")["store"]["Extraction"] == 0
    result = command_line.run("find", "welding", exit_code=1)
    assert "whoknows index" in result.stderr
    assert command_line.json("index") == {
        "extracted": 21,
        "resolved": {"n_accounts": 7, "n_persons": 7, "n_nobody": 0, "n_changed": 7},
        "built": 1,
    }
    command_line.run("find", "welding")


def test_what_was_private_is_counted_and_not_kept(command_line: CommandLine, tmp_path: Path) -> None:
    note = {
        "type": "Note",
        "id": "n1",
        "content": "psst",
        "mediaType": "text/plain",
        "to": "mailto:ben@example.org",
    }
    secret = {
        "type": "Create",
        "actor": "mailto:ana@example.org",
        "object": note,
        "published": "2026-01-01T00:00:00Z",
    }
    file = write_lines(tmp_path / "intranet.activities.jsonl", [secret])
    (source,) = command_line.json("load", f"activities:{file}")["sources"]
    assert source["private"] == {"direct message": 1}
    assert "Document" not in source["kept"]
    assert "left out as private: 1 direct message" in command_line.run("load", f"activities:{file}").stdout


# ── malformed records ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def damaged(folder: Path) -> Path:
    with (folder / "documents.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "d98", "text": \n')
        file.write('{"id": "d99", "text": "no date", "author_ids": ["ana"]}\n')
    return folder


def test_malformed_records_are_named_and_the_rest_is_loaded(command_line: CommandLine, damaged: Path) -> None:
    result = command_line.run("load", f"folder:{damaged}")
    assert "  rejected: 2\n" in result.stdout
    assert "    documents.jsonl:22: " in result.stdout
    assert "    documents.jsonl:23: created_at" in result.stdout
    assert command_line.json("status")["snapshot"]["documents"] == 21


def test_strict_tells_of_a_directory_that_contradicts_itself(
    command_line: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("person_id,name,email,manager_id\n1,Ana Doe,ana@example.org,9\n")
    command_line.run("load", f"people:{tmp_path}", "--no-index")
    result = command_line.run("load", f"people:{tmp_path}", "--no-index", "--strict", exit_code=3)
    assert "manager 9 does not exist" in result.stdout
    assert "1 others are doubtful" in result.stderr


def test_strict_tells_by_its_status_and_loads_the_rest(command_line: CommandLine, damaged: Path) -> None:
    result = command_line.run("load", f"folder:{damaged}", "--strict", exit_code=3)
    assert "2 malformed records were left out" in result.stderr
    assert command_line.json("status")["snapshot"]["documents"] == 21


# ── wrong usage ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["folder"], "expected KIND:PATH"),
        (["folder:/nowhere/at/all"], "no such file or folder"),
        (["fax:{folder}"], "no loader named 'fax'; there are activities, "),
        (["slack:{folder}"], "{folder}: found "),
        (["folder:{folder}", "--option", "depth=3"], "the folder loader has no option depth"),
        (["folder:{folder}", "--option", "depth"], "expected NAME=VALUE"),
        (["folder:{folder}", "folder:{folder}", "--name", "x"], "a name is for one source"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_ends_with_two_and_writes_nothing(
    command_line: CommandLine, folder: Path, arguments: list[str], told: str
) -> None:
    given = [argument.format(folder=folder) for argument in arguments]
    result = command_line.run("load", *given, exit_code=2)
    # The message is wrapped to the width of the terminal.
    assert told.format(folder=folder) in " ".join(result.stderr.split())
    assert not (command_line.home / "store.sqlite").exists()


def test_a_file_of_another_format_says_what_was_expected(command_line: CommandLine, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "export.zip", ["not a zip"])
    result = command_line.run("load", f"slack:{file}", exit_code=2)
    assert f"{file}: found " in result.stderr
    assert "expected a zip file or a folder" in result.stderr


def test_the_first_wrong_source_stops_all_before_anything_is_written(
    command_line: CommandLine, folder: Path
) -> None:
    command_line.run("load", f"folder:{folder}", "folder:/nowhere/at/all", exit_code=2)
    assert not (command_line.home / "store.sqlite").exists()


# ── help and progress ─────────────────────────────────────────────────────────────────────────────────────────


def test_help_teaches_every_kind_of_source(command_line: CommandLine) -> None:
    text = command_line.run("load", "--help").stdout
    assert [name for name in loader_names() if f"\n  {name} " not in text] == []
    assert "cannot be used" not in text
    assert "--option private_channels=…" in text


def test_long_steps_are_told_on_standard_error(
    command_line: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = command_line.run("load", f"folder:{folder}", "--no-index")
    assert quick.stderr == ""
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    told = command_line.run("load", f"folder:{folder}").stderr
    assert "loading folder:office: 40" in told
    assert "reading texts: 21 of 21" in told
    assert "building the index: done in" in told
