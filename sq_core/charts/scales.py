"""Where an axis ticks and what stands beside the ticks, computed here so that every number reads as the page writes it.

Time is laid out on day numbers, not on instants: a browser in another time zone would shift a month that begins at
midnight into the month before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from sq_core.words import decimals_of, month, month_name, number, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sq_core.words import Lang

_STEPS = (1, 2, 2.5, 5, 10)
_CLOSING = "，。、；：）》」』】！？%,.;:)]!?"
"""What may not begin a line."""
LEAST = 1e-4
"""An axis spans at least so much, and so large a share of its values: smaller differences are noise, not a finding."""
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class Ruler:
    """An axis: its two ends, where it ticks and what stands at each tick."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def span(self) -> float:
        """Return the distance between both ends, never zero."""
        return (self.high - self.low) or 1.0

    def scale(self) -> dict[str, object]:
        """Return the scale with exactly these ends: rounding them again would undo the choice made here."""
        return {"domain": [self.low, self.high], "nice": False, "zero": False}

    def axis(self, *, orient: str = "left", grid: bool = True) -> dict[str, object]:
        """Return the axis with labels written in advance."""
        return {
            "orient": orient,
            "values": list(self.ticks),
            "labelExpr": written_at(self.ticks, self.labels),
            "title": None,
            "grid": grid,
        }


def written_at(ticks: Sequence[float], labels: Sequence[str]) -> str:
    """Return the expression that finds a tick's label by its place in the list."""
    return f"{json.dumps(list(labels), ensure_ascii=False)}[indexof({json.dumps(list(ticks))}, datum.value)]"


def value_ruler(
    values: Iterable[float | None], unit: str, lang: Lang, *, zero: bool = False, ticks: int = 5, room: float = 0.06
) -> Ruler:
    """Lay out a value axis around the values at round steps; ``zero`` for bars, which must begin there."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    spare = (high - low) * room or abs(high) * room or 1.0
    spare = max(spare, abs(high) * LEAST, abs(low) * LEAST, LEAST)
    low = low if zero and low == 0 else low - spare
    high = high if zero and high == 0 else high + spare
    low = max(low, 0.0) if known and min(known) >= 0 else low
    step = _step((high - low) / ticks)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    places = tuple(round(index * step, 10) for index in range(first, last + 1))
    return Ruler(low, high, places, _labels(places, step, unit, lang))


def _step(raw: float) -> float:
    size: float = 10 ** floor(log10(raw)) if raw > 0 else 1.0
    return next(size * step for step in _STEPS if size * step >= raw * 0.999)


def _labels(places: Sequence[float], step: float, unit: str, lang: Lang) -> tuple[str, ...]:
    """Write the ticks alike; where they are counted in 万 or M, the last one says so."""
    if not places:
        return ()
    widest = max(abs(place) for place in places)
    scale = scale_of(widest, unit, lang)
    shown_step = step * 100 if unit in {"percent", "pp"} else step / scale.divisor
    needed = max(0, -floor(log10(shown_step) + 1e-9))
    if round(shown_step * 10**needed, 6) % 1:
        needed += 1
    places_shown = min(needed, max(decimals_of(widest, unit, scale), needed))
    written = [number(place, unit, lang, scale=scale, decimals=places_shown) for place in places]
    if scale.name:
        return (*(each.text for each in written[:-1]), str(written[-1]))
    return tuple(each.text + ("%" if each.label == "%" else "") for each in written)


def day_number(when: date) -> int:
    """Return the number a date has on a time axis."""
    return when.toordinal()


def time_ruler(first: date, last: date, lang: Lang, *, ticks: int = 8) -> Ruler:
    """Lay out a time axis in whole months; the year stands at the first tick and at every January."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _MONTH_STEPS if months / each <= ticks), _MONTH_STEPS[-1])
    start = first.year * 12 + first.month - 1
    start += 0 if first.day == 1 else 1
    start += -start % step if step > 1 else 0
    found: list[date] = []
    while date(start // 12, start % 12 + 1, 1) <= last:
        found.append(date(start // 12, start % 12 + 1, 1))
        start += step
    labels = tuple(_time_label(when, index == 0, step, lang) for index, when in enumerate(found))
    return Ruler(day_number(first), day_number(last), tuple(float(day_number(when)) for when in found), labels)


def _time_label(when: date, first: bool, step: int, lang: Lang) -> str:
    if step >= 12 and when.month == 1:
        return f"{when.year}年" if lang == "zh" else str(when.year)
    return month(when, lang) if first or when.month == 1 else month_name(when, lang)


def text_width(text: str, size: float = 12.5) -> float:
    """Estimate how many pixels a line of text takes: a Chinese character is as wide as it is high."""
    return sum(size if character > "\u2e7f" else size * 0.53 for character in text)


def wrapped(text: str, pixels: float, size: float = 12.5, lines: int = 2) -> list[str]:
    """Break a label into at most so many lines of like length, at spaces where there are any; an ellipsis ends the rest."""
    total = text_width(text, size)
    needed = min(max(ceil(total / pixels), 1), lines)
    width = min(total / needed + size, pixels)
    found = _broken(text, width, size)
    while len(found) > needed and width < pixels:
        width = min(width + size, pixels)
        found = _broken(text, width, size)
    if len(found) <= lines:
        return [line.strip() for line in found]
    kept, rest = found[: lines - 1], "".join(found[lines - 1 :])
    return [*(line.strip() for line in kept), _shortened(rest.strip(), pixels, size)]


def _broken(text: str, pixels: float, size: float) -> list[str]:
    found, line = [], ""
    for piece in _pieces(text):
        if line and text_width((line + piece).strip(), size) > pixels:
            found.append(line)
            line = piece
        else:
            line += piece
    return [*found, line]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        together = pieces and character <= "\u2e7f" and pieces[-1][-1] <= "\u2e7f" and pieces[-1][-1] != " "
        if together or (pieces and character in _CLOSING):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _shortened(text: str, pixels: float, size: float) -> str:
    while len(text) > 1 and text_width(text + "…", size) > pixels:
        text = text[:-1]
    return text.rstrip() + "…"


def spread(places: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move labels that would collide apart, keeping their order and staying between both ends where that is possible."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + apart)
    over = moved[order[-1]] - high if order else 0
    if over > 0:
        limit = high
        for index in reversed(order):
            moved[index] = min(moved[index], limit)
            limit = moved[index] - apart
    return [max(place, low) for place in moved]
