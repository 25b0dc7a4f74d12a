"""Control charts of counts: shares of defectives (p, np) and numbers of defects (c, u)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import between, not_negative, outside, positive, same_length, too_few, vector
from sq_core.models.control_charts import RANGE_OF_TWO, Limits
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Vector

SHARE = Text("不合格率", "Share of defectives")
CASES = Text("检查数", "Cases checked")
DEFECTS = Text("缺陷数", "Defects")
PERIODS = Text("期数", "Periods")


def p_limits(share: float, n: float) -> Limits:
    """Give the limits of a p chart: ``p +- 3 sqrt(p (1 - p) / n)``, fractions kept within 0 and 1."""
    center, cases = between(share, 0.0, 1.0, SHARE), positive(n, CASES)
    reach = 3.0 * math.sqrt(center * (1.0 - center) / cases)
    return Limits(center, max(0.0, center - reach), min(1.0, center + reach))


def np_limits(share: float, n: float) -> Limits:
    """Give the limits of an np chart: ``np +- 3 sqrt(n p (1 - p))``, counts kept within 0 and n."""
    limits, cases = p_limits(share, n), positive(n, CASES)
    return Limits(limits.center * cases, limits.lower * cases, limits.upper * cases)


def c_limits(mean_defects: float) -> Limits:
    """Give the limits of a c chart: ``c +- 3 sqrt(c)``, the lower one never below 0."""
    center = not_negative(mean_defects, DEFECTS)
    reach = 3.0 * math.sqrt(center)
    return Limits(center, max(0.0, center - reach), center + reach)


def u_limits(mean_rate: float, units: float) -> Limits:
    """Give the limits of a u chart: ``u +- 3 sqrt(u / units)``, defects per unit, never below 0."""
    center = not_negative(mean_rate, DEFECTS)
    reach = 3.0 * math.sqrt(center / positive(units, CASES))
    return Limits(center, max(0.0, center - reach), center + reach)


@dataclass(frozen=True, slots=True)
class AttributeChart:
    """A chart of counts over periods: the values plotted, one pair of limits each, periods outside counted from 1.

    ``dispersion`` is Laney's sigma z: near 1 where the counts vary as chance would have it; well above 1 the plain
    limits raise false alarms and the widened ones (``laney``) should be used. It is None with fewer than two periods.
    """

    values: tuple[float, ...]
    limits: tuple[Limits, ...]
    signals: tuple[int, ...]
    dispersion: float | None


def _chart(values: Vector, limits: list[Limits], dispersion: float | None) -> AttributeChart:
    # limits and values are computed by different roads; a billionth keeps a point on its limit inside
    signals = tuple(
        at + 1
        for at, (value, each) in enumerate(zip(values, limits, strict=True))
        if value > each.upper + 1e-9 * (1 + each.upper) or value < each.lower - 1e-9 * (1 + each.lower)
    )
    return AttributeChart(tuple(float(value) for value in values), tuple(limits), signals, dispersion)


def _dispersion(values: Vector, center: float, deviations: Vector) -> float | None:
    if len(values) < 2 or not deviations.all():
        return None
    return float(np.abs(np.diff((values - center) / deviations)).mean()) / RANGE_OF_TWO


def _counted(hits: Numbers, cases: Numbers, *, bounded: bool) -> tuple[Vector, Vector]:
    found, checked = vector(hits, DEFECTS), vector(cases, CASES)
    same_length(found, checked, Text("缺陷数与检查数", "Defects and cases"))
    if (found < 0).any() or (checked <= 0).any() or (bounded and (found > checked).any()):
        raise outside(
            Text(
                "每期的检查数应大于 0，缺陷数不应为负，也不应多于检查数。",
                "Each period needs cases above 0 and defectives between 0 and the cases.",
            )
        )
    return found, checked


def p_chart(defectives: Numbers, cases: Numbers, *, laney: bool = False) -> AttributeChart:
    """Chart the share of defectives per period with limits that step with the cases (Montgomery).

    ``laney`` widens the limits by the dispersion found between periods (Laney 2002): for large counts, where the
    plain limits are too tight. The centre is all defectives over all cases, not the mean of the shares.
    """
    found, checked = _counted(defectives, cases, bounded=True)
    center = float(found.sum() / checked.sum())
    deviations = np.sqrt(center * (1.0 - center) / checked)
    shares = found / checked
    dispersion = _dispersion(shares, center, deviations)
    if laney:
        if dispersion is None:
            raise too_few(PERIODS, len(shares), 2)
        reaches = 3.0 * deviations * dispersion
        limits = [Limits(center, max(0.0, center - float(each)), min(1.0, center + float(each))) for each in reaches]
        return _chart(shares, limits, dispersion)
    return _chart(shares, [p_limits(center, float(n)) for n in checked], dispersion)


def u_chart(defects: Numbers, units: Numbers) -> AttributeChart:
    """Chart defects per unit over periods with limits that step with the units; a unit may hold many defects."""
    found, checked = _counted(defects, units, bounded=False)
    center = float(found.sum() / checked.sum())
    rates = found / checked
    dispersion = _dispersion(rates, center, np.sqrt(center / checked))
    return _chart(rates, [u_limits(center, float(n)) for n in checked], dispersion)


def c_chart(defects: Numbers) -> AttributeChart:
    """Chart the number of defects per period of equal exposure."""
    counts = vector(defects, DEFECTS)
    if (counts < 0).any():
        raise outside(Text("缺陷数不应为负。", "A number of defects should not be negative."))
    center = float(counts.mean())
    dispersion = _dispersion(counts, center, np.full(len(counts), math.sqrt(center)))
    return _chart(counts, [c_limits(center)] * len(counts), dispersion)


def np_chart(defectives: Numbers, n: float) -> AttributeChart:
    """Chart the number of defectives in equal samples of n."""
    found, checked = _counted(defectives, [n] * len(defectives), bounded=True)
    center = float(found.sum() / checked.sum())
    deviations = np.sqrt(center * (1.0 - center) * checked)
    dispersion = _dispersion(found, center * float(n), deviations)
    return _chart(found, [np_limits(center, float(n))] * len(found), dispersion)
