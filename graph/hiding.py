"""What the hidden people take out of a snapshot: themselves, their names in texts, topics that are their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.lookups import Lookups
from graph.model import Person
from graph.privacy.consent import Hidden
from graph.privacy.name_masking import NameMask
from graph.snapshot import Snapshot
from loaders.document import Account
from nlp.words import folded

BoolArray = NDArray[np.bool_]
COVERED = "•"
"""Stands for each character of a hidden person's name in what others wrote."""


@dataclass(frozen=True, slots=True, eq=False)
class Hiding:
    """Some hidden people, as masks over one snapshot."""

    visible: BoolArray
    """shape (P,): who may be shown."""
    topics: BoolArray
    """shape (K,): topics that may be shown: a key term may be a hidden person's name."""
    names: NameMask | None
    """Finds the names of hidden people in texts; ``None`` while nobody is hidden."""
    name_words: frozenset[str]
    """The words of their names, folded: not to be suggested."""

    @classmethod
    def of(cls, snapshot: Snapshot, hidden: Hidden) -> Hiding:
        """The masks of who is hidden now."""
        visible = np.ones(snapshot.evidence.n_people, np.bool_)
        visible[_hidden_indices(snapshot, hidden)] = False
        topics = np.ones(len(snapshot.evidence.topic_ids), np.bool_)
        if visible.all():
            return cls(visible, topics, None, frozenset())
        people = [snapshot.person(index) for index in np.flatnonzero(~visible).tolist()]
        names = NameMask((account for person in people for account in _accounts(person)), COVERED)
        topics[_topics_named_like(snapshot, names)] = False
        words = frozenset(word for person in people for word in folded(person.name).split())
        return cls(visible, topics, names, words)

    def shown(self, text: str) -> str:
        """A text as it may be shown, as long as before."""
        return self.names.same_length(text) if self.names else text


def _hidden_indices(snapshot: Snapshot, hidden: Hidden) -> list[int]:
    lookups = Lookups.of(snapshot)
    found = [snapshot.evidence.person_ids.find(person_id) for person_id in hidden.person_ids]
    found += [lookups.person_of(account_id) for account_id in hidden.account_ids]
    return [index for index in found if index >= 0]


def _accounts(person: Person) -> Iterator[Account]:
    """A person as accounts, a user name each: what a mask is made from."""
    for username in person.usernames or (None,):
        yield Account(person.person_id, name=person.name, username=username, emails=person.emails)


def _topics_named_like(snapshot: Snapshot, names: NameMask) -> list[int]:
    table = snapshot.topics
    return [
        topic
        for place, label in enumerate(table.labels)
        if names.finds(label)
        for topic in table.label_topics[table.label_offsets[place] : table.label_offsets[place + 1]].tolist()
    ]
