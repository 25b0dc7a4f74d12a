"""The steps of a bridge: which parts are drawn by themselves, which together, and what none of them explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.charts.marks import alike
from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from sq_core.catalogue import Better

RESIDUAL = Text("未能解释", "Not explained")
OTHERS = Text("其他 {count} 项", "{count} others")
FLATTEST = 3.0
"""Bars begin at zero while the values are at most so many times the span of the steps; beyond, steps would be threads."""


@dataclass(frozen=True, slots=True)
class BridgeEnd:
    """The value the bridge begins or ends at."""

    name: Text
    value: float


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """What one part added to the whole: by its own rate, and by its share of the whole."""

    name: Text
    rate: float
    mix: float = 0.0

    @property
    def change(self) -> float:
        """Return both effects together."""
        return self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Way:
    """The whole bridge: both ends, and the steps between them as they are drawn."""

    start: BridgeEnd
    end: BridgeEnd
    steps: tuple[BridgeStep, ...]
    unit: str
    better: Better
    decimals: int | None = None
    """Decimals of every change; left out, those the unit has for the largest."""

    @property
    def rows(self) -> int:
        """Count the rows: both ends and every step."""
        return len(self.steps) + 2

    @property
    def beginnings(self) -> tuple[float, ...]:
        """Return where each step begins, and at last where the end lies."""
        at = [self.start.value]
        for step in self.steps:
            at.append(at[-1] + step.change)
        return (*at[:-1], self.end.value)

    @property
    def mixed(self) -> bool:
        """Tell whether any step has an effect of its share."""
        return any(step.mix for step in self.steps)

    @property
    def levels(self) -> tuple[float, ...]:
        """Return every level the bridge touches."""
        between = [begin + step.rate for begin, step in zip(self.beginnings, self.steps, strict=False)]
        return (*self.beginnings, self.start.value, *between)

    @property
    def from_zero(self) -> bool:
        """Tell whether the scale can hold zero without making threads of the steps."""
        low, high = min(self.levels), max(self.levels)
        return low <= 0 <= high or max(abs(low), abs(high)) <= FLATTEST * (high - low)

    @property
    def difference(self) -> str:
        """Name the unit of a change."""
        return UNITS[self.unit].difference or self.unit


def told_apart(
    steps: tuple[BridgeStep, ...], start: BridgeEnd, end: BridgeEnd, unit: str, most: int, decimals: int | None = None
) -> tuple[BridgeStep, ...]:
    """Keep the largest steps, put the others together, and add what none of them explains."""
    ranked = sorted(steps, key=lambda step: -max(abs(step.change), abs(step.rate), abs(step.mix)))
    kept, rest = (ranked, []) if len(ranked) <= most else (ranked[: most - 1], ranked[most - 1 :])
    if rest:
        name = OTHERS.fill(count=len(rest))
        kept = [*kept, BridgeStep(name, sum(step.rate for step in rest), sum(step.mix for step in rest))]
    residual = end.value - start.value - sum(step.change for step in steps)
    difference = UNITS[unit].difference or unit
    *_, written = alike([*(step.change for step in kept), residual], difference, "en", sign=True, decimals=decimals)
    return (*kept, BridgeStep(RESIDUAL, residual)) if says_something(written) else tuple(kept)


def says_something(written: str) -> bool:
    """Tell whether a figure as it is written is not nothing."""
    return any(digit in written for digit in "123456789")
