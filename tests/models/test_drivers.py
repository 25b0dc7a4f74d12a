"""Driver importance, importance-performance, elasticities, groups."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    Elasticity,
    anova,
    chain_effect,
    checked_correlations,
    correlations,
    estimate_elasticity,
    importance_intervals,
    importance_quadrants,
    least_squares,
    lmg,
    relative_weights,
    welch,
)

PLANTS = (
    [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14],
    [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
    [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26],
)


def test_two_drivers_by_hand() -> None:
    # R2 alone .36 and .25, together (.36 + .25 - 2 * .6 * .5 * .5) / .75
    known = checked_correlations([[1, 0.5], [0.5, 1]], [0.6, 0.5])
    whole = (0.36 + 0.25 - 0.3) / 0.75
    found = lmg(known)
    assert found.importance.r_squared == pytest.approx(whole)
    assert found.importance.parts == pytest.approx(((0.36 + whole - 0.25) / 2, (0.25 + whole - 0.36) / 2))
    assert found.subsets[(0,)] == pytest.approx(0.36)
    assert relative_weights(known).parts == pytest.approx(found.importance.parts), "equal for two drivers"


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_parts_add_up_to_r_squared(seed: int, p: int) -> None:
    draw = np.random.default_rng(seed)
    drivers = draw.normal(size=(30, p)) + draw.normal(size=(30, 1))
    outcome = drivers @ draw.normal(size=p) + draw.normal(size=30)
    known, fit = correlations(drivers, outcome), least_squares(drivers, outcome)
    shapley, johnson = lmg(known), relative_weights(known)
    for found in (shapley.importance, johnson):
        assert sum(found.parts) == pytest.approx(found.r_squared, abs=1e-10)
        assert found.r_squared == pytest.approx(fit.r_squared, abs=1e-9)
        assert min(found.parts) >= -1e-12
    whole = tuple(range(p))
    assert all(shapley.subsets[each] <= shapley.subsets[whole] + 1e-9 for each in shapley.subsets)


def test_independent_drivers_get_their_squared_correlations() -> None:
    known = checked_correlations(np.eye(3), [0.5, -0.3, 0.0])
    assert lmg(known).importance.parts == pytest.approx((0.25, 0.09, 0))
    assert relative_weights(known).parts == pytest.approx((0.25, 0.09, 0))
    assert relative_weights(known).signs == (1, -1, 0)


def test_drivers_that_repeat_each_other_share() -> None:
    known = checked_correlations([[1, 1], [1, 1]], [0.6, 0.6])
    assert lmg(known).importance.parts == pytest.approx((0.18, 0.18))
    assert relative_weights(known).parts == pytest.approx((0.18, 0.18))


def test_driver_refusals() -> None:
    with pytest.raises(OutOfRange):
        correlations([[1], [1], [1], [1]], [1, 2, 3, 4])
    with pytest.raises(NotEnoughEvidence):
        correlations([[1, 2], [2, 3], [4, 4]], [1, 2, 3])
    with pytest.raises(OutOfRange):
        checked_correlations([[1, 0.2], [0.3, 1]], [0.1, 0.2])
    with pytest.raises(OutOfRange, match="same time"):
        checked_correlations([[1, -0.9], [-0.9, 1]], [0.9, 0.9])
    with pytest.raises(OutOfRange, match="16"):
        lmg(checked_correlations(np.eye(16), np.zeros(16)))
    assert relative_weights(checked_correlations(np.eye(16), np.zeros(16))).shares is None


def test_bootstrap_is_seeded_and_holds_the_parts() -> None:
    draw = np.random.default_rng(5)
    drivers = draw.normal(size=(60, 3))
    outcome = drivers @ [1, 0.5, 0.2] + draw.normal(size=60)
    one = importance_intervals(drivers, outcome, seed=1, resamples=200)
    assert one == importance_intervals(drivers, outcome, seed=1, resamples=200)
    assert one != importance_intervals(drivers, outcome, seed=2, resamples=200)
    assert all(
        each.holds(part) for each, part in zip(one, relative_weights(correlations(drivers, outcome)).parts, strict=True)
    )


def test_quadrants() -> None:
    found = importance_quadrants([4.5, 4.2, 2.8, 2.5], [3.1, 4.4, 2.9, 4.1])
    assert (found.importance, found.performance) == pytest.approx((3.5, 3.625))
    assert found.quadrants == ("concentrate here", "keep up the good work", "low priority", "possible overkill")
    assert importance_quadrants([1, 5], [5, 1], "midpoint", (1, 7)).quadrants == (
        "possible overkill",
        "concentrate here",
    )
    assert importance_quadrants([1, 2, 9], [1, 2, 9], "median").importance == 2
    assert importance_quadrants([3], [3], (3, 3)).quadrants == ("keep up the good work",), "on the line is high"
    with pytest.raises(OutOfRange):
        importance_quadrants([1], [1], "midpoint")


@given(st.floats(0.1, 10), st.integers(1, 12))
def test_equal_attributes_stand_on_the_line(value: float, count: int) -> None:
    assert set(importance_quadrants([value] * count, [value] * count).quadrants) == {"keep up the good work"}


def test_elasticity_of_a_power_law() -> None:
    driver = np.array([1.0, 2, 4, 8, 16])
    found = estimate_elasticity(driver, 3 * driver**0.7)
    assert found.value == pytest.approx(0.7)
    assert found.standard_error == pytest.approx(0, abs=1e-9)
    with pytest.raises(OutOfRange):
        estimate_elasticity([0, 1, 2], [1, 2, 3])


def test_chain_multiplies_and_carries_errors() -> None:
    found = chain_effect([Elasticity(0.5, 0.1), Elasticity(0.8, 0.2)], 0.10)
    assert found.change == pytest.approx(0.04)
    assert found.standard_error == pytest.approx(((0.8 * 0.1) ** 2 + (0.5 * 0.2) ** 2) ** 0.5)
    assert found.interval.holds(found.change)
    with pytest.raises(NotEnoughEvidence):
        chain_effect([], 0.1)


def test_plant_growth_as_r_prints_it() -> None:
    equal, unequal = anova(PLANTS), welch(PLANTS)
    assert (equal.f, equal.p_value) == pytest.approx((4.846088, 0.01590996), abs=1e-6)
    assert (unequal.f, unequal.within_freedom, unequal.p_value) == pytest.approx((5.181, 17.128, 0.01739), abs=1e-3)
    with pytest.raises(NotEnoughEvidence):
        anova([[1, 2]])
    with pytest.raises(OutOfRange):
        anova([[1, 1], [2, 2]])
    with pytest.raises(OutOfRange):
        welch([[1, 1], [2, 3]])
