"""The gap of every item as a bar from zero, dimension by dimension: where service falls short of what is expected.

Items have long names and a phone is narrow, so a name stands over its bar and not beside it; gap, expectation and perception
are written at the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.gaps import EXPECTED, GAP, PERCEIVED
from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    THIN,
    across,
    alike,
    coloured,
    described,
    down,
    left_edge,
    right_edge,
    spoken_both,
    tip,
    top_edge,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler, wrapped
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import Text, count, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

ROW = 38
HEAD = 20
NAME_AT, BAR_AT = -0.2, 0.22
"""A name stands in the upper half of its row, its bar in the lower, as shares of the row."""
LONGEST = 318
PAIR_AT = 54
NOTATION = Text(
    "条 感知减期望，红为不及期望，绿为超出 · 细线 95% 区间，跨过零线的条为灰色 · 右侧 差距与 期望→感知",
    "Bar: perceived less expected, red short, green beyond · line: 95% interval, a bar whose line crosses zero is grey ·"
    " right: gap, and expected → perceived",
)
FEW = Text("小样本", "small sample")


@dataclass(frozen=True, slots=True)
class ItemGapRow:
    """One item: what is expected and perceived, the gap with its interval, and whether few answered."""

    label: Text
    expected: float
    perceived: float
    gap: float
    low: float | None = None
    high: float | None = None
    n: float | None = None
    thin: bool = False

    @property
    def better(self) -> bool | None:
        """Whether the item is beyond what is expected; None where chance cannot be told from it."""
        if self.thin or not self.gap:
            return None
        if self.low is not None and self.high is not None and self.low <= 0 <= self.high:
            return None
        return self.gap > 0


@dataclass(frozen=True, slots=True)
class ItemGapGroup:
    """The items of a dimension under its name and its own gap; without a name they stand alone."""

    name: Text | None
    gap: float | None
    rows: tuple[ItemGapRow, ...]


def item_gap_bars(groups: Sequence[ItemGapGroup], *, unit: str, caption: Caption) -> Picture:
    """Draw the gap of every item, groups and items in the order given; the worst item of all is set in bold."""
    found = tuple(groups)
    told = [row.label + Text(" ", " ") + spoken_both(row.gap, unit, sign=True) for group in found for row in group.rows]
    lines = sum(len(group.rows) + (group.name is not None) for group in found)
    height = max(lines, 1) * ROW + 28 + HEAD
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit), NOTATION)


def _placed(groups: tuple[ItemGapGroup, ...]) -> tuple[list[tuple[int, ItemGapGroup]], list[tuple[int, ItemGapRow]]]:
    heads, items, at = [], [], 0
    for group in groups:
        if group.name is not None:
            heads.append((at, group))
            at += 1
        for row in group.rows:
            items.append((at, row))
            at += 1
    return heads, items


def _draw(groups: tuple[ItemGapGroup, ...], unit: str, look: Look) -> Strokes:
    heads, items = _placed(groups)
    lines = len(heads) + len(items)
    levels = [level for _, row in items for level in (row.gap, row.low, row.high)]
    ruler = value_ruler(levels, unit, look.lang, zero=True, ticks=4)
    return (
        *_bars(items, lines, unit, ruler, look),
        *_names(heads, items, lines, look),
        *_figures(heads, items, lines, unit, look),
    )


def _bars(items: list[tuple[int, ItemGapRow]], lines: int, unit: str, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme, y = look.lang, look.theme, down("row", lines)
    marks = [
        {
            "row": at + BAR_AT,
            "zero": 0.0,
            "value": row.gap,
            "low": row.low,
            "high": row.high,
            "colour": theme.muted if row.better is None else theme.judgement(row.better),
            "name": row.label.of(lang),
            "expectation": spoken(row.expected, unit, lang),
            "perception": spoken(row.perceived, unit, lang),
            "gap": spoken(row.gap, unit, lang, sign=True),
            "between": interval(row.low, row.high, unit, lang),
            "n": count(row.n, lang).removeprefix("n="),
        }
        for at, row in items
    ]
    tips = [tip("name", NAME, lang), tip("expectation", EXPECTED, lang), tip("perception", PERCEIVED, lang)]
    tips += [tip("gap", GAP, lang), tip("between", INTERVAL, lang), tip("n", SAMPLE_SIZE, lang)]
    zero = layer([{"place": 0.0}]).mark_rule(color=theme.muted, strokeWidth=look.size(THIN))
    bars = layer(marks).mark_bar(height=look.size(11), opacity=0.85)
    spans = layer(mark for mark in marks if mark["low"] is not None).mark_rule(
        color=theme.ink, strokeWidth=look.size(1.5)
    )
    return [
        bars.encode(
            x=across("zero", ruler, ruler.axis(orient="bottom")),
            x2=alt.X2(field="value"),
            y=y,
            color=coloured(),
            tooltip=tips,
        ),
        spans.encode(x=across("low", ruler), x2=alt.X2(field="high"), y=y, tooltip=tips),
        zero.encode(x=across("place", ruler)),
    ]


def _names(
    heads: list[tuple[int, ItemGapGroup]], items: list[tuple[int, ItemGapRow]], lines: int, look: Look
) -> list[Stroke]:
    """Write names over their bars; the heads of groups and the worst item in bold."""
    lang, y, size = look.lang, down("row", lines), look.size(12.5)
    worst = min((row.gap for _, row in items), default=0.0)
    plain: list[Row] = []
    bold: list[Row] = [{"row": at + BAR_AT, "text": group.name.of(lang)} for at, group in heads if group.name]
    for at, row in items:
        label = row.label.of(lang) + (f" · {FEW.of(lang)}" if row.thin else "")
        text = wrapped(label, look.size(LONGEST), size, lines=1)[0]
        (bold if row.gap == worst < 0 else plain).append({"row": at + NAME_AT, "text": text})
    return [
        stroke for rows, weight in ((plain, "normal"), (bold, "bold")) for stroke in _written(rows, weight, y, look)
    ]


def _written(rows: list[Row], weight: str, y: alt.Y, look: Look) -> list[Stroke]:
    """Write names on a ground of the page's colour, so that lines of the plot do not strike them through."""
    page = look.theme.page
    under = layer(rows).mark_text(
        align="left", color=page, stroke=page, strokeWidth=look.size(4), strokeJoin="round", fontWeight=weight
    )
    over = layer(rows).mark_text(align="left", color=look.theme.ink, fontWeight=weight)
    return [each.encode(x=left_edge(), y=y, text=words()) for each in (under, over)]


