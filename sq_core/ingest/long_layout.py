"""Questionnaires in long layout: one answer a row, with the respondent, the item and what was answered.

Each item is given a column of its own in which only its rows are filled, under the letter of the column it came from. So the
same reading of scales, words and codes for no answer serves both layouts, and every finding names the cell that was written.
Afterwards the answers of a respondent are brought together under the first of their rows; the row of each answer is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sq_core.ingest.accepted import as_text
from sq_core.ingest.fold import fold
from sq_core.ingest.items import item_of_code, paired_codes
from sq_core.ingest.raw import BLANK, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.answers import Answers
    from sq_core.ingest.items import ItemColumn, ItemFinder
    from sq_core.ingest.match import Pair
    from sq_core.ingest.raw import RawColumn
    from sq_core.ingest.regions import Region
    from sq_core.sheets import Contract

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]

RESPONDENT = "respondent"
ANSWER = "answers:"
"""What stands before the name of a column of answers among the columns of a batch."""
_MOST_ITEMS = 500
_MANY_WIDE = 2
"""So many items in columns of their own, and the sheet is taken to be wide after all."""


@dataclass(frozen=True, slots=True)
class LongLayout:
    """Which columns of a region hold the item and the answers: names of the contract's answer columns to places."""

    places: Mapping[str, int]

    @property
    def halves(self) -> dict[str, int]:
        """The places of answers by role; a score has none."""
        return {"" if name == "score" else name: at for name, at in self.places.items() if name != "item"}


def find_layout(
    region: Region, contract: Contract, taken: Collection[int], told: Mapping[str, int] = MappingProxyType({})
) -> LongLayout | None:
    """Find the columns of a long layout by what a person told or by their headers; None unless item and answer are named."""
    places = dict(told)
    for place, header in enumerate(region.headers):
        if not header or place in taken or place in told.values():
            continue
        for column in contract.answers:
            spellings = {fold(one) for one in (column.name, column.header.zh, column.header.en, *column.synonyms)}
            if fold(header) in spellings and column.name not in places:
                places[column.name] = place
                break
    if "perception" in places or "expectation" in places:
        places.pop("score", None)
    return LongLayout(places) if "item" in places and len(places) > 1 else None


def is_long(layout: LongLayout, region: Region, pairs: Mapping[int, Pair], finder: ItemFinder) -> bool:
    """Say whether rows are answers: respondents come again in several rows, and no items stand in columns of their own."""
    respondent = next((at for at, pair in pairs.items() if pair.column == RESPONDENT), None)
    if respondent is None:
        return False
    filled = [value for value in _texts(region.columns[respondent], region.rows) if value]
    items = set(_texts(region.columns[layout.places["item"]], region.rows)) - {""}
    rest = [at for at in range(len(region.headers)) if at not in pairs and at not in layout.places.values()]
    repeated = len(set(filled)) < len(filled)
    return repeated and 0 < len(items) <= _MOST_ITEMS and len(finder.find(rest)) < _MANY_WIDE


def as_wide(layout: LongLayout, region: Region, finder: ItemFinder) -> tuple[Region, tuple[ItemColumn, ...]]:
    """Give every item a column of its own, filled in its rows only, under the letter of the column it came from."""
    codes = np.full(len(region.columns[0].kinds), -1, np.int64)
    spelt: dict[str, int] = {}
    codes[region.rows] = [
        spelt.setdefault(text, len(spelt)) if text else -1
        for text in _texts(region.columns[layout.places["item"]], region.rows)
    ]
    paired = paired_codes(tuple(spelt)) if list(layout.halves) == [""] else {}
    columns, headers, items = list(region.columns), list(region.headers), []
    for text, code in spelt.items():
        for role, place in layout.halves.items():
            source = region.columns[place]
            columns.append(replace(source, kinds=np.where(codes == code, source.kinds, BLANK).astype(np.int8)))
            headers.append(text)
            items.append(item_of_code(text, len(columns) - 1, role, paired.get(text), finder))
    wide = replace(region, columns=tuple(columns), headers=tuple(headers))
    return wide, tuple(finder.over(wide).with_words(item) for item in items)


def _texts(column: RawColumn, rows: Rows) -> list[str]:
    kinds, numbers, codes = column.kinds[rows], column.numbers[rows], column.codes[rows]
    return [
        column.texts[code].strip() if kind == TEXT else as_text(float(number)) if kind == NUMBER else ""
        for kind, number, code in zip(kinds.tolist(), numbers.tolist(), codes.tolist(), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Which response every row belongs to: the index of the first of its rows."""

    first: Rows

    @property
    def heads(self) -> Mask:
        """The rows under which responses are kept."""
        return np.equal(self.first, np.arange(len(self.first)))


def grouped(*codes: Rows) -> Grouped:
    """Bring rows together that bear the same codes."""
    together = np.zeros(len(codes[0]), np.int64)
    for one in codes:
        _, part = np.unique(one, return_inverse=True)
        _, together = np.unique(together * (int(part.max(initial=0)) + 1) + part, return_inverse=True)
    _, first, which = np.unique(together, return_index=True, return_inverse=True)
    return Grouped(first[which].astype(np.int64))


def repeats(answers: Answers, rows: Rows, by: Grouped) -> Rows:
    """Give the indices of rows that answer an item its response has answered already."""
    at = np.searchsorted(rows, answers.table["row_no"].to_numpy() - 1)
    items = answers.table["item"].combine_chunks().dictionary_encode().indices.to_numpy()
    again: list[Rows] = []
    for side in ("expectation", "perception"):
        filled = np.flatnonzero(answers.table[side].is_valid().to_numpy(zero_copy_only=False))
        order = filled[np.argsort(at[filled], kind="stable")]
        keys = by.first[at[order]] * (int(items.max(initial=0)) + 1) + items[order]
        _, begins = np.unique(keys, return_index=True)
        again.append(np.delete(at[order], begins))
    return np.unique(np.concatenate(again))


def brought_together(answers: Answers, rows: Rows, by: Grouped) -> pa.Table:
    """Put the answers under the first row of their response and keep the row in which each was written."""
    table = answers.table
    number = table["row_no"].to_numpy()
    at = np.searchsorted(rows, number - 1)
    sides = {side: table[side] for side in ("expectation", "perception")}
    written = {
        f"{side}_row": pa.array(number, pa.int32(), mask=~values.is_valid().to_numpy(zero_copy_only=False))
        for side, values in sides.items()
    }
    head = pa.array((rows[by.first[at]] + 1).astype(np.int32))
    placed = pa.table({"row_no": head, "item": table["item"], **sides, **written})
    names = [*sides, *written]
    joined = placed.group_by(["row_no", "item"], use_threads=False).aggregate([(name, "max") for name in names])
    return pa.table({"row_no": joined["row_no"], "item": joined["item"], **{n: joined[f"{n}_max"] for n in names}})
