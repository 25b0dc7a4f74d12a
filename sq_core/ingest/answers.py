"""The answers of a questionnaire in long form: each item's column read on its scale, pairs joined, silence left out.

An item the programme knows is held to its scale. For an item it does not know the scale is inferred: from the words ticked,
or from the numbers. All pairs of a sheet are taken to be asked on one scale, and so are all single items answered within
1 to 7, so that an item nobody rated above 5 on a questionnaire of 1 to 7 does not become an item of 1 to 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sq_core.ingest.accepted import shown
from sq_core.ingest.cell_words import NOT_CALCULATED, is_error, is_missing
from sq_core.ingest.fold import fold
from sq_core.ingest.intake import ItemSeen
from sq_core.ingest.items import without_special
from sq_core.ingest.numbers import read_number
from sq_core.ingest.raw import BLANK, NUMBER, TEXT, value_of
from sq_core.ingest.scales import LIKERT, SPECIAL_CODES, shared_scale, smallest_scale, word_key, word_scales
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.items import ItemColumn, ItemFinder
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.raw import RawColumn
    from sq_core.ingest.scales import KnownItem

    Scale = tuple[float, float]

ANSWERS = pa.schema(
    [("row_no", pa.int32()), ("item", pa.string()), ("expectation", pa.float64()), ("perception", pa.float64())]
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a sheet, the items met, and the rows in which an answer was refused."""

    table: pa.Table
    items: tuple[ItemSeen, ...]
    refused: NDArray[np.bool_]


