"""Rows that are not data: totals, and numbered lines nobody filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.cell_words import is_total
from sq_core.ingest.raw import BLANK, TEXT
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.notes import Notes
    from sq_core.ingest.raw import RawColumn

    Rows = NDArray[np.int64]

_LABELS_LOOKED_AT = 3
_LONGEST_LABEL = 16


def totals(columns: Sequence[RawColumn], keys: Sequence[RawColumn], rows: Rows, notes: Notes) -> NDArray[np.bool_]:
    """Mark totals rows: the first filled cell, or one of the first, says 合计 or Total, and each key is blank or says so."""
    marked = np.zeros(len(rows), np.bool_)
    labelled = np.zeros(len(rows), np.bool_)
    words = {
        column.number: np.array([len(text) <= _LONGEST_LABEL and is_total(text) for text in column.texts] or [False])
        for column in columns
    }
    seen = np.zeros(len(rows), np.int64)
    for column in columns:
        filled = column.kinds[rows] != BLANK
        text = column.kinds[rows] == TEXT
        says = text & words[column.number][np.where(text, column.codes[rows], 0)]
        labelled |= says & (seen < _LABELS_LOOKED_AT)
        seen += filled
    if labelled.any():
        marked = labelled.copy()
        for column in keys:
            filled = column.kinds[rows] != BLANK
            text = column.kinds[rows] == TEXT
            says = text & words[column.number][np.where(text, column.codes[rows], 0)]
            marked &= ~filled | says
    if marked.any():
        message = Text("合计行没有读入", "Totals rows were left out")
        remedy = Text("合计由系统计算，无需填写", "Totals are calculated; they need not be entered")
        notes.add("totals-row", "noted", message, remedy, letter=columns[0].letter, rows=rows[marked])
    return marked


def only_numbered(
    keys: Sequence[RawColumn], others: Sequence[RawColumn], rows: Rows, notes: Notes
) -> NDArray[np.bool_]:
    """Mark rows whose key is filled and nothing else: lines numbered in advance."""
    marked = np.zeros(len(rows), np.bool_)
    if not keys or not others:
        return marked
    for column in keys:
        marked |= column.kinds[rows] != BLANK
    for column in others:
        marked &= column.kinds[rows] == BLANK
    if marked.any():
        message = Text("只有编号、没有内容的行没有读入", "Rows with a code and nothing else were left out")
        notes.add("only-numbered", "noted", message, letter=keys[0].letter, rows=rows[marked])
    return marked
