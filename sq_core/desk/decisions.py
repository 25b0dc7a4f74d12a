"""What needs a decision now: few things, found by rule from the readings, dearest first.

Each says what is wrong, on what evidence, since when, what it would take, by when and who answers for it: what a person
needs in order to decide, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk import background
from sq_core.desk.cockpit import pace
from sq_core.desk.plan import shortfall
from sq_core.desk.sentences import plan_verdict, said, said_difference
from sq_core.words import Text, day, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Point, Reading, Status
    from sq_core.desk.cockpit import Pace
    from sq_core.desk.desk import Desk
    from sq_core.desk.plan import GoalLine

MOST = 6
_UNSAID = Text("", "")
_SPANS = {
    "month": Text("{n} 个月", "{n} months"),
    "quarter": Text("{n} 个季度", "{n} quarters"),
    "year": Text("{n} 年", "{n} years"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide: what is wrong, the evidence, who answers for it; the reading it rests on, if one."""

    title: Text
    evidence: Text
    owner: str
    status: Status
    weight: float
    reading: Reading | None = None
    lasting: Text = _UNSAID
    """Since when it has been so."""
    needs: Text = _UNSAID
    """What it would take, and what was made so far."""
    due: date | None = None
    """The day by which it has to be right."""
    goal: str = ""
    """The goal it is about: one goal is decided once."""


def pending(desk: Desk) -> tuple[Decision, ...]:
    """Find what needs a decision: goals off plan, obligations overdue, figures contradicted, missing values."""
    found = [*_off_plan(desk), *_overdue(desk), *_contradicted(desk), *_missing(desk)]
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST])


def _off_plan(desk: Desk) -> list[Decision]:
    """Find the goals off plan; of several readings of one goal the one that is furthest off stands for it."""
    gravest: dict[str, Decision] = {}
    for reading in desk.every():
        line = desk.goal(reading.metric)
        if reading.status != "bad" or reading.value is None or reading.plan is None or line is None:
            continue
        one = _goal_missed(desk, reading, line)
        if one.goal not in gravest or gravest[one.goal].weight < one.weight:
            gravest[one.goal] = one
    return list(gravest.values())


def _goal_missed(desk: Desk, reading: Reading, line: GoalLine) -> Decision:
    short = shortfall(reading.value or 0.0, reading.plan or 0.0, reading.better)
    evidence = Text(
        "{period} 实际 {now}，计划 {plan}，目标 {target}", "{period}: actual {now}, plan {plan}, target {target}"
    ).fill(
        period=desk.period_name(reading.period),
        now=said(reading.value, reading.unit),
        plan=said(reading.plan, reading.unit),
        target=said(reading.target, reading.unit),
    )
    title = Text("{name}{verdict}", "{name} is {verdict}").fill(
        name=reading.title, verdict=plan_verdict(short, reading.unit)
    )
    return Decision(
        title,
        evidence,
        reading.owner,
        "bad",
        1 + (short / line.way if line.way else 0.0),
        reading,
        lasting=_lasting(desk, reading, line),
        needs=_needs(desk, reading),
        due=reading.target_date,
        goal=line.goal,
    )


def _lasting(desk: Desk, reading: Reading, line: GoalLine) -> Text:
    """Say for how many periods in a row a reading has been off plan, by the rule that calls it so now."""
    until = [point for point in reading.trend if reading.period is None or point.period <= reading.period]
    allowed = desk.rules.watch_tolerance * line.way
    off = off_in_a_row(until, reading, allowed)
    if not off:
        return _UNSAID
    since = desk.period_name(off[0].period)
    if len(off) == 1:
        return Text("本期刚偏离计划", "Newly off plan")
    known = Text("至少", "at least ") if len(off) == len(until) else _UNSAID
    span = _SPANS.get(desk.grain, Text("{n} 期", "{n} periods")).fill(n=len(off))
    return Text("{since} 起{known}连续 {span}偏离计划", "Off plan for {known}{span} in a row, since {since}").fill(
        since=since, known=known, span=span
    )


