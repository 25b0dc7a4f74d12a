"""What the cockpit says above its pictures: sentences that the readings make true, and the gaps they are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.sentences import plan_verdict, said, size_of
from sq_core.words import Text, day, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk

MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 365.2425 / MONTHS_A_YEAR
CONSTRUCTS = {
    "tangibles": Text("有形性", "Tangibles"),
    "reliability": Text("可靠性", "Reliability"),
    "responsiveness": Text("响应性", "Responsiveness"),
    "assurance": Text("保证性", "Assurance"),
    "empathy": Text("移情性", "Empathy"),
}


@dataclass(frozen=True, slots=True)
class DimensionGap:
    """Mean expectation and perception of one dimension, and the interval of their difference."""

    metric: str
    name: Text
    expected: float
    perceived: float
    low: float | None
    high: float | None
    n: float | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a reading still has to go, in how many months, and how far it came in the year before; in its unit."""

    left: float
    months: float
    made: float
    """Over the last year: the value against the same period a year earlier."""

    @property
    def needed_a_month(self) -> float:
        """What every month has to bring."""
        return self.left / self.months

    @property
    def made_a_month(self) -> float:
        """What a month brought, over the last year."""
        return self.made / MONTHS_A_YEAR

    @property
    def misses_by(self) -> float:
        """What is still missing at the target date when the last year's pace is kept, in the unit, towards the target."""
        return self.left - self.made_a_month * self.months


def gap_pairs(desk: Desk) -> tuple[DimensionGap, ...]:
    """Read expectation and perception of the five dimensions, largest gap first."""
    expected = {one.dimensions["construct"]: one for one in desk.by("dimension_expectation", "construct")}
    found = []
    for key, name in CONSTRUCTS.items():
        gap, hoped = desk.reading(f"gap_{key}"), expected.get(key)
        if gap.value is None or hoped is None or hoped.value is None:
            continue
        found.append(DimensionGap(f"gap_{key}", name, hoped.value, hoped.value + gap.value, gap.low, gap.high, gap.n))
    return tuple(sorted(found, key=lambda one: one.perceived - one.expected))


def gaps_title(gaps: Sequence[DimensionGap]) -> Text:
    """Say where service falls furthest short of what is expected, or that it does not."""
    worst = min(gaps, key=lambda one: one.perceived - one.expected)
    short = worst.expected - worst.perceived
    if short <= 0:
        return Text("各维度的感知都不低于期望", "Service meets expectations in every dimension")
    return Text("服务在{name}上离期望最远，差 {size}", "Service falls furthest short in {en_name}: by {en_size}").fill(
        name=worst.name,
        en_name=worst.name.en.lower(),
        size=size_of(short, "score"),
        en_size=number(short, "score", "en").text,
    )


def stands_for(desk: Desk, reading: Reading) -> date | None:
    """Give the day a value stands for: the middle of its period for an average, its last day for all else."""
    if reading.period is None:
        return None
    averaged = desk.catalogue.metric(reading.metric).combine in ("ratio", "quantile")
    return (desk.calendar.middle if averaged else desk.calendar.last_day)(reading.period, desk.grain)


def pace(desk: Desk, reading: Reading) -> Pace | None:
    """Tell how fast a reading has to move to reach its target in time, and how fast it did; None where either is unknown."""
    stands = stands_for(desk, reading)
    known = (reading.value, reading.target, reading.target_date, reading.previous_year, stands)
    if any(one is None for one in known):
        return None
    assert reading.value is not None and reading.target is not None  # noqa: S101, PT018  for the reader of types
    assert reading.target_date is not None and reading.previous_year is not None and stands is not None  # noqa: S101, PT018
    months = (reading.target_date - stands).days / _DAYS_A_MONTH
    if months <= 0:
        return None
    return Pace(reading.target - reading.value, months, reading.value - reading.previous_year)


def course_title(desk: Desk, reading: Reading) -> Text:
    """Say where a reading went in a year and where that leads: a title for its trend."""
    if reading.value is None:
        return reading.title
    words = {"name": reading.title, "now": said(reading.value, reading.unit)}
    if reading.previous_year is None:
        head = Text("{name}为 {now}", "{name} is {now}").fill(**words)
    elif _alike(reading.value, reading.previous_year, reading.unit):
        head = Text("{name}一年来停在 {now}", "{name} has stayed at {now} for a year").fill(**words)
    else:
        up = reading.value > reading.previous_year
        way = Text("升至", "risen") if up else Text("降至", "fallen")
        head = Text("{name}一年来{way} {now}", "{name} has {way} to {now} in a year").fill(way=way, **words)
    return head + Text("，", ", ") + _leads(desk, reading) if reading.target is not None else head


def _leads(desk: Desk, reading: Reading) -> Text:
    """Say whether the pace of the last year is enough; where that is unknown, how it stands against the plan."""
    ahead = pace(desk, reading)
    if ahead is None or reading.better == "near":
        short = 0.0 if reading.plan is None or reading.value is None else reading.plan - reading.value
        return plan_verdict(short if reading.better == "up" else -short, reading.unit)
    by = Text(day(reading.target_date, "zh"), day(reading.target_date, "en"))
    missing = ahead.misses_by if reading.better == "up" else -ahead.misses_by
    if missing <= 0 or not _shows(missing, reading.unit):
        return Text("照此速度可在 {by} 前达标", "and at this pace reaches its target by {by}").fill(by=by)
    return Text("照此速度到 {by} 将差目标 {size}", "and at this pace will miss its target of {by} by {size}").fill(
        by=by, size=size_of(missing, reading.unit)
    )


def _alike(one: float, other: float, unit: str) -> bool:
    return said(one, unit) == said(other, unit)


def _shows(size: float, unit: str) -> bool:
    """Whether a difference is large enough to be written as more than zero."""
    return any(sign in size_of(size, unit).en for sign in "123456789")
