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
    rows: list[NDArray[np.int64]] = field(default_factory=list)
    values: int = 0
    """How many different values share the cause."""


class Notes:
    """The findings of one sheet; rows are given counted from 0 and named as the spreadsheet does."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = sheet
        self._notes: dict[tuple[str, str, str], Note] = {}

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
        apart: str = "",
    ) -> None:
        """Note something; a second note of the same rule and column joins the first, unless ``apart`` keeps them apart."""
        key = (rule, letter, apart)
        note = self._notes.get(key)
        if note is None:
            note = self._notes[key] = Note(rule, weight, message, remedy, letter, value)
        note.values += 1
        if rows is not None and len(rows):
            note.rows.append(np.asarray(rows, dtype=np.int64))

    @property
    def refused(self) -> bool:
        """Whether anything noted stops the load."""
        return any(note.weight == "refused" for note in self._notes.values())

    def findings(self) -> tuple[Finding, ...]:
        """Give the findings, the heaviest first."""
        order = {"refused": 0, "changed": 1, "noted": 2}
        return tuple(self._finding(note) for note in sorted(self._notes.values(), key=lambda note: order[note.weight]))

    def _finding(self, note: Note) -> Finding:
        rows = np.sort(np.concatenate(note.rows)) if note.rows else np.empty(0, np.int64)
        cells = tuple(f"{note.letter}{row + 1}" for row in rows[:CELLS_NAMED].tolist())
        message = note.message
        if note.values > 1 and note.weight == "refused" and note.value:
            message += Text(f"（共 {note.values} 种写法）", f" ({note.values} different values)")
        place = Place(self.file, self.sheet, cells[0] if cells else note.letter)
        return Finding(
            note.rule,
            note.weight,
            message,
            note.remedy,
            place,
            note.value,
            max(len(rows), 1),
            cells if note.rows else (),
        )
