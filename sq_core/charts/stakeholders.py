"""Power against interest: who is to be managed closely, kept satisfied, kept informed, or watched (Mendelow)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import DOT, NAME, THIN, across, described, haloed, tip, upward, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

POWER = Text("权力", "Power")
INTEREST = Text("利益", "Interest")
NOTATION = Text("● 伙伴 · 细线为高低的分界", "● partner · thin lines: where high begins")
HEIGHT = 400
ROOMY = 460
"""So many pixels hold the names; below, codes stand instead."""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One party on the two scales of 0 to 10."""

    code: str
    name: Text
    power: float
    interest: float


def power_interest(
    parties: Sequence[Stakeholder], *, cut: float, corners: tuple[Text, Text, Text, Text], caption: Caption
) -> Picture:
    """Draw parties by interest (across) and power (up); corners run from top left clockwise."""
    found = tuple(parties)
    told = [
        one.name
        + Text(f"：权力 {one.power:g}，利益 {one.interest:g}", f": power {one.power:g}, interest {one.interest:g}")
        for one in found
    ]
    return Picture(caption, described(caption, told), HEIGHT, partial(_draw, found, cut, corners), NOTATION)


def _draw(parties: tuple[Stakeholder, ...], cut: float, corners: tuple[Text, Text, Text, Text], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ticks = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
    ruler = Ruler(-0.4, 10.8, ticks, tuple(f"{tick:g}" for tick in ticks))
    run = ruler.axis(orient="bottom", grid=False) | {"title": f"{INTEREST.of(lang)} →", "titleAnchor": "end"}
    rise = ruler.axis(orient="left", grid=False) | {
        "title": f"{POWER.of(lang)} →",
        "titleAnchor": "end",
    }
    rows = [
        {
            "x": each[0].interest,
            "y": each[0].power,
            "name": "\n".join(one.name.of(lang) for one in each),
            "code": ", ".join(one.code for one in each),
            "power": f"{each[0].power:g}",
            "interest": f"{each[0].interest:g}",
            "left": each[0].interest > 6,
        }
        for each in _places(parties)
    ]
    x, y = across("x", ruler, run), upward("y", ruler, rise)
    tips = [tip("name", NAME, lang), tip("power", POWER, lang), tip("interest", INTEREST, lang)]
    strokes: list[Stroke] = [*_cross(cut, ruler, look), *_corners(corners, ruler, look)]
    mark = layer(rows).mark_point(filled=True, color=theme.ink, size=look.size(DOT), opacity=1)
    strokes.append(mark.encode(x=x, y=y, tooltip=tips))
    for field, roomy in (("name", ">="), ("code", "<")):
        shown = alt.Opacity(value={"expr": f"width {roomy} {look.size(ROOMY)} ? 1 : 0"})
        for left in (False, True):
            side = [row for row in rows if row["left"] is left]
            for stroke in haloed(side, look, dx=-9 if left else 9, align="right" if left else "left"):
                strokes.append(
                    stroke.encode(
                        x=across("x", ruler, run), y=upward("y", ruler, rise), text=words(field), opacity=shown
                    )
                )
    return tuple(strokes)


def _places(parties: tuple[Stakeholder, ...]) -> list[list[Stakeholder]]:
    """Gather the parties that stand at the same place, so that their names do not cover each other."""
    found: dict[tuple[float, float], list[Stakeholder]] = {}
    for one in parties:
        found.setdefault((one.power, one.interest), []).append(one)
    return list(found.values())


def _cross(cut: float, ruler: Ruler, look: Look) -> list[Stroke]:
    line = layer([{"cut": cut}])
    looks = {"color": look.theme.previous, "strokeWidth": look.size(THIN)}
    return [
        line.mark_rule(**looks).encode(x=across("cut", ruler)),
        line.mark_rule(**looks).encode(y=upward("cut", ruler)),
    ]


def _corners(corners: tuple[Text, Text, Text, Text], ruler: Ruler, look: Look) -> list[Stroke]:
    """Name the four fields in their outer corners."""
    ends = ((0, "left", "top"), (1, "right", "top"), (1, "right", "bottom"), (0, "left", "bottom"))
    strokes = []
    for text, (right, align, baseline) in zip(corners, ends, strict=True):
        place = {
            "x": ruler.high if right else ruler.low,
            "y": ruler.high if baseline == "top" else ruler.low,
            "text": text.of(look.lang),
        }
        mark = layer([place]).mark_text(
            align=align,
            baseline=baseline,
            color=look.theme.muted,
            fontWeight=600,
            dx=look.size(-6 if right else 6),
            dy=look.size(5 if baseline == "top" else -5),
        )
        strokes.append(mark.encode(x=across("x", ruler), y=upward("y", ruler), text=words()))
    return strokes
