"""How many cases a comparison needs, and how likely it is to see a difference that is there.

The noncentral tails come from scipy.special; statsmodels.stats.power gives the same numbers to eight digits, but takes
1.6 s to import and its root finder warns where this one, which only halves a range, does not.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from sq_core.models.checks import between, outside, positive, too_few
from sq_core.models.distributions import (
    f_quantile,
    noncentral_f_above,
    noncentral_t_above,
    normal_below,
    normal_quantile,
    t_quantile,
)
from sq_core.models.sample_size import SampleSize
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable

Alternative = Literal["two-sided", "larger", "smaller"]

SHARE = Text("比例", "Share")
ALPHA = Text("显著性水平", "Significance level")
POWER = Text("检验功效", "Power")
GROUP = Text("每组样本量", "Cases per group")
EFFECT = Text("效应量", "Effect size")
MOST_CASES = 1e12
"""An effect that needs more than this many cases is no effect."""


def cohen_h(first: float, second: float) -> float:
    """Give Cohen's effect size of two shares, ``2 asin sqrt(p1) - 2 asin sqrt(p2)`` (Cohen 1988)."""
    one, two = between(first, 0.0, 1.0, SHARE), between(second, 0.0, 1.0, SHARE)
    return 2.0 * math.asin(math.sqrt(one)) - 2.0 * math.asin(math.sqrt(two))


def _alpha(alpha: float) -> float:
    return between(alpha, 0.0, 1.0, ALPHA, ends=False)


def _normal_power(shift: float, alpha: float, alternative: Alternative) -> float:
    """Give the power of a z test whose statistic is shifted by ``shift``."""
    if alternative == "two-sided":
        z = -normal_quantile(alpha / 2.0)
        return normal_below(abs(shift) - z) + normal_below(-abs(shift) - z)
    toward = shift if alternative == "larger" else -shift
    return normal_below(toward + normal_quantile(alpha))


def _toward(effect: float, alternative: Alternative) -> None:
    """Refuse an effect that no number of cases could show."""
    against = (alternative == "larger" and effect < 0) or (alternative == "smaller" and effect > 0)
    if effect == 0 or against:
        raise outside(
            Text("没有可检出的差异。", "There is no difference to detect."),
            Text("请给出备择方向上的两个不同的值。", "Give two different values, in the direction that is tested."),
        )


def _needed(power_of: Callable[[float], float], power: float, least: float) -> SampleSize:
    """Find by halving where the power, which grows with the cases, reaches what is wanted."""
    wanted = between(power, 0.0, 1.0, POWER, ends=False)
    low, high = least, least * 2.0
    while power_of(high) < wanted:
        low, high = high, high * 2.0
        if high > MOST_CASES:
            raise outside(Text("差异太小，样本量超出一切实际。", "The difference is too small for any sample to show."))
    if power_of(low) >= wanted:
        return SampleSize(low)
    for _ in range(200):
        middle = (low + high) / 2.0
        if not low < middle < high:
            break
        low, high = (low, middle) if power_of(middle) >= wanted else (middle, high)
    return SampleSize(high)


def power_one_proportion(effect: float, n: float, alpha: float = 0.05, alternative: Alternative = "two-sided") -> float:
    """Give the power to tell a share from a standard, ``effect`` in Cohen's h, n cases (Cohen 1988)."""
    return _normal_power(effect * math.sqrt(positive(n, GROUP)), _alpha(alpha), alternative)


def size_one_proportion(
    effect: float, power: float = 0.8, alpha: float = 0.05, alternative: Alternative = "two-sided"
) -> SampleSize:
    """Give the cases needed to tell a share from a standard, ``effect`` in Cohen's h; round up."""
    _toward(effect, alternative)
    significance = _alpha(alpha)
    return _needed(lambda n: _normal_power(effect * math.sqrt(n), significance, alternative), power, 1e-6)


def power_two_proportions(
    effect: float, first_n: float, second_n: float, alpha: float = 0.05, alternative: Alternative = "two-sided"
) -> float:
    """Give the power to tell two shares apart by the arcsine formula, ``effect`` in Cohen's h."""
    one, two = positive(first_n, GROUP), positive(second_n, GROUP)
    return _normal_power(effect * math.sqrt(one * two / (one + two)), _alpha(alpha), alternative)


def size_two_proportions(
    effect: float,
    power: float = 0.8,
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
    first_n: float | None = None,
) -> SampleSize:
    """Give the cases per group by the arcsine formula; with ``first_n`` fixed, the cases of the other group.

    Raises ``OutOfRange`` where the fixed group is too small for any second group to reach the power.
    """
    _toward(effect, alternative)
    significance = _alpha(alpha)
    if first_n is None:
        return _needed(lambda n: _normal_power(effect * math.sqrt(n / 2.0), significance, alternative), power, 1e-6)
    fixed = positive(first_n, GROUP)
    return _needed(lambda n: power_two_proportions(effect, fixed, n, significance, alternative), power, 1e-6)


