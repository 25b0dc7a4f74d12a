"""The gap between expectation and perception as the survey tells it: item by item, by dimension, and how reliably.

Where nobody was asked what to expect there is no gap: then perception alone is shown (SERVPERF), and it is said so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.modelled import Outcome
from sq_core.errors import ModelError
from sq_core.models import DIMENSIONS, alpha_of_variances
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric, Reading, Status
    from sq_core.desk.desk import Desk

NAMES = {one.key: one.name for one in DIMENSIONS}
ITEM = Text("题项 {code}", "Item {code}")
SIDES = ("perception", "expectation", "gap")
SHEETS = ("survey_items",)


@dataclass(frozen=True, slots=True)
class ItemGap:
    """An item with what is expected, what is perceived and the gap between; ``construct`` is empty where none is stated."""

    item: str
    name: Text
    construct: str
    expected: Reading
    perceived: Reading
    gap: Reading


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A dimension with its readings; those the survey does not give are None or without a value."""

    key: str
    name: Text
    weight: Reading | None
    expected: Reading | None
    perceived: Reading | None
    gap: Reading | None
    part: Reading | None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings of the line that there are."""
        return tuple(one for one in (self.gap, self.perceived, self.expected, self.weight, self.part) if one)


def wordings(desk: Desk) -> dict[str, tuple[Text, str]]:
    """Give the name and the construct of every item the programme states."""

    def make() -> dict[str, tuple[Text, str]]:
        found = {}
        for row in desk.rows("survey_items"):
            code = str(row.cells["item"])
            zh, en = (str(row.cells.get(f"wording_{lang}") or "") for lang in ("zh", "en"))
            said = Text(f"{code} {zh or en}", f"{code} {en or zh}") if zh or en else ITEM.fill(code=code)
            found[code] = (said, str(row.cells.get("construct") or ""))
        return found

    return desk.kept("wordings", sheets=SHEETS, make=make)


def item_gaps(desk: Desk) -> tuple[ItemGap, ...]:
    """Give all paired items, dimension by dimension as SERVQUAL numbers them, the worst gap of each first."""
    stated = wordings(desk)
    expected, perceived = (
        {one.dimensions["item"]: one for one in desk.by(metric, "item")}
        for metric in ("item_expectation", "item_perception")
    )
    found = []
    for gap in desk.by("item_gap", "item"):
        code = gap.dimensions.get("item", "")
        if gap.value is None or code not in expected or code not in perceived:
            continue
        name, construct = stated.get(code, (ITEM.fill(code=code), ""))
        found.append(ItemGap(code, name, construct, expected[code], perceived[code], gap))
    order = {key: at for at, key in enumerate(NAMES)}
    return tuple(sorted(found, key=lambda one: (order.get(one.construct, len(order)), one.gap.value or 0.0, one.item)))


def item_scores(desk: Desk) -> tuple[tuple[Text, Reading], ...]:
    """Give the perception of every item of the five dimensions, whether or not expectation was asked, the lowest first."""
    stated = wordings(desk)
    known = [
        (stated[code][0], one)
        for one in desk.by("answer_mean", "item")
        if (code := one.dimensions.get("item", "")) in stated and stated[code][1] in NAMES and one.value is not None
    ]
    return tuple(sorted(known, key=lambda pair: pair[1].value or 0.0))


def dimension_lines(desk: Desk) -> tuple[DimensionLine, ...]:
    """Give the five dimensions as far as the survey speaks of them, the worst gap first."""
    names = ("weight_points", "dimension_expectation", "dimension_perception", "dimension_gap", "gap_contribution")
    readings = {name: _by_construct(desk, name) for name in names}
    scores = _by_construct(desk, "dimension_performance")
    found = [
        DimensionLine(
            key,
            name,
            readings["weight_points"].get(key),
            readings["dimension_expectation"].get(key),
            readings["dimension_perception"].get(key) or scores.get(key),
            readings["dimension_gap"].get(key),
            readings["gap_contribution"].get(key),
        )
        for key, name in NAMES.items()
    ]
    spoken = [one for one in found if one.perceived is not None]
    return tuple(sorted(spoken, key=lambda one: one.gap.value or 0.0 if one.gap else 0.0))


def _by_construct(desk: Desk, metric: str) -> dict[str, Reading]:
    return {one.dimensions["construct"]: one for one in desk.by(metric, "construct") if one.value is not None}


def alphas(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give the alpha of every dimension and side, and the lowest of them for the whole."""
    columns = "construct, side, variance, total_variance, responses"
    rows = desk.kept(
        "alphas",
        metric.select,
        sheets=metric.sheets,
        make=lambda: desk.select(metric.name, columns, "construct, side, item"),
    )
    spreads: dict[tuple[str, str], list[float]] = defaultdict(list)
    wholes: dict[tuple[str, str], tuple[float, int]] = {}
    for construct, side, variance, total, responses in rows:
        spreads[construct, side].append(float(variance or 0.0))
        wholes[construct, side] = (float(total or 0.0), int(responses))
    each = tuple(_alpha(desk, place, spreads[place], *wholes[place]) for place in spreads)
    known = [one for one in each if one.value is not None]
    if not known:
        return each
    lowest = min(known, key=lambda one: one.value or 0.0)
    return (Outcome((), lowest.value, n=lowest.n, low=lowest.low, high=lowest.high), *each)


def _alpha(desk: Desk, place: tuple[str, str], spread: list[float], total: float, responses: int) -> Outcome:
    where = (("construct", place[0]), ("side", place[1]))
    try:
        found = alpha_of_variances(spread, total, responses, desk.rules.confidence)
    except ModelError as error:
        return Outcome(where, None, broken=Broken.of(error), status="empty")
    status: Status = "thin" if responses < desk.rules.thin_n else "none"
    return Outcome(
        where, found.value, n=float(responses), low=found.interval.low, high=found.interval.high, status=status
    )


def reliability(desk: Desk) -> dict[str, dict[str, Reading]]:
    """Give the alphas by dimension and side."""
    found: dict[str, dict[str, Reading]] = {}
    for one in desk.by("scale_alpha", "construct", "side"):
        found.setdefault(one.dimensions["construct"], {})[one.dimensions["side"]] = one
    return {key: found[key] for key in NAMES if key in found}
