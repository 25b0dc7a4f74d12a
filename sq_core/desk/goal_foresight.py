"""Will a target be hit, and is it sound: where its metric is heading, and where the target stands among others' figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import UNTRUSTED, Broken, Reading
from sq_core.desk.goals import StatedGoal, better_of, grounds, measured, named_by
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import TargetForecast, forecast_target, percentile_inc, percentile_rank
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sq_core.catalogue import Metric, Point, Status
    from sq_core.desk.desk import Desk

_LEAST_MONTHS = 6
"""Below half a year of months a line says more about the season than about the course."""
SHORT = Broken(
    Text("完整的月份不足 6 个，无法外推。", "There are fewer than 6 complete months to extend."),
    Text("请补充历史实绩，或等数据积累。", "Add earlier actuals, or wait for more months."),
)
NO_TARGET = Broken(
    Text("目标没有写全：缺指标、目标值或目标日期。", "The goal lacks a metric, a target or a target date."),
    Text("请在目标表中补全。", "Complete it in the goals sheet."),
)
NO_BENCHMARK = Broken(
    Text("没有同一指标的标杆。", "There is no benchmark of the same metric."),
    Text("请在标杆表中为该指标补充可比的数值。", "Add comparable figures for this metric to the benchmarks."),
)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure of somebody else for the same metric."""

    id: str
    subject: Text
    scope: str
    value: float
    status: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target stands among values: the share of them it is better than, and their quartiles."""

    better_than: float
    quarter: float
    middle: float
    three_quarters: float
    n: int


def complete_months(desk: Desk, goal: StatedGoal) -> tuple[Point, ...]:
    """Give the complete months of a goal's metric that have a value, oldest first."""
    if (
        goal.metric is None
        or goal.metric not in desk.catalogue.metrics
        or desk.catalogue.metrics[goal.metric].over_rows
    ):
        return ()
    return tuple(one for one in desk.course(goal.metric, "month") if one.value is not None and one.complete)


def _month(when: date) -> float:
    return when.year * 12.0 + when.month - 1


def foreseen(desk: Desk, goal: StatedGoal) -> TargetForecast | None:
    """Carry a goal's months to the month its target is due; None where that cannot be done."""
    return desk.kept("foreseen", goal, sheets=grounds(desk, goal), make=lambda: _foreseen(desk, goal))


def ahead(desk: Desk, goal: StatedGoal) -> tuple[tuple[date, TargetForecast], ...]:
    """Carry a goal's months on, month by month, to the one its target is due in."""
    months = complete_months(desk, goal)
    if foreseen(desk, goal) is None or goal.target_date is None:
        return ()
    found, at = [], desk.calendar.shift(months[-1].period, "month", 1)
    while at <= goal.target_date.replace(day=1):
        seen = _foreseen(desk, goal, at)
        if seen is not None:
            found.append((at, seen))
        at = desk.calendar.shift(at, "month", 1)
    return tuple(found)


def _foreseen(desk: Desk, goal: StatedGoal, when: date | None = None) -> TargetForecast | None:
    months, line = complete_months(desk, goal), goal.line
    when = when or goal.target_date
    if len(months) < _LEAST_MONTHS or line is None or when is None:
        return None
    window = int(float(desk.parameters["forecast_months"]))
    kept = months[-window:]
    try:
        return forecast_target(
            [_month(one.period) for one in kept],
            [one.value or 0.0 for one in kept],
            max(_month(when), _month(kept[-1].period)),
            line.target,
            better_of(desk, goal),
            desk.rules.watch_tolerance * line.way,
        )
    except ModelError:
        return None


def _unforeseen(goal: StatedGoal) -> Broken:
    return NO_TARGET if goal.metric is None or goal.target is None or goal.target_date is None else SHORT


