"""From one value to another: what each part added, by its own rate and by its share of the whole.

Every part has two lanes in its row, one under the other: a solid bar for what its rate did, an outlined bar for what its
share did. Stacked in one lane they would hide each other where they pull in opposite directions. What the parts do not
explain is computed here and drawn as a row of its own, so that the bars always lead from the first value to the last.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
    THIN,
    VALUE,
    alike,
    coloured,
    described,
    down,
    is_better,
    placed,
    right_edge,
    row_names,
    rows_height,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.steps import RESIDUAL, BridgeEnd, BridgeStep, Way, says_something, told_apart
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import UNITS, Lang, Text, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

CHANGE = Text("变动", "Change")
RATE = Text("率效应", "Rate effect")
MIX = Text("结构效应", "Mix effect")
SIGNS = Text("绿为好、红为差", "green better, red worse")
TWO_LANES = Text(
    "上条实心 率效应 · 下条空框 结构效应 · ", "Upper solid bar: rate effect · lower outline: mix effect · "
)
CUT = Text(" · 刻度不从零开始，两端以点表示", " · the scale does not begin at zero: both ends are points")
LANE = 0.2
"""How far above and below the middle of its row a lane lies, as a share of the row."""
ROOM = 0.14
"""How much of the span stays free at either side, for labels."""


def bridge(
    steps: Sequence[BridgeStep],
    *,
    start: BridgeEnd,
    end: BridgeEnd,
    unit: str,
    caption: Caption,
    better: Better = "up",
    most: int = 8,
    decimals: int | None = None,
) -> Picture:
    """Draw how the parts lead from one value to another, the largest change on top, small ones together as others."""
    way = Way(start, end, told_apart(tuple(steps), start, end, unit, most, decimals), unit, better, decimals)
    told = [start.name + Text(" ", " ") + spoken_both(start.value, unit)]
    told += [step.name + Text(" ", " ") + spoken_both(step.change, way.difference, sign=True) for step in way.steps]
    told.append(end.name + Text(" ", " ") + spoken_both(end.value, unit))
    note = (TWO_LANES if way.mixed else Text("", "")) + SIGNS + (Text("", "") if way.from_zero else CUT)
    height = rows_height(way.rows, axis=False)
    return Picture(caption, described(caption, told), height, partial(_draw, way), note)


def _ruler(way: Way) -> Ruler:
    levels = [*way.levels, 0.0] if way.from_zero else list(way.levels)
    low, high = min(levels), max(levels)
    room = ((high - low) or 1.0) * ROOM
    return Ruler(low if low == 0 else low - room, high if high == 0 else high + room, (), ())


def _draw(way: Way, look: Look) -> Strokes:
    lang = look.lang
    ruler = _ruler(way)
    names = [way.start.name, *(step.name for step in way.steps), way.end.name]
    lanes = _lanes(way, ruler, look)
    strokes = [
        row_names([name.of(lang) for name in names], look, pixels=110),
        *_joints(way, ruler, look),
        *_ends(way, ruler, look),
        *_bars(way, lanes, ruler, look),
        *_labels(way, lanes, ruler, look),
        *_totals(way, look),
    ]
    return tuple(strokes)


def _lanes(way: Way, ruler: Ruler, look: Look) -> list[dict[str, object]]:
    """Lay out one bar for every effect that is not nothing, with the words that stand beside it."""
    theme, lang, unit = look.theme, look.lang, way.difference
    rates = alike([step.rate for step in way.steps], unit, lang, sign=True, decimals=way.decimals)
    mixes = alike([step.mix for step in way.steps], unit, lang, sign=True, decimals=way.decimals)
    lanes: list[dict[str, object]] = []
    for index, (begin, step) in enumerate(zip(way.beginnings, way.steps, strict=False)):
        middle = begin + step.rate
        parts = ((True, begin, middle, rates[index]), (False, middle, middle + step.mix, mixes[index]))
        for is_rate, low, high, text in parts:
            if low == high:
                continue
            # The residual is nobody's doing: it is shown, not judged, and has no lanes.
            nobody = step.name == RESIDUAL or not says_something(text)
            judged = None if nobody else is_better(high - low, way.better)
            lane = LANE if way.mixed and step.name != RESIDUAL else 0
            left, right = min(low, high) - ruler.low, ruler.high - max(low, high)
            lanes.append(
                {
                    "row": index + 1 + (-lane if is_rate else lane),
                    "from": low,
                    "to": high,
                    "rate": is_rate,
                    "text": text if lane else "",
                    "outward": right >= min(left, ruler.span / 4),
                    "after": max(low, high) if right >= min(left, ruler.span / 4) else min(low, high),
                    "bar": theme.judgement(judged),
                    "fill": theme.judgement(judged) if is_rate else theme.page,
                    "colour": theme.judgement_text(judged),
                    **_told(step, unit, lang),
                }
            )
    return lanes


def _told(step: BridgeStep, unit: str, lang: Lang) -> dict[str, object]:
    return {
        "name": step.name.of(lang),
        "change": spoken(step.change, unit, lang, sign=True),
        "by_rate": spoken(step.rate, unit, lang, sign=True),
        "by_mix": spoken(step.mix, unit, lang, sign=True),
    }


def _bars(way: Way, lanes: list[dict[str, object]], ruler: Ruler, look: Look) -> list[Stroke]:
    lang = look.lang
    tips = [tip("name", NAME, lang), tip("change", CHANGE, lang), tip("by_rate", RATE, lang)]
    if way.mixed:
        tips.append(tip("by_mix", MIX, lang))
    mark = layer(lanes).mark_bar(height=look.size(9 if way.mixed else 14), strokeWidth=look.size(1.5))
    return [
        mark.encode(
            x=placed("from", ruler),
            x2=alt.X2(field="to"),
            y=down("row", way.rows),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            stroke=alt.Stroke(field="bar", type="nominal", scale=None),
            tooltip=tips,
        )
    ]


def _labels(way: Way, lanes: list[dict[str, object]], ruler: Ruler, look: Look) -> list[Stroke]:
    """Write what each lane adds beside it, on the side with more room; one lane a row is told at the right alone."""
    if not way.mixed:
        return []
    strokes = []
    for outward in (True, False):
        rows = [lane for lane in lanes if lane["outward"] is outward]
        mark = layer(rows).mark_text(
            align="left" if outward else "right", dx=look.size(5 if outward else -5), fontSize=look.size(11)
        )
        strokes.append(mark.encode(x=placed("after", ruler), y=down("row", way.rows), text=words(), color=coloured()))
    return strokes


def _joints(way: Way, ruler: Ruler, look: Look) -> list[Stroke]:
    """Lead from each row to the next, and from a row's upper lane to its lower."""
    rows: list[dict[str, object]] = [
        {"at": at, "row": index, "next": index + 1} for index, at in enumerate(way.beginnings)
    ]
    if way.mixed:
        rows += [
            {"at": begin + step.rate, "row": index + 1 - LANE, "next": index + 1 + LANE}
            for index, (begin, step) in enumerate(zip(way.beginnings, way.steps, strict=False))
        ]
    mark = layer(rows).mark_rule(color=look.theme.previous, strokeWidth=look.size(THIN))
    return [mark.encode(x=placed("at", ruler), y=down("row", way.rows), y2=alt.Y2(field="next"))]


