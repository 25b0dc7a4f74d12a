"""Patterns on a control chart that chance rarely makes: Nelson's eight rules.

Every rule also fires by chance. Rule 1 alone does so on 0.27 % of the points of a stable process; all eight together
on about 1.1 %. Switch on only the rules somebody will act upon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sq_core.models.checks import number, outside, positive, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sq_core.models.checks import Numbers, Table, Vector

    Flags: TypeAlias = NDArray[np.bool_]

_SEED, _POINTS = 20261128, 200_000


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


def _all(flags: Flags) -> Flags:
    """Tell of every window whether all of its points are meant."""
    return np.asarray(flags.all(axis=1), dtype=np.bool_)


def _of(windows: Table, beyond: float, need: int) -> Flags:
    """Tell where enough points of a window lie beyond, on one side, the last one among them."""
    above, below = windows > beyond, windows < -beyond
    found: Flags = ((above.sum(axis=1) >= need) & above[:, -1]) | ((below.sum(axis=1) >= need) & below[:, -1])
    return found


def _one_way(windows: Table) -> Flags:
    steps = np.diff(windows, axis=1)
    return _all(steps > 0) | _all(steps < 0)


def _alternates(windows: Table) -> Flags:
    steps = np.diff(windows, axis=1)
    return _all(steps != 0) & _all(steps[:, 1:] * steps[:, :-1] < 0)


_TESTS: dict[int, Callable[[Table], Flags]] = {
    1: lambda windows: np.abs(windows[:, -1]) > 3,
    2: lambda windows: _all(windows > 0) | _all(windows < 0),
    3: _one_way,
    4: _alternates,
    5: lambda windows: _of(windows, 2.0, 2),
    6: lambda windows: _of(windows, 1.0, 4),
    7: lambda windows: _all(np.abs(windows) < 1),
    8: lambda windows: _all(np.abs(windows) > 1),
}
_SPANS = {rule.number: rule.span for rule in RUN_RULES}


def _fired(scores: Vector, rule: int) -> Flags:
    """Tell of every point whether a rule fires at it; the first points of a series cannot end a pattern."""
    span = _SPANS[rule]
    fired = np.zeros(len(scores), dtype=np.bool_)
    if len(scores) >= span:
        fired[span - 1 :] = _TESTS[rule](np.lib.stride_tricks.sliding_window_view(scores, span))
    return fired


def _known(rules: Sequence[int]) -> tuple[int, ...]:
    if any(rule not in _SPANS for rule in rules):
        raise outside(Text("判异准则编号为 1 到 8。", "The rules are numbered 1 to 8."))
    return tuple(sorted(set(rules)))


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
    fired = {rule: _fired(scores, rule) for rule in _known(rules)}
    return tuple(
        RunSignal(rule, at + 1) for at in range(len(scores)) for rule, at_points in fired.items() if at_points[at]
    )


@cache
def false_alarm_rate(rules: tuple[int, ...]) -> float:
    """Give the share of points at which some rule fires although nothing has changed, as a fraction.

    Simulated on 200,000 independent normal points with a fixed seed; exact to about 0.0005. It counts points, which
    come in clusters: the first alarm comes later than one over this rate (Champ and Woodall 1987).
    """
    scores = np.random.default_rng(_SEED).standard_normal(_POINTS)
    fired = np.zeros(_POINTS, dtype=np.bool_)
    for rule in _known(rules):
        fired |= _fired(scores, rule)
    return float(fired.mean())
