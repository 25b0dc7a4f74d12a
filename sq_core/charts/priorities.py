"""Failure modes by what must be done first: the priority of action as letter, shape and colour; the risk number before and after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    NAME,
    across,
    coloured,
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
from sq_core.charts.scales import value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

RANKS = Text("严重度 × 发生度 × 探测度", "Severity × occurrence × detection")
AFTER = Text("措施后", "After the action")
PRIORITY = Text("优先级", "Priority")
NOTATION = Text(
    "● 现在 · ○ 措施后 · 右侧 措施优先级：■ 高 ▲ 中 ◆ 低；先看优先级和严重度，乘积只作参考",
    "● now · ○ after the action · right: action priority ■ high ▲ medium ◆ low; priority and severity first, the product only informs",
)
WRITTEN = {"H": Text("■ 高", "■ H"), "M": Text("▲ 中", "▲ M"), "L": Text("◆ 低", "◆ L")}


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """One failure mode: product of its ranks and its letter (H, M, L or none) now and after the action."""

    label: Text
    ranks: tuple[int, int, int]
    number: float
    letter: str
    number_after: float | None = None
    letter_after: str = ""


def priorities(rows: Sequence[PriorityRow], *, caption: Caption) -> Picture:
    """Draw failure modes in the order given, on the scale of the risk priority number."""
    found = tuple(rows)
    told = [one.label + Text(f" {one.letter} {one.number:.0f}", f" {one.letter} {one.number:.0f}") for one in found]
    return Picture(caption, described(caption, told), rows_height(len(found), head=18), partial(_draw, found), NOTATION)


def _draw(rows: tuple[PriorityRow, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    levels = [level for row in rows for level in (row.number, row.number_after)]
    ruler = value_ruler([*levels, 0.0], "count", lang, zero=True, room=0.05)
    plain = down("row", len(rows))
    marks = [
        {
            "row": index,
            "now": row.number,
            "later": row.number_after,
            "name": row.label.of(lang),
            "ranks": " × ".join(str(one) for one in row.ranks) + f" = {row.number:.0f}",
            "after": "—" if row.number_after is None else f"{row.number_after:.0f}",
            "letter": " → ".join(WRITTEN[one].of(lang) for one in (row.letter, row.letter_after) if one),
        }
        for index, row in enumerate(rows)
    ]
    changed = [mark for mark in marks if mark["later"] is not None]
    tips = [
        tip("name", NAME, lang),
        tip("ranks", RANKS, lang),
        tip("after", AFTER, lang),
        tip("letter", PRIORITY, lang),
    ]
    return (
        row_names([row.label.of(lang) for row in rows], look, pixels=160),
        layer(changed)
        .mark_rule(color=theme.previous, strokeWidth=look.size(3))
        .encode(x=across("now", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="later"), y=plain),
        layer(changed)
        .mark_point(size=look.size(DOT * 1.2), stroke=theme.muted, fill=theme.page, strokeWidth=look.size(2), opacity=1)
        .encode(x=across("later", ruler), y=plain),
        layer(marks)
        .mark_point(size=look.size(DOT * 1.4), filled=True, color=theme.ink, opacity=1)
        .encode(x=across("now", ruler), y=plain, tooltip=tips),
        *_letters(rows, look),
    )


def _letters(rows: tuple[PriorityRow, ...], look: Look) -> list[Stroke]:
    theme = look.theme
    tones = {"H": theme.bad_text, "M": theme.watch_text, "L": theme.muted}
    plain = down("row", len(rows))
    strokes = []
    for dx, letters in ((10, [row.letter for row in rows]), (48, [row.letter_after for row in rows])):
        written = [
            {
                "row": index,
                "text": ("→ " if dx > 10 else "") + WRITTEN[letter].of(look.lang),
                "colour": tones.get(letter, theme.muted),
            }
            for index, letter in enumerate(letters)
            if letter
        ]
        mark = layer(written).mark_text(align="left", dx=look.size(dx), fontWeight=600)
        strokes.append(mark.encode(x=right_edge(), y=plain, text=words(), color=coloured()))
    head = layer([{"text": PRIORITY.of(look.lang)}]).mark_text(
        align="left", dx=look.size(10), dy=look.size(-6), color=theme.muted
    )
    strokes.append(head.encode(x=right_edge(), y=top_edge(), text=words()))
    return strokes
