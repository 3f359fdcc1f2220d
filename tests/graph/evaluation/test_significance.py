"""Randomization tests and bootstrap intervals, against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graph.evaluation.significance import bootstrap_interval, randomization_test

VALUES = arrays.arrays(np.float64, 6, elements=st.floats(0, 1, width=16))


def test_all_ways_to_exchange_are_tried_where_there_are_few() -> None:
    # Differences .1, .2, .3: of the 8 sums of signs, ±.6 are as extreme as .6.
    assert randomization_test(np.array([0.4, 0.5, 0.6]), np.array([0.3, 0.3, 0.3])) == 2 / 8
    # Differences .3, −.1: all of ±.2 and ±.4 are at least .2.
    assert randomization_test(np.array([0.5, 0.2]), np.array([0.2, 0.3])) == 1.0


def test_queries_without_a_difference_say_nothing() -> None:
    assert randomization_test(np.array([0.4, 0.4]), np.array([0.4, 0.4])) == 1.0
    assert randomization_test(np.array([]), np.array([])) == 1.0
    assert randomization_test(np.array([0.4, 1.0, 1.0]), np.array([0.4, 0.0, 0.0])) == 2 / 4


def test_a_drawn_p_value_is_near_the_exact_one() -> None:
    generator = np.random.default_rng(1)
    first = generator.random(12)
    second = first - generator.normal(0.05, 0.1, 12)
    exact = randomization_test(first, second, n_permutations=4096)
    assert randomization_test(first, second, n_permutations=4095, seed=3) == pytest.approx(exact, abs=0.03)


@settings(deadline=None)
@given(first=VALUES, second=VALUES)
def test_it_is_a_probability_and_takes_no_side(
    first: np.ndarray[tuple[int], np.dtype[np.float64]], second: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    p_value = randomization_test(first, second)
    assert 0 < p_value <= 1
    assert p_value == randomization_test(second, first)


def test_an_interval_holds_the_mean_and_narrows_with_more_queries() -> None:
    few, many = np.tile([0.0, 1.0], 5), np.tile([0.0, 1.0], 500)
    low, high = bootstrap_interval(many)
    # Standard error .5 / √1000 = .0158, times 1.96.
    assert (low, high) == (pytest.approx(0.5 - 0.031, abs=0.004), pytest.approx(0.5 + 0.031, abs=0.004))
    assert bootstrap_interval(few)[0] < low
    assert bootstrap_interval(np.array([])) == (0.0, 0.0)
    assert bootstrap_interval(np.full(9, 0.25)) == (0.25, 0.25)


def test_the_same_seed_draws_the_same() -> None:
    values = np.linspace(0, 1, 17)
    assert bootstrap_interval(values, seed=4) == bootstrap_interval(values, seed=4)
