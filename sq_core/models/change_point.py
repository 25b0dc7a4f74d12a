"""Where a series broke: the point that splits it into stretches with different means."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import not_negative, outside, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sq_core.models.checks import Numbers, Vector

SERIES = Text("时间序列", "The series")


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The best single break: it lies after ``after`` points; None where the series is constant.

    ``explained`` is the share of the sum of squares the break removes. Every series has a best break: ``warranted``
    says whether it removes more than its penalty, ``2 ln n`` noise variances.
    """

    after: int | None
    mean_before: float
    mean_after: float
    explained: float
    warranted: bool


def _cumulated(series: Vector) -> tuple[Vector, Vector]:
    centred = series - series.mean()
    zero = np.zeros(1)
    return np.concatenate([zero, np.cumsum(centred)]), np.concatenate([zero, np.cumsum(centred**2)])


def find_change_point(values: Numbers, shortest: int = 2) -> ChangePoint:
    """Find the split with the smallest sum of squares around two means, by trying all (Page 1957; least squares).

    A stretch holds at least ``shortest`` points. Raises ``NotEnoughEvidence`` below twice that.
    """
    series = _splittable(values, shortest, 2)
    n = len(series)
    sums, squares = _cumulated(series)
    cuts = np.arange(shortest, n - shortest + 1)
    left = squares[cuts] - sums[cuts] ** 2 / cuts
    right = (squares[n] - squares[cuts]) - (sums[n] - sums[cuts]) ** 2 / (n - cuts)
    whole = float(squares[n])
    if np.ptp(series) == 0 or whole <= 0:
        return ChangePoint(None, float(series[0]), float(series[0]), 0.0, False)
    at = int(np.argmin(left + right))
    after, rest = int(cuts[at]), max(0.0, float((left + right)[at]))
    noise = rest / max(1, n - 2)
    return ChangePoint(
        after,
        float(series[:after].mean()),
        float(series[after:].mean()),
        min(1.0, max(0.0, 1.0 - rest / whole)),
        whole - rest > 2.0 * math.log(n) * noise,
    )


def find_change_points(values: Numbers, penalty: float | None = None, shortest: int = 2) -> tuple[int, ...]:
    """Find any number of breaks: squares within stretches plus ``penalty`` per break, minimised exactly.

    Optimal partitioning (Jackson et al. 2005), in the squared unit of the values. Left out, the penalty is
    ``2 ln n`` times the noise variance told by the median step between neighbours. Each break is the number of
    points before it.
    """
    series = _splittable(values, shortest, 2)
    n = len(series)
    cumulated = _cumulated(series)
    fine = _default_penalty(series) if penalty is None else not_negative(penalty, Text("惩罚值", "Penalty"))
    best = np.full(n + 1, np.inf)
    best[0] = -fine
    last = np.zeros(n + 1, dtype=int)
    for end in range(shortest, n + 1):
        starts = np.arange(0, end - shortest + 1)
        costs = best[starts] + _inside(cumulated, starts, end) + fine
        last[end] = int(starts[int(np.argmin(costs))])
        best[end] = float(costs.min())
    breaks: list[int] = []
    at = int(last[n])
    while at > 0:
        breaks.append(at)
        at = int(last[at])
    return tuple(reversed(breaks))


def split_series(values: Numbers, breaks: int, shortest: int = 2) -> tuple[int, ...]:
    """Place a given number of breaks so that the squares within stretches are smallest (Fisher 1958)."""
    if breaks < 1:
        raise outside(Text("断点至少 1 个。", "There should be at least one break."))
    series = _splittable(values, shortest, breaks + 1)
    n = len(series)
    cumulated = _cumulated(series)
    best = np.full(n + 1, np.inf)
    for end in range(shortest, n + 1):
        best[end] = float(_inside(cumulated, np.zeros(1, dtype=int), end)[0])
    cuts: list[list[int]] = []
    for _ in range(breaks):
        fresh, cut = np.full(n + 1, np.inf), [0] * (n + 1)
        for end in range(2 * shortest, n + 1):
            starts = np.arange(shortest, end - shortest + 1)
            costs = best[starts] + _inside(cumulated, starts, end)
            cut[end] = int(starts[int(np.argmin(costs))])
            fresh[end] = float(costs.min())
        best = fresh
        cuts.append(cut)
    found: list[int] = []
    at = n
    for cut in reversed(cuts):
        at = cut[at]
        found.append(at)
    return tuple(reversed(found))


def _splittable(values: Numbers, shortest: int, stretches: int) -> Vector:
    if shortest < 1:
        raise outside(Text("每段至少 1 个点。", "A stretch should hold at least one point."))
    return vector(values, SERIES, least=stretches * shortest)


def _inside(cumulated: tuple[Vector, Vector], starts: NDArray[np.int_], end: int) -> Vector:
    """Give the squares around the mean of each stretch from ``starts`` to ``end``."""
    sums, squares = cumulated
    return np.asarray(squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts))


def _default_penalty(series: Vector) -> float:
    """Price a break from the noise: robust, since a few breaks hardly move the median step."""
    deviation = float(np.median(np.abs(np.diff(series)))) / (0.6744897501960817 * math.sqrt(2.0))
    return max(2.0 * math.log(len(series)) * deviation**2, 1e-9 * float(np.square(series - series.mean()).sum()))