def _ends(way: Way, ruler: Ruler, look: Look) -> list[Stroke]:
    """Draw both ends solid: as bars where the scale holds zero, as points where a bar would lie about its length."""
    lang, ink = look.lang, look.theme.ink
    rows = [
        {
            "row": row,
            "zero": 0.0,
            "at": end.value,
            "name": end.name.of(lang),
            "shown": spoken(end.value, way.unit, lang),
        }
        for row, end in ((0, way.start), (way.rows - 1, way.end))
    ]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang)]
    if not way.from_zero:
        mark = layer(rows).mark_point(filled=True, color=ink, size=look.size(130), opacity=1)
        return [mark.encode(x=placed("at", ruler), y=down("row", way.rows), tooltip=tips)]
    mark = layer(rows).mark_bar(color=ink, height=look.size(20))
    axis = layer([{"at": 0.0}]).mark_rule(color=look.theme.muted, strokeWidth=1)
    return [
        mark.encode(x=placed("zero", ruler), x2=alt.X2(field="at"), y=down("row", way.rows), tooltip=tips),
        axis.encode(x=placed("at", ruler)),
    ]


def _totals(way: Way, look: Look) -> list[Stroke]:
    """Write at the right what both ends are and what each row adds, with sign and unit."""
    lang, theme = look.lang, look.theme
    ends = alike([way.start.value, way.end.value], way.unit, lang)
    changes = alike([step.change for step in way.steps], way.difference, lang, sign=True, decimals=way.decimals)
    rows = [
        {"row": row, "text": _with_unit(text, way.unit, lang), "colour": theme.ink}
        for row, text in ((0, ends[0]), (way.rows - 1, ends[1]))
    ]
    rows += [
        {
            "row": index + 1,
            "text": _with_unit(text, way.difference, lang),
            "colour": theme.judgement_text(
                None if step.name == RESIDUAL or not says_something(text) else is_better(step.change, way.better)
            ),
        }
        for index, (step, text) in enumerate(zip(way.steps, changes, strict=True))
    ]
    mark = layer(rows).mark_text(align="left", dx=look.size(8), fontWeight=600)
    return [mark.encode(x=right_edge(), y=down("row", way.rows), text=words(), color=coloured())]


def _with_unit(text: str, unit: str, lang: Lang) -> str:
    label = UNITS[unit].label.of(lang)
    glued = UNITS[unit].glued or lang == "zh"
    return text + ("" if glued or not label else " ") + label
