"""Whether things really changed: two periods compared from what is kept of them, their means or shares and their n."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sq_core.models.checks import level, not_negative, number, outside, too_few
from sq_core.models.distributions import t_quantile, t_two_sided
from sq_core.models.intervals import Interval
from sq_core.models.proportions import difference_interval, two_proportion_test
from sq_core.words import Text

MEAN = Text("均值", "Mean")
ERROR = Text("标准误", "Standard error")
ANSWERS = Text("回答数", "Answers")
COUNT = Text("件数", "Cases")


@dataclass(frozen=True, slots=True)
class Difference:
    """After less before, in the unit of the values, with its interval and the chance of seeing it without a change."""

    estimate: float
    interval: Interval
    p_value: float | None


def compare_means(
    before: float,
    before_error: float,
    before_n: float,
    after: float,
    after_error: float,
    after_n: float,
    confidence: float = 0.95,
) -> Difference:
    """Compare two independent means from their standard errors (Welch 1947), degrees of freedom by Satterthwaite.

    Raises ``NotEnoughEvidence`` below two answers on either side, ``OutOfRange`` where neither side varies.
    """
    gap = number(after, MEAN) - number(before, MEAN)
    one, two = not_negative(before_error, ERROR) ** 2, not_negative(after_error, ERROR) ** 2
    for n in (before_n, after_n):
        if number(n, ANSWERS) < 2:
            raise too_few(ANSWERS, int(n), 2)
    if one + two <= 0:
        raise outside(
            Text("两期内部都没有差异，无法检验。", "Nothing varies within either period, so there is nothing to test.")
        )
    freedom = (one + two) ** 2 / (one**2 / (before_n - 1) + two**2 / (after_n - 1))
    error = math.sqrt(one + two)
    reach = t_quantile(0.5 + level(confidence) / 2.0, freedom) * error
    return Difference(gap, Interval(gap - reach, gap + reach), t_two_sided(gap / error, freedom))


def compare_shares(
    before: float, before_n: float, after: float, after_n: float, confidence: float = 0.95
) -> Difference:
    """Compare two independent shares (fractions) with Newcombe's interval and the pooled z test.

    Where an expected count falls below five, Fisher's exact chance is given instead (Fagerland, Lydersen and Laake
    2015). Raises ``OutOfRange`` for a share outside 0..1.
    """
    hits, later = before * before_n, after * after_n
    found = difference_interval(later, after_n, hits, before_n, confidence)
    test = two_proportion_test(hits, before_n, later, after_n)
    chance = test.p_value if test.exact_p_value is None else test.exact_p_value
    return Difference(found.estimate, found.newcombe, chance)


def compare_counts(before: float, after: float) -> float:
    """Tell how likely two counts of independent cases over equal times are at least as far apart by chance.

    Given their sum, each case falls into either period like a fair coin (Przyborowski and Wilenski 1940): the exact
    two-sided chance. Raises ``NotEnoughEvidence`` where there is no case at all.
    """
    from scipy.special import bdtr

    early, late = not_negative(before, COUNT), not_negative(after, COUNT)
    if early + late < 1:
        raise too_few(COUNT, 0, 1)
    return min(1.0, 2.0 * float(bdtr(math.floor(min(early, late)), round(early + late), 0.5)))
