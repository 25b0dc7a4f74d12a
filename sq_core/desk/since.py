"""What is compared with when somebody asks what changed: an edition, and the day it was then.

A day is meant as a person means it: "since Monday" counts what was done on Monday, so it is compared with how things stood
when Monday began, on the programme's own clock. An edition is meant as it is: what came after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from sq_core.catalogue import Calendar
from sq_core.ledger import change_set, edition_at

if TYPE_CHECKING:
    from sq_core.desk.desk import Desk
    from sq_core.store import Cursor

Window = Literal["yesterday", "week", "month", "quarter"]
WINDOWS: tuple[Window, ...] = ("yesterday", "week", "month", "quarter")
_DAYS_BACK: dict[Window, int] = {"yesterday": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Since:
    """An edition to compare with, and the day it was on the programme's clock when that edition was the newest."""

    edition: int
    day: date


def zone_of(desk: Desk) -> ZoneInfo:
    """Give the time zone the programme lives in."""
    return ZoneInfo(desk.parameters["timezone"])


def since_edition(cursor: Cursor, number: int, zone: ZoneInfo, today: date) -> Since:
    """Compare with an edition; the empty programme before the first one has no day of its own and takes today's."""
    edition = edition_at(cursor, str(number))
    return Since(edition, _on_clock(change_set(cursor, edition).at_utc, zone).date() if edition else today)


def since_moment(cursor: Cursor, moment: datetime, zone: ZoneInfo) -> Since:
    """Compare with how things stood at a moment."""
    exact = moment.astimezone(UTC).replace(tzinfo=None)
    return Since(edition_at(cursor, exact.isoformat(timespec="microseconds")), moment.astimezone(zone).date())


def since_day(cursor: Cursor, day: date, zone: ZoneInfo) -> Since:
    """Compare with how things stood when a day began."""
    began = datetime.combine(day, time(), zone) - timedelta(microseconds=1)
    return since_moment(cursor, began, zone)


def since_said(cursor: Cursor, said: str, zone: ZoneInfo, today: date) -> Since:
    """Read what somebody wrote: the number of an edition, a day, or a moment in UTC; raises PositionUnknown."""
    if said.isdigit():
        return since_edition(cursor, int(said), zone, today)
    number = edition_at(cursor, said)
    moment = datetime.fromisoformat(said)
    if len(said) <= len("2026-10-31"):
        return since_day(cursor, moment.date(), zone)
    return Since(number, _on_clock(moment, zone).date())


def window_opens(window: Window, today: date, fiscal_start: int) -> date:
    """Give the first day of a window that ends today."""
    if window == "quarter":
        return Calendar(today, fiscal_start).start(today, "quarter")
    return today - timedelta(days=_DAYS_BACK[window])


def _on_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """Put a moment of the ledger, kept in UTC without saying so, on the programme's clock."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
