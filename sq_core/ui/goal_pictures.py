"""The pictures of the goal system: the tree, plan and actual by month, weights side by side, chances, proven changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import goal_months, goal_sentences, goals
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.goal_months import GoalCourse
    from sq_core.desk.goals import Branch, StatedGoal

    GoalReadings = Sequence[tuple[StatedGoal, Reading]]


def by_goal(desk: Desk, metric: str, stated: tuple[StatedGoal, ...]) -> list[tuple[StatedGoal, Reading]]:
    """Read a metric at every goal, in the order of the goals; a goal it does not speak of is left out."""
    found = {one.dimensions["goal"]: one for one in desk.by(metric, "goal")}
    return [(goal, found[goal.goal]) for goal in stated if goal.goal in found]


def goal_tree_picture(desk: Desk, own: GoalReadings, stated: tuple[StatedGoal, ...]) -> charts.Picture:
    """Draw every goal in its place in the tree with the share of its way that is done."""
    basis = Text(
        "从基线到目标走完的路程；细线为按计划应走完的部分",
        "Share of the way from baseline to target; thin mark: where the plan should be by now",
    )
    caption = charts.Caption(goal_sentences.behind(own), basis)
    return charts.goal_tree(_tree_rows(desk, own, stated), caption=caption)


def _tree_rows(desk: Desk, own: GoalReadings, stated: tuple[StatedGoal, ...]) -> list[charts.GoalRow]:
    reading = {goal.goal: one for goal, one in own}
    weight = {goal.goal: one.value for goal, one in by_goal(desk, "goal_weight", stated)}
    covered = {goal.goal: one.value for goal, one in by_goal(desk, "goal_coverage", stated)}
    rows: list[charts.GoalRow] = []

    def visit(branch: Branch) -> None:
        code, one = branch.goal.goal, reading[branch.goal.goal]
        rows.append(
            charts.GoalRow(
                goal_sentences.named(branch.goal),
                branch.depth,
                weight.get(code),
                one.value,
                one.plan,
                one.status,
                covered.get(code),
            ),
        )
        for below in branch.below:
            visit(below)

    for top in goals.tree(stated):
        visit(top)
    return rows


def bowler_picture(courses: Sequence[GoalCourse]) -> charts.Picture | None:
    """Draw a year of plan and actual of every goal; None where no month is complete."""
    months = sorted({one.month for course in courses for one in course.months if one.complete})[-goal_months.YEAR :]
    if not months:
        return None
    rows = []
    for course in courses:
        at = {one.month: one for one in course.months}
        cells = tuple(
            charts.BowlerCell(at[month].actual, at[month].plan, at[month].status, at[month].complete)
            if month in at
            else None
            for month in months
        )
        rows.append(charts.BowlerRow(goal_sentences.named(course.goal), course.unit, cells))
    year = goal_months.YEAR
    title = goal_sentences.missed([(one.goal, one.missed(year), len(one.last(year))) for one in courses])
    basis = Text("每月实际与计划，完整月份", "Actual and plan of every complete month")
    return charts.bowler(rows, months, caption=charts.Caption(title, basis), most=year)


def weights_picture(
    stated: tuple[StatedGoal, ...], in_use: GoalReadings, judged: GoalReadings, entropy: GoalReadings
) -> charts.Picture | None:
    """Draw the weights in use beside those of experts and figures; None where neither says anything."""
    used, said, told = ({goal.goal: one.value for goal, one in each} for each in (in_use, judged, entropy))
    rows = [
        charts.WeightsRow(goal_sentences.named(goal), used.get(goal.goal), said.get(goal.goal), told.get(goal.goal))
        for goal in stated
        if said.get(goal.goal) is not None or told.get(goal.goal) is not None
    ]
    if not rows:
        return None
    title = goal_sentences.weights_differ(
        [(goal, used.get(goal.goal) or 0.0, said.get(goal.goal)) for goal in stated if goal.goal in used]
    )
    basis = Text(
        "同级权重：在用、专家判断（AHP）、熵权（地区间差异）",
        "Weights among siblings: in use, by experts (AHP), by entropy (differences between regions)",
    )
    return charts.weights_compared(rows, caption=charts.Caption(title, basis))


def chances_picture(desk: Desk, chance: GoalReadings) -> charts.Picture:
    """Draw the chance of every target between the two cut-offs."""
    heroic, sandbagged = float(desk.parameters["chance_heroic"]), float(desk.parameters["chance_sandbagged"])
    basis = Text(
        "直线外推到目标日期，预测分布中优于目标值的占比",
        "Share of the forecast at the target date, by a straight line, on the better side of the target",
    )
    return charts.chances(
        [charts.ChanceRow(goal_sentences.named(goal), one.value) for goal, one in chance],
        heroic=heroic,
        sandbagged=sandbagged,
        caption=charts.Caption(goal_sentences.chances(chance, heroic, sandbagged), basis),
    )


def forest_picture(changed: GoalReadings) -> charts.Picture:
    """Draw the change of every goal since its baseline, with its interval."""
    rows = [
        charts.VerifiedRow(
            goal_sentences.named(goal), one.unit, one.value, one.low, one.high, one.target, one.status, one.n
        )
        for goal, one in changed
        if one.value is not None
    ]
    basis = Text(
        "基线期至最近一期的变化，占应有变化的比例，附 95% 区间",
        "Change from the baseline's period to the last, as a share of the change wanted, with 95% interval",
    )
    return charts.verification_forest(rows, caption=charts.Caption(goal_sentences.proven(changed), basis))
