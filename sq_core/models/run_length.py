"""How long a CUSUM runs before it signals: false alarms to expect, and delay in seeing a real shift."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.models.checks import between, not_negative, number, outside
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Vector

Sides = Literal["one", "two"]
LONGEST = 1e12
"""Longer average runs are beyond the arithmetic and any process: they count as never."""


def _density(values: Vector) -> Vector:
    return np.asarray(np.exp(-0.5 * values * values) / math.sqrt(2.0 * math.pi), dtype=np.float64)


def _one_sided(slack: float, decision: float, shift: float, starts: tuple[float, ...]) -> tuple[float, ...]:
    """Solve the run-length integral equation at the given starts, by Gauss-Legendre nodes (Goel and Wu 1971).

    ``L(z) = 1 + L(0) P(X <= k - z) + integral of L(y) f(y + k - z) over 0..h``.
    """
    from scipy.special import ndtr  # a quarter of a second of import, kept off the server's start

    count = min(400, max(60, math.ceil(12 * decision)))
    nodes, weights = np.polynomial.legendre.leggauss(count)
    nodes, weights = (nodes + 1.0) * decision / 2.0, weights * decision / 2.0
    places = np.concatenate([[0.0], nodes])
    kernel = np.zeros((count + 1, count + 1))
    kernel[:, 0] = ndtr(slack - places - shift)
    kernel[:, 1:] = weights * _density(nodes[None, :] + slack - places[:, None] - shift)
    lengths = np.linalg.solve(np.eye(count + 1) - kernel, np.ones(count + 1))
    found: list[float] = []
    for start in starts:
        carry = float((weights * _density(nodes + slack - start - shift)) @ lengths[1:])
        length = 1.0 + float(lengths[0]) * float(ndtr(slack - start - shift)) + carry
        sane = math.isfinite(length) and 1.0 - 1e-9 <= length <= LONGEST
        found.append(max(1.0, length) if sane else math.inf)
    return tuple(found)


def cusum_run_length(
    slack: float, decision: float, shift: float = 0.0, head_start: float = 0.0, sides: Sides = "two"
) -> float:
    """Give the average number of points until a CUSUM signals, everything in standard deviations.

    With k = .5 and h = 4 it is 168 when nothing has happened and 8.4 after a shift of one (Lucas and Crosier 1982).
    A two-sided chart signals with either side: ``1 / L = 1 / L+ + 1 / L-``; with a head start the sides are combined
    as in that paper. Raises ``OutOfRange`` for a negative slack, or where the run is longer than 1e12 points.
    """
    allowed = not_negative(slack, Text("参考值 k", "Slack k"))
    limit = between(decision, 0.0, 50.0, Text("判定值 h", "Decision interval h"))
    moved = number(shift, Text("偏移", "Shift"))
    start = between(head_start, 0.0, limit, Text("起始值", "Head start"))
    upper, upper_zero = _one_sided(allowed, limit, moved, (start, 0.0))
    length = upper
    if sides == "two":
        lower, lower_zero = _one_sided(allowed, limit, -moved, (start, 0.0))
        length = _either(upper, upper_zero, lower, lower_zero)
    if not math.isfinite(length):
        raise outside(
            Text("平均链长过大，无法计算。", "The average run is too long to compute."),
            Text("请减小判定值 h 或参考值 k。", "Lower the decision interval h or the slack k."),
        )
    return length


def _either(upper: float, upper_zero: float, lower: float, lower_zero: float) -> float:
    """Combine the two sides; one that practically never signals leaves the other alone."""
    if math.isinf(upper_zero) or math.isinf(lower_zero):
        return min(upper, lower)
    whole = upper_zero + lower_zero
    return (upper * lower_zero + lower * upper_zero - upper_zero * lower_zero) / whole
