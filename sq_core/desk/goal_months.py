"""Plan and actual of every goal month by month: what the bowler chart shows, and which months missed their plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.goals import StatedGoal, better_of, stated
from sq_core.desk.plan import shortfall

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Point, Status
    from sq_core.desk.desk import Desk

YEAR = 12
"""Months of plan and actual that are looked at together."""


@dataclass(frozen=True, slots=True)
class GoalMonth:
    """A month of a goal: what was reached, what its plan asked, and how the two stand."""

    month: date
    actual: float | None
    plan: float | None
    status: Status
    complete: bool


@dataclass(frozen=True, slots=True)
class GoalCourse:
    """A goal's months, oldest first, in the unit of its metric."""

    goal: StatedGoal
    unit: str
    months: tuple[GoalMonth, ...]

    def last(self, count: int) -> tuple[GoalMonth, ...]:
        """Give the newest complete months that have an actual."""
        return tuple(one for one in self.months if one.complete and one.actual is not None)[-count:]

    def missed(self, count: int) -> int:
        """Count the misses among the newest complete months."""
        return sum(1 for one in self.last(count) if one.status == "bad")

    @property
    def in_a_row(self) -> int:
        """Count how many of the newest complete months in a row missed the plan."""
        run = 0
        for one in reversed(self.last(len(self.months))):
            if one.status != "bad":
                break
            run += 1
        return run


def courses(desk: Desk) -> tuple[GoalCourse, ...]:
    """Give the months of every goal that a metric of the catalogue measures and that has a target."""
    return desk.kept("courses", make=lambda: tuple(_courses(desk)))


def _courses(desk: Desk) -> list[GoalCourse]:
    found = []
    for goal in stated(desk):
        metric = desk.catalogue.metrics.get(goal.metric or "")
        if metric is None or metric.over_rows or goal.line is None:
            continue
        months = tuple(_month(desk, goal, one) for one in desk.months(metric.name))
        if months:
            unit = goal.unit if metric.unit == "row" and goal.unit else metric.unit
            found.append(GoalCourse(goal, unit, months))
    return found


def _month(desk: Desk, goal: StatedGoal, point: Point) -> GoalMonth:
    line = goal.line
    if line is None or goal.metric is None or line.baseline_date is None or point.period < _first(line.baseline_date):
        return GoalMonth(point.period, point.value, None, "none", point.complete)
    plan = desk.planned(goal.metric, line, point.period, "month")
    status: Status = "none"
    if not point.complete:
        status = "open"
    elif point.value is None:
        status = "empty"
    elif point.n is not None and point.n < desk.rules.thin_n:
        status = "thin"
    else:
        status = desk.rules.verdict(shortfall(point.value, plan, better_of(desk, goal)), line.way)
    return GoalMonth(point.period, point.value, plan, status, point.complete)


def _first(day: date) -> date:
    return day.replace(day=1)
