"""Units as people write them: in a header, beside a number, in a column of their own; and the way to the unit stored.

``words.UNITS`` knows the spellings. Here they are found in running text and turned into a factor. A spelling that several
units share (分, 小时) belongs to the unit that takes it as it is, factor 1, before the one that would convert it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sq_core.ingest.fold import bracketed, plain, without_brackets
from sq_core.words import UNITS

_TRAILING = re.compile(
    r"^(?P<bare>.+?)[\s_/,:\-]+(?P<unit>%|percent|percentage|pct|mins?|minutes?|hours?|hrs?|days?|sec|seconds?|cny|rmb|"
    r"元|万元|亿元|千元|百万元|分钟|小时|天|秒)$"
)
_TRAILING_SIGN = re.compile(r"^(?P<bare>.+?)\s*(?P<unit>%|‰)$")
_FOREIGN_MONEY = frozenset(
    {"$", "us$", "usd", "美元", "€", "eur", "欧元", "£", "gbp", "英镑", "jpy", "日元", "krw", "원", "hkd", "港元"}
)
_MULTIPLIED_MONEY = re.compile(
    r"^(million|mn|m|billion|bn|thousand|k|万|百万|亿)?\s*(?P<unit>\D+?)\s*(m|mn|k|bn|million|billion)?$"
)
_PERCENT_LIKE = frozenset({"percent", "pp"})
IN_ROW_UNIT = frozenset({"value", "baseline", "target", "now", "value_before", "value_after", "comparator_value"})
"""Columns that are counted in the unit their own row names; others (a sample size, a weight) are not."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit met in a workbook: how it was spelt, which unit it is, what turns a number into the unit's base."""

    spelt: str
    unit: str
    factor: float


def _spelling(text: str) -> str:
    return plain(text).strip(" .：:")


@cache
def factor_to(unit: str, spelt: str) -> float | None:
    """Say what to multiply by when a number is written in ``spelt`` and stored in ``unit``; None where that is no way."""
    spelling = _spelling(spelt)
    keys = _PERCENT_LIKE if unit in _PERCENT_LIKE else {unit}
    for key in sorted(keys, key=lambda k: k != unit):
        found = UNITS[key].spellings
        if spelling in found:
            return found[spelling]
    if spelling in {unit, plain(UNITS[unit].name.zh), plain(UNITS[unit].name.en)}:
        return 1.0
    return None


@cache
def find_measure(spelt: str) -> Measure | None:
    """Recognise a unit on its own, without a column to say which one is meant."""
    spelling = _spelling(spelt)
    if not spelling:
        return None
    if spelling in UNITS:
        return Measure(spelt, spelling, factor_to(spelling, spelling) or 1.0)
    ways = [(key, unit.spellings[spelling]) for key, unit in UNITS.items() if spelling in unit.spellings]
    ways = ways or [(key, 1.0) for key in UNITS if key != "none" and factor_to(key, spelling) == 1.0]
    if not ways:
        return None
    key, factor = next((way for way in ways if way[1] == 1.0), ways[0])
    return Measure(spelt, key, factor)


def is_foreign_money(spelt: str) -> bool:
    """Tell a currency that has no fixed rate to yuan."""
    match = _MULTIPLIED_MONEY.match(_spelling(spelt))
    return match is not None and (match["unit"] in _FOREIGN_MONEY or _spelling(spelt) in _FOREIGN_MONEY)


def scaled(value: float, factor: float) -> float:
    """Convert into the stored unit; divides where the factor is a fraction, so that 57 % is 0.57 and not 0.5700000000000001."""
    return value / round(1 / factor) if 0 < factor < 1 else value * factor


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A header taken apart: without its unit, and the unit as it was spelt."""

    bare: str
    unit: str


def split_header(header: str) -> HeaderUnit:
    """Take the unit off a header: ``金额(万元)``, ``Answer percent``, ``占比%``; without one the unit is empty."""
    for part in reversed(bracketed(header)):
        if find_measure(part) is not None or is_foreign_money(part):
            return HeaderUnit(without_brackets(header), part)
    spelling = plain(header)
    match = _TRAILING.match(spelling) or _TRAILING_SIGN.match(spelling)
    if match:
        return HeaderUnit(match["bare"], match["unit"])
    return HeaderUnit(header, "")
