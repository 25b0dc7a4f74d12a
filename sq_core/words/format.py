"""How numbers, dates and moments are written in each language.

The number and its unit come apart (``Quantity``), so that a card can set the unit smaller than the figure. Large counts and
money are scaled the way each language counts: 万 and 亿 in Chinese, k, M and bn in English. The minus is a true minus, so
that it is as wide as the plus beside it, and a missing value is a dash, never a blank and never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from math import isfinite
from typing import TYPE_CHECKING

from sq_core.words.units import UNITS

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from sq_core.words.text import Lang
    from sq_core.words.units import Unit

MISSING = "—"
MINUS = "−"
_FIRST_HANZI = "\u4e00"
_SCALED_UNITS = frozenset({"count", "cny"})
_SHOWN_IN_HUNDREDTHS = frozenset({"percent", "pp"})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, and the unit that follows it; ``glued`` when no space stands between them."""

    text: str
    label: str = ""
    glued: bool = True

    def __str__(self) -> str:
        if not self.label:
            return self.text
        return self.text + ("" if self.glued else " ") + self.label


@dataclass(frozen=True, slots=True)
class Scale:
    """A step of counting: what to divide by and what to call it."""

    divisor: float
    name: str


_ONE = Scale(1.0, "")
_SCALES: dict[Lang, tuple[Scale, ...]] = {
    "zh": (Scale(1e8, "亿"), Scale(1e4, "万")),
    "en": (Scale(1e9, "bn"), Scale(1e6, "M"), Scale(1e3, "k")),
}
_SCALE_FROM = 1e4
"""Below ten thousand a number is short enough to be written out in either language."""


def scale_of(value: float, unit: str, lang: Lang) -> Scale:
    """Choose how a number of this size is counted, so that a whole axis or interval can share one step."""
    if unit not in _SCALED_UNITS or abs(value) < _SCALE_FROM:
        return _ONE
    return next(scale for scale in _SCALES[lang] if _reaches(abs(value), scale))


def _reaches(size: float, scale: Scale) -> bool:
    """Tell whether a size is written in this step once rounded: 99,999,999 is 1.00亿, not 10,000万."""
    return round(size / scale.divisor, 4) >= 1


def number(
    value: float | None,
    unit: str,
    lang: Lang,
    *,
    sign: bool = False,
    scale: Scale | None = None,
    decimals: int | None = None,
) -> Quantity:
    """Write a stored number in its unit; ``sign`` puts a plus before a positive one.

    ``scale`` and ``decimals`` override the number's own, where several numbers must be written alike.
    """
    if value is None or not isfinite(value):
        return Quantity(MISSING)
    kind = UNITS[unit]
    step = scale or scale_of(value, unit, lang)
    places = decimals if decimals is not None else decimals_of(value, unit, step)
    return _quantity(_written(_shown(value, unit, step), places, sign=sign), kind, step, lang)


def _shown(value: float, unit: str, step: Scale) -> float:
    return value * 100 if unit in _SHOWN_IN_HUNDREDTHS else value / step.divisor


def _quantity(text: str, kind: Unit, step: Scale, lang: Lang) -> Quantity:
    label = kind.label.of(lang)
    if lang == "zh":
        label = step.name + label
        return Quantity(text, label, glued=kind.glued or label[:1] >= _FIRST_HANZI)
    if step.name:
        return Quantity(text, f"{step.name} {label}".rstrip())
    return Quantity(text, label, glued=kind.glued)


_SMALL = {"percent": 5, "pp": 0.1}
"""Rates under five percent move in hundredths: 1.27% against 1.24% is the whole story of a churn rate."""


def decimals_of(value: float, unit: str, step: Scale = _ONE) -> int:
    """Choose the decimals a number of this size is written with: the unit's own, fewer as it grows."""
    size = abs(_shown(value, unit, step))
    if 0 < size < _SMALL.get(unit, 0):
        return 2
    if step.divisor > 1:
        return 2 if size < 10 else 1 if size < 1000 else 0
    return 0 if size >= 1000 else UNITS[unit].decimals


def _written(shown: float, decimals: int, *, sign: bool) -> str:
    text = f"{abs(shown):,.{decimals}f}"
    if not text.strip("0.,"):
        return text
    if shown < 0:
        return MINUS + text
    return "+" + text if sign else text


