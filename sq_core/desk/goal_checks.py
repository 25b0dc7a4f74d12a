"""What is wrong with a goal as it is stated: SMART in words, orphans, contradictions, each with its remedy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.desk.goal_foresight import foreseen
from sq_core.desk.goals import StatedGoal, attained, better_of, in_circle, measured, named_by, stated
from sq_core.desk.modelled import Outcome
from sq_core.words import Text, listed, probability, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.catalogue import Metric
    from sq_core.desk.desk import Desk

Letter = Literal["S", "M", "A", "R", "T"]
LETTERS: dict[Letter, Text] = {
    "S": Text("具体", "Specific"),
    "M": Text("可衡量", "Measurable"),
    "A": Text("可实现", "Achievable"),
    "R": Text("相关", "Relevant"),
    "T": Text("有时限", "Time-bound"),
}
_SLACK = 0.005
"""By how much weights may miss one: the rounding of percent."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with one goal: which letter of SMART it offends, what it is, and what to do."""

    goal: StatedGoal
    letter: Letter
    message: Text
    remedy: Text
    column: str


def flaws(desk: Desk) -> tuple[Flaw, ...]:
    """Find everything wrong with the goals as stated, in the order of their codes."""
    return desk.kept("flaws", make=lambda: tuple(found_in(desk, stated(desk))))


def found_in(desk: Desk, goals: tuple[StatedGoal, ...]) -> Iterator[Flaw]:
    """Find everything wrong with goals, whether they are stored or only proposed."""
    for goal in goals:
        yield from _specific(goal)
        yield from _measurable(desk, goal)
        yield from _achievable(desk, goal)
        yield from _relevant(desk, goal, goals)
        yield from _timed(goal, goals)


def _specific(goal: StatedGoal) -> Iterator[Flaw]:
    if not goal.owner:
        yield Flaw(
            goal, "S", Text("没有负责人", "It has no owner"),
            Text("写明对结果负责的人或部门。", "Name the person or unit that answers for it."), "owner",
        )  # fmt: skip
    if goal.name == same(goal.goal):
        yield Flaw(
            goal, "S", Text("没有名称", "It has no name"),
            Text("用一句话写明要达到什么。", "Say in a phrase what is to be reached."), "name_zh",
        )  # fmt: skip


def _measurable(desk: Desk, goal: StatedGoal) -> Iterator[Flaw]:
    if goal.metric is None:
        if goal.children == 0:
            yield Flaw(
                goal, "M", Text("没有衡量它的指标", "No metric measures it"),
                Text("填写指标目录中的名称，或在它下面设可衡量的目标。",
                     "Name a metric of the catalogue, or set measurable goals below it."), "metric",
            )  # fmt: skip
        return
    metric = desk.catalogue.metrics.get(goal.metric)
    if metric is None:
        yield Flaw(
            goal, "M", Text("指标目录中没有“{name}”", "The catalogue has no metric “{name}”").fill(name=goal.metric),
            Text("改为目录中的名称；字典页列出了全部。", "Use a name of the catalogue; the dictionary lists them all."),
            "metric",
        )  # fmt: skip
        return
    for column, value, name in (
        ("unit", goal.unit, Text("单位", "unit")),
        ("baseline", goal.baseline, Text("基线", "baseline")),
        ("target", goal.target, Text("目标值", "target")),
    ):
        if value is None:
            yield Flaw(
                goal, "M", Text("没有{name}", "It has no {name}").fill(name=name),
                Text("在目标表中补上{name}。", "Add its {name} to the goals sheet.").fill(name=name), column,
            )  # fmt: skip
    if goal.unit and metric.unit not in ("row", goal.unit):
        yield Flaw(
            goal, "M",
            Text("单位“{own}”与指标的单位“{its}”不同", "Its unit “{own}” is not the metric's “{its}”").fill(
                own=goal.unit, its=metric.unit
            ),
            Text("改为指标的单位，并核对基线和目标值。", "Use the metric's unit and check baseline and target."), "unit",
        )  # fmt: skip


def _achievable(desk: Desk, goal: StatedGoal) -> Iterator[Flaw]:
    better = better_of(desk, goal)
    if goal.baseline is not None and goal.target is not None:
        worse = goal.target < goal.baseline if better == "up" else goal.target > goal.baseline
        if better != "near" and worse:
            yield Flaw(
                goal, "A", Text("目标值比基线还差", "Its target is worse than its baseline"),
                Text("核对优劣方向、基线和目标值。", "Check direction, baseline and target."), "target",
            )  # fmt: skip
        elif goal.target == goal.baseline:
            yield Flaw(
                goal, "A", Text("目标值等于基线，没有要走的路", "Its target is its baseline: there is no way to go"),
                Text("改动其中之一。", "Change one of the two."), "target",
            )  # fmt: skip
    seen = foreseen(desk, goal)
    if seen is None:
        return
    if seen.chance < float(desk.parameters["chance_heroic"]):
        yield Flaw(
            goal, "A",
            Text("按目前走势命中概率只有 {chance}，过于激进", "On its course the chance is only {chance}: heroic").fill(
                chance=probability(seen.chance, "en")
            ),
            Text("加大措施，或调整目标值、日期。", "Do more, or move the target or its date."), "target",
        )  # fmt: skip
    elif seen.chance > float(desk.parameters["chance_sandbagged"]):
        yield Flaw(
            goal, "A",
            Text("按目前走势几乎必然达到（{chance}），过于保守", "It is all but certain already ({chance}): sandbagged")
            .fill(chance=probability(seen.chance, "en")),
            Text("考虑提高目标值。", "Consider a more ambitious target."), "target",
        )  # fmt: skip


