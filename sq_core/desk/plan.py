"""Targets: what a goal foresees at a day, and what a value may be called against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Better, Calendar, Grain, Point, Status


@dataclass(frozen=True, slots=True)
class GoalLine:
    """The goal that governs a metric: from baseline to target."""

    goal: str
    owner: str
    better: Better | None
    baseline: float | None
    baseline_date: date | None
    target: float
    target_date: date | None

    def at(self, day: date) -> float:
        """Give what the plan foresees for a day: the straight way, flat before and after."""
        if self.baseline is None or self.baseline_date is None or self.target_date is None:
            return self.target
        span = (self.target_date - self.baseline_date).days
        if span <= 0:
            return self.target
        share = min(max((day - self.baseline_date).days / span, 0.0), 1.0)
        return self.baseline + (self.target - self.baseline) * share

    @property
    def way(self) -> float:
        """How far the plan goes; where there is no baseline, the size of the target."""
        return abs(self.target - self.baseline) if self.baseline is not None else abs(self.target)


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds that decide whether a reading may be judged, and how; all of them rows of the programme."""

    thin_n: float
    stale_periods: float
    watch_tolerance: float
    """Share of the way from baseline to target that may be missing before a value is bad."""
    confidence: float
    reason_above: float

    def verdict(self, short: float, way: float) -> Status:
        """Judge what is short of a plan on a way of this length, both in the same unit."""
        if short <= 0:
            return "good"
        return "watch" if short <= self.watch_tolerance * way else "bad"


def judge(
    point: Point,
    line: GoalLine | None,
    planned: float | None,
    better: Better,
    calendar: Calendar,
    grain: Grain,
    rules: Rules,
) -> Status:
    """Say what a value may be called: stale and thin come before any judgement."""
    timeless = point.period.year == 1
    if not timeless and calendar.age(point.period, grain) > rules.stale_periods:
        return "stale"
    if not point.complete:
        return "open"
    if point.n is not None and point.n < rules.thin_n and not timeless:
        return "thin"
    if line is None or planned is None or point.value is None:
        return "none"
    return rules.verdict(shortfall(point.value, planned, line.better or better), line.way)


def shortfall(value: float, planned: float, better: Better) -> float:
    """Give by how much a value misses its plan, in its own unit; negative when it is ahead."""
    if better == "up":
        return planned - value
    return value - planned if better == "down" else abs(value - planned)
