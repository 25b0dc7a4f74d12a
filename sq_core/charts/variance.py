"""Actual against a reference, with the variance as a bar beside it, green or red by what is better.

Both parts share one plot: the actual bars fill its left half from their own zero, the variances its right half from theirs.
Lengths are computed here as shares of the width, so the picture fits any container, and every label stands outside its bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
    PLAN,
    THIN,
    VALUE,
    alike,
    coloured,
    described,
    down,
    is_better,
    placed,
    row_names,
    rows_height,
    spoken_both,
    tip,
    top_edge,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import UNITS, Text, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

ACTUAL = Text("实际", "Actual")
VARIANCE = Text("差异", "Variance")
SHARES = Ruler(0.0, 1.0, (), ())
ACTUAL_END, VARIANCE_START = 0.40, 0.60
"""The longest actual bar ends at 0.40 and its label after it; variances lie between 0.60 and 1, labels included."""
LABEL_ROOM = 0.13


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """One item: what happened and what it is compared with."""

    label: Text
    actual: float
    reference: float

    @property
    def variance(self) -> float:
        """Return actual less reference."""
        return self.actual - self.reference


def variance_bars(
    rows: Sequence[VarianceRow],
    *,
    unit: str,
    caption: Caption,
    better: Better = "up",
    reference_name: Text = PLAN,
) -> Picture:
    """Draw actual bars over the outlined reference, and beside them the variance with its sign."""
    found = tuple(rows)
    told = [
        row.label
        + Text(" ", " ")
        + spoken_both(row.actual, unit)
        + Text("，差异 ", ", variance ")
        + spoken_both(row.variance, unit, sign=True)
        for row in found
    ]
    note = Text(
        f"实心 实际 · 空框 {reference_name.zh} · 右侧 差异，绿为好、红为差",
        f"Solid: actual · outline: {reference_name.en.lower()} · right: variance, green better, red worse",
    )
    draw = partial(_draw, found, unit, better, reference_name)
    return Picture(caption, described(caption, told), rows_height(len(found), axis=False, head=22), draw, note)


def _draw(rows: tuple[VarianceRow, ...], unit: str, better: Better, reference_name: Text, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    names = row_names([row.label.of(lang) for row in rows], look)
    plain = down("row", len(rows))
    longest = max((max(row.actual, row.reference, 0.0) for row in rows), default=1.0) or 1.0
    figures = alike([row.actual for row in rows], unit, lang)
    actuals = [
        {
            "row": index,
            "zero": 0.0,
            "end": max(row.actual, 0.0) / longest * ACTUAL_END,
            "reference": max(row.reference, 0.0) / longest * ACTUAL_END,
            "text": text,
            "after": max(row.actual, row.reference, 0.0) / longest * ACTUAL_END,
            "name": row.label.of(lang),
            "shown": spoken(row.actual, unit, lang),
            "planned": spoken(row.reference, unit, lang),
            "variance": spoken(row.variance, unit, lang, sign=True),
        }
        for index, (row, text) in enumerate(zip(rows, figures, strict=True))
    ]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("planned", reference_name, lang)]
    tips.append(tip("variance", VARIANCE, lang))
    bars = layer(actuals)
    strokes = [
        names,
        bars.mark_bar(color=theme.ink, height=look.size(14)).encode(
            x=placed("zero", SHARES), x2=alt.X2(field="end"), y=down("row", len(rows)), tooltip=tips
        ),
        bars.mark_bar(
            color="transparent", stroke=theme.muted, strokeWidth=look.size(THIN), height=look.size(22)
        ).encode(x=placed("zero", SHARES), x2=alt.X2(field="reference"), y=plain, tooltip=tips),
        bars.mark_text(align="left", dx=look.size(6), color=theme.ink).encode(
            x=placed("after", SHARES), y=plain, text=words()
        ),
        _head(unit, look),
        *_variances(rows, unit, better, look),
    ]
    return tuple(strokes)


def _head(unit: str, look: Look) -> Stroke:
    """Name the left half and the unit of its figures."""
    label = UNITS[unit].label.of(look.lang)
    text = ACTUAL.of(look.lang) + (("，" if look.lang == "zh" else ", ") + label if label else "")
    mark = layer([{"at": 0.0, "text": text}]).mark_text(
        align="left", baseline="bottom", dy=look.size(-6), color=look.theme.muted
    )
    return mark.encode(x=placed("at", SHARES), y=top_edge(), text=words())


def _variances(rows: tuple[VarianceRow, ...], unit: str, better: Better, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    variances = [row.variance for row in rows]
    low, high = min([0.0, *variances]), max([0.0, *variances])
    start = VARIANCE_START + (LABEL_ROOM if low < 0 else 0.0)
    end = 1.0 - (LABEL_ROOM if high > 0 else 0.0)
    zero = start + (end - start) * (-low / ((high - low) or 1.0))
    length = (end - start) / ((high - low) or 1.0)
    plain = down("row", len(rows))
    axis = layer([{"at": zero, "text": VARIANCE.of(lang)}])
    layers = [
        axis.mark_rule(color=theme.muted, strokeWidth=1).encode(x=placed("at", SHARES)),
        axis.mark_text(baseline="bottom", dy=look.size(-6), color=theme.muted).encode(
            x=placed("at", SHARES), y=top_edge(), text=words()
        ),
    ]
    bars = [
        {
            "row": index,
            "zero": zero,
            "end": zero + row.variance * length,
            "outward": row.variance >= 0,
            "text": text,
            "bar": theme.judgement(is_better(row.variance, better)),
            "colour": theme.judgement_text(is_better(row.variance, better)),
        }
        for index, (row, text) in enumerate(zip(rows, alike(variances, unit, lang, sign=True), strict=True))
    ]
    layers.append(
        layer(bars)
        .mark_bar(height=look.size(14))
        .encode(x=placed("zero", SHARES), x2=alt.X2(field="end"), y=plain, color=coloured("bar"))
    )
    return layers + [_outside(bars, outward, plain, look) for outward in (True, False)]


def _outside(bars: list[dict[str, object]], outward: bool, plain: alt.Y, look: Look) -> Stroke:
    """Write the labels of the bars to one side, beyond their ends."""
    rows = [bar for bar in bars if bar["outward"] is outward]
    mark = layer(rows).mark_text(align="left" if outward else "right", dx=look.size(6 if outward else -6))
    return mark.encode(x=placed("end", SHARES), y=plain, text=words(), color=coloured())