def _relevant(desk: Desk, goal: StatedGoal, goals: tuple[StatedGoal, ...]) -> Iterator[Flaw]:
    if goal.basis is None:
        yield Flaw(
            goal, "R", Text("没有依据", "It rests on nothing stated"),
            Text("写明标杆、预测或约定。", "State the benchmark, forecast or agreement it rests on."), "basis_zh",
        )  # fmt: skip
    if goal.parent and goal.parent not in {one.goal for one in goals}:
        yield Flaw(
            goal, "R", Text("上级目标 {code} 不存在，成了孤儿", "Its parent {code} does not exist: it is an orphan").fill(
                code=goal.parent
            ),
            Text("改正上级编号，或补上那个目标。", "Correct the parent's code, or add that goal."), "parent",
        )  # fmt: skip
    if in_circle(goal, goals):
        yield Flaw(
            goal, "R", Text("它是自己的上级", "It is its own ancestor"),
            Text("改正上级编号。", "Correct the parent's code."), "parent",
        )  # fmt: skip
    yield from _weights(goal, goals)
    yield from _contradictions(desk, goal, goals)


def _weights(goal: StatedGoal, goals: tuple[StatedGoal, ...]) -> Iterator[Flaw]:
    below = [one for one in goals if one.parent == goal.goal]
    sets = [(goal, below)] if below else []
    if goal is goals[0]:
        sets.append((goal, [one for one in goals if not one.parent]))
    for named, group in sets:
        total = sum(one.weight or 0.0 for one in group)
        if abs(total - 1.0) > _SLACK:
            top = group[0].parent is None
            yield Flaw(
                named, "R",
                Text("{whose}权重合计 {total}%，不是 100%", "The weights {whose} add up to {total}%, not 100%").fill(
                    whose=Text("最高一级的", "at the top") if top else Text("下级的", "below it"),
                    total=f"{total * 100:.0f}",
                ),
                Text("调整权重；汇总时按比例折算。", "Adjust them; roll-ups bring them to 100% in proportion."), "weight",
            )  # fmt: skip


def _contradictions(desk: Desk, goal: StatedGoal, goals: tuple[StatedGoal, ...]) -> Iterator[Flaw]:
    metric = desk.catalogue.metrics.get(goal.metric or "")
    if metric and goal.direction and metric.better not in {"near", goal.direction}:
        yield Flaw(
            goal, "R", Text("优劣方向与指标目录相反", "Its direction contradicts the catalogue's"),
            Text("改正方向，或留空。", "Correct it, or leave it blank."), "direction",
        )  # fmt: skip
    twins = [
        one.goal for one in goals
        if one is not goal and one.metric and one.metric == goal.metric
        and one.target_date == goal.target_date and one.target != goal.target
    ]  # fmt: skip
    if twins:
        yield Flaw(
            goal, "R",
            Text("与 {codes} 同一指标、同一日期，目标值却不同", "{codes} asks another value of the same metric on the same day")
            .fill(codes=listed([same(code) for code in twins])),
            Text("只留一个，或改日期。", "Keep one, or change a date."), "target",
        )  # fmt: skip
    below = [attained(desk, one) for one in goals if one.parent == goal.goal]
    off = [one for one in below if one.status == "bad"]
    if off and len(off) * 2 > len(below) and measured(desk, goal) and attained(desk, goal).status == "good":
        yield Flaw(
            goal, "R",
            Text("自己达标，多数下级却偏离", "It is on track while most goals below it are off"),
            Text("核对下级目标是否真的支撑它。", "Check whether the goals below it really carry it."), "parent",
        )  # fmt: skip


def _timed(goal: StatedGoal, goals: tuple[StatedGoal, ...]) -> Iterator[Flaw]:
    for column, value, name in (
        ("baseline_date", goal.baseline_date, Text("基线日期", "baseline date")),
        ("target_date", goal.target_date, Text("目标日期", "target date")),
    ):
        if value is None and goal.target is not None:
            yield Flaw(
                goal, "T", Text("没有{name}", "It has no {name}").fill(name=name),
                Text("补上{name}。", "Add its {name}.").fill(name=name), column,
            )  # fmt: skip
    if goal.baseline_date and goal.target_date and goal.target_date <= goal.baseline_date:
        yield Flaw(
            goal, "T", Text("目标日期不晚于基线日期", "It is due no later than its baseline"),
            Text("核对两个日期。", "Check the two dates."), "target_date",
        )  # fmt: skip
    above = {one.goal: one for one in goals}.get(goal.parent or "")
    if above and above.target_date and goal.target_date and goal.target_date > above.target_date:
        yield Flaw(
            goal, "T", Text("比上级目标到期更晚", "It is due later than the goal above it"),
            Text("提前它，或推迟上级目标。", "Move it forward, or the one above back."), "target_date",
        )  # fmt: skip


def flawed(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Count the goals with at least one flaw, and the flaws of each goal."""
    goals = named_by(desk, metric)
    if not goals:
        return ()
    found = Counter(one.goal.goal for one in flaws(desk))
    each = tuple(
        Outcome((("goal", one.goal),), float(found.get(one.goal, 0)), owner=one.owner or "",
                status="watch" if found.get(one.goal) else "good")
        for one in goals
    )  # fmt: skip
    count = float(sum(1 for one in goals if found.get(one.goal)))
    return (Outcome((), count, n=float(len(goals)), status="watch" if count else "good"), *each)
