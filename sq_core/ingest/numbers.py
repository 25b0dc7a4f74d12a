"""Numbers as people write them: full width, thousands in any grouping, 万 and 亿, currency signs, brackets for minus.

A text that is a number with something around it that is not understood (``>90``, ``about 12``, ``12-15``) is not a number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from math import isfinite

_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-"})
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*\d[^()]*)\)(?P<after>[^()\d]*)")
_SHAPE = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<before>[^\d\s.,'+\-]{0,6})\s*(?P<inner_sign>[+-]?)\s*(?P<body>\d[\d.,' ]*|\.\d+)(?P<after>\D{0,16})"
)
_CURRENCIES = frozenset({"¥", "￥", "$", "€", "£", "₩", "us$", "rmb", "cny", "usd", "eur", "gbp", "人民币"})
_YUAN = frozenset({"¥", "￥", "rmb", "cny", "人民币"})
_MULTIPLIERS = {
    "万亿": 1e12,
    "千万": 1e7,
    "百万": 1e6,
    "亿": 1e8,
    "億": 1e8,
    "万": 1e4,
    "萬": 1e4,
    "千": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "thousand": 1e3,
    "k": 1e3,
}
_DECIMAL_COMMA = re.compile(r"^[^\d]*(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+)\D*$")
_DECIMAL_POINT = re.compile(r"^[^\d]*(?:\d[\d,]*,\d{3}\.\d+|\d+\.(?:\d{1,2}|\d{4,}))\D*$")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its value, and the unit spelt with it (empty when none)."""

    value: float
    unit: str = ""
    bare: bool = False
    """Whether it was digits only, nothing rewritten."""
    multiplied: bool = False
    """Whether 万, 亿, k or the like was written out, so that the unit of the column must not multiply again."""


def _groups(body: str, mark: str) -> str | None:
    """Join thousands (also the Indian way, groups of two before the last three); None where the groups are no thousands."""
    parts = body.split(mark)
    head, middle, last = parts[0], parts[1:-1], parts[-1]
    if not 1 <= len(head) <= 3 or len(last) != 3 or any(not 2 <= len(part) <= 3 for part in middle):
        return None
    return "".join(parts) if all(part.isdigit() for part in parts) else None


def _ungroup_both(body: str) -> str | None:
    mark, point = (",", ".") if body.rfind(".") > body.rfind(",") else (".", ",")
    if body.count(point) != 1:
        return None
    whole, _, fraction = body.partition(point)
    joined = _groups(whole, mark)
    return f"{joined}.{fraction}" if joined is not None and fraction.isdigit() else None


def _ungroup_comma(body: str, decimal_comma: bool) -> str | None:
    single = body.count(",") == 1
    joined = None if body.startswith("0,") or (single and decimal_comma) else _groups(body, ",")
    if joined is None and single and not body.endswith(","):
        return body.replace(",", ".")
    return joined


def _ungroup(body: str, decimal_comma: bool) -> str | None:
    """Turn digits with marks into digits with at most one point."""
    body = body.strip()
    for mark in ("'", " "):
        if mark in body:
            whole = body.split(",")[0].split(".")[0]
            joined = _groups(whole, mark)
            if joined is None:
                return None
            body = joined + body[len(whole) :]
    if "," in body and "." in body:
        return _ungroup_both(body)
    if "," in body:
        return _ungroup_comma(body, decimal_comma)
    if body.count(".") > 1 or (decimal_comma and "." in body):
        return _groups(body, ".")
    return body


_MULTIPLIERS_BEGIN = frozenset(word[0] for word in _MULTIPLIERS)


def _split_multiplier(after: str) -> tuple[float, str]:
    if after[:1] not in _MULTIPLIERS_BEGIN:
        return 1.0, after
    for word, factor in _MULTIPLIERS.items():
        rest = after[len(word) :].strip()
        if after.startswith(word) and not (word.isascii() and rest[:1].isascii() and rest[:1].isalpha()):
            return factor, rest
    return 1.0, after


def _measure(text: str, decimal_comma: bool) -> Written | None:
    match = _SHAPE.fullmatch(text)
    if match is None or (match["before"] and match["before"] not in _CURRENCIES):
        return None
    digits = _ungroup(match["body"], decimal_comma)
    if digits is None:
        return None
    after = match["after"].strip()
    trailing_minus = after == "-"
    factor, unit = (1.0, "") if trailing_minus else _split_multiplier(after)
    negative = (match["sign"] == "-") != (match["inner_sign"] == "-") or trailing_minus
    value = float(digits) * factor
    if not isfinite(value):
        return None
    before = "" if unit and match["before"] in _YUAN else match["before"]
    return Written(-value if negative else value, f"{before}{unit}", multiplied=factor != 1.0)


def read_number(text: str, *, decimal_comma: bool = False) -> Written | None:
    """Read a text as a number with an optional unit; None when it is not one.

    ``decimal_comma`` is decided for a whole column (``writes_decimal_comma``): then 1.234,5 and 1.234 are grouped by points.
    """
    if _PLAIN.fullmatch(text) and not (decimal_comma and "." in text):
        value = float(text)
        return Written(value, bare=True) if isfinite(value) else None
    spelling = unicodedata.normalize("NFKC", text).translate(_MINUS).strip().casefold()
    if _PLAIN.fullmatch(spelling) and not (decimal_comma and "." in spelling):
        return Written(float(spelling)) if isfinite(float(spelling)) else None
    bracketed = _IN_BRACKETS.fullmatch(spelling)
    if bracketed:
        inside = _measure(f"{bracketed['inside'].strip()}{bracketed['after'].strip()}", decimal_comma)
        return None if inside is None or inside.value < 0 else replace(inside, value=-inside.value)
    return _measure(spelling, decimal_comma)


def writes_decimal_comma(texts: list[str]) -> bool:
    """Say whether a column writes its decimals with a comma: one value shows it and none shows the opposite."""
    return any(_DECIMAL_COMMA.match(text) for text in texts) and not any(_DECIMAL_POINT.match(text) for text in texts)
