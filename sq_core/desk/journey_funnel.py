"""The funnel of a journey: who began each step, who went on to the next, and where a share cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.journey import StatedTouchpoint, by_touchpoint, stated
from sq_core.desk.modelled import Outcome
from sq_core.models import Passage, passage

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Metric, Reading
    from sq_core.desk.desk import Desk

ENTERED = "touch_entered"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many began it, and how they went on to the next one (None at the last)."""

    touchpoint: StatedTouchpoint
    entered: Reading
    onward: Passage | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The steps in the order of the journey, and the way from the first to the last."""

    steps: tuple[Step, ...]
    through: Passage
    period: date | None


def funnel(desk: Desk) -> Funnel | None:
    """Give the funnel of the newest period; None with fewer than two steps.

    Only months in which both steps were counted enter a share: a month that was delivered for one of them alone would
    look like people who dropped out.
    """

    def make() -> Funnel | None:
        entered = by_touchpoint(desk, ENTERED)
        newest = max((one.period for one in entered.values() if one.period), default=None)
        steps = [one for one in stated(desk) if one.touchpoint in entered and entered[one.touchpoint].period == newest]
        if len(steps) < 2:
            return None
        months = _months(desk, newest)
        codes = [one.touchpoint for one in steps]
        onward = [_passage(desk, months, first, second) for first, second in pairwise(codes)]
        return Funnel(
            tuple(Step(one, entered[one.touchpoint], way) for one, way in zip(steps, (*onward, None), strict=True)),
            _passage(desk, months, codes[0], codes[-1]),
            newest,
        )

    return desk.kept("funnel", sheets=("touchpoints", "touch_scores"), make=make)


def _months(desk: Desk, period: date | None) -> dict[str, dict[date, float]]:
    """Read how many began each step in every month of a period."""
    groups = desk.sums(ENTERED, "touchpoint")
    if isinstance(groups, Broken):
        return {}
    return {
        group.dimensions[0][1]: {
            month.period: month.num
            for month in group.months
            if month.num is not None and (period is None or desk.calendar.start(month.period, desk.grain) == period)
        }
        for group in groups
    }


def _passage(desk: Desk, months: dict[str, dict[date, float]], first: str, second: str) -> Passage:
    before, after = months.get(first, {}), months.get(second, {})
    both = before.keys() & after.keys()
    if not both:
        return passage(None, None)
    return passage(sum(before[one] for one in both), sum(after[one] for one in both), desk.rules.confidence)


def step_rates(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the share that went on from every step but the last, and from the first step to the last."""
    found = funnel(desk)
    if found is None:
        return ()
    ends = (found.steps[0], found.steps[-1])
    outcomes = [_outcome((), found.through, found.period, "", tuple(one.entered for one in ends))]
    for step, after in pairwise(found.steps):
        if step.onward is not None:
            where = (("touchpoint", step.touchpoint.touchpoint),)
            owner = step.touchpoint.owner or ""
            outcomes.append(_outcome(where, step.onward, found.period, owner, (step.entered, after.entered)))
    return tuple(outcomes)


def _outcome(
    where: tuple[tuple[str, str], ...], way: Passage, period: date | None, owner: str, rests_on: tuple[Reading, ...]
) -> Outcome:
    low, high = (way.interval.low, way.interval.high) if way.interval else (None, None)
    broken = Broken.of(way.refused) if way.refused else None
    return Outcome(
        where, way.share, n=way.began, low=low, high=high, period=period, owner=owner, rests_on=rests_on, broken=broken
    )
