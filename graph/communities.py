"""Who works with whom, and the groups that this makes: detection, modularity, stability, labels by topic.

People are tied by what they did together: one reviewed or answered what the other wrote, they wrote a document
together, one named the other. Groups come from Louvain at several resolutions; the resolution kept is the one whose
runs from different seeds agree best. Everything runs when the index is built, over plain arrays; the service reads
the outcome from the snapshot and needs none of the libraries here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.association import fade
from graph.model import Partition

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

TIE_HALF_LIFE_DAYS = 730.0
MANY_AUTHORS = 50
"""Beyond this many authors, a shared document does not say who worked with whom."""
REPLY_WEIGHT = 1.0
MENTION_WEIGHT = 0.5
RESOLUTIONS = (0.5, 1.0, 2.0, 4.0)
SEEDS = (0, 1, 2, 3, 4)
SMALLEST_MEAN_SIZE = 8.0
"""Finer partitions agree between seeds because there is nothing left to divide; they tell a reader little."""
FAIR_MODULARITY = 0.5
STABILITY_SAMPLE = 4_000


# ── ties ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Acts:
    """Who did what with which document, one act a row."""

    document: IntArray
    person: IntArray
    weight: FloatArray
    """What the act says about the two working together; 0 says nothing."""
    is_author: NDArray[np.bool_]
    age_days: FloatArray
    """Before "now"; what lies ahead counts as 0."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Somebody named somebody, one a row."""

    source: IntArray
    target: IntArray
    age_days: FloatArray


