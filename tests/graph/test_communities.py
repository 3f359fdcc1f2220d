"""Who works with whom, and the groups this makes."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from graph.communities import (
    Acts,
    Mentions,
    detect_level,
    detect_levels,
    modularity,
    most_stable,
    people_ties,
    telling_topics,
)


def acts(*rows: tuple[int, int, float, bool, float]) -> Acts:
    """Rows of document, person, weight, whether author, age in days."""
    document, person, weight, is_author, age = zip(*rows, strict=True)
    return Acts(
        np.array(document),
        np.array(person),
        np.array(weight, float),
        np.array(is_author),
        np.array(age, float),
    )


NO_PARENT = np.array([-1, -1])
AUTHOR = (0.0, True, 0.0)


# ── ties ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_authors_of_one_document_are_tied_by_half_each() -> None:
    ties = people_ties(acts((0, 0, *AUTHOR), (0, 1, *AUTHOR), (0, 2, *AUTHOR)), n_people=3, parent=NO_PARENT)
    np.testing.assert_allclose(ties.toarray(), [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]])


def test_an_act_ties_its_actor_to_each_author() -> None:
    # A review (weight 1) shared between the two authors, who are tied by 1 / (2 − 1) themselves.
    rows = acts((0, 0, *AUTHOR), (0, 1, *AUTHOR), (0, 2, 1.0, False, 0.0))
    ties = people_ties(rows, n_people=3, parent=NO_PARENT)
    np.testing.assert_allclose(ties.toarray(), [[0, 1, 0.5], [1, 0, 0.5], [0.5, 0.5, 0]])


def test_a_reply_ties_two_authors_and_nobody_to_themselves() -> None:
    rows = acts((0, 0, *AUTHOR), (1, 1, *AUTHOR))
    np.testing.assert_allclose(
        people_ties(rows, n_people=2, parent=np.array([-1, 0])).toarray(), [[0, 1], [1, 0]]
    )
    own_reply = acts((0, 0, *AUTHOR), (1, 0, *AUTHOR))
    assert people_ties(own_reply, n_people=1, parent=np.array([-1, 0])).nnz == 0


def test_a_tie_is_halved_for_every_half_life() -> None:
    rows = acts((0, 0, 0.0, True, 500.0), (0, 1, 1.0, False, 200.0))
    ties = people_ties(rows, n_people=2, parent=NO_PARENT, half_life_days=100.0)
    assert ties[0, 1] == pytest.approx(0.25)


def test_naming_somebody_ties_weakly() -> None:
    named = Mentions(np.array([0]), np.array([1]), np.array([0.0]))
    ties = people_ties(acts((0, 0, *AUTHOR)), n_people=2, parent=NO_PARENT, mentions=named)
    np.testing.assert_allclose(ties.toarray(), [[0, 0.5], [0.5, 0]])


def test_a_document_of_many_authors_ties_none_of_them() -> None:
    rows = acts(*((0, person, *AUTHOR) for person in range(51)))
    assert people_ties(rows, n_people=51, parent=NO_PARENT).nnz == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 6), st.sampled_from([0.0, 0.1, 1.0]), st.booleans()),
        min_size=1,
        max_size=25,
        unique_by=lambda row: row[:2],
    ),
    st.lists(st.integers(-1, 4), min_size=5, max_size=5),
)
def test_ties_are_mutual_and_positive(rows: list[tuple[int, int, float, bool]], parent: list[int]) -> None:
    ties = people_ties(acts(*((*row, 30.0) for row in rows)), n_people=7, parent=np.array(parent)).toarray()
    np.testing.assert_allclose(ties, ties.T)
    assert (ties >= 0).all()
    assert not ties.diagonal().any()


# ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────


def ties_of(G: nx.Graph) -> sparse.csr_array:
    return sparse.csr_array(nx.to_scipy_sparse_array(G, nodelist=sorted(G), dtype=float))


def test_two_triangles_with_a_bridge_are_two_communities() -> None:
    level = detect_level(ties_of(nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)])))
    assert level.labels.tolist() == [0, 0, 0, 1, 1, 1]
    # 2m = 14; each triangle holds 6 of it and has degree sum 7: 2 (6/14 − (7/14)²).
    assert level.modularity == pytest.approx(5 / 14)
    assert level.stability == pytest.approx(1.0)
    assert level.partition(tuple("fedcba")).communities == (("a", "b", "c"), ("d", "e", "f"))[::-1]


def test_people_without_ties_are_in_no_community() -> None:
    level = detect_level(sparse.csr_array(([1.0, 1.0], ([0, 2], [2, 0])), shape=(4, 4)))
    assert level.labels.tolist() == [0, -1, 0, -1]
    assert detect_level(sparse.csr_array((3, 3))).n_communities == 0


def test_the_same_ties_always_give_the_same_groups() -> None:
    ties = ties_of(nx.gnp_random_graph(300, 0.03, seed=1))
    first, again = detect_level(ties, resolution=2.0), detect_level(ties, resolution=2.0)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert (first.seed, first.modularity, first.stability) == (again.seed, again.modularity, again.stability)


def test_every_community_hangs_together() -> None:
    G = nx.gnp_random_graph(200, 0.012, seed=3)
    labels = detect_level(ties_of(G)).labels
    for community in range(labels.max() + 1):
        assert nx.is_connected(G.subgraph(np.flatnonzero(labels == community).tolist()))


@given(st.lists(st.integers(0, 3), min_size=34, max_size=34), st.sampled_from([0.5, 1.0, 3.0]))
def test_modularity_agrees_with_networkx(labels: list[int], resolution: float) -> None:
    G = nx.karate_club_graph()
    groups = [{node for node in G if labels[node] == label} for label in set(labels)]
    expected = nx.community.modularity(G, groups, resolution=resolution)
    found = modularity(ties_of(G), np.array(labels), resolution=resolution)
    assert found == pytest.approx(expected, abs=1e-12)


def test_detection_is_as_good_as_the_reference() -> None:
    G = nx.karate_club_graph()
    reference = nx.community.modularity(G, nx.community.louvain_communities(G, seed=0))
    assert detect_level(ties_of(G)).modularity >= reference - 0.01


# The lower bounds are a little under the figures in graph/README.md.
KNOWN = {
    "dolphins": (0.60, 0.60),
    "email-eu-core": (0.58, 0.73),
    "football": (0.87, 0.90),
    "karate": (0.85, 0.80),
    "lfr-1000-mu0.1": (0.94, 0.94),
    "polbooks": (0.60, 0.52),
}


@pytest.mark.data
@pytest.mark.parametrize("name", KNOWN)
def test_known_communities_are_found(name: str, data_dir: Path) -> None:
    known = dict(read_rows(data_dir / "communities" / name / "communities.tsv"))
    nodes = sorted(known)
    rows = read_rows(data_dir / "communities" / name / "edges.tsv")
    G = nx.Graph((row[0], row[1]) for row in rows if row[0] in known)
    ties = sparse.csr_array(nx.to_scipy_sparse_array(G, nodelist=nodes, dtype=float))

    labels = most_stable(detect_levels(ties), ties).labels

    least_ari, least_nmi = KNOWN[name]
    truth = [known[node] for node in nodes]
    assert adjusted_rand_score(truth, labels) >= least_ari
    assert normalized_mutual_info_score(truth, labels) >= least_nmi


def read_rows(path: Path) -> list[list[str]]:
    """The rows below the header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


# ── labels ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_labels_tell_communities_apart() -> None:
    # Everybody speaks of topic 0; the first group also of 1, the second of 2 and a little of 3.
    strengths = sparse.csr_array(np.array([[3.0, 2, 0, 0], [3, 2, 0, 0], [3, 0, 2, 0], [3, 0, 2, 1]]))
    topics = telling_topics(np.array([0, 0, 1, 1]), strengths)
    assert [list(found) for found in topics] == [[1, 0], [2, 0, 3]]


def test_people_in_no_community_lend_it_no_label() -> None:
    strengths = sparse.csr_array(np.array([[1.0, 0.0], [0.0, 9.0]]))
    assert [list(found) for found in telling_topics(np.array([0, -1]), strengths)] == [[0]]


def test_one_group_of_everybody_is_no_partition_worth_showing() -> None:
    # Three cliques of eight, joined by single weak ties: at a low resolution one group is perfectly stable.
    G = nx.connected_caveman_graph(3, 8)
    ties = sparse.csr_array(nx.to_scipy_sparse_array(G, weight=None, dtype=float))
    whole = detect_level(ties, resolution=0.01)
    assert whole.n_communities == 1
    assert most_stable([whole, detect_level(ties)], ties).n_communities == 3
