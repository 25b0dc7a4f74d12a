"""Where a target stands: among benchmarks, one row each, and against all we ever reached ourselves, on one scale.

A benchmark nobody has verified is an open mark, wherever it lies. Two lines go through everything: own value and target.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
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
from sq_core.charts.standing import filled
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, number, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Better
    from sq_core.charts.theme import Look

OWN = Text("本单位", "Own")
TARGET = Text("目标", "Target")
AMONG = Text("标杆四分位", "Benchmarks, quartiles")
HISTORY = Text("本单位历史", "Own history")
EVIDENCE = Text("证据", "Evidence")
VERIFIED = Text("已核实", "verified")
UNVERIFIED = Text("未核实", "not verified")
NOTATION = Text(
    "● 标杆（空心：未核实）· 浅带 中间一半（P25–P75），短竖线 中位数 P50 · 小点 历史各月 · 右侧 标杆值，四分位行为 P50",
    "● benchmark (open: not verified) · band: middle half (P25–P75), tick: median P50 · small dots: months so far ·"
    " right: value, P50 where quartiles are drawn",
)


@dataclass(frozen=True, slots=True)
class BenchmarkDot:
    """Somebody else's value, and whether anybody has verified it."""

    name: Text
    value: float
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The three values that part a set into quarters."""

    p25: float
    p50: float
    p75: float


@dataclass(frozen=True, slots=True)
class _Strip:
    benchmarks: tuple[BenchmarkDot, ...]
    history: tuple[float, ...]
    among: Quartiles | None
    past: Quartiles | None
    own: float | None
    target: float | None
    unit: str

    @property
    def summaries(self) -> list[tuple[Text, Quartiles | None]]:
        """Return the rows below the benchmarks."""
        return [(AMONG, self.among)] * (self.among is not None) + [(HISTORY, self.past)] * bool(self.history)

    @property
    def levels(self) -> list[float | None]:
        quartiles = [level for each in (self.among, self.past) if each for level in (each.p25, each.p75)]
        return [*(dot.value for dot in self.benchmarks), *self.history, *quartiles, self.own, self.target]


def ambition_strip(
    benchmarks: Sequence[BenchmarkDot],
    *,
    unit: str,
    caption: Caption,
    own: float | None,
    target: float | None,
    quartiles: Quartiles | None = None,
    history: Sequence[float] = (),
    history_quartiles: Quartiles | None = None,
    better: Better = "up",
) -> Picture:
    """Draw benchmarks from the best down, their quartiles and the own history, with own value and target through all."""
    dots = tuple(sorted(benchmarks, key=lambda dot: dot.value, reverse=better != "down"))
    strip = _Strip(dots, tuple(history), quartiles, history_quartiles, own, target, unit)
    told = [OWN + Text(" ", " ") + spoken_both(own, unit), TARGET + Text(" ", " ") + spoken_both(target, unit)]
    told += [dot.name + Text(" ", " ") + spoken_both(dot.value, unit) for dot in dots]
    if quartiles is not None:
        told.append(AMONG + Text(" P50 ", " P50 ") + spoken_both(quartiles.p50, unit))
    height = rows_height(len(dots) + len(strip.summaries), head=18)
    return Picture(caption, described(caption, told), height, partial(_draw, strip), NOTATION)


def _draw(strip: _Strip, look: Look) -> Strokes:
    lang = look.lang
    ruler = value_ruler(strip.levels, strip.unit, lang)
    names = [dot.name for dot in strip.benchmarks] + [name for name, _ in strip.summaries]
    figures = [dot.value for dot in strip.benchmarks] + [each.p50 if each else None for _, each in strip.summaries]
    strokes = [
        row_names([name.of(lang) for name in names], look, pixels=110),
        *_quartiles(strip, len(names), ruler, look),
        *_lines(strip, ruler, look),
        *_dots(strip, len(names), ruler, look),
        written_column(alike(figures, strip.unit, lang), look),
    ]
    return tuple(strokes)


def _quartiles(strip: _Strip, rows: int, ruler: Ruler, look: Look) -> list[Stroke]:
    """Draw the middle half of each set in its row and its median; that of the benchmarks behind all of them."""
    theme = look.theme
    first = len(strip.benchmarks)
    found = [
        {"row": first + index, "low": each.p25, "middle": each.p50, "high": each.p75}
        for index, (_, each) in enumerate(strip.summaries)
        if each is not None
    ]
    y = down("row", rows)
    return [
        layer(found)
        .mark_bar(color=theme.band, height=look.size(18))
        .encode(x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=y),
        layer(found)
        .mark_tick(orient="vertical", thickness=look.size(2.5), size=look.size(18), color=theme.muted)
        .encode(x=across("middle", ruler), y=y),
    ]


def _lines(strip: _Strip, ruler: Ruler, look: Look) -> list[Stroke]:
    """Draw own value and target through all rows, each named at its top on the side away from the other."""
    lang, theme = look.lang, look.theme
    ends = [(strip.own, OWN, theme.ink), (strip.target, TARGET, theme.accent)]
    known = [(at, name, colour) for at, name, colour in ends if at is not None]
    highest = max((at for at, _, _ in known), default=0.0)
    strokes = []
    for index, (at, name, colour) in enumerate(known):
        rightmost = at == highest and (index == len(known) - 1 or known[index + 1][0] != at)
        line = layer([{"at": at, "text": f"{name.of(lang)} {number(at, strip.unit, lang).text}"}])
        strokes.append(line.mark_rule(color=colour, strokeWidth=look.size(1.5)).encode(x=across("at", ruler)))
        mark = line.mark_text(
            color=colour,
            align="left" if rightmost else "right",
            dx=look.size(3 if rightmost else -3),
            baseline="bottom",
            dy=look.size(-5),
            fontWeight=600,
        )
        strokes.append(mark.encode(x=across("at", ruler), y=top_edge(), text=words()))
    return strokes


def _dots(strip: _Strip, rows: int, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    others = [
        {
            "row": index,
            "at": dot.value,
            "fill": theme.ink if dot.verified else theme.page,
            "name": dot.name.of(lang),
            "shown": spoken(dot.value, strip.unit, lang),
            "evidence": (VERIFIED if dot.verified else UNVERIFIED).of(lang),
        }
        for index, dot in enumerate(strip.benchmarks)
    ]
    months = [{"row": rows - 1, "at": value} for value in strip.history]
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("evidence", EVIDENCE, lang)]
    x, y = across("at", ruler), down("row", rows)
    marks = layer(others).mark_point(size=look.size(110), stroke=theme.ink, strokeWidth=look.size(2), opacity=1)
    return [
        layer(months).mark_point(size=look.size(28), filled=True, color=theme.ink, opacity=0.45).encode(x=x, y=y),
        marks.encode(x=x, y=y, fill=filled(), tooltip=tips),
    ]
