"""Forecasts that follow the latest values: exponential smoothing without and with a trend."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.models.checks import between, level, outside, vector
from sq_core.models.distributions import two_sided_z
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Vector

SERIES = Text("时间序列", "The series")
ALPHA = Text("平滑系数 alpha", "Smoothing factor alpha")
BETA = Text("趋势平滑系数 beta", "Trend smoothing factor beta")


@dataclass(frozen=True, slots=True)
class SmoothedForecast:
    """Forecasts for one, two, ... periods ahead with their intervals, in the unit of the series.

    ``beta`` is None without a trend. The intervals assume normal errors of equal size and are None where the series
    is too short to tell their size.
    """

    alpha: float
    beta: float | None
    forecasts: tuple[float, ...]
    intervals: tuple[Interval, ...] | None
    residual_sd: float | None


def _estimated(series: Vector, trend: str | None) -> tuple[float, float | None, float, float]:
    """Let statsmodels choose the factors and starting values that fit best."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing  # two seconds of import, only where factors are asked

    with warnings.catch_warnings():
        # a search that stops early still gives its best factors; the interval shows how well they do
        warnings.simplefilter("ignore")
        fit = ExponentialSmoothing(series, trend=trend, initialization_method="estimated").fit()
    found = fit.params
    beta = None if trend is None else float(found["smoothing_trend"])
    slope = 0.0 if trend is None else float(found["initial_trend"])
    return float(found["smoothing_level"]), beta, float(found["initial_level"]), slope


def exponential_smoothing(
    values: Numbers,
    alpha: float | None = None,
    horizon: int = 1,
    confidence: float = 0.95,
) -> SmoothedForecast:
    """Forecast by simple exponential smoothing; the forecast is flat (Brown 1959; Hyndman et al. 2008).

    With ``alpha`` given the level starts at the first value; left out, alpha and the start are those that fit best.
    The interval h periods ahead is ``z s sqrt(1 + (h - 1) alpha^2)``.
    """
    series = vector(values, SERIES, least=2)
    steps = _horizon(horizon)
    if alpha is None:
        series = vector(values, SERIES, least=4)
        factor, _, height, _ = _estimated(series, None)
        errors_from = 0
    else:
        factor, height, errors_from = between(alpha, 0.0, 1.0, ALPHA), float(series[0]), 1
    errors: list[float] = []
    for value in series[errors_from:]:
        errors.append(float(value) - height)
        height += factor * errors[-1]
    widths = [math.sqrt(1.0 + ahead * factor**2) for ahead in range(steps)]
    return _with_intervals((factor, None), [height] * steps, widths, errors, confidence)


def holt(
    values: Numbers,
    alpha: float | None = None,
    beta: float | None = None,
    horizon: int = 1,
    confidence: float = 0.95,
) -> SmoothedForecast:
    """Forecast by exponential smoothing with a linear trend (Holt 1957; Hyndman et al. 2008).

    With both factors given the level starts at the first value and the trend at the first difference; with neither,
    factors and start are those that fit best. ``beta`` weighs the newest change of level against the old trend.
    """
    if (alpha is None) != (beta is None):
        raise outside(Text("请同时给出 alpha 与 beta，或都不给。", "Give both alpha and beta, or neither."))
    steps = _horizon(horizon)
    if alpha is None or beta is None:
        series = vector(values, SERIES, least=6)
        factor, found, height, slope = _estimated(series, "add")
        turn = found or 0.0
        errors_from = 0
    else:
        series = vector(values, SERIES, least=3)
        factor, turn = between(alpha, 0.0, 1.0, ALPHA), between(beta, 0.0, 1.0, BETA)
        height, slope, errors_from = float(series[0]), float(series[1] - series[0]), 1
    errors: list[float] = []
    for value in series[errors_from:]:
        errors.append(float(value) - height - slope)
        before = height
        height = height + slope + factor * errors[-1]
        slope = turn * (height - before) + (1.0 - turn) * slope
    spread, widths = 1.0, []
    for ahead in range(1, steps + 1):
        widths.append(math.sqrt(spread))
        spread += (factor * (1.0 + ahead * turn)) ** 2
    forecasts = [height + ahead * slope for ahead in range(1, steps + 1)]
    return _with_intervals((factor, turn), forecasts, widths, errors, confidence)


def _horizon(horizon: int) -> int:
    return int(between(horizon, 1, 1000, Text("预测期数", "Periods to forecast")))


def _with_intervals(
    factors: tuple[float, float | None],
    forecasts: list[float],
    widths: list[float],
    errors: list[float],
    confidence: float,
) -> SmoothedForecast:
    """Widen the forecasts by the size of past one-step errors; a trend costs one more degree of freedom."""
    alpha, beta = factors
    z = two_sided_z(level(confidence))
    freedom = len(errors) - (1 if beta is None else 2)
    if freedom < 1:
        return SmoothedForecast(alpha, beta, tuple(forecasts), None, None)
    deviation = math.sqrt(sum(error * error for error in errors) / freedom)
    intervals = tuple(
        Interval(value - z * deviation * width, value + z * deviation * width)
        for value, width in zip(forecasts, widths, strict=True)
    )
    return SmoothedForecast(alpha, beta, tuple(forecasts), intervals, deviation)
