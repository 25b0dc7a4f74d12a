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
    RUN_RULES,
    Limits,
    c_chart,
    false_alarm_rate,
    individuals_chart,
    p_chart,
    run_signals,
)
from sq_core.words import UNITS, Text, month, same

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
    return chart_of(desk, desk.catalogue.metric(name), desk.months(name, where=where), where)


def chart_of(desk: Desk, metric: Metric, points: tuple[Point, ...], where: Where = ()) -> ControlCourse | Broken:
    """Put months that were read already on the chart of their metric."""
    months = tuple(one for one in points if one.complete and one.value is not None and one.period.year > 1)[-MONTHS:]
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
    charted = tuple(
        ControlPoint(month, limit, fired.get(at, ()))
        for at, (month, limit) in enumerate(zip(months, limits, strict=True), start=1)
    )
    goal = desk.goal(metric.name)
    better = goal.better if goal is not None and goal.better else metric.better
    return ControlCourse(metric, metric.unit, better, where, kind, charted, dispersion, rules)


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
    for one, limit in zip(months, limits, strict=True):
        # a limit that was cut off at zero is no measure, so the longer reach of the two is taken
        reach = max(limit.upper - limit.center, limit.center - limit.lower)
        scores.append(3.0 * ((one.value or 0.0) - limit.center) / reach if reach > 0 else 0.0)
    found: dict[int, tuple[int, ...]] = {}
    for signal in run_signals(scores, 0.0, 1.0, rules):
        found[signal.point] = (*found.get(signal.point, ()), signal.rule)
    return found


WHOLE = "all"


def parts(desk: Desk, name: str, dimension: str) -> dict[str, Text]:
    """Name what can be put on a chart: the whole, and every value of a dimension, those out of control marked."""
    found = {WHOLE: Text("整体", "Overall")}
    metric = desk.catalogue.metric(name)
    for part, (_, points) in sorted(desk.month_series(name, dimension).items()):
        course = chart_of(desk, metric, points, ((dimension, part),))
        out = not isinstance(course, Broken) and bool(course.points[-1].rules)
        if part:
            found[part] = same(part) + (Text(" ■ 失控", " ■ out of control") if out else Text("", ""))
    return found


def _first_of_run(course: ControlCourse) -> date | None:
    """Give the month in which the newest unbroken run of signals began; None where the newest month gives none."""
    began = None
    for one in reversed(course.points):
        if not one.rules:
            break
        began = one.month.period
    return began


def titled(course: ControlCourse) -> Text:
    """Name the metric and, where one part is looked at, the part."""
    part = " · ".join(value for _, value in course.where)
    return course.metric.title + (Text(f"（{part}）", f" ({part})") if part else Text("", ""))


def sentence(course: ControlCourse) -> Text:
    """Say whether the process is what it was: a title for its chart."""
    name, signals = titled(course), [one for one in course.points if one.rules]
    months = len(course.points)
    if not signals:
        return Text("{name}：{n} 个月内过程稳定，没有失控信号", "{name}: stable over {n} months, no signal").fill(
            name=name, n=months
        )
    began = _first_of_run(course)
    if began is not None:
        worse = course.worse(course.points[-1])
        way = _WAYS[worse]
        return Text("{name}：自 {since} 起失控，{way}", "{name}: out of control since {since}, {way}").fill(
            name=name, since=Text(month(began, "zh"), month(began, "en")), way=way
        )
    last = signals[-1].month.period
    return Text(
        "{name}：{n} 个月内有 {k} 个失控信号，最近一次在 {last}，此后稳定",
        "{name}: {k} in {n} months, the last in {last}; stable since",
    ).fill(
        name=name,
        n=months,
        k=Text(str(len(signals)), "1 signal" if len(signals) == 1 else f"{len(signals)} signals"),
        last=Text(month(last, "zh"), month(last, "en")),
    )


_WAYS: dict[bool | None, Text] = {
    True: Text("变坏", "for the worse"),
    False: Text("变好", "for the better"),
    None: Text("偏离中心", "away from its centre"),
}


def basis(course: ControlCourse) -> Text:
    """Say which chart it is, what it rests on, and how many points would alarm by chance."""
    parts = [KINDS[course.kind]]
    unit = UNITS[course.unit].label
    if unit.zh:
        parts.append(unit)
    if course.kind == "laney" and course.dispersion is not None:
        parts.append(
            Text(f"月度离散为偶然的 {course.dispersion:.1f} 倍", f"months scatter {course.dispersion:.1f} times chance")
        )
    if len(course.points) < ENOUGH:
        parts.append(
            Text(
                f"只有 {len(course.points)} 个月，控制限是暂定的",
                f"only {len(course.points)} months: provisional limits",
            )
        )
    rules = ",".join(str(one) for one in course.rules)
    parts.append(
        Text(
            f"准则 {rules}，凭偶然约误报 {course.false_alarms:.1f} 个点",
            f"rules {rules}; by chance about {course.false_alarms:.1f} points would alarm",
        )
    )
    return Text(" · ".join(one.zh for one in parts), " · ".join(one.en for one in parts))


def rule_words(course: ControlCourse) -> tuple[Text, ...]:
    """Say in words the rules that fired, in order of their number."""
    fired = {rule for one in course.points for rule in one.rules}
    return tuple(
        Text(f"准则 {rule.number}：", f"Rule {rule.number}: ") + rule.says for rule in RUN_RULES if rule.number in fired
    )
