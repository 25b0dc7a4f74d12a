"""Sheets as the reading process hands them over: columns of cells, each with its kind; nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sq_core.ingest.child import BLANK, DAY, FLAG, NUMBER, SPAN, TEXT
from sq_core.ingest.scan import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.scan import SheetScan

    Kinds = NDArray[np.int8]
    Numbers = NDArray[np.float64]
    Codes = NDArray[np.int32]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A column of cells from row 1 of the sheet on. Texts are kept once each; ``codes`` points into them, -1 for no text.

    Numbers hold the number, 0 or 1 of a flag, the days since 1970 of a date, the days of a span of time.
    """

    number: int
    kinds: Kinds
    numbers: Numbers
    codes: Codes
    texts: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The column as a spreadsheet names it."""
        return column_letters(self.number)

    def cell(self, row: int) -> object:
        """Give one cell as a Python value; None where it is blank."""
        kind = self.kinds[row]
        if kind == BLANK:
            return None
        if kind == TEXT:
            return self.texts[self.codes[row]]
        return value_of(int(kind), float(self.numbers[row]))


def value_of(kind: int, number: float) -> object:
    """Turn a stored number back into the value of its kind."""
    if kind == FLAG:
        return bool(number)
    if kind == SPAN:
        return timedelta(days=number)
    if kind != DAY:
        return number
    moment = _EPOCH + timedelta(days=number)
    return moment if number % 1 else date(moment.year, moment.month, moment.day)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet: columns that hold anything, and what the scan of the file knows about them."""

    name: str
    rows: int
    columns: tuple[RawColumn, ...]
    visible: bool = True
    percent_columns: frozenset[int] = frozenset()
    formats_known: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class RawBook:
    """All sheets of a file; encoding and separator for a csv."""

    sheets: tuple[RawSheet, ...]
    encoding: str = ""
    separator: str = ""
    unreadable_letters: int = 0
    broken_unseen: bool = field(default=False)
    """Whether the format hides errors of formulas (.xls, .xlsb)."""


def raw_column(number: int, kinds: pa.Array, numbers: pa.Array, texts: pa.Array) -> RawColumn:
    """Build a column from its three arrays; texts of spaces only are blank cells."""
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary
    codes = np.asarray(encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int32)
    kind_of = np.array(kinds.to_numpy(zero_copy_only=False), dtype=np.int8)
    empty = pc.equal(pc.utf8_trim_whitespace(distinct), "").to_numpy(zero_copy_only=False)
    if empty.any():
        kind_of[(codes >= 0) & empty[codes]] = BLANK
    values = np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)
    return RawColumn(number, kind_of, values, codes, tuple(distinct.to_pylist()))


def _padded(column: RawColumn, rows: int) -> RawColumn:
    missing = rows - len(column.kinds)
    if missing <= 0:
        return column
    return replace(
        column,
        kinds=np.concatenate([column.kinds, np.zeros(missing, np.int8)]),
        numbers=np.concatenate([column.numbers, np.full(missing, np.nan)]),
        codes=np.concatenate([column.codes, np.full(missing, -1, np.int32)]),
    )


def _with_marks(column: RawColumn, marks: Mapping[int, str]) -> RawColumn:
    """Put the texts of broken cells where the reading library left blanks."""
    known = {text: code for code, text in enumerate(column.texts)}
    for text in marks.values():
        known.setdefault(text, len(known))
    rows = np.fromiter(marks, dtype=np.int64, count=len(marks))
    kinds, codes = column.kinds.copy(), column.codes.copy()
    kinds[rows] = TEXT
    codes[rows] = [known[text] for text in marks.values()]
    return replace(column, kinds=kinds, codes=codes, texts=tuple(known))


def with_scan(sheet: RawSheet, scan: SheetScan) -> RawSheet:
    """Add to a sheet what the scan of its file saw."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, number), text in scan.broken.items():
        by_column.setdefault(number, {})[row] = text
    rows = max([sheet.rows, *(row + 1 for row, _ in scan.broken)])
    present = {column.number: _padded(column, rows) for column in sheet.columns}
    for number, marks in by_column.items():
        blank = RawColumn(number, np.zeros(rows, np.int8), np.full(rows, np.nan), np.full(rows, -1, np.int32), ())
        present[number] = _with_marks(present.get(number, blank), marks)
    return replace(
        sheet,
        rows=rows,
        columns=tuple(present[number] for number in sorted(present)),
        percent_columns=scan.percent_columns,
        formats_known=scan.formats_known,
    )


__all__ = [
    "BLANK",
    "DAY",
    "FLAG",
    "NUMBER",
    "SPAN",
    "TEXT",
    "RawBook",
    "RawColumn",
    "RawSheet",
    "raw_column",
    "value_of",
    "with_scan",
]
