"""The weight each goal has against the weights two methods would give it: where people and arithmetic disagree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    NAME,
    across,
    described,
    down,
    right_edge,
    row_names,
    rows_height,
    tip,
    top_edge,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, difference, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

IN_USE = Text("在用", "In use")
BY_AHP = Text("层次分析法", "AHP")
BY_ENTROPY = Text("熵权法", "Entropy")
APART = Text("最大分歧", "Widest disagreement")
SPREAD = Text("分歧", "Apart")
NOTATION = Text(
    "● 在用 · ◆ 层次分析法 · ▲ 熵权法 · 右侧 在用权重，三者最大分歧（个百分点）",
    "● in use · ◆ AHP · ▲ entropy · right: weight in use, widest disagreement of the three (percentage points)",
)


@dataclass(frozen=True, slots=True)
class WeightsRow:
    """One goal: the weight in use and what the methods give; None where a method gives none."""

    name: Text
    in_use: float | None
    by_ahp: float | None = None
    by_entropy: float | None = None

    @property
    def apart(self) -> float:
        """Return how far the weights that are known lie apart."""
        known = self.known
        return max(known) - min(known) if known else 0.0

    @property
    def known(self) -> list[float]:
        """Return the weights that are known."""
        return [weight for weight in (self.in_use, self.by_ahp, self.by_entropy) if weight is not None]


def weights_compared(rows: Sequence[WeightsRow], *, caption: Caption) -> Picture:
    """Draw up to three weights a goal on one line, the widest disagreement on top."""
    found = tuple(sorted(rows, key=lambda row: -row.apart))
    told = [
        row.name
        + Text("，", ", ")
        + IN_USE
        + Text(f" {share(row.in_use, 'zh', decimals=1)}，", f" {share(row.in_use, 'en', decimals=1)}, ")
        + APART
        + Text(f" {difference(row.apart, 'percent', 'zh')}", f" {difference(row.apart, 'percent', 'en')}").fill()
        for row in found
    ]
    return Picture(caption, described(caption, told), rows_height(len(found), head=18), partial(_draw, found), NOTATION)


def _draw(rows: tuple[WeightsRow, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ruler = value_ruler([weight for row in rows for weight in row.known], "percent", lang, zero=True)
    spans = [
        {"row": index, "low": min(row.known), "high": max(row.known)} for index, row in enumerate(rows) if row.known
    ]
    line = layer(spans).mark_rule(color=theme.previous, strokeWidth=look.size(2))
    strokes = [
        row_names([row.name.of(lang) for row in rows], look),
        line.encode(
            x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=down("row", len(rows))
        ),
        _marks(rows, "by_entropy", ruler, look, shape="triangle-up", colour=theme.series[1], size=2.2),
        _marks(rows, "by_ahp", ruler, look, shape="diamond", colour=theme.series[0], size=1.8),
        _marks(rows, "in_use", ruler, look, shape="circle", colour=theme.ink, size=0.9),
        *_columns(rows, look),
    ]
    return tuple(strokes)


def _marks(
    rows: tuple[WeightsRow, ...], field: str, ruler: Ruler, look: Look, *, shape: str, colour: str, size: float
) -> Stroke:
    """Draw one weight of every goal; the sizes differ, so that weights that agree are seen around each other."""
    lang = look.lang
    marks = [
        {
            "row": index,
            "at": weight,
            "name": row.name.of(lang),
            "in_use": share(row.in_use, lang, decimals=1),
            "ahp": share(row.by_ahp, lang, decimals=1),
            "entropy": share(row.by_entropy, lang, decimals=1),
            "apart": _points(row, look),
        }
        for index, row in enumerate(rows)
        if (weight := getattr(row, field)) is not None
    ]
    tips = [tip("name", NAME, lang), tip("in_use", IN_USE, lang), tip("ahp", BY_AHP, lang)]
    tips += [tip("entropy", BY_ENTROPY, lang), tip("apart", APART, lang)]
    mark = layer(marks).mark_point(shape=shape, filled=True, size=look.size(DOT * size), color=colour, opacity=1)
    return mark.encode(x=across("at", ruler), y=down("row", len(rows)), tooltip=tips)


def _points(row: WeightsRow, look: Look) -> str:
    return difference(row.apart, "percent", look.lang).text.removeprefix("+") if len(row.known) > 1 else ""


def _columns(rows: tuple[WeightsRow, ...], look: Look) -> list[Stroke]:
    """Write the weight in use and the disagreement at the right, each under its name."""
    lang, theme = look.lang, look.theme
    strokes = []
    columns = (
        (IN_USE, [share(row.in_use, lang, decimals=1) for row in rows], theme.ink, 46),
        (SPREAD, [_points(row, look) for row in rows], theme.muted, 88),
    )
    for name, texts, colour, dx in columns:
        figures = layer({"row": index, "text": text} for index, text in enumerate(texts))
        head = layer([{"text": name.of(lang)}])
        strokes += [
            figures.mark_text(align="right", dx=look.size(dx), color=colour).encode(
                x=right_edge(), y=down("row", len(rows)), text=words()
            ),
            head.mark_text(
                align="right", dx=look.size(dx), dy=look.size(-5), baseline="bottom", color=theme.muted
            ).encode(x=right_edge(), y=top_edge(), text=words()),
        ]
    return strokes
