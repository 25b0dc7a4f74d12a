"""What needs a decision now: few things, found by rule from the readings, dearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk import background
from sq_core.desk.plan import shortfall
from sq_core.desk.sentences import plan_verdict, said
from sq_core.words import Text, day, listed

if TYPE_CHECKING:
    from sq_core.catalogue import Reading, Status
    from sq_core.desk.desk import Desk

MOST = 6
CONSTRUCTS = {
    "tangibles": Text("有形性", "Tangibles"),
    "reliability": Text("可靠性", "Reliability"),
    "responsiveness": Text("响应性", "Responsiveness"),
    "assurance": Text("保证性", "Assurance"),
    "empathy": Text("移情性", "Empathy"),
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


@dataclass(frozen=True, slots=True)
class DimensionGap:
    """Mean expectation and perception of one dimension, and the interval of their difference."""

    name: Text
    expected: float
    perceived: float
    low: float | None
    high: float | None
    n: float | None


def pending(desk: Desk) -> tuple[Decision, ...]:
    """Find what needs a decision: goals off plan, obligations overdue, figures contradicted, missing values."""
    found = [*_off_plan(desk), *_overdue(desk), *_contradicted(desk), *_missing(desk)]
    return tuple(sorted(found, key=lambda one: -one.weight)[:MOST])


def _off_plan(desk: Desk) -> list[Decision]:
    found = []
    for reading in desk.every():
        if reading.status != "bad" or reading.value is None or reading.plan is None:
            continue
        line = desk.goal(reading.metric)
        short = shortfall(reading.value, reading.plan, reading.better)
        share = short / line.way if line and line.way else 0.0
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
        found.append(Decision(title, evidence, reading.owner, "bad", 1 + share, reading))
    return found


def _overdue(desk: Desk) -> list[Decision]:
    found = []
    for one in background.obligations(desk):
        if one.progress == "met" or one.effective is None or one.effective > desk.as_of:
            continue
        since = Text(day(one.effective, "zh"), day(one.effective, "en"))
        title = Text("义务已逾期：{title}", "Obligation overdue: {title}").fill(title=one.title)
        evidence = Text("{duty}；{since} 起生效", "{duty}; in force since {since}").fill(duty=one.duty, since=since)
        found.append(Decision(title, evidence, one.owner, "bad", 2.0, desk.reading("obligations_overdue")))
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


def gap_pairs(desk: Desk) -> tuple[DimensionGap, ...]:
    """Read expectation and perception of the five dimensions, largest gap first."""
    expected = {one.dimensions["construct"]: one for one in desk.by("dimension_expectation", "construct")}
    found = []
    for key, name in CONSTRUCTS.items():
        gap, hoped = desk.reading(f"gap_{key}"), expected.get(key)
        if gap.value is None or hoped is None or hoped.value is None:
            continue
        found.append(DimensionGap(name, hoped.value, hoped.value + gap.value, gap.low, gap.high, gap.n))
    return tuple(sorted(found, key=lambda one: one.perceived - one.expected))