def _sides(alternative: Alternative) -> int:
    return 2 if alternative == "two-sided" else 1


def power_two_proportions_pooled(
    first: float, second: float, n: float, alpha: float = 0.05, alternative: Alternative = "two-sided"
) -> float:
    """Give the power by the pooled normal approximation, R's ``power.prop.test``: n per group.

    Differs a little from the arcsine formula (1564.672 against 1564.529 for .55 and .50): name the formula shown.
    """
    one, two = between(first, 0.0, 1.0, SHARE), between(second, 0.0, 1.0, SHARE)
    spread = one * (1.0 - one) + two * (1.0 - two)
    if spread == 0:
        raise outside(Text("两个比例都是 0 或 1，没有抽样误差。", "Both shares are 0 or 1: nothing varies."))
    pooled = (one + two) * (1.0 - (one + two) / 2.0)
    z = -normal_quantile(_alpha(alpha) / _sides(alternative))
    shift = math.sqrt(positive(n, GROUP)) * abs(one - two)
    return normal_below((shift - z * math.sqrt(pooled)) / math.sqrt(spread))


def size_two_proportions_pooled(
    first: float, second: float, power: float = 0.8, alpha: float = 0.05, alternative: Alternative = "two-sided"
) -> SampleSize:
    """Give the cases per group by the pooled normal approximation, R's ``power.prop.test``; round up."""
    one, two = between(first, 0.0, 1.0, SHARE), between(second, 0.0, 1.0, SHARE)
    _toward(one - two, "two-sided")
    z_alpha = -normal_quantile(_alpha(alpha) / _sides(alternative))
    z_power = normal_quantile(between(power, 0.0, 1.0, POWER, ends=False))
    pooled = math.sqrt((one + two) * (1.0 - (one + two) / 2.0))
    spread = math.sqrt(one * (1.0 - one) + two * (1.0 - two))
    return SampleSize((max(0.0, z_alpha * pooled + z_power * spread) / (one - two)) ** 2)


def power_t_two_samples(
    effect: float, first_n: float, second_n: float, alpha: float = 0.05, alternative: Alternative = "two-sided"
) -> float:
    """Give the power of the two-sample t test, ``effect`` in standard deviations (Cohen's d), by the noncentral t."""
    one, two = positive(first_n, GROUP), positive(second_n, GROUP)
    freedom = one + two - 2.0
    if freedom <= 0:
        raise too_few(GROUP, int(min(one, two)), 2)
    shift = effect * math.sqrt(one * two / (one + two))
    if alternative == "two-sided":
        edge = t_quantile(1.0 - _alpha(alpha) / 2.0, freedom)
        below = 1.0 - noncentral_t_above(-edge, freedom, abs(shift))
        return noncentral_t_above(edge, freedom, abs(shift)) + below
    edge = t_quantile(1.0 - _alpha(alpha), freedom)
    return noncentral_t_above(edge, freedom, shift if alternative == "larger" else -shift)


def size_t_two_samples(
    effect: float,
    power: float = 0.8,
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
    first_n: float | None = None,
) -> SampleSize:
    """Give the cases per group of the two-sample t test; with ``first_n`` fixed, those of the other group."""
    _toward(effect, alternative)
    significance = _alpha(alpha)
    return _needed(
        lambda n: power_t_two_samples(effect, n if first_n is None else first_n, n, significance, alternative),
        power,
        1.01,
    )


def power_anova(groups: int, effect: float, n: float, alpha: float = 0.05) -> float:
    """Give the power of one-way analysis of variance, n per group, ``effect`` in Cohen's f, by the noncentral F."""
    if groups < 2:
        raise too_few(Text("组数", "Groups"), groups, 2)
    cases = positive(n, GROUP)
    if cases <= 1:
        raise too_few(GROUP, int(cases), 2)
    shift = positive(effect, EFFECT) ** 2 * groups * cases
    above, below = groups - 1.0, groups * (cases - 1.0)
    return noncentral_f_above(f_quantile(1.0 - _alpha(alpha), above, below), above, below, shift)


def size_anova(groups: int, effect: float, power: float = 0.8, alpha: float = 0.05) -> SampleSize:
    """Give the cases per group of one-way analysis of variance, ``effect`` in Cohen's f; round up."""
    significance = _alpha(alpha)
    return _needed(lambda n: power_anova(groups, effect, n, significance), power, 1.01)
