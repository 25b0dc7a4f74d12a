"""What a column as a whole shows about its values: unit, order of day and month, decimal comma, ticks.

Per cent is the trap. A cell that shows 79 % stores 0.79; a header may say (%) over either. Where the file's number formats
can be seen (.xlsx) they decide: a cell formatted as per cent is a fraction already, any other under (%) is in per cent. In
.xls, .xlsb and .ods the formats are not seen, and a column with nothing beyond 1 but fractions is taken for fractions, which
a finding says. The key ``percent`` itself, as template and export write it, stands for fractions unless most numbers are
far beyond 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.accepted import Manner
from sq_core.ingest.cell_words import as_flag
from sq_core.ingest.dates import day_or_month_first, has_meridiem, is_order_open
from sq_core.ingest.numbers import read_number, writes_decimal_comma
from sq_core.ingest.raw import NUMBER, TEXT
from sq_core.ingest.unit_words import factor_to, find_measure, is_foreign_money
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.dates import Order
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.raw import RawColumn, RawSheet
    from sq_core.sheets import Column

    Rows = NDArray[np.int64]


def texts_in(column: RawColumn, rows: Rows) -> list[str]:
    """List the distinct texts of some rows."""
    codes = np.unique(column.codes[rows][column.kinds[rows] == TEXT])
    return [column.texts[code].strip() for code in codes.tolist()]


def _bare_numbers(column: RawColumn, rows: Rows) -> NDArray[np.float64]:
    written = (read_number(text) for text in texts_in(column, rows))
    bare = [w.value for w in written if w is not None and not w.unit]
    return np.concatenate([column.numbers[rows][column.kinds[rows] == NUMBER], np.array(bare, np.float64)])


def _only_fractions(numbers: NDArray[np.float64]) -> bool:
    """Say whether nothing passes 1 and something lies between 0 and 1."""
    return bool(len(numbers)) and bool((np.abs(numbers) <= 1).all()) and bool((numbers % 1 != 0).any())


def _mostly_small(numbers: NDArray[np.float64]) -> bool:
    """Say whether the middle one of the numbers that are not zero is a fraction rather than a number of per cents."""
    sizes = np.abs(numbers[numbers != 0])
    return not len(sizes) or float(np.median(sizes)) < 1.5


@dataclass(frozen=True, slots=True)
class Source:
    """A source column on its way into a contract column: its cells, its header, the unit found in the header."""

    raw: RawColumn
    header: str
    unit: str = ""


class Judge:
    """Decides the manner of each column of one table."""

    def __init__(self, sheet: RawSheet, rows: Rows, notes: Notes, date_columns: Sequence[RawColumn] = ()) -> None:
        self.sheet = sheet
        self.rows = rows
        self.notes = notes
        self.sheet_order = self._sheet_order(date_columns)

    def _sheet_order(self, columns: Sequence[RawColumn]) -> Order:
        texts = [texts_in(column, self.rows) for column in columns if (column.kinds[self.rows] == TEXT).any()]
        decided = {order for each in texts if (order := day_or_month_first(each)) in ("day", "month")}
        if len(decided) == 1:
            return decided.pop()
        return "month" if not decided and any(map(has_meridiem, texts)) else ""

    def manner(self, source: Source, column: Column) -> Manner:
        """Decide how a column writes its values; the unit of rows is not yet in it."""
        if column.type in ("date", "month", "moment"):
            return Manner(order=self._order(source, column))
        if column.type == "flag":
            flags = {text for text in texts_in(source.raw, self.rows) if as_flag(text) is not None}
            return Manner(cross_marks=bool(flags) and all(text.casefold() in ("x", "×") for text in flags))
        if column.type not in ("number", "integer"):
            return Manner()
        comma = writes_decimal_comma(texts_in(source.raw, self.rows))
        return Manner(unit=self._unit(source, column), decimal_comma=comma)

    def _order(self, source: Source, column: Column) -> Order:
        texts = texts_in(source.raw, self.rows)
        order = day_or_month_first(texts)
        if order or not is_order_open(texts):
            return order
        order = self.sheet_order or "month"
        first = Text("月在前", "the month first") if order == "month" else Text("日在前", "the day first")
        why = (
            Text("参照本表其他日期列", "as in other dates of this sheet")
            if self.sheet_order
            else Text("无从判断", "nothing decides")
        )
        self.notes.add(
            "date-order-assumed",
            "noted",
            Text(
                "{header}：日月顺序不明，按{first}读取（{why}）",
                "{header}: day or month first is open; read with {first} ({why})",
            ).fill(header=column.header, first=first, why=why),
            Text("如不对，请把日期写成 2026-10-31", "If that is wrong, write dates as 2026-10-31"),
            letter=source.raw.letter,
            rows=self.rows[source.raw.kinds[self.rows] == TEXT],
            value=next(text for text in texts if is_order_open([text])),
        )
        return order

    def _unit(self, source: Source, column: Column) -> str:
        if source.unit:
            return self.unit_of_numbers(source, column, source.unit, column.unit, self.rows)
        if column.unit == "percent" and column.highest == 1 and source.raw.number not in self.sheet.percent_columns:
            numbers = _bare_numbers(source.raw, self.rows)
            if len(numbers) and (np.abs(numbers) > 1).any() and ((np.abs(numbers) >= 1) | (numbers == 0)).all():
                message = Text("{header}：数值大于 1，按百分数读取", "{header}: values above 1 were read as per cent")
                self.notes.add(
                    "percent-assumed",
                    "changed",
                    message.fill(header=column.header),
                    letter=source.raw.letter,
                    rows=self.rows,
                )
                return "%"
        return ""

    def unit_of_numbers(self, source: Source, column: Column, spelt: str, base: str, rows: Rows) -> str:
        """Say in which unit bare numbers are, given the one that is named; empty when they are in the base already."""
        known = find_measure(spelt)
        if known is None and not is_foreign_money(spelt):
            return ""
        factor = factor_to(base, spelt) if base else (known.factor if known else None)
        if known is None or known.unit not in ("percent", "pp") or factor is None or factor == 1.0:
            return spelt
        if source.raw.number in self.sheet.percent_columns:
            return ""
        numbers = _bare_numbers(source.raw, rows)
        if spelt.casefold() == known.unit:
            return "" if _mostly_small(numbers) else spelt
        if not _only_fractions(numbers):
            return spelt
        self._note_fraction(source, column, rows, literally=self.sheet.formats_known)
        return spelt if self.sheet.formats_known else ""

    def _note_fraction(self, source: Source, column: Column, rows: Rows, *, literally: bool) -> None:
        how = (
            Text("0.5 读作 0.5%", "0.5 was read as 0.5 %")
            if literally
            else Text("0.5 读作 50%", "0.5 was read as 50 %")
        )
        self.notes.add(
            "percent-or-fraction",
            "noted",
            Text(
                "{header}：单位是 % 而数值都不超过 1，{how}", "{header}: the unit is % and no value passes 1; {how}"
            ).fill(header=column.header, how=how),
            Text("如不对，请把比率写成 50%", "If that is wrong, write rates as 50%"),
            letter=source.raw.letter,
            rows=rows,
        )


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Rows that name the same unit."""

    spelt: str
    rows: Rows
    at: Rows


