"""The problem list: what the programme has accepted as its problems, each held against the evidence as it is now.

A problem names a metric, and where it shows in one part only, that part. Which test its evidence must pass follows from the
ground it was proposed on: a gap must still be a gap, a signal must still be given, a head of the Pareto must still be one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.background import both
from sq_core.desk.control import control_course
from sq_core.desk.segments import segments
from sq_core.desk.sentences import said, said_difference
from sq_core.desk.vital import vital_few
from sq_core.words import Text, same, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.measure import Where
    from sq_core.sheets import Cell

ACCEPTED, PROPOSED, REJECTED = "accepted", "proposed", "rejected"
_LAST = 10**6
"""What has no rank stands behind what has one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the figures say of a problem now: whether it holds (None: nothing to hold it against), in one sentence."""

    holds: bool | None
    says: Text
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of the problem list with its evidence."""

    problem: str
    title: Text
    metric: str
    dimension: str
    part: str
    ground: str
    decision: str
    rank: int | None
    owner: str
    note: str
    evidence: Evidence

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is about: the same metric in the same part is the same problem."""
        return self.metric, self.dimension, self.part


def problems(desk: Desk) -> tuple[Problem, ...]:
    """List the problems: accepted ones by rank, then what is proposed, then what was rejected."""

    def make() -> tuple[Problem, ...]:
        found = [_problem(desk, row.cells) for row in desk.rows("problems")]
        order = {ACCEPTED: 0, PROPOSED: 1}
        return tuple(sorted(found, key=lambda one: (order.get(one.decision, 2), one.rank or _LAST, one.problem)))

    return desk.kept("problems", make=make)


def _problem(desk: Desk, cells: Mapping[str, Cell]) -> Problem:
    def word(name: str) -> str:
        return str(cells.get(name) or "")

    rank = cells.get("rank")
    title = both(cells, "title")
    return Problem(
        problem=word("problem"),
        title=title if title.zh else same(word("problem")),
        metric=word("metric"),
        dimension=word("dimension"),
        part=word("part"),
        ground=word("ground"),
        decision=word("decision") or PROPOSED,
        rank=int(rank) if isinstance(rank, (int, float)) else None,
        owner=word("owner"),
        note=word("note"),
        evidence=evidence(desk, word("metric"), word("dimension"), word("part"), word("ground")),
    )


_UNNAMED = Text("没有指明依据的指标", "It names no metric")
_UNKNOWN = Text("指标目录中没有 {name}", "The catalogue has no {name}")


def evidence(desk: Desk, metric: str, dimension: str, part: str, ground: str) -> Evidence:
    """Hold a problem against the figures."""
    where: Where = ((dimension, part),) if dimension and part else ()
    unfit = _unfit(desk, metric, where)
    if unfit is not None:
        return Evidence(None, unfit, None)
    reading = desk.reading(metric, where=where)
    if reading.value is None:
        return Evidence(None, reading.broken.message if reading.broken else same("—"), reading)
    if ground == "signal":
        return _signalled(desk, reading, where)
    if ground == "pareto" and where:
        return _vital(desk, reading, dimension, part)
    return _behind(desk, reading, dimension, part)


def _unfit(desk: Desk, name: str, where: Where) -> Text | None:
    """Say why nothing can be read for a problem: no metric, one nobody knows, a dimension it does not have."""
    if not name:
        return _UNNAMED
    metric = desk.catalogue.metrics.get(name)
    if metric is None:
        return _UNKNOWN.fill(name=name)
    for dimension, _ in where:
        if dimension not in metric.dimensions:
            return Text("{name}不能按 {by} 查看", "{name} cannot be seen by {by}").fill(name=metric.title, by=dimension)
    return None


def _signalled(desk: Desk, reading: Reading, where: Where) -> Evidence:
    course = control_course(desk, reading.metric, where)
    if isinstance(course, Broken):
        return Evidence(None, course.message, reading)
    months = int(float(desk.parameters["signal_months"]))
    worse = [one for one in course.last(months) if course.worse(one) is not False]
    now = said(reading.value, reading.unit)
    if not worse:
        return Evidence(
            False,
            Text("{now}；近 {n} 个月没有变坏的信号", "{now}; no signal for the worse in {n} months").fill(
                now=now, n=months
            ),
            reading,
        )
    return Evidence(
        True,
        Text("{now}；近 {n} 个月有 {k} 个变坏的信号", "{now}; {k} signals for the worse in {n} months").fill(
            now=now, n=months, k=len(worse)
        ),
        reading,
    )


def _vital(desk: Desk, reading: Reading, dimension: str, part: str) -> Evidence:
    found = vital_few(desk, reading.metric, dimension)
    own = next((one for one in found.rows if one.value == part), None) if not isinstance(found, Broken) else None
    if own is None:
        return Evidence(None, said(reading.value, reading.unit), reading)
    of_all = Text(share(own.share, "zh"), share(own.share, "en"))
    says = Text("{now}，占全部的 {share}", "{now}, {share} of all").fill(
        now=said(reading.value, reading.unit), share=of_all
    )
    return Evidence(own.vital, says, reading)


def _behind(desk: Desk, reading: Reading, dimension: str, part: str) -> Evidence:
    """Hold a gap against the rest; without a part, a gap of expectation against zero, and all else against its plan."""
    now = said(reading.value, reading.unit)
    if dimension and part:
        found = segments(desk, reading.metric, dimension)
        own = next((one for one in found.rows if one.reading.dimensions.get(dimension) == part), None)
        if own is None or own.verdict in ("thin", "untested"):
            return Evidence(None, now, reading)
        whole = said(found.whole.value, found.whole.unit)
        return Evidence(
            own.verdict == "worse",
            Text("{now}，整体 {whole}", "{now}, overall {whole}").fill(now=now, whole=whole),
            reading,
        )
    if reading.plan is not None and reading.status in ("good", "watch", "bad"):
        plan = said(reading.plan, reading.unit)
        return Evidence(
            reading.status != "good", Text("{now}，计划 {plan}", "{now}, plan {plan}").fill(now=now, plan=plan), reading
        )
    if (
        reading.unit == "score"
        and reading.high is not None
        and reading.low is not None
        and reading.metric.startswith("gap_")
    ):
        return Evidence(reading.high < 0, Text("差距 {now}", "gap {now}").fill(now=now), reading)
    if reading.previous is None:
        return Evidence(None, now, reading)
    shift = said_difference((reading.value or 0.0) - reading.previous, reading.unit)
    return Evidence(
        None, Text("{now}，较上期 {shift}", "{now}, {shift} on the period before").fill(now=now, shift=shift), reading
    )


def overall(desk: Desk, listed: tuple[Problem, ...]) -> Text:
    """Say how many problems are accepted, whether their evidence still holds, and which comes first."""
    accepted = [one for one in listed if one.decision == ACCEPTED]
    if not accepted:
        return Text(
            "还没有采纳任何问题；下面列出由数据提出的问题。",
            "No problem is accepted yet; below is what the figures propose.",
        )
    gone = sum(one.evidence.holds is False for one in accepted)
    head = Text("已采纳 {n} 个问题", "{n} problems are accepted").fill(n=len(accepted))
    holds = (
        Text("，其中 {k} 个的证据已不成立", "; the evidence of {k} no longer holds").fill(k=gone)
        if gone
        else Text("，证据都成立", " and the evidence still holds")
        if all(one.evidence.holds for one in accepted)
        else Text("", "")
    )
    first = accepted[0]
    lead = Text("。最先解决：{title}（{says}）。", ". First: {title} ({says}).").fill(
        title=first.title, says=first.evidence.says
    )
    return head + holds + lead
