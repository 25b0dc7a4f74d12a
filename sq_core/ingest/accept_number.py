"""A number cell: read, converted to the unit stored, held against its bounds."""

from __future__ import annotations

from datetime import time, timedelta
from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING

from sq_core.ingest.accepted import Accepted, missing, quoted, refused
from sq_core.ingest.cell_words import is_missing
from sq_core.ingest.numbers import Written, read_number
from sq_core.ingest.unit_words import factor_to, find_measure, is_foreign_money, scaled
from sq_core.words import UNITS, Text, same

if TYPE_CHECKING:
    from sq_core.ingest.accepted import Manner
    from sq_core.sheets import Cell, Column


def _limit(value: float, column: Column) -> str:
    return f"{value * 100:g}%" if column.unit == "percent" else f"{value:g}"


def _bounds(column: Column) -> Text:
    low = None if column.lowest is None else _limit(column.lowest, column)
    high = None if column.highest is None else _limit(column.highest, column)
    if low is not None and high is not None:
        return Text(f"{low} 至 {high}", f"{low} to {high}")
    return Text(f"不小于 {low}", f"{low} or more") if low is not None else Text(f"不大于 {high}", f"{high} or less")


def check_range(column: Column, value: float, raw: object) -> Accepted | None:
    """Refuse a number outside the column's bounds, or a fraction where whole numbers are wanted."""
    if column.type == "integer" and not float(value).is_integer():
        return refused(
            "not-whole",
            Text("{value}不是整数", "{value} is not a whole number").fill(value=quoted(raw)),
            Text("请填写整数", "Enter a whole number"),
        )
    too_low = column.lowest is not None and value < column.lowest - 1e-12
    too_high = column.highest is not None and value > column.highest + 1e-12
    if not too_low and not too_high:
        return None
    remedy = Text("请填写{bounds}的数值", "Enter a value of {bounds}").fill(bounds=_bounds(column))
    if column.unit == "percent" and too_high and 1 < value <= 100:
        remedy = Text("比率请写成 30% 或 0.3", "Write rates as 30% or 0.3")
    return refused(
        "out-of-range",
        Text("{value}超出允许范围（{bounds}）", "{value} is outside the allowed range ({bounds})").fill(
            value=quoted(raw), bounds=_bounds(column)
        ),
        remedy,
    )


def _not_number(raw: object) -> Accepted:
    return refused(
        "not-a-number",
        Text("{value}不是数字", "{value} is not a number").fill(value=quoted(raw)),
        Text("请只填数字；没有数值时留空", "Enter a number only; leave it blank where there is none"),
    )


def _wrong_unit(raw: object, spelt: str, base: str) -> Accepted:
    unit = UNITS[base].name if base in UNITS else same(base)
    return refused(
        "wrong-unit",
        Text(
            "{value}的单位“{spelt}”无法换算为{unit}", "The unit {spelt} of {value} cannot be converted to {unit}"
        ).fill(value=quoted(raw), spelt=spelt, unit=unit),
        Text("请换算后填写，或在表头注明单位", "Convert it first, or name the unit in the header"),
    )


def _own_factor(spelt: str, base: str) -> float | None:
    if base:
        return factor_to(base, spelt)
    measure = find_measure(spelt)
    if measure is None:
        return 1.0 if spelt in _ADDS_NOTHING or spelt in {"$", "€", "£", "usd", "eur", "gbp"} else None
    return measure.factor if measure.unit in ("percent", "pp", "cny", "count") else 1.0


_ADDS_NOTHING = frozenset({"年", "年度", "级", "倍"})
"""Words after a number that say what kind it is and change nothing: 2023年, 3级."""


def factor_of(column: Column, manner: Manner) -> float | None:
    """Say what a bare number of a column is multiplied by; None where its unit cannot be converted."""
    return _own_factor(manner.unit, column.unit or manner.base) if manner.unit else 1.0


def _factor(written: Written, column: Column, manner: Manner) -> float | None:
    if written.unit:
        return _own_factor(written.unit, column.unit or manner.base)
    return 1.0 if written.multiplied else factor_of(column, manner)


_NUMBER_FORM = Text("数字写法已统一", "Numbers were brought to plain form")
_CONVERTED = Text("已换算为存储单位", "Numbers were converted to the unit stored")


def _from_written(column: Column, raw: object, written: Written, manner: Manner) -> Accepted:
    factor = _factor(written, column, manner)
    if factor is None:
        spelt = written.unit or manner.unit
        known = find_measure(spelt) is not None or is_foreign_money(spelt)
        return _wrong_unit(raw, spelt, column.unit or manner.base) if known else _not_number(raw)
    value = scaled(written.value, factor)
    if refusal := check_range(column, value, raw):
        return refusal
    stored: Cell = int(value) if column.type == "integer" else value
    if written.bare and factor == 1.0:
        return Accepted(stored)
    if factor != 1.0:
        return Accepted(stored, change=_CONVERTED, rule="unit-converted")
    return Accepted(stored, change=_NUMBER_FORM, rule="number-form")


def _from_span(column: Column, raw: timedelta, manner: Manner) -> Accepted:
    factor = (
        factor_to(column.unit or manner.base, "days")
        if (column.unit or manner.base) in ("minutes", "hours", "days")
        else None
    )
    if factor is None:
        return _not_number(raw)
    value = scaled(raw / timedelta(days=1), factor)
    return check_range(column, value, raw) or Accepted(value, change=_CONVERTED, rule="unit-converted")


def accept_number(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check a number cell; what is no number is refused, a word for missing is no value."""
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    if isinstance(raw, timedelta):
        return _from_span(column, raw, manner)
    if isinstance(raw, bool):
        return _not_number(raw)
    if isinstance(raw, Real):
        return _from_written(column, raw, Written(float(raw), bare=True), manner) if isfinite(raw) else _not_number(raw)
    if not isinstance(raw, str):
        return _not_number(raw)
    text = raw.strip()
    written = read_number(text, decimal_comma=manner.decimal_comma)
    if written is not None:
        return _from_written(column, text, written, manner)
    return missing(column) if is_missing(text, as_text=False) else _not_number(text)
