"""A control chart: months on their limits, with the number of the rule that fires beside the month at which it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.ends import End, end_labels
from sq_core.charts.marks import (
    DOT,
    LINE,
    PERIOD,
    SAMPLE_SIZE,
    THIN,
    VALUE,
    across,
    coloured,
    described,
    haloed,
    spoken_both,
    tip,
    upward,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, day_number, time_ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, month, number, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.charts.theme import Look

CENTRE, UPPER, LOWER = Text("中心线", "Centre"), Text("上限", "Upper"), Text("下限", "Lower")
LIMITS, RULES = Text("控制限", "Control limits"), Text("触发准则", "Rules that fire")
NOTATION = Text(
    "浅带 控制限 · 细线 中心线 · ■ 变坏的信号 · ◆ 变好的信号 · 数字为判异准则编号",
    "Band: control limits · thin: centre · ■ signal for the worse · ◆ signal for the better · figures name the rule",
)


@dataclass(frozen=True, slots=True)
class ControlMark:
    """A month: its value between its limits, the rules that fire at it, and on which side it lies (None: neither)."""

    period: date
    value: float
    center: float
    lower: float
    upper: float
    n: float | None = None
    rules: tuple[int, ...] = ()
    worse: bool | None = None


def control_chart(marks: Sequence[ControlMark], *, unit: str, caption: Caption, height: int = 300) -> Picture:
    """Draw months on their control limits, oldest first."""
    found = tuple(marks)
    told = [
        Text(f"{month(one.period, 'zh')} ", f"{month(one.period, 'en')} ")
        + spoken_both(one.value, unit)
        + Text(f"，准则 {_numbers(one)}", f", rule {_numbers(one)}")
        for one in found
        if one.rules
    ]
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit, height), NOTATION)


def _numbers(mark: ControlMark) -> str:
    return "·".join(str(rule) for rule in mark.rules)


def _draw(marks: tuple[ControlMark, ...], unit: str, height: int, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    days = time_ruler(marks[0].period, marks[-1].period, lang)
    levels = value_ruler([level for one in marks for level in (one.value, one.lower, one.upper)], unit, lang)
    x, y = partial(across, ruler=days), partial(upward, ruler=levels)
    rows = [
        {"day": day_number(m.period), "value": m.value, "center": m.center, "lower": m.lower, "upper": m.upper}
        for m in marks
    ]
    band = layer(rows).mark_area(color=theme.band, opacity=1, interpolate="step")
    line, dots = (
        layer(rows).mark_line(color=theme.ink, strokeWidth=look.size(LINE)),
        layer(rows).mark_point(color=theme.ink, filled=True, size=look.size(DOT / 3), opacity=1),
    )
    centre = layer(rows).mark_line(color=theme.muted, strokeWidth=look.size(THIN), interpolate="step")
    return (
        band.encode(
            x=across("day", days, days.axis(orient="bottom", grid=False)),
            y=upward("lower", levels, levels.axis()),
            y2=alt.Y2(field="upper"),
        ),
        centre.encode(x=x("day"), y=y("center")),
        line.encode(x=x("day"), y=y("value")),
        dots.encode(x=x("day"), y=y("value")),
        *_signals(marks, look, days, levels),
        _pointer(marks, unit, look, days, levels),
        *end_labels(_ends(marks[-1], unit, look), look, days=days, levels=levels, height=height, falling=False),
    )


def _signals(marks: tuple[ControlMark, ...], look: Look, days: Ruler, levels: Ruler) -> list[Stroke]:
    theme = look.theme
    rows = [
        {
            "day": day_number(one.period),
            "value": one.value,
            "text": _numbers(one),
            "colour": theme.accent if one.worse is None else theme.bad if one.worse else theme.good,
            "shape": "square" if one.worse else "diamond",
        }
        for one in marks
        if one.rules
    ]
    x, y = across("day", days), upward("value", levels)
    shape = alt.Shape(field="shape", type="nominal", scale=None)
    marked = layer(rows).mark_point(filled=True, size=look.size(DOT), opacity=1)
    strokes = [marked.encode(x=x, y=y, color=coloured(), shape=shape)]
    for above in (True, False):
        half = [
            row
            for row, one in zip(rows, [m for m in marks if m.rules], strict=True)
            if (one.value >= one.center) == above
        ]
        under, over = haloed(half, look, dy=-14 if above else 15)
        strokes += [
            under.encode(x=x, y=y, text=words()),
            over.encode(x=x, y=y, text=words(), color=coloured()),
        ]
    return strokes


def _pointer(marks: tuple[ControlMark, ...], unit: str, look: Look, days: Ruler, levels: Ruler) -> Stroke:
    lang = look.lang
    rows = [
        {
            "day": day_number(one.period),
            "value": one.value,
            "period": month(one.period, lang),
            "shown": spoken(one.value, unit, lang),
            "limits": interval(one.lower, one.upper, unit, lang),
            "n": count(one.n, lang).removeprefix("n="),
            "rules": _numbers(one) or "—",
        }
        for one in marks
    ]
    tips = [tip("period", PERIOD, lang), tip("shown", VALUE, lang), tip("limits", LIMITS, lang)]
    tips += [tip("n", SAMPLE_SIZE, lang), tip("rules", RULES, lang)]
    mark = layer(rows).mark_point(size=900, opacity=0, filled=True, tooltip=True)
    return mark.encode(x=across("day", days), y=upward("value", levels), tooltip=tips)


def _ends(last: ControlMark, unit: str, look: Look) -> list[End]:
    lang, theme = look.lang, look.theme
    named = ((UPPER, last.upper), (CENTRE, last.center), (LOWER, last.lower))
    return [
        End(day_number(last.period), level, f"{name.of(lang)} {number(level, unit, lang).text}", theme.muted, True)
        for name, level in named
    ]
