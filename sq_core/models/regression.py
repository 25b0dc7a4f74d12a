"""Straight lines through points: ordinary least squares, and a forecast from a line with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import level, number, outside, same_length, table, too_few, vector
from sq_core.models.distributions import f_above, t_quantile, t_two_sided
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Rows, Table, Vector

OUTCOME = Text("结果变量", "The outcome")
DRIVERS = Text("驱动因素", "The drivers")
PLAIN = Text("样本", "Observations")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient: in units of the outcome per unit of its driver; p is two-sided, the interval Student's t."""

    value: float
    standard_error: float
    t: float | None
    p_value: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Regression:
    """An ordinary least squares fit.

    ``intercept`` is None where it was left out; ``slopes`` stand in the order of the drivers. ``inflation`` is each
    driver's variance inflation factor; ``r_squared`` is None for a constant outcome.
    """

    intercept: Coefficient | None
    slopes: tuple[Coefficient, ...]
    r_squared: float | None
    adjusted: float | None
    residual_sd: float
    freedom: int
    n: int
    f: float | None
    p_value: float | None
    inflation: tuple[float, ...]

    @property
    def collinear(self) -> bool:
        """Whether some driver repeats the others (inflation above 10): its coefficient is not to be trusted."""
        return any(each > 10.0 for each in self.inflation)

    @property
    def thin(self) -> bool:
        """Whether there is more than one driver per ten observations."""
        return len(self.slopes) > self.n / 10.0


def _solve(design: Table, outcome: Vector) -> tuple[Vector, Table]:
    """Solve scaled columns by QR, then correct once with residuals in extended precision.

    Returns the coefficients and the inverse of the cross products. Certified data (NIST Norris, Longley) need the
    correction to come out to nine digits and more.
    """
    size = np.linalg.norm(design, axis=0)
    if not size.all():
        raise outside(
            Text("有驱动因素没有变化。", "A driver does not vary."),
            Text("请去掉恒定的列。", "Leave the constant column out."),
        )
    scaled = design / size
    q, r = np.linalg.qr(scaled)
    singular = np.linalg.svd(r, compute_uv=False)
    if singular[-1] < 1e-10 * singular[0]:
        raise outside(
            Text(
                "驱动因素之间完全相关，系数无法确定。",
                "The drivers repeat each other; their coefficients cannot be told apart.",
            ),
            Text("请去掉其中一个。", "Leave one of them out."),
        )
    solved = np.linalg.solve(r, q.T @ outcome)
    rest = outcome.astype(np.longdouble) - scaled.astype(np.longdouble) @ solved.astype(np.longdouble)
    solved = solved + np.linalg.solve(r, q.T @ rest.astype(np.float64))
    inverse = np.linalg.inv(r)
    return solved / size, (inverse @ inverse.T) / np.outer(size, size)


def _coefficient(value: float, variance: float, freedom: int, confidence: float) -> Coefficient:
    error = math.sqrt(max(0.0, variance))
    t = value / error if error > 0 else None
    reach = t_quantile(0.5 + confidence / 2.0, freedom) * error
    p_value = None if t is None else t_two_sided(t, freedom)
    return Coefficient(value, error, t, p_value, Interval(value - reach, value + reach))


def least_squares(drivers: Rows, outcome: Numbers, confidence: float = 0.95, *, intercept: bool = True) -> Regression:
    """Fit an outcome (n values) by drivers (n rows, p columns) with ordinary least squares.

    Raises ``NotEnoughEvidence`` unless n exceeds the coefficients, ``OutOfRange`` for a constant driver or drivers
    that repeat each other. Without an intercept R-squared is measured from zero, as NIST does.
    """
    design, target = table(drivers, DRIVERS), vector(outcome, OUTCOME)
    n, p = design.shape
    same_length(target, design[:, 0], Text("结果变量与驱动因素", "Outcome and drivers"))
    freedom = n - p - int(intercept)
    if freedom < 1:
        raise too_few(PLAIN, n, p + int(intercept) + 1)
    wanted = level(confidence)
    middle = design.mean(axis=0) if intercept else np.zeros(p)
    height = float(target.mean()) if intercept else 0.0
    centred, rest = design - middle, target - height
    if intercept:
        # a constant column leaves only rounding after centring; without this it would pass as a driver
        centred[:, np.ptp(design, axis=0) == 0] = 0.0
    slopes, inverse = _solve(centred, rest)
    residuals = rest.astype(np.longdouble) - centred.astype(np.longdouble) @ slopes.astype(np.longdouble)
    left, total = float((residuals**2).sum()), float((rest.astype(np.longdouble) ** 2).sum())
    variance = left / freedom
    fitted = tuple(
        _coefficient(float(slope), variance * float(inverse[at, at]), freedom, wanted)
        for at, slope in enumerate(slopes)
    )
    start = None
    if intercept:
        spread = 1.0 / n + float(middle @ inverse @ middle)
        start = _coefficient(height - float(slopes @ middle), variance * spread, freedom, wanted)
    told = None if total <= 0 or np.ptp(target) == 0 else 1.0 - left / total
    f = None if told is None or left <= 0 else (total - left) / p / variance
    return Regression(
        start,
        fitted,
        told,
        None if told is None else 1.0 - (1.0 - told) * (n - int(intercept)) / freedom,
        math.sqrt(variance),
        freedom,
        n,
        f,
        None if f is None else f_above(max(0.0, f), p, freedom),
        tuple(float(each) for each in np.diag(inverse) * (centred**2).sum(axis=0)),
    )


@dataclass(frozen=True, slots=True)
class LineForecast:
    """A value read off a line: the forecast, where one new value will lie, and where the line itself lies."""

    value: float
    prediction: Interval
    mean: Interval


def line_forecast(x: Numbers, y: Numbers, at: float, confidence: float = 0.95) -> LineForecast:
    """Extend a straight line through (x, y) to ``at``, with the interval for one new value.

    ``s sqrt(1 + 1/n + (x0 - xbar)^2 / Sxx)`` times Student's t with n - 2 degrees of freedom (Draper and Smith
    1998). Raises ``NotEnoughEvidence`` below three points.
    """
    along, up = vector(x, Text("时间", "Times"), least=3), vector(y, OUTCOME, least=3)
    same_length(along, up, Text("横轴与数值", "Times and values"))
    line = least_squares(along.reshape(-1, 1), up, confidence)
    point = number(at, Text("预测点", "Point to forecast"))
    from_middle = point - float(along.mean())
    value = float(up.mean()) + line.slopes[0].value * from_middle
    leverage = 1.0 / len(along) + from_middle**2 / float(((along - along.mean()) ** 2).sum())
    reach = t_quantile(0.5 + level(confidence) / 2.0, line.freedom) * line.residual_sd
    new, mean = reach * math.sqrt(1.0 + leverage), reach * math.sqrt(leverage)
    return LineForecast(value, Interval(value - new, value + new), Interval(value - mean, value + mean))
