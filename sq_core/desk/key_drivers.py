"""Key drivers: which dimensions of service go with satisfaction, recommendation and loyalty, response by response.

What goes together is measured and no cause is claimed. The responses are those of the newest months, a fixed sample where
there are many; every figure comes from the same resamples, so that both ways of dividing can be laid beside each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.catalogue import Broken
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import DIMENSIONS, DriverImportance, weigh_drivers
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric, Reading
    from sq_core.desk.desk import Desk
    from sq_core.models import Weighing

OUTCOMES: dict[str, Text] = {
    "satisfaction": Text("满意度", "Satisfaction"),
    "recommend": Text("推荐意愿", "Recommendation"),
    "loyalty": Text("忠诚意愿", "Loyalty"),
}
MAIN = "satisfaction"
"""What the drivers are read for where no outcome is named."""
INFLATED = 10.0
"""Above this variance inflation a driver repeats the others."""
PER_DRIVER = 10
"""Fewer responses per driver than this are thin."""
_LEAST = 2
"""One driver alone shares with nobody."""


@dataclass(frozen=True, slots=True)
class Drivers:
    """The drivers of one outcome: their constructs in order, what they weigh, of how many responses in how many."""

    outcome: str
    constructs: tuple[str, ...]
    found: DriverImportance
    responses: int
    """All responses of these months; ``found.n`` of them were taken and answer everything."""

    @property
    def collinear(self) -> tuple[str, ...]:
        """The drivers that repeat the others."""
        return tuple(name for name, each in zip(self.constructs, self.found.inflation, strict=True) if each > INFLATED)

    @property
    def thin(self) -> bool:
        """Whether there is more than one driver per ten responses."""
        return len(self.constructs) * PER_DRIVER > self.found.n


def driver_names() -> dict[str, Text]:
    """Name the five dimensions."""
    return {one.key: one.name for one in DIMENSIONS}


def drivers(desk: Desk, outcome: str) -> Drivers | Broken:
    """Weigh the drivers of an outcome, or say why that cannot be done."""
    return desk.kept(
        "drivers",
        outcome,
        sheets=("survey_responses", "survey_items"),
        make=lambda: _drivers(desk, outcome),
    )


def _answers(desk: Desk) -> tuple[dict[tuple[int, int], dict[str, float]], int]:
    """Read the mean answer of every response to every construct, and how many responses there are in all."""

    def make() -> tuple[dict[tuple[int, int], dict[str, float]], int]:
        found: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        responses = 0
        for batch, row_no, responses_there, construct, score in desk.select(
            "driver_answer", "batch, row_no, responses, construct, score", "batch, row_no, construct"
        ):
            found[batch, row_no][construct] = score
            responses = responses_there
        return dict(found), responses

    return desk.kept("driver answers", sheets=("survey_responses", "survey_items"), make=make)


def _drivers(desk: Desk, outcome: str) -> Drivers | Broken:
    answers, responses = _answers(desk)
    told = [one for one in answers.values() if outcome in one]
    constructs = tuple(one.key for one in DIMENSIONS if any(one.key in each for each in told))
    whole = [each for each in told if all(name in each for name in constructs)]
    least = int(desk.rules.thin_n)
    if len(constructs) < _LEAST or len(whole) < least:
        return _too_few(len(whole), least)
    try:
        found = weigh_drivers(
            [[each[name] for name in constructs] for each in whole],
            [each[outcome] for each in whole],
            seed=int(float(desk.parameters["driver_seed"])),
            resamples=int(float(desk.parameters["driver_resamples"])),
            confidence=desk.rules.confidence,
        )
    except ModelError as error:
        return Broken.of(error)
    return Drivers(outcome, constructs, found, responses)


def _too_few(n: int, least: int) -> Broken:
    return Broken(
        Text(
            "能用的完整答卷只有 {n} 份，少于 {least} 份，不作驱动分析。",
            "Only {n} responses answer everything, fewer than {least}: drivers are not weighed.",
        ).fill(n=n, least=least),
        Text(
            "请上传更多答卷，每份都含各维度题项和该结果题项。",
            "Upload more responses that hold items of the dimensions and of this outcome.",
        ),
    )


def weights(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give every driver's relative weight as a share of what is explained, by outcome; for satisfaction also by itself."""
    return _weighed(desk, "relative")


def shapley_weights(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the same by the LMG decomposition."""
    return _weighed(desk, "shapley")


def _weighed(desk: Desk, way: Literal["relative", "shapley"]) -> tuple[Outcome, ...]:
    found: list[Outcome] = []
    for outcome in OUTCOMES:
        known = drivers(desk, outcome)
        if isinstance(known, Broken):
            continue
        weighing = known.found.relative if way == "relative" else known.found.shapley
        for at, construct in enumerate(known.constructs):
            named = (("outcome", outcome), ("construct", construct))
            found.append(_outcome(desk, named, known, weighing, at))
            if outcome == MAIN:
                found.append(_outcome(desk, named[1:], known, weighing, at))
    return tuple(found)


def _outcome(desk: Desk, named: tuple[tuple[str, str], ...], known: Drivers, weighing: Weighing, at: int) -> Outcome:
    value, low, high = signed_share(weighing, at)
    return Outcome(
        named,
        value,
        n=float(known.found.n),
        low=low,
        high=high,
        rests_on=_resting(desk, known.constructs[at]),
    )


def signed_share(weighing: Weighing, at: int) -> tuple[float | None, float, float]:
    """Give a share of what is explained with the sign of its correlation; its interval turns round with it."""
    shares, sign = weighing.importance.shares, -1.0 if weighing.importance.signs[at] < 0 else 1.0
    low, high = sorted(sign * end for end in (weighing.intervals[at].low, weighing.intervals[at].high))
    return (sign * shares[at] if shares is not None else None), low, high


def _resting(desk: Desk, construct: str) -> tuple[Reading, ...]:
    """Name the reading that tells how well a driver itself is done."""
    return tuple(
        one for one in desk.by("dimension_perception", "construct") if one.dimensions["construct"] == construct
    )


def fits(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give what the drivers explain together, by outcome; the whole is satisfaction."""
    found: list[Outcome] = []
    for outcome in OUTCOMES:
        known = drivers(desk, outcome)
        named = (("outcome", outcome),)
        broken = known if isinstance(known, Broken) else None
        value = None if isinstance(known, Broken) else known.found.relative.importance.r_squared
        n = None if isinstance(known, Broken) else float(known.found.n)
        found.append(Outcome(named, value, n=n, broken=broken, status="empty" if broken else "none"))
        if outcome == MAIN and value is not None:
            found.append(Outcome((), value, n=n))
    return tuple(found)
