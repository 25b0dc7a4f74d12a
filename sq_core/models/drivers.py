"""What moves an outcome, and how much of it: shares of R-squared that drivers explain although they overlap.

Regression coefficients of drivers that move together swing wildly. Two ways divide R-squared fairly instead: LMG
(the average gain over every order in which drivers could be added) and Johnson's relative weights (a shortcut that is
nearly equal and takes any number of drivers). Neither says that a driver is a cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.models.checks import level, outside, table, too_few, vector
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.models.checks import Numbers, Rows, Table, Vector

DRIVERS = Text("驱动因素", "The drivers")
OUTCOME = Text("结果变量", "The outcome")
MOST_DRIVERS = 15
"""LMG fits 2^p models; at 15 drivers that is 32,768."""


@dataclass(frozen=True, slots=True)
class Correlations:
    """What drivers and outcome have to do with each other: p x p among drivers, p with the outcome."""

    among: Table
    with_outcome: Vector


@dataclass(frozen=True, slots=True)
class Importance:
    """How R-squared divides among the drivers, in their order.

    ``parts`` add up to ``r_squared``; ``shares`` are the same as fractions of it (None where nothing is explained);
    ``signs`` are +1, -1 or 0 after the plain correlation, since a part itself is never negative for relative weights.
    """

    parts: tuple[float, ...]
    shares: tuple[float, ...] | None
    signs: tuple[int, ...]
    r_squared: float


@dataclass(frozen=True, slots=True)
class Dominance:
    """An LMG decomposition with the R-squared of every set of drivers, sets as sorted positions, and by set size.

    ``conditional[k][j]`` is what driver j adds on average to k others.
    """

    importance: Importance
    subsets: dict[tuple[int, ...], float]
    conditional: tuple[tuple[float, ...], ...]


def correlations(drivers: Rows, outcome: Numbers) -> Correlations:
    """Correlate drivers (n rows, p columns) with each other and with the outcome (n values).

    Raises ``NotEnoughEvidence`` unless n exceeds p + 1 and ``OutOfRange`` where a column does not vary.
    """
    columns, target = table(drivers, DRIVERS), vector(outcome, OUTCOME)
    if len(columns) != len(target):
        raise outside(Text("结果变量与驱动因素的行数不同。", "Outcome and drivers differ in length."))
    if len(columns) < columns.shape[1] + 2:
        raise too_few(Text("样本", "Observations"), len(columns), columns.shape[1] + 2)
    whole = np.column_stack([columns, target])
    if (np.ptp(whole, axis=0) == 0).any():
        raise outside(
            Text("有一列没有变化，无法计算相关。", "A column does not vary, so it correlates with nothing."),
            Text("请去掉恒定的列。", "Leave the constant column out."),
        )
    found = np.asarray(np.corrcoef(whole, rowvar=False), dtype=np.float64)
    return Correlations(found[:-1, :-1], found[:-1, -1])


def checked_correlations(among: Rows, with_outcome: Numbers) -> Correlations:
    """Take published correlations: a symmetric matrix with ones on the diagonal, and one value per driver."""
    matrix, target = table(among, DRIVERS), vector(with_outcome, OUTCOME)
    good = matrix.shape == (len(target), len(target)) and np.allclose(matrix, matrix.T, atol=1e-6)
    if not good or not np.allclose(np.diag(matrix), 1.0, atol=1e-6) or np.abs(target).max() > 1:
        raise outside(
            Text(
                "相关矩阵应对称、对角线为 1，并与驱动因素个数一致。",
                "Correlations should be symmetric with ones on the diagonal, one row per driver.",
            )
        )
    if np.linalg.eigvalsh(np.block([[matrix, target[:, None]], [target[None, :], np.ones((1, 1))]]))[0] < -1e-6:
        raise outside(Text("这些相关系数不可能同时成立。", "These correlations cannot hold at the same time."))
    return Correlations(matrix, target)


def _importance(parts: Vector, r_squared: float, with_outcome: Vector) -> Importance:
    shares = tuple(float(part) / r_squared for part in parts) if r_squared > 1e-12 else None
    return Importance(
        tuple(float(part) for part in parts), shares, tuple(int(sign) for sign in np.sign(with_outcome)), r_squared
    )


def _subset_r_squared(known: Correlations, size: int) -> dict[tuple[int, ...], float]:
    """Give R-squared of every set of one size in one stroke; the pseudo-inverse lets drivers repeat each other."""
    sets = list(combinations(range(len(known.with_outcome)), size))
    places = np.array(sets)
    target = known.with_outcome[places]
    inverses = np.linalg.pinv(known.among[places[:, :, None], places[:, None, :]], rcond=1e-10, hermitian=True)
    explained = np.einsum("si,sij,sj->s", target, inverses, target)
    return {each: float(min(1.0, max(0.0, value))) for each, value in zip(sets, explained, strict=True)}


def lmg(known: Correlations) -> Dominance:
    """Divide R-squared by averaging each driver's gain over all orders (Lindeman, Merenda and Gold 1980; Budescu 1993).

    The same numbers are called general dominance and the Shapley decomposition; they add up to R-squared. Raises
    ``OutOfRange`` above 15 drivers: use ``relative_weights`` there.
    """
    p = len(known.with_outcome)
    if p > MOST_DRIVERS:
        message = Text(
            "LMG 最多支持 {most} 个驱动因素，现有 {p} 个。", "LMG takes up to {most} drivers, there are {p}."
        )
        raise outside(message.fill(most=MOST_DRIVERS, p=p), Text("请改用相对权重。", "Use relative weights instead."))
    subsets: dict[tuple[int, ...], float] = {}
    for size in range(1, p + 1):
        subsets |= _subset_r_squared(known, size)
    gains = np.zeros((p, p))
    for members, explained in subsets.items():
        for at in members:
            rest = tuple(member for member in members if member != at)
            gains[len(rest), at] += explained - (subsets[rest] if rest else 0.0)
    conditional = gains / np.array([[comb(p - 1, size)] for size in range(p)])
    whole = subsets[tuple(range(p))]
    importance = _importance(conditional.mean(axis=0), whole, known.with_outcome)
    return Dominance(importance, subsets, tuple(tuple(float(each) for each in row) for row in conditional))


def relative_weights(known: Correlations) -> Importance:
    """Divide R-squared by Johnson's relative weights (2000), which never turn negative and add up to R-squared.

    ``R = V D V'``, ``L = V sqrt(D) V'``, ``b = L^-1 r``, weight of driver j ``sum_k L_jk^2 b_k^2``.
    """
    values, vectors = np.linalg.eigh(known.among)
    roots = np.sqrt(np.clip(values, 0.0, None))
    inverse = np.where(roots > 1e-7, 1.0 / np.where(roots > 1e-7, roots, 1.0), 0.0)
    loadings = (vectors * roots) @ vectors.T
    slopes = (vectors * inverse) @ vectors.T @ known.with_outcome
    parts = (loadings**2) @ (slopes**2)
    return _importance(np.asarray(parts, dtype=np.float64), float(parts.sum()), known.with_outcome)


def importance_intervals(
    drivers: Rows,
    outcome: Numbers,
    method: Literal["lmg", "relative_weights"] = "relative_weights",
    *,
    seed: int,
    resamples: int = 1000,
    confidence: float = 0.95,
) -> tuple[Interval, ...]:
    """Give a percentile bootstrap interval for each driver's part of R-squared, seeded (Tonidandel et al. 2009).

    Draws rows with replacement; a draw in which some column does not vary is drawn again, ten times at most per
    resample on average. Raises ``NotEnoughEvidence`` where nearly every draw is like that.
    """
    columns, target = table(drivers, DRIVERS), vector(outcome, OUTCOME)
    correlations(columns, target)
    explain: Callable[[Correlations], Importance] = (
        relative_weights if method == "relative_weights" else lambda known: lmg(known).importance
    )
    draw = np.random.default_rng(seed)
    drawn: list[tuple[float, ...]] = []
    tries = 0
    while len(drawn) < resamples and tries < 10 * resamples:
        tries += 1
        rows = draw.integers(0, len(target), len(target))
        if (np.ptp(columns[rows], axis=0) > 0).all() and np.ptp(target[rows]) > 0:
            drawn.append(explain(correlations(columns[rows], target[rows])).parts)
    if len(drawn) < resamples:
        raise too_few(Text("可用的重抽样", "Usable resamples"), len(drawn), resamples)
    tail = (1.0 - level(confidence)) / 2.0
    ends = np.quantile(np.array(drawn), [tail, 1.0 - tail], axis=0)
    return tuple(Interval(float(low), float(high)) for low, high in ends.T)
