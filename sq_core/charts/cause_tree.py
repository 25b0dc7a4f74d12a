"""Causes below their problem: what explains what, how much of it, and whether the readings bear it out.

From top to bottom as one asks why. The bar is a cause's share of what stands right above it; at the right the verdict, by
mark and by word, and the value it rests on. A verdict is no judgement of good or bad and has no such colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import altair as alt

from sq_core.charts.indented import INDENT, Outline, name_room, places_of, stacked
from sq_core.charts.marks import NAME, VALUE, across, coloured, described, right_edge, tip, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, wrapped
from sq_core.charts.standing import filled, outlined, shaped
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import LANGS, Text, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

Mark = Literal["supported", "refuted", "undecided", "thin", "none", "problem"]
_SHAPES: dict[Mark, str] = {
    "supported": "circle",
    "refuted": "M-0.8,-0.8L0.8,0.8M0.8,-0.8L-0.8,0.8",
    "undecided": "diamond",
    "thin": "triangle-down",
    "none": "circle",
}
NOTHING = Text("", "")
SHARE = Text("占上一级的份额", "Share of what it explains")
VERDICT = Text("数据是否支持", "By the figures")
EVIDENCE = Text("依据", "Evidence")
NOTATION = Text(
    "条 占上一级的份额 · ● 得到支持 ✕ 被否定 ◇ 尚无定论 ▽ 样本太少 ○ 没有数据",
    "Bar: share of what stands above · ● supported ✕ refuted ◇ undecided ▽ too few cases ○ no data",
)
GUTTER = 178
LINES = 4
"""A statement takes at most so many lines in the gutter."""


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause in its place; the problem itself stands at depth 0. ``share`` is a fraction of what stands above."""

    name: Text
    depth: int
    mark: Mark
    verdict: Text
    shown: Text = NOTHING
    """The value it rests on, written."""
    evidence: Text = NOTHING
    """What that value says, for who points at the row."""
    below: Text = NOTHING
    """What stands small under the name: the branch of the fishbone."""
    share: float | None = None


def cause_tree(rows: Sequence[CauseRow], *, caption: Caption) -> Picture:
    """Draw a problem and its causes from the symptom down to the last why."""
    found = tuple(rows)
    told = [row.name + Text("：", ": ") + row.verdict for row in found if row.verdict.zh]
    outline = Outline(tuple(row.depth for row in found), places_of([_lines(row) for row in found]), GUTTER)
    return Picture(
        caption, described(caption, told), round(outline.bottom) + 22, partial(_draw, found, outline), NOTATION
    )


def _lines(row: CauseRow) -> int:
    room = name_room(GUTTER, row.depth)
    names = max(len(wrapped(row.name.of(lang), room, lines=LINES)) for lang in LANGS)
    return max(names + bool(row.below.zh), 2)


def _draw(rows: tuple[CauseRow, ...], outline: Outline, look: Look) -> Strokes:
    return (
        *_names(rows, outline, look),
        *outline.branches(look),
        *_shares(rows, outline, look),
        *_verdicts(rows, outline, look),
    )


def _names(rows: tuple[CauseRow, ...], outline: Outline, look: Look) -> list[Stroke]:
    """Write statements from left to right, deeper whys further in, each with its branch of the fishbone below."""
    lang, theme = look.lang, look.theme
    strokes = []
    for depth in sorted(set(outline.depths)):
        lines: list[dict[str, object]] = []
        for row, middle in zip(rows, outline.middles, strict=True):
            if row.depth == depth:
                room = look.size(name_room(GUTTER, depth))
                texts = [(name, theme.ink) for name in wrapped(row.name.of(lang), room, look.size(12.5), LINES)]
                if row.below.zh:
                    texts.append((row.below.of(lang), theme.muted))
                lines += stacked(middle, texts)
        mark = layer(lines).mark_text(align="left", fontWeight=600 if depth == 0 else 400)
        strokes.append(
            mark.encode(x=outline.left(depth * INDENT, look), y=outline.vertical("row"), text=words(), color=coloured())
        )
    return strokes


def _shares(rows: tuple[CauseRow, ...], outline: Outline, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    ruler = Ruler(0.0, 1.0, (0.0, 0.5, 1.0), ("0%", "50%", "100%"))
    bars = [
        {
            "row": middle,
            "zero": 0.0,
            "share": min(row.share, 1.0),
            "written": share(row.share, lang),
            "name": row.name.of(lang),
            "verdict": row.verdict.of(lang),
            "shown": row.shown.of(lang),
            "evidence": row.evidence.of(lang),
            "fill": theme.ink if row.mark == "supported" else theme.previous,
        }
        for row, middle in zip(rows, outline.middles, strict=True)
        if row.share is not None
    ]
    tips = [tip("name", NAME, lang), tip("written", SHARE, lang), tip("verdict", VERDICT, lang)]
    tips += [tip("shown", VALUE, lang), tip("evidence", EVIDENCE, lang)]
    return [
        layer(bars)
        .mark_bar(height=look.size(12))
        .encode(
            x=across("zero", ruler, ruler.axis(orient="bottom")),
            x2=alt.X2(field="share"),
            y=outline.vertical("row"),
            fill=filled(),
            tooltip=tips,
        )
    ]


def _verdicts(rows: tuple[CauseRow, ...], outline: Outline, look: Look) -> list[Stroke]:
    """Say at the right whether the figures bear a cause out, and the value they do it by."""
    lang, theme = look.lang, look.theme
    marks: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    for row, middle in zip(rows, outline.middles, strict=True):
        told = row.mark in ("supported", "refuted")
        texts = [(row.verdict.of(lang), theme.ink if told else theme.muted)] if row.verdict.zh else []
        texts += [(row.shown.of(lang), theme.ink if row.mark == "problem" else theme.muted)] if row.shown.zh else []
        stack = stacked(middle, texts)
        lines += stack
        if row.mark in _SHAPES and stack:
            fill = theme.ink if row.mark == "supported" else theme.page
            outline_colour = theme.ink if told else theme.muted
            marks.append({"row": stack[0]["row"], "shape": _SHAPES[row.mark], "fill": fill, "outline": outline_colour})
    sign = layer(marks).mark_point(size=look.size(62), strokeWidth=look.size(1.75), opacity=1, xOffset=look.size(17))
    column = layer(lines).mark_text(align="left", dx=look.size(27))
    y = outline.vertical("row")
    return [
        sign.encode(x=right_edge(), y=y, shape=shaped(), fill=filled(), stroke=outlined()),
        column.encode(x=right_edge(), y=y, text=words(), color=coloured()),
    ]
