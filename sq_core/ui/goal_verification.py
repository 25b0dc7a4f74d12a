"""The pictures that verify one target: where its metric is heading, how demanding it is, what it takes to prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import goal_foresight, goal_sentences, goals
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.goal_proof import Proof
    from sq_core.desk.goals import StatedGoal

NO_BASIS = Text("目标没有写明依据", "the target states no basis")


def foresight_picture(desk: Desk, goal: StatedGoal, own: Reading) -> charts.Picture:
    """Draw the way of a goal's metric so far and as it is expected, up to the target date."""
    seen = goal_foresight.foreseen(desk, goal)
    path = [
        charts.ForesightPoint(
            month,
            one.value,
            one.likely.low,
            one.likely.high,
            one.wide.low,
            one.wide.high,
            desk.planned(own.metric, goal.line, month, "month") if goal.line else None,
        )
        for month, one in goal_foresight.ahead(desk, goal)
    ]
    return charts.foresight(
        [one for one in desk.months(own.metric) if one.complete],
        path,
        unit=own.unit,
        target=goal.target,
        target_date=goal.target_date,
        chance=seen.chance if seen else None,
        caption=charts.Caption(
            goal_sentences.foreseen(goal, seen, own.unit), goal_sentences.forecast_basis(goal, seen)
        ),
    )


def ambition_picture(desk: Desk, goal: StatedGoal, own: Reading) -> charts.Picture:
    """Draw a target among the figures of others and among the own months."""
    others = goal_foresight.benchmarks(desk, goal)
    months = tuple(one.value or 0.0 for one in goal_foresight.complete_months(desk, goal))
    better = goals.better_of(desk, goal)
    target = goal.target or 0.0
    among = goal_foresight.stand(tuple(one.value for one in others), target, up=better != "down")
    past = goal_foresight.stand(months, target, up=better != "down")
    return charts.ambition_strip(
        [charts.BenchmarkDot(one.subject, one.value, one.status == "verified") for one in others],
        unit=own.unit,
        own=own.value,
        target=goal.target,
        quartiles=_quartiles(among),
        history=months,
        history_quartiles=_quartiles(past),
        better=better,
        caption=charts.Caption(goal_sentences.ambition(goal, among, past, others), goal.basis or NO_BASIS),
    )


def _quartiles(found: goal_foresight.Standing | None) -> charts.Quartiles | None:
    return charts.Quartiles(found.quarter, found.middle, found.three_quarters) if found else None


def power_picture(desk: Desk, goal: StatedGoal, found: Proof) -> charts.Picture:
    """Draw the power of a proof against its sample, with what is needed and what there is."""
    return charts.power_curve(
        [charts.PowerPoint(n, power) for n, power in found.curve],
        needed=found.needed,
        have=found.now.n,
        power_now=found.power,
        wanted=float(desk.parameters["proof_power"]),
        caption=charts.Caption(goal_sentences.provable(goal, found), goal_sentences.proof_basis(found)),
    )
