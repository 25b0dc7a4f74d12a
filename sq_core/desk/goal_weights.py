"""How much each goal weighs: as the sheet says, as experts judge pair by pair, and as the figures themselves tell."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.goals import StatedGoal, better_of, grounds, measured, named_by, stated, tree
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import (
    Completion,
    Doubt,
    EntropyWeights,
    Judgement,
    complete_judgements,
    doubtful_judgements,
    entropy_weights,
)
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric
    from sq_core.desk.desk import Desk
    from sq_core.desk.goals import Branch

TOP = "top"
"""Name of the set of goals that have no parent."""
_CUT = "region"
_LEAST_ALTERNATIVES = 3
UNJUDGED_PAIRS = Broken(
    Text("还没有专家比较过这一组目标。", "No expert has compared these goals yet."),
    Text("请在“权重判断”表中两两比较。", "Compare them pair by pair in the judgements sheet."),
)
ALONE = Broken(
    Text("没有同级目标，无须比较权重。", "It has no sibling to be weighed against."),
    Text("同一上级下有两个以上的目标时才有权重可比。", "Weights are compared where two goals or more share a parent."),
)
ALIKE = Broken(
    Text("按地区可比的数值不足，算不出熵权。", "Too few values by region to tell the goals apart."),
    Text("熵权至少需要三个地区都有数值。", "Entropy weights need values of at least three regions."),
)


@dataclass(frozen=True, slots=True)
class Siblings:
    """Goals below one parent, with what their judgements and their figures say; None where these say nothing."""

    parent: str
    goals: tuple[StatedGoal, ...]
    experts: int
    judged: Completion | None
    refused: Broken | None
    doubts: tuple[Doubt, ...]
    entropy: EntropyWeights | None
    alternatives: int


def siblings(desk: Desk) -> tuple[Siblings, ...]:
    """Give every set of two or more sibling goals."""
    return desk.kept("siblings", make=lambda: _siblings(desk))


def _siblings(desk: Desk) -> tuple[Siblings, ...]:
    judgements = desk.select("judgement", "expert, first, second, ratio", "expert, first, second")
    found = []

    def visit(parent: str, branches: tuple[Branch, ...]) -> None:
        if len(branches) > 1:
            found.append(_weighed(desk, parent, tuple(one.goal for one in branches), judgements))
        for one in branches:
            visit(one.goal.goal, one.below)

    visit(TOP, tree(stated(desk)))
    return tuple(found)


def _weighed(
    desk: Desk, parent: str, goals: tuple[StatedGoal, ...], rows: list[tuple[str, str, str, float]]
) -> Siblings:
    codes = tuple(one.goal for one in goals)
    own = [row for row in rows if row[1] in codes and row[2] in codes and row[1] != row[2]]
    judged, refused, doubts = desk.kept("judged", codes, sheets=("judgements",), make=lambda: _judged(own))
    entropy, alternatives = _told_by_figures(desk, goals)
    return Siblings(parent, goals, len({row[0] for row in own}), judged, refused, doubts, entropy, alternatives)


def _judged(
    rows: list[tuple[str, str, str, float]],
) -> tuple[Completion | None, Broken | None, tuple[Doubt, ...]]:
    pairs = merged(rows)
    if not pairs:
        return None, UNJUDGED_PAIRS, ()
    try:
        return complete_judgements(pairs), None, doubtful_judgements(pairs)
    except ModelError as error:
        return None, Broken.of(error), ()


def strays(desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """Give the judgements that weigh nothing because their two goals are not siblings: expert, first, second."""
    together = {one.goal: group.parent for group in siblings(desk) for one in group.goals}
    rows = desk.select("judgement", "expert, first, second", "expert, first, second")
    return tuple(
        (expert, first, second)
        for expert, first, second in rows
        if first == second or first not in together or together[first] != together.get(second)
    )


def merged(rows: list[tuple[str, str, str, float]]) -> tuple[Judgement, ...]:
    """Merge what several experts said of a pair by the geometric mean, either way round (Aczel and Saaty 1983)."""
    logs: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _, first, second, ratio in rows:
        if (second, first) in logs:
            logs[second, first].append(-math.log(ratio))
        else:
            logs[first, second].append(math.log(ratio))
    return tuple(Judgement(one, two, math.exp(sum(said) / len(said))) for (one, two), said in logs.items())


def _told_by_figures(desk: Desk, goals: tuple[StatedGoal, ...]) -> tuple[EntropyWeights | None, int]:
    measures = tuple((one.metric, better_of(desk, one)) for one in goals)
    return desk.kept("entropy", measures, sheets=grounds(desk, *goals), make=lambda: _entropy(desk, goals))


def _entropy(desk: Desk, goals: tuple[StatedGoal, ...]) -> tuple[EntropyWeights | None, int]:
    """Weigh goals by how much the regions differ on them, each on 0..1 from its worst region to its best."""
    columns = []
    for goal in goals:
        own = measured(desk, goal)
        cut = desk.by(goal.metric, _CUT) if own is not None and goal.metric else ()
        columns.append({one.dimensions[_CUT]: one.value for one in cut if one.value is not None})
    shared = sorted(set.intersection(*(set(column) for column in columns))) if columns else []
    if len(shared) < _LEAST_ALTERNATIVES:
        return None, len(shared)
    matrix = [
        _scaled([column[one] for one in shared], up=better_of(desk, goal) != "down")
        for goal, column in zip(goals, columns, strict=True)
    ]
    try:
        return entropy_weights([list(row) for row in zip(*matrix, strict=True)]), len(shared)
    except ModelError:
        return None, len(shared)


def _scaled(values: list[float], *, up: bool) -> list[float]:
    low, high = min(values), max(values)
    if high == low:
        return [1.0] * len(values)
    return [(one - low if up else high - one) / (high - low) for one in values]


def _alone(desk: Desk) -> list[Outcome]:
    """Say of every goal without siblings that there is nothing to weigh it against."""
    weighed = {one.goal for group in siblings(desk) for one in group.goals}
    return [
        Outcome((("goal", one.goal),), None, broken=ALONE, status="empty")
        for one in stated(desk)
        if one.goal not in weighed
    ]


def in_use(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give every goal's weight among its siblings as the sheet states it, brought to one where it does not add up."""
    found = []

    def visit(branches: tuple[Branch, ...]) -> None:
        total = sum(one.goal.weight or 0.0 for one in branches)
        for one in branches:
            weight = (one.goal.weight or 0.0) / total if total > 0 else 1.0 / len(branches)
            found.append(Outcome((("goal", one.goal.goal),), weight, owner=one.goal.owner or ""))
            visit(one.below)

    visit(tree(named_by(desk, metric)))
    return tuple(found)


