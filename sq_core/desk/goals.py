"""The goals as they stand: the tree, what measures each, and how much of the way from baseline to target is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import UNTRUSTED
from sq_core.desk.modelled import Outcome
from sq_core.desk.plan import GoalLine
from sq_core.errors import OutOfRange
from sq_core.models import Goal, RollUp, attainment, roll_up
from sq_core.words import Text

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Better, Metric, Reading, Status
    from sq_core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class StatedGoal:
    """A goal as its sheet states it; None where the cell is blank."""

    goal: str
    parent: str | None
    name: Text
    metric: str | None
    owner: str | None
    unit: str | None
    direction: Better | None
    baseline: float | None
    baseline_date: date | None
    target: float | None
    target_date: date | None
    weight: float | None
    basis: Text | None
    countermeasure: Text | None
    children: int

    @property
    def line(self) -> GoalLine | None:
        """The way from baseline to target; None without a target."""
        if self.target is None:
            return None
        return GoalLine(
            self.goal,
            self.owner or "",
            self.direction,
            self.baseline,
            self.baseline_date,
            self.target,
            self.target_date,
        )


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal in its place in the tree: how deep, and the goals below it in order."""

    goal: StatedGoal
    depth: int
    below: tuple[Branch, ...]


_COLUMNS = (
    "goal, parent, coalesce(name_zh, name_en, goal), coalesce(name_en, name_zh, goal), metric, owner, unit, direction,"
    " baseline, baseline_date, target, target_date, weight, coalesce(basis_zh, basis_en), coalesce(basis_en, basis_zh),"
    " coalesce(countermeasure_zh, countermeasure_en), coalesce(countermeasure_en, countermeasure_zh), children"
)


def stated(desk: Desk) -> tuple[StatedGoal, ...]:
    """Read all goals in the order of their codes."""

    def make() -> tuple[StatedGoal, ...]:
        return tuple(_stated(*row) for row in desk.select("goal_stated", _COLUMNS, "goal"))

    return desk.kept("goals", sheets=("goals",), make=make)


def named_by(desk: Desk, metric: Metric) -> tuple[StatedGoal, ...]:
    """Give the goals that the select of a metric names, in the same order."""

    def make() -> frozenset[str]:
        return frozenset(code for (code,) in desk.select(metric.name, "goal", "goal"))

    codes = desk.kept("goals named", metric.select, sheets=metric.sheets, make=make)  # same select, same goals
    return tuple(one for one in stated(desk) if one.goal in codes)


def grounds(desk: Desk, *goals: StatedGoal) -> tuple[str, ...]:
    """Name the sheets that what measures these goals rests on."""
    metrics = (desk.catalogue.metrics.get(one.metric or "") for one in goals)
    return tuple(sorted({"parameters", *(sheet for metric in metrics if metric for sheet in metric.sheets)}))


def _stated(
    goal: str, parent: str | None, name_zh: str, name_en: str, metric: str | None, owner: str | None, unit: str | None,
    direction: Better | None, baseline: float | None, baseline_date: date | None, target: float | None,
    target_date: date | None, weight: float | None, basis_zh: str | None, basis_en: str | None,
    against_zh: str | None, against_en: str | None, children: int,
) -> StatedGoal:  # fmt: skip
    return StatedGoal(
        goal, parent, Text(name_zh, name_en), metric, owner, unit, direction, baseline, baseline_date, target,
        target_date, weight, Text(basis_zh, basis_en) if basis_zh and basis_en else None,
        Text(against_zh, against_en) if against_zh and against_en else None, children,
    )  # fmt: skip


def tree(goals: tuple[StatedGoal, ...]) -> tuple[Branch, ...]:
    """Stand the goals in their tree; one whose parent is not there, or that is its own ancestor, stands at the top."""
    known = {one.goal for one in goals}
    below: dict[str, list[StatedGoal]] = {}
    for one in goals:
        above = one.parent if one.parent in known and not in_circle(one, goals) else ""
        below.setdefault(above or "", []).append(one)

    def grown(parent: str, depth: int) -> tuple[Branch, ...]:
        return tuple(Branch(one, depth, grown(one.goal, depth + 1)) for one in below.get(parent, ()))

    return grown("", 0)


def in_circle(goal: StatedGoal, goals: tuple[StatedGoal, ...]) -> bool:
    """Tell whether going up from a goal leads back to it."""
    parents = {one.goal: one.parent for one in goals}
    at, seen = goal.parent, set[str]()
    while at is not None and at not in seen:
        if at == goal.goal:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def measured(desk: Desk, goal: StatedGoal) -> Reading | None:
    """Read what measures a goal; None where no metric of the catalogue does."""
    if goal.metric is None or goal.metric not in desk.catalogue.metrics:
        return None
    metric = desk.catalogue.metrics[goal.metric]
    # A goal on how goals fare would rest on itself.
    return None if metric.over_rows else desk.reading(goal.metric)


def better_of(desk: Desk, goal: StatedGoal) -> Better:
    """Say in which direction a goal is better: its own word, else its metric's."""
    if goal.direction:
        return goal.direction
    metric = desk.catalogue.metrics.get(goal.metric or "")
    return metric.better if metric else "up"


