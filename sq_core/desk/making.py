"""How points become a reading: which period is shown, what it is held against, and what it may be called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken, Point, Reading
from sq_core.desk.blanks import NO_VALUE, apart, status_of
from sq_core.desk.measure import TIMELESS, Group, modelled, points
from sq_core.desk.plan import GoalLine, Rules, judge
from sq_core.errors import ModelError
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sq_core.catalogue import Calendar, Catalogue, Grain, Metric

_TREND = {"month": 13, "quarter": 8, "year": 5, "all": 1}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes readings of one desk: its calendar, its grain, its rules, and the goals that govern its metrics."""

    catalogue: Catalogue
    calendar: Calendar
    grain: Grain
    rules: Rules
    goal: Callable[[str], GoalLine | None]

    def reading(self, metric: Metric, group: Group) -> Reading:
        """Make the reading of one group of months."""
        unit = group.unit if metric.unit == "row" else metric.unit
        metric_here = replace(metric, unit=unit or "none")
        if metric.combine == "model":
            mixed = any(month.apart for month in group.months)
            return self.blank(metric_here, apart(metric), group) if mixed else self._from_model(metric_here, group)
        series = points(metric, group, self.calendar, self.grain, self.rules.confidence)
        series = self.planned(metric, series, self.grain) if not group.dimensions else series
        chosen = _chosen(series)
        if chosen is None or chosen.value is None:
            mixed = any(month.apart for month in group.months)
            return self.blank(metric_here, apart(metric) if mixed else NO_VALUE, group)
        return self._judged(metric_here, group, series, chosen)

    def _judged(self, metric: Metric, group: Group, series: tuple[Point, ...], chosen: Point) -> Reading:
        line = self.goal(metric.name)
        by_period = {point.period: point for point in series}
        before = (
            by_period.get(self.calendar.shift(chosen.period, self.grain, -1)) if chosen.period != TIMELESS else None
        )
        year = (
            by_period.get(self.calendar.year_before(chosen.period, self.grain)) if chosen.period != TIMELESS else None
        )
        planned = self.plan(metric, line, chosen.period, self.grain) if line else None
        comparable = chosen.complete and self.grain != "all"
        return Reading(
            metric=metric.name,
            title=metric.title,
            means=metric.means,
            unit=metric.unit,
            better=(line.better if line and line.better else metric.better),
            value=chosen.value,
            n=chosen.n,
            low=chosen.low,
            high=chosen.high,
            target=line.target if line else None,
            target_date=line.target_date if line else None,
            plan=planned if chosen.period != TIMELESS else None,
            baseline=line.baseline if line else None,
            status=judge(chosen, line, planned, metric.better, self.calendar, self.grain, self.rules),
            period=chosen.period if chosen.period != TIMELESS else None,
            complete=chosen.complete,
            previous=before.value if before and comparable else None,
            previous_year=year.value if year and comparable else None,
            trend=series[-_TREND[self.grain] :] if chosen.period != TIMELESS else (),
            dimensions=dict(group.dimensions),
            section=metric.section,
            owner=(line.owner if line else "") or metric.owner,
            rolled_up=metric.combine != "last",
        )

    def _from_model(self, metric: Metric, group: Group) -> Reading:
        try:
            point = modelled(metric, group)
        except ModelError as error:
            return self.blank(metric, Broken.of(error), group)
        return self._judged(metric, group, (point,), point)

    def planned(self, metric: Metric, series: tuple[Point, ...], grain: Grain) -> tuple[Point, ...]:
        """Give every point what the plan foresees for it."""
        line = self.goal(metric.name)
        if line is None:
            return series
        return tuple(
            replace(point, plan=self.plan(metric, line, point.period, grain)) if point.period != TIMELESS else point
            for point in series
        )

    def plan(self, metric: Metric, line: GoalLine, start: date, grain: Grain) -> float:
        """Give what a plan foresees for a period: its middle where the metric is an average over it, else its end."""
        if start == TIMELESS:
            return line.at(self.calendar.today)
        averaged = metric.combine in ("ratio", "quantile")
        return line.at(self.calendar.middle(start, grain) if averaged else self.calendar.last_day(start, grain))

    def blank(self, metric: Metric, reason: Broken, group: Group | None = None) -> Reading:
        """Make a reading without a value, with its reason."""
        return Reading(
            metric=metric.name,
            title=metric.title,
            means=metric.means,
            unit=metric.unit,
            better=metric.better,
            value=None,
            broken=reason,
            status=status_of(reason),
            dimensions=dict(group.dimensions) if group else {},
            section=metric.section,
        )

    def broken_file(self, name: str) -> Reading:
        """Make the reading of a metric whose file cannot be used."""
        said = Text(name, name)
        return Reading(name, said, said, "none", "near", None, broken=self.catalogue.broken[name], status="broken")


def _chosen(series: tuple[Point, ...]) -> Point | None:
    """Pick the newest complete period that has a value; an incomplete one only where there is nothing else."""
    valued = [point for point in series if point.value is not None]
    complete = [point for point in valued if point.complete]
    return (complete or valued or [None])[-1]  # type: ignore[list-item]
