"""Defect rates as defects per million opportunities and as sigma levels."""

from __future__ import annotations

from statistics import NormalDist

from sq_core.errors import OutOfRange
from sq_core.words import Text

SHIFT = 1.5
"""The long-term drift of a process mean that the Six Sigma convention allows for, in standard deviations."""


def defects_per_million(defects: float, units: float, opportunities: float = 1.0) -> float:
    """Give defects per million opportunities: ``1e6 D / (N O)``. Raises OutOfRange where there are no opportunities."""
    if units <= 0 or opportunities <= 0 or not 0 <= defects <= units * opportunities:
        raise OutOfRange(
            Text("缺陷数应在 0 与机会总数之间。", "Defects should lie between 0 and the number of opportunities."),
            Text("请检查缺陷数、单位数和每单位机会数。", "Check defects, units and opportunities a unit."),
        )
    return 1e6 * defects / (units * opportunities)


def sigma_level(dpmo: float, shift: float = SHIFT) -> float:
    """Give the sigma level of a defect rate: the normal quantile of its yield plus the shift (Motorola convention).

    Raises OutOfRange at 0 and at a million, where the level is not finite.
    """
    if not 0 < dpmo < 1e6:
        raise OutOfRange(
            Text(
                "缺陷率为 0 或 100% 时西格玛水平没有定义。",
                "At a defect rate of 0 or 100% the sigma level is not defined.",
            ),
            Text("请使用更长时期的数据。", "Use figures of a longer period."),
        )
    return NormalDist().inv_cdf(1 - dpmo / 1e6) + shift
