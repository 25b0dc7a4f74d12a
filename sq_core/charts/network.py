"""The network of partners: who works with whom and how closely, what is needed and missing, and who is the bottleneck."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import altair as alt

from sq_core.charts.marks import DASH, NAME, coloured, described, haloed, placed, tip, words
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.standing import filled, outlined, shaped
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

Role = Literal["own", "bottleneck", "other"]
ROLES: dict[Role, Text] = {
    "own": Text("本单位", "Ourselves"),
    "bottleneck": Text("瓶颈", "Bottleneck"),
    "other": Text("伙伴", "Partner"),
}
ROLE = Text("角色", "Role")
BETWEEN = Text("中介中心性", "Betweenness")
SLA = Text("时限达成率", "SLA hit rate")
LINK = Text("协同", "Link")
NEEDED = Text("需要", "Required")
ACTUAL = Text("实际", "Actual")
NOTATION = Text(
    "◆ 本单位 · ■ 瓶颈 · ● 其他伙伴，越大中介中心性越高 · 线越粗实际协同越强 · 虚线 需要而没有的协同",
    "◆ ourselves · ■ bottleneck · ● other partners, larger with betweenness · the broader a line, the closer they work"
    " together · dashed: needed and missing",
)
MISSING_RATE = Text("—", "—")
HEIGHT = 430
ROOMY = 560
"""So many pixels hold the names; below, codes stand instead, which the table spells out."""
WIDEST = 7.0
MARGIN = 0.09


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """One partner at its place on the square of side one."""

    code: str
    name: Text
    x: float
    y: float
    betweenness: float = 0.0
    role: Role = "other"
    rate: Text = MISSING_RATE


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """A link between two nodes by their codes: how closely they work together, and need to."""

    first: str
    second: str
    actual: float
    required: float = 0.0


def network(nodes: Sequence[NetworkNode], links: Sequence[NetworkLink], *, caption: Caption) -> Picture:
    """Draw partners where they were laid out, with the links there are and those that are missing."""
    found = tuple(nodes)
    names = {one.code: one.name for one in found}
    told = [one.name + Text("，", ", ") + ROLES[one.role] for one in found if one.role != "other"]
    kept = tuple(one for one in links if one.first in names and one.second in names and (one.actual or one.required))
    told += [
        Text("缺少：{a} – {b}", "missing: {a} – {b}").fill(a=names[one.first], b=names[one.second])
        for one in kept
        if not one.actual
    ]
    return Picture(caption, described(caption, told), HEIGHT, partial(_draw, found, kept), NOTATION)


def _draw(nodes: tuple[NetworkNode, ...], links: tuple[NetworkLink, ...], look: Look) -> Strokes:
    ruler = Ruler(-MARGIN, 1.0 + MARGIN, (), ())
    return (*_links(nodes, links, ruler, look), *_nodes(nodes, ruler, look))


def _y(field: str, ruler: Ruler) -> alt.Y:
    return alt.Y(field=field, type="quantitative", scale=ruler.scale(), axis=None, title=None)


def _links(nodes: tuple[NetworkNode, ...], links: tuple[NetworkLink, ...], ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    at = {one.code: one for one in nodes}
    strongest = max((one.actual for one in links), default=0.0) or 1.0
    rows = [
        {
            "x": at[one.first].x,
            "y": at[one.first].y,
            "x2": at[one.second].x,
            "y2": at[one.second].y,
            "width": round(look.size(10) / 10 * (1.2 + (WIDEST - 1.2) * one.actual / strongest), 2),
            "name": f"{at[one.first].name.of(lang)} – {at[one.second].name.of(lang)}",
            "needed": f"{one.required:g}" if one.required else "—",
            "actual": f"{one.actual:g}",
            "there": one.actual > 0,
        }
        for one in links
    ]
    tips = [tip("name", LINK, lang), tip("needed", NEEDED, lang), tip("actual", ACTUAL, lang)]
    ends = {"x": placed("x", ruler), "x2": alt.X2(field="x2"), "y": _y("y", ruler), "y2": alt.Y2(field="y2")}
    there = layer(row for row in rows if row["there"])
    missing = layer(row for row in rows if not row["there"])
    width = alt.Size(field="width", type="quantitative", scale=None)
    return [
        there.mark_rule(color=theme.previous).encode(
            x=ends["x"], x2=ends["x2"], y=ends["y"], y2=ends["y2"], size=width, tooltip=tips
        ),
        missing.mark_rule(color=theme.bad, strokeWidth=look.size(2), strokeDash=DASH).encode(
            x=ends["x"], x2=ends["x2"], y=ends["y"], y2=ends["y2"], tooltip=tips
        ),
    ]


def _nodes(nodes: tuple[NetworkNode, ...], ruler: Ruler, look: Look) -> list[Stroke]:
    lang, theme = look.lang, look.theme
    fills = {"own": theme.accent, "bottleneck": theme.bad, "other": theme.ink}
    shapes = {"own": "diamond", "bottleneck": "square", "other": "circle"}
    rows = [
        {
            "x": one.x,
            "y": one.y,
            "size": look.size(150 + 520 * min(one.betweenness, 1.0)),
            "shape": shapes[one.role],
            "fill": fills[one.role],
            "outline": theme.page,
            "colour": theme.bad_text if one.role == "bottleneck" else theme.ink,
            "name": one.name.of(lang),
            "code": one.code,
            "long": one.name.of(lang) + (f" · {ROLES[one.role].of(lang)}" if one.role == "bottleneck" else ""),
            "short": one.code + (f" · {ROLES[one.role].of(lang)}" if one.role == "bottleneck" else ""),
            "role": ROLES[one.role].of(lang),
            "between": f"{one.betweenness:.2f}",
            "rate": one.rate.of(lang),
            "strong": one.role != "other",
        }
        for one in nodes
    ]
    tips = [tip("name", NAME, lang), tip("role", ROLE, lang), tip("between", BETWEEN, lang), tip("rate", SLA, lang)]
    x, y = placed("x", ruler), _y("y", ruler)
    size = alt.Size(field="size", type="quantitative", scale=None)
    marks = layer(rows).mark_point(strokeWidth=look.size(2), opacity=1)
    strokes = [
        marks.encode(x=x, y=y, shape=shaped(), fill=filled(), stroke=outlined(), size=size, tooltip=tips),
    ]
    for field, roomy in (("long", ">="), ("short", "<")):
        shown = alt.Opacity(value={"expr": f"width {roomy} {look.size(ROOMY)} ? 1 : 0"})
        under, over = haloed(rows, look, dy=20)
        strokes.append(under.encode(x=x, y=y, text=words(field), opacity=shown))
        strokes.append(over.encode(x=x, y=y, text=words(field), color=coloured(), opacity=shown))
    return strokes