def off_in_a_row(points: Sequence[Point], reading: Reading, allowed: float) -> tuple[Point, ...]:
    """Give the newest points, oldest first, that all miss their plan by more than is allowed."""
    found: list[Point] = []
    for point in reversed(points):
        if point.value is None or point.plan is None or not point.complete:
            break
        if shortfall(point.value, point.plan, reading.better) <= allowed:
            break
        found.append(point)
    return tuple(reversed(found))


def _needs(desk: Desk, reading: Reading) -> Text:
    """Say what every month has to bring until the target date, and what a month brought over the last year."""
    if reading.target is None or reading.value is None:
        return _UNSAID
    ahead = pace(desk, reading)
    if ahead is None:
        left = said_difference(reading.target - reading.value, reading.unit)
        late = reading.target_date is not None and reading.target_date <= desk.as_of
        return (
            Text("目标日期已过，仍差 {left}", "The target date is past; still needs {left}").fill(left=left)
            if late
            else Text("还需 {left}", "Needs {left}").fill(left=left)
        )
    return _paced(ahead, reading.unit) + _enough(ahead, reading)


def _paced(ahead: Pace, unit: str) -> Text:
    needed, made = said_difference(ahead.needed_a_month, unit), said_difference(ahead.made_a_month, unit)
    if _written(needed) and needed != made and (_written(made) or not ahead.made):
        return Text("每月需 {needed}，过去一年每月 {made}", "Needs {needed} a month; past year: {made} a month").fill(
            needed=needed, made=made
        )
    return Text(
        "{months} 个月内还需 {left}，过去一年共 {made}",
        "Needs {left} in {months} months; past year: {made}",
    ).fill(months=f"{ahead.months:.1f}", left=said_difference(ahead.left, unit), made=said_difference(ahead.made, unit))


def _enough(ahead: Pace, reading: Reading) -> Text:
    missing = ahead.misses_by if reading.better == "up" else -ahead.misses_by
    if reading.better == "near" or missing > 0:
        return _UNSAID
    return Text("，照此速度够用", ", enough if it goes on")


def _written(text: Text) -> bool:
    """Whether a difference is written as more than zero."""
    return any(sign in text.en for sign in "123456789")


def _overdue(desk: Desk) -> list[Decision]:
    found = []
    for one in background.obligations(desk):
        if one.progress == "met" or one.effective is None or one.effective > desk.as_of:
            continue
        since = Text(day(one.effective, "zh"), day(one.effective, "en"))
        title = Text("义务已逾期：{title}", "Obligation overdue: {title}").fill(title=one.title)
        late = (desk.as_of - one.effective).days
        found.append(
            Decision(
                title,
                one.duty,
                one.owner,
                "bad",
                2.0,
                desk.reading("obligations_overdue"),
                lasting=Text("{since} 起生效，已逾期 {n} 天", "In force since {since}, overdue by {n} days").fill(
                    since=since, n=late
                ),
                needs=Text("需要达成计划和日期", "Needs a plan and a date"),
            )
        )
    return found


def _contradicted(desk: Desk) -> list[Decision]:
    doubtful = [one for one in background.figures(desk) if one.status == "contradicted"]
    if not doubtful:
        return []
    title = Text("有 {n} 个引用数字被其他来源反驳", "{n} quoted figures are contradicted by another source").fill(
        n=len(doubtful)
    )
    evidence = listed([one.subject + Text("：", ": ") + one.doubt for one in doubtful[:2]])
    return [Decision(title, evidence, "", "watch", 0.9, desk.reading("figures_contradicted"))]


def _missing(desk: Desk) -> list[Decision]:
    reading = desk.reading("kpi_missing")
    if not reading.value:
        return []
    title = Text("KPI 表缺 {n} 个数值", "{n} KPI values are missing").fill(n=int(reading.value))
    evidence = Text("{period}；缺失不等于零，汇总时不计入", "{period}; missing is not zero and is left out").fill(
        period=desk.period_name(reading.period)
    )
    return [Decision(title, evidence, "", "watch", 0.5, reading)]
