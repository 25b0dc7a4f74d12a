"""Chances of targets, tests of before against after, and which judgement to reconsider, against independent figures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sq_core.errors import ModelError
from sq_core.models import (
    Judgement,
    compare_means,
    compare_shares,
    complete_judgements,
    doubtful_judgements,
    forecast_target,
)

MONTHS = list(range(24))
WOBBLE = [math.sin(at * 1.7) for at in MONTHS]
CLIMBING = [70 + 0.3 * at + wobble for at, wobble in zip(MONTHS, WOBBLE, strict=True)]


def by_scipy(at: float, target: float) -> float:
    """The share above the target, worked out apart from the product."""
    fitted = stats.linregress(MONTHS, CLIMBING)
    value = fitted.intercept + fitted.slope * at
    left = np.asarray(CLIMBING) - (fitted.intercept + fitted.slope * np.asarray(MONTHS))
    spread = math.sqrt(float((left**2).sum()) / 22)
    middle = float(np.mean(MONTHS))
    error = spread * math.sqrt(1 + 1 / 24 + (at - middle) ** 2 / float(((np.asarray(MONTHS) - middle) ** 2).sum()))
    return float(stats.t.sf((target - value) / error, 22))


@pytest.mark.parametrize(("at", "target"), [(26, 77.0), (30, 80.0), (26, 79.5), (24, 70.0)])
def test_the_chance_is_the_share_of_the_forecast_on_the_better_side(at: float, target: float) -> None:
    up = forecast_target(MONTHS, CLIMBING, at, target, "up")
    assert up.chance == pytest.approx(by_scipy(at, target), rel=1e-9)
    assert up.chance + forecast_target(MONTHS, CLIMBING, at, target, "down").chance == pytest.approx(1)
    assert up.wide.low < up.likely.low < up.value < up.likely.high < up.wide.high


def test_near_counts_only_what_lies_within_the_tolerance() -> None:
    within = forecast_target(MONTHS, CLIMBING, 26, 78.0, "near", 0.5).chance
    assert within == pytest.approx(by_scipy(26, 77.5) - by_scipy(26, 78.5), rel=1e-9)


def test_a_line_without_doubt_hits_or_misses() -> None:
    straight = [10.0 + 2 * at for at in MONTHS]
    assert forecast_target(MONTHS, straight, 30, 70.0, "up").chance == 1.0
    assert forecast_target(MONTHS, straight, 30, 70.1, "up").chance == 0.0


def test_three_points_are_the_least() -> None:
    with pytest.raises(ModelError):
        forecast_target([1, 2], [3, 4], 5, 6)


@given(st.floats(-5, 5), st.floats(0.5, 3))
def test_a_harder_target_is_never_likelier(start: float, step: float) -> None:
    easier, harder = (forecast_target(MONTHS, CLIMBING, 26, 77 + one, "up").chance for one in (start, start + step))
    assert harder <= easier


def test_means_are_compared_as_welch_does() -> None:
    draw = np.random.default_rng(7)
    before, after = draw.normal(70, 9, 400), draw.normal(72, 11, 350)
    found = compare_means(
        before.mean(), before.std(ddof=1) / 20, 400, after.mean(), after.std(ddof=1) / math.sqrt(350), 350
    )
    said = stats.ttest_ind(after, before, equal_var=False)
    between = said.confidence_interval(0.95)
    assert found.p_value == pytest.approx(said.pvalue, rel=1e-9)
    assert (found.interval.low, found.interval.high) == pytest.approx((between.low, between.high))


def test_means_that_do_not_vary_cannot_be_compared() -> None:
    with pytest.raises(ModelError):
        compare_means(1, 0, 10, 2, 0, 10)


def test_thin_shares_are_compared_exactly() -> None:
    found = compare_shares(2 / 20, 20, 9 / 20, 20)
    assert found.p_value == pytest.approx(stats.chi2_contingency([[2, 18], [9, 11]], correction=False).pvalue)
    thin = compare_shares(0.0, 12, 4 / 12, 12)
    assert thin.p_value == pytest.approx(stats.fisher_exact([[0, 12], [4, 8]]).pvalue)
    assert found.interval.low < found.estimate < found.interval.high


def test_the_judgement_turned_round_is_found_and_mends_the_ratio() -> None:
    weights = {"a": 0.5, "b": 0.3, "c": 0.15, "d": 0.05}
    names = list(weights)
    pairs = [
        Judgement(one, two, min(weights[one] / weights[two], 9.0))
        for at, one in enumerate(names)
        for two in names[at + 1 :]
    ]
    spoilt = [
        Judgement(each.first, each.second, 1 / each.ratio) if (each.first, each.second) == ("b", "c") else each
        for each in pairs
    ]
    ratio = complete_judgements(spoilt).priorities.consistency_ratio
    worst, *others = doubtful_judgements(spoilt)
    assert (worst.judgement.first, worst.judgement.second) == ("b", "c")
    assert worst.implied > 1 > worst.judgement.ratio
    assert worst.ratio_after < 0.5 * ratio
    assert all(abs(worst.apart) >= abs(one.apart) for one in others)
