"""Market series: what the tests make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.background import both
from sq_core.errors import ModelError
from sq_core.models import ChangePoint, MannKendall, find_change_point, least_squares, mann_kendall
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Point
    from sq_core.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class MarketSeries:
    """A market series with its trend test and its best break; None where there are too few points to say."""

    id: str
    name: Text
    unit: str
    points: tuple[Point, ...]
    trend: MannKendall | None
    shift: ChangePoint | None


def market_series(desk: Desk) -> tuple[MarketSeries, ...]:
    """List the market series with what the tests make of them."""
    names = {str(row.cells["series"]): both(row.cells, "name") for row in desk.rows("market_series")}
    found = []
    for series, (unit, points) in desk.month_series("market_level", "series").items():
        values = [point.value for point in points if point.value is not None]
        found.append(
            MarketSeries(series, names.get(series, Text(series, series)), unit, points, _trend(values), _shift(values))
        )
    return tuple(found)


def _trend(values: list[float]) -> MannKendall | None:
    try:
        return mann_kendall(values)
    except ModelError:
        return None


def _shift(values: list[float]) -> ChangePoint | None:
    """Find the break of a series, where two levels say more than one straight line does."""
    try:
        found = find_change_point(values)
        line = least_squares([[float(index)] for index in range(len(values))], values).r_squared or 0.0
    except ModelError:
        return None
    return found if found.warranted and found.explained > line else None
