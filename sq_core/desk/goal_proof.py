"""Can a target be proved, and has it moved yet: sample size and power, and the test of before against now."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.goals import StatedGoal, better_of, grounds, measured, named_by
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import (
    Difference,
    SampleSize,
    cohen_h,
    compare_means,
    compare_shares,
    power_t_two_samples,
    power_two_proportions,
    size_t_two_samples,
    size_two_proportions,
    t_quantile,
)
from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.catalogue import Metric, Point
    from sq_core.desk.desk import Desk

UNTESTED = Broken(
    Text(
        "该指标没有样本量或离散程度，无法检验。", "The metric has no sample size or spread, so nothing can be tested."
    ),
    Text("请上传逐份的答卷，或在 KPI 表中补充样本量。", "Load single responses, or add sample sizes to the KPI sheet."),
)
_CURVE = 40


@dataclass(frozen=True, slots=True)
class Sampled:
    """A value of one period as a test needs it: its n and standard error; ``share`` where it is a share of cases."""

    value: float
    n: float
    error: float
    share: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What it takes to show that a goal moved from baseline to target, and what the two periods show by now.

    ``needed`` answers or cases a period; ``power`` with those of the last period; ``change`` None where the
    period of the baseline holds nothing to compare with.
    """

    needed: int
    power: float
    now: Sampled
    before: Sampled | None
    change: Difference | None
    curve: tuple[tuple[float, float], ...]


def proof(desk: Desk, goal: StatedGoal) -> Proof | None:
    """Work out a goal's proof; None where its metric cannot be tested or its targets are not stated."""
    return desk.kept("proof", goal, sheets=grounds(desk, goal), make=lambda: _proof(desk, goal))


def _proof(desk: Desk, goal: StatedGoal) -> Proof | None:
    own = measured(desk, goal)
    if own is None or goal.metric is None or goal.baseline is None or goal.target is None:
        return None
    metric = desk.catalogue.metrics[goal.metric]
    course = tuple(one for one in desk.course(goal.metric) if one.value is not None)
    at = {one.period: one for one in course}
    now = _sampled(desk, metric, at.get(own.period)) if own.period else None
    if now is None:
        return None
    start = desk.calendar.start(goal.baseline_date, desk.grain) if goal.baseline_date else None
    first = at.get(start) if start else None
    before = _sampled(desk, metric, first or course[0]) if course[0].period != own.period else None
    try:
        needed, power_at = _planned(desk, goal.baseline, goal.target, now)
        change = _change(before, now, desk.rules.confidence) if before else None
        return Proof(needed.up, power_at(now.n), now, before, change, _curve(power_at, needed.up, now.n))
    except ModelError:
        return None


def _sampled(desk: Desk, metric: Metric, point: Point | None) -> Sampled | None:
    if point is None or point.value is None or point.low is None or point.high is None or not point.n:
        return None
    share = metric.interval == "wilson"
    if share:
        return Sampled(point.value, point.n, math.sqrt(point.value * (1 - point.value) / point.n), share)
    if point.n < 2:
        return None
    reach = t_quantile(0.5 + desk.rules.confidence / 2, point.n - 1)
    return Sampled(point.value, point.n, (point.high - point.low) / 2 / reach, share)


def _planned(desk: Desk, baseline: float, target: float, now: Sampled) -> tuple[SampleSize, Callable[[float], float]]:
    alpha, wanted = 1.0 - desk.rules.confidence, float(desk.parameters["proof_power"])
    if now.share:
        effect = abs(cohen_h(target, baseline))
        return size_two_proportions(effect, wanted, alpha), lambda n: power_two_proportions(effect, n, n, alpha)
    spread = now.error * math.sqrt(now.n)
    effect = abs(target - baseline) / spread if spread > 0 else 0.0
    return size_t_two_samples(effect, wanted, alpha), lambda n: power_t_two_samples(effect, n, n, alpha)


def _change(before: Sampled, now: Sampled, confidence: float) -> Difference:
    if now.share:
        return compare_shares(before.value, before.n, now.value, now.n, confidence)
    return compare_means(before.value, before.error, before.n, now.value, now.error, now.n, confidence)


def _curve(power_at: Callable[[float], float], needed: int, have: float) -> tuple[tuple[float, float], ...]:
    """Give power against n as far as it still rises, the n needed and, where it is near, the n at hand included."""
    far = max(2.5 * needed, min(have, 6.0 * needed), 10.0)
    marks = {max(2.0, far * step / _CURVE) for step in range(1, _CURVE + 1)} | {float(max(needed, 2))}
    return tuple((n, power_at(n)) for n in sorted(marks))


def sizes(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal how many answers or cases a period it takes to prove the way from baseline to target."""
    return _each(desk, metric, lambda goal, found: Outcome(_at(goal), float(found.needed), n=found.now.n))


def powers(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the chance that the last period's sample shows such a change."""
    return _each(desk, metric, lambda goal, found: Outcome(_at(goal), found.power, n=found.now.n))


def changes(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the change from the baseline's period to the last one, with its interval."""

    def one(goal: StatedGoal, found: Proof) -> Outcome:
        if found.change is None:
            return Outcome(_at(goal), None, broken=UNTESTED, status="empty")
        up = better_of(desk, goal) != "down"
        low, high = found.change.interval.low, found.change.interval.high
        proven, worse = (low > 0, high < 0) if up else (high < 0, low > 0)
        return Outcome(
            _at(goal),
            found.change.estimate,
            n=found.now.n,
            low=low,
            high=high,
            target=(goal.target or 0.0) - (goal.baseline or 0.0),
            status="good" if proven else "bad" if worse else "watch",
        )

    return _each(desk, metric, one)


def _at(goal: StatedGoal) -> tuple[tuple[str, str], ...]:
    return (("goal", goal.goal),)


def _each(desk: Desk, metric: Metric, make: Callable[[StatedGoal, Proof], Outcome]) -> tuple[Outcome, ...]:
    found = []
    for goal in named_by(desk, metric):
        own, shown = measured(desk, goal), proof(desk, goal)
        made = make(goal, shown) if shown else Outcome(_at(goal), None, broken=UNTESTED, status="empty")
        unit = (UNITS[own.unit].difference or own.unit) if own else ""
        found.append(
            replace(made, unit=unit, owner=goal.owner or "", period=own.period if own else None,
                    rests_on=(own,) if own else ())
        )  # fmt: skip
    return tuple(found)