def difference(value: float | None, unit: str, lang: Lang) -> Quantity:
    """Write a change in the unit that differences of this unit have, always signed: rates differ by percentage points."""
    return number(value, UNITS[unit].difference or unit, lang, sign=True)


def percent_change(now: float | None, before: float | None, lang: Lang) -> Quantity:
    """Write how far a value moved, as a signed share of where it was; a dash where that has no meaning."""
    if now is None or before is None or not before:
        return Quantity(MISSING)
    return number((now - before) / abs(before), "percent", lang, sign=True)


def spoken(value: float | None, unit: str, lang: Lang, *, sign: bool = False) -> str:
    """Write number and unit as one string, for sentences, labels and readers of the screen."""
    return str(number(value, unit, lang, sign=sign))


def share(value: float | None, lang: Lang, *, decimals: int = 0) -> str:
    """Write a share in whole percent, which is as fine as such shares are known."""
    written = number(value, "percent", lang, decimals=decimals)
    return written.text if value is None else str(written)


def probability(value: float | None, lang: Lang) -> str:
    """Write a probability in whole percent; nothing that is still open is called impossible or certain."""
    if value is not None and 0 < value < 0.01:
        return "<1%"
    return ">99%" if value is not None and 0.99 < value < 1 else share(value, lang)


def interval(low: float | None, high: float | None, unit: str, lang: Lang) -> str:
    """Write two ends with one unit, counted in one step; words instead of a dash where an end is negative."""
    if low is None or high is None or not (isfinite(low) and isfinite(high)):
        return MISSING
    widest = max(abs(low), abs(high))
    step = scale_of(widest, unit, lang)
    places = decimals_of(widest, unit, step)
    first = number(low, unit, lang, scale=step, decimals=places)
    last = number(high, unit, lang, scale=step, decimals=places)
    between = "–" if min(low, high) >= 0 else {"zh": " 至 ", "en": " to "}[lang]
    return f"{first.text}{between}{last}"


def count(n: float | None, lang: Lang) -> str:
    """Write how many observations a value rests on, in full: n=5,012."""
    if n is None or not isfinite(n):
        return f"n={MISSING}"
    return f"n={_written(n, 0, sign=False)}"


def day(when: date | None, lang: Lang) -> str:
    """Write a date: 2026年10月31日, 31 Oct 2026."""
    if when is None:
        return MISSING
    if lang == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(when: date | None, lang: Lang) -> str:
    """Write the month of a date: 2026年10月, Oct 2026."""
    if when is None:
        return MISSING
    if lang == "zh":
        return f"{when.year}年{when.month}月"
    return f"{_MONTHS[when.month - 1]} {when.year}"


def month_name(when: date, lang: Lang) -> str:
    """Write the month alone, for axes that give the year once: 10月, Oct."""
    return f"{when.month}月" if lang == "zh" else _MONTHS[when.month - 1]


def period(start: date | None, grain: str, lang: Lang) -> str:
    """Write a period by its first day: its month, or its first and last month, which holds in any fiscal year."""
    months = {"quarter": 3, "year": 12}.get(grain, 1)
    if start is None or grain == "all":
        return {"zh": "全部期间", "en": "All time"}[lang]
    if months == 1:
        return month(start, lang)
    last = start.replace(
        year=start.year + (start.month + months - 2) // 12, month=(start.month + months - 2) % 12 + 1, day=1
    )
    if months == 12 and start.month == 1:
        return f"{start.year}年" if lang == "zh" else str(start.year)
    if start.year != last.year:
        return f"{month(start, lang)}–{month(last, lang)}"
    if lang == "zh":
        return f"{start.year}年{start.month}–{last.month}月"
    return f"{_MONTHS[start.month - 1]}–{_MONTHS[last.month - 1]} {start.year}"


def moment(when_utc: datetime, timezone: tzinfo, lang: Lang) -> str:
    """Write a UTC moment on the wall clock of a time zone, to the minute."""
    local = _on_the_wall(when_utc, timezone)
    return f"{day(local.date(), lang)} {local:%H:%M}"


def clock(when_utc: datetime, timezone: tzinfo) -> str:
    """Write the time of day of a UTC moment in a time zone: 14:32."""
    return f"{_on_the_wall(when_utc, timezone):%H:%M}"


def _on_the_wall(when_utc: datetime, timezone: tzinfo) -> datetime:
    aware = when_utc if when_utc.tzinfo else when_utc.replace(tzinfo=UTC)
    return aware.astimezone(timezone)
