"""Whether the readings bear a cause out: each cause names a metric, where to look, and how it must stand there.

A verdict is never more than its reading: too few cases, an interval that holds the threshold, or a change that may be
chance decide nothing, and that is said. A supported cause goes together with its reading; it is not proved by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.catalogue import Broken, Reading
from sq_core.desk.causes import StatedCause, stated_causes
from sq_core.desk.modelled import Outcome
from sq_core.desk.why_periods import chance_of, whole_of
from sq_core.models import compare_counts
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric, Point, Status
    from sq_core.desk.causes import StatedProblem
    from sq_core.desk.desk import Desk

Verdict = Literal["supported", "refuted", "undecided", "thin", "none"]
VERDICTS: dict[Verdict, Text] = {
    "supported": Text("得到支持", "Supported"),
    "refuted": Text("被否定", "Refuted"),
    "undecided": Text("尚无定论", "Undecided"),
    "thin": Text("样本太少", "Too few"),
    "none": Text("没有数据", "No data"),
}
UNDECIDED = Broken(
    Text(
        "区间跨过阈值，或变化可能出于偶然，尚无定论。", "Its interval holds the threshold, or the change may be chance."
    ),
    Text("积累更多样本，或换一个更直接的指标。", "Gather more cases, or bind a metric that shows it more directly."),
)
THIN = Broken(
    Text("样本太少，不作判断。", "Too few cases to tell."),
    Text("放宽到更长的期间，或积累更多样本。", "Look at a longer period, or gather more cases."),
)
_UNBOUND = Broken(
    Text("没有绑定可读的指标和成立条件。", "It is bound to no readable metric with a condition."),
    Text("在原因表中填写指标、条件和阈值。", "Name metric, condition and threshold in the sheet of causes."),
)
_STALE = Broken(
    Text("最近的数据已过期。", "Its newest figures are stale."), Text("请上传最近的数据。", "Upload newer figures.")
)
_ALONE = Broken(
    Text("没有完整的前期可比。", "There is no complete earlier period to compare with."),
    Text("请上传前期的数据，或选择更短的期间。", "Upload the earlier period, or choose a shorter one."),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a cause's reading says of it. ``before`` and ``chance`` where it is compared with the period before."""

    cause: StatedCause
    verdict: Verdict
    reading: Reading | None = None
    before: float | None = None
    chance: float | None = None
    """The p-value of the change."""
    tested: bool = False
    """Whether an interval or a test stands behind the verdict, or the value alone."""
    reason: Broken | None = None
    """Why there is no verdict."""


def readable(desk: Desk, cause: StatedCause) -> Metric | None:
    """Find the metric that can prove a cause; one made from the causes themselves would rest on itself."""
    metric = desk.catalogue.metrics.get(cause.metric or "")
    return None if metric is None or "causes" in metric.sheets else metric


def symptom(desk: Desk, problem: StatedProblem) -> Reading | None:
    """Read what shows a problem, where it shows; None where no metric of the catalogue does."""
    metric = desk.catalogue.metrics.get(problem.metric or "")
    if metric is None:
        return None
    cut = problem.dimension in metric.dimensions and problem.part
    return desk.reading(metric.name, where=((problem.dimension or "", problem.part or ""),) if cut else ())


def evidence(desk: Desk) -> tuple[Evidence, ...]:
    """Weigh every cause, in the order of their codes."""
    return desk.kept("cause evidence", make=lambda: tuple(weighed(desk, one) for one in stated_causes(desk)))


def weighed(desk: Desk, cause: StatedCause) -> Evidence:
    """Hold one cause against its reading."""
    metric = readable(desk, cause)
    bounded = cause.condition in ("up", "down") or cause.threshold is not None
    cut = bool(cause.dimension and cause.part)
    if metric is None or cause.condition is None or not bounded or (cut and cause.dimension not in metric.dimensions):
        return Evidence(cause, "none", reason=_UNBOUND)
    reading = desk.reading(metric.name, where=((cause.dimension or "", cause.part or ""),) if cut else ())
    if reading.value is None:
        return Evidence(cause, "none", reading, reason=reading.broken)
    if reading.status == "stale":
        return Evidence(cause, "none", reading, reason=_STALE)
    if reading.n is not None and reading.n < desk.rules.thin_n:
        return Evidence(cause, "thin", reading, reason=THIN)
    if cause.condition in ("above", "below"):
        return _against_threshold(cause, reading, reading.value)
    return _against_before(desk, cause, reading, reading.value)


