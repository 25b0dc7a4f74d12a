"""Is the process what it was? Months of a metric on a control chart, with the rules that fire and what limits they rest on.

Which chart it is follows from the metric: a share of cases gets a p chart whose limits step with the cases, a count a c
chart, everything else a chart of individuals. Where shares or counts scatter more between months than chance allows, plain
limits would cry wolf; Laney's widened limits, or individuals, are taken then, and the chart says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.catalogue import Broken
from sq_core.desk.blanks import NO_VALUE
from sq_core.errors import ModelError
from sq_core.models import (
    Limits,
    c_chart,
    false_alarm_rate,
    individuals_chart,
    p_chart,
    run_signals,
)
from sq_core.words import Text

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Better, Metric, Point
    from sq_core.desk.desk import Desk
    from sq_core.desk.measure import Where

Kind = Literal["p", "laney", "c", "individuals"]
KINDS: dict[Kind, Text] = {
    "p": Text("p 控制图（比率，控制限随件数变化）", "p chart (share; limits step with the cases)"),
    "laney": Text("p′ 控制图（Laney 加宽）", "p′ chart (limits widened after Laney)"),
    "c": Text("c 控制图（件数）", "c chart (counts)"),
    "individuals": Text("单值控制图（I-MR）", "Individuals chart (I-MR)"),
}
FEWEST = 8
"""Below eight months a limit says more about the months than about the process; textbooks ask for twenty."""
ENOUGH = 20
MONTHS = 36
"""How far back a chart reaches: what is older was another process."""
_FEW = Broken(
    Text("完整的月份不足 8 个，画不出控制限。", "There are fewer than 8 complete months, too few for control limits."),
    Text("再积累几个月的数据，或上传更早的数据。", "Wait for more months, or upload earlier ones."),
)
_RULES = Text(
    "参数 control_rules 应列出 1 到 8 的编号，例如 1,2,5,6。",
    "The parameter control_rules should list numbers from 1 to 8, such as 1,2,5,6.",
)


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A month on the chart: its value, its limits, and the rules that fire at it, in the metric's unit."""

    month: Point
    limits: Limits
    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ControlCourse:
    """The months of one metric (or one part of it) on a control chart, oldest first."""

    metric: Metric
    unit: str
    better: Better
    where: Where
    kind: Kind
    points: tuple[ControlPoint, ...]
    dispersion: float | None
    """How much more the months scatter than chance has it (Laney's sigma z); None for individuals."""
    rules: tuple[int, ...]
    """The rules that are switched on."""

    def last(self, months: int) -> tuple[ControlPoint, ...]:
        """Give the newest points at which a rule fires, of so many months."""
        return tuple(one for one in self.points[-months:] if one.rules)

    @property
    def false_alarms(self) -> float:
        """How many of these months a rule would fire at by chance alone."""
        return false_alarm_rate(self.rules) * len(self.points)

    def worse(self, point: ControlPoint) -> bool | None:
        """Tell whether a point lies on the worse side of the centre; None for a metric that should stay near."""
        if self.better == "near" or point.month.value is None:
            return None
        return (point.month.value < point.limits.center) == (self.better == "up")


def control_course(desk: Desk, name: str, where: Where = ()) -> ControlCourse | Broken:
    """Put the complete months of a metric on its chart, or say why that cannot be done."""
    metric = desk.catalogue.metric(name)
    months = tuple(
        one for one in desk.months(name, where=where) if one.complete and one.value is not None and one.period.year > 1
    )[-MONTHS:]
    if not months:
        return NO_VALUE
    if len(months) < FEWEST:
        return _FEW
    try:
        rules = switched_on(desk)
        kind, limits, dispersion = _limits(metric, months, float(desk.parameters["dispersion_limit"]))
        fired = _fired(months, limits, rules)
    except ModelError as error:
        return Broken.of(error)
    points = tuple(
        ControlPoint(month, limit, fired.get(at, ()))
        for at, (month, limit) in enumerate(zip(months, limits, strict=True), start=1)
    )
    goal = desk.goal(name)
    better = goal.better if goal is not None and goal.better else metric.better
    return ControlCourse(metric, metric.unit, better, where, kind, points, dispersion, rules)


def switched_on(desk: Desk) -> tuple[int, ...]:
    """Read which rules are switched on; raises ModelError where the parameter does not say so."""
    said = desk.parameters["control_rules"].replace("，", ",").replace("、", ",").split(",")
    numbers = tuple(sorted({int(one) for one in said if one.strip().isdigit() and 1 <= int(one) <= 8}))
    if not numbers or len(numbers) != len({one.strip() for one in said if one.strip()}):
        raise ModelError(_RULES, Text("请修改这个参数。", "Mend this parameter."))
    return numbers


def _limits(metric: Metric, months: tuple[Point, ...], most: float) -> tuple[Kind, tuple[Limits, ...], float | None]:
    values = [one.value or 0.0 for one in months]
    cases = [one.n or 0.0 for one in months]
    if metric.combine == "ratio" and metric.interval == "wilson" and all(cases):
        hits = [value * n for value, n in zip(values, cases, strict=True)]
        chart = p_chart(hits, cases)
        if chart.dispersion is not None and chart.dispersion > most:
            return "laney", p_chart(hits, cases, laney=True).limits, chart.dispersion
        return "p", chart.limits, chart.dispersion
    if metric.combine == "sum" and metric.unit == "count":
        counted = c_chart(values)
        if counted.dispersion is not None and counted.dispersion <= most:
            return "c", counted.limits, counted.dispersion
    found = individuals_chart(values).limits
    floor = 0.0 if min(values) >= 0 else found.lower  # what is never negative has no limit below zero
    return "individuals", (Limits(found.center, max(found.lower, floor), found.upper),) * len(values), None


def _fired(months: tuple[Point, ...], limits: tuple[Limits, ...], rules: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    """Say of every month, counted from 1, which rules fire; months are put on one scale by their own limits."""
    scores = []
    for month, limit in zip(months, limits, strict=True):
        side = limit.upper - limit.center if (month.value or 0.0) >= limit.center else limit.center - limit.lower
        reach = max(
            side, limit.upper - limit.center, limit.center - limit.lower
        )  # a limit cut off at zero is no measure
        scores.append(3.0 * ((month.value or 0.0) - limit.center) / reach if reach > 0 else 0.0)
    found: dict[int, tuple[int, ...]] = {}
    for signal in run_signals(scores, 0.0, 1.0, rules):
        found[signal.point] = (*found.get(signal.point, ()), signal.rule)
    return found


def first_of_run(course: ControlCourse) -> date | None:
    """Give the month in which the newest unbroken run of signals began; None where the newest month gives none."""
    began = None
    for one in reversed(course.points):
        if not one.rules:
            break
        began = one.month.period
    return began
