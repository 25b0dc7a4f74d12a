"""A whole column against its contract: the rules of ``accept``, applied once to each distinct value.

Numbers and days that need no reading are taken by vector; anything else goes through ``accept_in``, so that a column of a
hundred thousand cells costs as much as its distinct values and still obeys the same rules as a single cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sq_core.ingest.accept import accept_in
from sq_core.ingest.accept_number import factor_of
from sq_core.ingest.accepted import Manner, shown
from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.plain_texts import plain_texts
from sq_core.ingest.raw import BLANK, DAY, NUMBER, TEXT, value_of
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.accepted import Accepted, Refusal
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.raw import RawColumn
    from sq_core.sheets import Cell, Column

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]

ARROW_TYPES = {
    "text": pa.string(),
    "choice": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "date": pa.date32(),
    "month": pa.date32(),
    "moment": pa.timestamp("s"),
    "flag": pa.bool_(),
}
_ZERO_DAY = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400
_FIRST_DAY = -25_567
"""1 January 1900: what a workbook dates before it, it does not date."""
_FEW = 512
"""Up to so many distinct texts are checked one by one without a look for plain ones first."""


@dataclass(slots=True)
class Draft:
    """A column being built: numbers (or days, or 0 and 1) or codes into strings; what is null, what is refused."""

    column: Column
    numbers: NDArray[np.float64]
    codes: NDArray[np.int32]
    strings: list[str]
    refused: Mask

    @staticmethod
    def blank(column: Column, size: int) -> Draft:
        """Begin with nothing."""
        return Draft(column, np.full(size, np.nan), np.full(size, -1, np.int32), [], np.zeros(size, np.bool_))

    @property
    def textual(self) -> bool:
        """Whether values are kept as strings."""
        return self.column.type in ("text", "choice")

    @property
    def filled(self) -> Mask:
        """Which cells hold a value."""
        return self.codes >= 0 if self.textual else ~np.isnan(self.numbers)

    def put(self, at: Rows, values: Sequence[Cell], which: NDArray[np.int64]) -> None:
        """Set cells from a list of distinct values and, for each cell, the number of its value."""
        if self.textual:
            known = len(self.strings)
            self.strings.extend("" if value is None else str(value) for value in values)
            null = np.array([value is None for value in values], np.bool_)
            self.codes[at] = np.where(null[which], -1, which + known)
        else:
            numbers = np.array([_number_of(value) for value in values], np.float64)
            self.numbers[at] = numbers[which]

    def array(self, keep: Mask | None = None) -> pa.Array:
        """Give the column as an Arrow array, of the rows kept."""
        kind = ARROW_TYPES[self.column.type]
        if self.textual:
            codes = self.codes if keep is None else self.codes[keep]
            taken = pa.array(codes, pa.int32(), mask=codes < 0)
            return pa.DictionaryArray.from_arrays(taken, pa.array(self.strings, pa.string())).cast(kind)
        numbers = self.numbers if keep is None else self.numbers[keep]
        null = np.isnan(numbers)
        if self.column.type == "number":
            return pa.array(numbers, kind, mask=null)
        whole = np.where(null, 0, numbers)
        if self.column.type == "moment":
            return pa.array(np.rint(whole * _SECONDS_A_DAY).astype(np.int64), mask=null).cast(kind)
        if self.column.type == "flag":
            return pa.array(whole.astype(np.bool_), kind, mask=null)
        small = np.int64 if self.column.type == "integer" else np.int32
        return pa.array(whole.astype(small), mask=null).cast(kind)


def _number_of(value: Cell) -> float:
    if value is None:
        return np.nan
    if isinstance(value, str):
        day = float(date.fromisoformat(value[:10]).toordinal() - _ZERO_DAY)
        return day + _seconds(time.fromisoformat(value[11:])) / _SECONDS_A_DAY if len(value) > 10 else day
    return float(value)


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second


class ColumnReader:
    """Reads the cells of one source column, in rows given, into a draft; notes what was changed, missing or refused."""

    def __init__(self, source: RawColumn, column: Column, header: Text, notes: Notes) -> None:
        self.source = source
        self.column = column
        self.header = header
        self.notes = notes

    def read(self, draft: Draft, rows: Rows, at: Rows, manner: Manner) -> None:
        """Read the cells of ``rows`` into the places ``at`` of the draft."""
        kinds = self.source.kinds[rows]
        for kind in np.unique(kinds).tolist():
            chosen = np.flatnonzero(kinds == kind)
            spots = at[chosen]
            if kind == BLANK:
                self._each(draft, rows[chosen], spots, [None], np.zeros(len(chosen), np.int64), manner)
            elif kind == TEXT:
                self._texts(draft, rows[chosen], spots, manner)
            else:
                self._numbers(draft, rows[chosen], spots, manner, kind)

    def _texts(self, draft: Draft, rows: Rows, at: Rows, manner: Manner) -> None:
        codes = self.source.codes[rows]
        used, which = np.unique(codes, return_inverse=True)
        texts = [self.source.texts[code] for code in used.tolist()]
        plain = plain_texts(self.column, texts, manner) if len(texts) > _FEW else None
        if plain is None:
            self._each(draft, rows, at, texts, which, manner)
            return
        easy = plain.easy[which]
        draft.put(at[easy], plain.values, which[easy])
        odd = np.flatnonzero(~plain.easy)
        place = np.zeros(len(texts), np.int64)
        place[odd] = np.arange(len(odd))
        self._each(draft, rows[~easy], at[~easy], [texts[n] for n in odd.tolist()], place[which[~easy]], manner)

    def _numbers(self, draft: Draft, rows: Rows, at: Rows, manner: Manner, kind: int) -> None:
        numbers = self.source.numbers[rows]
        rest = np.ones(len(rows), np.bool_)
        if kind == NUMBER and self.column.type in ("number", "integer"):
            rest = self._plain_numbers(draft, rows, at, manner)
        elif kind == DAY and self.column.type == "date":
            rest = (numbers % 1 != 0) | (numbers < _FIRST_DAY)
            draft.numbers[at[~rest]] = numbers[~rest]
            if rest.any() and (numbers[rest] >= _FIRST_DAY).all():
                self._drop_times(draft, rows[rest], at[rest])
                return
        elif kind == DAY and self.column.type == "moment":
            rest = numbers < _FIRST_DAY
            draft.numbers[at[~rest]] = numbers[~rest]
            if not (numbers % 1 != 0).any():
                self._note_all(draft, rows, at, value_of(DAY, float(numbers[0])), Manner())
        if not rest.any():
            return
        distinct, which = np.unique(numbers[rest], return_inverse=True)
        values = [value_of(kind, number) for number in distinct.tolist()]
        self._each(draft, rows[rest], at[rest], values, which, manner)

    def _drop_times(self, draft: Draft, rows: Rows, at: Rows) -> None:
        days = np.floor(self.source.numbers[rows])
        draft.numbers[at] = days
        first = value_of(DAY, float(self.source.numbers[rows[0]]))
        self._note_all(draft, rows, at, first, Manner())

    def _plain_numbers(self, draft: Draft, rows: Rows, at: Rows, manner: Manner) -> Mask:
        """Take numbers within bounds by vector; say which are left."""
        factor = factor_of(self.column, manner)
        if factor is None:
            return np.ones(len(rows), np.bool_)
        numbers = self.source.numbers[rows]
        values = numbers / round(1 / factor) if 0 < factor < 1 else numbers * factor
        good = np.isfinite(values)
        if self.column.lowest is not None:
            good &= values >= self.column.lowest - 1e-12
        if self.column.highest is not None:
            good &= values <= self.column.highest + 1e-12
        if self.column.type == "integer":
            good &= values == np.floor(values)
        draft.numbers[at[good]] = values[good]
        if factor != 1.0 and good.any():
            self._note_all(draft, rows[good], at[good], float(numbers[good][0]), manner)
        return ~good

    def _note_all(self, draft: Draft, rows: Rows, at: Rows, first: object, manner: Manner) -> None:
        """Note what happens to the first of many cells that were taken by vector."""
        accepted = accept_in(self.column, first, manner)
        self._note(draft, [accepted], [first], [0], rows, at, np.ones(len(rows), np.bool_))

    def _each(
        self, draft: Draft, rows: Rows, at: Rows, values: Sequence[object], which: NDArray[np.int64], manner: Manner
    ) -> None:
        accepted = [accept_in(self.column, value, manner) for value in values]
        draft.put(at, [one.value for one in accepted], which)
        kinds = [_kind_of(one) for one in accepted]
        for kind in dict.fromkeys(kinds):
            if kind:
                members = np.array([one == kind for one in kinds], np.bool_)[which]
                self._note(
                    draft, accepted, values, [n for n, one in enumerate(kinds) if one == kind], rows, at, members
                )

    def _note(
        self,
        draft: Draft,
        accepted: Sequence[Accepted],
        values: Sequence[object],
        alike: Sequence[int],
        rows: Rows,
        at: Rows,
        members: Mask,
    ) -> None:
        """Note one cause: the values that share it, and the cells in which they stand."""
        first, raw, where = accepted[alike[0]], values[alike[0]], rows[members]
        if first.refusal is not None:
            draft.refused[at[members]] = True
            self._note_refusal(first.refusal, raw, where, len(alike))
        elif first.missing:
            self._note_missing(where, raw)
        elif first.change is not None:
            example = f"{shown(raw)} → {shown(first.value)}"
            message = _about(self.header, first.change) + Text(f"，例如 {example}", f", for example {example}")
            self.notes.add(first.rule, "changed", message, letter=self.source.letter, rows=where, value=example)

    def _note_refusal(self, refusal: Refusal, raw: object, where: Rows, different: int) -> None:
        named = refusal.rule == "missing-required"
        message = refusal.message if named else _about(self.header, refusal.message)
        if different > 1 and not named:
            message += Text(f"（共 {different} 种写法）", f" ({different} different values)")
        value = "" if raw is None or raw == NOT_CALCULATED else shown(raw)
        letter = self.source.letter
        self.notes.add(refusal.rule, "refused", message, refusal.remedy, letter=letter, rows=where, value=value)

    def _note_missing(self, where: Rows, raw: object) -> None:
        broken = isinstance(raw, str) and (raw == NOT_CALCULATED or raw.startswith("#"))
        word = "" if raw == NOT_CALCULATED else shown(raw)
        message = Text(f"“{word}”按没有数值处理", f"“{word}” was taken as no value")
        if broken:
            message = Text(
                "公式出错或没有结果，按空白处理", "Formulas that failed or have no result were taken as blank"
            )
        rule = "formula-blank" if broken else "missing-word"
        self.notes.add(rule, "noted", _about(self.header, message), letter=self.source.letter, rows=where, value=word)


def _kind_of(accepted: Accepted) -> str:
    """Name the cause of a remark; empty where a value was taken as it stands."""
    if accepted.refusal is not None:
        return f"refused {accepted.refusal.rule}"
    if accepted.missing:
        return "missing"
    return f"changed {accepted.rule}" if accepted.change is not None else ""


def _about(header: Text, message: Text) -> Text:
    return Text(f"{header.zh}：{message.zh}", f"{header.en}: {message.en}")
