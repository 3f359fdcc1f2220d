"""An answer on a terminal: what is printed, and what must not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_lines


@pytest.mark.parametrize("query", ["", "  "])
def test_a_question_without_a_word_is_wrong_usage(command_line: CommandLine, query: str) -> None:
    assert "expected a word or more" in command_line.run("find", query, exit_code=2).stderr


def test_an_empty_home_says_what_to_do(command_line: CommandLine) -> None:
    command_line.run("index")
    told = command_line.run("find", "welding").stdout
    assert "Nobody known." in told
    assert "whoknows load KIND:PATH" in told


def test_a_terminal_obeys_nothing_that_others_wrote(command_line: CommandLine, tmp_path: Path) -> None:
    people = [{"id": "ana", "name": "Ana \x1b]0;title\x07Doe", "emails": ["ana@example.org"]}]
    documents = [
        {
            "id": "d1",
            "author_ids": ["ana"],
            "created_at": "2026-01-01T00:00:00Z",
            "title": "Welding \x1b[2J[bold]notes[/bold]",
            "text": "Welding notes.",
        }
    ]
    (tmp_path / "office").mkdir()
    write_lines(tmp_path / "office" / "people.jsonl", people)
    write_lines(tmp_path / "office" / "documents.jsonl", documents)
    command_line.run("load", f"folder:{tmp_path / 'office'}")
    documents[0]["created_at"] = "the day \x1b[2J before"
    write_lines(tmp_path / "office" / "documents.jsonl", documents)
    told = [
        command_line.run("find", "welding").stdout,
        command_line.run("load", f"folder:{tmp_path / 'office'}").stdout,
        command_line.run("privacy", "hide", "ana@example.org").stdout,
        command_line.run("privacy", "show", "\x1b[2J", exit_code=1).stderr,
    ]
    assert "[bold]notes[/bold]" in told[0]
    assert [text for text in told if "\x1b" in text] == []
