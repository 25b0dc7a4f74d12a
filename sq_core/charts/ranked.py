"""Segments in rank order, each with the interval that says whether its rank means anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import altair as alt

from sq_core.charts.marks import (
    DOT,
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    THIN,
    VALUE,
    across,
    alike,
    described,
    down,
    row_names,
    rows_height,
    spoken_both,
    tip,
    top_edge,
    words,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, number, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

OVERALL = Text("整体", "Overall")
NOTATION = Text(
    "● 数值 · 粗线 95% 区间 · 竖线 参照；区间跨过竖线时，与参照的差别说明不了什么",
    "● value · bar: 95% interval · line: reference; where the bar crosses it, the difference proves nothing",
)
ALONE = Text("● 数值 · 粗线 95% 区间", "● value · bar: 95% interval")
"""What is said where there is no reference to compare with."""
JUDGED = Text(
    "■ 明显差于其余 · ◆ 明显好于其余 · ● 差别可能只是偶然 · ○ 样本太小，不评判 · 粗线 95% 区间 · 竖线 整体",
    "■ clearly worse than the rest · ◆ clearly better · ● may be chance · ○ too few to judge · bar: 95% interval · line: overall",
)
Verdict = Literal["", "better", "worse", "alike", "thin", "untested"]


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One segment: its value, interval and n."""

    label: Text
    value: float
    low: float | None = None
    high: float | None = None
    n: float | None = None
    verdict: Verdict = ""
    """How it compares with the rest, where that was tested."""


def ranked_dots(
    rows: Sequence[RankedRow],
    *,
    unit: str,
    caption: Caption,
    better: Better = "up",
    reference: float | None = None,
    reference_name: Text = OVERALL,
) -> Picture:
    """Draw segments as dots with intervals, the best on top, against one reference."""
    found = tuple(sorted(rows, key=lambda row: row.value, reverse=better != "down"))
    told = [row.label + Text(" ", " ") + spoken_both(row.value, unit) for row in found]
    draw = partial(_draw, found, unit, reference, reference_name)
    note = JUDGED if any(row.verdict for row in found) else ALONE if reference is None else NOTATION
    return Picture(caption, described(caption, told), rows_height(len(found), head=18), draw, note)


def _draw(rows: tuple[RankedRow, ...], unit: str, reference: float | None, name: Text, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ruler = value_ruler([level for row in rows for level in (row.value, row.low, row.high)] + [reference], unit, lang)
    names = row_names([row.label.of(lang) for row in rows], look)
    spans = [{"row": index, "low": row.low, "high": row.high} for index, row in enumerate(rows) if row.low is not None]
    sizes = [count(row.n, lang) if row.n is not None else "" for row in rows]
    strokes = [
        names,
        *_reference(reference, f"{name.of(lang)} {number(reference, unit, lang).text}", ruler, look),
        layer(spans)
        .mark_bar(color=theme.previous, height=look.size(6), cornerRadius=look.size(3))
        .encode(x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=down("row", len(rows))),
        _dots(rows, unit, ruler, look),
        written_column(alike([row.value for row in rows], unit, lang), look),
        written_column(sizes, look, dx=54, muted=True),
    ]
    return tuple(strokes)


def _dots(rows: tuple[RankedRow, ...], unit: str, ruler: Ruler, look: Look) -> Stroke:
    lang = look.lang
    dots = [
        {
            "row": index,
            "at": row.value,
            "name": row.label.of(lang),
            "shown": spoken(row.value, unit, lang),
            "between": interval(row.low, row.high, unit, lang),
            "n": count(row.n, lang).removeprefix("n="),
            **_looks(row.verdict, look),
        }
        for index, row in enumerate(rows)
    ]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    mark = layer(dots).mark_point(size=look.size(DOT * 1.3), strokeWidth=look.size(1.5), opacity=1)
    return mark.encode(
        x=across("at", ruler),
        y=down("row", len(rows)),
        fill=alt.Fill(field="fill", type="nominal", scale=None),
        stroke=alt.Stroke(field="colour", type="nominal", scale=None),
        shape=alt.Shape(field="shape", type="nominal", scale=None),
        tooltip=[*tips, tip("n", SAMPLE_SIZE, lang)],
    )


def _looks(verdict: Verdict, look: Look) -> dict[str, str]:
    """Choose shape and colour of a dot: a verdict is seen by its shape too, an unjudged one is open."""
    theme = look.theme
    colour = {"worse": theme.bad, "better": theme.good, "thin": theme.muted}.get(verdict, theme.ink)
    shape = {"worse": "square", "better": "diamond"}.get(verdict, "circle")
    return {"colour": colour, "fill": theme.page if verdict == "thin" else colour, "shape": shape}


def _reference(reference: float | None, text: str, ruler: Ruler, look: Look) -> list[Stroke]:
    if reference is None:
        return []
    line = layer([{"at": reference, "text": text}])
    colour = look.theme.accent
    return [
        line.mark_rule(color=colour, strokeWidth=look.size(THIN)).encode(x=across("at", ruler)),
        line.mark_text(color=colour, baseline="bottom", dy=look.size(-5)).encode(
            x=across("at", ruler), y=top_edge(), text=words()
        ),
    ]
