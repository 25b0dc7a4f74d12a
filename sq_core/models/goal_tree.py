"""How far the goals are reached: attainment of one goal, and the weighted roll-up of a tree of them."""

from __future__ import annotations

from dataclasses import dataclass

from sq_core.models.checks import not_negative, number, outside
from sq_core.words import Text

WEIGHT = Text("权重", "Weight")
SCORE = Text("得分", "Score")


def attainment(base: float, target: float, actual: float) -> float | None:
    """Tell how much of the way from baseline to target is done, as a fraction: ``(actual - base) / (target - base)``.

    Works for goals that go down as well as up, without a sign. Below zero: moved away; above one: beyond the target.
    None where the target equals the baseline: there is no way to measure.
    """
    start, end, now = (
        number(base, Text("基线", "Baseline")),
        number(target, Text("目标值", "Target")),
        number(actual, Text("实际值", "Actual value")),
    )
    return None if start == end else (now - start) / (end - start)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in the tree: its weight among its siblings, and its score or the goals below it.

    A leaf without a score (None) was not reported; a goal with children takes its score from them.
    """

    weight: float
    score: float | None = None
    children: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class RollUp:
    """A rolled-up score, in the unit of the scores.

    ``reported`` weighs only what was reported (None if nothing was); ``missing_as_zero`` counts a gap as zero;
    ``coverage`` is the weight that was reported, as a fraction, and is always shown beside.
    """

    reported: float | None
    missing_as_zero: float
    coverage: float


def roll_up(goals: tuple[Goal, ...] | list[Goal]) -> RollUp:
    """Roll goals up by weight, level by level: ``A = sum w a / sum w (reported)``.

    A missing child never vanishes silently: coverage falls. Raises ``OutOfRange`` for a negative weight or weights
    that add up to nothing.
    """
    weights = [not_negative(goal.weight, WEIGHT) for goal in goals]
    total = sum(weights)
    if total <= 0:
        raise outside(Text("权重之和应大于 0。", "The weights should add up to more than 0."))
    parts = [roll_up(goal.children) if goal.children else _leaf(goal) for goal in goals]
    told = [(weight, part) for weight, part in zip(weights, parts, strict=True) if part.reported is not None]
    told_weight = sum(weight for weight, _ in told)
    reported = None
    if told_weight > 0:
        reported = sum(weight * (part.reported or 0.0) for weight, part in told) / told_weight
    zeroed = sum(weight * part.missing_as_zero for weight, part in zip(weights, parts, strict=True)) / total
    coverage = sum(weight * part.coverage for weight, part in zip(weights, parts, strict=True)) / total
    return RollUp(reported, zeroed, coverage)


def _leaf(goal: Goal) -> RollUp:
    if goal.score is None:
        return RollUp(None, 0.0, 0.0)
    score = number(goal.score, SCORE)
    return RollUp(score, score, 1.0)
