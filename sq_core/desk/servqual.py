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
from sq_core.models import DIMENSIONS, alpha_of_variances, variance_from_sums
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


WHOLE = "*"
"""What the spread of the sum of all items is called among the items."""


@dataclass(frozen=True, slots=True)
class _Spread:
    """The items of a dimension and side and their sum: variances over the responses that answered all of them."""

    items: tuple[float, ...]
    total: float
    n: int


def alphas(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the alpha of every dimension and side, and the lowest of them for the whole."""
    each = tuple(_alpha(desk, place, spread) for place, spread in _spreads(desk).items())
    known = [one for one in each if one.value is not None]
    if not known:
        return each
    lowest = min(known, key=lambda one: one.value or 0.0)
    return (Outcome((), lowest.value, n=lowest.n, low=lowest.low, high=lowest.high), *each)


def _spreads(desk: Desk) -> dict[tuple[str, str], _Spread]:
    """Add the months up; where questionnaires of different length were used, take the one most answered."""
    groups = desk.sums("scale_spread", "construct", "side", "items", "item")
    found: dict[tuple[str, str], dict[str, dict[str, tuple[float, int]]]] = defaultdict(lambda: defaultdict(dict))
    for group in () if isinstance(groups, Broken) else groups:
        construct, side, items, item = (value for _, value in group.dimensions)
        n = sum(month.n or 0.0 for month in group.months)
        total = sum(month.num or 0.0 for month in group.months)
        squares = sum(month.ss or 0.0 for month in group.months)
        variance = variance_from_sums(total, squares, n) if n > 1 else 0.0
        found[construct, side][items][item] = (variance, int(n))
    spreads = {}
    for place, lengths in found.items():
        most = max(lengths.values(), key=lambda one: one.get(WHOLE, (0.0, 0))[1])
        total, n = most.get(WHOLE, (0.0, 0))
        spreads[place] = _Spread(tuple(variance for item, (variance, _) in most.items() if item != WHOLE), total, n)
    return spreads


def _alpha(desk: Desk, place: tuple[str, str], spread: _Spread) -> Outcome:
    where = (("construct", place[0]), ("side", place[1]))
    try:
        found = alpha_of_variances(spread.items, spread.total, spread.n, desk.rules.confidence)
    except ModelError as error:
        return Outcome(where, None, broken=Broken.of(error), status="empty")
    status: Status = "thin" if spread.n < desk.rules.thin_n else "none"
    return Outcome(
        where, found.value, n=float(spread.n), low=found.interval.low, high=found.interval.high, status=status
    )


def reliability(desk: Desk) -> dict[str, dict[str, Reading]]:
    """Give the alphas by dimension and side."""
    found: dict[str, dict[str, Reading]] = {}
    for one in desk.by("scale_alpha", "construct", "side"):
        found.setdefault(one.dimensions["construct"], {})[one.dimensions["side"]] = one
    return {key: found[key] for key in NAMES if key in found}
