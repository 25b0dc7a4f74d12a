"""Problems proposed from the evidence: segments behind the rest, processes out of control, heads of the Pareto, widest gaps.

Nothing is proposed that stands on the list already, whatever was decided about it. A signal counts only where it is strong:
one month beyond the limits, or two of the newest few that some rule fires at; and it is said how many such signals chance
alone would give among all the series looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.control import chart_of
from sq_core.desk.problems import problems
from sq_core.desk.segments import BLANK, segments
from sq_core.desk.sentences import said
from sq_core.desk.vital import vital_few
from sq_core.desk.why_words import inside
from sq_core.words import Text, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.catalogue import Reading
    from sq_core.desk.control import ControlCourse
    from sq_core.desk.desk import Desk
    from sq_core.desk.problems import Problem

COMPARED = ("satisfaction_index", "nps", "sla_hit_rate", "first_contact_rate", "reopen_rate", "time_to_close_median")
"""What segments are compared by: what customers feel and what they wait for."""
WATCHED = ("sla_hit_rate", "first_contact_rate", "reopen_rate", "time_to_close_median", "complaint_count")
"""What is watched for signals."""
RANKED = ("complaint_count", "complaint_cost")
"""What is ranked for its vital few."""
CUTS = ("region", "channel", "segment", "type")
_GAPS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
A_GROUND = 3
"""At most so many of each ground: a list that names everything decides nothing."""
HEADS = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A problem the figures propose: what it is about, on which ground, how strong, and the reading it rests on."""

    title: Text
    says: Text
    metric: str
    dimension: str
    part: str
    ground: str
    strength: float
    """For ordering within a ground: p-value turned round, number of signals, share of all."""
    reading: Reading

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is about, as a problem of the list says it."""
        return self.metric, self.dimension, self.part


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, and how many signals chance alone would give."""

    found: tuple[Proposal, ...]
    series: int
    by_chance: float


def proposals(desk: Desk) -> Proposals:
    """Look for problems in the evidence that are not on the list."""

    def make() -> Proposals:
        known = {one.about for one in problems(desk)}
        signals, series, by_chance = _signals(desk)
        grounds = (signals, [*_gaps(desk), *_behind(desk)], list(_heads(desk)))
        found = [one for ground in grounds for one in _strongest(ground, known)]
        return Proposals(tuple(found), series, by_chance)

    return desk.kept("proposals", make=make)


def _strongest(found: list[Proposal], known: set[tuple[str, str, str]]) -> list[Proposal]:
    fresh = [one for one in found if one.about not in known]
    return sorted(fresh, key=lambda one: -one.strength)[:A_GROUND]


def _gaps(desk: Desk) -> Iterator[Proposal]:
    """Propose the dimension that falls furthest short of what is expected, where it surely does."""
    readings = [desk.reading(f"gap_{name}") for name in _GAPS if f"gap_{name}" in desk.catalogue.metrics]
    known = [one for one in readings if one.value is not None and one.high is not None and one.high < 0]
    if known:
        worst = min(known, key=lambda one: one.value or 0.0)
        title = Text("{name}最大：感知低于期望", "{name} is the widest: perception falls short").fill(name=worst.title)
        yield Proposal(title, said(worst.value, worst.unit), worst.metric, "", "", "gap", 2.0, worst)


def _behind(desk: Desk) -> Iterator[Proposal]:
    """Propose, of every metric and dimension, the segment that is furthest behind the rest."""
    for name in COMPARED:
        metric = desk.catalogue.metrics.get(name)
        for dimension in metric.dimensions if metric else ():
            if dimension not in CUTS:
                continue
            worse = segments(desk, name, dimension).named("worse")
            if worse and worse[0].name != BLANK:
                own = worse[0]
                title = Text("{part}的{metric}明显差于其余", "{metric} of {part} is clearly worse than the rest").fill(
                    part=own.name, metric=own.reading.title
                )
                rest = own.rest if own.rest is not None else desk.reading(name).value
                says = Text("{now}，其余 {rest}", "{now}, the rest {rest}").fill(
                    now=said(own.reading.value, own.reading.unit), rest=said(rest, own.reading.unit)
                )
                part = own.reading.dimensions[dimension]
                yield Proposal(title, says, name, dimension, part, "gap", 1.0 - (own.chance or 0.0), own.reading)


def _signals(desk: Desk) -> tuple[list[Proposal], int, float]:
    months = int(float(desk.parameters["signal_months"]))
    found: list[Proposal] = []
    series, by_chance = 0, 0.0
    for dimension, part, course in _courses(desk):
        series += 1
        by_chance += course.false_alarms * months / max(len(course.points), 1)
        worse = [one for one in course.last(months) if course.worse(one)]
        beyond = any(1 in one.rules for one in worse)
        if not beyond and len(worse) < 2:
            continue
        where = ((dimension, part),) if dimension else ()
        reading = desk.reading(course.metric.name, where=where)
        if reading.value is not None:
            found.append(_signal(course, reading, dimension, part, len(worse) + beyond, months))
    return found, series, by_chance


def _signal(course: ControlCourse, reading: Reading, dimension: str, part: str, strength: int, months: int) -> Proposal:
    name = course.metric.title + (Text(f"（{part}）", f" ({part})") if part else Text("", ""))
    title = Text(
        "{name}失控：近 {n} 个月出现变坏的信号", "{name} is out of control: signals for the worse in {n} months"
    ).fill(name=name, n=months)
    return Proposal(
        title,
        said(reading.value, reading.unit),
        course.metric.name,
        dimension,
        part,
        "signal",
        float(strength),
        reading,
    )


def _courses(desk: Desk) -> Iterator[tuple[str, str, ControlCourse]]:
    """Put every watched metric on its chart, as a whole and part by part: one query each, not one a part."""
    for name in WATCHED:
        metric = desk.catalogue.metrics.get(name)
        if metric is None:
            continue
        whole = chart_of(desk, metric, desk.months(name))
        if not isinstance(whole, Broken):
            yield "", "", whole
        for dimension in metric.dimensions:
            if dimension not in CUTS:
                continue
            for part, (_, points) in desk.month_series(name, dimension).items():
                course = chart_of(desk, metric, points, ((dimension, part),))
                if part and not isinstance(course, Broken):
                    yield dimension, part, course


def _heads(desk: Desk) -> Iterator[Proposal]:
    """Propose the heads of the Paretos of complaints."""
    for name in RANKED:
        found = vital_few(desk, name, "type")
        if isinstance(found, Broken):
            continue
        for row in found.vital[:HEADS]:
            of_all = Text(share(row.share, "zh"), share(row.share, "en"))
            title = Text("{part}占{metric}的 {share}", "{part} makes {share} of {en_metric}").fill(
                part=row.name, metric=found.whole.title, en_metric=inside(found.whole.title).en, share=of_all
            )
            yield Proposal(
                title,
                said(row.reading.value, row.reading.unit),
                name,
                "type",
                row.value,
                "pareto",
                row.share,
                row.reading,
            )


def next_code(listed: tuple[Problem, ...], taken: tuple[str, ...] = ()) -> str:
    """Give a code for one more problem: P and the next number."""
    numbers = [
        int(one[1:]) for one in (*(each.problem for each in listed), *taken) if one[:1] == "P" and one[1:].isdigit()
    ]
    return f"P{max(numbers, default=0) + 1}"
