"""Rankers measured against judgements, by command."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from graph.evaluation.experiment import MEASURES
from graph.evaluation.trec_files import read_run
from graph.ranking.ranker import BASELINES, DEFAULT_RANKER, RANKERS
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import AUTHORS, SUBJECTS, write_folder


@pytest.fixture(scope="module")
def folder_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which everybody writes about one subject, with a judged query for each."""
    folder = write_folder(tmp_path_factory.mktemp("evaluate") / "office", n_documents=42)
    pairs = [
        (f"q{n}", subject, author) for n, (subject, author) in enumerate(zip(SUBJECTS, AUTHORS, strict=True))
    ]
    (folder / "queries.tsv").write_text("".join(f"{query}\t{text}\n" for query, text, _ in pairs))
    (folder / "qrels.tsv").write_text("".join(f"{query} 0 {author} 2\n" for query, _, author in pairs))
    return folder


@pytest.fixture
def folder(folder_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(folder_once, tmp_path / "office")


@pytest.fixture(scope="module")
def loaded_once(folder_once: Path, compiled_vocabulary: Path) -> CommandLine:
    command_line = CommandLine.on_new_home(folder_once.parent / "home", compiled_vocabulary)
    command_line.run("load", f"folder:{folder_once}")
    return command_line


@pytest.fixture
def loaded(loaded_once: CommandLine, tmp_path: Path) -> CommandLine:
    return loaded_once.copied(tmp_path / "home")


def arguments(folder: Path, *more: str) -> list[str]:
    queries, qrels = folder / "queries.tsv", folder / "qrels.tsv"
    return ["evaluate", "experts", "--queries", str(queries), "--qrels", str(qrels), *more]


def test_all_rankers_are_measured_on_a_folder(command_line: CommandLine, folder: Path) -> None:
    told = command_line.json(*arguments(folder, "--folder", str(folder)))
    assert set(told) == {"queries", "rankers"}
    assert told["queries"] == 7
    assert set(told["rankers"]) == set(RANKERS)
    default = told["rankers"][DEFAULT_RANKER]
    # The author of a subject is the first to be named, for every query.
    best = {"AP": 1.0, "RR": 1.0, "P@5": 0.2, "nDCG@10": 1.0, "R@50": 1.0, "R@100": 1.0}
    assert {measure: default[measure] for measure in MEASURES} == pytest.approx(best)
    assert 0 < default["p50_ms"] <= default["p95_ms"]
    assert [name for name, each in told["rankers"].items() if each["default"]] == [DEFAULT_RANKER]
    assert {name for name, each in told["rankers"].items() if each["baseline"]} == set(BASELINES)
    # Six documents and two reviews each: the most active person is the right one for one query in seven.
    assert told["rankers"]["most_active"]["nDCG@10"] < 1.0


def test_a_folder_is_loaded_aside_and_removed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command_line = CommandLine(tmp_path / "nowhere")
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    command_line.run(*arguments(folder, "--folder", str(folder), "--ranker", "votes"))
    assert list(aside.iterdir()) == []
    assert not command_line.home.exists()


def test_a_store_that_the_settings_name_is_left_alone(
    command_line: CommandLine, folder: Path, tmp_path: Path
) -> None:
    named = CommandLine(
        command_line.home,
        {**command_line.variables, "WHOKNOWS_STORE": f"sqlite:///{tmp_path / 'own.sqlite'}"},
    )
    named.run(*arguments(folder, "--folder", str(folder), "--ranker", "votes"))
    assert not (tmp_path / "own.sqlite").exists()


def test_what_is_loaded_is_measured_with_the_ids_of_its_source(loaded: CommandLine, folder: Path) -> None:
    aside = loaded.json(*arguments(folder, "--folder", str(folder)))
    for name in ("folder:office", "office"):
        assert measures(loaded.json(*arguments(folder, "--source", name))) == measures(aside)


def measures(told: Any) -> Any:
    return {name: {measure: row[measure] for measure in MEASURES} for name, row in told["rankers"].items()}


def test_hidden_people_are_not_found(loaded: CommandLine, folder: Path) -> None:
    loaded.run("privacy", "hide", "Ana Doe")
    told = loaded.json(*arguments(folder, "--source", "folder:office", "--ranker", "votes"))
    assert told["rankers"][DEFAULT_RANKER]["R@100"] == pytest.approx(6 / 7)


def test_as_of_is_what_fades_with_age_goes_by(loaded: CommandLine, folder: Path, tmp_path: Path) -> None:
    for date in ("2026-01-15", "2036-01-15"):
        run_out = tmp_path / date
        more = ("--source", "folder:office", "--ranker", "votes", "--as-of", date, "--run-out", str(run_out))
        loaded.run(*arguments(folder, *more))
    early, late = (
        read_run(tmp_path / date / f"{DEFAULT_RANKER}.run") for date in ("2026-01-15", "2036-01-15")
    )
    assert early != late


def test_runs_are_written(command_line: CommandLine, folder: Path, tmp_path: Path) -> None:
    more = ("--folder", str(folder), "--ranker", "votes", "--run-out", str(tmp_path / "runs"))
    command_line.run(*arguments(folder, *more))
    assert sorted(file.name for file in (tmp_path / "runs").iterdir()) == sorted(
        [f"{DEFAULT_RANKER}.run", "votes.run"]
    )
    run = read_run(tmp_path / "runs" / f"{DEFAULT_RANKER}.run")
    assert [ranking.candidates[0].candidate_id for ranking in run.values()] == list(AUTHORS)


def test_the_table_compares_with_the_default(command_line: CommandLine, folder: Path) -> None:
    with (folder / "qrels.tsv").open("a") as file:
        file.write("q0 0 stranger 1\n")
    result = command_line.run(*arguments(folder, "--folder", str(folder), "--ranker", "most_active"))
    assert "default better by" in result.stdout
    assert "7 judged queries" in result.stdout
    assert "1 judged people are not in the source" in result.stdout


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (
            "queries.tsv",
            "q0 no tab\n",
            "queries.tsv:1: found 'q0 no tab', expected a query id, a tab and a text",
        ),
        ("qrels.tsv", "q0 ana 1\n", "qrels.tsv:1: found 'q0 ana 1', expected a query id, 0,"),
        ("qrels.tsv", "other 0 ana 1\n", "expected the same query ids in both files"),
        ("qrels.tsv", "", "found no line"),
    ],
)
def test_files_of_another_form_are_wrong_usage(
    command_line: CommandLine, folder: Path, file: str, content: str, told: str
) -> None:
    (folder / file).write_text(content)
    result = command_line.run(*arguments(folder, "--folder", str(folder)), exit_code=2)
    assert told in result.stderr


@pytest.mark.parametrize(
    ("more", "exit_code", "told"),
    [
        (["--source", "folder:office", "--folder", "{folder}"], 2, "exclude each other"),
        (["--source", "slack:T9"], 1, "there is no source 'slack:T9'"),
        (["--folder", "{folder}", "--ranker", "magic"], 2, "found no ranker 'magic', expected one of"),
        (["--folder", "{folder}/.."], 2, "people.jsonl"),
    ],
)
def test_wrong_choices_are_told(
    command_line: CommandLine, folder: Path, more: list[str], exit_code: int, told: str
) -> None:
    given = [each.format(folder=folder) for each in more]
    assert told in command_line.run(*arguments(folder, *given), exit_code=exit_code).stderr
