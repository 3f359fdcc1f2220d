"""Expert profiling: a person's topics, evidence over time and collaborators; and people found by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.association import fade
from graph.document_pages import supporting_document
from graph.evidence_matrix import SECONDS_PER_DAY
from graph.model import MonthCount, PersonProfile, SupportingDocument, TopicStrength
from graph.network import collaborators, community_of
from graph.text_search import folded_words, with_word_starts
from graph.view import View, instant

HALF_LIFE_DAYS = 730.0
"""Of a document among a profile's strongest: what somebody does now is shown before what they once did."""
N_TOPICS = 30
N_DOCUMENTS = 10


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The documents that speak for a person."""

    document: IntArray
    """Each once, ascending."""
    weight: NDArray[np.float64]
    """The strongest act of the person on each."""
    at: IntArray
    """When that was, Unix seconds."""


def person_profile(view: View, person: int) -> PersonProfile:
    """Everything that a person's page shows."""
    evidence = _evidence(view, person)
    shown = view.person(person)
    first, last = activity(view, person)
    return PersonProfile(
        person=shown,
        topics=topic_strengths(view, person),
        declared_skills=() if shown.name_only else view.snapshot.declared_skills(person),
        timeline=_timeline(evidence),
        collaborators=collaborators(view, person),
        documents=_strongest(view, person, evidence),
        n_documents=len(evidence.document),
        first_active_at=None if first is None else instant(first),
        last_active_at=None if last is None else instant(last),
        community_id=community_of(view, person),
    )


def activity(view: View, person: int) -> tuple[int | None, int | None]:
    """When a person first and last did anything, Unix seconds."""
    acts = view.snapshot.acts
    start, end = acts.person_offsets[person], acts.person_offsets[person + 1]
    if start == end:
        return None, None
    return int(acts.at[acts.by_person[start]]), int(acts.at[acts.by_person[end - 1]])


def _evidence(view: View, person: int) -> _Evidence:
    acts = view.snapshot.acts
    rows = acts.by_person[acts.person_offsets[person] : acts.person_offsets[person + 1]]
    rows = rows[acts.weight[rows] > 0]
    documents, weights, at = acts.document[rows], acts.weight[rows], acts.at[rows]
    strongest_first = np.lexsort((at, -weights, documents))
    document, first = np.unique(documents[strongest_first], return_index=True)
    kept = strongest_first[first]
    return _Evidence(document.astype(np.int64), weights[kept].astype(np.float64), at[kept])


def _timeline(evidence: _Evidence) -> tuple[MonthCount, ...]:
    """Documents a month, months without any left out."""
    months, counts = np.unique(
        evidence.at.astype("datetime64[s]").astype("datetime64[M]"), return_counts=True
    )
    first_days: list[date] = months.astype("datetime64[D]").tolist()
    return tuple(MonthCount(month, int(count)) for month, count in zip(first_days, counts, strict=True))


def _strongest(view: View, person: int, evidence: _Evidence) -> tuple[SupportingDocument, ...]:
    """The documents that say most of a person now, with their shares of all; of equals the smaller identifier."""
    age_days = (view.snapshot.evidence.newest_at - evidence.at) / SECONDS_PER_DAY
    value = evidence.weight * fade(age_days, HALF_LIFE_DAYS)
    order = np.lexsort((evidence.document, -value))[:N_DOCUMENTS]
    return tuple(
        supporting_document(
            view, int(evidence.document[place]), person, share=float(value[place] / value.sum())
        )
        for place in order
    )


# ── topics of a person ────────────────────────────────────────────────────────────────────────────────────────


def topic_strengths(
    view: View, person: int, *, among: Iterable[int] | None = None, limit: int = N_TOPICS
) -> tuple[TopicStrength, ...]:
    """The topics of a person, strongest first; relative to the strongest of all, also where only some are asked for.

    A topic that everybody mentions tells little of anybody: strengths are weighed by rarity, ``10 / √(100 + n)``
    with n the documents that mention the topic.
    """
    topics, strengths = view.snapshot.topics.person_topics.row(person)
    places = np.arange(len(topics)) if among is None else _places(topics, among)
    places = places[view.hiding.topics[topics[places]]]
    if not len(places):
        return ()
    offsets = view.snapshot.evidence.topic_documents.offsets
    weighed = strengths * 10.0 / np.sqrt(100.0 + offsets[topics + 1] - offsets[topics])
    relative = weighed / weighed.max()
    order = places[np.lexsort((topics[places], -relative[places]))][:limit]
    return tuple(_topic_strength(view, person, int(topics[place]), float(relative[place])) for place in order)


def _places(topics: NDArray[np.int32], among: Iterable[int]) -> IntArray:
    """Where some topics are in a sorted row; those that are not in it left out."""
    wanted = np.array(sorted(among), np.int64)
    places: IntArray = np.searchsorted(topics, wanted)
    inside = places < len(topics)
    places, wanted = places[inside], wanted[inside]
    found: IntArray = places[topics[places] == wanted]
    return found


def _topic_strength(view: View, person: int, topic: int, strength: float) -> TopicStrength:
    people, _ = view.snapshot.evidence.topic_people.row(topic)
    entry = int(view.snapshot.evidence.topic_people.offsets[topic] + np.searchsorted(people, person))
    topics = view.snapshot.topics
    return TopicStrength(
        topic=view.topic(topic),
        strength=strength,
        n_documents=int(topics.people_documents[entry]),
        last_at=instant(topics.people_last_at[entry]),
    )


# ── people by name ────────────────────────────────────────────────────────────────────────────────────────────


def people_named(view: View, text: str, *, limit: int) -> tuple[PersonProfile, ...]:
    """People in whose name each word typed begins a word; accents and capitals do not matter.

    Those of exactly that name first, then those with more evidence, then by identifier.
    """
    typed = folded_words(text)
    names = view.snapshot.people.folded_names
    found = [person for person in with_word_starts(names, typed) if view.visible[person]]
    n_documents = view.snapshot.evidence.person_documents

    def place(person: int) -> tuple[bool, int, int]:
        return folded_words(names[person]) != typed, -int(n_documents[person]), person

    return tuple(person_profile(view, person) for person in sorted(found, key=place)[:limit])
