"""A date or month cell: read in the order its column shows, stored as an ISO day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sq_core.ingest.accepted import Accepted, Manner, missing, quoted, refused
from sq_core.ingest.cell_words import is_missing
from sq_core.ingest.dates import FIRST_YEAR, LAST_YEAR, Dated, is_year, read_date, read_serial
from sq_core.words import Text

if TYPE_CHECKING:
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


def _from_dated(column: Column, dated: Dated, *, rewritten: bool) -> Accepted:
    if not FIRST_YEAR <= dated.day.year <= LAST_YEAR:
        return _not_date(dated.day.isoformat(), Manner())
    if column.type == "month":
        first = dated.day.replace(day=1).isoformat()
        if dated.day.day != 1:
            return Accepted(first, change=Text("日期归入所在月份", "Days were put in their month"), rule="month-start")
        return Accepted(first, change=_DATE_FORM if rewritten else None, rule="date-form" if rewritten else "")
    day = dated.day.isoformat()
    if dated.month_only:
        return Accepted(
            day,
            change=Text("只有月份，取当月 1 日", "Only a month was given; its first day was taken"),
            rule="first-of-month",
        )
    if rewritten:
        return Accepted(day, change=_DATE_FORM, rule="date-form")
    if dated.timed:
        return Accepted(
            day, change=Text("只保留日期，去掉时刻", "The day was kept, the time of day left out"), rule="time-dropped"
        )
    return Accepted(day)


_DATE_FORM = Text("日期写法已统一", "Dates were brought to one form")


def accept_date(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check a date or month cell."""
    if isinstance(raw, datetime):
        return _from_dated(column, Dated(raw.date(), timed=raw.time() != time()), rewritten=False)
    if isinstance(raw, date):
        return _from_dated(column, Dated(raw), rewritten=False)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if float(raw).is_integer() and is_year(str(int(raw))):
            return _not_date(str(int(raw)), manner)
        serial = read_serial(float(raw))
        return _from_dated(column, serial, rewritten=True) if serial else _not_date(raw, manner)
    if not isinstance(raw, str):
        return _not_date(raw, manner)
    text = raw.strip()
    dated = read_date(text, manner.order)
    if dated is not None:
        return _from_dated(column, dated, rewritten=not dated.iso)
    return missing(column) if is_missing(text, as_text=False) else _not_date(text, manner)
