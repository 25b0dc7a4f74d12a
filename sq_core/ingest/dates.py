"""Dates as people write them, and the one question a single cell cannot answer: is 04/05 the fourth of May or April 5th?

The whole column decides (``day_or_month_first``): a first number above 12 is a day, a second number above 12 is a day. Where
no value decides, other evidence in the sheet does (another column, am and pm, which go with month first); without any, the
month is read before the day, the order of 年月日 and of ISO dates, and a finding says so. Dates with points (05.04.2026) put
the day first everywhere. A zone after the time is read over: day and time are as written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

Order = Literal["day", "month", "mixed", ""]
"""What comes first in 04/05/2026; ``mixed`` when values of one column contradict each other, empty when none decides."""

_CLOCK = (
    r"(?P<rest>[t\s,]*(?:(?:上午|下午|晚上|凌晨|中午|오전|오후|[ap]\.?m\.?)\s*)?"
    r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:[.,]\d+)?)?|\d{1,2}[时點点]\d{1,2}分?(?:\d{1,2}秒)?)?"
    r"\s*(?:上午|下午|오전|오후|[ap]\.?m\.?)?\s*(?:z|(?:utc|gmt)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?)"
)
_WEEKDAY = re.compile(
    r"\(?(?:星期|周)[一二三四五六日天]\)?|\((?:mon|tue|wed|thu|fri|sat|sun)\w*\)|^(?:mon|tue|wed|thu|fri|sat|sun)\w*[,\s]+"
)
_MONTH_WORD = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTHS = {
    word: n + 1
    for n, word in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
}
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*[-/.年년]\s*(?P<m>\d{1,2})\s*(?:[-/.월月]\s*(?P<d>\d{1,2})\s*[日号일.]?|[月월.]?)" + _CLOCK
)
_YEAR_LAST = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d{2})" + _CLOCK)
_DAY_WORD = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-/]*(?:of\s+)?" + _MONTH_WORD + r"[\s,\-/]*(?P<y>\d{4}|\d{2})" + _CLOCK
)
_WORD_DAY = re.compile(_MONTH_WORD + r"\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{4})" + _CLOCK)
_WORD_YEAR = re.compile(_MONTH_WORD + r"[\s,\-/']*(?P<y>\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})?")
_DIGIT = re.compile(r"\d")
_YEAR_ONLY = re.compile(r"(?:19|20|21)\d{2}\s*[年년]?")
_MERIDIEM = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_TIME = re.compile(r"(?P<h>\d{1,2})[:时時點点](?P<m>\d{1,2})(?:[:分](?P<s>\d{1,2}))?")
_LATE, _EARLY = re.compile(r"下午|晚上|오후|p\.?m"), re.compile(r"上午|凌晨|오전|a\.?m")
_NUMBERS_FIRST = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/])(?P<b>\d{1,2})(?P=mark)\d{2,4}")

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(3654, 109_575)
"""Excel's day numbers from 1910 to 2199; a smaller number in a date column is rather a year or a mistake."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Dated:
    """A date read from a cell: the day, and what was lost or added on the way."""

    day: date
    iso: bool = False
    """Whether it was written as 2026-10-31."""
    timed: bool = False
    """Whether a time of day stood after it."""
    month_only: bool = False
    """Whether only a month was named, so that the first was taken."""
    clock: time | None = time()
    """The time of day; None where it is none (25:70)."""


def _spelling(text: str) -> str:
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    folded = folded.strip().casefold()
    return _WEEKDAY.sub(" ", folded).strip() if _WEEKDAY.search(folded) else folded


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def _made(match: re.Match[str], month: int, day: str | None, *, iso: bool = False) -> Dated | None:
    year = _full_year(match["y"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        found = date(year, month, int(day) if day else 1)
    except ValueError:
        return None
    rest = match.groupdict().get("rest") or ""
    timed = _DIGIT.search(rest) is not None
    return Dated(found, iso=iso, timed=timed, month_only=day is None, clock=_clock(rest) if timed else time())


def _clock(text: str) -> time | None:
    """Read the time of day behind a date; None where there is no such time."""
    match = _TIME.search(text)
    if match is None:
        return time()  # only a zone stood there
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    if _LATE.search(text) or "中午" in text:
        hour += 12 if hour < (11 if "中午" in text else 12) else 0
    elif _EARLY.search(text) and hour == 12:
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _from_year_last(match: re.Match[str], order: Order) -> Dated | None:
    first, second = int(match["a"]), int(match["b"])
    if order == "mixed" and match["mark"] != "." and first != second and max(first, second) <= 12:
        return None
    day_first = match["mark"] == "." or (order == "day" if order in ("day", "month") else first > 12)
    month, day = (second, match["a"]) if day_first else (first, match["b"])
    return _made(match, month, day)


def _numbered(match: re.Match[str], order: Order) -> Dated | None:
    del order
    parts = match.groupdict()
    iso = match.string[4:5] == "-" and len(match["m"]) == 2
    return _made(match, int(match["m"]), parts.get("d"), iso=iso)


def _worded(match: re.Match[str], order: Order) -> Dated | None:
    del order
    return _made(match, _MONTHS[match["word"]], match.groupdict().get("d"))


_SHAPES = (
    (_YEAR_FIRST, _numbered),
    (_YEAR_LAST, _from_year_last),
    (_COMPACT, _numbered),
    (_DAY_WORD, _worded),
    (_WORD_DAY, _worded),
    (_WORD_YEAR, _worded),
    (_MONTH_YEAR, _numbered),
)


def _read_iso(text: str) -> Dated | None:
    try:
        return Dated(date.fromisoformat(text), iso=True)
    except ValueError:
        return None


def read_date(text: str, order: Order = "") -> Dated | None:
    """Read a text as a date; None when it is not one (a year alone is not)."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return _read_iso(text)
    spelling = _spelling(text)
    for shape, read in _SHAPES:
        if match := shape.fullmatch(spelling):
            return read(match, order)
    return read_serial(float(spelling)) if spelling.isascii() and spelling.isdigit() and len(spelling) == 5 else None


def read_serial(number: float) -> Dated | None:
    """Read a number as Excel's count of days, or as 20261031 or 202610; None when it is neither."""
    days = int(number)
    if days in _SERIALS:
        seconds = round((number - days) * 86_400)
        clock = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
        return Dated(_SERIAL_ZERO + timedelta(days=days), timed=number != days, clock=clock)
    match = _COMPACT.fullmatch(str(days)) if number == days else None
    return _made(match, int(match["m"]), match["d"]) if match else None


def is_year(text: str) -> bool:
    """Tell a year on its own."""
    return _YEAR_ONLY.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def day_or_month_first(texts: list[str]) -> Order:
    """Decide for a whole column what 04/05/2026 begins with."""
    days = months = 0
    for text in texts:
        match = _NUMBERS_FIRST.match(text.strip())
        if match:
            days += int(match["a"]) > 12
            months += int(match["b"]) > 12
    if days and months:
        return "mixed"
    return "day" if days else "month" if months else ""


def is_order_open(texts: list[str]) -> bool:
    """Say whether a column holds dates that could be read either way."""
    return any((match := _NUMBERS_FIRST.match(text.strip())) and match["a"] != match["b"] for text in texts)


def has_meridiem(texts: list[str]) -> bool:
    """Say whether times are written with am and pm, which goes with the month before the day."""
    return any(_MERIDIEM.search(text) for text in texts)
