"""Adapters: forecasts and trends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.models.methods.registry import Answer, Method
from sq_core.models.regression import least_squares, line_forecast
from sq_core.models.smoothing import SmoothedForecast, exponential_smoothing, holt
from sq_core.models.trend import mann_kendall
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.methods.inputs import Inputs


def _linear(inputs: Inputs) -> Answer:
    """Forecast f with the interval lo, hi of a new value at x0 (one or many); without x the periods are 1, 2, ...

    ``h`` asks for periods after the last instead of x0.
    """
    y = inputs.numbers("y", "values")
    x = inputs.numbers("x", "t") if inputs.has("x", "t") else [float(at) for at in range(1, len(y) + 1)]
    if not x or not y:
        raise inputs.missing("y")
    if inputs.has("x0", "at"):
        points, many = inputs.one_or_many("x0", "at")
    else:
        ahead, many = inputs.one_or_many("h", "horizon")
        points = [max(x) + step for step in ahead]
    found = [line_forecast(x, y, point, inputs.confidence()) for point in points]
    line = least_squares([[each] for each in x], y)
    columns: dict[str, list[float]] = {
        "f": [each.value for each in found],
        "lo": [each.prediction.low for each in found],
        "hi": [each.prediction.high for each in found],
        "mean_lo": [each.mean.low for each in found],
        "mean_hi": [each.mean.high for each in found],
    }
    answer: Answer = {key: column if many else column[0] for key, column in columns.items()}
    start = line.intercept.value if line.intercept else None
    return {**answer, "slope": line.slopes[0].value, "intercept": start, "s": line.residual_sd, "df": line.freedom}


def _smoothed(inputs: Inputs, alpha: float | None) -> SmoothedForecast:
    y, steps = inputs.numbers("y", "x", "values"), int(inputs.number_or(1, "h", "horizon"))
    if inputs.has("beta"):
        return holt(y, alpha, inputs.number("beta"), steps, inputs.confidence_only())
    return exponential_smoothing(y, alpha, steps, inputs.confidence_only())


def _ses(inputs: Inputs) -> Answer:
    """One-step forecasts f1, one per alpha; the level starts at the first value. With beta the trend is followed.

    Without alpha the best factor and start are estimated. ``h`` steps ahead stand under f, lo and hi.
    """
    alphas: list[float | None] = [None]
    many = False
    if inputs.has("alpha"):
        given, many = inputs.one_or_many("alpha")
        alphas = [*given]
    found = [_smoothed(inputs, alpha) for alpha in alphas]
    columns: dict[str, list[object]] = {
        "f1": [each.forecasts[0] for each in found],
        "f": [each.forecasts for each in found],
        "alpha": [each.alpha for each in found],
        "lo": [each.intervals and tuple(one.low for one in each.intervals) for each in found],
        "hi": [each.intervals and tuple(one.high for one in each.intervals) for each in found],
    }
    return {key: column if many else column[0] for key, column in columns.items()}


def _mann_kendall(inputs: Inputs) -> Answer:
    """S, tau-b, z with continuity and ties, two-sided p, Sen's slope; ``approximate`` below eight points."""
    times = inputs.numbers("t", "times") if inputs.has("t", "times") else None
    found = mann_kendall(inputs.numbers("x", "y", "values"), times)
    return {
        "S": found.score,
        "tau": found.tau,
        "z": found.z,
        "p": found.p_value,
        "sen_slope": found.slope,
        "n": found.n,
        "approximate": found.approximate,
    }


FORECAST = (
    Method("linear_forecast", "forecast", Text("线性趋势预测", "Forecast from a line"), _linear),
    Method("ses_forecast", "forecast", Text("指数平滑预测", "Forecast by smoothing"), _ses),
    Method("mann_kendall", "forecast", Text("趋势检验", "Trend test"), _mann_kendall),
)
