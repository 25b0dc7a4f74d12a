"""The gap model of service quality: 22 items, five dimensions, perception minus expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.models.checks import between, not_negative, number, outside, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCALE, ASKED, MET = Text("量表", "Scale"), Text("应达到的分数", "Score asked"), Text("实际的分数", "Score met")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of service quality and its items, numbered as in the questionnaire."""

    key: str
    name: Text
    first_item: int
    last_item: int

    @property
    def items(self) -> range:
        """The item numbers, 1 to 22."""
        return range(self.first_item, self.last_item + 1)


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("tangibles", Text("有形性", "Tangibles"), 1, 4),
    Dimension("reliability", Text("可靠性", "Reliability"), 5, 9),
    Dimension("responsiveness", Text("响应性", "Responsiveness"), 10, 13),
    Dimension("assurance", Text("保证性", "Assurance"), 14, 17),
    Dimension("empathy", Text("移情性", "Empathy"), 18, 22),
)
"""SERVQUAL as published: 4, 5, 4, 4 and 5 items (Parasuraman, Zeithaml and Berry 1988)."""


@dataclass(frozen=True, slots=True)
class DimensionGap:
    """One dimension's mean perception, expectation and gap, in points of the scale, over the items answered.

    ``expectation`` and ``gap`` are None where nobody was asked what to expect: that is SERVPERF (Cronin and Taylor
    1992), perception alone.
    """

    key: str
    perception: float
    expectation: float | None
    gap: float | None
    items: int


def item_gaps(perceptions: Mapping[int, float], expectations: Mapping[int, float]) -> dict[int, float]:
    """Give perception minus expectation per item number, for the items that have both; negative is a shortfall."""
    return {
        item: number(perceptions[item], Text("感知", "Perception"))
        - number(expectations[item], Text("期望", "Expectation"))
        for item in sorted(perceptions)
        if item in expectations
    }


def dimension_gaps(
    perceptions: Mapping[int, float],
    expectations: Mapping[int, float] | None = None,
    dimensions: Sequence[Dimension] = DIMENSIONS,
) -> tuple[DimensionGap, ...]:
    """Average items (mean score by item number, 1 to 22) into dimensions; one without any item is left out.

    With expectations the gap uses the items that have both, so that it is always perception minus expectation of the
    same items. Raises ``OutOfRange`` for an item number that belongs to no dimension.
    """
    known = {item for dimension in dimensions for item in dimension.items}
    strange = sorted(set(perceptions) - known)
    if strange:
        message = Text("第 {items} 题不属于任何维度。", "Item {items} belongs to no dimension.")
        raise outside(message.fill(items=", ".join(str(item) for item in strange)))
    expected = expectations or {}
    found: list[DimensionGap] = []
    for dimension in dimensions:
        asked = [item for item in dimension.items if item in perceptions and (not expected or item in expected)]
        if not asked:
            continue
        perception = sum(number(perceptions[item], Text("感知", "Perception")) for item in asked) / len(asked)
        expectation = None
        if expected:
            expectation = sum(number(expected[item], Text("期望", "Expectation")) for item in asked) / len(asked)
        gap = None if expectation is None else perception - expectation
        found.append(DimensionGap(dimension.key, perception, expectation, gap, len(asked)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OverallGap:
    """The gaps put together, in points of the scale: sum, plain mean, weighted sum where weights were given.

    ``largest`` is the key of the most negative gap, the worst shortfall; None where no gap is negative.
    """

    total: float
    mean: float
    weighted: float | None
    weights_total: float | None
    largest: str | None


def overall_gap(gaps: Mapping[str, float], weights: Mapping[str, float] | None = None) -> OverallGap:
    """Put dimension gaps together, unweighted (their mean) and weighted (``sum w_d gap_d``).

    Weights add up to one, or to 100 where respondents split 100 points; a rounding slip of two per cent is let pass.
    Raises ``OutOfRange`` for weights that add up to something else or lack a dimension.
    """
    if not gaps:
        raise too_few(Text("维度", "Dimensions"), 0, 1)
    taken = {key: number(gap, Text("差距", "Gap")) for key, gap in gaps.items()}
    total = sum(taken.values())
    worst = min(taken, key=lambda key: taken[key])
    largest = worst if taken[worst] < 0 else None
    if weights is None:
        return OverallGap(total, total / len(taken), None, None, largest)
    if set(weights) != set(taken):
        raise outside(Text("权重与维度不一致。", "There should be one weight per dimension."))
    parts = {key: not_negative(weight, Text("权重", "Weight")) for key, weight in weights.items()}
    whole = sum(parts.values())
    scale = 100.0 if abs(whole - 100.0) <= 2.0 else 1.0
    if abs(whole / scale - 1.0) > 0.02:
        message = Text(
            "权重之和为 {whole}，应为 1 或 100。", "The weights add up to {whole}, they should add up to 1 or to 100."
        )
        raise outside(message.fill(whole=f"{whole:g}"))
    weighted = sum(parts[key] * taken[key] for key in taken) / scale
    return OverallGap(total, total / len(taken), weighted, whole, largest)


@dataclass(frozen=True, slots=True)
class SidedScore:
    """What one side asks for and another meets, both on one scale from ``low`` to ``high``."""

    asked: float
    met: float
    low: float
    high: float


def shortfall(score: SidedScore) -> float:
    """Give how far what is met falls short of what is asked, in hundredths of the scale; nothing where it is met."""
    low, high = number(score.low, SCALE), number(score.high, SCALE)
    if low >= high:
        raise outside(Text("量表下限应小于上限。", "The scale should begin below its end."))
    asked, met = between(score.asked, low, high, ASKED), between(score.met, low, high, MET)
    return 100.0 * max(0.0, asked - met) / (high - low)


def gap_score(scores: Sequence[SidedScore]) -> float:
    """Score one of the five gaps on 0 (no gap) to 100 (the whole scale): the mean shortfall of its items.

    What exceeds the demand counts nothing, so that plenty in one item cannot hide want in another (after Parasuraman,
    Zeithaml and Berry 1985, who name the gaps; the scale is a rule adopted here).
    """
    if not scores:
        raise too_few(Text("题项", "Items"), 0, 1)
    return sum(shortfall(one) for one in scores) / len(scores)