def forecasts(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the value expected at its target date, with the 95 % prediction interval."""
    found = []
    for goal in named_by(desk, metric):
        seen, own = foreseen(desk, goal), measured(desk, goal)
        where, resting = (("goal", goal.goal),), (own,) if own else ()
        if seen is None or own is None:
            found.append(Outcome(where, None, broken=_unforeseen(goal), status="empty", rests_on=resting))
            continue
        found.append(
            Outcome(
                where,
                seen.value,
                own.unit,
                float(seen.n),
                seen.wide.low,
                seen.wide.high,
                goal.target,
                goal.target_date,
                status=own.status if own.status in UNTRUSTED else "none",
                owner=goal.owner or "",
                rests_on=resting,
            )
        )
    return tuple(found)


def chances(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the chance that its target is hit, and their mean for the whole: the share to expect."""
    found = []
    for goal in named_by(desk, metric):
        seen, own = foreseen(desk, goal), measured(desk, goal)
        where, resting = (("goal", goal.goal),), (own,) if own else ()
        if seen is None:
            found.append(Outcome(where, None, broken=_unforeseen(goal), status="empty", rests_on=resting))
            continue
        found.append(
            Outcome(
                where,
                seen.chance,
                n=float(seen.n),
                target_date=goal.target_date,
                owner=goal.owner or "",
                status=_sound(desk, seen.chance),
                rests_on=resting,
            )
        )
    known = [one for one in found if one.value is not None]
    if not known:
        return tuple(found)
    mean = sum(one.value or 0.0 for one in known) / len(known)
    whole = Outcome((), mean, n=float(len(known)), rests_on=tuple(r for one in known for r in one.rests_on))
    return (whole, *found)


def _sound(desk: Desk, chance: float) -> Status:
    heroic, easy = float(desk.parameters["chance_heroic"]), float(desk.parameters["chance_sandbagged"])
    return "bad" if chance < heroic else "watch" if chance > easy else "none"


def heroic(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Count the targets whose chance lies below the heroic cut-off."""
    return _counted(desk, metric, lambda chance: chance < float(desk.parameters["chance_heroic"]))


def sandbagged(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Count the targets whose chance lies above the sandbagged cut-off."""
    return _counted(desk, metric, lambda chance: chance > float(desk.parameters["chance_sandbagged"]))


def _counted(desk: Desk, metric: Metric, counts: Callable[[float], bool]) -> tuple[Outcome, ...]:
    seen = [(goal, foreseen(desk, goal)) for goal in named_by(desk, metric)]
    known = [(goal, one) for goal, one in seen if one is not None]
    if not known:
        return ()
    hits = [goal for goal, one in known if counts(one.chance)]
    resting = tuple(own for goal in hits if (own := measured(desk, goal)) is not None)
    return (Outcome((), float(len(hits)), n=float(len(known)), rests_on=resting),)


def benchmarks(desk: Desk, goal: StatedGoal) -> tuple[Benchmark, ...]:
    """Read the comparable figures of others for a goal's metric."""
    rows = desk.kept(
        "benchmarks",
        sheets=("benchmarks",),
        make=lambda: desk.select(
            "benchmark_comparable", "metric, benchmark, subject_zh, subject_en, scope, value, status", "metric, value"
        ),
    )
    return tuple(
        Benchmark(name, Text(zh, en), scope or "", value, status or "unverified")
        for metric, name, zh, en, scope, value, status in rows
        if metric == goal.metric
    )


def stand(values: tuple[float, ...], target: float, *, up: bool) -> Standing | None:
    """Place a target among values; None where there is nothing to place it among."""
    if not values:
        return None
    rank = percentile_rank(values, target)
    quarter, middle, three = (percentile_inc(values, share) for share in (0.25, 0.5, 0.75))
    return Standing(rank if up else 1.0 - rank, quarter, middle, three, len(values))


def percentiles(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the share of comparable benchmarks that its target is better than."""
    return tuple(
        _placed(desk, goal, tuple(one.value for one in benchmarks(desk, goal)), NO_BENCHMARK)
        for goal in named_by(desk, metric)
    )


def own_percentiles(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give for every goal the share of its own months that its target is better than."""
    return tuple(
        _placed(desk, goal, tuple(one.value or 0.0 for one in complete_months(desk, goal)), SHORT)
        for goal in named_by(desk, metric)
    )


def _placed(desk: Desk, goal: StatedGoal, values: tuple[float, ...], reason: Broken) -> Outcome:
    where, own = (("goal", goal.goal),), measured(desk, goal)
    resting: tuple[Reading, ...] = (own,) if own else ()
    found = stand(values, goal.target, up=better_of(desk, goal) != "down") if goal.target is not None else None
    if found is None:
        lacking = NO_TARGET if goal.target is None or goal.metric is None else reason
        return Outcome(where, None, broken=lacking, status="empty", rests_on=resting)
    return Outcome(where, found.better_than, n=float(found.n), owner=goal.owner or "", rests_on=resting)
