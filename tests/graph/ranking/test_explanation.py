"""Reasons add up, exactly, at both levels."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import ReasonPart
from graph.ranking.explanation import apportioned, explain
from graph.ranking.ranker import RANKERS
from graph.ranking.scored import QUANTUM
from tests.graph.ranking.small_evidence import Written, evidence_of, query_of
from tests.graph.ranking.test_laws import TERMS, collections, ranked


@settings(max_examples=25, deadline=None)
@given(documents=collections(), most_parts=st.integers(1, 4))
def test_shares_sum_to_the_score_and_parts_to_the_share(documents: list[Written], most_parts: int) -> None:
    evidence = evidence_of(documents)
    for ranker in RANKERS:
        scored = ranked(evidence, ranker)
        for place, score in enumerate(scored.scores.tolist()):
            reasons = explain(scored, place, evidence, most_parts=most_parts)
            assert sum(reason.share for reason in reasons) == score
            assert sum(reason.share for reason in reversed(reasons)) == score
            for reason in reasons:
                shares = [part.share for part in reason.parts]
                assert sum(shares) == sum(reversed(shares)) == reason.share > 0
                assert min(shares) >= 0
                assert len(shares) <= most_parts + 1


@settings(deadline=None)
@given(
    units=st.integers(0, 2**43),
    amounts=st.lists(st.floats(1e-12, 1e6), min_size=0, max_size=30),
    most=st.integers(1, 30),
)
def test_portions_are_quanta_that_sum_to_the_share(units: int, amounts: list[float], most: int) -> None:
    share = units * QUANTUM
    portions = apportioned(share, np.array(amounts), most)
    assert sum(portions) == share
    assert min(portions) >= 0
    assert all(portion / QUANTUM == round(portion / QUANTUM) for portion in portions)
    assert len(portions) == max(min(len(amounts), most) + (len(amounts) > most), 1)


def test_portions_are_proportional() -> None:
    third, rest = apportioned(1.0, np.array([1.0, 1.0, 1.0]), 1)
    assert third == pytest.approx(1 / 3, abs=QUANTUM)
    assert third + rest == 1.0


def test_every_order_of_the_parts_has_the_same_sum() -> None:
    portions = apportioned(0.7109375, np.array([0.3, 0.1, 0.7, 1e-9, 5.0]), 5)
    assert {sum(order) for order in permutations(portions)} == {0.7109375}


def test_reasons_name_documents_places_and_words() -> None:
    evidence = evidence_of(
        [
            *(Written(f"d{n}", {"queue": 1.0 + n}, {"ana": 1.0}, ["red"], day=n) for n in range(4)),
            *(Written(f"e{n}", {"cache": 1.0}, {"ben": 1.0}, ["red"], day=n) for n in range(9)),
        ]
    )
    ranker = RANKERS["five_signals"]().fit(evidence)
    query = query_of(evidence, queue=1.0)
    scored = ranker.rank(query, limit=2)
    reasons = {reason.signal: reason for reason in ranker.explain(query, scored, 0)}
    assert [evidence.person_ids[int(person)] for person in scored.people] == ["ana", "ben"]
    assert reasons["votes"].parts[0] == ReasonPart("document", "d3", "", reasons["votes"].parts[0].share)
    assert [part.ref for part in reasons["places"].parts] == ["red"]
    (ben,) = ranker.explain(query, scored, 1)
    assert (ben.signal, ben.parts) == ("places", (ReasonPart("container", "red", "red", ben.share),))


def test_words_are_the_parts_of_a_profile() -> None:
    evidence = evidence_of(
        [Written("d1", {"queue": 1, "lock": 4}, {"ana": 1}), Written("d2", {"lock": 1}, {"ben": 1})]
    )
    ranker = RANKERS["candidate_model"]().fit(evidence)
    query = query_of(evidence, queue=1.0, lock=0.5)
    (reason,) = ranker.explain(query, ranker.rank(query, limit=5), 0)
    assert [part.ref for part in reason.parts] == ["queue", "lock"]
    assert {part.kind for part in reason.parts} == {"term"}


def test_what_has_no_parts_is_all_rest() -> None:
    evidence = evidence_of([Written("d1", {"queue": 1}, {"ana": 1})])
    ranker = RANKERS["most_active"]().fit(evidence)
    query = query_of(evidence, queue=1.0)
    (reason,) = ranker.explain(query, ranker.rank(query, limit=5), 0)
    assert reason.parts == (ReasonPart("rest", "", "", 1.0),)


def test_the_terms_of_the_small_collections_are_real() -> None:
    evidence = evidence_of([Written("d1", dict.fromkeys(TERMS, 1.0), {"ana": 1.0})])
    assert len(ranked(evidence, "five_signals").people) == 1
