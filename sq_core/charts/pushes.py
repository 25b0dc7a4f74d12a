"""What goes along with a push at one variable at all later ones: the middle of the draws and nine in ten of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    INTERVAL,
    NAME,
    THIN,
    VALUE,
    across,
    at_right,
    described,
    down,
    left_edge,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import MISSING, Text, interval, number, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look
    from sq_core.words import Lang

ROW = 62
NAME_AT, BAR_AT = -0.2, 0.16
SHARE = "percent"
UNKNOWN = Text("链条在此之前断开", "the chain is broken before it")
NOTATION = Text(
    "● P50 · 粗线 P10 至 P90 · 竖线 没有变化 · 右侧 多久之后；同一次抽样中各环节相乘；表示一起变动，不表示因果",
    "● P50 · bar: P10 to P90 · line: no change · right: after how long; the links of each draw multiplied; it tells what moves together, not what"
    " causes what",
)


@dataclass(frozen=True, slots=True)
class PushRow:
    """One later variable: its three deciles in its unit, and a word on when; rates of change share the scale."""

    name: Text
    unit: str
    low: float | None
    middle: float | None
    high: float | None
    when: Text


def push_bars(rows: Sequence[PushRow], *, caption: Caption) -> Picture:
    """Draw the deciles of every later variable, in the order of the chain."""
    found = tuple(rows)
    told = [row.name + Text(" ", " ") + spoken_both(row.middle, row.unit, sign=True) for row in found]
    height = max(len(found), 1) * ROW + 28
    return Picture(caption, described(caption, told), height, partial(_draw, found), NOTATION)


def _draw(rows: tuple[PushRow, ...], look: Look) -> Strokes:
    lang, theme, y = look.lang, look.theme, down("row", len(rows))
    shares = [(at, row) for at, row in enumerate(rows) if row.unit == SHARE and row.middle is not None]
    ruler = value_ruler([level for _, row in shares for level in (row.low, row.high)], SHARE, lang, zero=True, ticks=4)
    zero = layer([{"place": 0.0}]).mark_rule(color=theme.muted, strokeWidth=look.size(THIN))
    return (
        zero.encode(x=across("place", ruler)),
        *_spans(shares, y, ruler, look),
        *_texts(rows, y, look),
        _times(rows, y, look),
    )


def _spans(shares: list[tuple[int, PushRow]], y: alt.Y, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    marks = [
        {
            "row": at + BAR_AT,
            "low": row.low,
            "high": row.high,
            "at": row.middle,
            "name": row.name.of(lang),
            "shown": spoken(row.middle, row.unit, lang, sign=True),
            "between": interval(row.low, row.high, row.unit, lang),
        }
        for at, row in shares
    ]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    spans = layer(marks).mark_bar(color=theme.previous, height=look.size(7), cornerRadius=look.size(3))
    dots = layer(marks).mark_point(size=look.size(DOT * 1.2), filled=True, color=theme.ink, opacity=1)
    return [
        spans.encode(x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=y, tooltip=tips),
        dots.encode(x=across("at", ruler), y=y, tooltip=tips),
    ]


def _texts(rows: tuple[PushRow, ...], y: alt.Y, look: Look) -> list[Stroke]:
    """Write name and deciles over each bar: beside it there is no room on a phone."""
    lang, page = look.lang, look.theme.page
    names: list[Row] = [{"row": at + NAME_AT, "text": _line(row, lang)} for at, row in enumerate(rows)]
    under = layer(names).mark_text(align="left", color=page, stroke=page, strokeWidth=look.size(4), strokeJoin="round")
    over = layer(names).mark_text(align="left", color=look.theme.ink)
    return [each.encode(x=left_edge(), y=y, text=words()) for each in (under, over)]


def _line(row: PushRow, lang: Lang) -> str:
    if row.middle is None:
        return f"{row.name.of(lang)} {MISSING} · {UNKNOWN.of(lang)}"
    middle = number(row.middle, row.unit, lang, sign=True)
    between = interval(row.low, row.high, row.unit, lang)
    ends = f"（{between}）" if lang == "zh" else f" ({between})"
    return f"{row.name.of(lang)} {middle}{ends}"


def _times(rows: tuple[PushRow, ...], y: alt.Y, look: Look) -> Stroke:
    """Write when a push shows beside the right edge."""
    texts = [{"row": at + BAR_AT, "text": row.when.of(look.lang)} for at, row in enumerate(rows)]
    return at_right(texts, y, look, colour=look.theme.muted)
