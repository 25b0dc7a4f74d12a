"""A metric over time: what happened, what was planned, what is expected, each in its own stroke and labelled at its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.course import ACTUAL, TARGET, Course
from sq_core.charts.ends import end_labels, ends_of, falls
from sq_core.charts.marks import (
    DASH,
    DOT,
    INTERVAL,
    LINE,
    PERIOD,
    PLAN,
    SAMPLE_SIZE,
    THIN,
    VALUE,
    across,
    described,
    interval_both,
    spoken_both,
    tip,
    upward,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, day_number, time_ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Text, count, interval, month, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Point
    from sq_core.charts.ends import End
    from sq_core.charts.theme import Look

NOTATION = Text(
    "实线 实际 · 细线 计划 · 虚线 预测 · 浅带 95% 区间 · 空心点 期间未完",
    "Solid: actual · thin: plan · dashed: forecast · band: 95% interval · open dot: period not complete",
)


def trend(
    points: Sequence[Point],
    *,
    unit: str,
    caption: Caption,
    forecast: Sequence[Point] = (),
    target: float | None = None,
    target_date: date | None = None,
    zero: bool = False,
    height: int = 300,
) -> Picture:
    """Draw a metric over time with its interval, plan, forecast and target."""
    course = Course(tuple(points), unit, tuple(forecast), target, target_date, zero)
    return Picture(
        caption, described(caption, _told(course)), height, partial(draw_course, course, height=height), NOTATION
    )


def _told(course: Course) -> list[Text]:
    known = [point for point in course.points if point.value is not None]
    if not known:
        return [Text("没有数据", "no data")]
    told = [
        Text("{name} {when} {value}", "{name} {when} {value}").fill(
            name=ACTUAL,
            when=Text(month(point.period, "zh"), month(point.period, "en")),
            value=spoken_both(point.value, course.unit),
        )
        for point in dict.fromkeys((known[0], known[-1]))
    ]
    last = known[-1]
    if last.low is not None:
        told.append(INTERVAL + Text(" ", " ") + interval_both(last.low, last.high, course.unit))
    if last.plan is not None:
        told.append(PLAN + Text(" ", " ") + spoken_both(last.plan, course.unit))
    if course.target is not None:
        told.append(TARGET + Text(" ", " ") + spoken_both(course.target, course.unit))
    return told


def draw_course(
    course: Course,
    look: Look,
    *,
    height: int,
    ruler: Ruler | None = None,
    labels: bool = True,
    more: Sequence[End] = (),
) -> Strokes:
    """Draw the course; panels side by side pass the ruler they share, and others more labels to stand at the ends."""
    levels = ruler or value_ruler(course.levels(), course.unit, look.lang, zero=course.zero)
    first, last = course.periods()
    days = time_ruler(first, last, look.lang, ticks=8 if labels else 3)
    x, y = partial(across, ruler=days), partial(upward, ruler=levels)
    strokes = [_bands(course, look, days, levels), _plan(course, look, days, levels)]
    strokes += _actuals(course, look, days, levels)
    strokes.append(
        layer(_dashes(course))
        .mark_line(color=look.theme.ink, strokeWidth=look.size(LINE), strokeDash=DASH, clip=False)
        .encode(x=x("day"), y=y("value"))
    )
    if course.target is not None and course.target_date is not None:
        bullet = layer([{"day": day_number(course.target_date), "value": course.target}])
        strokes.append(
            bullet.mark_point(shape="diamond", size=DOT * 1.4, color=look.theme.accent, filled=True).encode(
                x=x("day"), y=y("value")
            )
        )
    strokes.append(_pointer(course, look, days, levels))
    if not labels:
        return tuple(strokes)
    ends = [*ends_of(course, look), *more]
    strokes += end_labels(ends, look, days=days, levels=levels, height=height, falling=falls(course.points))
    return tuple(strokes)


def _bands(course: Course, look: Look, days: Ruler, levels: Ruler) -> Stroke:
    rows = [
        {"day": day_number(point.period), "low": point.low, "high": point.high}
        for point in course.everything
        if point.low is not None and point.high is not None
    ]
    return (
        layer(rows)
        .mark_area(color=look.theme.band, opacity=1)
        .encode(
            x=across("day", days, days.axis(orient="bottom", grid=False)),
            y=upward("low", levels, levels.axis()),
            y2=alt.Y2(field="high"),
        )
    )


def _plan(course: Course, look: Look, days: Ruler, levels: Ruler) -> Stroke:
    planned = [point for point in course.everything if point.plan is not None]
    rows = [{"day": day_number(point.period), "value": point.plan} for point in planned]
    # A plan that was carried on beyond its target does not come back to it.
    ahead = planned and course.target_date is not None and course.target_date > planned[-1].period
    if ahead and course.target is not None and course.target_date is not None:
        rows.append({"day": day_number(course.target_date), "value": course.target})
    return (
        layer(rows)
        .mark_line(color=look.theme.muted, strokeWidth=look.size(THIN))
        .encode(x=across("day", days), y=upward("value", levels))
    )


def _actuals(course: Course, look: Look, days: Ruler, levels: Ruler) -> list[Stroke]:
    """Draw the solid line over complete periods, its lone points, and the open mark of a period that still runs."""
    solid = [
        {"day": day_number(point.period), "value": point.value if point.complete else None} for point in course.points
    ]
    open_points = [
        {"day": day_number(point.period), "value": point.value}
        for point in course.points
        if not point.complete and point.value is not None
    ]
    x, y = across("day", days), upward("value", levels)
    ink = look.theme.ink
    return [
        layer(solid).mark_line(color=ink, strokeWidth=look.size(LINE)).encode(x=x, y=y),
        layer(_lone(course.points)).mark_point(color=ink, filled=True, size=DOT / 2, opacity=1).encode(x=x, y=y),
        layer(open_points)
        .mark_point(stroke=ink, fill=look.theme.page, strokeWidth=look.size(2), size=DOT, opacity=1)
        .encode(x=x, y=y),
    ]


def _lone(points: Sequence[Point]) -> list[dict[str, object]]:
    """Return the points a line would not show, having no neighbour, and the last complete one."""
    known = [point.value is not None and point.complete for point in points]
    last = max((index for index, there in enumerate(known) if there), default=-1)
    lone: list[dict[str, object]] = []
    for index, point in enumerate(points):
        beside = known[max(index - 1, 0) : index] + known[index + 1 : index + 2]
        if known[index] and (index == last or not any(beside)):
            lone.append({"day": day_number(point.period), "value": point.value})
    return lone


def _dashes(course: Course) -> list[dict[str, object]]:
    """Return the dashed stroke: from the last complete point through the open one and the forecast."""
    complete = [point for point in course.points if point.complete and point.value is not None]
    after = [
        point
        for point in course.everything
        if point.value is not None and (point in course.forecast or not point.complete)
    ]
    if not after:
        return []
    return [{"day": day_number(point.period), "value": point.value} for point in [*complete[-1:], *after]]


def _pointer(course: Course, look: Look, days: Ruler, levels: Ruler) -> Stroke:
    """Answer the pointer with the period's figures, on targets larger than the line is thick."""
    lang, unit = look.lang, course.unit
    rows = [
        {
            "day": day_number(point.period),
            "value": point.value if point.value is not None else point.plan,
            "period": month(point.period, lang),
            "shown": spoken(point.value, unit, lang),
            "between": interval(point.low, point.high, unit, lang),
            "plan": spoken(point.plan, unit, lang),
            "n": count(point.n, lang).removeprefix("n="),
        }
        for point in course.everything
    ]
    tips = [tip("period", PERIOD, lang), tip("shown", VALUE, lang), tip("between", INTERVAL, lang)]
    tips += [tip("plan", PLAN, lang), tip("n", SAMPLE_SIZE, lang)]
    return (
        layer(rows)
        .mark_point(size=900, opacity=0, filled=True, tooltip=True)
        .encode(x=across("day", days), y=upward("value", levels), tooltip=tips)
    )
