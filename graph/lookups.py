"""Small indexes derived when the index is built, so that no answer has to decode every person or topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, StringTable
from graph.model import Person
from graph.snapshot import Snapshot

NEVER = np.iinfo(np.int64).max
LONG_AGO = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True, eq=False)
class Lookups:
    """The indexes of a snapshot."""

    left_at: IntArray
    """shape (P,): when a person left, Unix seconds; the smallest number where only the fact is known, the largest
    for those who have not left."""
    account_ids: StringTable
    """Sorted."""
    account_person: NDArray[np.int32]
    """Parallel to it: the person whose account it is."""
    narrower_offsets: IntArray
    """shape (K + 1,)"""
    narrower_topics: NDArray[np.int32]
    """The topics that name topic ``i`` as broader, at ``narrower_offsets[i]:narrower_offsets[i + 1]``."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Lookups:
        """The indexes that were kept with a snapshot."""
        kept = snapshot.extras
        return cls(
            left_at=kept["left_at"],
            account_ids=StringTable(kept["account_id_offsets"], kept["account_id_data"]),
            account_person=kept["account_person"],
            narrower_offsets=kept["narrower_offsets"],
            narrower_topics=kept["narrower_topics"],
        )

    def narrower(self, topic: int) -> NDArray[np.int32]:
        """Narrower topics, by index, ascending."""
        return self.narrower_topics[self.narrower_offsets[topic] : self.narrower_offsets[topic + 1]]


def derive_lookups(snapshot: Snapshot) -> Mapping[str, NDArray[Any]]:
    """The indexes, as :class:`Lookups` reads them."""
    return {**_of_people(snapshot), **_of_topics(snapshot)}


def _of_people(snapshot: Snapshot) -> dict[str, NDArray[Any]]:
    left_at, accounts = [], []
    for index in range(snapshot.evidence.n_people):
        person = snapshot.person(index)
        left_at.append(_left_at(person))
        accounts += [(account_id, index) for account_id in person.account_ids]
    accounts.sort()
    ids = StringTable.of(account_id for account_id, _ in accounts)
    return {
        "left_at": np.array(left_at, np.int64),
        "account_id_offsets": ids.offsets,
        "account_id_data": ids.data,
        "account_person": np.array([index for _, index in accounts], np.int32),
    }


def _left_at(person: Person) -> int:
    """The end of the last day, if that is known."""
    if person.end_date:
        last_day = datetime.combine(person.end_date, time(), UTC)
        return int((last_day + timedelta(days=1)).timestamp())
    return NEVER if person.active else LONG_AGO


def _of_topics(snapshot: Snapshot) -> dict[str, NDArray[Any]]:
    ids = snapshot.evidence.topic_ids
    pairs = [
        (broader, index)
        for index in range(len(ids))
        for broader in map(ids.find, snapshot.topic(index).broader)
        if broader >= 0
    ]
    pairs.sort()
    counts = (
        np.bincount([broader for broader, _ in pairs], minlength=len(ids)) if pairs else np.zeros(len(ids))
    )
    return {
        "narrower_offsets": np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        "narrower_topics": np.array([index for _, index in pairs], np.int32),
    }
