"""Shares and their differences: other intervals than Wilson's, and before-after comparisons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from sq_core.models.checks import level, outside
from sq_core.models.distributions import beta_quantile, normal_two_sided, two_sided_z
from sq_core.models.intervals import Interval, checked_count, wilson
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable

ShareMethod = Literal["wilson", "wilson_continuity", "clopper_pearson", "agresti_coull", "jeffreys", "wald"]
SHARE_METHODS: tuple[ShareMethod, ...] = get_args(ShareMethod)


def _wald(hits: float, n: float, confidence: float) -> Interval:
    share = hits / n
    reach = two_sided_z(confidence) * math.sqrt(share * (1.0 - share) / n)
    return Interval(share - reach, share + reach).clipped(0.0, 1.0)


def _agresti_coull(hits: float, n: float, confidence: float) -> Interval:
    z = two_sided_z(confidence)
    cases = n + z * z
    share = (hits + z * z / 2.0) / cases
    reach = z * math.sqrt(share * (1.0 - share) / cases)
    return Interval(share - reach, share + reach).clipped(0.0, 1.0)


def _clopper_pearson(hits: float, n: float, confidence: float) -> Interval:
    tail = (1.0 - confidence) / 2.0
    low = 0.0 if hits == 0 else beta_quantile(tail, hits, n - hits + 1.0)
    high = 1.0 if hits == n else beta_quantile(1.0 - tail, hits + 1.0, n - hits)
    return Interval(low, high)


def _jeffreys(hits: float, n: float, confidence: float) -> Interval:
    tail = (1.0 - confidence) / 2.0
    low = 0.0 if hits == 0 else beta_quantile(tail, hits + 0.5, n - hits + 0.5)
    high = 1.0 if hits == n else beta_quantile(1.0 - tail, hits + 0.5, n - hits + 0.5)
    return Interval(low, high)


def _wilson_continuity(hits: float, n: float, confidence: float) -> Interval:
    z, share = two_sided_z(confidence), hits / n
    square = z * z
    base = 2.0 * hits + square
    under = square - 2.0 - 1.0 / n + 4.0 * share * (n * (1.0 - share) + 1.0)
    over = square + 2.0 - 1.0 / n + 4.0 * share * (n * (1.0 - share) - 1.0)
    whole = 2.0 * (n + square)
    low = 0.0 if hits == 0 else (base - 1.0 - z * math.sqrt(max(0.0, under))) / whole
    high = 1.0 if hits == n else (base + 1.0 + z * math.sqrt(max(0.0, over))) / whole
    return Interval(low, high).clipped(0.0, 1.0)


_METHODS: dict[ShareMethod, Callable[[float, float, float], Interval]] = {
    "wilson": wilson,
    "wilson_continuity": _wilson_continuity,
    "clopper_pearson": _clopper_pearson,
    "agresti_coull": _agresti_coull,
    "jeffreys": _jeffreys,
    "wald": _wald,
}


def proportion_interval(
    successes: float, n: float, confidence: float = 0.95, method: ShareMethod = "wilson"
) -> Interval:
    """Give the interval of a share as fractions, by a named method (Newcombe 1998; Brown, Cai and DasGupta 2001).

    Wilson is what readings use. Wald collapses at 0 of n and n of n and is here only to be compared with.
    """
    if method not in _METHODS:
        message = Text("没有名为 {name} 的区间方法。", "There is no interval method called {name}.")
        raise outside(
            message.fill(name=method), Text("可用：{all}。", "Use one of: {all}.").fill(all=", ".join(_METHODS))
        )
    hits, cases = checked_count(successes, n)
    return _METHODS[method](hits, cases, level(confidence))


@dataclass(frozen=True, slots=True)
class ProportionDifference:
    """First share minus second, in fractions (0.05 is five percentage points), with four intervals of it."""

    estimate: float
    newcombe: Interval
    wald: Interval
    agresti_caffo: Interval
    miettinen_nurminen: Interval


def _restricted_share(first: float, second: float, n_first: float, n_second: float, gap: float) -> float:
    """Give the likeliest second-group-plus-gap share under a fixed difference (Farrington and Manning 1990)."""
    ratio = n_second / n_first
    a = 1.0 + ratio
    b = -(1.0 + ratio + first + ratio * second + gap * (ratio + 2.0))
    c = gap * gap + gap * (2.0 * first + ratio + 1.0) + first + ratio * second
    d = -first * gap * (1.0 + gap)
    turn = (b / (3.0 * a)) ** 3 - b * c / (6.0 * a * a) + d / (2.0 * a)
    length = math.copysign(math.sqrt(max(0.0, (b / (3.0 * a)) ** 2 - c / (3.0 * a))), turn)
    cosine = 0.0 if length == 0 else turn / length**3
    angle = (math.pi + math.acos(min(1.0, max(-1.0, cosine)))) / 3.0
    share = 2.0 * length * math.cos(angle) - b / (3.0 * a)
    return min(max(share, 0.0, gap), 1.0, 1.0 + gap)


def _score(first: float, second: float, n_first: float, n_second: float, gap: float) -> float:
    share = _restricted_share(first, second, n_first, n_second, gap)
    other = share - gap
    cases = n_first + n_second
    variance = (share * (1.0 - share) / n_first + other * (1.0 - other) / n_second) * cases / (cases - 1.0)
    distance = first - second - gap
    if variance <= 1e-15:
        return 0.0 if abs(distance) < 1e-12 else math.copysign(math.inf, distance)
    return distance / math.sqrt(variance)


def _miettinen_nurminen(first: float, second: float, n_first: float, n_second: float, z: float) -> Interval:
    """Invert the score test by halving; the library's root finder fails at 0 of n and n of n."""
    estimate = first - second
    ends: list[float] = []
    for edge in (-1.0, 1.0):
        inside, beyond = estimate, edge
        if abs(_score(first, second, n_first, n_second, edge)) <= z:
            inside = edge
        for _ in range(80):
            middle = (inside + beyond) / 2.0
            if abs(_score(first, second, n_first, n_second, middle)) <= z:
                inside = middle
            else:
                beyond = middle
        ends.append(inside)
    return Interval(ends[0], ends[1])


