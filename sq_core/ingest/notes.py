"""Collecting findings: one for each root cause in a column, with how many cells share it and the first of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sq_core.errors import Finding, Place
from sq_core.words import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sq_core.errors import Weight

CELLS_NAMED = 10
NOTHING_TO_DO = Text(
    "无需处理；如不对，请改正原表后重新上传", "Nothing to do; if it is wrong, correct the sheet and upload it again"
)


@dataclass(slots=True)
class Note:
    """A finding in the making."""

    rule: str
    weight: Weight
    message: Text
    remedy: Text
    letter: str
    value: str = ""
    cells: dict[str, list[NDArray[np.int64]]] = field(default_factory=dict)
    """Rows by the letter of their column."""


class Notes:
    """The findings of one sheet; rows are given counted from 0 and named as the spreadsheet does."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = sheet
        self._notes: dict[tuple[str, str], Note] = {}

    def add(
        self,
        rule: str,
        weight: Weight,
        message: Text,
        remedy: Text = NOTHING_TO_DO,
        *,
        letter: str = "",
        rows: NDArray[np.int64] | None = None,
        value: str = "",
        cause: str | None = None,
    ) -> None:
        """Note something; notes of one rule and one cause are one finding. The cause is the column unless it is named."""
        key = (rule, letter if cause is None else cause)
        note = self._notes.setdefault(key, Note(rule, weight, message, remedy, letter, value))
        if rows is not None and len(rows):
            note.cells.setdefault(letter, []).append(np.asarray(rows, dtype=np.int64))

    @property
    def refused(self) -> bool:
        """Whether anything noted stops the load."""
        return any(note.weight == "refused" for note in self._notes.values())

    def findings(self) -> tuple[Finding, ...]:
        """Give the findings, the heaviest first."""
        order = {"refused": 0, "changed": 1, "noted": 2}
        return tuple(self._finding(note) for note in sorted(self._notes.values(), key=lambda note: order[note.weight]))

    def _finding(self, note: Note) -> Finding:
        rows = {letter: np.sort(np.concatenate(parts)) for letter, parts in note.cells.items()}
        named = [f"{letter}{row + 1}" for letter, where in rows.items() for row in where[:CELLS_NAMED].tolist()]
        cells, count = tuple(named[:CELLS_NAMED]), sum(map(len, rows.values()))
        place = Place(self.file, self.sheet, cells[0] if cells else note.letter)
        return Finding(note.rule, note.weight, note.message, note.remedy, place, note.value, max(count, 1), cells)
