"""The customer's journey: its touchpoints as stated, how they score in the newest period, and what that makes of the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.catalogue import UNTRUSTED, Broken
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import Journey, Touchpoint, journey_score, moment_of_truth
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sq_core.catalogue import Metric, Reading, Status
    from sq_core.desk.desk import Desk
    from sq_core.models import Moment

SATISFACTION = "touch_satisfaction"
"""The metric a journey is scored by: satisfaction on 0 to 10, whatever scale it was asked on."""


@dataclass(frozen=True, slots=True)
class StatedTouchpoint:
    """A touchpoint as its sheet states it; None where the cell is blank."""

    touchpoint: str
    name: Text
    stage: str
    stage_name: Text
    channel: str | None
    owner: str | None
    importance: float | None
    moment: bool | None
    action: Text | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The journey in its newest period: every touchpoint's satisfaction (None: not scored then), and the whole."""

    touchpoints: tuple[StatedTouchpoint, ...]
    scored: Mapping[str, Reading]
    contacts: Mapping[str, float]
    period: date | None

    def whole(self, stage: str | None = None) -> Journey:
        """Score the journey, or one stage of it, by answers; raises ModelError where nothing was scored."""
        return journey_score([self._point(one) for one in self._of(stage)])

    def before(self, stage: str | None = None) -> float | None:
        """Score it by importance in the period before; None where a touchpoint scored now was not scored then."""
        readings = self.readings(stage)
        if any(one.previous is None for one in readings):
            return None
        then = {one.dimensions["touchpoint"]: one.previous for one in readings}
        points = [Touchpoint(then.get(one.touchpoint), one.importance or 0.0) for one in self._of(stage)]
        return journey_score(points).weighted

    def by_contacts(self, stage: str | None = None) -> Journey:
        """Score it with contacts as the volume; where a scored touchpoint has none counted, answers stay the volume."""
        points = [(one, self._point(one)) for one in self._of(stage)]
        if not all(one.touchpoint in self.contacts for one, point in points if point.satisfaction is not None):
            return self.whole(stage)
        return journey_score([replace(point, n=self.contacts.get(one.touchpoint, 0.0)) for one, point in points])

    def readings(self, stage: str | None = None) -> tuple[Reading, ...]:
        """Give the readings it is made from."""
        return tuple(self.scored[one.touchpoint] for one in self._of(stage) if one.touchpoint in self.scored)

    def _of(self, stage: str | None) -> tuple[StatedTouchpoint, ...]:
        return tuple(one for one in self.touchpoints if stage is None or one.stage == stage)

    def _point(self, one: StatedTouchpoint) -> Touchpoint:
        reading = self.scored.get(one.touchpoint)
        if reading is None or reading.value is None:
            return Touchpoint(None, one.importance or 0.0)
        return Touchpoint(reading.value, one.importance or 0.0, reading.n or 0.0, reach_of(reading))


def reach_of(reading: Reading) -> float | None:
    """Give half the width of a reading's interval."""
    return None if reading.low is None or reading.high is None else (reading.high - reading.low) / 2.0


_COLUMNS = (
    "touchpoint, name_zh, name_en, stage, stage_zh, stage_en, channel, owner, importance, moment, action_zh, action_en"
)


def stated(desk: Desk) -> tuple[StatedTouchpoint, ...]:
    """Read the touchpoints in the order of the journey."""

    def make() -> tuple[StatedTouchpoint, ...]:
        return tuple(
            StatedTouchpoint(
                code,
                Text(zh, en),
                stage,
                Text(stage_zh or "—", stage_en or "—"),
                channel,
                owner,
                importance,
                moment,
                Text(action_zh, action_en) if action_zh and action_en else None,
            )
            for code, zh, en, stage, stage_zh, stage_en, channel, owner, importance, moment, action_zh, action_en in (
                desk.select("touchpoint_stated", _COLUMNS, "place")
            )
        )

    return desk.kept("touchpoints", sheets=("touchpoints",), make=make)


def by_touchpoint(desk: Desk, metric: str) -> dict[str, Reading]:
    """Read a metric at every touchpoint that has a value."""
    found = desk.by(metric, "touchpoint")
    return {one.dimensions["touchpoint"]: one for one in found if one.value is not None and one.dimensions}


def standing(desk: Desk) -> Standing:
    """Read the journey in the newest period anything was scored in; what was scored only before then counts as not asked."""

    def make() -> Standing:
        readings = by_touchpoint(desk, SATISFACTION)
        newest = max((one.period for one in readings.values() if one.period), default=None)
        now = {code: one for code, one in readings.items() if one.period == newest}
        volumes = by_touchpoint(desk, "touch_contacts")
        contacts = {code: one.value or 0.0 for code, one in volumes.items() if one.period == newest}
        return Standing(stated(desk), now, contacts, newest)

    return desk.kept("journey", sheets=("touchpoints", "touch_scores"), make=make)


