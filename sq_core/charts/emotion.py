"""The emotion curve: satisfaction along the journey, touchpoint by touchpoint under its stage, with what can be claimed of it.

The journey runs from left to right. On a narrow screen the touchpoints go by their codes, which the table below spells out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import altair as alt

from sq_core.charts.marks import (
    DOT,
    INTERVAL,
    LINE,
    NAME,
    SAMPLE_SIZE,
    THIN,
    VALUE,
    coloured,
    described,
    haloed,
    placed,
    right_edge,
    spoken_both,
    tip,
    top_edge,
    upward,
    words,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, value_ruler, wrapped
from sq_core.charts.standing import filled, outlined, shaped
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, number, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sq_core.charts.theme import Look

Feeling = Literal["made", "broken", "matters", "plain", "thin"]
FEELINGS: dict[Feeling, Text] = {
    "made": Text("赢得客户", "Won"),
    "broken": Text("失去客户", "Lost"),
    "matters": Text("关键时刻", "Moment of truth"),
    "plain": Text("一般触点", "Touchpoint"),
    "thin": Text("样本不足", "Thin sample"),
}
STANDS = Text("判断", "Judged")
MEAN = Text("平均", "Mean")
STAGE = Text("阶段", "Stage")
PREVIOUS = Text("上期", "Period before")
NOT_SCORED = Text("未评分", "not scored")
NOTATION = Text(
    "实线 本期 · 灰线 上期 · 浅带 95% 区间 · 横线 旅程平均 · ● 赢得客户的关键时刻 ■ 失去客户的关键时刻 ◆ 其他关键时刻 ○ 样本不足 · 纵轴不从零开始",
    "Line: this period · grey: the period before · band: 95% interval · level: journey mean · ● moment of truth won"
    " ■ lost ◆ other moment of truth ○ thin sample · the axis does not begin at zero",
)
HEIGHT = 330
ROOMY = 720
"""So many pixels hold the names of the touchpoints; below, their codes stand instead."""
LINES = 3
LINE_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class EmotionPoint:
    """One touchpoint: its satisfaction with interval and n, the period before, and what may be said of it."""

    code: str
    name: Text
    stage: Text
    value: float | None
    low: float | None = None
    high: float | None = None
    previous: float | None = None
    n: float | None = None
    feeling: Feeling = "plain"


def emotion_curve(points: Sequence[EmotionPoint], *, unit: str, caption: Caption, mean: float | None = None) -> Picture:
    """Draw the touchpoints in the order given, under their stages, against the journey's mean."""
    found = tuple(points)
    told = [
        one.name
        + Text(" ", " ")
        + (NOT_SCORED if one.value is None else spoken_both(one.value, unit))
        + (Text("", "") if one.feeling == "plain" else Text("，", ", ") + FEELINGS[one.feeling])
        for one in found
    ]
    return Picture(caption, described(caption, told), HEIGHT, partial(_draw, found, unit, mean), NOTATION)


def _draw(points: tuple[EmotionPoint, ...], unit: str, mean: float | None, look: Look) -> Strokes:
    levels = [level for one in points for level in (one.value, one.low, one.high, one.previous)]
    ruler = value_ruler([*levels, mean], unit, look.lang)
    places = Ruler(-0.5, max(len(points), 1) - 0.5, (), ())
    return (
        *_stages(points, places, look),
        *_bands(points, places, ruler, look),
        *_mean(mean, unit, ruler, look),
        *_lines(points, places, ruler, look),
        *_marks(points, unit, places, ruler, look),
        *_names(points, places, look),
    )


def _spans(points: tuple[EmotionPoint, ...]) -> Iterator[tuple[Text, int, int]]:
    """Give every stage with its first and last touchpoint."""
    at = 0
    for stage, members in groupby(points, key=lambda one: one.stage):
        many = len(list(members))
        yield stage, at, at + many - 1
        at += many


def _stages(points: tuple[EmotionPoint, ...], places: Ruler, look: Look) -> list[Stroke]:
    """Shade every second stage and name them all above the plot."""
    theme = look.theme
    spans = list(_spans(points))
    shaded = [{"from": first - 0.5, "to": last + 0.5} for at, (_, first, last) in enumerate(spans) if at % 2]
    names = layer(
        {"at": (first + last) / 2, "text": wrapped(stage.of(look.lang), 58 * (last - first + 1), lines=1)[0]}
        for stage, first, last in spans
    )
    return [
        layer(shaded).mark_rect(color=theme.panel, opacity=1).encode(x=placed("from", places), x2=alt.X2(field="to")),
        names.mark_text(color=theme.muted, baseline="bottom", dy=look.size(-6), fontWeight=600).encode(
            x=placed("at", places), y=top_edge(), text=words()
        ),
    ]


def _bands(points: tuple[EmotionPoint, ...], places: Ruler, ruler: Ruler, look: Look) -> list[Stroke]:
    """Lay the interval around the curve, and a post at every touchpoint, which is all there is where its neighbours lack one."""
    rows = [
        {"at": at, "low": one.low, "high": one.high, "run": run}
        for run, members in enumerate(_runs(points))
        for at, one in members
        if one.low is not None
    ]
    x, y2 = placed("at", places), alt.Y2(field="high")
    y = upward("low", ruler, ruler.axis())
    detail = alt.Detail(field="run", type="nominal")
    return [
        layer(rows).mark_area(color=look.theme.band, opacity=0.8).encode(x=x, y=y, y2=y2, detail=detail),
        layer(rows)
        .mark_rule(color=look.theme.previous, strokeWidth=look.size(3))
        .encode(x=x, y=upward("low", ruler), y2=y2),
    ]