def _figures(
    heads: list[tuple[int, ItemGapGroup]], items: list[tuple[int, ItemGapRow]], lines: int, unit: str, look: Look
) -> list[Stroke]:
    """Write gap, expectation and perception at the right, under their heads."""
    lang, theme, y = look.lang, look.theme, down("row", lines)
    gaps = alike([row.gap for _, row in items], unit, lang, sign=True)
    pairs = [" → ".join(alike([row.expected, row.perceived], unit, lang)) for _, row in items]
    own = [
        {"row": at + BAR_AT, "text": text, "colour": theme.muted if row.better is None else theme.judgement_text(row.better)}
        for (at, row), text in zip(items, gaps, strict=True)
    ]  # fmt: skip
    known = [(at, group.gap) for at, group in heads if group.gap is not None]
    whole = [
        {"row": at + BAR_AT, "text": text}
        for (at, _), text in zip(known, alike([gap for _, gap in known], unit, lang, sign=True), strict=True)
    ]
    beside = [{"row": at + BAR_AT, "text": text} for (at, _), text in zip(items, pairs, strict=True)]
    titles = [
        layer([{"text": text.of(lang)}])
        .mark_text(align="left", dx=look.size(dx), baseline="bottom", dy=look.size(-4), color=theme.muted)
        .encode(x=right_edge(), y=top_edge(), text=words())
        for text, dx in ((GAP, 8), (Text("期望→感知", "Exp. → perc."), PAIR_AT))
    ]
    return [
        layer(own).mark_text(align="left", dx=look.size(8)).encode(x=right_edge(), y=y, text=words(), color=coloured()),
        layer(whole)
        .mark_text(align="left", dx=look.size(8), color=theme.ink, fontWeight="bold")
        .encode(x=right_edge(), y=y, text=words()),
        layer(beside)
        .mark_text(align="left", dx=look.size(PAIR_AT), color=theme.muted)
        .encode(x=right_edge(), y=y, text=words()),
        *titles,
    ]
