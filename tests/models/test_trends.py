"""Trend tests, regression, forecasts, smoothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import exponential_smoothing, holt, least_squares, line_forecast, mann_kendall

OIL = [446.6565229, 454.4733065, 455.662974, 423.6322388, 456.2713279, 440.5880501, 425.3325201, 485.1494479,
       506.0481621, 526.7919833, 514.268889, 494.2110193]  # fmt: skip

LONGLEY = [
    [60323, 83.0, 234289, 2356, 1590, 107608, 1947], [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
    [60171, 88.2, 258054, 3682, 1616, 109773, 1949], [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
    [63221, 96.2, 328975, 2099, 3099, 112075, 1951], [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
    [64989, 99.0, 365385, 1870, 3547, 115094, 1953], [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
    [66019, 101.2, 397469, 2904, 3048, 117388, 1955], [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
    [68169, 108.4, 442769, 2936, 2798, 120445, 1957], [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
    [68655, 112.6, 482704, 3813, 2552, 123366, 1959], [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
    [69331, 115.7, 518173, 4806, 2572, 127852, 1961], [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
]  # fmt: skip


def test_mann_kendall_with_ties_as_scipy() -> None:
    found = mann_kendall([1, 3, 3, 2, 5, 5, 5, 7, 6, 9])
    assert found.score == 35
    assert found.tau == pytest.approx(0.8148353450645078)
    # variance (10*9*25 - 2*1*9 - 3*2*11) / 18
    assert found.z == pytest.approx(34 / math.sqrt((2250 - 18 - 66) / 18))
    assert found.slope == pytest.approx(0.75)
    assert not found.approximate


def test_mann_kendall_edges() -> None:
    flat = mann_kendall([5, 5, 5, 5])
    assert (flat.score, flat.tau, flat.z, flat.p_value, flat.slope) == (0, None, 0, 1, 0)
    assert flat.approximate
    assert mann_kendall([1, 2, 3], [0, 1, 10]).slope == pytest.approx(0.2)
    with pytest.raises(NotEnoughEvidence):
        mann_kendall([1, 2])
    with pytest.raises(OutOfRange):
        mann_kendall([1, 2, 3], [0, 0, 1])
    with pytest.raises(OutOfRange):
        mann_kendall(list(range(5001)))


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=25))
def test_turning_a_series_round_turns_its_trend(values: list[int]) -> None:
    there, back = mann_kendall(values), mann_kendall(values[::-1])
    assert there.score == -back.score
    assert there.p_value == pytest.approx(back.p_value)
    assert there.slope == pytest.approx(-back.slope)
    assert there.tau is None or -1 <= there.tau <= 1


def test_longley_to_twelve_digits_as_nist_certifies() -> None:
    table = np.array(LONGLEY, dtype=float)
    found = least_squares(table[:, 1:], table[:, 0])
    assert found.intercept is not None
    assert found.intercept.value == pytest.approx(-3482258.63459582, rel=1e-12)
    assert found.intercept.standard_error == pytest.approx(890420.383607373, rel=1e-9)
    assert [each.value for each in found.slopes] == pytest.approx(
        [15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359, -0.0511041056535807,
         1829.15146461355], rel=1e-11
    )  # fmt: skip
    assert found.residual_sd == pytest.approx(304.854073561965, rel=1e-12)
    assert found.r_squared == pytest.approx(0.995479004577296, rel=1e-12)
    assert found.f == pytest.approx(330.285339234588, rel=1e-9)
    assert found.collinear
    assert found.thin


def test_line_through_three_points_by_hand() -> None:
    found = least_squares([[1], [2], [3]], [1, 2, 4])
    assert found.intercept is not None
    assert found.intercept.value == pytest.approx(-2 / 3)
    assert found.slopes[0].value == pytest.approx(1.5)
    assert found.residual_sd == pytest.approx(math.sqrt(1 / 6))
    assert found.r_squared == pytest.approx(4.5 / (14 / 3))
    assert found.inflation == pytest.approx((1,))


def test_without_intercept() -> None:
    found = least_squares([[1], [2], [3]], [2, 4, 6.3], intercept=False)
    assert found.intercept is None
    assert found.slopes[0].value == pytest.approx((2 + 8 + 18.9) / 14)
    assert found.freedom == 2


def test_perfect_line_has_no_p_value_and_constant_outcome_no_r_squared() -> None:
    perfect = least_squares([[1], [2], [3], [4]], [2, 4, 6, 8])
    assert perfect.slopes[0].value == pytest.approx(2)
    assert perfect.r_squared == pytest.approx(1)
    flat = least_squares([[1], [2], [3], [4]], [5, 5, 5, 5])
    assert flat.r_squared is None
    assert flat.slopes[0].value == pytest.approx(0)


def test_regression_refusals() -> None:
    with pytest.raises(OutOfRange):
        least_squares([[0.1], [0.1], [0.1]], [1, 2, 3])
    with pytest.raises(OutOfRange):
        least_squares([[1, 2], [2, 4], [3, 6], [4, 8.0]], [1, 2, 3, 5])
    with pytest.raises(NotEnoughEvidence):
        least_squares([[1], [2]], [1, 2])
    with pytest.raises(OutOfRange):
        least_squares([[1], [2], [3]], [1, 2])


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_residuals_are_orthogonal_to_drivers(seed: int, p: int) -> None:
    draw = np.random.default_rng(seed)
    drivers, outcome = draw.normal(size=(20, p)), draw.normal(size=20)
    found = least_squares(drivers, outcome)
    assert found.intercept is not None
    assert found.r_squared is not None
    rest = outcome - found.intercept.value - drivers @ [each.value for each in found.slopes]
    assert np.abs(drivers.T @ rest).max() < 1e-9
    assert abs(rest.sum()) < 1e-9
    assert 0 <= found.r_squared <= 1
    assert all(each.interval.holds(each.value) for each in found.slopes)


def test_line_forecast_by_hand() -> None:
    found = line_forecast([1, 2, 3], [1, 2, 4], 4)
    assert found.value == pytest.approx(16 / 3)
    # t(1, .975) = 12.7062, s = .408248, leverage 1/3 + 4/2
    assert found.prediction.high - found.value == pytest.approx(12.7062047 * math.sqrt(1 / 6) * math.sqrt(1 + 7 / 3))
    with pytest.raises(NotEnoughEvidence):
        line_forecast([1, 2], [1, 2], 3)
    with pytest.raises(OutOfRange):
        line_forecast([2, 2, 2], [1, 2, 3], 3)


@given(st.integers(0, 10_000), st.floats(0, 30), st.floats(0.1, 20))
def test_prediction_is_wider_than_the_line_and_widens_outward(seed: int, at: float, further: float) -> None:
    y = np.random.default_rng(seed).normal(size=8)
    near, far = line_forecast(range(8), y, 7 + at), line_forecast(range(8), y, 7 + at + further)
    assert near.prediction.low <= near.mean.low <= near.value <= near.mean.high <= near.prediction.high
    assert far.prediction.half_width > near.prediction.half_width
    assert line_forecast(range(8), y, 7 + at, 0.8).prediction.half_width < near.prediction.half_width


def test_smoothing_as_statsmodels_prints_it() -> None:
    assert exponential_smoothing(OIL, 0.2).forecasts[0] == pytest.approx(484.802468, abs=1e-5)
    best = exponential_smoothing(OIL)
    assert best.forecasts[0] == pytest.approx(496.493543, abs=0.02)
    assert best.alpha == pytest.approx(0.8920, abs=1e-3)


def test_smoothing_by_hand() -> None:
    found = exponential_smoothing([10, 12, 11], 0.5, horizon=3)
    assert found.forecasts == (11.0, 11.0, 11.0)
    assert found.residual_sd == pytest.approx(2)
    assert found.intervals is not None
    widths = [each.half_width for each in found.intervals]
    assert widths == pytest.approx([1.959964 * 2 * math.sqrt(1 + ahead * 0.25) for ahead in range(3)], abs=1e-4)
    assert exponential_smoothing([10, 12], 0.5).intervals is None


def test_trend_is_followed() -> None:
    found = holt([10, 12, 14, 16], 0.5, 0.5, horizon=2)
    assert found.forecasts == pytest.approx((18, 20))
    assert found.residual_sd == pytest.approx(0)
    assert holt([10, 12, 14, 16.2, 18, 20, 22.1]).forecasts[0] == pytest.approx(24, abs=0.3)


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30), st.floats(0, 1))
def test_smoothed_level_stays_among_the_values(values: list[float], alpha: float) -> None:
    level = exponential_smoothing(values, alpha).forecasts[0]
    assert min(values) - 1e-9 <= level <= max(values) + 1e-9


def test_smoothing_refusals() -> None:
    with pytest.raises(OutOfRange):
        exponential_smoothing([1, 2, 3], 1.5)
    with pytest.raises(NotEnoughEvidence):
        exponential_smoothing([1], 0.5)
    with pytest.raises(OutOfRange):
        holt([1, 2, 3], 0.5)
    with pytest.raises(OutOfRange):
        exponential_smoothing([1, 2, 3], 0.5, horizon=0)
