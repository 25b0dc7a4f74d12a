"""Where a goal is heading: what happened, what is expected with its doubt, and how likely the target is to be hit.

Two bands say how far the doubt reaches: four chances in five lie within the darker, nineteen in twenty within the lighter.
Both begin at the last complete month, where nothing is in doubt yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.catalogue import Point
from sq_core.charts.course import FORECAST, TARGET, Course
from sq_core.charts.ends import LABEL_HEIGHT, End
from sq_core.charts.marks import across, described, interval_both, spoken_both, upward
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler, day_number, time_ruler, value_ruler
from sq_core.charts.strokes import Stroke, layer
from sq_core.charts.trend import draw_course
from sq_core.words import Text, probability

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.charts.theme import Look

CHANCE = Text("命中概率 {share}", "chance {share}")
NOTATION = Text(
    "实线 实际 · 细线 计划 · 虚线 预测 · 深带 80% 区间，浅带 95% 区间 · ◆ 目标",
    "Solid: actual · thin: plan · dashed: forecast · darker band: 80%, lighter: 95% interval · ◆ target",
)
DARKER = 0.55


@dataclass(frozen=True, slots=True)
class ForesightPoint:
    """What is expected of one month, with the ends of both intervals; the plan travels with it."""

    period: date
    value: float
    low_80: float | None = None
    high_80: float | None = None
    low_95: float | None = None
    high_95: float | None = None
    plan: float | None = None

    @property
    def point(self) -> Point:
        """Return the point a course is drawn of."""
        return Point(self.period, self.value, None, self.low_95, self.high_95, self.plan)


def foresight(
    history: Sequence[Point],
    forecast: Sequence[ForesightPoint],
    *,
    unit: str,
    caption: Caption,
    target: float | None = None,
    target_date: date | None = None,
    chance: float | None = None,
    height: int = 300,
) -> Picture:
    """Draw the way so far and the way expected, up to the target, with the chance of hitting it written there."""
    bare = tuple(replace(point, low=None, high=None) for point in history)
    expected = tuple(forecast)
    course = Course(bare, unit, tuple(each.point for each in expected), target, target_date)
    told: list[Text] = []
    if expected:
        last = expected[-1]
        told.append(FORECAST + Text(" ", " ") + spoken_both(last.value, unit))
        told.append(Text("80% 区间 ", "80% interval ") + interval_both(last.low_80, last.high_80, unit))
    if target is not None:
        told.append(TARGET + Text(" ", " ") + spoken_both(target, unit))
    if chance is not None:
        told.append(CHANCE.fill(share=Text(probability(chance, "zh"), probability(chance, "en"))))
    draw = partial(_draw, course, expected, chance, height)
    return Picture(caption, described(caption, told), height, draw, NOTATION)


def _draw(
    course: Course, expected: tuple[ForesightPoint, ...], chance: float | None, height: int, look: Look
) -> Strokes:
    levels = course.levels()
    levels += [end for each in expected for end in (each.low_80, each.high_80)]
    ruler = value_ruler(levels, course.unit, look.lang)
    days = time_ruler(*course.periods(), look.lang)
    drawn = draw_course(course, look, height=height, ruler=ruler, more=_chance(course, chance, ruler, height, look))
    wide = [(each, each.low_95, each.high_95) for each in expected]
    near = [(each, each.low_80, each.high_80) for each in expected]
    bands = (
        _band(course, wide, look, days, ruler, colour=look.theme.band, opacity=1),
        _band(course, near, look, days, ruler, colour=look.theme.previous, opacity=DARKER),
    )
    return (*drawn[:1], *bands, *drawn[1:])


def _chance(course: Course, chance: float | None, ruler: Ruler, height: int, look: Look) -> list[End]:
    """Set the chance right below the name of the target: the two are read as one."""
    if chance is None or course.target is None or course.target_date is None:
        return []
    text = CHANCE.fill(share=probability(chance, look.lang)).of(look.lang)
    at_edge = course.target_date == course.periods()[1]
    line = max(abs(course.target), 1.0) * 1e-9 if at_edge else LABEL_HEIGHT / max(height - 30, 1) * ruler.span
    return [End(day_number(course.target_date), course.target - line, text, look.theme.accent, at_edge)]


def _band(
    course: Course,
    ends: Sequence[tuple[ForesightPoint, float | None, float | None]],
    look: Look,
    days: Ruler,
    levels: Ruler,
    *,
    colour: str,
    opacity: float,
) -> Stroke:
    rows = [
        {"day": day_number(each.period), "low": low, "high": high}
        for each, low, high in ends
        if low is not None and high is not None
    ]
    complete = [point for point in course.points if point.complete and point.value is not None]
    if rows and complete:
        last = complete[-1]
        rows.insert(0, {"day": day_number(last.period), "low": last.value or 0.0, "high": last.value or 0.0})
    mark = layer(rows).mark_area(color=colour, opacity=opacity)
    return mark.encode(x=across("day", days), y=upward("low", levels), y2=alt.Y2(field="high"))
