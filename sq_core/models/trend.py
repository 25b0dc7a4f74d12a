"""Whether a series really rises or falls: the Mann-Kendall test and Sen's slope."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, same_length, vector
from sq_core.models.distributions import normal_two_sided
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers

SERIES = Text("时间序列", "The series")
LEAST_FOR_NORMAL = 8
"""Below this many points the normal approximation is rough and the test says so."""
MOST_POINTS = 5_000
"""Sen's slope looks at every pair of points; longer series are rolled up to periods first."""


@dataclass(frozen=True, slots=True)
class MannKendall:
    """A trend test: ``score`` S, Kendall's ``tau`` (tau-b; None for a constant series), normal z and two-sided p.

    ``slope`` is Sen's, in units a period; ``approximate`` warns that fewer than eight points make p rough.
    """

    score: int
    tau: float | None
    z: float
    p_value: float
    slope: float
    n: int

    @property
    def approximate(self) -> bool:
        """Whether there are too few points for the normal approximation."""
        return self.n < LEAST_FOR_NORMAL


def mann_kendall(values: Numbers, times: Numbers | None = None) -> MannKendall:
    """Test a series for a monotone trend (Mann 1945, Kendall 1975; slope Sen 1968), values in order of time.

    The variance is corrected for ties and z for continuity. ``times`` gives uneven periods for the slope; left out,
    one a period. Raises ``NotEnoughEvidence`` below three points and ``OutOfRange`` for times
    that do not increase or more than 5,000 points.
    """
    series = vector(values, SERIES, least=3)
    if len(series) > MOST_POINTS:
        message = Text("序列超过 {most} 个点。", "The series has more than {most} points.")
        raise outside(message.fill(most=MOST_POINTS), Text("请先按期汇总。", "Roll it up to periods first."))
    clock = np.arange(len(series), dtype=np.float64) if times is None else vector(times, Text("时间", "Times"))
    same_length(series, clock, Text("数值与时间", "Values and times"))
    if (np.diff(clock) <= 0).any():
        raise outside(Text("时间应逐期递增。", "Times should increase from one period to the next."))
    n = len(series)
    first, second = np.triu_indices(n, 1)
    rises = series[second] - series[first]
    score = int(np.sign(rises).sum())
    pairs = n * (n - 1) / 2.0
    ties = np.unique(series, return_counts=True)[1].astype(np.float64)
    untied = pairs - float((ties * (ties - 1.0)).sum()) / 2.0
    tau = score / math.sqrt(pairs * untied) if untied > 0 else None
    variance = (n * (n - 1.0) * (2.0 * n + 5.0) - float((ties * (ties - 1.0) * (2.0 * ties + 5.0)).sum())) / 18.0
    z = 0.0 if score == 0 or variance <= 0 else (score - math.copysign(1.0, score)) / math.sqrt(variance)
    slope = float(np.median(rises / (clock[second] - clock[first])))
    return MannKendall(score, tau, z, normal_two_sided(z), slope, n)
