"""Patterns on a control chart that chance rarely makes: Nelson's eight rules.

Every rule also fires by chance. Rule 1 alone does so on 0.27 % of the points of a stable process; all eight together
on about 1.1 %. Switch on only the rules somebody will act upon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import number, outside, positive, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sq_core.models.checks import Numbers, Vector


@dataclass(frozen=True, slots=True)
class RunRule:
    """A rule: its number after Nelson, what it says, how many points it looks at."""

    number: int
    says: Text
    span: int


RUN_RULES: tuple[RunRule, ...] = (
    RunRule(1, Text("1 点超出 3 西格玛", "One point beyond 3 sigma"), 1),
    RunRule(2, Text("连续 9 点在中心线同侧", "Nine points in a row on one side"), 9),
    RunRule(3, Text("连续 6 点递增或递减", "Six points in a row rising or falling"), 6),
    RunRule(4, Text("连续 14 点上下交替", "Fourteen points alternating"), 14),
    RunRule(5, Text("3 点中有 2 点在同侧 2 西格玛以外", "Two of three beyond 2 sigma, same side"), 3),
    RunRule(6, Text("5 点中有 4 点在同侧 1 西格玛以外", "Four of five beyond 1 sigma, same side"), 5),
    RunRule(7, Text("连续 15 点在 1 西格玛以内", "Fifteen points within 1 sigma"), 15),
    RunRule(8, Text("连续 8 点在 1 西格玛以外", "Eight points beyond 1 sigma, either side"), 8),
)

WESTERN_ELECTRIC: tuple[int, ...] = (1, 5, 6)
"""Nelson's numbers of the zone rules of Western Electric (1956); its fourth, eight on one side, is one shorter."""


@dataclass(frozen=True, slots=True)
class RunSignal:
    """A rule that fired at a point, both counted from 1; the point is the last of the pattern."""

    rule: int
    point: int


def _of(window: Vector, beyond: float, need: int) -> bool:
    """Tell whether enough points of a window lie beyond, on one side, the last one among them."""
    above, below = window > beyond, window < -beyond
    return bool((above.sum() >= need and above[-1]) or (below.sum() >= need and below[-1]))


def _one_way(window: Vector) -> bool:
    steps = np.diff(window)
    return bool((steps > 0).all() or (steps < 0).all())


def _alternates(window: Vector) -> bool:
    steps = np.diff(window)
    return bool((steps != 0).all() and (steps[1:] * steps[:-1] < 0).all())


_TESTS: dict[int, Callable[[Vector], bool]] = {
    1: lambda window: bool(abs(window[-1]) > 3),
    2: lambda window: bool((window > 0).all() or (window < 0).all()),
    3: _one_way,
    4: _alternates,
    5: lambda window: _of(window, 2.0, 2),
    6: lambda window: _of(window, 1.0, 4),
    7: lambda window: bool((np.abs(window) < 1).all()),
    8: lambda window: bool((np.abs(window) > 1).all()),
}


def run_signals(
    values: Numbers, center: float, sigma: float, rules: Sequence[int] = (1, 2, 3, 4, 5, 6, 7, 8)
) -> tuple[RunSignal, ...]:
    """List where the rules fire on plotted values (Nelson 1984), in order of point, then rule.

    A point exactly on the centre line is on neither side and breaks a run; equal neighbours break rises and falls.
    Raises ``OutOfRange`` for a rule number that does not exist or a sigma that is not positive.
    """
    spread = positive(sigma, Text("标准差", "Standard deviation"))
    middle = number(center, Text("中心线", "Centre line"))
    scores = (vector(values, Text("图上的点", "The plotted values")) - middle) / spread
    spans = {rule.number: rule.span for rule in RUN_RULES}
    if any(rule not in spans for rule in rules):
        raise outside(Text("判异准则编号为 1 到 8。", "The rules are numbered 1 to 8."))
    return tuple(
        RunSignal(rule, at)
        for at in range(1, len(scores) + 1)
        for rule in sorted(set(rules))
        if at >= spans[rule] and _TESTS[rule](scores[at - spans[rule] : at])
    )