NOBODY_NAMED = Mentions(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def people_ties(
    acts: Acts,
    *,
    n_people: int,
    parent: IntArray,
    mentions: Mentions = NOBODY_NAMED,
    half_life_days: float = TIE_HALF_LIFE_DAYS,
) -> sparse.csr_array:
    """The weighted people graph.

    A document of ``k`` authors ties each two of them by ``1 / (k − 1)``, so that long author lists do not drown
    the rest; an act on it ties its actor to each author by ``weight / k``; a reply ties the two documents' authors
    likewise. Each contribution is halved for every half-life of its age, and both directions are added up.

    Parameters
    ----------
    acts
        Authors have ``is_author``, once a document; their weight is not used.
    n_people
        How many people there are; indices run from 0.
    parent : shape (n_documents,)
        The document that each one replies to, −1 where there is none.
    mentions
        Direct ties.
    half_life_days
        Days, above 0.

    Returns
    -------
    csr_array, shape (n_people, n_people)
        Symmetric, without a diagonal, indices sorted.

    References
    ----------
    .. [1] Newman (2001). Scientific collaboration networks II. Phys. Rev. E 64, doi:10.1103/PhysRevE.64.016132
    """
    fading = fade(acts.age_days, half_life_days)
    shape = (len(parent), n_people)
    wrote = _matrix(acts, np.ones(len(fading)), rows=acts.is_author, shape=shape)
    wrote_recently = _matrix(acts, fading, rows=acts.is_author, shape=shape)
    acted = _matrix(acts, acts.weight * fading, rows=~acts.is_author & (acts.weight > 0), shape=shape)
    n_authors = np.asarray(wrote.sum(axis=1)).ravel()
    share = _scaled(wrote, np.divide(1.0, n_authors, out=np.zeros_like(n_authors), where=n_authors > 0))

    directed = (
        acted.T @ share
        + _replies(wrote_recently, share, n_authors, parent)
        + _named(mentions, n_people, half_life_days)
    )
    return _without_diagonal(directed + directed.T + _together(wrote, wrote_recently, n_authors))


def _matrix(
    acts: Acts, values: FloatArray, *, rows: NDArray[np.bool_], shape: tuple[int, int]
) -> sparse.csr_array:
    entries = (values[rows], (acts.document[rows], acts.person[rows]))
    return sparse.coo_array(entries, shape=shape).tocsr()


def _scaled(matrix: sparse.csr_array, factors: FloatArray) -> sparse.csr_array:
    return sparse.diags_array(factors).tocsr() @ matrix


def _together(wrote: sparse.csr_array, faded: sparse.csr_array, n_authors: FloatArray) -> sparse.csr_array:
    few = (n_authors > 1) & (n_authors <= MANY_AUTHORS)
    weight = np.divide(1.0, n_authors - 1.0, out=np.zeros_like(n_authors), where=few)
    return wrote.T @ _scaled(faded, weight)


def _replies(
    faded: sparse.csr_array, share: sparse.csr_array, n_authors: FloatArray, parent: IntArray
) -> sparse.csr_array:
    replies = np.flatnonzero((parent >= 0) & (n_authors > 0) & (n_authors <= MANY_AUTHORS))
    per_author = REPLY_WEIGHT / n_authors[replies]
    return _scaled(faded[replies], per_author).T @ share[parent[replies]]


def _named(mentions: Mentions, n_people: int, half_life_days: float) -> sparse.csr_array:
    fading = MENTION_WEIGHT * fade(mentions.age_days, half_life_days)
    entries = (fading, (mentions.source, mentions.target))
    return sparse.coo_array(entries, shape=(n_people, n_people)).tocsr()


def _without_diagonal(ties: sparse.csr_array) -> sparse.csr_array:
    ties = sparse.coo_array(ties)
    apart = (ties.row != ties.col) & (ties.data > 0)
    entries = (ties.data[apart], (ties.row[apart], ties.col[apart]))
    plain = sparse.coo_array(entries, shape=ties.shape).tocsr()
    plain.sort_indices()
    return plain


# ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Level:
    """One partition of the people graph, at one resolution."""

    labels: IntArray
    """Community of each person, 0 the largest (ties: the one with the smallest person); −1 without any tie."""
    resolution: float
    seed: int
    modularity: float
    """At resolution 1, so that levels can be compared."""
    stability: float
    """Mean adjusted mutual information between the runs from different seeds: 1 when all agree."""

    @property
    def n_communities(self) -> int:
        """How many communities there are."""
        return int(self.labels.max(initial=-1)) + 1

    def partition(self, person_ids: Sequence[str]) -> Partition:
        """The same, by name."""
        members: list[list[str]] = [[] for _ in range(self.n_communities)]
        for person, label in enumerate(self.labels):
            if label >= 0:
                members[label].append(person_ids[person])
        communities = tuple(tuple(sorted(names)) for names in members)
        return Partition(communities, self.modularity, self.resolution, self.seed)


def detect_level(ties: sparse.csr_array, *, resolution: float = 1.0, seeds: Sequence[int] = SEEDS) -> Level:
    """Communities at one resolution: the best of several seeded runs.

    Louvain moves people between groups while modularity grows, then moves the groups. Its result depends on the
    order of visits, so it is run once a seed and the run of the greatest modularity is kept (the first of equals).
    Groups that Louvain left in pieces are split into their connected parts.

    Parameters
    ----------
    ties
        Symmetric, no diagonal.
    resolution
        Above 0; larger values give smaller groups.
    seeds
        One run each.

    Notes
    -----
    Leiden would keep groups connected by itself, but scikit-network 0.33 draws its refinement from the C library's
    ``rand()``, which no seed reaches: the same input gave different groups. On networks with known groups the two
    are equal within .02 of adjusted Rand index.

    References
    ----------
    .. [1] Blondel, V. D. et al. (2008). Fast unfolding of communities in large networks. J. Stat. Mech. P10008.
       doi:10.1088/1742-5468/2008/10/P10008
    .. [2] Traag, V. A., Waltman, L., van Eck, N. J. (2019). From Louvain to Leiden. Scientific Reports 9, 5233.
       doi:10.1038/s41598-019-41695-z
    """
    tied = np.flatnonzero(np.diff(ties.indptr))
    inner = ties[tied][:, tied]
    runs = [_louvain(inner, resolution=resolution, seed=seed) for seed in seeds]
    quality = [modularity(inner, run, resolution=resolution) for run in runs]
    best = int(np.argmax(np.round(quality, 12)))
    labels = np.full(ties.shape[0], -1, np.int64)
    labels[tied] = runs[best]
    return Level(labels, resolution, seeds[best], modularity(inner, runs[best]), _agreement(runs))


def detect_levels(
    ties: sparse.csr_array, *, resolutions: Iterable[float] = RESOLUTIONS, seeds: Sequence[int] = SEEDS
) -> tuple[Level, ...]:
    """Communities at each resolution, in the order given."""
    return tuple(detect_level(ties, resolution=resolution, seeds=seeds) for resolution in resolutions)


def most_stable(levels: Sequence[Level], ties: sparse.csr_array) -> Level:
    """The level whose runs agree best, among those that tell people apart and still gather them.

    A level tells people apart when its modularity is at least half of the greatest: one group of everybody agrees with
    itself and says nothing. It gathers people when its communities in the largest connected part hold eight or more
    on average. If no level does both, the coarsest.
    """
    largest = _largest_component(ties)

    def gathers(level: Level) -> bool:
        return len(largest) >= SMALLEST_MEAN_SIZE * len(np.unique(level.labels[largest]))

    gathering = [level for level in levels if gathers(level)]
    greatest = max((level.modularity for level in gathering), default=0.0)
    candidates = [level for level in gathering if level.modularity >= FAIR_MODULARITY * greatest]
    if not candidates:
        return min(levels, key=lambda level: level.resolution)
    return max(candidates, key=lambda level: (round(level.stability, 6), -level.resolution))


def modularity(ties: sparse.csr_array, labels: IntArray, *, resolution: float = 1.0) -> float:
    r"""How much more weight lies inside the groups than if ties were dealt at random.

    .. math:: Q = \sum_c \frac{w_c}{2m} - \gamma \left(\frac{d_c}{2m}\right)^2

    with :math:`w_c` the weight inside group c counted from both ends, :math:`d_c` the sum of its members' weights,
    :math:`2m` the sum of all and :math:`\gamma` the resolution. 0 for a graph without ties.

    References
    ----------
    .. [1] Newman, M. E. J. (2006). Modularity and community structure in networks. PNAS 103, 8577.
       doi:10.1073/pnas.0601602103
    """
    total = float(ties.sum())
    if not total:
        return 0.0
    entries = sparse.coo_array(ties)
    inside = float(entries.data[labels[entries.row] == labels[entries.col]].sum())
    degrees = np.bincount(labels, weights=np.asarray(ties.sum(axis=1)).ravel())
    return inside / total - resolution * float(((degrees / total) ** 2).sum())


def _louvain(ties: sparse.csr_array, *, resolution: float, seed: int) -> IntArray:
    from sknetwork.clustering import Louvain

    if not ties.shape[0]:
        return np.empty(0, np.int64)
    louvain = Louvain(
        resolution, tol_optimization=1e-4, tol_aggregation=1e-4, shuffle_nodes=True, random_state=seed
    )
    return _ordered(_connected_parts(ties, louvain.fit_predict(sparse.csr_matrix(ties))))


def _connected_parts(ties: sparse.csr_array, labels: IntArray) -> IntArray:
    entries = sparse.coo_array(ties)
    inside = labels[entries.row] == labels[entries.col]
    kept = (entries.data[inside], (entries.row[inside], entries.col[inside]))
    _, parts = csgraph.connected_components(sparse.coo_array(kept, shape=ties.shape).tocsr(), directed=False)
    return np.asarray(parts, np.int64)


def _ordered(labels: IntArray) -> IntArray:
    """Labels renumbered: largest group first, of equals the one with the smallest member."""
    _, first, label, size = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(size), np.int64)
    place[np.lexsort((first, -size))] = np.arange(len(size))
    return place[label]


