"""Entropy weights, goal roll-up, attainment, percentiles."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import Goal, attainment, entropy_weights, percentile_inc, percentile_rank, roll_up


def test_entropy_by_hand() -> None:
    # first column 1/2, 1/2: no information; second 0, 1: all of it, with 0 ln 0 = 0
    found = entropy_weights([[5, 0], [5, 8]])
    assert found.weights == pytest.approx((0, 1))
    assert found.entropies == pytest.approx((1, 0))
    quarter = -(0.25 * math.log(0.25) + 0.75 * math.log(0.75)) / math.log(2)
    assert entropy_weights([[1, 0], [3, 8]]).entropies[0] == pytest.approx(quarter)


def test_constant_columns_weigh_nothing_and_all_constant_weigh_the_same() -> None:
    found = entropy_weights([[0.1, 1, 0], [0.1, 2, 0], [0.1, 4, 0]])
    assert found.weights == (0.0, 1.0, 0.0)
    assert not found.equal
    level = entropy_weights([[3, 5], [3, 5]])
    assert level.weights == (0.5, 0.5)
    assert level.equal


@given(st.integers(2, 8), st.integers(1, 5), st.integers(0, 10_000))
def test_entropy_weights_add_up_and_forget_the_unit(n: int, criteria: int, seed: int) -> None:
    matrix = np.random.default_rng(seed).uniform(0, 10, size=(n, criteria))
    found = entropy_weights(matrix)
    assert sum(found.weights) == pytest.approx(1)
    assert min(found.weights) >= 0
    assert entropy_weights(matrix * 1000).weights == pytest.approx(found.weights, abs=1e-9)


def test_entropy_refusals() -> None:
    with pytest.raises(OutOfRange):
        entropy_weights([[1, -2], [3, 4]])
    with pytest.raises(NotEnoughEvidence):
        entropy_weights([[1, 2]])


@given(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(0, 2))
def test_attainment_gives_back_the_way_done(base: float, target: float, done: float) -> None:
    if abs(target - base) < 1e-3:
        return
    assert attainment(base, target, base + done * (target - base)) == pytest.approx(done, abs=1e-6)


def test_attainment_edges() -> None:
    assert attainment(70, 70, 71) is None
    assert attainment(18.3, 10, 14.15) == pytest.approx(0.5)
    assert attainment(70, 80, 65) == pytest.approx(-0.5)
    with pytest.raises(OutOfRange):
        attainment(70, 80, math.nan)


def test_a_missing_child_costs_coverage() -> None:
    found = roll_up([Goal(0.5, 80), Goal(0.3, 60), Goal(0.2)])
    assert found.reported == pytest.approx(72.5)
    assert found.missing_as_zero == pytest.approx(58)
    assert found.coverage == pytest.approx(0.8)


def test_a_tree_is_rolled_up_level_by_level() -> None:
    tree = [Goal(2, children=(Goal(1, 100), Goal(1))), Goal(1, 40)]
    found = roll_up(tree)
    assert found.reported == pytest.approx((2 * 100 + 40) / 3)
    assert found.missing_as_zero == pytest.approx((2 * 50 + 40) / 3)
    assert found.coverage == pytest.approx(2 / 3)


def test_nothing_reported_is_not_zero() -> None:
    found = roll_up([Goal(1), Goal(2)])
    assert found.reported is None
    assert found.coverage == 0


def test_roll_up_refusals() -> None:
    with pytest.raises(OutOfRange):
        roll_up([Goal(0, 5)])
    with pytest.raises(OutOfRange):
        roll_up([Goal(-1, 5), Goal(2, 5)])
    with pytest.raises(OutOfRange):
        roll_up([])


@given(st.lists(st.tuples(st.floats(0.01, 10), st.none() | st.floats(0, 100)), min_size=1, max_size=8))
def test_roll_up_is_an_average(parts: list[tuple[float, float | None]]) -> None:
    found = roll_up([Goal(weight, score) for weight, score in parts])
    scores = [score for _, score in parts if score is not None]
    assert (found.reported is None) == (not scores)
    if found.reported is not None:
        assert min(scores) - 1e-9 <= found.reported <= max(scores) + 1e-9
        assert found.missing_as_zero <= found.reported + 1e-9
    assert -1e-9 <= found.coverage <= 1 + 1e-9


def test_percentiles_as_excel() -> None:
    assert percentile_inc([1, 2, 3, 4], 0.3) == pytest.approx(1.9)
    assert percentile_inc([7], 0.9) == 7
    assert percentile_rank([1, 2, 2, 3], 2) == pytest.approx(0.5)
    with pytest.raises(OutOfRange):
        percentile_inc([1, 2], 90)
    with pytest.raises(NotEnoughEvidence):
        percentile_inc([], 0.5)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_percentiles_rise(values: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert percentile_inc(values, low) <= percentile_inc(values, high) + 1e-6
