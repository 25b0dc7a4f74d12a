"""Where on a sheet a table stands: the row of its headers, the columns under them, the rows that follow.

The header row is looked for in the first rows that hold anything. It is the row with the most distinct texts, and among
rows of similar width the one whose texts are headers of some contract. A sheet is taken to hold one table; several tables,
headers over several rows and periods running across are for this module to find, so that no other has to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.ingest.accepted import as_text
from sq_core.ingest.dates import read_date
from sq_core.ingest.numbers import read_number
from sq_core.ingest.raw import BLANK, TEXT
from sq_core.ingest.unit_words import find_measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.raw import RawColumn, RawSheet

ROWS_LOOKED_AT = 40
_LONGEST_LABEL = 400
_WIDEST_LOOKED_AT = 2048


@dataclass(frozen=True, slots=True)
class Region:
    """A table on a sheet; rows are counted from 0."""

    header_row: int
    headers: tuple[str, ...]
    columns: tuple[RawColumn, ...]
    rows: NDArray[np.int64]
    """The rows below the header that hold anything."""
    above: tuple[int, ...] = ()
    """Rows above the header that hold something: titles, notes, legends."""

    def column_at(self, letter: str) -> int:
        """Say which of the columns bears this letter; -1 when none does."""
        return next((n for n, column in enumerate(self.columns) if column.letter == letter), -1)


def _is_label(text: str) -> bool:
    if len(text) > _LONGEST_LABEL or read_date(text.strip()) is not None:
        return False
    written = read_number(text.strip())
    return written is None or (written.unit != "" and find_measure(written.unit) is None)


def _labels(columns: Sequence[RawColumn], row: int) -> list[str]:
    texts = [column.texts[column.codes[row]] for column in columns if column.kinds[row] == TEXT]
    return [text for text in texts if _is_label(text)]


def _header_row(sheet: RawSheet, familiar: Callable[[Sequence[str]], float]) -> int:
    columns = sheet.columns[:_WIDEST_LOOKED_AT]
    filled = np.zeros(min(sheet.rows, 2000), np.bool_)
    for column in columns:
        filled |= column.kinds[: len(filled)] != BLANK
    rows = np.flatnonzero(filled)[:ROWS_LOOKED_AT].tolist()
    labels = {row: _labels(columns, row) for row in rows}
    widths = {row: len(set(texts)) for row, texts in labels.items()}
    widest = max(widths.values(), default=0)
    near = [row for row in rows if widths[row] and widths[row] >= 0.5 * widest][:12]
    scores = {row: familiar(labels[row]) + 0.25 * widths[row] for row in near}
    return max(near, key=lambda row: (scores[row], -row), default=-1)


def regions(sheet: RawSheet, familiar: Callable[[Sequence[str]], float]) -> tuple[Region, ...]:
    """Find the tables of a sheet; ``familiar`` says how many of a row's texts are headers some contract knows."""
    header_row = _header_row(sheet, familiar)
    if header_row < 0:
        return ()
    columns, headers = [], []
    filled = np.zeros(sheet.rows, np.bool_)
    above = np.zeros(header_row, np.bool_)
    for column in sheet.columns:
        cell = column.cell(header_row)
        body = column.kinds[header_row + 1 :] != BLANK
        above |= column.kinds[:header_row] != BLANK
        if cell is None and not body.any():
            continue
        columns.append(column)
        headers.append("" if cell is None else " ".join(as_text(cell).split()))
        filled[header_row + 1 :] |= body
    return (
        Region(
            header_row, tuple(headers), tuple(columns), np.flatnonzero(filled), tuple(np.flatnonzero(above).tolist())
        ),
    )
