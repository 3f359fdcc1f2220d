"""Topics by name, and who knows one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray
from graph.lookups import Lookups
from graph.model import Topic, TopicExpert, TopicHit, TopicPage
from graph.text_search import folded_words, holding
from graph.view import View, instant

N_RELATED = 12
CO_OCCURRENCE_SAMPLE = 2_000
"""Documents of a topic that are looked at for related ones: the newest say enough."""


def topics_named(view: View, text: str, *, limit: int) -> tuple[TopicHit, ...]:
    """Topics by label or alias in any language: of exactly that name, then beginning with it, then holding it.

    Inside each group those with most people come first, then by identifier. An empty text gives all topics.
    """
    typed = folded_words(text)
    n_people = people_of_topics(view)
    groups = _groups_named(view, typed) if typed else [np.flatnonzero(n_people)]
    found: list[int] = []
    for group in groups:
        new = np.setdiff1d(group[view.hiding.topics[group]], found)
        found += new[np.lexsort((new, -n_people[new]))].tolist()
        if len(found) >= limit:
            break
    return tuple(_hit(view, topic, int(n_people[topic])) for topic in found[:limit])


def _groups_named(view: View, typed: str) -> list[IntArray]:
    labels = view.snapshot.topics.labels
    exact, beginning = labels.find(typed), labels.prefixed(typed)
    places = ([exact] if exact >= 0 else [], beginning, holding(labels, typed))
    return [_topics_of_labels(view, np.asarray(group, np.int64)) for group in places]


def _topics_of_labels(view: View, places: IntArray) -> IntArray:
    table = view.snapshot.topics
    spans = [table.label_topics[table.label_offsets[i] : table.label_offsets[i + 1]] for i in places.tolist()]
    return np.unique(np.concatenate([np.empty(0, np.int64), *spans])).astype(np.int64)


def people_of_topics(view: View) -> NDArray[np.int64]:
    """shape (K,): how many people know each topic, of those who have not left."""
    rows = view.snapshot.evidence.topic_people
    before = np.concatenate(([0], np.cumsum(view.present[rows.columns])))
    return np.diff(before[rows.offsets])


def _hit(view: View, topic: int, n_people: int) -> TopicHit:
    return TopicHit(view.topic(topic), n_people, _n_documents(view, topic))


def _n_documents(view: View, topic: int) -> int:
    offsets = view.snapshot.evidence.topic_documents.offsets
    return int(offsets[topic + 1] - offsets[topic])


# ── one topic ─────────────────────────────────────────────────────────────────────────────────────────────────


def topic_page(view: View, topic_id: str, *, limit: int) -> TopicPage:
    """A topic, the people who know it, and its neighbors. Raises NotFoundError."""
    topic = view.find_topic(topic_id)
    shown = view.topic(topic)
    people, _ = view.snapshot.evidence.topic_people.row(topic)
    return TopicPage(
        topic=shown,
        experts=_experts(view, topic, limit=limit),
        n_people=int(np.count_nonzero(view.present[people])),
        n_documents=_n_documents(view, topic),
        broader=_broader(view, shown),
        narrower=_narrower(view, topic),
        related=_related(view, topic),
    )


def _experts(view: View, topic: int, *, limit: int) -> tuple[TopicExpert, ...]:
    """Those who know a topic and have not left, strongest first; of equals the smaller identifier."""
    rows, table = view.snapshot.evidence.topic_people, view.snapshot.topics
    people, strengths = rows.row(topic)
    here = np.flatnonzero(view.present[people])
    order = here[np.lexsort((people[here], -strengths[here]))][:limit]
    entries = order + int(rows.offsets[topic])
    return tuple(
        TopicExpert(
            person=view.person(people[place]),
            strength=float(strengths[place] / strengths[order[0]]),
            n_documents=int(table.people_documents[entry]),
            last_at=instant(table.people_last_at[entry]),
        )
        for place, entry in zip(order, entries, strict=True)
    )


def _broader(view: View, topic: Topic) -> tuple[Topic, ...]:
    found = (view.snapshot.evidence.topic_ids.find(topic_id) for topic_id in topic.broader)
    return tuple(view.topic(index) for index in found if index >= 0 and view.hiding.topics[index])


def _narrower(view: View, topic: int) -> tuple[Topic, ...]:
    """Narrower topics that somebody mentions, most mentioned first."""
    narrower = Lookups.of(view.snapshot).narrower(topic)
    narrower = narrower[view.hiding.topics[narrower]]
    n_documents = np.array([_n_documents(view, index) for index in narrower], np.int64)
    order = np.lexsort((narrower, -n_documents))
    return tuple(view.topic(narrower[place]) for place in order if n_documents[place])


def _related(view: View, topic: int) -> tuple[Topic, ...]:
    """Topics that documents mention together with this one more than chance would, by cosine of their documents."""
    together, counts = np.unique(_mentioned_with(view, topic), return_counts=True)
    often = (together != topic) & (counts > 1) & view.hiding.topics[together]
    together, counts = together[often], counts[often]
    offsets = view.snapshot.evidence.topic_documents.offsets
    similarity = counts / np.sqrt(offsets[together + 1] - offsets[together])
    order = np.lexsort((together, -similarity))[:N_RELATED]
    return tuple(view.topic(together[place]) for place in order)


def _mentioned_with(view: View, topic: int) -> IntArray:
    """The topics of the newest documents of a topic, each once a document."""
    evidence, table = view.snapshot.evidence, view.snapshot.documents
    documents = evidence.topic_documents.row(topic)[0]
    newest = np.lexsort((documents, -evidence.document_at[documents]))[:CO_OCCURRENCE_SAMPLE]
    spans = [
        np.unique(table.mention_topic[table.mention_offsets[document] : table.mention_offsets[document + 1]])
        for document in documents[newest].tolist()
    ]
    return np.concatenate([np.empty(0, np.int64), *spans]).astype(np.int64)
