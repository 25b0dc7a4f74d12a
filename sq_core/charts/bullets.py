"""Our own index beside the sector, its best and the world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    across,
    alike,
    apart,
    change_column,
    described,
    down,
    row_names,
    rows_height,
    spoken_both,
    tip,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Lang, Text, count, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

OWN = Text("本单位", "Own")
SECTOR = Text("行业", "Sector")
BEST = Text("行业最佳", "Best in sector")
WORLD = Text("世界级", "World class")
NOTATION = Text(
    "● 本单位（空心：证据未核实）· 浅带 95% 区间 · 竖线 行业 · ◆ 行业最佳 · ▲ 世界级 · 右侧：本单位，与行业之差",
    "● own (open: evidence not verified) · band: 95% interval · bar: sector · ◆ best in sector · ▲ world class · right: own, and against the sector",
)


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One index of our own beside the sector, its best and the world; not ``verified`` where nobody can check it."""

    label: Text
    own: float | None
    low: float | None = None
    high: float | None = None
    sector: float | None = None
    best: float | None = None
    world: float | None = None
    n: float | None = None
    verified: bool = True

    def levels(self) -> tuple[float | None, ...]:
        """Return every level the row shows."""
        return (self.own, self.low, self.high, self.sector, self.best, self.world)


def bullet_rows(rows: Sequence[BulletRow], *, unit: str, caption: Caption, better: Better = "up") -> Picture:
    """Draw our own index with its interval against sector, best and world, row by row."""
    found = tuple(rows)
    told = [
        row.label + Text(" ", " ") + spoken_both(row.own, unit) + _beside(SECTOR, row.sector, unit) for row in found
    ]
    height = rows_height(len(found))
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit, better), NOTATION)


def _beside(name: Text, value: float | None, unit: str) -> Text:
    if value is None:
        return Text("", "")
    return Text(f"，{name.zh} ", f", {name.en} ") + spoken_both(value, unit)


def _draw(rows: tuple[BulletRow, ...], unit: str, better: Better, look: Look) -> Strokes:
    theme, lang = look.theme, look.lang
    ruler = value_ruler([level for row in rows for level in row.levels()], unit, lang)
    names = row_names([row.label.of(lang) for row in rows], look)
    bands = [{"row": index, "low": row.low, "high": row.high} for index, row in enumerate(rows) if row.low is not None]
    strokes = [
        names,
        layer(bands)
        .mark_bar(color=theme.band, height=look.size(16))
        .encode(x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=down("row", len(rows))),
        layer(_levels(rows, "sector"))
        .mark_tick(thickness=look.size(2.5), size=look.size(22), color=theme.muted, orient="vertical")
        .encode(x=across("at", ruler), y=down("row", len(rows))),
        _shape(rows, "best", ruler, look, shape="diamond", colour=theme.accent),
        _shape(rows, "world", ruler, look, shape="triangle-up", colour=theme.series[1]),
        _own(rows, unit, ruler, look),
        written_column(alike([row.own for row in rows], unit, lang), look),
        change_column([apart(row.own, row.sector) for row in rows], unit, better, look),
    ]
    return tuple(strokes)


def _levels(rows: tuple[BulletRow, ...], field: str) -> list[dict[str, object]]:
    levels = [{"row": index, "at": getattr(row, field)} for index, row in enumerate(rows)]
    return [level for level in levels if level["at"] is not None]


def _shape(rows: tuple[BulletRow, ...], field: str, ruler: Ruler, look: Look, *, shape: str, colour: str) -> Stroke:
    mark = layer(_levels(rows, field)).mark_point(shape=shape, size=look.size(90), filled=True, color=colour, opacity=1)
    return mark.encode(x=across("at", ruler), y=down("row", len(rows)))


def _own(rows: tuple[BulletRow, ...], unit: str, ruler: Ruler, look: Look) -> Stroke:
    lang, theme = look.lang, look.theme
    marks = [
        {
            "row": index,
            "at": row.own,
            "fill": theme.ink if row.verified else theme.page,
            "name": row.label.of(lang),
            "own": spoken(row.own, unit, lang),
            "between": interval(row.low, row.high, unit, lang),
            "sector": spoken(row.sector, unit, lang),
            "best": spoken(row.best, unit, lang),
            "world": spoken(row.world, unit, lang),
            "n": count(row.n, lang).removeprefix("n="),
        }
        for index, row in enumerate(rows)
        if row.own is not None
    ]
    mark = layer(marks).mark_point(size=look.size(130), stroke=theme.ink, strokeWidth=look.size(2), opacity=1)
    return mark.encode(
        x=across("at", ruler),
        y=down("row", len(rows)),
        fill=alt.Fill(field="fill", type="nominal", scale=None),
        tooltip=_tips(lang),
    )


def _tips(lang: Lang) -> list[alt.Tooltip]:
    return [
        tip("name", NAME, lang),
        tip("own", OWN, lang),
        tip("between", INTERVAL, lang),
        tip("sector", SECTOR, lang),
        tip("best", BEST, lang),
        tip("world", WORLD, lang),
        tip("n", SAMPLE_SIZE, lang),
    ]
