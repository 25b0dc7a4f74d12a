"""Did it work? The difference between before and after, goal by goal, against nothing and against what was wanted.

Goals differ in unit and direction, so each difference is drawn as a share of the difference wanted: nothing changed lies at
zero and the change wanted at one hundred percent in every row, whatever is better. The true difference stands at the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.catalogue import status_words
from sq_core.charts.marks import (
    DOT,
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    across,
    coloured,
    described,
    down,
    right_edge,
    row_names,
    tip,
    top_edge,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.standing import STATUS, filled, outlined, shaped, standing
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import UNITS, Text, count, difference, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Status
    from sq_core.charts.theme import Look
    from sq_core.words import Lang

DIFFERENCE = Text("前后差", "Difference")
WANTED = Text("目标变化", "Change wanted")
NOTHING = Text("无变化", "No change")
NOTATION = Text(
    "点 前后差 · 粗线 95% 区间 · 左竖线 无变化，右竖线 目标变化；区间跨过左线，说明不了变化 · 箭头 超出刻度 · ",
    "Dot: difference · bar: 95% interval · left line: no change, right line: the change wanted; a bar across the left"
    " line proves no change · arrow: beyond the scale · ",
)
PROVEN: dict[Status, Text] = {
    "good": Text("已证实", "Proven"),
    "watch": Text("未证实", "Not proven"),
    "bad": Text("变差", "Worse"),
}
"""A test does not say whether a goal is on track, only whether it moved beyond chance."""
MARKS = Text("● 已证实 ▲ 未证实 ■ 变差", "● proven ▲ not proven ■ worse")
LOWEST, HIGHEST = -1.5, 2.5
"""Intervals of small samples reach far; beyond these shares they are cut with an arrow."""
ROW = 40
LINE = 14.5 / ROW


@dataclass(frozen=True, slots=True)
class VerifiedRow:
    """One goal: what changed, between which ends, and what was to change; in the unit of its metric."""

    name: Text
    unit: str
    difference: float | None
    low: float | None = None
    high: float | None = None
    wanted: float | None = None
    status: Status = "none"
    n: float | None = None

    def share(self, level: float | None) -> float | None:
        """Return a level as a share of the difference wanted; None where nothing was wanted."""
        return None if level is None or not self.wanted else level / self.wanted

    @property
    def ends(self) -> tuple[float, float] | None:
        """Return the interval in shares, the lower first: where less is better both ends change places."""
        first, last = self.share(self.low), self.share(self.high)
        return None if first is None or last is None else (min(first, last), max(first, last))


def verification_forest(rows: Sequence[VerifiedRow], *, caption: Caption) -> Picture:
    """Draw differences with their intervals between no change and the change wanted, in the order given."""
    found = tuple(rows)
    told = [
        row.name
        + Text("，", ", ")
        + Text(str(difference(row.difference, row.unit, "zh")), str(difference(row.difference, row.unit, "en")))
        + Text("，", ", ")
        + PROVEN.get(row.status, status_words(row.status))
        for row in found
    ]
    height = max(len(found), 1) * ROW + 46
    return Picture(caption, described(caption, told), height, partial(_draw, found), NOTATION + MARKS)


def _ruler(rows: tuple[VerifiedRow, ...]) -> Ruler:
    known = [row.share(row.difference) for row in rows] + [end for row in rows for end in (row.ends or ())]
    levels = [level for level in known if level is not None]
    low = max(min([0.0, *levels]) - 0.08, LOWEST)
    high = min(max([1.0, *levels]) + 0.08, HIGHEST)
    return Ruler(low, high, (0.0, 1.0), ("0%", "100%"))


def _draw(rows: tuple[VerifiedRow, ...], look: Look) -> Strokes:
    ruler = _ruler(rows)
    marks = [_mark(index, row, ruler, look) for index, row in enumerate(rows)]
    strokes = [
        row_names([row.name.of(look.lang) for row in rows], look),
        *_lines(ruler, look),
        *_intervals(marks, len(rows), ruler, look),
        *_standings(rows, marks, look),
    ]
    return tuple(strokes)


def _mark(index: int, row: VerifiedRow, ruler: Ruler, look: Look) -> dict[str, object]:
    lang = look.lang
    at, ends = row.share(row.difference), row.ends
    return {
        **standing(row.status, look),
        "word": PROVEN.get(row.status, status_words(row.status)).of(lang),
        "row": index,
        "at": None if at is None else min(max(at, ruler.low), ruler.high),
        "low": max(ends[0], ruler.low) if ends else None,
        "high": min(ends[1], ruler.high) if ends else None,
        "cut_low": bool(ends and ends[0] < ruler.low),
        "cut_high": bool(ends and ends[1] > ruler.high),
        "name": row.name.of(lang),
        "shown": str(difference(row.difference, row.unit, lang)),
        "between": interval(row.low, row.high, _unit(row), lang),
        "wanted": str(difference(row.wanted, row.unit, lang)),
        "n": count(row.n, lang).removeprefix("n="),
    }


def _unit(row: VerifiedRow) -> str:
    return UNITS[row.unit].difference or row.unit


def _tips(lang: Lang) -> list[alt.Tooltip]:
    tips = [tip("name", NAME, lang), tip("shown", DIFFERENCE, lang), tip("between", INTERVAL, lang)]
    return [*tips, tip("wanted", WANTED, lang), tip("n", SAMPLE_SIZE, lang), tip("word", STATUS, lang)]


def _lines(ruler: Ruler, look: Look) -> list[Stroke]:
    """Draw no change and the change wanted through all rows, named outward: on a phone they stand close."""
    theme, x = look.theme, across("at", ruler)
    strokes = []
    for at, name, colour, align, dx in (
        (0.0, NOTHING, theme.muted, "right", 4),
        (1.0, WANTED, theme.accent, "left", -4),
    ):
        line = layer([{"at": at, "text": name.of(look.lang)}])
        strokes.append(line.mark_rule(color=colour, strokeWidth=look.size(1.5)).encode(x=x))
        mark = line.mark_text(color=colour, align=align, dx=look.size(dx), baseline="bottom", dy=look.size(-5))
        strokes.append(mark.encode(x=x, y=top_edge(), text=words()))
    return strokes


def _intervals(marks: list[dict[str, object]], rows: int, ruler: Ruler, look: Look) -> list[Stroke]:
    theme, y, tips = look.theme, down("row", rows), _tips(look.lang)
    bars = layer(mark for mark in marks if mark["low"] is not None).mark_bar(
        color=theme.previous, height=look.size(6), cornerRadius=look.size(3)
    )
    strokes = [
        bars.encode(x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high"), y=y, tooltip=tips)
    ]
    for cut, end, shape in (("cut_low", "low", "triangle-left"), ("cut_high", "high", "triangle-right")):
        arrows = layer({"row": mark["row"], "at": mark[end]} for mark in marks if mark[cut])
        arrow = arrows.mark_point(shape=shape, filled=True, color=theme.previous, size=look.size(110), opacity=1)
        strokes.append(arrow.encode(x=across("at", ruler), y=y))
    dots = layer(mark for mark in marks if mark["at"] is not None).mark_point(
        size=look.size(DOT * 1.3), filled=True, color=theme.ink, opacity=1
    )
    strokes.append(dots.encode(x=across("at", ruler), y=y, tooltip=tips))
    return strokes


def _standings(rows: tuple[VerifiedRow, ...], marks: list[dict[str, object]], look: Look) -> list[Stroke]:
    """Say at the right what changed in its own unit, and what follows."""
    lines = [
        {"row": index + LINE * place, "text": text, "colour": colour}
        for index, mark in enumerate(marks)
        for place, text, colour in (
            (-0.5, mark["shown"], look.theme.ink),
            (0.5, mark["word"], mark["word_colour"]),
        )
    ]
    signs = layer({**mark, "row": index - LINE / 2} for index, mark in enumerate(marks)).mark_point(
        size=look.size(70), strokeWidth=look.size(1.5), opacity=1, xOffset=look.size(14)
    )
    column = layer(lines).mark_text(align="left", dx=look.size(24))
    y = down("row", len(rows))
    return [
        signs.encode(x=right_edge(), y=y, shape=shaped(), fill=filled(), stroke=outlined()),
        column.encode(x=right_edge(), y=y, text=words(), color=coloured()),
    ]
