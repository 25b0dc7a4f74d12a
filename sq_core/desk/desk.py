"""What a page, a report or a command is handed: readings at one position, one period grain, one snapshot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sq_core.catalogue import Broken, Point, Reading
from sq_core.desk.blanks import NO_VALUE
from sq_core.desk.making import Maker
from sq_core.desk.measure import TIMELESS, Group, Where, points, read_groups
from sq_core.desk.modelled import model_readings
from sq_core.desk.models import MODELS
from sq_core.desk.plan import GoalLine, Rules
from sq_core.desk.quantiles import Cut, read_quantiles
from sq_core.desk.rolled import RollUps
from sq_core.ledger import change_sets, plan_rows
from sq_core.store import EngineError
from sq_core.trace import Trace, Tracer
from sq_core.words import Text, period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sq_core.catalogue import Calendar, Catalogue, Grain, Metric
    from sq_core.desk.memo import Memo
    from sq_core.desk.standing import Standing
    from sq_core.ledger import ChangeSet, PlanRow
    from sq_core.store import Cursor
    from sq_core.words import Lang

Kept = TypeVar("Kept")


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
        self._rolled = RollUps(cursor, catalogue, memo, standing, calendar.today)
        self._goals: dict[str, GoalLine] | None = None
        self._make = Maker(catalogue, calendar, grain, self.rules, self.goal)

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
            return self._make.broken_file(name)
        metric = self.catalogue.metric(name)
        if metric.over_rows:
            return model_readings(self, metric, (), where, MODELS)[0]
        narrowed = [pair for pair in where if pair[0] in metric.dimensions]

        def make() -> Reading:
            groups = self._groups(metric, (), where)
            if isinstance(groups, Broken):
                return self._make.blank(metric, groups)
            made = self._make.reading(metric, groups[0]) if groups else self._make.blank(metric, NO_VALUE)
            return replace(made, dimensions=dict(narrowed)) if narrowed else made

        return self._memo.keep(("reading", *self._standing.judged(metric, (), where), self.as_of, self.grain), make)

    def by(self, name: str, *dimensions: str, where: Where = ()) -> tuple[Reading, ...]:
        """Read one metric at each value of its dimensions, in their order; without dimension it does not have, nothing."""
        metric = self.catalogue.metric(name)
        if not set(dimensions) <= set(metric.dimensions):
            return ()
        if metric.over_rows:
            return model_readings(self, metric, dimensions, where, MODELS)

        def make() -> tuple[Reading, ...]:
            groups = self._groups(metric, dimensions, where)
            if isinstance(groups, Broken):
                return (self._make.blank(metric, groups),)
            return tuple(self._make.reading(metric, group) for group in groups)

        return self._memo.keep(("by", *self._standing.judged(metric, dimensions, where), self.as_of, self.grain), make)

    def sums(self, name: str, *dimensions: str, where: Where = ()) -> tuple[Group, ...] | Broken:
        """Give the months a metric adds up from at each value of its dimensions, before they are divided."""
        return self._groups(self.catalogue.metric(name), dimensions, where)

    def months(self, name: str, *, where: Where = ()) -> tuple[Point, ...]:
        """Read a metric month by month with its plan, whatever the grain of the desk."""
        metric = self.catalogue.metric(name)

        def make() -> tuple[Point, ...]:
            return self._make.planned(metric, self._points(metric, where, "month"), "month")

        return self._memo.keep(("months", *self._standing.judged(metric, (), where), self.as_of), make)

    def course(self, name: str, grain: Grain | None = None) -> tuple[Point, ...]:
        """Read a metric period by period, without plan, as far back as there is anything; by the grain of the desk."""
        metric, by = self.catalogue.metric(name), grain or self.grain
        key = ("course", *self._standing.facts(metric, (), ()), self.rules.confidence, self.as_of, by)
        return self._memo.keep(key, lambda: self._points(metric, (), by))

    def _points(self, metric: Metric, where: Where, grain: Grain) -> tuple[Point, ...]:
        groups = () if metric.combine == "model" else self._groups(metric, (), where, grain)
        if isinstance(groups, Broken) or not groups:
            return ()
        return points(metric, groups[0], self.calendar, grain, self.rules.confidence)

    def month_series(self, name: str, dimension: str) -> dict[str, tuple[str, tuple[Point, ...]]]:
        """Read a metric month by month at each value of a dimension: unit and points by value."""
        metric = self.catalogue.metric(name)
        groups = self._groups(metric, (dimension,), (), "month")
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

    def read_ahead(self, name: str) -> None:
        """Read a metric before anybody asks; of a quantile, which is never added up, also what each dimension shows."""
        self.reading(name)
        metric = self.catalogue.metric(name)
        if metric.combine == "quantile":
            self.months(name)
            for dimension in metric.dimensions:
                self.by(name, dimension)

    @property
    def tracer(self) -> Tracer:
        """What finds the way from a number of this desk to its rows and cells."""
        return Tracer(self._cursor, self.catalogue, self.calendar, self.grain, self.edition)

    def trace(self, reading: Reading) -> Trace:
        """Trace a reading to its formula, its rows and their cells."""
        return self.tracer.reading(reading)

    def rows(self, sheet: str) -> tuple[PlanRow, ...]:
        """Read the rows of a plan sheet with the versions of their cells."""
        key = ("rows", self._standing.position, sheet, self._standing.versions.get(sheet, 0))
        return self._memo.keep(key, lambda: plan_rows(self._cursor, sheet, self.edition))

    def select(self, view: str, columns: str, order: str) -> list[tuple[Any, ...]]:
        """Read columns of a view of the catalogue as they stand, for a model that works on rows."""
        return self._cursor.execute(f'select {columns} from "{view}" order by {order}').fetchall()  # noqa: S608

    def kept(self, *names: object, make: Callable[[], Kept], sheets: tuple[str, ...] = ()) -> Kept:
        """Keep what is made from these sheets and the parameters under a name (a value, too) until one of them changes.

        Without sheets it is made from everything this desk sees and lasts for the edition.
        """
        rests = self._standing.resting((*sheets, "parameters")) if sheets else (self.edition,)
        return self._memo.keep((*names, self._standing.position, rests, self.as_of, self.grain), make)

    def planned(self, metric: str, line: GoalLine, start: date | None, grain: Grain | None = None) -> float:
        """Give what a goal foresees for a period of its metric, by the grain of the desk unless another is named."""
        return self._make.plan(self.catalogue.metric(metric), line, start or TIMELESS, grain or self.grain)

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

    def _groups(
        self, metric: Metric, by: tuple[str, ...], where: Where, grain: Grain | None = None
    ) -> tuple[Group, ...] | Broken:
        """Read a metric's months; of a quantile, which is never added up, its periods at the grain."""
        where = tuple((one, value) for one, value in where if one in metric.dimensions)
        cut = Cut(self.calendar, grain or self.grain, self.rules.confidence) if metric.combine == "quantile" else None
        key = ("groups", *self._standing.facts(metric, by, where), self.as_of, cut)

        def make() -> tuple[Group, ...] | Broken:
            try:
                if cut is not None:
                    return read_quantiles(self._rolled.ranked(metric), metric, by, where, cut)
                with self._rolled.source(metric) as (source, last):
                    return read_groups(self._cursor, metric, by, where, source, last)
            except EngineError as error:
                reason = str(error).splitlines()[0]
                return Broken(
                    Text(f"公式计算失败：{reason}", f"The formula failed: {reason}"),
                    Text(f"请检查 {metric.name}.sql 所用的数据。", f"Check what {metric.name}.sql reads."),
                )

        return self._memo.keep(key, make)