def _agreement(runs: Sequence[IntArray]) -> float:
    """Mean adjusted mutual information of all pairs of runs, over an even sample of people: its cost grows with
    the square of the number of groups."""
    if len(runs) < 2 or not len(runs[0]):
        return 1.0
    step = max(1, len(runs[0]) // STABILITY_SAMPLE)
    return float(np.mean([_information_shared(a[::step], b[::step]) for a, b in combinations(runs, 2)]))


def _information_shared(a: IntArray, b: IntArray) -> float:
    """Adjusted mutual information; 1 for equal labels, which takes no library that is slow to import."""
    if np.array_equal(a, b):
        return 1.0
    from sklearn.metrics import adjusted_mutual_info_score

    return float(adjusted_mutual_info_score(a, b))


def _largest_component(ties: sparse.csr_array) -> IntArray:
    _, parts = csgraph.connected_components(ties, directed=False)
    if not len(parts):
        return np.empty(0, np.int64)
    return np.flatnonzero(parts == np.bincount(parts).argmax())


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────


def telling_topics(labels: IntArray, person_topics: sparse.csr_array, *, n_topics: int = 5) -> list[IntArray]:
    r"""The topics that tell each community from the others, most telling first.

    Class-based TF-IDF: a topic's strength inside the community, times how rare it is over all of them,

    .. math:: s_{tc} \, \ln(1 + A / f_t)

    with :math:`f_t` the topic's strength everywhere and :math:`A` the mean strength of a community. Ties go to the
    smaller topic index.

    Parameters
    ----------
    labels : shape (n_people,)
        Community of each person, −1 for none.
    person_topics : shape (n_people, n_topics)
        Strength of each topic in each person's evidence, 0 or more.
    n_topics
        At most so many a community.

    Examples
    --------
    Both speak of topic 0; topic 1 tells the first apart, topic 2 the second.

    >>> strengths = sparse.csr_array([[2.0, 2.0, 0.0], [2.0, 0.0, 2.0]])
    >>> [list(map(int, topics)) for topics in telling_topics(np.array([0, 1]), strengths, n_topics=1)]
    [[1], [2]]

    References
    ----------
    .. [1] Grootendorst, M. (2022). BERTopic. arXiv:2203.05794.
    """
    n_communities = int(labels.max(initial=-1)) + 1
    people = np.flatnonzero(labels >= 0)
    members = sparse.coo_array(
        (np.ones(len(people)), (labels[people], people)), shape=(n_communities, len(labels))
    ).tocsr()
    strengths = (members @ person_topics).tocsr()
    everywhere = np.asarray(strengths.sum(axis=0)).ravel()
    rarity = np.log1p(everywhere.sum() / max(n_communities, 1) / np.maximum(everywhere, 1e-12))
    return [_strongest(strengths, row, rarity, n_topics) for row in range(n_communities)]


def _strongest(strengths: sparse.csr_array, row: int, rarity: FloatArray, n_topics: int) -> IntArray:
    span = slice(strengths.indptr[row], strengths.indptr[row + 1])
    topics, scores = strengths.indices[span], strengths.data[span] * rarity[strengths.indices[span]]
    order = np.lexsort((topics, -scores))
    return np.asarray([topics[place] for place in order[:n_topics] if scores[place] > 0], np.int64)