def attained(desk: Desk, goal: StatedGoal) -> Outcome:
    """Give how much of its way a goal has gone, as a fraction, and how much it should have gone by now."""
    where = (("goal", goal.goal),)
    reading, line = measured(desk, goal), goal.line
    if reading is None or reading.value is None or line is None or goal.baseline is None:
        return Outcome(where, None, owner=goal.owner or "", rests_on=(reading,) if reading else (), status="empty")
    share = attainment(goal.baseline, line.target, reading.value)
    if share is None:
        return Outcome(where, None, owner=line.owner, rests_on=(reading,), status="empty")
    expected = attainment(goal.baseline, line.target, desk.planned(reading.metric, line, reading.period))
    low, high = _ends(goal.baseline, line.target, reading)
    return Outcome(
        where,
        share,
        n=reading.n,
        low=low,
        high=high,
        target=1.0,
        target_date=goal.target_date,
        plan=expected,
        status=_status(desk, reading, share, expected),
        period=reading.period,
        owner=line.owner,
        rests_on=(reading,),
    )


def _ends(baseline: float, target: float, reading: Reading) -> tuple[float, float] | tuple[None, None]:
    if reading.low is None or reading.high is None:
        return None, None
    first, second = ((end - baseline) / (target - baseline) for end in (reading.low, reading.high))
    return min(first, second), max(first, second)


def _status(desk: Desk, reading: Reading, share: float, expected: float | None) -> Status:
    if reading.status in UNTRUSTED:
        return reading.status
    return "none" if expected is None else desk.rules.verdict(expected - share, 1.0)


def attainments(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give every goal's attainment, and the weighted roll-up of the lowest goals for the whole."""
    goals = named_by(desk, metric)
    each = tuple(attained(desk, goal) for goal in goals)
    rolled, leaves = rolled_up(desk, goals)
    if rolled is None or rolled.reported is None:
        return each
    expected = roll_up(_siblings(tree(goals), leaves, planned=True))
    periods = [one.period for one in leaves.values() if one.period]
    whole = Outcome(
        (),
        rolled.reported,
        n=float(sum(one.value is not None for one in leaves.values())),
        target=1.0,
        plan=expected.reported,
        status="none" if expected.reported is None else desk.rules.verdict(expected.reported - rolled.reported, 1.0),
        period=max(periods, default=None),
        rests_on=tuple(reading for one in leaves.values() for reading in one.rests_on),
    )
    return (whole, *each)


def coverages(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give the share of weight that is measured, for the whole and for every goal that has goals below it."""
    goals = named_by(desk, metric)
    rolled, leaves = rolled_up(desk, goals)
    if rolled is None:
        return ()
    resting = tuple(reading for one in leaves.values() for reading in one.rests_on)
    found = [Outcome((), rolled.coverage, n=float(len(leaves)), target=1.0, rests_on=resting)]
    for branch in _all(tree(goals)):
        part = _rolled(branch.below, leaves)
        if branch.below and part is not None:
            found.append(Outcome((("goal", branch.goal.goal),), part.coverage, rests_on=resting))
    return tuple(found)


def roll_ups(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal that has goals below it what they add up to by weight, and for the whole."""
    goals = named_by(desk, metric)
    rolled, leaves = rolled_up(desk, goals)
    parts = [(branch.goal.goal, branch, _rolled(branch.below, leaves)) for branch in _all(tree(goals)) if branch.below]
    found = [Outcome((), rolled.reported)] if rolled and rolled.reported is not None else []
    for name, branch, part in parts:
        below = tuple(r for one in _leaves(branch) for r in leaves[one.goal].rests_on)
        value = part.reported if part else None
        found.append(Outcome((("goal", name),), value, rests_on=below, owner=branch.goal.owner or "", status="none"))
    return tuple(found)


def rolled_up(desk: Desk, goals: tuple[StatedGoal, ...]) -> tuple[RollUp | None, dict[str, Outcome]]:
    """Roll the lowest goals up; None where no weight says how."""
    leaves = {one.goal: attained(desk, one) for branch in _all(tree(goals)) for one in _leaves(branch)}
    return _rolled(tree(goals), leaves), leaves


def _rolled(branches: tuple[Branch, ...], leaves: dict[str, Outcome]) -> RollUp | None:
    if not branches:
        return None
    try:
        return roll_up(_siblings(branches, leaves))
    except OutOfRange:
        return None


def _grown(branch: Branch, leaves: dict[str, Outcome], *, planned: bool = False) -> Goal:
    weight = branch.goal.weight or 0.0
    if branch.below:
        return Goal(weight, None, _siblings(branch.below, leaves, planned=planned))
    outcome = leaves[branch.goal.goal]
    return Goal(weight, outcome.plan if planned else outcome.value)


def _siblings(branches: tuple[Branch, ...], leaves: dict[str, Outcome], *, planned: bool = False) -> tuple[Goal, ...]:
    """Weigh siblings as their sheet says; where it says nothing at all, all alike."""
    grown = tuple(_grown(one, leaves, planned=planned) for one in branches)
    weighed = any(one.goal.weight for one in branches)
    return grown if weighed else tuple(replace(one, weight=1.0) for one in grown)


def _all(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    return tuple(one for branch in branches for one in (branch, *_all(branch.below)))


def _leaves(branch: Branch) -> tuple[StatedGoal, ...]:
    return tuple(one.goal for one in _all((branch,)) if not one.below)
