"""Where a movement sits: what each group adds to the change of a ratio or a sum, exactly.

A ratio of the whole is the weighted mean of its groups' rates, ``R = sum of w * r``, where a group's weight ``w`` is its
share of the whole's denominator. Between two periods both may change. Each of the two factors is moved while the other
stands at the mean of its two ends (Marshall and Edgeworth; for two factors this is also Shapley's value), so that
neither period is preferred and no interaction is left over::

    rate effect = (w0 + w1) / 2 * (r1 - r0)              the group's own rate changed
    mix effect  = (w1 - w0) * ((r0 + r1) / 2 - M)        the group became a larger or smaller part of the whole

``M`` is the mean of ``R0`` and ``R1``: a group that grows lifts the whole only where its rate lies above the whole's.
The two of one group add up to ``w1 * r1 - w0 * r0 - M * (w1 - w0)``. Over groups that make up the whole the weights add
up to one in both periods, so the last term adds up to nothing and the rest to ``R1 - R0``: exactly, whatever ``M`` is.

A group that appears or vanishes has no rate in one period, so nothing of it can be a change of rate: its missing rate is
taken to be the one it has, and the same formulas give ``w1 * (r1 - M)`` or ``-w0 * (r0 - M)``, all of it mix.

What the groups named do not make up is the residual: the movement less the sum of their parts. It says where something
sits, never why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.models.checks import not_negative, number, outside
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMERATOR = Text("分子", "Numerator")
DENOMINATOR = Text("分母", "Denominator")
CHANCES = Text("p 值", "p-value")


@dataclass(frozen=True, slots=True)
class TwoPeriods:
    """What a group (or the whole) adds up to in two periods; a period in which it is absent has zeros."""

    num0: float
    den0: float
    num1: float
    den1: float

    @property
    def before(self) -> float | None:
        """The rate of the first period; None where the group is absent from it."""
        return self.num0 / self.den0 if self.den0 else None

    @property
    def after(self) -> float | None:
        """The rate of the second period; None where the group is absent from it."""
        return self.num1 / self.den1 if self.den1 else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one group adds to a movement, in the unit of the measure: by its own change, and by its weight."""

    rate: float
    mix: float = 0.0

    @property
    def total(self) -> float:
        """Both together."""
        return self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A movement and its parts, one effect a group in the order they came; ``residual`` is what they leave."""

    movement: float
    effects: tuple[Effect, ...]
    residual: float


def decompose_ratio(groups: Sequence[TwoPeriods], whole: TwoPeriods | None = None) -> Decomposition:
    """Split the movement of a ratio into rate and mix effects of its groups that add up to it.

    Without ``whole`` the groups are the whole. With it, what the groups lack of it is left as residual. Raises
    ``OutOfRange`` for a negative denominator, for numbers that are not finite, for a whole that has no denominator in
    one of the periods, and for a group that has a numerator and no denominator.
    """
    for group in groups:
        _checked(group)
    all_of_it = _checked(whole) if whole is not None else _added(groups)
    before, after = all_of_it.before, all_of_it.after
    if before is None or after is None:
        raise outside(
            Text("整体在其中一个期间没有分母。", "The whole has no denominator in one of the periods."),
            Text("请选择两个都有数值的期间。", "Choose two periods that both have a value."),
        )
    middle = (before + after) / 2.0
    effects = tuple(_effect(group, all_of_it, middle) for group in groups)
    return _decomposition(after - before, effects)


def decompose_sum(groups: Sequence[tuple[float, float]], whole: tuple[float, float] | None = None) -> Decomposition:
    """Split the movement of a sum into what each group's own sum moved by; pairs are before and after.

    Without ``whole`` the groups are the whole. Raises ``OutOfRange`` for numbers that are not finite.
    """
    effects = tuple(Effect(number(after, NUMERATOR) - number(before, NUMERATOR)) for before, after in groups)
    if whole is None:
        return Decomposition(math.fsum(effect.total for effect in effects), effects, 0.0)
    return _decomposition(number(whole[1], NUMERATOR) - number(whole[0], NUMERATOR), effects)


def _decomposition(movement: float, effects: tuple[Effect, ...]) -> Decomposition:
    """Leave as residual what the effects do not reach; what only the order of adding up makes is nothing."""
    residual = math.fsum([movement, *(-effect.rate for effect in effects), *(-effect.mix for effect in effects)])
    size = max([abs(movement), *(abs(effect.total) for effect in effects)])
    return Decomposition(movement, effects, 0.0 if abs(residual) <= 1e-12 * size else residual)


def _effect(group: TwoPeriods, whole: TwoPeriods, middle: float) -> Effect:
    before, after = group.before, group.after
    w0, w1 = group.den0 / whole.den0, group.den1 / whole.den1
    if before is None and after is None:
        return Effect(0.0)
    if before is None or after is None:
        present = after if before is None else before
        return Effect(0.0, (w1 - w0) * ((present or 0.0) - middle))
    return Effect((w0 + w1) / 2.0 * (after - before), (w1 - w0) * ((before + after) / 2.0 - middle))


def _checked(group: TwoPeriods) -> TwoPeriods:
    for num, den in ((group.num0, group.den0), (group.num1, group.den1)):
        if not_negative(den, DENOMINATOR) == 0 and number(num, NUMERATOR) != 0:
            raise outside(
                Text("有分子 {num}，但没有分母。", "There is a numerator of {num} and no denominator.").fill(
                    num=f"{num:g}"
                )
            )
        number(num, NUMERATOR)
    return group


def _added(groups: Sequence[TwoPeriods]) -> TwoPeriods:
    return TwoPeriods(
        math.fsum(group.num0 for group in groups),
        math.fsum(group.den0 for group in groups),
        math.fsum(group.num1 for group in groups),
        math.fsum(group.den1 for group in groups),
    )


def stands_out(effects: Sequence[float], weights: Sequence[float], movement: float) -> float:
    """Say how far the one group that departs most is from carrying its share of a movement, in the measure's unit.

    A group that moved exactly as the whole adds its weight times the movement; what it adds beyond or below that is its
    own. The plain share of the largest part would instead always choose the cut that has the largest group.
    """
    away = [abs(effect - weight * movement) for effect, weight in zip(effects, weights, strict=True)]
    return max(away, default=0.0)


def adjusted_chances(chances: Sequence[float | None]) -> tuple[float | None, ...]:
    """Raise p-values for having looked at several groups at once (Holm 1979); what was not tested stays None.

    One of four regions beyond one in twenty is what chance alone shows in every fifth quarter.
    """
    known = [(chance, index) for index, chance in enumerate(chances) if chance is not None]
    raised: list[float | None] = [None] * len(chances)
    reached = 0.0
    for rank, (chance, index) in enumerate(sorted(known)):
        if not 0.0 <= chance <= 1.0:
            raise outside(Text("{what}应在 0 与 1 之间。", "{what} should lie between 0 and 1.").fill(what=CHANCES))
        reached = max(reached, min(1.0, chance * (len(known) - rank)))
        raised[index] = reached
    return tuple(raised)


def rounded_alike(values: Sequence[float], total: float, decimals: int) -> tuple[float, ...]:
    """Round parts so that what is shown adds up to what is shown of their total (largest remainders).

    Every part is rounded down or up, never by as much as one unit of the last place where the parts add up to the
    total; the ones nearest to the next step are taken up first. Values too large for the step come back as they are.
    """
    step = 10.0**decimals
    scaled = [number(value, NUMERATOR) * step for value in values]
    downs = [math.floor(value + 1e-9) for value in scaled]
    missing = round(number(total, NUMERATOR) * step) - sum(downs)
    order = sorted(range(len(scaled)), key=lambda index: downs[index] - scaled[index])
    up = set(order[: max(0, min(missing, len(order)))])
    return tuple((down + (index in up)) / step for index, down in enumerate(downs))
