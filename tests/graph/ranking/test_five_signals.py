"""The default: what it adds up, and what it leaves out where a signal would mislead."""

from __future__ import annotations

import numpy as np
import pytest

from graph.ranking.collection import Collection
from graph.ranking.five_signals import NEED_VOLUME, WEIGHTS, five_signals, guarded
from graph.ranking.matches import match_documents
from tests.graph.ranking.small_evidence import DAY, Written, evidence_of, query_of


def of_each(n_documents: int, *, about: str = "queue", others: int = 0) -> list[Written]:
    """Ana and Ben have so many documents each, all about one thing; Cai has others about another."""
    mine = [
        Written(f"{who}{n:02}", {about: 1.0}, {who: 1.0}, [f"{who}'s"], day=n)
        for who in ("ana", "ben")
        for n in range(n_documents)
    ]
    return [*mine, *(Written(f"cai{n:02}", {"cache": 1.0}, {"cai": 1.0}) for n in range(others))]


def weights(documents: list[Written]) -> dict[str, float]:
    evidence = evidence_of(documents)
    matches = match_documents(Collection.of(evidence), query_of(evidence, queue=1.0))
    return dict(guarded(WEIGHTS, matches))


def test_with_four_documents_a_person_every_signal_counts_in_full() -> None:
    assert weights(of_each(4, others=20)) == {**WEIGHTS, "volume": 0.0}


@pytest.mark.parametrize(("each", "trust"), [(1, 0.0), (2, 1 / 3), (3, 2 / 3)])
def test_with_fewer_what_needs_volume_fades(each: int, trust: float) -> None:
    found = weights(of_each(each))
    assert {name: found[name] for name in NEED_VOLUME} == pytest.approx(
        dict.fromkeys(NEED_VOLUME, 0.3 * trust)
    )
    assert (found["votes"], found["profile"]) == (1.0, 0.5)


def test_where_half_of_all_documents_vote_volume_counts() -> None:
    assert weights(of_each(5, others=10))["volume"] == 1.0
    assert weights(of_each(5, others=11))["volume"] == 0.0


def test_the_best_of_each_signal_gets_its_weight() -> None:
    evidence = evidence_of(
        [
            *(Written(f"a{n}", {"queue": 3.0}, {"ana": 1.0}, ["red"], day=99) for n in range(5)),
            *(Written(f"b{n}", {"queue": 1.0, "lock": 2.0}, {"ben": 1.0}, ["blue"]) for n in range(4)),
            *(Written(f"c{n:02}", {"cache": 1.0}, {"cai": 1.0}, ["grey"]) for n in range(20)),
        ]
    )
    scored = five_signals().fit(evidence).rank(query_of(evidence, queue=1.0), limit=5)
    assert [evidence.person_ids[int(person)] for person in scored.people] == ["ana", "ben"]
    assert {name: shares[0] for name, shares in scored.signals.items()} == pytest.approx(
        {"votes": 1.0, "profile": 0.5, "surplus": 0.3, "places": 0.3, "recent": 0.3}
    )
    assert scored.scores[0] == pytest.approx(2.4)


def test_now_decides_what_is_recent() -> None:
    evidence = evidence_of(
        [
            *(Written(f"a{n}", {"queue": 1.0}, {"ana": 1.0}, day=0) for n in range(5)),
            *(Written(f"b{n}", {"queue": 1.0}, {"ben": 1.0}, day=730) for n in range(5)),
            *(Written(f"c{n:02}", {"cache": 1.0}, {"cai": 1.0}) for n in range(20)),
        ]
    )
    ranker, query = five_signals().fit(evidence), query_of(evidence, queue=1.0)
    now, then = (ranker.rank(query, limit=5, as_of=as_of) for as_of in (None, 0))
    recent = [
        dict(zip(each.people.tolist(), each.signals["recent"].tolist(), strict=True)) for each in (now, then)
    ]
    # Ana's documents come first by identifier; two years later they count a quarter.
    ranks = np.arange(1, 11)
    halves = 1 / (ranks[:5] + 10), 1 / (ranks[5:] + 10)
    assert recent[0][0] / recent[0][1] == pytest.approx(halves[0].sum() / 4 / halves[1].sum())
    assert recent[1][0] / recent[1][1] == pytest.approx(halves[0].sum() / halves[1].sum())
    assert evidence.newest_at == 730 * DAY
