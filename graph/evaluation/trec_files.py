"""Queries, judgements and runs in the formats of TREC, read and written.

A query file has a line ``QID<tab>TEXT`` for each query, a judgement file (*qrels*) a line ``QID 0 PERSON LEVEL``, and
a run a line ``QID Q0 PERSON RANK SCORE RANKER`` for each person found. Blank lines mean nothing. Every error names
the file and the line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from graph.errors import EvaluationError
from graph.model import RankedCandidate, Ranking

Value = TypeVar("Value")
Qrels = Mapping[str, Mapping[str, int]]
"""By query id and person id, how well the person knows it; 0 for not at all."""


def read_queries(path: Path) -> dict[str, str]:
    """Query texts by id, in the order of the file.

    Raises
    ------
    EvaluationError
        If the file cannot be read, a line is not ``QID<tab>TEXT``, or an id comes twice.
    """
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        query_id, tab, text = line.partition("\t")
        query_id, text = query_id.strip(), text.strip()
        if not (tab and query_id and text):
            raise _wrong(path, number, line, "a query id, a tab and a text")
        if query_id in queries:
            raise EvaluationError(f"{path}:{number}: found query {query_id} twice, expected each id once")
        queries[query_id] = text
    return _some(queries, path, "QID<tab>TEXT")


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Judgements by query id and person id, in the order of the file.

    Raises
    ------
    EvaluationError
        If the file cannot be read, a line is not ``QID 0 PERSON LEVEL``, or one pair is judged differently twice.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        match line.split():
            case [query_id, _, person_id, level] if level.lstrip("-").isdecimal():
                judged = qrels.setdefault(query_id, {})
                if judged.setdefault(person_id, int(level)) != int(level):
                    raise EvaluationError(
                        f"{path}:{number}: found {level} for {query_id} and {person_id}, and "
                        f"{judged[person_id]} before; expected one judgement for each query and person"
                    )
            case _:
                raise _wrong(path, number, line, "a query id, 0, a person id and a whole number")
    return _some(qrels, path, "QID 0 PERSON LEVEL")


def read_run(path: Path) -> dict[str, Ranking]:
    """Rankings by query id, each ordered as its ranks say.

    Raises
    ------
    EvaluationError
        If the file cannot be read, or a line is not ``QID Q0 PERSON RANK SCORE RANKER``.
    """
    found: dict[str, list[RankedCandidate]] = {}
    ranker = ""
    for number, line in _lines(path):
        try:
            query_id, _, person_id, rank, score, ranker = line.split()
            found.setdefault(query_id, []).append(RankedCandidate(int(rank), person_id, float(score)))
        except ValueError as error:
            raise _wrong(
                path, number, line, "a query id, Q0, a person id, a rank, a score and a name"
            ) from error
    return {
        query_id: Ranking(query_id, ranker, tuple(sorted(candidates, key=lambda each: each.rank)))
        for query_id, candidates in found.items()
    }


def write_queries(path: Path, queries: Mapping[str, str]) -> None:
    """Write query texts by id; tabs and line ends in a text become spaces."""
    _write(path, (f"{query_id}\t{' '.join(text.split())}" for query_id, text in queries.items()))


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Write judgements."""
    _write(
        path,
        (
            f"{query_id} 0 {person_id} {level}"
            for query_id, judged in qrels.items()
            for person_id, level in judged.items()
        ),
    )


def write_run(path: Path, run: Mapping[str, Ranking]) -> None:
    """Write rankings by query id.

    Notes
    -----
    Programs that read runs order people by score, and equal scores each in a way of their own. So a score that is
    not below the one before is written as the next smaller float.
    """
    _write(path, (line for query_id, ranking in run.items() for line in _run_lines(query_id, ranking)))


def _run_lines(query_id: str, ranking: Ranking) -> Iterator[str]:
    last = math.inf
    for each in ranking.candidates:
        last = min(each.score, math.nextafter(last, -math.inf))
        yield f"{query_id} Q0 {each.candidate_id} {each.rank} {last!r} {ranking.ranker}"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of every line that is not blank."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except OSError as error:
        raise EvaluationError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: found bytes that are not UTF-8, expected a text file") from error


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _wrong(path: Path, number: int, line: str, expected: str) -> EvaluationError:
    shown = line if len(line) <= 60 else f"{line[:60]}…"
    return EvaluationError(f"{path}:{number}: found {shown!r}, expected {expected}")


def _some(found: dict[str, Value], path: Path, form: str) -> dict[str, Value]:
    if not found:
        raise EvaluationError(f"{path}: found no line, expected lines {form}")
    return found
