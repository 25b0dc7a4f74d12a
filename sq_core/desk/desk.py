"""What a page, a report or a command is handed: readings at one position, one period grain, one snapshot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken, Point, Reading
from sq_core.desk.blanks import NO_VALUE, apart, status_of
from sq_core.desk.measure import TIMELESS, Group, Where, modelled, points, read_groups
from sq_core.desk.plan import GoalLine, Rules, judge
from sq_core.errors import ModelError
from sq_core.ledger import change_sets, plan_rows
from sq_core.store import EngineError
from sq_core.trace import Trace, trace
from sq_core.words import Text, period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sq_core.catalogue import Calendar, Catalogue, Grain, Metric
    from sq_core.desk.memo import Memo
    from sq_core.desk.standing import Standing
    from sq_core.ledger import ChangeSet, PlanRow
    from sq_core.store import Cursor
    from sq_core.words import Lang

_TREND = {"month": 13, "quarter": 8, "year": 5, "all": 1}


class Desk:
    """Readings of one snapshot. Every number a person sees comes from here."""

    def __init__(
        self,
        cursor: Cursor,
        catalogue: Catalogue,
        memo: Memo,
        standing: Standing,
        calendar: Calendar,
        grain: Grain,
        lang: Lang,
        parameters: Mapping[str, str],
    ) -> None:
        self.lang = lang
        self.grain: Grain = grain
        self.catalogue = catalogue
        self.calendar = calendar
        self.parameters = parameters
        self.edition = standing.edition
        self.rules = Rules(
            thin_n=float(parameters["thin_n"]),
            stale_periods=float(parameters["stale_periods"]),
            watch_tolerance=float(parameters["watch_tolerance"]),
            confidence=float(parameters["confidence"]),
            reason_above=float(parameters["reason_above"]),
        )
        self._cursor = cursor
        self._memo = memo
        self._standing = standing
        self._goals: dict[str, GoalLine] | None = None

    @property
    def as_of(self) -> date:
        """The programme's today."""
        return self.calendar.today

    @property
    def sample(self) -> bool:
        """Whether this is the sample programme."""
        return self.parameters.get("sample", "") == "true"

    @property
    def empty(self) -> bool:
        """Whether nothing has been loaded yet."""
        return self.edition == 0

    def period_name(self, start: date | None) -> Text:
        """Call a period by its name in the programme's calendar."""
        return Text(period(start, self.grain, "zh"), period(start, self.grain, "en"))

    def readings(self, *names: str, where: Where = ()) -> tuple[Reading, ...]:
        """Read metrics as a whole (narrowed by ``where``); a broken one says so in its place."""
        return tuple(self.reading(name, where=where) for name in names)

    def reading(self, name: str, *, where: Where = ()) -> Reading:
        """Read one metric as a whole."""
        if name in self.catalogue.broken:
            return self._broken_file(name)
        metric = self.catalogue.metric(name)

        def make() -> Reading:
            groups = self._groups(metric, (), where)
            if isinstance(groups, Broken):
                return self._blank(metric, groups)
            return self._reading(metric, groups[0]) if groups else self._blank(metric, NO_VALUE)

        return self._memo.keep(("reading", *self._standing.judged(metric, (), where), self.as_of, self.grain), make)

    def by(self, name: str, *dimensions: str, where: Where = ()) -> tuple[Reading, ...]:
        """Read one metric at each value of its dimensions, in their order; without dimension it does not have, nothing."""
        metric = self.catalogue.metric(name)
        if not set(dimensions) <= set(metric.dimensions):
            return ()

        def make() -> tuple[Reading, ...]:
            groups = self._groups(metric, dimensions, where)
            if isinstance(groups, Broken):
                return (self._blank(metric, groups),)
            return tuple(self._reading(metric, group) for group in groups)

        return self._memo.keep(("by", *self._standing.judged(metric, dimensions, where), self.as_of, self.grain), make)

    def months(self, name: str, *, where: Where = ()) -> tuple[Point, ...]:
        """Read a metric month by month with its plan, whatever the grain of the desk."""
        metric = self.catalogue.metric(name)
        groups = self._groups(metric, (), where)
        if isinstance(groups, Broken) or not groups:
            return ()
        return self._planned(metric, points(metric, groups[0], self.calendar, "month", self.rules.confidence), "month")

    def month_series(self, name: str, dimension: str) -> dict[str, tuple[str, tuple[Point, ...]]]:
        """Read a metric month by month at each value of a dimension: unit and points by value."""
        metric = self.catalogue.metric(name)
        groups = self._groups(metric, (dimension,), ())
        if isinstance(groups, Broken):
            return {}
        return {
            group.dimensions[0][1]: (
                (group.unit if metric.unit == "row" else metric.unit) or "none",
                points(metric, group, self.calendar, "month", self.rules.confidence),
            )
            for group in groups
        }

    def comparators(self, metric: str) -> dict[str, str]:
        """Say which benchmark a metric is set against in each scope."""
        key = ("comparators", self._standing.position, self._standing.versions.get("benchmarks", 0), metric)
        return self._memo.keep(
            key,
            lambda: dict(
                self._cursor.execute("select scope, benchmark from comparator where metric = ?", [metric]).fetchall()
            ),
        )

    def every(self, *, section: str = "", by: str = "") -> tuple[Reading, ...]:
        """Read the whole catalogue, broken files included."""
        names = [name for name, metric in self.catalogue.metrics.items() if not section or metric.section == section]
        if by:
            return tuple(one for name in names for one in self.by(name, by))
        broken = [] if section else list(self.catalogue.broken)
        return self.readings(*names, *broken)

    def trace(self, reading: Reading) -> Trace:
        """Trace a reading to its formula, its rows and their cells."""
        if reading.metric in self.catalogue.broken:
            return Trace(reading.metric, reading.title, reading.means, "", (), ())
        period = None
        if reading.period is not None and reading.period != TIMELESS:
            period = (reading.period, self.calendar.last_day(reading.period, self.grain))
        return trace(self._cursor, self.catalogue, reading, period)

    def rows(self, sheet: str) -> tuple[PlanRow, ...]:
        """Read the rows of a plan sheet with the versions of their cells."""
        key = ("rows", self._standing.position, sheet, self._standing.versions.get(sheet, 0))
        return self._memo.keep(key, lambda: plan_rows(self._cursor, sheet))

    def goal(self, metric: str) -> GoalLine | None:
        """Find the goal that governs a metric."""
        if self._goals is None:
            key = ("goals", self._standing.position, self._standing.versions.get("goals", 0), self.as_of)
            self._goals = self._memo.keep(key, self._read_goals)
        return self._goals.get(metric)

    def _read_goals(self) -> dict[str, GoalLine]:
        rows = self._cursor.execute(
            "select metric, goal, owner, direction, baseline, baseline_date, target, target_date from goal_line"
        ).fetchall()
        return {metric: GoalLine(goal, owner or "", *rest) for metric, goal, owner, *rest in rows}

    def changes(self, limit: int) -> tuple[ChangeSet, ...]:
        """List the newest change sets."""
        key = ("changes", self._standing.position, self.edition, limit)
        return self._memo.keep(key, lambda: change_sets(self._cursor, limit))

    def _groups(self, metric: Metric, by: tuple[str, ...], where: Where) -> tuple[Group, ...] | Broken:
        where = tuple((one, value) for one, value in where if one in metric.dimensions)
        key = ("groups", *self._standing.facts(metric, by, where), self.as_of)

        def make() -> tuple[Group, ...] | Broken:
            try:
                return read_groups(self._cursor, metric, by, where)
            except EngineError as error:
                reason = str(error).splitlines()[0]
                return Broken(
                    Text(f"公式计算失败：{reason}", f"The formula failed: {reason}"),
                    Text(f"请检查 {metric.name}.sql 所用的数据。", f"Check what {metric.name}.sql reads."),
                )

        return self._memo.keep(key, make)

    def _reading(self, metric: Metric, group: Group) -> Reading:
        unit = group.unit if metric.unit == "row" else metric.unit
        metric_here = replace(metric, unit=unit or "none")
        if metric.combine == "model":
            mixed = any(month.apart for month in group.months)
            return self._blank(metric_here, apart(metric), group) if mixed else self._from_model(metric_here, group)
        series = points(metric, group, self.calendar, self.grain, self.rules.confidence)
        series = self._planned(metric, series, self.grain) if not group.dimensions else series
        chosen = _chosen(series)
        if chosen is None or chosen.value is None:
            mixed = any(month.apart for month in group.months)
            return self._blank(metric_here, apart(metric) if mixed else NO_VALUE, group)
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
        planned = self._plan(metric, line, chosen.period, self.grain) if line else None
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
            return self._blank(metric, Broken.of(error), group)
        return self._judged(metric, group, (point,), point)

    def _planned(self, metric: Metric, series: tuple[Point, ...], grain: Grain) -> tuple[Point, ...]:
        line = self.goal(metric.name)
        if line is None:
            return series
        return tuple(
            replace(point, plan=self._plan(metric, line, point.period, grain)) if point.period != TIMELESS else point
            for point in series
        )

    def _plan(self, metric: Metric, line: GoalLine, start: date, grain: Grain) -> float:
        if start == TIMELESS:
            return line.at(self.calendar.today)
        averaged = metric.combine == "ratio"
        return line.at(self.calendar.middle(start, grain) if averaged else self.calendar.last_day(start, grain))

    def _blank(self, metric: Metric, reason: Broken, group: Group | None = None) -> Reading:
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

    def _broken_file(self, name: str) -> Reading:
        said = Text(name, name)
        return Reading(name, said, said, "none", "near", None, broken=self.catalogue.broken[name], status="broken")


def _chosen(series: tuple[Point, ...]) -> Point | None:
    """Pick the newest complete period that has a value; an incomplete one only where there is nothing else."""
    valued = [point for point in series if point.value is not None]
    complete = [point for point in valued if point.complete]
    return (complete or valued or [None])[-1]  # type: ignore[list-item]