class _Reader:
    def __init__(
        self, columns: Sequence[RawColumn], rows: NDArray[np.int64], notes: Notes, known: Mapping[str, KnownItem]
    ) -> None:
        self.known = known
        self.columns = columns
        self.rows = rows
        self.notes = notes
        self.refused = np.zeros(len(rows), np.bool_)

    def scores(self, item: ItemColumn, scale: Scale) -> NDArray[np.float64]:
        """Read one column; an answer that is no score is not a number."""
        source = self.columns[item.place]
        kinds = source.kinds[self.rows]
        scores = np.full(len(self.rows), np.nan)
        numeric = kinds == NUMBER
        scores[numeric] = source.numbers[self.rows][numeric]
        for kind in set(np.unique(kinds).tolist()) - {BLANK, NUMBER, TEXT}:
            at = np.flatnonzero(kinds == kind)
            self._refuse(item, at, value_of(kind, float(source.numbers[self.rows[at[0]]])))
        at = np.flatnonzero(kinds == TEXT)
        codes = source.codes[self.rows[at]]
        for code in np.unique(codes).tolist():
            scores[at[codes == code]] = self._score(item, source.texts[code], at[codes == code])
        return self._within(item, scores, scale)

    def _score(self, item: ItemColumn, text: str, at: NDArray[np.int64]) -> float:
        key = word_key(text)
        if fold(text) in self._not_scored(item):
            self._note("not-scored", Text(f"“{shown(text)}”不计分", f"“{shown(text)}” is not scored"), item, at, text)
            return np.nan
        if item.scale is not None and key in item.scale.scores:
            return item.scale.scores[key]
        if text == NOT_CALCULATED or is_error(text):
            self._refuse(item, at, "" if text == NOT_CALCULATED else text)
        elif key in word_scales().unscored or is_missing(text, as_text=False):
            message = Text(f"“{shown(text)}”不计分", f"“{shown(text)}” is not scored")
            self._note("not-scored", message, item, at, text)
        else:
            written = read_number(text.strip())
            if written is not None and written.unit in ("", "分"):
                return written.value
            self._refuse(item, at, text)
        return np.nan

    def _not_scored(self, item: ItemColumn) -> frozenset[str]:
        """Give what the item itself says is no score; where it says something, nothing else is guessed."""
        return self.known[item.item].not_scored if item.item in self.known else frozenset()

    def _note(self, rule: str, message: Text, item: ItemColumn, at: NDArray[np.int64], value: object) -> None:
        letter = self.columns[item.place].letter
        self.notes.add(
            rule, "noted", message, letter=letter, rows=self.rows[at], value=shown(value), cause=shown(value)
        )

    def _refuse(self, item: ItemColumn, at: NDArray[np.int64], value: object) -> None:
        self.refused[at] = True
        message = Text(
            f"题项 {item.item}：“{shown(value)}”不是分数", f"Item {item.item}: “{shown(value)}” is not a score"
        )
        remedy = Text(
            "请填写量表上的分数；没有作答时留空", "Enter a score of the scale; leave it blank where there is no answer"
        )
        letter = self.columns[item.place].letter
        self.notes.add("not-a-score", "refused", message, remedy, letter=letter, rows=self.rows[at], value=shown(value))

    def _within(self, item: ItemColumn, scores: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
        stated = [value for one in self._not_scored(item) if (value := _as_number(one)) is not None]
        outside = ~np.isnan(scores) & ((scores < scale[0]) | (scores > scale[1]) | np.isin(scores, stated))
        if not outside.any():
            return scores
        special = outside & np.isin(scores, stated if self._not_scored(item) else list(SPECIAL_CODES))
        for code in np.unique(scores[special]).tolist():
            message = Text(f"{code:g} 按未作答处理", f"{code:g} was taken as no answer")
            self._note("special-code", message, item, np.flatnonzero(special & (scores == code)), code)
        wrong = np.flatnonzero(outside & ~special)
        if len(wrong):
            self._refuse_outside(item, wrong, scores, scale)
        return np.where(outside, np.nan, scores)

    def _refuse_outside(
        self, item: ItemColumn, wrong: NDArray[np.int64], scores: NDArray[np.float64], scale: Scale
    ) -> None:
        self.refused[wrong] = True
        span = Text(f"{scale[0]:g} 至 {scale[1]:g}", f"{scale[0]:g} to {scale[1]:g}")
        message = Text("题项 {item}：{value} 超出量表（{span}）", "Item {item}: {value} is outside its scale ({span})")
        value = f"{scores[wrong[0]]:g}"
        self.notes.add(
            "out-of-scale",
            "refused",
            message.fill(item=item.item, value=value, span=span),
            Text(
                "请改正分数，或在问卷题项表中修改量表",
                "Correct the score, or change the scale in the sheet of survey items",
            ),
            letter=self.columns[item.place].letter,
            rows=self.rows[wrong],
            value=value,
        )


def _as_number(text: str) -> float | None:
    written = read_number(text)
    return written.value if written is not None else None


def _own_scale(item: ItemColumn, finder: ItemFinder) -> Scale | None:
    scores = without_special(finder.profile(item.place).numbers)
    return smallest_scale(float(scores.min()), float(scores.max())) if len(scores) else None


def infer_scales(
    items: Sequence[ItemColumn], finder: ItemFinder, known: Mapping[str, KnownItem]
) -> Mapping[str, Scale]:
    """Give every item its scale."""
    own = {item.place: _own_scale(item, finder) for item in items if item.scale is None}
    paired = [scale for item in items if item.role and (scale := own.get(item.place)) is not None]
    likert = [scale for item in items if not item.role and (scale := own.get(item.place)) in LIKERT and scale]
    together = shared_scale(paired) if paired else (1.0, 7.0)
    scales: dict[str, Scale] = {}
    for item in items:
        found = own.get(item.place)
        if item.item in known:
            scales[item.item] = known[item.item].scale
        elif item.scale is not None:
            scales[item.item] = (item.scale.low, item.scale.high)
        elif item.role:
            scales[item.item] = together
        else:
            scales[item.item] = shared_scale(likert) if found in LIKERT else found or (1.0, 5.0)
    return scales


def _note_inferred(
    items: Sequence[ItemColumn], scales: Mapping[str, Scale], known: Mapping[str, KnownItem], notes: Notes
) -> None:
    by_scale: dict[Scale, list[str]] = {}
    for item in items:
        if item.item not in known:
            members = by_scale.setdefault(scales[item.item], [])
            if item.item not in members:
                members.append(item.item)
    for (low, high), members in by_scale.items():
        named = "、".join(members[:6]), ", ".join(members[:6])
        more = (
            Text(f" 等 {len(members)} 项", f" and others, {len(members)} in all")
            if len(members) > 6
            else Text(" ", " ")
        )
        message = Text(
            f"题项 {named[0]}{more.zh}的量表按 {low:g} 至 {high:g} 推断",
            f"Scale of {named[1]}{more.en.rstrip()} inferred as {low:g} to {high:g}",
        )
        remedy = Text(
            "如不对，请在问卷题项表中写明量表", "If that is wrong, state the scale in the sheet of survey items"
        )
        notes.add("scale-inferred", "noted", message, remedy, value=f"{low:g}-{high:g}", cause=f"{low}-{high}")


def read_answers(
    items: Sequence[ItemColumn], finder: ItemFinder, known: Mapping[str, KnownItem], notes: Notes
) -> Answers:
    """Read all items of a sheet into one long table, in the order of items and rows."""
    rows, columns = finder.region.rows, finder.region.columns
    scales = infer_scales(items, finder, known)
    _note_inferred(items, scales, known, notes)
    reader = _Reader(columns, rows, notes, known)
    scores: dict[str, dict[str, NDArray[np.float64]]] = {}
    for item in items:
        scores.setdefault(item.item, {})[item.role or "perception"] = reader.scores(item, scales[item.item])
    numbers = (rows + 1).astype(np.int32)
    parts = [_long(code, numbers, halves) for code, halves in scores.items()]
    first: dict[str, ItemColumn] = {}
    for item in items:
        first.setdefault(item.item, item)
    seen = tuple(ItemSeen(i.item, i.wording, *scales[i.item], paired=bool(i.role)) for i in first.values())
    table = pa.concat_tables(parts) if parts else ANSWERS.empty_table()
    return Answers(table, seen, reader.refused)


def _long(code: str, numbers: NDArray[np.int32], halves: Mapping[str, NDArray[np.float64]]) -> pa.Table:
    nothing = np.full(len(numbers), np.nan)
    expectation, perception = halves.get("expectation", nothing), halves.get("perception", nothing)
    answered = ~(np.isnan(expectation) & np.isnan(perception))
    arrays = [
        pa.array(half[answered], pa.float64(), mask=np.isnan(half[answered])) for half in (expectation, perception)
    ]
    count = int(answered.sum())
    item = pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([code])).cast(pa.string())
    return pa.Table.from_arrays([pa.array(numbers[answered], pa.int32()), item, *arrays], schema=ANSWERS)


__all__ = ["ANSWERS", "Answers", "infer_scales", "read_answers"]
