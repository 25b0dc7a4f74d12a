"""Readings that a model makes of a metric's rows: each with its unit, what it rests on, or the reason it has no value.

A metric file whose head names ``dimensions`` gives a model the rows of its select. The model answers with outcomes, one
for every value of the dimensions and, where it can be said, one for the whole. What it makes is kept for the edition.

A model of facts reads nothing but the sheets of its metric and the parameters, and what it makes is kept until one of them
changes: an edit of the plan costs the same however many facts there are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken, Reading
from sq_core.desk.blanks import NO_VALUE, apart, status_of
from sq_core.desk.rolled import fact_sheets
from sq_core.errors import SqError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sq_core.catalogue import Metric, Status
    from sq_core.desk.desk import Desk
    from sq_core.desk.measure import Where

    RowModels = Mapping[str, Callable[[Desk, Metric], tuple["Outcome", ...]]]
    """The models by name: each is given the desk and the metric whose select names its rows."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model makes for one value of a metric's dimensions; without dimensions, for the whole."""

    dimensions: tuple[tuple[str, str], ...]
    value: float | None
    unit: str = ""
    """Where the metric's unit is that of its row."""
    n: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    target_date: date | None = None
    plan: float | None = None
    baseline: float | None = None
    previous: float | None = None
    """The same made of the complete period before, where the model can say it."""
    status: Status = "none"
    period: date | None = None
    owner: str = ""
    rests_on: tuple[Reading, ...] = ()
    broken: Broken | None = None


def model_readings(
    desk: Desk, metric: Metric, by: tuple[str, ...], where: Where, models: RowModels
) -> tuple[Reading, ...]:
    """Give the readings of a model at the dimensions wanted; for the whole there is always exactly one."""
    wanted = tuple(pair for pair in where if pair[0] in metric.dimensions)
    named = set(by) | {name for name, _ in wanted}
    outcomes = _outcomes(desk, metric, models)
    found = tuple(
        _reading(metric, outcome)
        for outcome in outcomes
        if {name for name, _ in outcome.dimensions} == named and set(wanted) <= set(outcome.dimensions)
    )
    if found or by:
        return found
    return (_reading(metric, Outcome((), None, broken=apart(metric) if metric.within and outcomes else NO_VALUE)),)


def _outcomes(desk: Desk, metric: Metric, models: RowModels) -> tuple[Outcome, ...]:
    def make() -> tuple[Outcome, ...]:
        try:
            return models[metric.model](desk, metric)
        except SqError as error:
            return (Outcome((), None, broken=Broken.of(error)),)

    return desk.kept("outcomes", metric.name, sheets=metric.sheets if fact_sheets(metric) else (), make=make)


def _reading(metric: Metric, outcome: Outcome) -> Reading:
    blank = Reading(
        metric=metric.name,
        title=metric.title,
        means=metric.means,
        unit=(outcome.unit if metric.unit == "row" else metric.unit) or "none",
        better=metric.better,
        value=None,
        dimensions=dict(outcome.dimensions),
        section=metric.section,
        owner=outcome.owner or metric.owner,
        rests_on=outcome.rests_on,
        rolled_up=not outcome.dimensions,
    )
    if outcome.value is None:
        reason = outcome.broken or NO_VALUE
        return replace(blank, broken=reason, status=outcome.status if outcome.status != "none" else status_of(reason))
    return replace(
        blank,
        value=outcome.value,
        n=outcome.n,
        low=outcome.low,
        high=outcome.high,
        target=outcome.target,
        target_date=outcome.target_date,
        plan=outcome.plan,
        baseline=outcome.baseline,
        previous=outcome.previous,
        status=outcome.status,
        period=outcome.period,
    )
