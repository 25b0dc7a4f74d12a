"""The service-profit chain from staff to profit, top to bottom: every arrow with its elasticity, interval, lag and grade.

Structure runs from top to bottom, and positions from the left are in pixels, so that the same drawing holds on a phone and
on a wall. An arrow that leaps over a variable runs down a lane at the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import altair as alt

from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    SAMPLE_SIZE,
    VALUE,
    described,
    down,
    interval_both,
    spoken_both,
    tip,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.strokes import Row, Stroke, layer
from sq_core.words import Text, count, decimals_of, interval, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look
    from sq_core.words import Lang

Grade = Literal["estimated", "thin", "assumption", "missing"]
GRADES: dict[Grade, Text] = {
    "estimated": Text("由数据估计", "estimated"),
    "thin": Text("数据偏少", "thin figures"),
    "assumption": Text("假设", "assumed"),
    "missing": Text("未知", "unknown"),
}
SHAPES: dict[Grade, str] = {"estimated": "●", "thin": "◐", "assumption": "○", "missing": "×"}
DASHES: dict[Grade, list[int]] = {"estimated": [], "thin": [3, 2], "assumption": [6, 4], "missing": [1, 4]}
NOTATION = Text(
    "● 实线 由数据估计 · ◐ 短划 数据偏少 · ○ 虚线 假设 · × 点线 未知；括号内为区间，左侧通道为跳过一环的直接关系；数值表示一起变动，不表示因果",
    "● solid: estimated · ◐ short dashes: thin figures · ○ dashed: assumed · × dotted: unknown; in brackets the interval; a"
    " lane at the left leaps over a link; figures tell what moves together, not what causes what",
)
STEP = 46
"""Pixels from a variable to the label of the arrow below it."""
BOX_LEFT, BOX_WIDTH, BOX_HEIGHT = 30, 152, 30
ARROW_AT, LABEL_AT, BESIDE_AT, LANE_AT = 48, 64, 192, 14
LINE = 0.17
LAG = Text("滞后 {n} 个月", "lag {n} mo.")
LAGGED = Text("滞后", "Lag")
GRADE = Text("依据", "Grade")


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An arrow between two variables by their places: its slope in its unit, interval, lag, what it rests on."""

    source: int
    target: int
    value: float | None
    unit: str
    low: float | None
    high: float | None
    lag: int
    n: float | None
    grade: Grade


def chain_diagram(nodes: Sequence[Text], links: Sequence[ChainLink], *, caption: Caption) -> Picture:
    """Draw variables from top to bottom with the arrows between them."""
    names, arrows = tuple(nodes), tuple(links)
    told = [
        names[one.source] + Text(" → ", " → ") + names[one.target] + Text(" ", " ") + spoken_both(one.value, one.unit)
        + Text("，", ", ") + interval_both(one.low, one.high, one.unit) + Text("，", ", ") + GRADES[one.grade]
        for one in arrows
    ]  # fmt: skip
    height = max(2 * len(names) - 1, 1) * STEP
    return Picture(caption, described(caption, told), height, partial(_draw, names, arrows), NOTATION)


def _draw(names: tuple[Text, ...], links: tuple[ChainLink, ...], look: Look) -> Strokes:
    lines = max(2 * len(names) - 1, 1)
    y = down("row", lines)
    strokes: list[Stroke] = []
    for link in links:
        strokes += _arrow(link, lines, look) if link.target == link.source + 1 else _lane(link, lines, look)
    return (*strokes, *_boxes(names, y, look), *_labels(names, links, y, look))


def _at(pixels: float, look: Look) -> alt.XValue:
    return alt.XValue(look.size(pixels))  # type: ignore[no-untyped-call]


def _boxes(names: tuple[Text, ...], y: alt.Y, look: Look) -> list[Stroke]:
    theme = look.theme
    rows: list[Row] = [{"row": 2 * at, "text": name.of(look.lang)} for at, name in enumerate(names)]
    half = BOX_HEIGHT / 2 / STEP
    areas: list[Row] = [{"row": 2 * at - half, "end": 2 * at + half} for at in range(len(names))]
    boxes = layer(areas).mark_rect(fill=theme.panel, stroke=theme.hairline, strokeWidth=1, cornerRadius=look.size(5))
    right = alt.X2Value(look.size(BOX_LEFT + BOX_WIDTH))  # type: ignore[no-untyped-call]
    texts = layer(rows).mark_text(align="left", dx=look.size(9), color=theme.ink, fontWeight="bold")
    return [
        boxes.encode(x=_at(BOX_LEFT, look), x2=right, y=y, y2=alt.Y2(field="end")),
        texts.encode(x=_at(BOX_LEFT, look), y=y, text=words()),
    ]


def _looks(link: ChainLink, look: Look) -> tuple[str, dict[str, object]]:
    colour = look.theme.ink if link.grade == "estimated" else look.theme.muted
    return colour, {"color": colour, "strokeWidth": look.size(1.75), "strokeDash": DASHES[link.grade]}


