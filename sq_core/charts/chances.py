"""How likely each goal is to be hit, between two cut-offs: below the one it is heroic, above the other it asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    DOT,
    NAME,
    THIN,
    across,
    described,
    down,
    row_names,
    rows_height,
    tip,
    top_edge,
    words,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, probability, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

CHANCE = Text("命中概率", "Chance of being hit")
HEROIC = Text("难以企及", "heroic")
REALISTIC = Text("有挑战", "stretching")
SANDBAGGED = Text("过于轻松", "sandbagged")
JUDGED = Text("目标", "The target is")
UNKNOWN = Text("无法估计", "no estimate")
NOTATION = Text(
    "● 到期时命中目标的概率 · 左带 低于 {low}，目标难以企及 · 右带 高于 {high}，目标过于轻松",
    "● chance that the target is hit in time · left band: below {low}, heroic · right band: above {high}, sandbagged",
)


ROOMY = 260
"""So many pixels hold the names of all three fields."""


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """One goal and the chance that it is hit; None where nobody can tell."""

    name: Text
    chance: float | None


def chances(rows: Sequence[ChanceRow], *, heroic: float, sandbagged: float, caption: Caption) -> Picture:
    """Draw the chance of every goal, the least likely on top, with those nobody can tell at the end."""
    found = tuple(sorted(rows, key=lambda row: (row.chance is None, row.chance or 0.0)))
    told = [
        row.name
        + Text(" ", " ")
        + (UNKNOWN if row.chance is None else Text(probability(row.chance, "zh"), probability(row.chance, "en")))
        + (Text("", "") if row.chance is None else Text("，", ", ") + _judged(row.chance, heroic, sandbagged))
        for row in found
    ]
    note = NOTATION.fill(low=share(heroic, "en"), high=share(sandbagged, "en"))
    draw = partial(_draw, found, heroic, sandbagged)
    return Picture(caption, described(caption, told), rows_height(len(found), head=18), draw, note)


def _judged(chance: float, heroic: float, sandbagged: float) -> Text:
    """Say what a chance says about its target: the cut-offs themselves still stretch."""
    if chance < heroic:
        return HEROIC
    return SANDBAGGED if chance > sandbagged else REALISTIC


def _draw(rows: tuple[ChanceRow, ...], heroic: float, sandbagged: float, look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ticks = (0.0, 0.25, 0.5, 0.75, 1.0)
    ruler = Ruler(0.0, 1.0, ticks, tuple(f"{tick:.0%}" for tick in ticks))
    dots = [
        {
            "row": index,
            "at": row.chance,
            "name": row.name.of(lang),
            "shown": probability(row.chance, lang),
            "judged": _judged(row.chance, heroic, sandbagged).of(lang),
        }
        for index, row in enumerate(rows)
        if row.chance is not None
    ]
    tips = [tip("name", NAME, lang), tip("shown", CHANCE, lang), tip("judged", JUDGED, lang)]
    figures = [UNKNOWN.of(lang) if row.chance is None else "" for row in rows]
    known = [probability(row.chance, lang) if row.chance is not None else "" for row in rows]
    unknown = layer(
        {"row": index, "at": (heroic + sandbagged) / 2, "text": text} for index, text in enumerate(figures) if text
    )
    strokes = [
        row_names([row.name.of(lang) for row in rows], look),
        *_bands(heroic, sandbagged, ruler, look),
        layer(dots)
        .mark_point(filled=True, color=theme.ink, size=look.size(DOT * 1.5), opacity=1)
        .encode(x=across("at", ruler), y=down("row", len(rows)), tooltip=tips),
        unknown.mark_text(color=theme.muted).encode(x=across("at", ruler), y=down("row", len(rows)), text=words()),
        written_column(known, look, dx=14),
    ]
    return tuple(strokes)


def _bands(heroic: float, sandbagged: float, ruler: Ruler, look: Look) -> list[Stroke]:
    """Shade what lies beyond the cut-offs and name the three fields over the picture."""
    theme, lang = look.theme, look.lang
    fields = ((0.0, heroic, HEROIC), (heroic, sandbagged, REALISTIC), (sandbagged, 1.0, SANDBAGGED))
    shaded = layer({"low": low, "high": high} for low, high, name in fields if name is not REALISTIC)
    cuts = layer([{"at": heroic}, {"at": sandbagged}])
    places = ((0.0, HEROIC, "left"), ((heroic + sandbagged) / 2, REALISTIC, "center"), (1.0, SANDBAGGED, "right"))
    strokes = [
        shaded.mark_rect(color=theme.band, opacity=0.7).encode(
            x=across("low", ruler, ruler.axis(orient="bottom")), x2=alt.X2(field="high")
        ),
        cuts.mark_rule(color=theme.muted, strokeWidth=look.size(THIN)).encode(x=across("at", ruler)),
    ]
    for at, name, align in places:
        # On a phone the middle goes without its name: what lies beyond the cut-offs is the finding.
        needed = look.size(ROOMY) if name is REALISTIC else 0
        mark = layer([{"at": at}]).mark_text(
            text={"expr": f"width < {needed} ? '' : '{name.of(lang)}'"},
            align=align,
            baseline="bottom",
            dy=look.size(-5),
            color=theme.muted,
        )
        strokes.append(mark.encode(x=across("at", ruler), y=top_edge()))
    return strokes
