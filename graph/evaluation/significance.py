"""Whether one ranker is better than another, or was only lucky with these queries."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

N_PERMUTATIONS = 10_000
N_RESAMPLES = 10_000

FloatVector = NDArray[np.float64]


def randomization_test(
    first: FloatVector, second: FloatVector, *, n_permutations: int = N_PERMUTATIONS, seed: int = 0
) -> float:
    """Two-sided p-value of the difference of means, by a paired randomization test.

    If the two rankers were the same, either of a query's two values could be either ranker's. The p-value is the
    part of all ways to exchange the two within queries that differ at least as much as what was seen.

    Parameters
    ----------
    first, second
        shape (n,): a measure's value of each query, by query in the same order.
    n_permutations
        Ways to exchange that are drawn; all of them are tried where there are no more than this.
    seed
        Of the draws.

    Returns
    -------
    float
        Above 0, at most 1; 1 without queries.

    References
    ----------
    .. [1] Smucker, Allan, Carterette, "A comparison of statistical significance tests for information retrieval
       evaluation", CIKM 2007. https://doi.org/10.1145/1321440.1321528

    Examples
    --------
    With three queries, all better: of the eight ways to exchange, two differ as much.

    >>> randomization_test(np.array([0.4, 0.5, 0.6]), np.array([0.1, 0.2, 0.3]))
    0.25
    """
    differences = np.asarray(first, np.float64) - np.asarray(second, np.float64)
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    exact = 2 ** len(differences) <= n_permutations
    signs = _all_signs(len(differences)) if exact else _drawn_signs(len(differences), n_permutations, seed)
    # Sums that are equal but for rounding count as equal.
    extreme = np.abs(signs @ differences) >= abs(differences.sum()) * (1 - 1e-9)
    if exact:
        return float(extreme.mean())
    return float((extreme.sum() + 1) / (n_permutations + 1))


def bootstrap_interval(
    values: FloatVector, *, level: float = 0.95, n_resamples: int = N_RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Percentile interval of the mean over queries, by drawing queries again and again with replacement.

    Parameters
    ----------
    values
        shape (n,): a measure's values, or differences of two rankers, by query.
    level
        Between 0 and 1: how often such intervals hold the true mean.
    n_resamples
        How often to draw.
    seed
        Of the draws.

    Returns
    -------
    low, high
        Both 0 without queries.

    References
    ----------
    .. [1] Sakai, "Evaluating evaluation metrics based on the bootstrap", SIGIR 2006.
       https://doi.org/10.1145/1148170.1148261
    """
    values = np.asarray(values, np.float64)
    if not len(values):
        return 0.0, 0.0
    draws = np.random.default_rng(seed).integers(len(values), size=(n_resamples, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _all_signs(n: int) -> FloatVector:
    return np.array(list(product((1.0, -1.0), repeat=n)))


def _drawn_signs(n: int, n_permutations: int, seed: int) -> FloatVector:
    return np.random.default_rng(seed).choice(np.array([1.0, -1.0]), size=(n_permutations, n))
