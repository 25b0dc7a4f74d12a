"""Whether coders and raters agree: Cohen's kappa and the intraclass correlations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.models.checks import level, outside, table, too_few
from sq_core.models.distributions import f_quantile, two_sided_z
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.checks import Rows, Table

KappaWeights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two coders: ``observed`` and ``expected`` are shares, ``value`` is 1 at perfect agreement.

    ``value`` and ``interval`` are None where both coders used one category only: chance alone explains it.
    """

    value: float | None
    observed: float
    expected: float
    n: float
    interval: Interval | None


def cohen_kappa(counts: Rows, weights: KappaWeights = "none", confidence: float = 0.95) -> Kappa:
    """Give Cohen's kappa (1960; weighted 1968) of a square table: rows the first coder, columns the second.

    The interval is the simple large-sample one, ``sqrt(po (1 - po) / n) / (1 - pe)``. Raises ``OutOfRange`` for a
    table that is not square or holds negative counts, ``NotEnoughEvidence`` for an empty one.
    """
    observed = table(counts, Text("一致性表", "The table of agreement"))
    if observed.shape[0] != observed.shape[1] or (observed < 0).any():
        raise outside(Text("一致性表应为方阵且不含负数。", "The table should be square and hold no negative count."))
    total = float(observed.sum())
    if total <= 0:
        raise too_few(Text("已编码的条目", "Coded items"), 0, 1)
    size = len(observed)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(np.float64)
    if weights == "none":
        credit = (apart == 0).astype(np.float64)
    else:
        credit = 1.0 - (apart / max(1, size - 1)) ** (1 if weights == "linear" else 2)
    shares = observed / total
    by_chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    agreed, chance = float((credit * shares).sum()), float((credit * by_chance).sum())
    if 1.0 - chance < 1e-12:
        return Kappa(None, agreed, chance, total, None)
    value = (agreed - chance) / (1.0 - chance)
    reach = two_sided_z(level(confidence)) * math.sqrt(max(0.0, agreed * (1.0 - agreed)) / total) / (1.0 - chance)
    return Kappa(value, agreed, chance, total, Interval(value - reach, value + reach))


def agreement_table(first: Sequence[object], second: Sequence[object]) -> tuple[tuple[str, ...], Table]:
    """Count how two coders labelled the same items: the labels sorted, and the square table of counts."""
    if len(first) != len(second):
        raise outside(Text("两位编码员的条目数不同。", "The two coders did not code the same number of items."))
    labels = tuple(sorted({str(label) for label in (*first, *second)}))
    place = {label: at for at, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)))
    for one, other in zip(first, second, strict=True):
        counts[place[str(one)], place[str(other)]] += 1
    return labels, counts


@dataclass(frozen=True, slots=True)
class Correlation:
    """One intraclass correlation and its interval; None where the ratings leave it undefined."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """The six forms of Shrout and Fleiss (1979).

    ``one_way``: each target has its own raters; ``random``: raters are a sample; ``fixed``: just these raters. The
    ``mean_`` forms tell how reliable the mean of all raters is.
    """

    one_way: Correlation
    random: Correlation
    fixed: Correlation
    mean_one_way: Correlation
    mean_random: Correlation
    mean_fixed: Correlation


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of a targets-by-raters table and its size."""

    targets: float
    within: float
    raters: float
    error: float
    n: int
    k: int


def _ratio(above: float, below: float, scale: float) -> float | None:
    return None if abs(below) <= 1e-12 * scale else above / below


