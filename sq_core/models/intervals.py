"""Intervals: how sure a number is. Every estimate a person reads travels with one of these."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sq_core.models.checks import level, not_negative, number, outside, too_few
from sq_core.models.distributions import t_quantile, two_sided_z
from sq_core.words import Text

RESPONSES = Text("回答数", "Number of answers")
SUCCESSES = Text("命中数", "Number of hits")


@dataclass(frozen=True, slots=True)
class Interval:
    """A range with ``low <= high``, in the unit of what it surrounds."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            message = Text("区间下限 {low} 高于上限 {high}。", "The lower end {low} lies above the upper end {high}.")
            raise outside(message.fill(low=f"{self.low:g}", high=f"{self.high:g}"))

    @property
    def half_width(self) -> float:
        """Half the distance between the ends."""
        return (self.high - self.low) / 2.0

    def holds(self, value: float) -> bool:
        """Tell whether a value lies inside, ends included."""
        return self.low <= value <= self.high

    def scaled(self, factor: float, offset: float = 0.0) -> Interval:
        """Bring the ends to another scale: ``offset + factor * end``; a negative factor swaps them."""
        ends = (offset + factor * self.low, offset + factor * self.high)
        return Interval(min(ends), max(ends))

    def clipped(self, low: float, high: float) -> Interval:
        """Cut the ends to what the measure can be."""
        return Interval(min(max(self.low, low), high), max(min(self.high, high), low))


def checked_count(successes: float, n: float) -> tuple[float, float]:
    """Take a count of hits among ``n``; weighted counts may be fractions."""
    hits, cases = not_negative(successes, SUCCESSES), not_negative(n, RESPONSES)
    if cases == 0:
        raise too_few(RESPONSES, 0, 1)
    if hits > cases:
        message = Text("命中数 {hits} 多于总数 {n}。", "There are more hits ({hits}) than cases ({n}).")
        raise outside(message.fill(hits=f"{hits:g}", n=f"{cases:g}"))
    return hits, cases


def wilson(successes: float, n: float, confidence: float = 0.95) -> Interval:
    """Give the Wilson score interval of a share, as fractions (Wilson 1927; Newcombe 1998, method 3).

    Holds at 0 of n and n of n, where the normal interval collapses: 0 of 20 gives 0 to 0.161. Raises
    ``NotEnoughEvidence`` for n = 0 and ``OutOfRange`` for negative counts or more hits than cases.
    """
    hits, cases = checked_count(successes, n)
    z = two_sided_z(level(confidence))
    share, slack = hits / cases, z * z / cases
    middle = (share + slack / 2.0) / (1.0 + slack)
    reach = z / (1.0 + slack) * math.sqrt(share * (1.0 - share) / cases + slack / (4.0 * cases))
    # The ends are exact at the edges; floating point would leave 1e-17 there and a card would show "-0.0 %".
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    high = 1.0 if hits == cases else min(1.0, middle + reach)
    return Interval(min(low, share), max(high, share))


def variance_from_sums(total: float, total_of_squares: float, n: float) -> float:
    """Give the sample variance (n - 1) from sums; rounding just below zero counts as zero, more is refused.

    A sum of squares that is not a number (some of the spread is not known) is refused too: it is no spread of zero.
    """
    number(total_of_squares, Text("平方和", "Sum of squares"))
    if n <= 1:
        raise too_few(RESPONSES, int(n), 2)
    spread = total_of_squares - total * total / n
    if spread < -1e-9 * max(abs(total_of_squares), total * total / n):
        message = Text(
            "平方和 {ss} 小于总和 {total} 与 n={n} 所允许的最小值。",
            "The sum of squares {ss} is smaller than a total of {total} over {n} allows.",
        )
        raise outside(message.fill(ss=f"{total_of_squares:g}", total=f"{total:g}", n=f"{n:g}"))
    return max(0.0, spread) / (n - 1)


def mean_interval(total: float, total_of_squares: float, n: float, confidence: float = 0.95) -> Interval:
    """Give Student's t interval of a mean from its sums, in the unit of the values (Student 1908).

    ``n`` is the number of answers. When all answers are alike the interval has no width: that tells nothing of the
    population, so n must be shown beside it. Raises ``NotEnoughEvidence`` below two answers.
    """
    cases = not_negative(n, RESPONSES)
    summed = number(total, Text("总和", "Total"))
    squares = not_negative(total_of_squares, Text("平方和", "Sum of squares"))
    deviation = math.sqrt(variance_from_sums(summed, squares, cases) / cases)
    reach = t_quantile(0.5 + level(confidence) / 2.0, cases - 1) * deviation
    return Interval(summed / cases - reach, summed / cases + reach)
