"""The same metric for several parts, side by side on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sq_core.charts.course import Course
from sq_core.charts.marks import PLAN, described, spoken_both
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import value_ruler
from sq_core.charts.trend import draw_course
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Point
    from sq_core.charts.theme import Look


@dataclass(frozen=True, slots=True)
class Panel:
    """One part: its name and its points."""

    title: Text
    points: tuple[Point, ...]
    subtitle: Text | None = None


def small_multiples(
    panels: Sequence[Panel], *, unit: str, zero: bool = False, height: int = 130
) -> tuple[Picture, ...]:
    """Draw one small trend per part, all on the same scale; the page lays them out as its width allows."""
    levels = [
        level
        for panel in panels
        for point in panel.points
        for level in (point.value, point.plan, point.low, point.high)
    ]
    return tuple(_panel(panel, unit, tuple(levels), zero, height) for panel in panels)


def _panel(panel: Panel, unit: str, levels: tuple[float | None, ...], zero: bool, height: int) -> Picture:
    known = [point for point in panel.points if point.value is not None]
    last = spoken_both(known[-1].value, unit) if known else Text("—", "—")
    planned = known[-1].plan if known else None
    subtitle = panel.subtitle or (
        last if planned is None else last + Text("，", ", ") + PLAN + Text(" ", " ") + spoken_both(planned, unit)
    )
    caption = Caption(panel.title, subtitle)
    draw = partial(_draw, Course(panel.points, unit, zero=zero), levels, height)
    return Picture(caption, described(caption, []), height, draw)


def _draw(course: Course, levels: tuple[float | None, ...], height: int, look: Look) -> Strokes:
    ruler = value_ruler(levels, course.unit, look.lang, zero=course.zero, ticks=3)
    return draw_course(course, look, height=height, ruler=ruler, labels=False)
