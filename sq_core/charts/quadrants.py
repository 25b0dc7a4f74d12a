"""Importance against performance: what matters and is done badly lies at the top left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import DOT, NAME, across, coloured, described, haloed, tip, upward, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.scales import Ruler
    from sq_core.charts.theme import Look

NOTATION = Text(
    "■ 重点改进 · ● 其余 · 细线为划分象限的十字线 · 数字为题项编号",
    "■ concentrate here · ● the others · thin lines: the crosshair that parts the quadrants · figures: items",
)


@dataclass(frozen=True, slots=True)
class QuadrantMark:
    """One attribute: how well it is done, how much it matters, and whether it lies where to concentrate."""

    code: str
    label: Text
    performance: float
    importance: float
    urgent: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """What a side of the field is called, and the unit of its values."""

    name: Text
    unit: str


def quadrants(
    marks: Sequence[QuadrantMark],
    *,
    cross: tuple[float, float],
    performance: Scale,
    importance: Scale,
    corners: tuple[Text, Text, Text, Text],
    caption: Caption,
    height: int = 400,
) -> Picture:
    """Draw attributes on the field; ``cross`` is (importance, performance), corners run from top left clockwise."""
    found = tuple(marks)
    told = [one.label for one in found if one.urgent]
    draw = partial(_draw, found, cross, performance, importance, corners)
    return Picture(caption, described(caption, told), height, draw, NOTATION)


def _draw(
    marks: tuple[QuadrantMark, ...],
    cross: tuple[float, float],
    performance: Scale,
    importance: Scale,
    corners: tuple[Text, Text, Text, Text],
    look: Look,
) -> Strokes:
    lang, theme = look.lang, look.theme
    run = value_ruler([*(m.performance for m in marks), cross[1]], performance.unit, lang, room=0.1)
    rise = value_ruler([*(m.importance for m in marks), cross[0]], importance.unit, lang, room=0.1)
    along = run.axis(orient="bottom", grid=False) | {"title": f"{performance.name.of(lang)} →", "titleAnchor": "end"}
    up = rise.axis(orient="left", grid=False)
    rows = [
        {
            "x": one.performance,
            "y": one.importance,
            "text": one.code,
            "name": f"{one.code} {one.label.of(lang)}",
            "done": spoken(one.performance, performance.unit, lang),
            "matters": spoken(one.importance, importance.unit, lang),
            "colour": theme.bad if one.urgent else theme.ink,
            "shape": "square" if one.urgent else "circle",
        }
        for one in marks
    ]
    tips = [tip("name", NAME, lang), tip("done", performance.name, lang), tip("matters", importance.name, lang)]
    x, y = across("x", run), upward("y", rise)
    dots = layer(rows).mark_point(filled=True, size=look.size(DOT), opacity=1)
    under, over = haloed(rows, look, dx=8, align="left")
    return (
        *_cross(cross, run, rise, look),
        *_corners(corners, importance.name, look),
        under.encode(x=x, y=y, text=words()),
        over.encode(x=x, y=y, text=words(), color=coloured()),
        dots.encode(
            x=across("x", run, along),
            y=upward("y", rise, up),
            color=coloured(),
            shape=alt.Shape(field="shape", type="nominal", scale=None),
            tooltip=tips,
        ),
    )


def _cross(cross: tuple[float, float], run: Ruler, rise: Ruler, look: Look) -> list[Stroke]:
    theme = look.theme
    line = layer([{"x": cross[1], "y": cross[0]}])
    return [
        line.mark_rule(color=theme.muted, strokeWidth=look.size(1)).encode(x=across("x", run)),
        line.mark_rule(color=theme.muted, strokeWidth=look.size(1)).encode(y=upward("y", rise)),
    ]


def _corners(corners: tuple[Text, Text, Text, Text], importance: Text, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    strokes = []
    places = ((0, 0, "left"), ("width", 0, "right"), ("width", "height", "right"), (0, "height", "left"))
    for index, (name, (x, y, align)) in enumerate(zip(corners, places, strict=True)):
        mark = layer([{"text": name.of(lang)}]).mark_text(
            align=align,
            dx=look.size(6 if align == "left" else -6),
            dy=look.size(10 if y == 0 else -10),
            color=theme.bad_text if index == 0 else theme.muted,
            fontWeight=600,
        )
        strokes.append(mark.encode(x=alt.XValue(x), y=alt.YValue(y), text=words()))  # type: ignore[no-untyped-call]
    head = layer([{"text": f"↑ {importance.of(lang)}"}]).mark_text(align="left", dy=look.size(-10), color=theme.muted)
    strokes.append(head.encode(x=alt.XValue(0), y=alt.YValue(0), text=words()))  # type: ignore[no-untyped-call]
    return strokes