def _arrow(link: ChainLink, lines: int, look: Look) -> list[Stroke]:
    """Draw the straight arrow down to the next variable."""
    colour, looks = _looks(link, look)
    half, y = BOX_HEIGHT / 2 / STEP, down("row", lines)
    start, end = 2 * link.source + half, 2 * link.target - half
    rule = layer([{"row": start, "end": end - 0.1}]).mark_rule(**looks)
    head = layer([{"row": end - 0.1}]).mark_point(
        shape="triangle-down", filled=True, color=colour, size=look.size(70), opacity=1
    )
    x = _at(ARROW_AT, look)
    return [rule.encode(x=x, y=y, y2=alt.Y2(field="end")), head.encode(x=x, y=y)]


def _lane(link: ChainLink, lines: int, look: Look) -> list[Stroke]:
    """Draw an arrow that leaps over variables: out to the lane, down, and back."""
    colour, looks = _looks(link, look)
    y, start, end = down("row", lines), 2 * link.source + 0.08, 2 * link.target - 0.08
    lane, edge = _at(LANE_AT, look), _at(BOX_LEFT, look)
    across = alt.X2Value(look.size(BOX_LEFT))  # type: ignore[no-untyped-call]
    head = layer([{"row": end}]).mark_point(
        shape="triangle-right", filled=True, color=colour, size=look.size(70), opacity=1, xOffset=look.size(-4)
    )
    return [
        layer([{"row": start}]).mark_rule(**looks).encode(x=lane, x2=across, y=y),
        layer([{"row": start, "end": end}]).mark_rule(**looks).encode(x=lane, y=y, y2=alt.Y2(field="end")),
        layer([{"row": end}]).mark_rule(**looks).encode(x=lane, x2=across, y=y),
        head.encode(x=edge, y=y),
    ]


def _written(link: ChainLink, lang: Lang) -> tuple[str, str]:
    """Write an arrow in two lines: its slope with its interval; its lag, n and grade."""
    written = number(link.value, link.unit, lang)
    value = str(written)
    if link.unit == "none" and link.value is not None and abs(link.value) < 0.1:
        value = number(link.value, "none", lang, decimals=decimals_of(link.value, "none") + 1).text
    between = ""
    if link.low is not None and link.high is not None:
        between = f"（{_ends(link, lang)}）" if lang == "zh" else f" ({_ends(link, lang)})"
    parts = [LAG.fill(n=link.lag).of(lang)] if link.lag else []
    if link.n is not None:
        parts.append(count(link.n, lang))
    return f"{SHAPES[link.grade]} {value}{between}", " · ".join([GRADES[link.grade].of(lang), *parts])


def _ends(link: ChainLink, lang: Lang) -> str:
    """Write an interval as finely as the value in front of it."""
    low, high = link.low or 0.0, link.high or 0.0
    if link.unit != "none" or link.value is None or abs(link.value) >= 0.1:
        return interval(low, high, link.unit, lang)
    first, last = (number(end, "none", lang, decimals=decimals_of(end, "none") + 1).text for end in (low, high))
    return f"{first}{'–' if low >= 0 else {'zh': ' 至 ', 'en': ' to '}[lang]}{last}"


def _labels(names: tuple[Text, ...], links: tuple[ChainLink, ...], y: alt.Y, look: Look) -> list[Stroke]:
    """Write straight arrows beside their shaft, leaping ones beside the first variable they leap over."""
    lang = look.lang
    groups: dict[tuple[int, str], list[Row]] = {}
    for link in links:
        straight = link.target == link.source + 1
        row, x = (2 * link.source + 1, LABEL_AT) if straight else (2 * link.source + 2, BESIDE_AT)
        tips = {
            "name": f"{names[link.source].of(lang)} → {names[link.target].of(lang)}",
            "shown": str(number(link.value, link.unit, lang)),
            "between": interval(link.low, link.high, link.unit, lang),
            "lag": LAG.fill(n=link.lag).of(lang),
            "n": count(link.n, lang).removeprefix("n="),
            "grade": GRADES[link.grade].of(lang),
        }
        first, second = _written(link, lang)
        second = second if straight else f"→ {names[link.target].of(lang)}"
        for text, offset, weight in ((first, -LINE, "bold"), (second, LINE, "normal")):
            groups.setdefault((x, weight), []).append({"row": row + offset, "text": text, **tips})
    tooltip = [tip("name", NAME, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    tooltip += [tip("lag", LAGGED, lang), tip("n", SAMPLE_SIZE, lang), tip("grade", GRADE, lang)]
    return [
        layer(rows)
        .mark_text(align="left", color=look.theme.ink if weight == "bold" else look.theme.muted, fontWeight=weight)
        .encode(x=_at(x, look), y=y, text=words(), tooltip=tooltip)
        for (x, weight), rows in groups.items()
    ]
