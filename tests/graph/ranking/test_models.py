"""Each model's values, worked out by hand from the papers that its docstring names."""

from __future__ import annotations

from math import e, log, log1p, sqrt

import numpy as np
import pytest

from graph.ranking import voting
from graph.ranking.baselines import most_active, plain
from graph.ranking.candidate_model import person_language_model
from graph.ranking.collection import Collection
from graph.ranking.contribution import Contribution
from graph.ranking.document_model import document_model
from graph.ranking.fusion import reciprocal_ranks
from graph.ranking.matches import Matches, match_documents
from graph.ranking.places import place_values, places
from graph.ranking.recency import recent
from graph.ranking.signal_sum import Signal
from graph.ranking.surplus import surplus
from tests.graph.ranking.small_evidence import DAY, Written, evidence_of, query_of

ANA, BEN, CAI = 0, 1, 2


def three_votes(*, relevance: tuple[float, float, float] = (1.0, 0.5, 0.25), day: int = 0) -> Matches:
    """Documents d1 (Ana), d2 (Ben), d3 (Ana and half Ben), in this order."""
    evidence = evidence_of(
        [
            Written("d1", {"queue": 1}, {"ana": 1.0}, ["red"], day=730),
            Written("d2", {"queue": 1}, {"ben": 1.0}, ["blue"], day=365),
            Written("d3", {"queue": 1}, {"ana": 1.0, "ben": 0.5}, ["blue"], day=730),
            Written("d4", {"cache": 1}, {"cai": 1.0}, ["blue"], day=day),
        ]
    )
    return Matches(
        collection=Collection.of(evidence),
        query=query_of(evidence, queue=1.0),
        eligible=None,
        as_of=730 * DAY,
        documents=np.array([0, 1, 2]),
        relevance=np.array(relevance),
        top_score=1.0,
        entry_place=np.array([0, 1, 2, 2]),
        entry_person=np.array([ANA, BEN, ANA, BEN]),
        entry_weight=np.array([1.0, 1.0, 1.0, 0.5]),
    )


def values(contribution: Contribution) -> dict[int, float]:
    return dict(zip(contribution.people.tolist(), contribution.values.tolist(), strict=True))


@pytest.mark.parametrize(
    ("signal", "ana", "ben"),
    [
        (voting.votes, 2.0, 1.5),
        (voting.reciprocal_rank, 1 + 1 / 3, 1 / 2 + 0.5 / 3),
        (voting.comb_sum, 1.25, 0.5 + 0.125),
        (voting.comb_mnz, 2 * 1.25, 2 * 0.625),
        (voting.exp_comb_mnz, 2 * (e + e**0.25), 2 * (e**0.5 + 0.5 * e**0.25)),
        (voting.borda_fuse, 3.0 + 1.0, 2.0 + 0.5),
        (voting.falling_votes, 1 + (0.25 / 2) ** 1.5, 0.5**1.5 + 0.5 * (0.25 / 2) ** 1.5),
        (document_model, 1 + 0.25 / 1.5, 0.5 + 0.25 * 0.5 / 1.5),
    ],
)
def test_votes_are_added_up_as_in_the_papers(signal: Signal, ana: float, ben: float) -> None:
    assert values(signal(three_votes())) == {ANA: pytest.approx(ana), BEN: pytest.approx(ben)}


@pytest.mark.parametrize("signal", [voting.votes, voting.falling_votes, surplus, recent, document_model])
def test_parts_name_the_documents(signal: Signal) -> None:
    documents, amounts = signal(three_votes()).parts(BEN)
    assert sorted(documents.tolist()) == [1, 2]
    assert (amounts > 0).all()


def test_recent_votes_fade_by_half_in_a_year() -> None:
    assert values(recent(three_votes())) == {
        ANA: pytest.approx(1 / 11 + 1 / 13),
        BEN: pytest.approx(0.5 / 12 + 0.5 / 13),
    }


