"""Impact against likelihood: where the risks lie on the five by five field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import coloured, described, left_edge, tip, top_edge, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.strokes import layer
from sq_core.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

LEVELS = (
    Text("很低", "Very low"),
    Text("较低", "Low"),
    Text("中等", "Medium"),
    Text("较高", "High"),
    Text("很高", "Very high"),
)
IMPACT = Text("影响", "Impact")
LIKELIHOOD = Text("可能性", "Likelihood")
RISKS = Text("风险", "Risks")
NOTATION = Text(
    "颜色越深，影响与可能性之积越大 · 格中为风险编号",
    "The deeper the colour, the higher impact × likelihood · cells name the risks",
)
SHOWN_IN_A_CELL = 3
_BANDS = (3, 5, 10, 15)
"""A product of at most 3, 5, 10, 15 is the first, second, third, fourth band; above it the fifth."""


@dataclass(frozen=True, slots=True)
class HeatMark:
    """One risk at its place: both scales run from 1 to 5."""

    code: str
    title: Text
    likelihood: int
    impact: int


def heat(marks: Sequence[HeatMark], *, caption: Caption, height: int = 340) -> Picture:
    """Draw risks on the field of impact and likelihood."""
    found = tuple(marks)
    worst = sorted(found, key=lambda mark: -mark.likelihood * mark.impact)
    told = [
        Text(
            f"{mark.code} {mark.title.zh}：可能性 {mark.likelihood}，影响 {mark.impact}",
            f"{mark.code} {mark.title.en}: likelihood {mark.likelihood}, impact {mark.impact}",
        )
        for mark in worst
    ]
    return Picture(caption, described(caption, told), height, partial(_draw, found), NOTATION)


def _draw(marks: tuple[HeatMark, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    cells = [_cell(likelihood, impact, marks, look) for likelihood in range(1, 6) for impact in range(1, 6)]
    names = [f"{index} {level.of(lang)}" for index, level in enumerate(LEVELS, start=1)]
    rise = {"orient": "left", "title": None, "labelExpr": _level(names), "labelColor": theme.ink, "grid": False}
    run = {
        "orient": "bottom",
        "title": f"{LIKELIHOOD.of(lang)} →",
        "titleAnchor": "end",
        "labelExpr": _level([str(index) for index in range(1, 6)]),
        "labelAngle": 0,
        "labelColor": theme.ink,
        "grid": False,
    }
    band = {"paddingInner": 0.05, "paddingOuter": 0.0}
    x = alt.X(field="likelihood", type="ordinal", axis=run, scale=band)
    y = alt.Y(field="impact", type="ordinal", axis=rise, scale=band, sort="descending")
    tips = [tip("place", LIKELIHOOD + Text(" × ", " × ") + IMPACT, lang), tip("risks", RISKS, lang)]
    field = layer(cells)
    strokes = [
        field.mark_rect(cornerRadius=look.size(3)).encode(x=x, y=y, color=coloured(), tooltip=tips),
        field.mark_text(color=theme.ink, fontWeight=600, lineBreak="\n").encode(x=x, y=y, text=words()),
    ]
    head = layer([{"text": f"↑ {IMPACT.of(lang)}"}]).mark_text(align="right", dx=look.size(-8), dy=look.size(-12))
    strokes.append(head.encode(x=left_edge(), y=top_edge(), text=words(), color=alt.value(theme.muted)))
    return tuple(strokes)


def _level(names: list[str]) -> str:
    quoted = ",".join(f"'{name}'" for name in names)
    return f"[{quoted}][datum.value - 1]"


def _cell(likelihood: int, impact: int, marks: tuple[HeatMark, ...], look: Look) -> dict[str, object]:
    here = [mark for mark in marks if (mark.likelihood, mark.impact) == (likelihood, impact)]
    codes = [mark.code for mark in here]
    text = " ".join(codes[:SHOWN_IN_A_CELL])
    if len(codes) > SHOWN_IN_A_CELL:
        text = f"{' '.join(codes[: SHOWN_IN_A_CELL - 1])} +{len(codes) - SHOWN_IN_A_CELL + 1}"
    band = sum(likelihood * impact > limit for limit in _BANDS)
    told = listed([Text(f"{mark.code} {mark.title.zh}", f"{mark.code} {mark.title.en}") for mark in here])
    return {
        "likelihood": likelihood,
        "impact": impact,
        "colour": look.theme.heat[band],
        "text": text,
        "place": f"{likelihood} × {impact}",
        "risks": told.of(look.lang) or "—",
    }
