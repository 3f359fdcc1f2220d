"""Who works with whom, derived once when the index is built and read from the snapshot ever after.

:func:`derive_network` turns the acts of a snapshot into ties, communities and betweenness, as named arrays that are
kept with it. :class:`Network` reads them; the service imports none of the libraries that made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows
from graph.association import NO_WEIGHT, VERB_WEIGHTS
from graph.errors import NotFoundError
from graph.evidence_matrix import SECONDS_PER_DAY
from graph.model import Collaborator, CommunityMap, CommunitySummary, Person, Topic
from graph.snapshot import Snapshot
from graph.view import View

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NAMING_VERBS = frozenset({"mentioned", "contacted"})
"""What ties two people with no document between them."""
TOPICS_PER_COMMUNITY = 8
SMALLEST_COMMUNITY = 3
"""Two people who wrote to each other are a tie, not a community."""
MEMBERS_ON_MAP = 12
N_BRIDGES = 5
N_COLLABORATORS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The people graph of a snapshot."""

    ties: SparseRows
    """P × P, symmetric."""
    community: NDArray[np.int32]
    """shape (P,): −1 for people without ties."""
    topics: SparseRows
    """Communities × K: telling topics, by index; the value is the place, 1 the most telling."""
    betweenness: NDArray[np.float32]
    """shape (P,)"""
    quality: NDArray[np.float64]
    """Modularity, resolution, stability."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Network:
        """The network that was kept with a snapshot."""
        kept = snapshot.extras
        return cls(
            ties=SparseRows(kept["tie_offsets"], kept["tie_people"], kept["tie_weights"]),
            community=kept["community"],
            topics=SparseRows(
                kept["community_topic_offsets"], kept["community_topics"], kept["community_topic_places"]
            ),
            betweenness=kept["betweenness"],
            quality=kept["community_quality"],
        )


# ── when the index is built ───────────────────────────────────────────────────────────────────────────────────


def derive_network(snapshot: Snapshot) -> Mapping[str, NDArray[Any]]:
    """Ties, communities at the most stable resolution, their topics, and betweenness, as :class:`Network` reads them."""
    from graph.brokerage import betweenness
    from graph.communities import detect_levels, most_stable, telling_topics

    ties = _people_ties(snapshot)
    level = most_stable(detect_levels(ties), ties)
    telling = telling_topics(level.labels, _person_topics(snapshot), n_topics=TOPICS_PER_COMMUNITY)
    in_order = [np.argsort(topics) for topics in telling]
    return {
        "tie_offsets": ties.indptr.astype(np.int64),
        "tie_people": ties.indices.astype(np.int32),
        "tie_weights": ties.data.astype(np.float32),
        "community": level.labels.astype(np.int32),
        "community_topic_offsets": np.cumsum([0, *map(len, telling)], dtype=np.int64),
        "community_topics": _joined(topics[order] for topics, order in zip(telling, in_order, strict=True)),
        "community_topic_places": _joined(order + 1 for order in in_order).astype(np.float32),
        "community_quality": np.array([level.modularity, level.resolution, level.stability]),
        "betweenness": betweenness(ties).astype(np.float32),
    }


def _people_ties(snapshot: Snapshot) -> csr_array:
    from graph.communities import Acts, Mentions, people_ties

    acts, now = snapshot.acts, snapshot.evidence.newest_at
    tying = _tying_weights(snapshot)
    naming = np.isin(acts.tie_verb, [row for row, verb in enumerate(acts.verbs) if verb in NAMING_VERBS])
    return people_ties(
        Acts(
            document=acts.document.astype(np.int64),
            person=acts.person.astype(np.int64),
            weight=np.where(acts.is_author, 0.0, tying[acts.verb]),
            is_author=_first_authoring(snapshot),
            age_days=(now - acts.at) / SECONDS_PER_DAY,
        ),
        n_people=snapshot.evidence.n_people,
        parent=snapshot.documents.parent.astype(np.int64),
        mentions=Mentions(
            source=acts.tie_source[naming].astype(np.int64),
            target=acts.tie_target[naming].astype(np.int64),
            age_days=(now - acts.tie_at[naming]) / SECONDS_PER_DAY,
        ),
    )


def _tying_weights(snapshot: Snapshot) -> NDArray[np.float64]:
    """By verb: what an act on a document says about its actor and its authors working together."""
    weights = (VERB_WEIGHTS.get(verb, NO_WEIGHT) for verb in snapshot.acts.verbs)
    return np.array([max(weight.knowledge, weight.credit) for weight in weights])


def _first_authoring(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Which acts are authoring, once a document and person: two accounts of one person may both be named."""
    acts = snapshot.acts
    rows = np.flatnonzero(acts.is_author)
    pairs = acts.document[rows].astype(np.int64) * max(snapshot.evidence.n_people, 1) + acts.person[rows]
    first = np.zeros(len(acts.is_author), np.bool_)
    first[rows[np.unique(pairs, return_index=True)[1]]] = True
    return first