def stages(desk: Desk) -> dict[str, Text]:
    """Name the stages in the order of the journey."""
    return {one.stage: one.stage_name for one in stated(desk)}


def _scores(
    desk: Desk,
    value: Callable[[Standing, str | None], tuple[float | None, float | None]],
    before: Callable[[Standing, str | None], float | None] = lambda _now, _stage: None,
) -> tuple[Outcome, ...]:
    """Give a score of the whole journey and of every stage that was scored."""
    now = standing(desk)
    if not now.scored:
        return ()
    found = []
    for stage in (None, *stages(desk)):
        readings = now.readings(stage)
        if not any(one.value is not None for one in readings):
            continue
        where = () if stage is None else (("stage", stage),)
        try:
            score, reach = value(now, stage)
            previous = before(now, stage)
        except ModelError as error:  # importances of nothing but zero say nothing of one stage, and of no other
            found.append(Outcome(where, None, rests_on=readings, broken=Broken.of(error)))
            continue
        if score is None:
            continue
        n = sum(one.n or 0.0 for one in readings)
        found.append(
            Outcome(
                where,
                score,
                n=n,
                low=None if reach is None else score - reach,
                high=None if reach is None else score + reach,
                previous=previous,
                status="thin" if n < desk.rules.thin_n else "none",
                period=now.period,
                rests_on=readings,
            )
        )
    return tuple(found)


def scores(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Score the journey and its stages by importance."""

    def value(now: Standing, stage: str | None) -> tuple[float, float | None]:
        found = now.whole(stage)
        return found.weighted, found.reach

    return _scores(desk, value, Standing.before)


def volume_scores(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Score the journey and its stages by contacts, or by answers where contacts are not counted."""

    def value(now: Standing, stage: str | None) -> tuple[float | None, float | None]:
        found = now.by_contacts(stage)
        return found.by_volume, found.reach_by_volume

    return _scores(desk, value)


def coverages(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the share of importance that was scored in the period."""
    return tuple(
        replace(one, n=None, status="none")
        for one in _scores(desk, lambda now, stage: (now.whole(stage).coverage, None))
    )


def matters(desk: Desk, one: StatedTouchpoint) -> bool:
    """Tell whether a touchpoint is a moment of truth: its sheet says so, or says nothing and it is important enough."""
    if one.moment is not None:
        return one.moment
    return one.importance is not None and one.importance >= float(desk.parameters["moment_importance"])


def distance_outcomes(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give how far every touchpoint lies from the journey's mean; moments of truth are judged by it."""
    now = standing(desk)
    if not now.scored:
        return ()
    mean = now.whole().weighted
    found = []
    for one in now.touchpoints:
        reading = now.scored.get(one.touchpoint)
        if reading is None or reading.value is None:
            continue
        distance, reach = reading.value - mean, reach_of(reading)
        found.append(
            Outcome(
                (("touchpoint", one.touchpoint),),
                distance,
                n=reading.n,
                low=None if reach is None else distance - reach,
                high=None if reach is None else distance + reach,
                status=_judged(desk, one, reading, _moment(desk, distance, reach)),
                period=now.period,
                owner=one.owner or "",
                rests_on=(reading, desk.reading("journey_score")),
            )
        )
    return tuple(found)


def _moment(desk: Desk, distance: float, reach: float | None) -> Moment:
    return moment_of_truth(distance, reach, float(desk.parameters["moment_distance"]))


def _judged(desk: Desk, one: StatedTouchpoint, reading: Reading, moment: Moment) -> Status:
    if reading.status in UNTRUSTED:
        return reading.status
    if reading.n is not None and reading.n < desk.rules.thin_n:  # over all time nothing is called thin by itself
        return "thin"
    if not matters(desk, one) or moment == "even":
        return "none"
    return "good" if moment == "made" else "bad"


def lost_moments(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count the moments of truth that lie clearly below the mean, and say of each whether it does."""
    codes = {one.touchpoint: one for one in stated(desk) if matters(desk, one)}
    judged = [one for one in desk.by("touch_distance", "touchpoint") if one.dimensions.get("touchpoint") in codes]
    if not judged:
        return ()
    each = tuple(
        Outcome(
            (("touchpoint", one.dimensions["touchpoint"]),),
            float(one.status == "bad"),
            status=one.status,
            period=one.period,
            owner=one.owner,
            rests_on=(one,),
        )
        for one in judged
    )
    lost = sum(one.value or 0.0 for one in each)
    status: Status = "bad" if lost else "good"
    whole = Outcome((), lost, n=float(len(each)), status=status, period=judged[0].period, rests_on=tuple(judged))
    return (whole, *each)
