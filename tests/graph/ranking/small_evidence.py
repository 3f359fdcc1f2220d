"""Evidence small enough to work out by hand, from documents written as values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import SparseRows, StringTable
from graph.evidence_matrix import SECONDS_PER_DAY, EvidenceMatrix
from graph.ranking.query import Query

DAY = SECONDS_PER_DAY


@dataclass(frozen=True)
class Written:
    """A document: what it says, for whom it speaks and how much, where it lies and when it was written."""

    name: str
    terms: Mapping[str, float]
    people: Mapping[str, float]
    places: Sequence[str] = ()
    day: int = 0
    """Days since 1970."""


@dataclass
class _Dense:
    rows: int
    columns: int
    values: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        self.values = np.zeros((self.rows, self.columns))

    def sparse(self) -> SparseRows:
        lengths = np.count_nonzero(self.values, axis=1)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        _, columns = np.nonzero(self.values)
        return SparseRows(offsets, columns.astype(np.int32), self.values[self.values != 0].astype(np.float32))


def evidence_of(
    documents: Sequence[Written], *, people: Collection[str] = (), without: Collection[str] = ()
) -> EvidenceMatrix:
    """The evidence that documents make, in whatever order they are given.

    ``people`` adds some who have no document. The people ``without`` which it is made stay in every statistic and
    lose every document: what a mask should come to.
    """
    d_names = sorted({each.name for each in documents})
    p_names = sorted({person for each in documents for person in each.people} | set(people))
    t_names = sorted({term for each in documents for term in each.terms})
    g_names = sorted({place for each in documents for place in each.places})
    u, in_places = _Dense(len(d_names), len(p_names)), _Dense(len(d_names), len(g_names))
    postings = _Dense(len(t_names), len(d_names))
    at = np.zeros(len(d_names), np.int64)
    for each in documents:
        d = d_names.index(each.name)
        at[d] = each.day * DAY
        for person, weight in each.people.items():
            u.values[d, p_names.index(person)] = weight
        for place in each.places:
            in_places.values[d, g_names.index(place)] = 1
        for term, frequency in each.terms.items():
            postings.values[t_names.index(term), d] = frequency
    damped = np.where(postings.values > 0, 1 + np.log(np.maximum(postings.values, 1e-9)), 0)
    profile, activity = _Dense(len(t_names), len(p_names)), _Dense(len(g_names), len(p_names))
    profile.values = damped @ u.values
    activity.values = in_places.values.T @ u.values
    statistics = _statistics(u, profile, in_places)
    for matrix in (u, profile, activity):
        matrix.values[:, [p_names.index(person) for person in without]] = 0
    return EvidenceMatrix(
        document_ids=StringTable.of(d_names),
        person_ids=StringTable.of(p_names),
        terms=StringTable.of(t_names),
        topic_ids=StringTable.of([]),
        place_ids=StringTable.of(g_names),
        document_people=u.sparse(),
        document_at=at,
        document_places=in_places.sparse(),
        postings=postings.sparse(),
        profile=profile.sparse(),
        topic_documents=_Dense(0, len(d_names)).sparse(),
        topic_people=_Dense(0, len(p_names)).sparse(),
        place_people=activity.sparse(),
        **statistics,
    )


def _statistics(u: _Dense, profile: _Dense, in_places: _Dense) -> dict[str, NDArray[Any]]:
    return {
        "person_documents": np.count_nonzero(u.values, axis=0).astype(np.int32),
        "term_people": np.count_nonzero(profile.values, axis=1).astype(np.int32),
        "term_count": profile.values.sum(axis=1).astype(np.float32),
        "person_length": profile.values.sum(axis=0).astype(np.float32),
        "place_size": in_places.values.sum(axis=0).astype(np.int32),
    }


def query_of(evidence: EvidenceMatrix, **weights: float) -> Query:
    """A query for terms, each with its weight."""
    places = {evidence.terms.find(term): weight for term, weight in weights.items()}
    terms = np.array(sorted(places), np.int64)
    return Query(
        " ".join(weights), terms, np.array([places[int(term)] for term in terms]), tuple(weights), ()
    )
