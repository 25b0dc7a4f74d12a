"""The course of a reading on its card: a line a hundred wide and a hundred high, stretched by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Point

ROOM = 8.0
"""Kept free above and below, so that a thick line is not cut."""


def spark(points: Sequence[Point]) -> dict[str, object] | None:
    """Write the strokes of a course: actual solid, a running period dashed, plan thin; None where two points are missing."""
    known = [index for index, point in enumerate(points) if point.value is not None]
    if len(known) < 2:
        return None
    levels = [level for point in points for level in (point.value, point.plan) if level is not None]
    low, high = min(levels), max(levels)

    def place(index: int, level: float) -> tuple[float, float]:
        share = (level - low) / (high - low) if high > low else 0.5
        return round(index / (len(points) - 1) * 100, 2), round(100 - ROOM - share * (100 - 2 * ROOM), 2)

    actual = [
        place(index, point.value) if point.value is not None and point.complete else None
        for index, point in enumerate(points)
    ]
    planned = [place(index, point.plan) if point.plan is not None else None for index, point in enumerate(points)]
    last = known[-1]
    x, y = place(last, points[last].value or 0.0)
    running = _running(points, known, actual, (x, y))
    return {
        "actual": _path(actual),
        "running": _path(running),
        "planned": _path(planned),
        "x": x,
        "y": y,
        "open": not points[last].complete,
    }


def _running(
    points: Sequence[Point],
    known: list[int],
    actual: list[tuple[float, float] | None],
    end: tuple[float, float],
) -> list[tuple[float, float] | None]:
    """Return the stroke from the last complete point to the one that still runs."""
    if points[known[-1]].complete:
        return []
    complete = [place for place in actual if place is not None]
    return [*complete[-1:], end]


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Write places as a path that is lifted over what is missing."""
    written, drawing = [], False
    for place in places:
        if place is not None:
            written.append(f"{'L' if drawing else 'M'}{place[0]:g} {place[1]:g}")
        drawing = place is not None
    return "".join(written)