def _simple(squares: _Squares, noise: float, freedom: float, tail: float) -> tuple[Correlation, Correlation]:
    """Give the one-way or fixed form: single rating and mean rating, by the F of targets over noise."""
    between, k, scale = squares.targets, squares.k, squares.targets + squares.within
    single, mean = _ratio(between - noise, between + (k - 1) * noise, scale), _ratio(between - noise, between, scale)
    if noise <= 1e-12 * scale or between <= 1e-12 * scale:
        return Correlation(single, None), Correlation(mean, None)
    f = between / noise
    low = f / f_quantile(1.0 - tail, squares.n - 1, freedom)
    high = f * f_quantile(1.0 - tail, freedom, squares.n - 1)
    return (
        Correlation(single, Interval((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))),
        Correlation(mean, Interval(1 - 1 / low, 1 - 1 / high)),
    )


def _random(squares: _Squares, tail: float) -> tuple[Correlation, Correlation]:
    """Give the form with sampled raters; its interval uses Satterthwaite's degrees of freedom."""
    b, j, e, n, k = squares.targets, squares.raters, squares.error, squares.n, squares.k
    scale = b + squares.within
    single = _ratio(b - e, b + (k - 1) * e + k * (j - e) / n, scale)
    mean = _ratio(b - e, b + (j - e) / n, scale)
    if single is None or e <= 1e-12 * scale or b <= 1e-12 * scale:
        return Correlation(single, None), Correlation(mean, None)
    f = j / e
    part = n * (1 + (k - 1) * single) - k * single
    below = (n - 1) * k * k * single * single * f * f + part * part
    freedom = (k - 1) * (n - 1) * (k * single * f + part) ** 2 / below
    if freedom <= 0:
        return Correlation(single, None), Correlation(mean, None)
    upper, lower = f_quantile(1.0 - tail, n - 1, freedom), f_quantile(1.0 - tail, freedom, n - 1)
    rest = k * j + (k * n - k - n) * e
    low = n * (b - upper * e) / (upper * rest + n * b)
    high = n * (lower * b - e) / (rest + n * lower * b)
    if not -1.0 / (k - 1) < low <= high:  # the approximation breaks down for strongly negative agreement
        return Correlation(single, None), Correlation(mean, None)
    means = Interval(low * k / (1 + low * (k - 1)), high * k / (1 + high * (k - 1)))
    return Correlation(single, Interval(low, high)), Correlation(mean, means)


def intraclass_correlations(ratings: Rows, confidence: float = 0.95) -> IntraclassCorrelations:
    """Give the six intraclass correlations of a complete table of targets (rows) by raters (columns).

    Shrout and Fleiss (1979), intervals after McGraw and Wong (1996). Negative values mean raters differ more within
    a target than between targets. Raises ``NotEnoughEvidence`` below two targets or two raters, ``OutOfRange`` where
    all ratings are alike.
    """
    cells = table(ratings, Text("评分表", "The table of ratings"))
    n, k = cells.shape
    if min(n, k) < 2:
        raise too_few(Text("评分对象或评分员", "Targets or raters"), min(n, k), 2)
    if np.ptp(cells) == 0:
        raise outside(
            Text("所有评分相同，无法计算一致性。", "All ratings are alike, so agreement is undefined."),
            Text("请换用更有区分度的评分对象。", "Have targets rated that differ."),
        )
    middle = cells.mean()
    by_target, by_rater = cells.mean(axis=1), cells.mean(axis=0)
    total = float(((cells - middle) ** 2).sum())
    targets, raters = k * float(((by_target - middle) ** 2).sum()), n * float(((by_rater - middle) ** 2).sum())
    error = max(0.0, total - targets - raters)
    squares = _Squares(
        targets / (n - 1), (total - targets) / (n * (k - 1)), raters / (k - 1), error / ((n - 1) * (k - 1)), n, k
    )
    tail = (1.0 - level(confidence)) / 2.0
    one_way, mean_one_way = _simple(squares, squares.within, n * (k - 1), tail)
    fixed, mean_fixed = _simple(squares, squares.error, (n - 1) * (k - 1), tail)
    random, mean_random = _random(squares, tail)
    return IntraclassCorrelations(one_way, random, fixed, mean_one_way, mean_random, mean_fixed)
