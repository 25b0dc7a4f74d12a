"""Required against actual co-operation, pair by pair: the deeper a cell, the more of what is needed is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import coloured, described, row_names, tip, top_edge, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sq_core.charts.theme import Look

LINK = Text("协同", "Link")
NEEDED = Text("需要", "Required")
ACTUAL = Text("实际", "Actual")
NOTATION = Text(
    "格中为 实际/需要 · 颜色越深缺得越多 · 只有一个数的格：不需要而有的协同 · 空格：不需要也没有",
    "Cells: actual/required · the deeper, the more is missing · a single figure: there without being needed · empty: neither",
)
ROW = 32
ROOMY = 380
STEPS = (0.0, 1.0, 2.0, 3.0)
"""A shortfall of nothing, up to one, up to two, up to three (of 3), and more (of 9) is one step deeper each."""


@dataclass(frozen=True, slots=True)
class SynergyCell:
    """One pair by the positions of its two partners, the later one first: how closely they need to and do work together."""

    row: int
    column: int
    required: float
    actual: float


def synergy_matrix(
    names: Sequence[Text], codes: Sequence[str], cells: Sequence[SynergyCell], *, caption: Caption
) -> Picture:
    """Draw the pairs below the diagonal: every partner has a row but the first, and a column but the last."""
    found, kept = tuple(names), tuple(cells)
    told = [
        Text("{a} – {b} 实际 {actual} 需要 {required}", "{a} – {b} actual {actual}, required {required}").fill(
            a=found[cell.row], b=found[cell.column], actual=f"{cell.actual:g}", required=f"{cell.required:g}"
        )
        for cell in kept
        if cell.required > cell.actual
    ]
    height = max(len(found) - 1, 1) * ROW + 22
    return Picture(caption, described(caption, told), height, partial(_draw, found, tuple(codes), kept), NOTATION)


def _draw(names: tuple[Text, ...], codes: tuple[str, ...], cells: tuple[SynergyCell, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    many = max(len(names) - 1, 1)
    rows = [
        {
            "left": cell.column - 0.47,
            "right": cell.column + 0.47,
            "top": cell.row - 1 - 0.45,
            "bottom": cell.row - 1 + 0.45,
            "x": cell.column,
            "y": cell.row - 1,
            "text": f"{cell.actual:g}/{cell.required:g}" if cell.required else f"{cell.actual:g}",
            "colour": theme.heat[sum(max(cell.required - cell.actual, 0.0) > step for step in STEPS)],
            "name": f"{names[cell.row].of(lang)} – {names[cell.column].of(lang)}",
            "needed": f"{cell.required:g}" if cell.required else "—",
            "actual": f"{cell.actual:g}",
        }
        for cell in cells
    ]
    empty = [
        {"left": column - 0.47, "right": column + 0.47, "top": row - 0.45, "bottom": row + 0.45}
        for row in range(many)
        for column in range(row + 1)
    ]
    tips = [tip("name", LINK, lang), tip("needed", NEEDED, lang), tip("actual", ACTUAL, lang)]
    run = {"domain": [-0.5, many - 0.5], "nice": False, "zero": False}
    fall = {"domain": [many - 0.5, -0.5], "nice": False, "zero": False}

    def x(field: str) -> alt.X:
        return alt.X(field=field, type="quantitative", scale=run, axis=None, title=None)

    def y(field: str) -> alt.Y:
        return alt.Y(field=field, type="quantitative", scale=fall, axis=None, title=None)

    x2, y2 = alt.X2(field="right"), alt.Y2(field="bottom")
    heads = list(enumerate(codes[:many]))
    labels = [f"{code} {name.of(lang)}" for code, name in zip(codes[1:], names[1:], strict=True)]
    return (
        layer(empty if len(names) > 1 else [])
        .mark_rect(color=theme.grid, opacity=0.55, cornerRadius=look.size(2))
        .encode(x=x("left"), x2=x2, y=y("top"), y2=y2),
        layer(rows)
        .mark_rect(cornerRadius=look.size(2))
        .encode(x=x("left"), x2=x2, y=y("top"), y2=y2, color=coloured(), tooltip=tips),
        layer(rows).mark_text(color=theme.ink, fontSize=look.size(11.5)).encode(x=x("x"), y=y("y"), text=words()),
        *(_heads([each for each in heads if each[0] % 2 == odd], x, look, lifted=bool(odd)) for odd in (0, 1)),
        row_names(labels, look, pixels=112),
    )


def _heads(heads: Sequence[tuple[int, str]], x: Callable[[str], alt.X], look: Look, *, lifted: bool) -> Stroke:
    """Write the codes over the columns; on a phone every second one stands higher, so that they do not touch."""
    low, high = look.size(-5), look.size(-20)
    dy: object = {"expr": f"width < {look.size(ROOMY)} ? {high} : {low}"} if lifted else low
    mark = layer({"x": at, "text": code} for at, code in heads).mark_text(
        color=look.theme.muted, fontSize=look.size(11.5), baseline="bottom", dy=dy
    )
    return mark.encode(x=x("x"), y=top_edge(), text=words())
