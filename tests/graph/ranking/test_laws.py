"""What holds for every ranker and any evidence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.evidence_matrix import EvidenceMatrix
from graph.ranking import voting
from graph.ranking.document_model import document_model
from graph.ranking.matches import Matches
from graph.ranking.ranker import BASELINES, DEFAULT_RANKER, RANKERS
from graph.ranking.scored import QUANTUM, Scored
from graph.ranking.signal_sum import Signal
from tests.graph.ranking.small_evidence import Written, evidence_of, query_of
from tests.graph.ranking.test_models import ANA, BEN, three_votes

PEOPLE = ("ana", "ben", "cai", "dov")
TERMS = ("cache", "lock", "queue")


@st.composite
def collections(draw: st.DrawFn) -> list[Written]:
    """A few documents of four people about three words."""
    count = draw(st.integers(1, 8))
    weights = st.sampled_from([0.1, 0.5, 1.0, 2.0])
    return [
        Written(
            f"d{n}",
            draw(st.dictionaries(st.sampled_from(TERMS), st.sampled_from([0.5, 1.0, 2.0, 3.7]), min_size=1)),
            draw(st.dictionaries(st.sampled_from(PEOPLE), weights, min_size=1)),
            draw(st.lists(st.sampled_from(["red", "blue"]), unique=True)),
            draw(st.integers(0, 900)),
        )
        for n in range(count)
    ]


def ranked(
    evidence: EvidenceMatrix, ranker: str, *, limit: int = 10, eligible: NDArray[np.bool_] | None = None
) -> Scored:
    known = {term: 1.0 / (n + 1) for n, term in enumerate(TERMS) if evidence.terms.find(term) >= 0}
    fitted = RANKERS[ranker]().fit(evidence)
    return fitted.rank(query_of(evidence, **known), limit=limit, eligible=eligible)


def same(first: Scored, second: Scored) -> bool:
    return (
        first.people.tobytes() == second.people.tobytes()
        and first.scores.tobytes() == second.scores.tobytes()
        and all(first.signals[name].tobytes() == second.signals[name].tobytes() for name in first.signals)
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data(), documents=collections())
def test_the_order_of_rows_never_changes_a_ranking(data: st.DataObject, documents: list[Written]) -> None:
    evidence, other = evidence_of(documents), evidence_of(data.draw(st.permutations(documents)))
    for ranker in RANKERS:
        assert same(ranked(evidence, ranker), ranked(other, ranker)), ranker


@settings(max_examples=25, deadline=None)
@given(documents=collections())
def test_scores_fall_are_positive_and_are_the_sum_of_the_signals(documents: list[Written]) -> None:
    evidence = evidence_of(documents)
    for ranker in RANKERS:
        scored = ranked(evidence, ranker)
        assert (scored.scores > 0).all(), ranker
        steps, ties = np.diff(scored.scores), np.diff(scored.people)
        assert (steps <= 0).all(), ranker
        assert (ties[steps == 0] > 0).all(), ranker
        assert scored.n_candidates == len(scored.people)
        backwards = sum(reversed(list(scored.signals.values())), np.zeros(len(scored.people)))
        assert backwards.tobytes() == scored.scores.tobytes(), ranker
        units = [shares / QUANTUM for shares in scored.signals.values()]
        assert all((unit == np.rint(unit)).all() for unit in units), ranker


@settings(max_examples=25, deadline=None)
@given(documents=collections())
def test_masked_people_are_as_if_they_had_no_evidence(documents: list[Written]) -> None:
    evidence = evidence_of(documents, people=PEOPLE)
    bereft = evidence_of(documents, people=PEOPLE, without=["ana", "cai"])
    for ranker in set(RANKERS) - {"most_active"}:
        masked = ranked(evidence, ranker, eligible=np.array([False, True, False, True]))
        assert not set(masked.people.tolist()) & {0, 2}, ranker
        assert same(masked, ranked(bereft, ranker)), ranker


@settings(max_examples=25, deadline=None)
@given(documents=collections(), limit=st.integers(0, 4))
def test_a_limit_cuts_and_changes_nothing_else(documents: list[Written], limit: int) -> None:
    evidence = evidence_of(documents)
    for ranker in RANKERS:
        everybody, some = ranked(evidence, ranker), ranked(evidence, ranker, limit=limit)
        assert some.people.tolist() == everybody.people[:limit].tolist(), ranker
        assert some.scores.tobytes() == everybody.scores[:limit].tobytes(), ranker
        assert some.n_candidates == everybody.n_candidates, ranker


VOTING: tuple[Signal, ...] = (
    voting.votes,
    voting.reciprocal_rank,
    voting.comb_sum,
    voting.comb_mnz,
    voting.exp_comb_mnz,
    voting.borda_fuse,
    voting.falling_votes,
    document_model,
)


def with_vote(matches: Matches, place: int, person: int, relevance: float) -> Matches:
    """One more document, at a place, that speaks for one person only."""
    return replace(
        matches,
        documents=np.insert(matches.documents, place, 3),
        relevance=np.insert(matches.relevance, place, relevance),
        entry_place=np.append(matches.entry_place + (matches.entry_place >= place), place),
        entry_person=np.append(matches.entry_person, person),
        entry_weight=np.append(matches.entry_weight, 1.0),
    )


@pytest.mark.parametrize("signal", VOTING)
@settings(deadline=None)
@given(place=st.integers(1, 3), person=st.sampled_from([ANA, BEN]))
def test_one_more_vote_never_lowers_its_candidate(signal: Signal, place: int, person: int) -> None:
    before = three_votes()
    bounds = np.append(before.relevance, 0.0)
    after = with_vote(before, place, person, float((bounds[place - 1] + bounds[place]) / 2))
    old, new = signal(before).values, signal(after).values
    assert new[person] / new.sum() >= old[person] / old.sum() - 1e-12


@pytest.mark.parametrize("ranker", sorted(RANKERS.keys() - {"most_active"}))
def test_nobody_answers_a_query_without_known_words(ranker: str) -> None:
    evidence = evidence_of([Written("d1", {"queue": 1}, {"ana": 1})])
    scored = RANKERS[ranker]().fit(evidence).rank(query_of(evidence), limit=10)
    assert len(scored.people) == scored.n_candidates == 0


@pytest.mark.parametrize("ranker", RANKERS)
def test_nobody_is_found_where_nobody_is_eligible(ranker: str) -> None:
    evidence = evidence_of([Written("d1", {"queue": 1}, {"ana": 1})])
    assert len(ranked(evidence, ranker, eligible=np.array([False])).people) == 0


@pytest.mark.parametrize("ranker", RANKERS)
def test_nobody_is_found_in_nothing(ranker: str) -> None:
    assert len(ranked(evidence_of([]), ranker).people) == 0


def test_the_default_and_the_baselines_are_rankers() -> None:
    assert DEFAULT_RANKER in RANKERS
    assert RANKERS.keys() > BASELINES
    assert DEFAULT_RANKER not in BASELINES