def test_surplus_is_what_volume_does_not_explain() -> None:
    # Σo = 1 + .5 + .25 · 1.5 = 1.875; Ana and Ben have 2 of 4 documents each: E = .9375.
    assert values(surplus(three_votes())) == {
        ANA: pytest.approx((1.25 - 0.9375) / sqrt(1.9375)),
        BEN: 0.0,
    }


def test_places_are_worth_what_their_documents_are() -> None:
    # red: 1 / (1 + 10); blue: (.8³ + .8³) / (3 + 10), relative .867, squared.
    matches = three_votes(relevance=(1.0, 0.8, 0.8))
    names, worth = place_values(matches)
    blue = (2 * 0.8**3 / 13) / (1 / 11)
    assert [matches.evidence.place_ids[int(name)] for name in names] == ["red", "blue"]
    assert worth.tolist() == pytest.approx([1.0, blue**2])
    assert values(places(matches)) == {
        ANA: pytest.approx(1 / (1 + 3) + blue**2 * 1.0 / (3.5 + 3)),
        BEN: pytest.approx(blue**2 * 1.5 / (3.5 + 3)),
        CAI: pytest.approx(blue**2 * 1.0 / (3.5 + 3)),
    }


def test_places_far_below_the_best_are_dropped() -> None:
    assert CAI not in values(places(three_votes(relevance=(1.0, 0.5, 0.25))))


def test_the_language_model_is_smoothed_by_the_root_of_the_background() -> None:
    evidence = evidence_of(
        [
            Written("d1", {"queue": e, "cache": 1}, {"ana": 1}),
            Written("d2", {"queue": 1}, {"ben": 1, "cai": 1}),
        ]
    )
    query = query_of(evidence, queue=2.0)
    found = person_language_model(match_documents(Collection.of(evidence), query))
    # Profiles: Ana says queue 1 + ln e = 2 and cache 1, Ben and Cai queue 1; cf = 4 and 1, roots 2 and 1.
    smoothing = 10_000 * 2 / 3
    ana = 2 * log1p(2 / smoothing) - 2 * log1p(3 / 10_000)
    ben = 2 * log1p(1 / smoothing) - 2 * log1p(1 / 10_000)
    floor = min(ana, ben)
    assert values(found) == {
        ANA: pytest.approx(ana - floor, abs=1e-9),
        BEN: pytest.approx(ben - floor, abs=1e-9),
        CAI: pytest.approx(ben - floor, abs=1e-9),
    }
    assert found.parts(ANA)[0].tolist() == query.terms.tolist()


def test_fusion_counts_ranks_and_gives_nothing_for_nothing() -> None:
    contribution = Contribution(
        np.array([1, 4, 6]), np.array([0.0, 2.0, 9.0]), "document", lambda _: (np.array([0]), np.array([1.0]))
    )
    assert values(reciprocal_ranks(contribution)) == {
        1: 0.0,
        4: pytest.approx(1 / 62),
        6: pytest.approx(1 / 61),
    }


def test_the_plain_baseline_gives_every_person_of_a_document_one_vote() -> None:
    assert values(voting.votes(plain(three_votes()))) == {ANA: 2.0, BEN: 2.0}


def test_the_most_active_are_so_whatever_is_asked() -> None:
    assert values(most_active(three_votes())) == {ANA: 2.0, BEN: 2.0, CAI: 1.0}


def test_idf_by_people_does_not_count_documents() -> None:
    documents = [Written(f"d{n}", {"rare": 1}, {"ana": 1}) for n in range(5)]
    evidence = evidence_of([*documents, Written("e", {"common": 1}, {"ana": 1, "ben": 1})])
    matches = match_documents(Collection.of(evidence), query_of(evidence, rare=1.0, common=1.0))
    assert evidence.document_ids[int(matches.documents[0])] == "d0"
    assert matches.top_score == pytest.approx(log(1 + 1.5 / 1.5))
