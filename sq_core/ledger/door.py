"""The door: the one function through which every change to the programme passes, and what undoes it.

Rehearse first (what would change, what would move), then commit: all or nothing, attributed, reversible for ever.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from sq_core.errors import Conflict, EditRefused, EditStale
from sq_core.ledger.append import apply, latest
from sq_core.ledger.changes import Author, CellEdit, Draft, Effect
from sq_core.ledger.history import change_set
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sq_core.ledger.changes import Choice
    from sq_core.store import Cursor, Store

log = logging.getLogger(__name__)
T = TypeVar("T")
CellName = tuple[str, str, str]
"""sheet, row key, column"""


def commit(store: Store, draft: Draft) -> Effect:
    """Take a change set: everything in it or nothing. Raises EditRefused, EditStale."""
    _named(draft.author)
    effect = store.write(lambda cursor: apply(cursor, draft))
    log.info("change.accepted kind=%s change_set=%s", draft.kind, effect.change_set)
    return effect


def rehearse(store: Store, draft: Draft, measure: Callable[[Cursor], T]) -> tuple[Effect, T]:
    """Do it, measure, take it back: what the change set would do and what ``measure`` reads afterwards."""

    def work(cursor: Cursor) -> tuple[Effect, T]:
        effect = apply(cursor, draft)
        return Effect(None, effect.sheets), measure(cursor)

    return store.rehearse(work)


def undoing(store: Store, number: int, author: Author, reason: str, choices: Mapping[CellName, Choice]) -> Draft:
    """Write the inverse of a change set.

    A cell is restored only where its value is still the one that change set wrote. Cells edited since are conflicts:
    raised as EditStale with three values each until ``choices`` says for each whether to restore or keep it.
    """
    with store.reading() as cursor:
        target = change_set(cursor, number)
        rows = cursor.execute(
            "select sheet, row_key, column_name, old_value, new_value from programme.ledger.entry"
            " where change_set = ? order by rowid",
            [number],
        ).fetchall()
        edits: list[CellEdit] = []
        conflicts: list[Conflict] = []
        for sheet in dict.fromkeys(row[0] for row in rows):
            mine = [row for row in rows if row[0] == sheet]
            now = latest(cursor, target.branch, sheet, {row[1] for row in mine})
            for _, key, column, old, new in mine:
                current = now[(key, column)]
                if current.value == old:
                    continue
                choice = choices.get((sheet, key, column))
                if current.value == new or choice == "restore":
                    edits.append(CellEdit(sheet, key, column, old, current.version))
                elif choice is None:
                    conflicts.append(Conflict(sheet, key, column, new, current.value, old))
        batches = cursor.execute(
            "select batch, present from programme.ledger.batch_state where change_set = ?", [number]
        ).fetchall()
        state = dict(
            cursor.execute(
                "select batch, present from programme.ledger.batch_state"
                " qualify change_set = max(change_set) over (partition by batch)"
            ).fetchall()
        )
    if conflicts:
        raise EditStale(
            Text(
                f"变更集 {number} 之后，有 {len(conflicts)} 个单元格又被修改。",
                f"{len(conflicts)} cells were changed again after change set {number}.",
            ),
            Text(
                "请逐个选择：恢复旧值，或保留现值。", "Choose for each: restore the old value, or keep the present one."
            ),
            conflicts=tuple(conflicts),
        )
    present = tuple((batch, not was) for batch, was in batches if state[batch] == was)
    return Draft("undo", author, reason, target.branch, tuple(edits), present=present, undoes=number)


def _named(author: Author) -> None:
    if not author.name.strip():
        raise EditRefused(
            Text("每一次变更都要有署名。", "Every change bears a name."),
            Text("请填写您的姓名（命令行用 --who）。", "Enter your name (--who on the command line)."),
        )
