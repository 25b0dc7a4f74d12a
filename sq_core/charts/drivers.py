"""What moves the result: weights as bars from zero, with their interval and how good the evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    VALUE,
    across,
    alike,
    coloured,
    described,
    down,
    right_edge,
    row_names,
    rows_height,
    spoken_both,
    tip,
    words,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

EVIDENCE = Text("证据", "Evidence")
NOTATION = Text(
    "实条 有证据 · 空框 仅为估计 · 细线 95% 区间 · 右侧 证据等级",
    "Solid: with evidence · outline: estimate only · thin line: 95% interval · right: grade of evidence",
)


@dataclass(frozen=True, slots=True)
class WeightedRow:
    """One driver: how much it moves the result, between which ends, and on what evidence."""

    label: Text
    weight: float
    low: float | None = None
    high: float | None = None
    evidence: Text | None = None
    """The grade as it is to be read: "A", "专家判断 / Expert judgement"."""
    proven: bool = True
    """False for an estimate without evidence, which is drawn open."""
    n: float | None = None


def weighted_bars(rows: Sequence[WeightedRow], *, unit: str, caption: Caption, ranked: bool = True) -> Picture:
    """Draw drivers by the size of what they move, the largest on top."""
    found = tuple(sorted(rows, key=lambda row: -abs(row.weight))) if ranked else tuple(rows)
    told = [row.label + Text(" ", " ") + spoken_both(row.weight, unit) for row in found]
    draw = partial(_draw, found, unit)
    return Picture(caption, described(caption, told), rows_height(len(found)), draw, NOTATION)


def _draw(rows: tuple[WeightedRow, ...], unit: str, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    levels = [level for row in rows for level in (row.weight, row.low, row.high)]
    ruler = value_ruler(levels, unit, lang, zero=True, room=0.04)
    names = row_names([row.label.of(lang) for row in rows], look, pixels=160)
    plain = down("row", len(rows))
    bars = [_row(index, row, unit, look) for index, row in enumerate(rows)]
    spans = [bar for bar in bars if bar["low"] is not None]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    tips += [tip("evidence", EVIDENCE, lang), tip("n", SAMPLE_SIZE, lang)]
    x_axis = ruler.axis(orient="bottom")
    strokes = [
        names,
        layer(bars)
        .mark_bar(height=look.size(16), stroke=theme.ink, strokeWidth=look.size(1.25))
        .encode(
            x=across("zero", ruler, x_axis),
            x2=alt.X2(field="weight"),
            y=down("row", len(rows)),
            fill=alt.Fill(field="fill", type="nominal", scale=None),
            tooltip=tips,
        ),
        _whiskers(spans, plain, ruler, look),
        written_column(alike([row.weight for row in rows], unit, lang), look),
        layer(bars)
        .mark_text(align="left", dx=look.size(54))
        .encode(x=right_edge(), y=plain, text=words("evidence"), color=coloured("text_colour")),
    ]
    return tuple(strokes)


def _row(index: int, row: WeightedRow, unit: str, look: Look) -> dict[str, object]:
    lang, theme = look.lang, look.theme
    return {
        "row": index,
        "zero": 0.0,
        "weight": row.weight,
        "low": row.low,
        "high": row.high,
        "fill": theme.ink if row.proven else theme.page,
        "text_colour": theme.muted if row.proven else theme.watch_text,
        "name": row.label.of(lang),
        "shown": spoken(row.weight, unit, lang),
        "between": interval(row.low, row.high, unit, lang),
        "evidence": row.evidence.of(lang) if row.evidence else "",
        "n": count(row.n, lang).removeprefix("n="),
    }


def _whiskers(spans: list[dict[str, object]], plain: alt.Y, ruler: Ruler, look: Look) -> Stroke:
    """Draw the interval in grey that shows on the bar and beside it."""
    mark = layer(spans).mark_rule(color=look.theme.series[6], strokeWidth=look.size(2))
    return mark.encode(x=across("low", ruler), x2=alt.X2(field="high"), y=plain)
