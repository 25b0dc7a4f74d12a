"""A cell as a person reads and writes it: in the unit of its row, in their language.

Some columns leave their unit to the row (the target of a goal, the value of a benchmark), and a rate is stored as a fraction.
Nobody types fractions: where percent is shown, a bare 83 means 83%. What is shown here can be typed back and is the same
value, so that a block copied out of a grid and pasted into it changes nothing.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sq_core.ingest import IN_ROW_UNIT, accept
from sq_core.ledger.canonical import key_parts, typed
from sq_core.sheets.dictionary import NO, YES
from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.ingest import Accepted
    from sq_core.sheets import Cell, Column, Contract
    from sq_core.words import Lang

HUNDREDTHS = frozenset({"percent", "pp"})
_GROUPED = frozenset({"count", "cny"})
_GROUPED_FROM = 10_000
_NEW_ROW = Text("新增的第 {number} 行", "new row {number}")


def in_unit(contract: Contract, column: Column, unit: Cell) -> Column:
    """Give a column as it is in one row: counted in the unit the row names, where the contract leaves that to the row."""
    left_to_row = column.type == "number" and not column.unit and column.name in IN_ROW_UNIT
    if left_to_row and "unit" in contract.by_name and unit in UNITS:
        return replace(column, unit=str(unit))
    return column


def taken(column: Column, raw: object) -> Accepted:
    """Check what somebody typed into a cell of a column ``in_unit``; a bare number is in the unit that is shown."""
    if isinstance(raw, str) and column.type in ("date", "month"):
        raw = unicodedata.normalize("NFKC", raw)
    accepted = accept(column, raw, unit="%" if column.unit in HUNDREDTHS else "")
    if accepted.refusal is None or accepted.refusal.rule != "out-of-range" or column.unit not in HUNDREDTHS:
        return accepted
    remedy = Text("请填写{bounds}。", "Enter a value {bounds}.").fill(bounds=_bounds(column))
    return replace(accepted, refusal=replace(accepted.refusal, remedy=remedy))


def _bounds(column: Column) -> Text:
    low, high = (None if end is None else _number(column, end) for end in (column.lowest, column.highest))
    if low is not None and high is not None:
        return Text(f"{low} 至 {high} 的数值", f"from {low} to {high}")
    return (
        Text(f"不小于 {low} 的数值", f"of {low} or more")
        if low is not None
        else Text(f"不大于 {high} 的数值", f"of {high} or less")
    )


def shown_cell(column: Column, value: Cell, lang: Lang) -> str:
    """Write a stored value of a column ``in_unit`` so that typing it back gives the same value; nothing for no value."""
    if value is None:
        return ""
    if column.type == "choice":
        return next((choice.label.of(lang) for choice in column.choices if choice.value == value), str(value))
    if column.type == "flag":
        return (YES if value else NO).of(lang)
    if column.type == "number":
        return _number(column, float(value))
    return str(value)[:7] if column.type == "month" else str(value)


def _number(column: Column, value: float) -> str:
    if column.unit in HUNDREDTHS:
        digits = format(Decimal(f"{value * 100:.12g}"), "f")
        return f"{digits}%" if column.unit == "percent" else f"{digits} pp"
    grouped = column.unit in _GROUPED and abs(value) >= _GROUPED_FROM
    return format(Decimal(f"{value:.15g}"), ",f" if grouped else "f")


def shown_text(contract: Contract, name: str, text: str | None, unit: Cell, lang: Lang) -> str:
    """Write a cell as the ledger holds it for a person, in the unit of its row; a name that is no column stays as it is."""
    column = contract.by_name.get(name)
    if column is None or text is None:
        return text or ""
    return shown_cell(in_unit(contract, column, unit), typed(column, text), lang)


def row_name(contract: Contract, key: str, cells: Mapping[str, object], lang: Lang) -> str:
    """Say which row: its key as a person reads it, without what only says "everywhere", and its name where it has one."""
    parts = list(zip(contract.keys, key_parts(key), strict=False))
    telling = [(column, part) for column, part in parts if part != str(column.default)] or parts
    words = [shown_cell(column, typed(column, part or None), lang) for column, part in telling]
    words += [str(cells[name]) for name in (f"name_{lang}", f"subject_{lang}") if cells.get(name)][:1]
    return " · ".join(word for word in words if word)


def new_row_name(number: int, lang: Lang) -> str:
    """Say which of the rows that are being added."""
    return _NEW_ROW.fill(number=number).of(lang)
