"""Goals in their tree: how much of the way from baseline to target each has gone, and should have gone by now.

Every goal is measured in its own unit, so the tree shows the share of the way, which is alike for all and for both
directions. A share below zero went the wrong way and above one went beyond the target; both are drawn so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.catalogue import status_words
from sq_core.charts.indented import INDENT, Outline, name_room, places_of, stacked
from sq_core.charts.marks import NAME, THIN, across, coloured, described, right_edge, tip, top_edge, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, wrapped
from sq_core.charts.standing import MARKS, STATUS, filled, outlined, shaped, standing
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import LANGS, Text, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sq_core.catalogue import Status
    from sq_core.charts.theme import Look

ATTAINED = Text("已完成路程", "Share of the way")
EXPECTED = Text("按计划应到", "Expected by now")
WEIGHT = Text("权重", "Weight")
COVERAGE = Text("覆盖", "covers")
COVERED = Text("覆盖", "Coverage")
TARGET = Text("目标", "Target")
BASELINE = Text("基线", "Baseline")
NOT_MEASURED = Text("未测量", "Not measured")
NOTATION = Text(
    "实条 从基线到目标已完成的路程 · 竖线 按计划此时应到 · 空心点 未测量 · 覆盖 已测量的权重 · ",
    "Bar: share of the way from baseline to target · tick: where it should be by now · open dot: not measured ·"
    " covers: the weight measured · ",
)
GUTTER = 150
LINES = 3
"""A name takes at most so many lines in the gutter."""
LOWEST, HIGHEST = -0.5, 1.5
"""Beyond these ends a bar is cut with an arrow, and its figure says how far it goes: else one goal would flatten all."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in its place: attainment, what was expected by now and coverage are shares; None where nobody knows."""

    name: Text
    depth: int
    weight: float | None = None
    attainment: float | None = None
    expected: float | None = None
    status: Status = "none"
    coverage: float | None = None
    """The share of the weight below that is measured; below one it is said."""


