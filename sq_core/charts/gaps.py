"""Expectation against perception, item by item: the gap the customer feels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    across,
    change_column,
    coloured,
    described,
    down,
    row_names,
    rows_height,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

EXPECTED = Text("期望", "Expected")
PERCEIVED = Text("感知", "Perceived")
GAP = Text("差距", "Gap")
NOTATION = Text(
    "○ 期望 · ● 感知 · 连线与右侧数字：感知减期望，红为不及期望",
    "○ expected · ● perceived · line and figure: perceived less expected, red where it falls short",
)


@dataclass(frozen=True, slots=True)
class GapPair:
    """One item: what customers expect, what they perceive, and the interval of the difference."""

    label: Text
    expected: float
    perceived: float
    low: float | None = None
    high: float | None = None
    n: float | None = None

    @property
    def gap(self) -> float:
        """Return perception less expectation: negative where service falls short."""
        return self.perceived - self.expected


def gap_pairs(pairs: Sequence[GapPair], *, unit: str, caption: Caption) -> Picture:
    """Draw expectation and perception as two ends of a bar per item, in the order given."""
    found = tuple(pairs)
    told = [pair.label + Text(" ", " ") + spoken_both(pair.gap, unit, sign=True) for pair in found]
    height = rows_height(len(found), head=18)
    return Picture(caption, described(caption, told), height, partial(_draw, found, unit), NOTATION)


def _draw(pairs: tuple[GapPair, ...], unit: str, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ruler = value_ruler([level for pair in pairs for level in (pair.expected, pair.perceived)], unit, lang, room=0.1)
    names = row_names([pair.label.of(lang) for pair in pairs], look)
    plain = down("row", len(pairs))
    bars = [
        {
            "row": index,
            "expected": pair.expected,
            "perceived": pair.perceived,
            "colour": theme.judgement(None if not pair.gap else pair.gap > 0),
        }
        for index, pair in enumerate(pairs)
    ]
    strokes = [
        names,
        layer(bars)
        .mark_rule(strokeWidth=look.size(3.5))
        .encode(
            x=across("expected", ruler, ruler.axis(orient="bottom")),
            x2=alt.X2(field="perceived"),
            y=down("row", len(pairs)),
            color=coloured(),
        ),
        layer(bars)
        .mark_point(size=look.size(DOT * 1.3), stroke=theme.muted, fill=theme.page, strokeWidth=look.size(2), opacity=1)
        .encode(x=across("expected", ruler), y=plain),
        _perceived(pairs, unit, ruler, look),
        *_heads(pairs, ruler, look),
        change_column([pair.gap for pair in pairs], unit, "up", look, dx=10),
    ]
    return tuple(strokes)


def _perceived(pairs: tuple[GapPair, ...], unit: str, ruler: Ruler, look: Look) -> Stroke:
    lang = look.lang
    marks = [
        {
            "row": index,
            "at": pair.perceived,
            "name": pair.label.of(lang),
            "expected": spoken(pair.expected, unit, lang),
            "shown": spoken(pair.perceived, unit, lang),
            "gap": spoken(pair.gap, unit, lang, sign=True),
            "between": interval(pair.low, pair.high, unit, lang),
            "n": count(pair.n, lang).removeprefix("n="),
        }
        for index, pair in enumerate(pairs)
    ]
    tips = [tip("name", NAME, lang), tip("expected", EXPECTED, lang), tip("shown", PERCEIVED, lang)]
    tips += [tip("gap", GAP, lang), tip("between", INTERVAL, lang), tip("n", SAMPLE_SIZE, lang)]
    mark = layer(marks).mark_point(size=look.size(DOT * 1.6), filled=True, color=look.theme.ink, opacity=1)
    return mark.encode(x=across("at", ruler), y=down("row", len(pairs)), tooltip=tips)


def _heads(pairs: tuple[GapPair, ...], ruler: Ruler, look: Look) -> list[Stroke]:
    """Name both ends once, over the first row, on the side away from the other end."""
    if not pairs:
        return []
    first = pairs[0]
    outward = 1 if first.expected >= first.perceived else -1
    ends = (
        (first.expected, EXPECTED, outward, look.theme.muted),
        (first.perceived, PERCEIVED, -outward, look.theme.ink),
    )
    layers = []
    for at, name, side, colour in ends:
        mark = layer([{"row": 0, "at": at, "text": name.of(look.lang)}]).mark_text(
            align="left" if side > 0 else "right", dx=look.size(-4 * side), dy=look.size(-18), color=colour
        )
        layers.append(mark.encode(x=across("at", ruler), y=down("row", len(pairs)), text=words()))
    return layers
