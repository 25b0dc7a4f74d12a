"""The pictures of the problems chapter: control charts, segments, the vital few, importance and performance, failure modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import control, failures, importance, segments, vital
from sq_core.desk.sentences import basis
from sq_core.models import QUADRANTS
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk import Desk
    from sq_core.desk.control import ControlCourse
    from sq_core.desk.failures import FailureMode, PriorityRows
    from sq_core.desk.importance import Field
    from sq_core.desk.segments import Segments
    from sq_core.desk.vital import VitalFew

CORNERS = ("concentrate here", "keep up the good work", "possible overkill", "low priority")
PERFORMANCE = Text("感知分", "Perception")
RANKED = Text(
    "风险优先数（严重度 × 发生度 × 探测度，1 至 1000）；",
    "Risk priority number (severity × occurrence × detection, 1 to 1000); ",
)


def control_picture(course: ControlCourse) -> charts.Picture:
    """Draw months on their control limits."""
    marks = [
        charts.ControlMark(
            one.month.period,
            one.month.value or 0.0,
            one.limits.center,
            one.limits.lower,
            one.limits.upper,
            one.month.n,
            one.rules,
            course.worse(one),
        )
        for one in course.points
    ]
    caption = charts.Caption(control.sentence(course), control.basis(course))
    return charts.control_chart(marks, unit=course.unit, caption=caption)


def segments_picture(desk: Desk, found: Segments) -> charts.Picture:
    """Draw segments with their intervals, told apart from the rest or not."""
    rows = [
        charts.RankedRow(
            one.name,
            one.reading.value or 0.0,
            one.reading.low,
            one.reading.high,
            one.reading.n,
            one.verdict,
        )
        for one in found.rows
    ]
    return charts.ranked_dots(
        rows,
        unit=found.whole.unit,
        caption=charts.Caption(segments.sentence(found), basis(desk, found.whole)),
        better=found.whole.better,
        reference=found.whole.value,
    )


def vital_picture(desk: Desk, found: VitalFew) -> charts.Picture:
    """Draw categories from the largest down, the vital few dark."""
    rows = [charts.ParetoRow(one.name, one.reading.value or 0.0, one.cumulated, one.vital) for one in found.rows]
    caption = charts.Caption(vital.title(found), vital.basis(desk, found))
    return charts.pareto(rows, unit=found.whole.unit, caption=caption)


def importance_picture(found: Field) -> charts.Picture:
    """Draw items by how much they matter and how well they are done."""
    marks = [
        charts.QuadrantMark(
            one.item,
            one.name,
            one.performance.value or 0.0,
            one.importance.value or 0.0,
            one.quadrant == "concentrate here",
        )
        for one in found.attributes
    ]
    first, second, third, fourth = (QUADRANTS[name] for name in CORNERS)  # type: ignore[index]
    return charts.quadrants(
        marks,
        cross=found.cross,
        performance=charts.Scale(PERFORMANCE, "score"),
        importance=charts.Scale(importance.BASES[found.basis], found.attributes[0].importance.unit),
        corners=(first, second, third, fourth),
        caption=charts.Caption(importance.title(found), importance.basis_of(found)),
    )


def failures_picture(modes: Sequence[FailureMode], table: PriorityRows) -> charts.Picture | None:
    """Draw failure modes by what must be done first; None where none is ranked."""
    rows = [
        charts.PriorityRow(
            same(f"{one.failure} ") + one.mode,
            one.ranks,
            float(one.number or 0),
            one.letter,
            None if one.number_after is None else float(one.number_after),
            one.letter_after,
        )
        for one in modes
        if one.ranks is not None
    ]
    caption = charts.Caption(failures.shift(modes), RANKED + (failures.SHIPPED if table.shipped else failures.OWN))
    return charts.priorities(rows, caption=caption) if rows else None
