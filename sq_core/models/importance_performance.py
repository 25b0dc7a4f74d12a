"""Importance-performance analysis: what matters and is done badly comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.models.checks import number, outside, same_length, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers

Quadrant = Literal["concentrate here", "keep up the good work", "low priority", "possible overkill"]
Crosshair = Literal["mean", "median", "midpoint"]

QUADRANTS: dict[Quadrant, Text] = {
    "concentrate here": Text("重点改进", "Concentrate here"),
    "keep up the good work": Text("继续保持", "Keep up the good work"),
    "low priority": Text("低优先级", "Low priority"),
    "possible overkill": Text("可能过度", "Possible overkill"),
}


@dataclass(frozen=True, slots=True)
class ImportancePerformance:
    """Where the crosshair stands on both scales, and each attribute's quadrant, in order."""

    importance: float
    performance: float
    quadrants: tuple[Quadrant, ...]


def _cross(values: Numbers, at: Crosshair, scale: tuple[float, float] | None, what: Text) -> float:
    column = vector(values, what)
    if at == "mean":
        return float(column.mean())
    if at == "median":
        return float(np.median(column))
    if scale is None:
        raise outside(
            Text("以量表中点划分时需要量表两端。", "A crosshair at the midpoint needs the ends of the scale.")
        )
    return (number(scale[0], what) + number(scale[1], what)) / 2.0


def importance_quadrants(
    importance: Numbers,
    performance: Numbers,
    at: Crosshair | tuple[float, float] = "mean",
    scale: tuple[float, float] | None = None,
) -> ImportancePerformance:
    """Sort attributes into four quadrants (Martilla and James 1977).

    The crosshair stands at the means, the medians or the midpoint of the scale, or at a pair of values given
    (importance, performance); say which, it decides. A value on the line counts as high.
    """
    matters, done = vector(importance, Text("重要性", "Importance")), vector(performance, Text("绩效", "Performance"))
    same_length(matters, done, Text("重要性与绩效", "Importance and performance"))
    if isinstance(at, tuple):
        across, up = number(at[0], Text("重要性", "Importance")), number(at[1], Text("绩效", "Performance"))
    else:
        across = _cross(matters, at, scale, Text("重要性", "Importance"))
        up = _cross(done, at, scale, Text("绩效", "Performance"))
    # A mean of equal values may round to just above them; on the line counts as high all the same.
    near = 1e-9 * (1.0 + abs(across)), 1e-9 * (1.0 + abs(up))
    quadrants = tuple(
        _quadrant(float(one) >= across - near[0], float(other) >= up - near[1])
        for one, other in zip(matters, done, strict=True)
    )
    return ImportancePerformance(across, up, quadrants)


def _quadrant(matters: bool, done_well: bool) -> Quadrant:
    if matters:
        return "keep up the good work" if done_well else "concentrate here"
    return "possible overkill" if done_well else "low priority"
