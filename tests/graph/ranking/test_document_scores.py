"""BM25F over touched postings, worked out by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ranking.collection import Collection
from graph.ranking.document_scores import best_first, bm25f_scores
from graph.ranking.matches import match_documents
from tests.graph.ranking.small_evidence import Written, evidence_of, query_of

DOCUMENTS = [
    Written("d1", {"queue": 1.0}, {"ana": 1.0}),
    Written("d2", {"queue": 3.0, "lock": 1.0}, {"ben": 1.0, "cai": 0.5}),
    Written("d3", {"lock": 1.0}, {"cai": 1.0}),
    Written("d4", {"cache": 1.0}, {"ben": 1.0}),
]
EVIDENCE = evidence_of(DOCUMENTS)
IDF_QUEUE = log(1 + (3 - 3 + 0.5) / (3 + 0.5))
IDF_LOCK = log(1 + (3 - 2 + 0.5) / (2 + 0.5))


def test_scores_are_those_of_the_formula() -> None:
    documents, scores = bm25f_scores(EVIDENCE, query_of(EVIDENCE, queue=1.0, lock=0.5))
    assert documents.tolist() == [0, 1, 2]
    assert scores == pytest.approx(
        [
            IDF_QUEUE * 1 * 1.6 / (1 + 0.6),
            IDF_QUEUE * 3 * 1.6 / (3 + 0.6) + 0.5 * IDF_LOCK * 1 * 1.6 / (1 + 0.6),
            0.5 * IDF_LOCK * 1,
        ]
    )


def test_matches_are_relative_to_the_best_document() -> None:
    matches = match_documents(Collection.of(EVIDENCE), query_of(EVIDENCE, lock=1.0))
    assert [EVIDENCE.document_ids[int(d)] for d in matches.documents] == ["d2", "d3"]
    assert matches.relevance.tolist() == [1.0, 1.0]
    assert matches.top_score == pytest.approx(IDF_LOCK)
    assert list(zip(matches.entry_place, matches.entry_person, matches.entry_weight, strict=True)) == [
        (0, 1, 1.0),
        (0, 2, 0.5),
        (1, 2, 1.0),
    ]


def test_documents_of_ineligible_people_leave_no_trace() -> None:
    eligible = np.array([True, False, False])
    matches = match_documents(Collection.of(EVIDENCE), query_of(EVIDENCE, queue=1.0), eligible=eligible)
    assert matches.documents.tolist() == [0]
    assert matches.relevance.tolist() == [1.0]


def test_it_looks_further_where_ineligible_people_fill_the_first_places() -> None:
    documents = [Written(f"a{n}", {"queue": 9.0}, {"hidden": 1}) for n in range(20)]
    evidence = evidence_of([*documents, *(Written(f"b{n}", {"queue": 1.0}, {"ana": 1}) for n in range(3))])
    matches = match_documents(
        Collection.of(evidence), query_of(evidence, queue=1.0), eligible=np.array([True, False]), most=2
    )
    assert [evidence.document_ids[int(d)] for d in matches.documents] == ["b0", "b1"]


def test_nothing_matches_an_empty_query() -> None:
    matches = match_documents(Collection.of(EVIDENCE), query_of(EVIDENCE))
    assert len(matches.documents) == len(matches.entry_person) == 0
    assert matches.top_score == 0.0


def test_ties_go_to_the_smaller_name() -> None:
    names, scores = np.array([3, 5, 7, 9]), np.array([1.0, 2.0, 1.0, 1.0])
    assert names[best_first(names, scores, 3)].tolist() == [5, 3, 7]
    assert best_first(names, scores, 0).tolist() == []


@st.composite
def searched(draw: st.DrawFn) -> list[Written]:
    frequency = st.dictionaries(
        st.sampled_from(["common", "usual", "rare", "rarer"]), st.sampled_from([0.5, 1.0, 3.0]), max_size=4
    )
    terms = draw(st.lists(frequency, min_size=1, max_size=12))
    people = st.dictionaries(st.sampled_from(["ana", "ben", "cai"]), st.just(1.0), min_size=1)
    return [Written(f"d{n:02}", {"every": 1.0, **each}, draw(people)) for n, each in enumerate(terms)]


@settings(deadline=None)
@given(documents=searched(), most=st.integers(1, 6))
def test_the_best_are_found_without_reading_everything(documents: list[Written], most: int) -> None:
    evidence = evidence_of(documents)
    weights = {"every": 0.3, "common": 1.0, "usual": 0.7, "rare": 1.0, "rarer": 0.9}
    query = query_of(evidence, **{t: w for t, w in weights.items() if evidence.terms.find(t) >= 0})
    every, scores = bm25f_scores(evidence, query)
    some, quick = bm25f_scores(evidence, query, most=most)
    best, found = best_first(every, scores, most), best_first(some, quick, most)
    assert some[found].tolist() == every[best].tolist()
    assert quick[found].tobytes() == scores[best].tobytes()


def test_common_words_are_looked_up_only_in_documents_that_could_be_best() -> None:
    rare = [Written(f"a{n}", {"rare": 1.0, "common": 1.0}, {"ana": 1}) for n in range(3)]
    common = [Written(f"b{n}", {"common": 1.0}, {"ana": 1, "ben": 1, "cai": 1}) for n in range(50)]
    evidence = evidence_of([*rare, *common])
    documents, _ = bm25f_scores(evidence, query_of(evidence, rare=1.0, common=1.0), most=2)
    assert [evidence.document_ids[int(d)] for d in documents] == ["a0", "a1", "a2"]
