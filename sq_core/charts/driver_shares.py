"""What goes with an outcome: every driver's share of what is explained, by two ways of dividing it, with their intervals.

Both ways stand under each other for each driver: where they agree, the share does not hang on the way it was taken. A
driver that cannot be told from noise is drawn hollow and called so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    VALUE,
    across,
    coloured,
    described,
    down,
    right_edge,
    row_names,
    rows_height,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.standing import filled, outlined
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, interval, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

RELATIVE, SHAPLEY = Text("相对权重", "Relative weight"), Text("Shapley 分解", "Shapley")
WAY = Text("方法", "Way")
INDISTINCT = Text("与噪声无异", "like noise")
NOTATION = Text(
    "深条 相对权重（Johnson） · 浅条 Shapley 分解（LMG） · 细线 重抽样区间 · 空框 与噪声无异 · 负值 反向相伴",
    "Dark: relative weight (Johnson) · light: Shapley (LMG) · thin line: bootstrap interval · outline: like noise · negative:"
    " goes the other way",
)
APART = 0.19
"""The two bars of a driver stand so far above and below the middle of its row."""


@dataclass(frozen=True, slots=True)
class Share:
    """A signed share of what is explained, with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DriverRow:
    """One driver: its share in both ways; ``distinct`` is false where it cannot be told from noise."""

    name: Text
    relative: Share
    shapley: Share
    distinct: bool = True


def driver_shares(rows: Sequence[DriverRow], *, caption: Caption) -> Picture:
    """Draw drivers by the size of their relative weight, the largest on top."""
    found = tuple(sorted(rows, key=lambda row: -abs(row.relative.value)))
    told = [
        row.name
        + Text(" ", " ")
        + Text(share(row.relative.value, "zh"), share(row.relative.value, "en"))
        + (Text("", "") if row.distinct else Text("，", ", ") + INDISTINCT)
        for row in found
    ]
    return Picture(caption, described(caption, told), rows_height(len(found)), partial(_draw, found), NOTATION)


def _draw(rows: tuple[DriverRow, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ends = [end for row in rows for each in (row.relative, row.shapley) for end in (each.value, each.low, each.high)]
    ruler = value_ruler(ends, "percent", lang, zero=True, room=0.04)
    bars = [
        {
            "row": index + side * APART,
            "zero": 0.0,
            "weight": each.value,
            "low": each.low,
            "high": each.high,
            "name": row.name.of(lang),
            "way": way.of(lang),
            "shown": share(each.value, lang, decimals=1),
            "between": interval(each.low, each.high, "percent", lang),
            "fill": colour if row.distinct else theme.page,
            "outline": colour,
        }
        for index, row in enumerate(rows)
        for side, each, way, colour in (
            (-1, row.relative, RELATIVE, theme.ink),
            (1, row.shapley, SHAPLEY, theme.previous),
        )
    ]
    return (
        row_names([row.name.of(lang) for row in rows], look),
        *_bars(bars, len(rows), ruler, look),
        *_written(rows, look),
    )


def _bars(bars: list[dict[str, object]], rows: int, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, y = look.lang, down("row", rows)
    tips = [tip("name", NAME, lang), tip("way", WAY, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    drawn = layer(bars).mark_bar(height=look.size(10), strokeWidth=look.size(1.25))
    whiskers = layer(bars).mark_rule(color=look.theme.series[1], strokeWidth=look.size(2))
    return [
        drawn.encode(
            x=across("zero", ruler, ruler.axis(orient="bottom")),
            x2=alt.X2(field="weight"),
            y=y,
            fill=filled(),
            stroke=outlined(),
            tooltip=tips,
        ),
        whiskers.encode(x=across("low", ruler), x2=alt.X2(field="high"), y=y),
    ]


def _written(rows: tuple[DriverRow, ...], look: Look) -> list[Stroke]:
    """Write both shares beside the bars, and what cannot be told from noise."""
    lang, theme = look.lang, look.theme
    lines: list[dict[str, object]] = []
    for index, row in enumerate(rows):
        lines.append({"row": index - APART, "text": share(row.relative.value, lang, decimals=1), "colour": theme.ink})
        below = share(row.shapley.value, lang, decimals=1)
        lines.append({"row": index + APART, "text": below, "colour": theme.muted})
        if not row.distinct:
            lines[-2]["text"] = f"{lines[-2]['text']} {INDISTINCT.of(lang)}"
    mark = layer(lines).mark_text(align="left", dx=look.size(8))
    return [mark.encode(x=right_edge(), y=down("row", len(rows)), text=words(), color=coloured())]