def goal_tree(rows: Sequence[GoalRow], *, caption: Caption) -> Picture:
    """Draw goals from top to bottom as they depend on each other, each with the share of its way."""
    found = tuple(rows)
    told = [
        row.name
        + Text(" ", " ")
        + Text(share(row.attainment, "zh"), share(row.attainment, "en"))
        + Text("，", ", ")
        + _word(row)
        for row in found
    ]
    tree = _Tree(found, Outline(tuple(row.depth for row in found), places_of([_lines(row) for row in found]), GUTTER))
    return Picture(
        caption, described(caption, told), round(tree.outline.bottom) + 22, partial(_draw, tree), NOTATION + MARKS
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """The goals and where each begins, from top to bottom; measured once, alike in both languages."""

    rows: tuple[GoalRow, ...]
    outline: Outline

    def placed(self) -> Iterator[tuple[GoalRow, float]]:
        """Give every goal with the middle of its row."""
        return zip(self.rows, self.outline.middles, strict=True)

    def vertical(self, field: str) -> alt.Y:
        """Place a field from top to bottom, in pixels at a desk."""
        return self.outline.vertical(field)


def _lines(row: GoalRow) -> int:
    """Count the lines of the longer of a name and what stands at its right."""
    room = name_room(GUTTER, row.depth)
    names = max(len(wrapped(row.name.of(lang), room, lines=LINES)) for lang in LANGS)
    return max(names + (row.weight is not None), 2 + _covered(row))


def _covered(row: GoalRow) -> bool:
    return row.coverage is not None and row.coverage < 1


def _word(row: GoalRow) -> Text:
    return NOT_MEASURED if row.attainment is None and row.status in ("none", "empty") else status_words(row.status)


def _ruler(rows: tuple[GoalRow, ...]) -> Ruler:
    known = [share for row in rows for share in (row.attainment, row.expected) if share is not None]
    low = max(min([0.0, *known]), LOWEST)
    high = min(max([1.0, *known]), HIGHEST)
    return Ruler(low, high, (0.0, 0.5, 1.0), ("0%", "50%", "100%"))


def _draw(tree: _Tree, look: Look) -> Strokes:
    ruler = _ruler(tree.rows)
    strokes = [
        *_names(tree, look),
        *tree.outline.branches(look),
        *_bars(tree, ruler, look),
        *_standings(tree, look),
        *_heads(ruler, look),
    ]
    return tuple(strokes)


def _names(tree: _Tree, look: Look) -> list[Stroke]:
    """Write names from left to right, deeper goals further in, each with its weight below."""
    lang, theme = look.lang, look.theme
    strokes = []
    for depth in sorted({row.depth for row in tree.rows}):
        lines: list[dict[str, object]] = []
        for row, middle in tree.placed():
            if row.depth == depth:
                names = wrapped(row.name.of(lang), look.size(name_room(GUTTER, row.depth)), look.size(12.5), LINES)
                texts = [(name, theme.ink) for name in names]
                if row.weight is not None:
                    texts.append((f"{WEIGHT.of(lang)} {_weight(row.weight, look)}", theme.muted))
                lines += stacked(middle, texts)
        for colour, weight in ((theme.ink, 600 if depth == 0 else 400), (theme.muted, 400)):
            mark = layer(line for line in lines if line["colour"] == colour).mark_text(
                align="left", fontWeight=weight, color=colour
            )
            strokes.append(mark.encode(x=tree.outline.left(depth * INDENT, look), y=tree.vertical("row"), text=words()))
    return strokes


def _weight(weight: float, look: Look) -> str:
    return share(weight, look.lang, decimals=0 if abs(weight * 100 - round(weight * 100)) < 0.05 else 1)


def _bars(tree: _Tree, ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    bars = [
        {
            "row": middle,
            "zero": 0.0,
            "at": None if row.attainment is None else min(max(row.attainment, ruler.low), ruler.high),
            "expected": None if row.expected is None else min(max(row.expected, ruler.low), ruler.high),
            "name": row.name.of(lang),
            "shown": share(row.attainment, lang, decimals=1),
            "planned": share(row.expected, lang, decimals=1),
            "weight": share(row.weight, lang, decimals=1),
            "covered": share(row.coverage, lang),
            "word": _word(row).of(lang),
        }
        for row, middle in tree.placed()
    ]
    tips = [tip("name", NAME, lang), tip("shown", ATTAINED, lang), tip("planned", EXPECTED, lang)]
    tips += [tip("weight", WEIGHT, lang), tip("covered", COVERED, lang), tip("word", STATUS, lang)]
    measured = layer(bar for bar in bars if bar["at"] is not None)
    awaited = layer(bar for bar in bars if bar["expected"] is not None)
    missing = layer(bar for bar in bars if bar["at"] is None)
    y = tree.vertical("row")
    return [
        measured.mark_bar(color=theme.ink, height=look.size(14)).encode(
            x=across("zero", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="at"), y=y, tooltip=tips
        ),
        *_cut(tree, ruler, look),
        awaited.mark_tick(orient="vertical", thickness=look.size(5), size=look.size(26), color=theme.page).encode(
            x=across("expected", ruler), y=y
        ),
        awaited.mark_tick(orient="vertical", thickness=look.size(2), size=look.size(26), color=theme.muted).encode(
            x=across("expected", ruler), y=y, tooltip=tips
        ),
        missing.mark_point(
            stroke=theme.muted, fill=theme.page, strokeWidth=look.size(2), size=look.size(80), opacity=1
        ).encode(x=across("zero", ruler), y=y, tooltip=tips),
    ]


def _cut(tree: _Tree, ruler: Ruler, look: Look) -> list[Stroke]:
    """Set an arrow where a bar goes on beyond the scale."""
    cut = [
        {"row": middle, "at": end, "shape": shape}
        for row, middle in tree.placed()
        for end, shape, beyond in (
            (ruler.low, "triangle-left", row.attainment is not None and row.attainment < ruler.low),
            (ruler.high, "triangle-right", row.attainment is not None and row.attainment > ruler.high),
        )
        if beyond
    ]
    mark = layer(cut).mark_point(color=look.theme.ink, filled=True, size=look.size(260), opacity=1)
    return [mark.encode(x=across("at", ruler), y=tree.vertical("row"), shape=shaped())]


def _standings(tree: _Tree, look: Look) -> list[Stroke]:
    """Say at the right how far each goal is, how it stands, and how much of it is measured."""
    lang, theme = look.lang, look.theme
    marks: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    for row, middle in tree.placed():
        stood = standing(row.status, look)
        texts = [(share(row.attainment, lang), theme.ink), (_word(row).of(lang), str(stood["word_colour"]))]
        if _covered(row):
            texts.append((f"{COVERAGE.of(lang)} {share(row.coverage, lang)}", theme.muted))
        stack = stacked(middle, texts)
        lines += stack
        marks.append({**stood, "row": stack[0]["row"]})
    y = tree.vertical("row")
    column = layer(lines).mark_text(align="left", dx=look.size(27))
    sign = layer(marks).mark_point(size=look.size(70), strokeWidth=look.size(1.5), opacity=1, xOffset=look.size(17))
    return [
        sign.encode(x=right_edge(), y=y, shape=shaped(), fill=filled(), stroke=outlined()),
        column.encode(x=right_edge(), y=y, text=words(), color=coloured()),
    ]


def _heads(ruler: Ruler, look: Look) -> list[Stroke]:
    """Name both ends of the way over the picture."""
    x, colour = across("at", ruler), look.theme.muted
    strokes = []
    # On a phone both ends stand close: each name leaves its line outward.
    for at, name, align, dx in ((0.0, BASELINE, "right", 4), (1.0, TARGET, "left", -4)):
        end = layer([{"at": at, "text": name.of(look.lang)}])
        strokes.append(end.mark_rule(color=colour, strokeWidth=look.size(THIN)).encode(x=x))
        mark = end.mark_text(color=colour, align=align, dx=look.size(dx), baseline="bottom", dy=look.size(-4))
        strokes.append(mark.encode(x=x, y=top_edge(), text=words()))
    return strokes
