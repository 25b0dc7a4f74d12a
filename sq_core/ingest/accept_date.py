"""A date, month or moment cell: read in the order its column shows, stored as an ISO day, a moment with its time of day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sq_core.ingest.accepted import Accepted, missing, quoted, refused, shown
from sq_core.ingest.cell_words import is_missing
from sq_core.ingest.dates import FIRST_YEAR, LAST_YEAR, Dated, is_year, read_date, read_serial
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.ingest.accepted import Manner
    from sq_core.sheets import Column


def _not_date(raw: object, manner: Manner) -> Accepted:
    if isinstance(raw, str) and is_year(raw):
        return refused(
            "year-only",
            Text("{value}只有年份", "{value} is a year only").fill(value=quoted(raw)),
            Text("请写到日，例如 2026-12-31", "Write the day as well, such as 2026-12-31"),
        )
    if manner.order == "mixed":
        return refused(
            "date-order-mixed",
            Text(
                "{value}分不清日和月：这一列两种顺序都有", "{value}: day or month first? The column has both orders"
            ).fill(value=quoted(raw)),
            Text("请统一写成 2026-10-31", "Write all dates as 2026-10-31"),
        )
    return refused(
        "not-a-date",
        Text("{value}不是日期", "{value} is not a date").fill(value=quoted(raw)),
        Text("请写成 2026-10-31", "Write it as 2026-10-31"),
    )


_FORM = Text("日期写法已统一", "Dates were brought to one form")
_IN_MONTH = Text("日期归入所在月份", "Days were put in their month")
_FIRST_DAY = Text("只有月份，取当月 1 日", "Only a month was given; its first day was taken")
_NO_TIME = Text("只保留日期，去掉时刻", "The day was kept, the time of day left out")
NO_CLOCK = Text("只有日期，没有时刻，按当天零点计", "Only the day is given, no time of day; its beginning was taken")


def _changed(column: Column, dated: Dated, rewritten: bool) -> tuple[str, Text | None]:
    """Say what was changed in a date, the most telling first."""
    changes = (
        ("month-start", _IN_MONTH, column.type == "month" and dated.day.day != 1),
        ("first-of-month", _FIRST_DAY, column.type in ("date", "moment") and dated.month_only),
        ("no-clock", NO_CLOCK, column.type == "moment" and not dated.timed),
        ("date-form", _FORM, rewritten),
        ("time-dropped", _NO_TIME, column.type == "date" and dated.timed),
    )
    return next(((rule, text) for rule, text, applies in changes if applies), ("", None))


def _read(raw: object, manner: Manner) -> tuple[Dated | None, bool]:
    """Read a value of any kind as a date, and say whether it was written in another way than it is stored."""
    if isinstance(raw, datetime):
        return Dated(raw.date(), timed=raw.time() != time(), clock=raw.time().replace(microsecond=0)), False
    if isinstance(raw, date):
        return Dated(raw), False
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        year = float(raw).is_integer() and is_year(str(int(raw)))
        return (None if year else read_serial(float(raw))), True
    dated = read_date(raw.strip(), manner.order) if isinstance(raw, str) else None
    return dated, dated is not None and not dated.iso


def _stored(column: Column, dated: Dated) -> str:
    if column.type == "moment" and dated.clock is not None:
        return datetime.combine(dated.day, dated.clock).isoformat()
    return (dated.day.replace(day=1) if column.type == "month" else dated.day).isoformat()


def accept_date(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check a date, month or moment cell; a month is stored as its first day."""
    dated, rewritten = _read(raw, manner)
    if (
        dated is not None
        and FIRST_YEAR <= dated.day.year <= LAST_YEAR
        and (column.type != "moment" or dated.clock is not None)
    ):
        rule, change = _changed(column, dated, rewritten)
        return Accepted(_stored(column, dated), change=change, rule=rule)
    if isinstance(raw, str) and is_missing(raw, as_text=False):
        return missing(column)
    return _not_date(shown(raw), manner)