def _runs(points: tuple[EmotionPoint, ...]) -> list[list[tuple[int, EmotionPoint]]]:
    """Split the curve where a touchpoint was not scored: a line across it would claim what nobody asked."""
    runs: list[list[tuple[int, EmotionPoint]]] = [[]]
    for at, one in enumerate(points):
        if one.value is None:
            runs.append([])
        else:
            runs[-1].append((at, one))
    return [run for run in runs if run]


def _mean(mean: float | None, unit: str, ruler: Ruler, look: Look) -> list[Stroke]:
    if mean is None:
        return []
    theme, lang = look.theme, look.lang
    row = layer([{"mean": mean, "text": [MEAN.of(lang), number(mean, unit, lang).text]}])
    y = upward("mean", ruler)
    return [
        row.mark_rule(color=theme.accent, strokeWidth=look.size(THIN)).encode(y=y),
        row.mark_text(color=theme.accent, align="left", dx=look.size(8), lineHeight=look.size(LINE_HEIGHT)).encode(
            x=right_edge(), y=y, text=words()
        ),
    ]


def _lines(points: tuple[EmotionPoint, ...], places: Ruler, ruler: Ruler, look: Look) -> list[Stroke]:
    before = [{"at": at, "level": one.previous} for at, one in enumerate(points)]
    now = [{"at": at, "level": one.value} for at, one in enumerate(points)]
    x, y = placed("at", places), upward("level", ruler)
    return [
        layer(before).mark_line(color=look.theme.previous, strokeWidth=look.size(LINE)).encode(x=x, y=y),
        layer(now).mark_line(color=look.theme.ink, strokeWidth=look.size(LINE)).encode(x=x, y=y),
    ]


def _marks(points: tuple[EmotionPoint, ...], unit: str, places: Ruler, ruler: Ruler, look: Look) -> list[Stroke]:
    """Mark every touchpoint by what may be said of it, and write the level of those that matter."""
    lang = look.lang
    rows = [
        {"at": at, "level": one.value, **_shape(one.feeling, look), **_told(one, unit, look)}
        for at, one in enumerate(points)
        if one.value is not None
    ]
    x, y = placed("at", places), upward("level", ruler)
    tips = [
        tip("name", NAME, lang),
        tip("stage", STAGE, lang),
        tip("shown", VALUE, lang),
        tip("between", INTERVAL, lang),
    ]
    tips += [tip("before", PREVIOUS, lang), tip("n", SAMPLE_SIZE, lang), tip("word", STANDS, lang)]
    strokes = []
    for large in (False, True):
        mark = layer(row for row in rows if row["large"] is large).mark_point(
            size=look.size(DOT * (2.2 if large else 0.9)), strokeWidth=look.size(1.5), opacity=1
        )
        strokes.append(mark.encode(x=x, y=y, shape=shaped(), fill=filled(), stroke=outlined(), tooltip=tips))
    for above in (True, False):
        judged = [row for row in rows if row["feeling"] in ("made", "broken") and (row["feeling"] == "made") is above]
        under, over = haloed(judged, look, dy=-17 if above else 17)
        figure = words("figure")
        strokes += [under.encode(x=x, y=y, text=figure), over.encode(x=x, y=y, text=figure, color=coloured())]
    return strokes


def _shape(feeling: Feeling, look: Look) -> dict[str, object]:
    theme = look.theme
    shapes = {"made": "circle", "broken": "square", "matters": "diamond"}
    fills = {"made": theme.good, "broken": theme.bad, "thin": theme.page}
    return {
        "feeling": feeling,
        "large": feeling in ("made", "broken"),
        "shape": shapes.get(feeling, "circle"),
        "fill": fills.get(feeling, theme.ink),
        "outline": theme.muted if feeling == "thin" else theme.page if feeling in ("made", "broken") else theme.ink,
        "colour": {"made": theme.good_text, "broken": theme.bad_text}.get(feeling, theme.ink),
    }


def _told(one: EmotionPoint, unit: str, look: Look) -> dict[str, object]:
    lang = look.lang
    return {
        "name": f"{one.code} {one.name.of(lang)}",
        "stage": one.stage.of(lang),
        "shown": spoken(one.value, unit, lang),
        "figure": number(one.value, unit, lang).text,
        "between": interval(one.low, one.high, unit, lang),
        "before": spoken(one.previous, unit, lang),
        "n": count(one.n, lang).removeprefix("n="),
        "word": FEELINGS[one.feeling].of(lang),
    }


def _names(points: tuple[EmotionPoint, ...], places: Ruler, look: Look) -> list[Stroke]:
    """Write names below the plot where there is room, else codes."""
    theme, lang = look.theme, look.lang
    rows = [
        {
            "at": at,
            "code": ["", one.code] if at % 2 else [one.code],  # staggered: on a phone two codes do not fit side by side
            "name": wrapped(one.name.of(lang), 74, lines=LINES),
            "strong": one.feeling in ("made", "broken"),
        }
        for at, one in enumerate(points)
    ]
    least = look.size(ROOMY)
    bottom = alt.YValue("height")  # type: ignore[no-untyped-call]
    strokes = []
    for strong in (False, True):
        mark = layer(row for row in rows if row["strong"] is strong).mark_text(
            text={"expr": f"width < {least} ? datum.code : datum.name"},
            baseline="top",
            dy=look.size(8),
            color=theme.ink,
            fontWeight=600 if strong else 400,
            lineHeight=look.size(LINE_HEIGHT),
        )
        strokes.append(mark.encode(x=placed("at", places), y=bottom))
    return strokes
