"""A long series with its robust slope and the point where its level changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    LINE,
    PERIOD,
    THIN,
    VALUE,
    across,
    coloured,
    described,
    haloed,
    spoken_both,
    tip,
    top_edge,
    upward,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, day_number, time_ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, month, number, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Point
    from sq_core.charts.theme import Look

BREAK = Text("变点", "Level change")
MEAN = Text("均值", "Mean")
NOTATION = Text(
    "实线 实际 · 虚线 稳健趋势（Sen 斜率）· 竖线 变点 · 横线 变点前后均值",
    "Solid: actual · dashed: robust trend (Sen's slope) · vertical: level change · horizontal: means before and after",
)
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Shift:
    """Where the level changed, and the level before and after."""

    at: date
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Slope:
    """Sen's slope per year, through the medians of the series; its interval and whether it is more than chance."""

    per_year: float
    middle_day: date
    middle_value: float
    significant: bool = True


def series_with_break(
    points: Sequence[Point],
    *,
    unit: str,
    caption: Caption,
    slope: Slope | None = None,
    shift: Shift | None = None,
    height: int = 280,
) -> Picture:
    """Draw a series with its robust trend and its change of level."""
    found = tuple(point for point in points if point.value is not None)
    told = [
        Text(month(point.period, "zh"), month(point.period, "en")) + Text(" ", " ") + spoken_both(point.value, unit)
        for point in dict.fromkeys((*found[:1], *found[-1:]))
    ]
    if slope is not None:
        told.append(Text("每年 ", "per year ") + spoken_both(slope.per_year, unit, sign=True))
    if shift is not None:
        told.append(BREAK + Text(" ", " ") + Text(month(shift.at, "zh"), month(shift.at, "en")))
    draw = partial(_draw, found, unit, slope, shift)
    return Picture(caption, described(caption, told), height, draw, NOTATION)


def _draw(points: tuple[Point, ...], unit: str, slope: Slope | None, shift: Shift | None, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    if not points:
        return ()
    first, last = points[0].period, points[-1].period
    trend = _trend_line(slope, first, last)
    levels: list[float | None] = [point.value for point in points] + [end for _, end in trend]
    ruler, days = value_ruler(levels, unit, lang), time_ruler(first, last, lang)
    rows = [
        {
            "day": day_number(point.period),
            "value": point.value,
            "period": month(point.period, lang),
            "shown": spoken(point.value, unit, lang),
        }
        for point in points
    ]
    x, y = across("day", days), upward("value", ruler)
    tips = [tip("period", PERIOD, lang), tip("shown", VALUE, lang)]
    series = layer(rows)
    strokes = [
        series.mark_line(color=theme.ink, strokeWidth=look.size(LINE)).encode(
            x=across("day", days, days.axis(orient="bottom", grid=False)), y=upward("value", ruler, ruler.axis())
        ),
        series.mark_point(opacity=0, filled=True, size=500).encode(x=x, y=y, tooltip=tips),
        layer([{"day": day, "value": value} for day, value in trend])
        .mark_line(color=theme.accent, strokeWidth=look.size(1.75), strokeDash=[6, 4])
        .encode(x=x, y=y),
        *(_shifted(shift, unit, look, days=days, ruler=ruler) if shift else []),
    ]
    return tuple(strokes)


def _trend_line(slope: Slope | None, first: date, last: date) -> list[tuple[int, float]]:
    if slope is None:
        return []
    return [
        (
            day_number(day),
            slope.middle_value + slope.per_year * (day_number(day) - day_number(slope.middle_day)) / DAYS_A_YEAR,
        )
        for day in (first, last)
    ]


def _shifted(shift: Shift, unit: str, look: Look, *, days: Ruler, ruler: Ruler) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    at = day_number(shift.at)
    means = [
        {"day": days.low, "end": at, "value": shift.before},
        {"day": at, "end": days.high, "value": shift.after},
    ]
    labels = [
        {
            "day": days.low,
            "value": shift.before,
            "text": f"{MEAN.of(lang)} {number(shift.before, unit, lang).text}",
            "colour": theme.muted,
        },
        {
            "day": at,
            "value": shift.after,
            "text": f"{MEAN.of(lang)} {number(shift.after, unit, lang).text}",
            "colour": theme.muted,
        },
    ]
    rule = layer([{"day": at, "text": f"{BREAK.of(lang)} {month(shift.at, lang)}"}])
    x, y = across("day", days), upward("value", ruler)
    under, over = haloed(labels, look, dx=6, dy=-10, align="left")
    return [
        rule.mark_rule(color=theme.watch, strokeWidth=look.size(1.5)).encode(x=x),
        rule.mark_text(color=theme.watch_text, baseline="bottom", dy=look.size(-5)).encode(
            x=x, y=top_edge(), text=words()
        ),
        layer(means).mark_rule(color=theme.muted, strokeWidth=look.size(THIN)).encode(x=x, x2=alt.X2(field="end"), y=y),
        under.encode(x=x, y=y, text=words()),
        over.encode(x=x, y=y, text=words(), color=coloured()),
    ]
