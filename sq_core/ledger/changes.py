"""The values the door works with: what somebody wants changed, and what that change does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from sq_core.sheets import Cell

ChangeKind = Literal["load", "edit", "undo", "restore"]
Choice = Literal["restore", "keep"]
TRUNK_BRANCH = "trunk"
ROW = "*"
"""The column name under which the ledger says that a row is present ('1') or gone (null)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who asks for a change; ``verified`` only when an account stands behind the name."""

    name: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a change came from, kept by the hash of its bytes."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell as it shall be. ``seen_version`` is the version its editor saw; None means: whatever is there."""

    sheet: str
    row_key: str
    column: str
    value: str | None
    """Canonical text, see ``ledger.canonical``."""
    seen_version: int | None = None
    source_sheet: str = ""
    source_cell: str = ""


@dataclass(frozen=True, slots=True)
class FactBatch:
    """A batch of facts to append: one workbook sheet, its rows, its answers, and which column held what."""

    sheet: str
    source_sheet: str
    header_row: int
    columns: str
    """JSON: column or item name to spreadsheet letter."""
    rows: pa.Table
    answers: pa.Table | None
    content_sha: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A change set before it is taken."""

    kind: ChangeKind
    author: Author
    reason: str = ""
    branch: str = TRUNK_BRANCH
    edits: tuple[CellEdit, ...] = ()
    batches: tuple[FactBatch, ...] = ()
    present: tuple[tuple[int, bool], ...] = ()
    """Batches to take away (False) or bring back (True)."""
    sources: tuple[SourceFile, ...] = ()
    undoes: int | None = None
    complete_sheets: tuple[str, ...] = ()
    """Sheets whose edits list every row of a file, so that rows missing from it can be named."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that moves: old to new, as canonical text."""

    sheet: str
    row_key: str
    column: str
    old: str | None
    new: str | None
    version: int
    source_sheet: str = ""
    source_cell: str = ""


@dataclass(frozen=True, slots=True)
class SheetEffect:
    """What a change set does to one sheet. Rows for plan sheets; for fact sheets ``new_rows`` are appended rows."""

    sheet: str
    new_rows: int = 0
    removed_rows: int = 0
    changed: tuple[CellChange, ...] = ()
    unchanged_rows: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change set does, or would do. ``change_set`` is None when nothing changes or it was only a rehearsal."""

    change_set: int | None
    sheets: tuple[SheetEffect, ...]

    @property
    def nothing(self) -> bool:
        """Whether the programme stays exactly as it is."""
        return not any(sheet.new_rows or sheet.removed_rows or sheet.changed for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A change set as the ledger tells it."""

    id: int
    kind: ChangeKind
    author: Author
    at_utc: datetime
    reason: str
    branch: str
    file_name: str
    undoes: int | None
    cells: int
    fact_rows: int
    sheets: tuple[str, ...]
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class CellVersion:
    """One moment of a cell's history."""

    version: int
    old: str | None
    new: str | None
    change_set: ChangeSet
    source_sheet: str
    source_cell: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan sheet with the version of each of its cells, as an editor sees it."""

    row_key: str
    cells: dict[str, Cell] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
