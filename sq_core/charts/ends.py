"""The names of lines, written where the lines end: a legend would send the eye away and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.charts.course import ACTUAL, FORECAST, TARGET
from sq_core.charts.marks import PLAN, across, coloured, haloed, upward, words
from sq_core.charts.scales import Ruler, day_number, spread
from sq_core.charts.strokes import Stroke, layer
from sq_core.words import Lang, Text, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Point
    from sq_core.charts.course import Course
    from sq_core.charts.theme import Look

LABEL_HEIGHT = 15


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends and what it is called there."""

    day: int
    value: float
    text: str
    colour: str
    at_edge: bool


def ends_of(course: Course, look: Look) -> list[End]:
    """Find where actual, forecast and target (or plan) end, and what each is called."""
    lang, theme = look.lang, look.theme
    ends: list[End] = []

    def end(name: Text, day: date, value: float, colour: str, at_edge: bool) -> None:
        text = f"{name.of(lang)} {_short(value, course.unit, lang)}"
        ends.append(End(day_number(day), value, text, colour, at_edge))

    actual = [point for point in course.points if point.value is not None]
    expected = [point for point in course.forecast if point.value is not None]
    planned = [point for point in course.everything if point.plan is not None]
    last = course.periods()[1]
    if actual and actual[-1].value is not None:
        edge = not expected and actual[-1].period == last
        end(ACTUAL, actual[-1].period, actual[-1].value, theme.ink, edge)
    if expected and expected[-1].value is not None:
        end(FORECAST, expected[-1].period, expected[-1].value, theme.ink, expected[-1].period == last)
    if course.target is not None and course.target_date is not None:
        end(TARGET, course.target_date, course.target, theme.accent, course.target_date == last)
    elif planned and planned[-1].plan is not None:
        end(PLAN, planned[-1].period, planned[-1].plan, theme.muted, planned[-1].period == last)
    return ends


def _short(value: float, unit: str, lang: Lang) -> str:
    """Write a value for a label: the unit stands in the subtitle, only what belongs to the figure is kept."""
    return str(number(value, unit, lang)) if unit in {"percent", "cny", "count"} else number(value, unit, lang).text


def end_labels(ends: list[End], look: Look, *, days: Ruler, levels: Ruler, height: int, falling: bool) -> list[Stroke]:
    """Write each line's name where it ends, moved apart where two would collide, or beside the line that ends before the edge."""
    apart = LABEL_HEIGHT / max(height - 30, 1) * levels.span
    edge = [end for end in ends if end.at_edge]
    places = spread([end.value for end in edge], apart, levels.low, levels.high)
    rows = [
        {"day": days.high, "value": place, "text": end.text, "colour": end.colour}
        for end, place in zip(edge, places, strict=True)
    ]
    inside = [
        {"day": end.day, "value": end.value, "text": end.text, "colour": end.colour} for end in ends if not end.at_edge
    ]
    x, y = across("day", days), upward("value", levels)
    outside = layer(rows).mark_text(align="left", dx=look.size(9), fontWeight=600)
    under, over = haloed(inside, look, dy=-15 if falling else 17)
    return [
        outside.encode(x=x, y=y, text=words(), color=coloured()),
        under.encode(x=x, y=y, text=words()),
        over.encode(x=x, y=y, text=words(), color=coloured()),
    ]


def falls(points: Sequence[Point]) -> bool:
    """Tell whether the line comes down to its end: then its label has room above, else below."""
    known = [point.value for point in points[-4:] if point.value is not None]
    return len(known) > 1 and known[-1] < known[0]
