"""The five gaps on one scale, rung by rung: four that the organisation makes, and the one that the customer feels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    NAME,
    SAMPLE_SIZE,
    THIN,
    VALUE,
    across,
    described,
    down,
    left_edge,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, text_width, value_ruler, wrapped
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import Text, count, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

ROW = 62
NAME_AT, SIDES_AT, BAR_AT = -0.34, -0.08, 0.24
LONGEST = 330
FEW = Text("小样本", "small sample")
NOT_KNOWN = Text("没有得分", "no score")
NOTATION = Text(
    "着重的条 差距一至四中最大的 · 灰条 其余 · 空框 差距五，由问卷得出 · 0 没有差距，100 整个量表；五者不相加",
    "Strong bar: the largest of gaps 1 to 4 · grey: the others · outline: gap 5, from the survey · 0 is no gap, 100 the whole"
    " scale; the five are not added up",
)


@dataclass(frozen=True, slots=True)
class GapRung:
    """One of the five gaps: its name, between whom it lies, its score; ``felt`` marks the customer's own."""

    name: Text
    sides: Text
    score: float | None
    n: float | None = None
    thin: bool = False
    felt: bool = False


def gap_ladder(rungs: Sequence[GapRung], *, unit: str, caption: Caption) -> Picture:
    """Draw the gaps as rungs in the order given, the largest of the organisation's own in ink."""
    found = tuple(rungs)
    told = [rung.name + Text(" ", " ") + spoken_both(rung.score, unit) for rung in found]
    height = max(len(found), 1) * ROW + 28
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit), NOTATION)


def _draw(rungs: tuple[GapRung, ...], unit: str, look: Look) -> Strokes:
    ruler = value_ruler([rung.score for rung in rungs], unit, look.lang, zero=True, ticks=4, room=0.22)
    return (*_bars(rungs, unit, ruler, look), *_names(rungs, look), *_scores(rungs, unit, ruler, look))


def _largest(rungs: tuple[GapRung, ...]) -> GapRung | None:
    own = [rung for rung in rungs if not rung.felt and rung.score]
    return max(own, key=lambda rung: rung.score or 0.0, default=None)


def _bars(rungs: tuple[GapRung, ...], unit: str, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme, y = look.lang, look.theme, down("row", len(rungs))
    largest = _largest(rungs)
    tips = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("n", SAMPLE_SIZE, lang)]
    strokes = []
    for kind, looks in (
        ("largest", {"color": theme.ink}),
        ("other", {"color": theme.previous}),
        ("felt", {"color": "transparent", "stroke": theme.ink, "strokeWidth": look.size(1.5)}),
    ):
        rows = [
            {
                "row": index + BAR_AT,
                "zero": 0.0,
                "value": rung.score,
                "name": rung.name.of(lang),
                "shown": spoken(rung.score, unit, lang),
                "n": count(rung.n, lang).removeprefix("n="),
            }
            for index, rung in enumerate(rungs)
            if rung.score is not None and kind == ("felt" if rung.felt else "largest" if rung is largest else "other")
        ]
        strokes.append(
            layer(rows)
            .mark_bar(height=look.size(14), **looks)
            .encode(x=across("zero", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="value"), y=y, tooltip=tips)
        )
    rail = layer([{"place": 0.0}]).mark_rule(color=theme.muted, strokeWidth=look.size(THIN))
    return [*strokes, rail.encode(x=across("place", ruler))]


def _names(rungs: tuple[GapRung, ...], look: Look) -> list[Stroke]:
    lang, y, size, largest = look.lang, down("row", len(rungs)), look.size(12.5), _largest(rungs)
    names: list[Row] = []
    bold: list[Row] = []
    for index, rung in enumerate(rungs):
        (bold if rung is largest else names).append({"row": index + NAME_AT, "text": rung.name.of(lang)})
    sides = [
        {"row": index + SIDES_AT, "text": wrapped(rung.sides.of(lang), look.size(LONGEST), size, lines=1)[0]}
        for index, rung in enumerate(rungs)
    ]
    return [
        layer(rows)
        .mark_text(align="left", dx=look.size(4), color=colour, fontWeight=weight)
        .encode(x=left_edge(), y=y, text=words())
        for rows, colour, weight in (
            (names, look.theme.ink, "normal"),
            (bold, look.theme.ink, "bold"),
            (sides, look.theme.muted, "normal"),
        )
    ]


def _scores(rungs: tuple[GapRung, ...], unit: str, ruler: Ruler, look: Look) -> list[Stroke]:
    """Write the score behind each bar, and behind it n where few scored."""
    lang, y = look.lang, down("row", len(rungs))
    written: list[tuple[Row, str, str, float]] = []
    for index, rung in enumerate(rungs):
        text = spoken(rung.score, unit, lang) if rung.score is not None else NOT_KNOWN.of(lang)
        place: Row = {"row": index + BAR_AT, "end": rung.score or 0.0}
        written.append((place, text, look.theme.ink, 7))
        if rung.thin:
            few = f"{FEW.of(lang)} {count(rung.n, lang)}"
            written.append((place, few, look.theme.muted, 15 + text_width(text)))
    return [
        layer([{**place, "text": text}])
        .mark_text(align="left", dx=look.size(dx), color=colour)
        .encode(x=across("end", ruler), y=y, text=words())
        for place, text, colour, dx in written
    ]
