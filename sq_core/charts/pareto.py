"""The vital few: categories from the largest down, with the share that they and the larger ones make up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
    VALUE,
    alike,
    coloured,
    described,
    down,
    placed,
    right_edge,
    row_names,
    rows_height,
    spoken_both,
    tip,
    top_edge,
    words,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import value_ruler
from sq_core.charts.strokes import layer
from sq_core.words import Text, share, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

SHARE, CUMULATED = Text("占比", "Share"), Text("累计", "Together")
REST = Text("其余 {n} 类", "{n} others")
NOTATION = Text(
    "深色 关键少数 · 浅色 其余 · 右侧 数量与累计占比",
    "Dark: the vital few · light: the rest · right: amount and cumulated share",
)
MOST = 10


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """One category: its amount, the fraction that it and the larger ones make up, whether it is one of the vital few."""

    label: Text
    amount: float
    cumulated: float
    vital: bool


def pareto(rows: Sequence[ParetoRow], *, unit: str, caption: Caption) -> Picture:
    """Draw categories as bars from zero, in the order given; those beyond the tenth are put together at the end."""
    found = _put_together(tuple(rows))
    told = [
        row.label
        + Text(" ", " ")
        + spoken_both(row.amount, unit)
        + Text(f"，累计 {row.cumulated:.0%}", f", {row.cumulated:.0%} together")
        for row in found
    ]
    height = rows_height(len(found), axis=False, head=18)
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit), NOTATION)


def _put_together(rows: tuple[ParetoRow, ...]) -> tuple[ParetoRow, ...]:
    if len(rows) <= MOST:
        return rows
    rest = rows[MOST - 1 :]
    return (
        *rows[: MOST - 1],
        ParetoRow(REST.fill(n=len(rest)), sum(one.amount for one in rest), 1.0, any(one.vital for one in rest)),
    )


def _draw(rows: tuple[ParetoRow, ...], unit: str, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ruler = value_ruler([row.amount for row in rows], unit, lang, zero=True, room=0.02)
    total = sum(row.amount for row in rows)
    bars = [
        {
            "row": index,
            "zero": 0.0,
            "amount": row.amount,
            "colour": theme.ink if row.vital else theme.previous,
            "name": row.label.of(lang),
            "shown": spoken(row.amount, unit, lang),
            "share": share(row.amount / total if total else None, lang, decimals=1),
            "together": share(row.cumulated, lang, decimals=1),
        }
        for index, row in enumerate(rows)
    ]
    tips = [
        tip("name", NAME, lang),
        tip("shown", VALUE, lang),
        tip("share", SHARE, lang),
        tip("together", CUMULATED, lang),
    ]
    head = layer([{"text": CUMULATED.of(lang)}]).mark_text(
        align="left", dx=look.size(66), dy=look.size(-6), color=theme.muted
    )
    return (
        row_names([row.label.of(lang) for row in rows], look),
        layer(bars)
        .mark_bar(height=look.size(16))
        .encode(
            x=placed("zero", ruler), x2=alt.X2(field="amount"), y=down("row", len(rows)), color=coloured(), tooltip=tips
        ),
        written_column(alike([row.amount for row in rows], unit, lang), look),
        written_column([share(row.cumulated, lang) for row in rows], look, dx=66, muted=True),
        head.encode(x=right_edge(), y=top_edge(), text=words()),
    )
