"""Control charts of measured values: individuals, and means of subgroups. Is the process what it was?

Which estimator of sigma is used changes the limits (the same rings give .009785, .009830 and .009888): it is always
named beside them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from sq_core.models.chart_constants import c4, control_constants
from sq_core.models.checks import number, outside, positive, table, too_few, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Rows, Table

SigmaEstimator = Literal["RMSDF", "Rbar/d2", "Sbar/c4"]
"""pooled deviation over c4(df + 1) · mean range over d2 · mean deviation over c4."""
SIGMA_ESTIMATORS: tuple[SigmaEstimator, ...] = get_args(SigmaEstimator)

VALUES = Text("测量值", "Measured values")
SUBGROUPS = Text("子组", "Subgroups")

RANGE_OF_TWO = 1.128
"""d2 for two values as the NIST handbook prints it; published limits of individuals charts rest on it."""
RANGE_OF_TWO_LIMIT = 3.267
"""D4 for two values, likewise."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre line and three-sigma limits, in the unit of the values."""

    center: float
    lower: float
    upper: float

    def beyond(self, values: Numbers) -> tuple[int, ...]:
        """List the points outside the limits, counted from 1; a point on a limit is inside."""
        column = vector(values, VALUES)
        return tuple(int(at) + 1 for at in np.flatnonzero((column > self.upper) | (column < self.lower)))


@dataclass(frozen=True, slots=True)
class IndividualsChart:
    """An individuals and moving range chart; ``sigma`` is the mean moving range over 1.128."""

    limits: Limits
    moving_range: Limits
    sigma: float
    ranges: tuple[float, ...]


def individuals_chart(values: Numbers) -> IndividualsChart:
    """Chart single values by their moving ranges: ``xbar +- 3 MRbar / 1.128`` (NIST e-Handbook 6.3.2.2).

    The moving range's upper limit is ``3.267 MRbar``. Raises ``NotEnoughEvidence`` below two values. A series that
    never changes has limits on its centre line.
    """
    series = vector(values, VALUES, least=2)
    ranges = np.abs(np.diff(series))
    mean_range, center = float(ranges.mean()), float(series.mean())
    sigma = mean_range / RANGE_OF_TWO
    return IndividualsChart(
        Limits(center, center - 3.0 * sigma, center + 3.0 * sigma),
        Limits(mean_range, 0.0, RANGE_OF_TWO_LIMIT * mean_range),
        sigma,
        tuple(float(each) for each in ranges),
    )


@dataclass(frozen=True, slots=True)
class SubgroupChart:
    """Charts of subgroup means, ranges and standard deviations.

    ``sigma`` is the within-subgroup deviation by ``estimator``; ``sigmas`` holds all three, so that a reader sees how
    much the choice matters. ``signals`` are the subgroups outside the limits, counted from 1 over all subgroups.
    """

    limits: Limits
    ranges: Limits
    deviations: Limits
    sigma: float
    estimator: SigmaEstimator
    sigmas: dict[SigmaEstimator, float]
    signals: tuple[int, ...]
    calibration: int


def _sigmas(groups: Table) -> dict[SigmaEstimator, float]:
    count, n = groups.shape
    deviations = groups.std(axis=1, ddof=1)
    pooled = math.sqrt(float((deviations**2).mean()))
    return {
        "RMSDF": pooled / c4(count * (n - 1) + 1),
        "Rbar/d2": float(np.ptp(groups, axis=1).mean()) / control_constants(n).d2,
        "Sbar/c4": float(deviations.mean()) / c4(n),
    }


def subgroup_chart(
    subgroups: Rows, estimator: SigmaEstimator | None = None, calibration: int | None = None
) -> SubgroupChart:
    """Chart the means of subgroups: rows are subgroups, columns their values (Shewhart 1931; Montgomery).

    ``xbarbar +- 3 sigma / sqrt(n)``. The first ``calibration`` subgroups set the limits, the others are judged by
    them. Left out, the estimator is the mean range up to ten values a subgroup and the mean deviation above, where
    the range wastes evidence; ``RMSDF`` is the pooled one of R's qcc (Scrucca 2004). Raises ``NotEnoughEvidence``
    for subgroups of one value or fewer than two of them.
    """
    groups = table(subgroups, SUBGROUPS)
    count, n = groups.shape
    used = count if calibration is None else calibration
    if not 2 <= used <= count:
        if count < 2:
            raise too_few(SUBGROUPS, count, 2)
        raise outside(
            Text("标定子组数应在 2 与子组总数之间。", "Calibrate with at least 2 subgroups and no more than there are.")
        )
    if n < 2:
        raise too_few(Text("每个子组的测量值", "Values per subgroup"), n, 2)
    chosen = estimator or ("Rbar/d2" if n <= 10 else "Sbar/c4")
    if chosen not in SIGMA_ESTIMATORS:
        message = Text("没有名为 {name} 的西格玛估计。", "There is no sigma estimator called {name}.")
        raise outside(
            message.fill(name=chosen), Text("可用：{all}。", "Use one of: {all}.").fill(all=", ".join(SIGMA_ESTIMATORS))
        )
    base = groups[:used]
    sigmas = _sigmas(base)
    sigma, center = sigmas[chosen], float(base.mean())
    reach = 3.0 * sigma / math.sqrt(n)
    limits = Limits(center, center - reach, center + reach)
    constants = control_constants(n)
    mean_range, mean_deviation = sigma * constants.d2, sigma * constants.c4
    return SubgroupChart(
        limits,
        Limits(mean_range, constants.D3 * mean_range, constants.D4 * mean_range),
        Limits(mean_deviation, constants.B3 * mean_deviation, constants.B4 * mean_deviation),
        sigma,
        chosen,
        sigmas,
        limits.beyond(groups.mean(axis=1)),
        used,
    )


def subgroup_limits(mean: float, mean_range: float, n: int) -> Limits:
    """Give the limits of means from summary figures: ``mean +- A2 * mean_range`` for subgroups of n."""
    center, spread = number(mean, VALUES), positive(mean_range, Text("平均极差", "Mean range"))
    reach = control_constants(n).A2 * spread
    return Limits(center, center - reach, center + reach)
