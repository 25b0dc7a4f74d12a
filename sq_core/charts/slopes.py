"""Items measured twice: how each moved from one moment to the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    LINE,
    THIN,
    alike,
    coloured,
    described,
    is_better,
    placed,
    spoken_both,
    top_edge,
    upward,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, spread, value_ruler, wrapped
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

NOTATION = Text("绿 变好 · 红 变差 · 灰 不作判断", "Green: better · red: worse · grey: not judged")
SIDES = Ruler(-0.55, 1.6, (0.0, 1.0), ("", ""))
"""Both moments stand inside the plot, so that the names at either side have room at any width."""


@dataclass(frozen=True, slots=True)
class SlopeRow:
    """One item measured twice."""

    label: Text
    before: float
    after: float


def slope(
    rows: Sequence[SlopeRow],
    *,
    unit: str,
    caption: Caption,
    moments: tuple[Text, Text],
    better: Better = "up",
    height: int = 320,
) -> Picture:
    """Draw how items moved between two moments; green got better, red got worse."""
    found = tuple(rows)
    arrow = Text(" → ", " → ")
    told = [
        row.label + Text(" ", " ") + spoken_both(row.before, unit) + arrow + spoken_both(row.after, unit)
        for row in found
    ]
    draw = partial(_draw, found, unit, moments, better, height=height)
    return Picture(caption, described(caption, told), height, draw, NOTATION)


def _draw(
    rows: tuple[SlopeRow, ...], unit: str, moments: tuple[Text, Text], better: Better, look: Look, *, height: int
) -> Strokes:
    ruler = value_ruler([level for row in rows for level in (row.before, row.after)], unit, look.lang, room=0.12)
    theme = look.theme
    heads = [{"side": side, "text": name.of(look.lang)} for side, name in enumerate(moments)]
    strokes: list[Stroke] = [
        layer([{"side": 0}, {"side": 1}])
        .mark_rule(color=theme.hairline, strokeWidth=look.size(THIN))
        .encode(x=placed("side", SIDES)),
        layer(heads)
        .mark_text(baseline="bottom", dy=look.size(-6), color=theme.muted)
        .encode(x=placed("side", SIDES), y=top_edge(), text=words()),
    ]
    strokes += _lines(rows, better, ruler, look)
    apart = 16 / max(height - 20, 1) * ruler.span
    left = spread([row.before for row in rows], apart, ruler.low, ruler.high)
    right = spread([row.after for row in rows], apart, ruler.low, ruler.high)
    lang = look.lang
    figures = alike([row.before for row in rows] + [row.after for row in rows], unit, lang)
    names = [
        f"{wrapped(row.label.of(lang), look.size(120), look.size(12.5), 1)[0]}  {figure}"
        for row, figure in zip(rows, figures, strict=False)
    ]
    after = figures[len(rows) :]
    changes = alike([row.after - row.before for row in rows], unit, lang, sign=True)
    ink = [theme.ink] * len(rows)
    judged = [theme.judgement_text(is_better(row.after - row.before, better)) for row in rows]
    strokes.append(_column(ruler, look, side=0, places=left, texts=names, colours=ink, dx=-10))
    strokes.append(_column(ruler, look, side=1, places=right, texts=after, colours=ink, dx=10))
    strokes.append(_column(ruler, look, side=1, places=right, texts=changes, colours=judged, dx=56))
    return tuple(strokes)


def _lines(rows: tuple[SlopeRow, ...], better: Better, ruler: Ruler, look: Look) -> list[Stroke]:
    ends = layer(
        {
            "row": index,
            "side": side,
            "at": row.after if side else row.before,
            "colour": look.theme.judgement(is_better(row.after - row.before, better)),
        }
        for index, row in enumerate(rows)
        for side in (0, 1)
    )
    x, y = placed("side", SIDES), upward("at", ruler, None)
    return [
        ends.mark_line(strokeWidth=look.size(LINE)).encode(
            x=x, y=y, color=coloured(), detail=alt.Detail(field="row", type="nominal")
        ),
        ends.mark_point(filled=True, size=look.size(DOT), opacity=1).encode(x=x, y=y, color=coloured()),
    ]


def _column(
    ruler: Ruler, look: Look, *, side: int, places: list[float], texts: list[str], colours: list[str], dx: int
) -> Stroke:
    """Write one text per row beside a moment: to its left where ``dx`` is negative."""
    rows = [
        {"side": side, "at": place, "text": text, "colour": colour}
        for place, text, colour in zip(places, texts, colours, strict=True)
    ]
    mark = layer(rows).mark_text(align="right" if dx < 0 else "left", dx=look.size(dx))
    return mark.encode(x=placed("side", SIDES), y=upward("at", ruler, None), text=words(), color=coloured())
