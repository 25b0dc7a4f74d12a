"""The ledger: change sets, undo, positions and history. The only way to change the programme."""

from sq_core.ledger.canonical import key_parts, row_key, shown_key, typed, written
from sq_core.ledger.cells import in_unit, row_name, shown_cell, shown_text
from sq_core.ledger.changes import (
    ROW,
    TRUNK_BRANCH,
    Author,
    CellChange,
    CellEdit,
    CellVersion,
    ChangeSet,
    Choice,
    Draft,
    Effect,
    FactBatch,
    PlanRow,
    SheetEffect,
    SourceFile,
)
from sq_core.ledger.door import CellName, commit, rehearse, undoing
from sq_core.ledger.grid import GridEdits, Large, Understood, edited, understood
from sq_core.ledger.history import (
    cell_history,
    change_set,
    change_sets,
    edition,
    plan_rows,
    rows_touched,
    sheet_versions,
)
from sq_core.ledger.integrity import check, digest
from sq_core.ledger.loads import drafted
from sq_core.ledger.newer import batches_present, newer_facts, only_newer, replaces_older
from sq_core.ledger.overlay import Position, edition_at, search_path

__all__ = [
    "ROW",
    "TRUNK_BRANCH",
    "Author",
    "CellChange",
    "CellEdit",
    "CellName",
    "CellVersion",
    "ChangeSet",
    "Choice",
    "Draft",
    "Effect",
    "FactBatch",
    "GridEdits",
    "Large",
    "PlanRow",
    "Position",
    "SheetEffect",
    "SourceFile",
    "Understood",
    "batches_present",
    "cell_history",
    "change_set",
    "change_sets",
    "check",
    "commit",
    "digest",
    "drafted",
    "edited",
    "edition",
    "edition_at",
    "in_unit",
    "key_parts",
    "newer_facts",
    "only_newer",
    "plan_rows",
    "rehearse",
    "replaces_older",
    "row_key",
    "row_name",
    "rows_touched",
    "search_path",
    "sheet_versions",
    "shown_cell",
    "shown_key",
    "shown_text",
    "typed",
    "understood",
    "undoing",
    "written",
]
