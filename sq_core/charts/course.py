"""The course of one metric over time, and what its lines are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Point

ACTUAL = Text("实际", "Actual")
FORECAST = Text("预测", "Forecast")
TARGET = Text("目标", "Target")


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one metric: actual and forecast points (the plan travels with them) and the target at its date."""

    points: tuple[Point, ...]
    unit: str
    forecast: tuple[Point, ...] = ()
    target: float | None = None
    target_date: date | None = None
    zero: bool = False

    @property
    def everything(self) -> tuple[Point, ...]:
        """Return actual and forecast in one row."""
        return self.points + self.forecast

    def periods(self) -> tuple[date, date]:
        """Return the first and the last day drawn."""
        days = [point.period for point in self.everything]
        if self.target is not None and self.target_date is not None:
            days.append(self.target_date)
        return (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 12, 1))

    def levels(self) -> list[float | None]:
        """Return every level the value axis must hold."""
        found: list[float | None] = [self.target]
        for point in self.everything:
            found += [point.value, point.low, point.high, point.plan]
        return found
