"""Small indexes derived when the index is built, so that no answer has to decode every person or topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, StringTable
from graph.model import Person, Topic
from graph.snapshot import Snapshot
from nlp.words import name_hashes

NEVER = np.iinfo(np.int64).max
LONG_AGO = np.iinfo(np.int64).min
LONGEST_NAME = 8
"""Words; a longer label is a sentence that nobody types."""


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
    name_only: NDArray[np.bool_]
    """shape (P,): who asked to be shown by name only."""
    narrower_offsets: IntArray
    """shape (K + 1,)"""
    narrower_topics: NDArray[np.int32]
    """The topics that name topic ``i`` as broader, at ``narrower_offsets[i]:narrower_offsets[i + 1]``."""
    name_hashes: NDArray[np.uint64]
    """Of every label and alias (:func:`nlp.words.name_hashes`), sorted: inflections and spellings of one meet."""
    name_topics: NDArray[np.int32]
    """Parallel to it: the topic with that name; a name of several topics is there once for each."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Lookups:
        """The indexes that were kept with a snapshot."""
        kept = snapshot.extras
        return cls(
            left_at=kept["left_at"],
            account_ids=StringTable(kept["account_id_offsets"], kept["account_id_data"]),
            account_person=kept["account_person"],
            name_only=kept["name_only"],
            narrower_offsets=kept["narrower_offsets"],
            narrower_topics=kept["narrower_topics"],
            name_hashes=kept["name_hashes"],
            name_topics=kept["name_topics"],
        )

    def person_of(self, account_id: str) -> int:
        """The person whose account it is, −1 for an unknown account."""
        place = self.account_ids.find(account_id)
        return int(self.account_person[place]) if place >= 0 else -1

    def narrower(self, topic: int) -> NDArray[np.int32]:
        """Narrower topics, by index, ascending."""
        return self.narrower_topics[self.narrower_offsets[topic] : self.narrower_offsets[topic + 1]]


def derive_lookups(snapshot: Snapshot) -> Mapping[str, NDArray[Any]]:
    """The indexes, as :class:`Lookups` reads them."""
    return {**_of_people(snapshot), **_of_topics(snapshot)}


def _of_people(snapshot: Snapshot) -> dict[str, NDArray[Any]]:
    left_at, name_only, accounts = [], [], []
    for index in range(snapshot.evidence.n_people):
        person = snapshot.person(index)
        left_at.append(_left_at(person))
        name_only.append(person.name_only)
        accounts += [(account_id, index) for account_id in person.account_ids]
    accounts.sort()
    ids = StringTable.of(account_id for account_id, _ in accounts)
    return {
        "left_at": np.array(left_at, np.int64),
        "name_only": np.array(name_only, np.bool_),
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
    topics = [snapshot.topic(index) for index in range(len(snapshot.evidence.topic_ids))]
    return {**_narrower(snapshot.evidence.topic_ids, topics), **_names(topics)}


def _narrower(ids: StringTable, topics: Sequence[Topic]) -> dict[str, NDArray[Any]]:
    pairs = sorted(
        (broader, index)
        for index, topic in enumerate(topics)
        for broader in map(ids.find, topic.broader)
        if broader >= 0
    )
    counts = np.bincount(np.array([broader for broader, _ in pairs], np.int64), minlength=len(topics))
    return {
        "narrower_offsets": np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        "narrower_topics": np.array([index for _, index in pairs], np.int32),
    }


def _names(topics: Sequence[Topic]) -> dict[str, NDArray[Any]]:
    rows = set()
    for index, topic in enumerate(topics):
        for name in topic.names():
            hashes = name_hashes(name)
            if 0 < len(hashes) <= LONGEST_NAME:
                rows.add((hashes[-1], index))
    in_order = sorted(rows)
    return {
        "name_hashes": np.array([value for value, _ in in_order], np.uint64),
        "name_topics": np.array([index for _, index in in_order], np.int32),
    }