def difference_interval(
    first_hits: float, first_n: float, second_hits: float, second_n: float, confidence: float = 0.95
) -> ProportionDifference:
    """Give the difference of two independent shares with intervals (Newcombe 1998; Fagerland et al. 2015).

    Show Newcombe's hybrid score interval: it holds at 0 of n and n of n and never leaves -1..1. Only shares of the
    same population may be subtracted. Raises ``NotEnoughEvidence`` for an empty group.
    """
    x1, n1 = checked_count(first_hits, first_n)
    x2, n2 = checked_count(second_hits, second_n)
    z = two_sided_z(level(confidence))
    p1, p2 = x1 / n1, x2 / n2
    gap = p1 - p2
    one, two = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    newcombe = Interval(gap - math.hypot(p1 - one.low, two.high - p2), gap + math.hypot(one.high - p1, p2 - two.low))
    wald_reach = z * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    a1, a2 = (x1 + 1.0) / (n1 + 2.0), (x2 + 1.0) / (n2 + 2.0)
    caffo_reach = z * math.sqrt(a1 * (1 - a1) / (n1 + 2.0) + a2 * (1 - a2) / (n2 + 2.0))
    return ProportionDifference(
        gap,
        newcombe.clipped(-1.0, 1.0),
        Interval(gap - wald_reach, gap + wald_reach).clipped(-1.0, 1.0),
        Interval(a1 - a2 - caffo_reach, a1 - a2 + caffo_reach).clipped(-1.0, 1.0),
        _miettinen_nurminen(p1, p2, n1, n2, z),
    )


@dataclass(frozen=True, slots=True)
class TwoProportionTest:
    """A before-after test of two shares; ``difference`` is after minus before, z has its sign.

    ``z`` and ``p_value`` are None where both groups are all hits or all misses: the shares are equal and nothing
    varies. ``exact_p_value`` is Fisher's and is given where an expected count is below five: use it there.
    """

    difference: float
    standard_error: float
    z: float | None
    p_value: float | None
    smallest_expected: float
    exact_p_value: float | None


def two_proportion_test(before_hits: float, before_n: float, after_hits: float, after_n: float) -> TwoProportionTest:
    """Test whether a share changed, with the pooled z of NIST e-Handbook 7.3.3; two-sided."""
    x1, n1 = checked_count(before_hits, before_n)
    x2, n2 = checked_count(after_hits, after_n)
    pooled = (x1 + x2) / (n1 + n2)
    error = math.sqrt(pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2))
    smallest = min(pooled, 1.0 - pooled) * min(n1, n2)
    exact = None
    if smallest < 5 and all(float(count).is_integer() for count in (x1, n1, x2, n2)):
        from scipy.stats import fisher_exact  # a second of import, only for thin evidence

        exact = float(fisher_exact([[int(x1), int(n1 - x1)], [int(x2), int(n2 - x2)]]).pvalue)
    gap = x2 / n2 - x1 / n1
    z = gap / error if error > 0 else None
    return TwoProportionTest(gap, error, z, None if z is None else normal_two_sided(z), smallest, exact)