def unit_groups(unit: RawColumn | None, rows: Rows) -> tuple[UnitGroup, ...]:
    """Group rows by what their unit column says; one group where there is none."""
    everywhere = np.arange(len(rows), dtype=np.int64)
    if unit is None:
        return (UnitGroup("", rows, everywhere),)
    codes = np.where(unit.kinds[rows] == TEXT, unit.codes[rows], -1)
    groups = []
    for code in np.unique(codes).tolist():
        at = np.flatnonzero(codes == code)
        groups.append(UnitGroup(unit.texts[code].strip() if code >= 0 else "", rows[at], at))
    return tuple(groups)


def with_row_unit(manner: Manner, judge: Judge, source: Source, column: Column, group: UnitGroup) -> Manner:
    """Add to a manner the unit that rows name for themselves, or the one in the header where they name none."""
    spelt = group.spelt or source.unit
    measure = find_measure(spelt) if spelt else None
    if measure is None:
        return manner
    unit = judge.unit_of_numbers(source, column, spelt, "", group.rows)
    return Manner(unit, measure.unit, manner.order, manner.decimal_comma, manner.cross_marks)


def header_units(sources: Mapping[str, Source]) -> str:
    """Give the unit that the headers of a table name for its rows; empty when none does."""
    from sq_core.ingest.unit_words import IN_ROW_UNIT

    named = (source.unit for name, source in sources.items() if name in IN_ROW_UNIT and source.unit)
    return next((unit for unit in named if find_measure(unit) is not None), "")