def _against_threshold(cause: StatedCause, reading: Reading, value: float) -> Evidence:
    threshold = cause.threshold or 0.0
    tested = reading.low is not None and reading.high is not None
    if tested and (reading.low or 0.0) <= threshold <= (reading.high or 0.0):
        return Evidence(cause, "undecided", reading, tested=True, reason=UNDECIDED)
    holds = value > threshold if cause.condition == "above" else value < threshold
    return Evidence(cause, "supported" if holds else "refuted", reading, tested=tested)


def _against_before(desk: Desk, cause: StatedCause, reading: Reading, value: float) -> Evidence:
    before = reading.previous
    if before is None:
        return Evidence(cause, "none", reading, reason=_ALONE)
    chance, beyond = _beyond_chance(desk, reading)
    if beyond is False:
        return Evidence(cause, "undecided", reading, before, chance, tested=True, reason=UNDECIDED)
    holds = value > before if cause.condition == "up" else value < before
    return Evidence(cause, "supported" if holds else "refuted", reading, before, chance, tested=beyond is True)


def _beyond_chance(desk: Desk, reading: Reading) -> tuple[float | None, bool | None]:
    """Test a change on the period before: a p-value where there is one, and whether it is beyond chance; None: untold.

    Counts are tested as counts of independent cases. A quantile has no p-value: its change is beyond chance where the intervals of both periods do not meet.
    """
    both = whole_of(desk, reading, "previous")
    if not isinstance(both, Broken):
        metric = desk.catalogue.metric(reading.metric)
        counted = metric.combine == "sum" and metric.unit == "count"
        chance = compare_counts(both.early.num or 0.0, both.late.num or 0.0) if counted else chance_of(metric, both)
        return chance, None if chance is None else chance < 1.0 - desk.rules.confidence
    now, before = _point(reading, 0), _point(reading, -1, desk)
    if now is None or before is None or None in (now.low, now.high, before.low, before.high):
        return None, None
    apart = (now.low or 0.0) > (before.high or 0.0) or (now.high or 0.0) < (before.low or 0.0)
    return None, apart


def _point(reading: Reading, shift: int, desk: Desk | None = None) -> Point | None:
    if reading.period is None:
        return None
    at = desk.calendar.shift(reading.period, desk.grain, shift) if desk is not None else reading.period
    return next((one for one in reading.trend if one.period == at), None)


_STATUS: dict[Verdict, Status] = {"thin": "thin", "none": "empty"}
_WORTH: dict[Verdict, float | None] = {"supported": 1.0, "refuted": 0.0, "undecided": 0.5, "thin": None, "none": None}


def supports(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give every cause 1 where its reading supports it, 0 where it refutes it, 0.5 where it leaves it open.

    The whole is the share of the causes a reading speaks of that are supported.
    """
    found = evidence(desk)
    each = tuple(
        Outcome(
            (("cause", one.cause.cause),),
            _WORTH[one.verdict],
            n=one.reading.n if one.reading else None,
            status=_STATUS.get(one.verdict, "none"),
            period=one.reading.period if one.reading else None,
            owner=one.cause.owner or "",
            rests_on=(one.reading,) if one.reading else (),
            broken=one.reason,
        )
        for one in found
    )
    told = [one for one in found if _WORTH[one.verdict] is not None]
    if not told:
        return each
    supported = sum(one.verdict == "supported" for one in told)
    resting = tuple(one.reading for one in told if one.reading)
    return (Outcome((), supported / len(told), n=float(len(told)), rests_on=resting), *each)
