"""Who joins groups that would be apart without them: betweenness, Burt's constraint, effective size.

All three look at the people graph of :mod:`graph.communities`, a symmetric sparse matrix without a diagonal. They
describe positions, for a person's own eyes and for maps; they say nothing about how good anybody is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]

EXACT_UP_TO = 1_000
"""People; beyond, betweenness is estimated from a sample of starting points."""
N_PIVOTS = 256
BATCH = 32
"""Starting points walked at once: bounds memory at a few vectors of the whole graph each."""
BLOCK_ROWS = 4_096


def betweenness(ties: sparse.csr_array, *, n_pivots: int | None = None, seed: int = 0) -> FloatArray:
    r"""The share of shortest paths between others that run through each person.

    .. math:: b(v) = \frac{2}{(n-1)(n-2)} \sum_{s < t,\; v \notin \{s, t\}} \frac{\sigma_{st}(v)}{\sigma_{st}}

    with :math:`\sigma_{st}` the number of shortest paths from s to t, and :math:`\sigma_{st}(v)` of those through v.
    Every tie is one step, however strong. Brandes' two passes, breadth first and back, for many starting points at
    once as sparse matrix products.

    Parameters
    ----------
    ties
        Symmetric, no diagonal.
    n_pivots
        How many starting points, drawn at random and scaled up; all of them up to 1,000 people, else 256.
    seed
        Of the draw.

    Returns
    -------
    ndarray, shape (n,)
        0 to 1; all 0 for fewer than three people.

    Notes
    -----
    O(pivots · ties) for graphs of small diameter. A sampled value may exceed 1 by chance on tiny graphs.

    References
    ----------
    .. [1] Brandes, U. (2001). A faster algorithm for betweenness centrality. J. Math. Sociology 25, 163.
       doi:10.1080/0022250X.2001.9990249
    .. [2] Brandes, U., Pich, C. (2007). Centrality estimation in large networks. IJBC 17, 2303.
       doi:10.1142/S0218127407018403
    """
    n = ties.shape[0]
    if n < 3:
        return np.zeros(n)
    wanted = n_pivots or (n if n <= EXACT_UP_TO else N_PIVOTS)
    pivots = np.sort(np.random.default_rng(seed).permutation(n)[: min(wanted, n)])
    steps = sparse.csr_array((np.ones(ties.nnz), ties.indices, ties.indptr), shape=ties.shape)
    total = np.zeros(n)
    for start in range(0, len(pivots), BATCH):
        total += _dependencies(steps, pivots[start : start + BATCH])
    total *= n / len(pivots) / ((n - 1) * (n - 2))
    return total


def _dependencies(steps: sparse.csr_array, sources: NDArray[np.int64]) -> FloatArray:
    """How much each person is depended upon by the shortest paths from the sources, summed over the sources."""
    columns = np.arange(len(sources))
    paths = np.zeros((steps.shape[0], len(sources)))
    paths[sources, columns] = 1.0
    depth = np.where(paths > 0, 0, -1).astype(np.int32)
    front, farthest = paths, 0
    while True:
        front = np.where(depth < 0, steps @ front, 0.0)
        if not front.any():
            break
        farthest += 1
        depth[front > 0] = farthest
        paths = paths + front
    depended = np.zeros_like(paths)
    for level in range(farthest, 0, -1):
        share = np.divide(1.0 + depended, paths, out=np.zeros_like(paths), where=depth == level)
        depended += np.where(depth == level - 1, paths * (steps @ share), 0.0)
    depended[sources, columns] = 0.0
    return np.asarray(depended.sum(axis=1))


def constraint(ties: sparse.csr_array) -> FloatArray:
    r"""Burt's constraint: how much a person's contacts are concentrated in one closed group.

    .. math:: c(u) = \sum_{v \in N(u)} \Big(p_{uv} + \sum_{w} p_{uw} \, p_{wv}\Big)^2

    with :math:`p_{uv}` the share of u's tie weight that goes to v. Low values mark people who reach separate groups.

    Parameters
    ----------
    ties
        Symmetric, no diagonal.

    Returns
    -------
    ndarray, shape (n,)
        Not a number for people without a tie.

    References
    ----------
    .. [1] Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110, 349.
       doi:10.1086/421787
    """
    share = _shares(ties)
    result = np.full(ties.shape[0], np.nan)
    for rows in _blocks(ties.shape[0]):
        direct = share[rows]
        invested = direct + _on_pattern(direct @ share, direct)
        result[rows] = np.asarray(invested.multiply(invested).sum(axis=1)).ravel()
    result[np.diff(ties.indptr) == 0] = np.nan
    return result


def effective_size(ties: sparse.csr_array) -> FloatArray:
    r"""How many separate contacts a person has: contacts who are tied to each other count less.

    .. math:: e(u) = \sum_{v \in N(u)} \Big(1 - \sum_{w} p_{uw} \, m_{vw}\Big)

    with :math:`p_{uw}` the share of u's tie weight that goes to w and :math:`m_{vw}` the tie of v and w relative to
    v's strongest.

    Parameters
    ----------
    ties
        Symmetric, no diagonal.

    Returns
    -------
    ndarray, shape (n,)
        At most the number of contacts; not a number for people without a tie.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press, p. 52.
    """
    n_contacts = np.diff(ties.indptr).astype(np.float64)
    strongest = np.asarray(ties.max(axis=1).todense()).ravel()
    relative = (_inverse_diagonal(strongest) @ ties).T.tocsr()
    share = _shares(ties)
    result = np.full(ties.shape[0], np.nan)
    for rows in _blocks(ties.shape[0]):
        redundant = _on_pattern(share[rows] @ relative, share[rows])
        result[rows] = n_contacts[rows] - np.asarray(redundant.sum(axis=1)).ravel()
    result[n_contacts == 0] = np.nan
    return result


def _shares(ties: sparse.csr_array) -> sparse.csr_array:
    return (_inverse_diagonal(np.asarray(ties.sum(axis=1)).ravel()) @ ties).tocsr()


def _inverse_diagonal(values: FloatArray) -> sparse.csr_array:
    inverse = np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
    return sparse.diags_array(inverse).tocsr()


def _blocks(n: int) -> list[NDArray[np.int64]]:
    return [np.arange(start, min(start + BLOCK_ROWS, n)) for start in range(0, n, BLOCK_ROWS)]


def _on_pattern(matrix: sparse.csr_array, pattern: sparse.csr_array) -> sparse.csr_array:
    """The entries of a matrix where the pattern has one."""
    return matrix.multiply(pattern != 0).tocsr()