def judged_weights(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the weight of every goal that follows from the experts' judgements."""
    found = []
    for group in siblings(desk):
        weights = dict(zip(group.judged.items, group.judged.priorities.weights, strict=True)) if group.judged else {}
        whole = len(weights) == len(group.goals)
        for goal in group.goals:
            value = weights.get(goal.goal) if whole else None
            reason = None if value is not None else group.refused or UNJUDGED_PAIRS
            status = "none" if value is not None else "empty"
            found.append(
                Outcome((("goal", goal.goal),), value, n=float(group.experts), broken=reason, status=status)  # type: ignore[arg-type]
            )
    return (*found, *_alone(desk))


def entropy_of_goals(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the weight of every goal that follows from how much the regions differ on it."""
    found = []
    for group in siblings(desk):
        for at, goal in enumerate(group.goals):
            where, own = (("goal", goal.goal),), measured(desk, goal)
            resting = (own,) if own else ()
            if group.entropy is None:
                found.append(Outcome(where, None, broken=ALIKE, status="empty", rests_on=resting))
            else:
                weight = group.entropy.weights[at]
                found.append(Outcome(where, weight, n=float(group.alternatives), rests_on=resting))
    return (*found, *_alone(desk))


def consistencies(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the consistency ratio of every set of judgements, and the worst of them for the whole."""
    highest = float(desk.parameters["consistency_limit"])
    found = []
    for group in siblings(desk):
        where = (("parent", group.parent),)
        if group.judged is None:
            found.append(Outcome(where, None, broken=group.refused or UNJUDGED_PAIRS, status="empty"))
            continue
        ratio = group.judged.priorities.consistency_ratio
        status = "good" if ratio <= highest else "bad"
        found.append(Outcome(where, ratio, n=float(group.experts), target=highest, status=status))  # type: ignore[arg-type]
    known = [one for one in found if one.value is not None]
    if not known:
        return tuple(found)
    worst = max(known, key=lambda one: one.value or 0.0)
    return (replace(worst, dimensions=()), *found)
