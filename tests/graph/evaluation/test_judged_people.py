"""Judgements name people as their source does."""

from __future__ import annotations

import pytest

from graph.evaluation.judged_people import JudgedPeople
from graph.model import RankedCandidate, Ranking
from graph.store.interface import Assignment

ASSIGNMENTS = [
    Assignment("folder:office/ana", "p-1", "own"),
    Assignment("folder:office/ana2", "p-1", "same e-mail address"),
    Assignment("folder:office/ben", "p-2", "own"),
    Assignment("slack:T1/U9", "p-3", "own"),
    Assignment("slack:T1/ana", "p-2", "same e-mail address"),
]
FOUND = Ranking(
    "q",
    "five_signals",
    tuple(RankedCandidate(rank, person, 1 / rank) for rank, person in enumerate(["p-2", "p-1", "p-3"], 1)),
)


def candidates(ranking: Ranking) -> list[str]:
    return [each.candidate_id for each in ranking.candidates]


def test_people_are_named_as_their_source_does() -> None:
    people = JudgedPeople(ASSIGNMENTS, source_id="folder:office")
    assert candidates(people.ranking(FOUND)) == ["ben", "ana", "p-3"]
    assert [each.rank for each in people.ranking(FOUND).candidates] == [1, 2, 3]


def test_one_identifier_stands_for_all_of_a_person_and_the_highest_level_counts() -> None:
    people = JudgedPeople(ASSIGNMENTS, source_id="folder:office")
    assert people.qrels({"q1": {"ana2": 1, "ben": 0}, "q2": {"ana": 0, "ana2": 2}}) == {
        "q1": {"ana": 1, "ben": 0},
        "q2": {"ana": 2},
    }


def test_strangers_stay_judged() -> None:
    people = JudgedPeople(ASSIGNMENTS, source_id="folder:office")
    qrels = {"q1": {"zoe": 1, "ben": 1}, "q2": {"zoe": 2, "U9": 1}}
    assert people.qrels(qrels) == qrels
    assert people.strangers(qrels) == 2


@pytest.mark.parametrize("name", ["folder:office/ana", "folder:office/ana2", "p-1"])
def test_without_a_source_people_are_named_by_account_or_person(name: str) -> None:
    people = JudgedPeople(ASSIGNMENTS)
    (judged,) = people.qrels({"q": {name: 1}})["q"]
    assert judged == candidates(people.ranking(FOUND))[1] == "folder:office/ana"
