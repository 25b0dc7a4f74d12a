"""The pictures of the gap model: every item's gap, gaps by part and over time, and the ladder of the five gaps."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import five_gaps, gap_sentences, sentences, servqual
from sq_core.ui.tables import dimension_names
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.servqual import DimensionLine, ItemGap

WORST = 2
NO_DIMENSION = Text("未写明维度", "No dimension stated")
WHOLE = {
    "service_gap": Text("总差距", "Overall gap"),
    "gap_weighted": Text("总差距（按百分权重）", "Overall gap, weighted by points"),
}


def gap_measures(desk: Desk) -> dict[str, Text]:
    """Name the gaps that can be looked at by part and over time, as far as the survey gives them."""
    dimensions = {f"gap_{key}": name for key, name in servqual.NAMES.items()}
    return {name: text for name, text in (WHOLE | dimensions).items() if desk.reading(name).value is not None}


def gap_cuts(desk: Desk, metric: str) -> dict[str, Text]:
    """Name the dimensions that part a gap in two or more."""
    return {name: text for name, text in dimension_names(desk, metric).items() if len(desk.by(metric, name)) > 1}


def item_gaps_picture(desk: Desk, items: Sequence[ItemGap], lines: Sequence[DimensionLine]) -> charts.Picture:
    """Draw the gap of every item, grouped by dimension, the dimension with the worst gap on top."""
    order = {line.key: at for at, line in enumerate(lines)}
    gaps = {line.key: line.gap.value for line in lines if line.gap}
    placed = sorted(items, key=lambda one: order.get(one.construct, len(order)))
    groups = []
    for construct, members in groupby(placed, key=lambda one: one.construct if one.construct in order else ""):
        name = servqual.NAMES.get(construct, NO_DIMENSION) if order else None
        rows = tuple(_row(desk, one) for one in sorted(members, key=lambda one: one.gap.value or 0.0))
        groups.append(charts.ItemGapGroup(name, gaps.get(construct), rows))
    caption = charts.Caption(gap_sentences.worst_items(items, WORST), gap_sentences.item_basis(desk, items))
    return charts.item_gap_bars(groups, unit="score", caption=caption)


def _row(desk: Desk, one: ItemGap) -> charts.ItemGapRow:
    gap = one.gap
    thin = gap.n is not None and gap.n < desk.rules.thin_n
    return charts.ItemGapRow(
        one.name,
        one.expected.value or 0.0,
        one.perceived.value or 0.0,
        gap.value or 0.0,
        gap.low,
        gap.high,
        gap.n,
        thin,
    )


def item_traces(items: Sequence[ItemGap]) -> tuple[Reading, ...]:
    """Say what the gaps of items rest on."""
    return tuple(reading for one in items for reading in (one.gap, one.expected, one.perceived))


def perceived_picture(scores: Sequence[tuple[Text, Reading]]) -> charts.Picture:
    """Draw what is perceived of every item where nobody was asked what to expect."""
    rows = [charts.RankedRow(name, one.value or 0.0, one.low, one.high, one.n) for name, one in scores]
    caption = charts.Caption(gap_sentences.lowest(scores), gap_sentences.PERCEPTION_ONLY)
    return charts.ranked_dots(rows, unit="score", caption=caption)


def gap_parts_picture(desk: Desk, metric: str, groups: Sequence[Reading]) -> charts.Picture:
    """Draw a gap in every part of a dimension against the whole."""
    own = desk.reading(metric)
    rows = [
        charts.RankedRow(same(" · ".join(one.dimensions.values())), one.value, one.low, one.high, one.n)
        for one in sentences.ranked(groups)
        if one.value is not None
    ]
    caption = charts.Caption(sentences.extremes(groups, own.title), sentences.basis(desk, own))
    return charts.ranked_dots(rows, unit=own.unit, better=own.better, reference=own.value, caption=caption)


def gap_trend_picture(desk: Desk, metric: str) -> charts.Picture:
    """Draw a gap month by month."""
    own = desk.reading(metric)
    return charts.trend(
        desk.months(metric),
        unit=own.unit,
        target=own.target,
        target_date=own.target_date,
        caption=charts.Caption(sentences.moved(own), sentences.basis(desk, own)),
    )


def gap_ladder_picture(desk: Desk) -> charts.Picture | None:
    """Draw the five gaps; None where none of the first four is scored."""
    readings, items = five_gaps.ladder(desk), five_gaps.gap_items(desk)
    if not items:
        return None
    rungs = [
        charts.GapRung(
            *five_gaps.GAPS[one.dimensions["gap"]],
            one.value,
            one.n,
            one.status == "thin",
            one.dimensions["gap"] == five_gaps.FELT,
        )
        for one in readings
    ]
    caption = charts.Caption(gap_sentences.ladder(readings, items), gap_sentences.ladder_basis(desk, readings))
    return charts.gap_ladder(rungs, unit="points", caption=caption)
