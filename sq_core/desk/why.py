"""Where a movement sits: a reading against an earlier period, split over the values of one of its dimensions.

The parts add up to the movement; what no value of the dimension can be given is the residual, with its reason. Nothing here
says why something moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.why_periods import Against, chance_of, earlier, split_of, weights_of, whole_of
from sq_core.desk.why_words import inside
from sq_core.models import adjusted_chances, stands_out
from sq_core.sheets import contracts
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from datetime import date

    from sq_core.catalogue import Grain, Metric, Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.why_periods import Both, Split
    from sq_core.models import Effect
    from sq_core.sheets import Column

_UNCUT = Broken(
    Text("没有能把它分成两组以上的维度。", "No dimension divides it into two groups or more."),
    Text(
        "请在它所用的工作表中填写地区、渠道等列。",
        "Fill in region, channel and the like in the sheets it is made from.",
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a dimension: what it was and is, what it adds to the movement, and whether it moved beyond chance."""

    name: Text
    before: float | None
    after: float | None
    n: float | None
    weights: tuple[float, float] | None
    """Its share of the whole's denominator in both periods; None for a sum, which has none."""
    effect: Effect
    chance: float | None = None
    """The p-value of its own change, raised for having looked at every group (Holm); None where nothing can be tested."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A reading against an earlier period, with the parts and the residual that add up to its change."""

    title: Text
    unit: str
    against: Against
    grain: Grain
    period_before: date
    period: date
    before: float
    after: float
    n: float | None
    dimension: Text
    parts: tuple[Part, ...]
    residual: float
    residual_is: Text | None
    chance: float | None
    """The p-value of the whole movement; None where no spread is known."""
    confidence: float
    ratio: bool
    """Whether rate and mix are kept apart; a sum has only its differences."""

    @property
    def change(self) -> float:
        """By how much the whole moved, in the unit's base."""
        return self.after - self.before

    def beyond(self, chance: float | None) -> bool:
        """Tell whether a p-value is too small for a movement to be put down to chance."""
        return chance is not None and chance < 1.0 - self.confidence


def comparisons(desk: Desk, reading: Reading) -> tuple[Against, ...]:
    """List what a reading can be compared with: earlier periods that have a value."""
    ways: tuple[Against, ...] = ("previous",) if desk.grain == "year" else ("previous", "year")
    return tuple(way for way in ways if not isinstance(whole_of(desk, reading, way), Broken))


def dimensions(desk: Desk, reading: Reading, against: Against = "previous") -> dict[str, Text] | Broken:
    """Name the dimensions a movement can be split by, the one that concentrates it most first.

    That is the one with the group that adds most beyond (or below) what it would add had all groups moved alike, which is
    its weight times the movement; a cut is not preferred because one of its groups is large.
    """
    metric = desk.catalogue.metrics.get(reading.metric)
    whole = whole_of(desk, reading, against)
    if isinstance(whole, Broken):
        return whole
    found = {}
    for name in metric.dimensions if metric else ():
        split = None if name in reading.dimensions else split_of(desk, reading, name, whole, against)
        if metric and split is not None and len(split.groups) > 1:
            found[name] = _concentration(metric, whole, split)
    if metric is None or not found:
        return _UNCUT
    return {name: dimension_title(metric, name) for name in sorted(found, key=lambda name: -found[name])}


def _concentration(metric: Metric, whole: Both, split: Split) -> float:
    effects = [effect.total for effect in split.found.effects]
    return stands_out(effects, weights_of(metric, split.groups, whole), split.found.movement)


def movement(desk: Desk, reading: Reading, against: Against = "previous", dimension: str = "") -> Movement | Broken:
    """Split the movement of a reading over a dimension, by default over the one that concentrates it most."""
    whole = whole_of(desk, reading, against)
    cuts = dimensions(desk, reading, against)
    if isinstance(whole, Broken) or isinstance(cuts, Broken):
        return whole if isinstance(whole, Broken) else _UNCUT
    metric = desk.catalogue.metric(reading.metric)
    chosen = dimension if dimension in cuts else next(iter(cuts))
    split = split_of(desk, reading, chosen, whole, against)
    before, after = whole.early.value(metric), whole.late.value(metric)
    if split is None or reading.period is None or before is None or after is None:
        return _UNCUT
    reasons = [reason.fill(dimension=inside(cuts[chosen])) for reason in split.reasons]
    return Movement(
        title=_titled(metric, reading),
        unit=reading.unit,
        against=against,
        grain=desk.grain,
        period_before=earlier(desk.calendar, reading.period, desk.grain, against),
        period=reading.period,
        before=before,
        after=after,
        n=whole.late.n,
        dimension=cuts[chosen],
        parts=_parts(metric, chosen, whole, split),
        residual=split.found.residual,
        residual_is=listed(reasons) if reasons else None,
        chance=chance_of(metric, whole),
        confidence=desk.rules.confidence,
        ratio=metric.combine == "ratio",
    )


def _titled(metric: Metric, reading: Reading) -> Text:
    """Name a metric and, where it is read at one value of a dimension, that value."""
    if not reading.dimensions:
        return reading.title
    values = [_value_name(metric, dimension, value) for dimension, value in reading.dimensions.items()]
    zh, en = " · ".join(value.zh for value in values), " · ".join(value.en for value in values)
    return reading.title + Text(f"（{zh}）", f" ({en})")


def _value_name(metric: Metric, dimension: str, value: str) -> Text:
    """Say a value of a dimension with the label of its column, where the column offers a choice."""
    column = _column(metric, dimension)
    labels = {choice.value: choice.label for choice in column.choices} if column else {}
    return labels.get(value, same(value))


def _parts(metric: Metric, dimension: str, whole: Both, split: Split) -> tuple[Part, ...]:
    """Write the parts, the largest first."""
    chances = adjusted_chances([chance_of(metric, group) for group in split.groups])
    parts = [
        Part(
            name=_value_name(metric, dimension, group.name),
            before=group.early.value(metric),
            after=group.late.value(metric),
            n=group.late.n,
            weights=group.weight(whole) if metric.combine == "ratio" else None,
            effect=effect,
            chance=chance,
        )
        for group, effect, chance in zip(split.groups, split.found.effects, chances, strict=True)
    ]
    return tuple(sorted(parts, key=lambda part: -abs(part.effect.total)))


def dimension_title(metric: Metric, dimension: str) -> Text:
    """Name a dimension by the header of the column it comes from."""
    column = _column(metric, dimension)
    return column.header if column else same(dimension)


def _column(metric: Metric, dimension: str) -> Column | None:
    named = (contracts()[sheet].by_name.get(dimension) for sheet in metric.sheets if sheet in contracts())
    return next((column for column in named if column is not None), None)
