"""Periods: months, quarters, years and all time, cut by the programme's fiscal year, complete or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["month", "quarter", "year", "all"]
GRAINS: tuple[Grain, ...] = ("month", "quarter", "year", "all")
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Cuts time for a programme. ``today`` is its day, in its time zone; ``fiscal_start`` the first month of its year."""

    today: date
    fiscal_start: int = 1

    def start(self, day: date, grain: Grain) -> date:
        """Give the first day of the period a day lies in; all time begins on its own first day (year 1)."""
        if grain == "all":
            return date.min
        span = _MONTHS[grain]
        months = day.year * 12 + day.month - 1 - (self.fiscal_start - 1)
        return _day(months - months % span + self.fiscal_start - 1)

    def shift(self, start: date, grain: Grain, periods: int) -> date:
        """Move a period's first day by whole periods."""
        if grain == "all":
            return start
        return _day(start.year * 12 + start.month - 1 + periods * _MONTHS[grain])

    def year_before(self, start: date, grain: Grain) -> date:
        """Give the same period a year earlier."""
        return start if grain == "all" else _day(start.year * 12 + start.month - 1 - 12)

    def last_day(self, start: date, grain: Grain) -> date:
        """Give the last day of a period; of all time it is today."""
        return self.today if grain == "all" else self.shift(start, grain, 1) - timedelta(days=1)

    def middle(self, start: date, grain: Grain) -> date:
        """Give the day in the middle of a period: where the plan of an average over the period stands."""
        if grain == "all":
            return self.today
        return start + (self.last_day(start, grain) - start) / 2

    def complete(self, start: date, grain: Grain) -> bool:
        """Whether the period has run its course."""
        return grain == "all" or self.last_day(start, grain) <= self.today

    def age(self, start: date, grain: Grain) -> int:
        """How many complete periods have passed since this one ended; 0 for the newest complete one."""
        if grain == "all":
            return 0
        span = _MONTHS[grain]
        now = self.start(self.today + timedelta(days=1), grain)
        return max((now.year * 12 + now.month - start.year * 12 - start.month) // span - 1, 0)


def _day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
