"""Positions between groups, against networkx and values worked out by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.brokerage import betweenness, constraint, effective_size


def ties_of(G: nx.Graph) -> sparse.csr_array:
    return sparse.csr_array(nx.to_scipy_sparse_array(G, nodelist=sorted(G), dtype=float))


def weighted(n: int, edges: dict[tuple[int, int], float]) -> nx.Graph:
    G = nx.Graph()
    G.add_nodes_from(range(n))
    G.add_weighted_edges_from((a, b, weight) for (a, b), weight in edges.items())
    return G


weighted_graphs = st.integers(3, 12).flatmap(
    lambda n: st.dictionaries(
        st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda edge: edge[0] < edge[1]),
        st.floats(0.25, 8),
        max_size=3 * n,
    ).map(lambda edges: weighted(n, edges))
)


def test_the_middle_of_a_path_lies_between_all_others() -> None:
    # 0 – 1 – 2 – 3: of the three pairs of others, two pass 1 (0–2, 0–3) and two pass 2.
    np.testing.assert_allclose(betweenness(ties_of(nx.path_graph(4))), [0, 2 / 3, 2 / 3, 0])


def test_shared_shortest_paths_count_in_part() -> None:
    # A square: each corner is on one of the two paths between its neighbors, of three pairs of others.
    np.testing.assert_allclose(betweenness(ties_of(nx.cycle_graph(4))), [1 / 6] * 4)


@given(weighted_graphs)
def test_positions_agree_with_networkx(G: nx.Graph) -> None:
    ties = ties_of(G)
    expected = nx.betweenness_centrality(G)
    np.testing.assert_allclose(betweenness(ties), [expected[node] for node in sorted(G)], atol=1e-12)
    expected = nx.constraint(G, weight="weight")
    np.testing.assert_allclose(constraint(ties), [expected[node] for node in sorted(G)], atol=1e-12)
    # Asked node by node: its matrix path divides columns where the formula divides rows (networkx 3.6).
    expected = nx.effective_size(G, nodes=sorted(G), weight="weight")
    np.testing.assert_allclose(effective_size(ties), [expected[node] for node in sorted(G)], atol=1e-9)


def test_sampled_betweenness_of_all_pivots_is_exact() -> None:
    ties = ties_of(nx.karate_club_graph())
    np.testing.assert_allclose(betweenness(ties, n_pivots=34, seed=5), betweenness(ties), atol=1e-12)


def test_sampled_betweenness_is_right_on_average() -> None:
    ties = ties_of(nx.barbell_graph(40, 1))
    exact = betweenness(ties)
    estimates = np.array([betweenness(ties, n_pivots=20, seed=seed) for seed in range(40)])
    np.testing.assert_allclose(estimates.mean(axis=0), exact, atol=0.05)


def test_the_one_between_two_closed_groups_is_least_constrained() -> None:
    between = constraint(ties_of(nx.barbell_graph(5, 1)))
    assert int(np.argmin(between)) == 5


def test_people_without_ties_have_no_constraint() -> None:
    ties = sparse.csr_array((3, 3))
    assert np.isnan(constraint(ties)).all()
    assert np.isnan(effective_size(ties)).all()
    np.testing.assert_array_equal(betweenness(ties), np.zeros(3))
