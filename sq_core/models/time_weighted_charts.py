"""Charts that remember: EWMA and CUSUM see a small lasting shift long before a single point leaves its limits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.models.checks import between, not_negative, number, outside, positive, vector
from sq_core.models.control_charts import Limits
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers

VALUES = Text("测量值", "Measured values")
TARGET = Text("目标值", "Target")
SIGMA = Text("标准差", "Standard deviation")


@dataclass(frozen=True, slots=True)
class EwmaChart:
    """An exponentially weighted chart: the averages, each one's own limits, and the limits they settle at.

    Limits are narrower at first, where little has been averaged; ``signals`` are judged by each point's own limits
    and counted from 1.
    """

    values: tuple[float, ...]
    limits: tuple[Limits, ...]
    steady: Limits
    signals: tuple[int, ...]


def ewma_chart(values: Numbers, target: float, sigma: float, weight: float = 0.2, width: float = 3.0) -> EwmaChart:
    """Chart ``z = weight x + (1 - weight) z`` from the target on (Roberts 1959; NIST e-Handbook 6.3.2.4).

    Limits ``target +- width sigma sqrt(weight / (2 - weight) (1 - (1 - weight)^(2i)))``. Raises ``OutOfRange`` for a
    weight outside 0 to 1 or a sigma that is not positive.
    """
    series, center = vector(values, VALUES), number(target, TARGET)
    deviation = positive(sigma, SIGMA) * positive(width, Text("控制限宽度", "Width of the limits"))
    share = between(weight, 0.0, 1.0, Text("权重 lambda", "Weight lambda"))
    if share == 0:
        raise outside(Text("权重 lambda 应大于 0。", "The weight lambda should be above 0."))
    averages: list[float] = []
    limits: list[Limits] = []
    average = center
    for at, value in enumerate(series, start=1):
        average = share * float(value) + (1.0 - share) * average
        reach = deviation * math.sqrt(share / (2.0 - share) * (1.0 - (1.0 - share) ** (2 * at)))
        averages.append(average)
        limits.append(Limits(center, center - reach, center + reach))
    settled = deviation * math.sqrt(share / (2.0 - share))
    signals = tuple(
        at + 1
        for at, (each, limit) in enumerate(zip(averages, limits, strict=True))
        if not limit.lower <= each <= limit.upper
    )
    return EwmaChart(tuple(averages), tuple(limits), Limits(center, center - settled, center + settled), signals)


@dataclass(frozen=True, slots=True)
class CusumChart:
    """A tabular CUSUM: both sums in the unit of the values, points above the decision interval counted from 1."""

    upper: tuple[float, ...]
    lower: tuple[float, ...]
    signals: tuple[int, ...]

    @property
    def first_signal(self) -> int | None:
        """The first point at which a shift is declared; None if there is none."""
        return self.signals[0] if self.signals else None


def cusum_chart(values: Numbers, target: float, slack: float, decision: float, head_start: float = 0.0) -> CusumChart:
    """Add up deviations beyond the slack on either side of the target (Page 1954; Montgomery, tabular CUSUM).

    ``C+ = max(0, x - (target + slack) + C+)``, a signal where a sum exceeds ``decision``. All in the unit of the
    values: slack K = k sigma, decision H = h sigma. ``head_start`` begins both sums above zero (Lucas and Crosier
    1982), usually half of H.
    """
    series, center = vector(values, VALUES), number(target, TARGET)
    allowed = not_negative(slack, Text("参考值 K", "Slack K"))
    limit = positive(decision, Text("判定值 H", "Decision interval H"))
    high = low = not_negative(head_start, Text("起始值", "Head start"))
    upper: list[float] = []
    lower: list[float] = []
    for value in series:
        high = max(0.0, float(value) - (center + allowed) + high)
        low = max(0.0, (center - allowed) - float(value) + low)
        upper.append(high)
        lower.append(low)
    signals = tuple(at + 1 for at, sums in enumerate(zip(upper, lower, strict=True)) if max(sums) > limit)
    return CusumChart(tuple(upper), tuple(lower), signals)
