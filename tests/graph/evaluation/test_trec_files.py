"""Queries, judgements and runs, read and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EvaluationError
from graph.evaluation.trec_files import (
    read_qrels,
    read_queries,
    read_run,
    write_qrels,
    write_queries,
    write_run,
)
from graph.model import RankedCandidate, Ranking

IDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


def written(folder: Path, text: str) -> Path:
    path = folder / "file"
    path.write_bytes(text.encode())
    return path


def test_queries_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffq1\tlocks and queues\r\n\r\nq2\tréseaux\tneuronaux\r\n")
    assert read_queries(path) == {"q1": "locks and queues", "q2": "réseaux\tneuronaux"}


def test_qrels_are_read_whatever_separates_them(tmp_path: Path) -> None:
    path = written(tmp_path, "q1 0 p1 2\nq1\t0\tp2\t0\n\nq2 Q0 p1 -1\n")
    assert read_qrels(path) == {"q1": {"p1": 2, "p2": 0}, "q2": {"p1": -1}}


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_queries, "q1\tone\nq2 two\n", ":2: found 'q2 two', expected a query id, a tab and a text"),
        (read_queries, "q1\tone\nq1\ttwo\n", ":2: found query q1 twice"),
        (read_queries, "\n", "found no line"),
        (
            read_qrels,
            "q1 0 p1\n",
            ":1: found 'q1 0 p1', expected a query id, 0, a person id and a whole number",
        ),
        (read_qrels, "q1 0 p1 high\n", ":1: found 'q1 0 p1 high'"),
        (read_qrels, "q1 0 p1 1\nq1 0 p1 2\n", ":2: found 2 for q1 and p1, and 1 before"),
        (read_qrels, "", "found no line"),
        (read_run, "q1 Q0 p1 1 0.5\n", ":1: found 'q1 Q0 p1 1 0.5', expected a query id, Q0"),
        (read_run, "q1 Q0 p1 first 0.5 r\n", ":1: found"),
    ],
)
def test_errors_name_file_and_line(read: object, text: str, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(EvaluationError) as caught:
        read(path)  # type: ignore[operator]
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_missing_file_and_one_that_is_no_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"cannot read .*nowhere"):
        read_queries(tmp_path / "nowhere")
    (tmp_path / "bytes").write_bytes(b"q1\t\xff\xfe")
    with pytest.raises(EvaluationError, match="not UTF-8"):
        read_queries(tmp_path / "bytes")


@settings(deadline=None)
@given(st.dictionaries(IDS, st.dictionaries(IDS, st.integers(-1, 4), min_size=1), min_size=1))
def test_qrels_survive_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, qrels: dict[str, dict[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("qrels") / "qrels"
    write_qrels(path, qrels)
    assert read_qrels(path) == qrels


@settings(deadline=None)
@given(st.dictionaries(IDS, IDS, min_size=1))
def test_queries_survive_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, queries: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("queries") / "queries"
    write_queries(path, queries)
    assert read_queries(path) == queries


def test_equal_scores_are_written_so_that_any_reader_keeps_the_order(tmp_path: Path) -> None:
    candidates = (RankedCandidate(1, "a", 0.5), RankedCandidate(2, "b", 0.5), RankedCandidate(3, "c", 0.5))
    write_run(tmp_path / "run", {"q1": Ranking("a query", "five_signals", candidates)})
    lines = (tmp_path / "run").read_text().splitlines()
    assert lines[0] == "q1 Q0 a 1 0.5 five_signals"
    read = read_run(tmp_path / "run")["q1"]
    assert [each.candidate_id for each in sorted(read.candidates, key=lambda each: -each.score)] == [
        "a",
        "b",
        "c",
    ]
    assert read.ranker == "five_signals"