def _person_topics(snapshot: Snapshot) -> csr_array:
    from scipy.sparse import csr_array

    rows = snapshot.topics.person_topics
    shape = (len(rows), len(snapshot.evidence.topic_ids))
    return csr_array((rows.values.astype(np.float64), rows.columns, rows.offsets), shape=shape)


def _joined(arrays: Iterable[IntArray]) -> NDArray[np.int32]:
    return np.concatenate([np.empty(0, np.int64), *arrays]).astype(np.int32)


# ── when it is shown ──────────────────────────────────────────────────────────────────────────────────────────


def collaborators(view: View, person: int) -> tuple[Collaborator, ...]:
    """Those a person works with most, closest first; of equals the smaller identifier."""
    people, weights = Network.of(view.snapshot).ties.row(person)
    shown = view.visible[people]
    people, weights = people[shown], weights[shown]
    order = np.lexsort((people, -weights))[:N_COLLABORATORS]
    return tuple(
        Collaborator(view.person(people[place]), float(weights[place] / weights[order[0]])) for place in order
    )


def community_of(view: View, person: int) -> str | None:
    """The identifier of a person's community, where it is shown."""
    network = Network.of(view.snapshot)
    community = int(network.community[person])
    if community < 0 or len(_members(view, network, community)) < SMALLEST_COMMUNITY:
        return None
    return str(community + 1)


def community_map(view: View) -> CommunityMap:
    """All communities of three people or more, largest first, each with its most connected members."""
    network = Network.of(view.snapshot)
    tied = np.flatnonzero((network.community >= 0) & view.visible)
    by_community = tied[np.argsort(network.community[tied], kind="stable")]
    starts = np.searchsorted(network.community[by_community], np.arange(1, len(network.topics)))
    groups = (group for group in np.split(by_community, starts) if len(group) >= SMALLEST_COMMUNITY)
    return CommunityMap(
        communities=tuple(_summary(view, network, group, n_members=MEMBERS_ON_MAP) for group in groups),
        modularity=float(network.quality[0]),
        resolution=float(network.quality[1]),
        n_people=len(tied),
        n_ties=_ties_among(view, network, tied),
    )


def community(view: View, community_id: str) -> CommunitySummary:
    """One community with all members. Raises NotFoundError."""
    network = Network.of(view.snapshot)
    number = int(community_id) if community_id.isascii() and community_id.isdecimal() else 0
    members = _members(view, network, number - 1)
    if number < 1 or len(members) < SMALLEST_COMMUNITY:
        raise NotFoundError(f"found no community {community_id!r}; the list of communities has their numbers")
    return _summary(view, network, members, n_members=None)


def _members(view: View, network: Network, community: int) -> IntArray:
    return np.flatnonzero((network.community == community) & view.visible)


def _summary(view: View, network: Network, members: IntArray, *, n_members: int | None) -> CommunitySummary:
    community = int(network.community[members[0]])
    connected = members[np.lexsort((members, -_degrees(view, network, members)))]
    return CommunitySummary(
        community_id=str(community + 1),
        size=len(members),
        labels=_labels(view, network, community),
        members=tuple(view.person(person) for person in connected[:n_members]),
        bridges=_bridges(view, network, members),
    )


def _labels(view: View, network: Network, community: int) -> tuple[Topic, ...]:
    topics, places = network.topics.row(community)
    in_order = topics[np.argsort(places)]
    return tuple(view.topic(topic) for topic in in_order[view.hiding.topics[in_order]])


def _degrees(view: View, network: Network, people: IntArray) -> NDArray[np.float64]:
    """The weight of each one's ties to people who may be shown."""
    place, others, weights = network.ties.rows(people)
    return np.bincount(place, weights * view.visible[others], minlength=len(people)).astype(np.float64)


def _bridges(view: View, network: Network, members: IntArray) -> tuple[tuple[Person, float], ...]:
    """Members with ties out of the community, those on most shortest paths first."""
    place, others, _ = network.ties.rows(members)
    outward = view.visible[others] & (network.community[others] != network.community[members[0]])
    joining = members[np.unique(place[outward])]
    between = network.betweenness[joining]
    order = np.lexsort((joining, -between))[:N_BRIDGES]
    return tuple(
        (view.person(joining[place]), float(between[place])) for place in order if between[place] > 0
    )


def _ties_among(view: View, network: Network, people: IntArray) -> int:
    _, others, _ = network.ties.rows(people)
    return int(np.count_nonzero(view.visible[others])) // 2
