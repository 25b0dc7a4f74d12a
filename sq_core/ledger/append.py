"""Writing into the ledger: entries, batches and their projection onto the trunk, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from sq_core.errors import Conflict, EditStale
from sq_core.ledger.canonical import shown_key, written
from sq_core.ledger.changes import ROW, TRUNK_BRANCH, CellChange, CellEdit, Draft, Effect, FactBatch, SheetEffect
from sq_core.sheets import contracts
from sq_core.store import SQL_TYPES, answers_table, tables_of
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.store import Cursor

_MANY_ROWS = 200
"""Above this many row keys the whole sheet's latest entries are read at once."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest entry of a cell."""

    version: int
    value: str | None


def latest(cursor: Cursor, branch: str, sheet: str, row_keys: set[str] | None) -> dict[tuple[str, str], Latest]:
    """Read the newest entry of every cell of the given rows, of all rows for None."""
    row_keys = row_keys if row_keys is not None and len(row_keys) <= _MANY_ROWS else set()
    keys = ", ".join("?" for _ in row_keys)
    where = f" and row_key in ({keys})" if row_keys else ""
    rows = cursor.execute(
        "select row_key, column_name, version, new_value from programme.ledger.entry"
        f" where branch = ? and sheet = ?{where}"
        " qualify version = max(version) over (partition by row_key, column_name)",
        [branch, sheet, *sorted(row_keys)],
    ).fetchall()
    return {(key, column): Latest(version, value) for key, column, version, value in rows}


def apply(cursor: Cursor, draft: Draft) -> Effect:
    """Write a draft: entries, batches, projection. What does not change anything is not written."""
    effects = [_cells(cursor, draft, sheet) for sheet in _in_order(draft.edits)]
    changes = [change for effect in effects for change in effect.changed]
    fresh = [batch for batch in draft.batches if not _is_here(cursor, batch)]
    repeated = [batch for batch in draft.batches if batch not in fresh]
    effects += [SheetEffect(batch.sheet, new_rows=batch.rows.num_rows) for batch in fresh]
    effects += [SheetEffect(batch.sheet, unchanged_rows=batch.rows.num_rows) for batch in repeated]
    if not changes and not fresh and not draft.present:
        return Effect(None, tuple(effects))
    number = _open_change_set(cursor, draft)
    if changes:
        _write_entries(cursor, draft.branch, number, changes)
    touched = {change.sheet for change in changes}
    if draft.branch == TRUNK_BRANCH:
        for sheet in sorted(touched):
            _project(cursor, number, sheet)
    for batch in fresh:
        _write_batch(cursor, number, batch)
    effects += [_move_batch(cursor, number, batch, present) for batch, present in draft.present]
    touched |= {batch.sheet for batch in fresh} | {effect.sheet for effect in effects if effect.removed_rows}
    touched |= {effect.sheet for effect in effects if effect.new_rows}
    for sheet in sorted(touched):
        cursor.execute("insert into programme.ledger.sheet_version values (?, ?)", [sheet, number])
    return Effect(number, tuple(effects))


def _in_order(edits: tuple[CellEdit, ...]) -> dict[str, None]:
    return dict.fromkeys(edit.sheet for edit in edits)


def _cells(cursor: Cursor, draft: Draft, sheet: str) -> SheetEffect:
    edits = [edit for edit in draft.edits if edit.sheet == sheet]
    keys = {edit.row_key for edit in edits}
    whole = sheet in draft.complete_sheets
    known = latest(cursor, draft.branch, sheet, None if whole else keys)
    changed: list[CellChange] = []
    conflicts: list[Conflict] = []
    touched: set[str] = set()
    for edit in edits:
        now = known.get((edit.row_key, edit.column), Latest(0, None))
        if now.value == edit.value:
            continue
        if edit.seen_version is not None and edit.seen_version != now.version:
            conflicts.append(_conflict(cursor, draft.branch, edit, now))
            continue
        touched.add(edit.row_key)
        changed.append(
            CellChange(
                sheet,
                edit.row_key,
                edit.column,
                now.value,
                edit.value,
                now.version + 1,
                edit.source_sheet,
                edit.source_cell,
            )
        )
    if conflicts:
        raise _stale(tuple(conflicts))
    changed += _defaults(sheet, edits, changed)
    present = {key for (key, column), entry in known.items() if column == ROW and entry.value}
    return SheetEffect(
        sheet,
        new_rows=sum(1 for c in changed if c.column == ROW and c.new),
        removed_rows=sum(1 for c in changed if c.column == ROW and not c.new),
        changed=tuple(changed),
        unchanged_rows=len(keys - touched),
        missing=tuple(sorted(present - keys)) if whole else (),
    )


def _defaults(sheet: str, edits: list[CellEdit], changed: list[CellChange]) -> list[CellChange]:
    """Give a row that comes in the defaults of the columns nothing was said of."""
    said = {(edit.row_key, edit.column) for edit in edits}
    arriving = [change for change in changed if change.column == ROW and change.new and change.version == 1]
    return [
        CellChange(
            sheet, row.row_key, column.name, None, written(column, column.default), 1, row.source_sheet, row.source_cell
        )
        for row in arriving
        for column in contracts()[sheet].columns
        if column.default is not None and (row.row_key, column.name) not in said
    ]


def _conflict(cursor: Cursor, branch: str, edit: CellEdit, now: Latest) -> Conflict:
    rows = cursor.execute(
        "select e.version, e.new_value, c.who from programme.ledger.entry as e"
        " join programme.ledger.change_set as c on c.id = e.change_set"
        " where e.branch = ? and e.sheet = ? and e.row_key = ? and e.column_name = ? and e.version in (?, ?)",
        [branch, edit.sheet, edit.row_key, edit.column, edit.seen_version, now.version],
    ).fetchall()
    by_version = {version: (value, who) for version, value, who in rows}
    seen = by_version.get(edit.seen_version, (None, ""))[0]
    who = by_version.get(now.version, (None, ""))[1]
    return Conflict(edit.sheet, edit.row_key, edit.column, seen, now.value, edit.value, who)


def _stale(conflicts: tuple[Conflict, ...]) -> EditStale:
    first = conflicts[0]
    spot = f"{first.sheet}: {shown_key(first.key)}, {first.column}"
    return EditStale(
        Text(
            f"有 {len(conflicts)} 个单元格在您打开之后被他人修改，第一个是 {spot}。",
            f"{len(conflicts)} cells were changed by somebody else after you opened them, first {spot}.",
        ),
        Text("请对照三个值，选择保留哪一个。", "Compare the three values and choose which to keep."),
        conflicts=conflicts,
    )


def _open_change_set(cursor: Cursor, draft: Draft) -> int:
    number = int(cursor.execute("select coalesce(max(id), 0) + 1 from programme.ledger.change_set").fetchall()[0][0])
    first = draft.sources[0] if draft.sources else None
    cursor.execute(
        "insert into programme.ledger.change_set values (?, ?, ?, ?, now()::timestamp, ?, ?, ?, ?, ?)",
        [
            number,
            draft.kind,
            draft.author.name,
            draft.author.verified,
            draft.reason,
            draft.branch,
            first.name if first else "",
            first.sha256 if first else "",
            draft.undoes,
        ],
    )
    for source in draft.sources:
        cursor.execute(
            "insert into programme.ledger.file select ?, ?, ? where not exists"
            " (select 1 from programme.ledger.file where sha256 = ?)",
            [source.sha256, source.name, source.content, source.sha256],
        )
    return number


def _write_entries(cursor: Cursor, branch: str, number: int, changes: list[CellChange]) -> None:
    staged = pa.table(
        {
            "sheet": pa.array([c.sheet for c in changes], pa.string()),
            "row_key": pa.array([c.row_key for c in changes], pa.string()),
            "column_name": pa.array([c.column for c in changes], pa.string()),
            "version": pa.array([c.version for c in changes], pa.int32()),
            "old_value": pa.array([c.old for c in changes], pa.string()),
            "new_value": pa.array([c.new for c in changes], pa.string()),
            "source_sheet": pa.array([c.source_sheet for c in changes], pa.string()),
            "source_cell": pa.array([c.source_cell for c in changes], pa.string()),
        }
    )
    cursor.register("staged_entries", staged)
    cursor.execute(
        "insert into programme.ledger.entry"
        " select ?, ?, sheet, row_key, column_name, version, old_value, new_value, source_sheet, source_cell"
        " from staged_entries",
        [number, branch],
    )
    cursor.unregister("staged_entries")


def projection(sheet: str, entries: str) -> str:
    """Write the select that turns entries of a plan sheet (one newest per cell) into its typed rows."""
    contract = contracts()[sheet]
    cells = ", ".join(
        f"cast(max(new_value) filter (where column_name = '{column.name}') as {SQL_TYPES[column.type]}) as \"{column.name}\""
        for column in contract.columns
    )
    return (
        f"select row_key, {cells} from ({entries}) as newest group by row_key"
        f" having max(new_value) filter (where column_name = '{ROW}') = '1'"
    )


def _project(cursor: Cursor, number: int, sheet: str) -> None:
    touched = "select distinct row_key from programme.ledger.entry where change_set = ? and sheet = ?"
    cursor.execute(f'delete from programme.trunk."{sheet}" where row_key in ({touched})', [number, sheet])
    newest = (
        "select row_key, column_name, new_value from programme.ledger.entry"
        f" where branch = ? and sheet = ? and row_key in ({touched})"
        " qualify version = max(version) over (partition by row_key, column_name)"
    )
    cursor.execute(
        f'insert into programme.trunk."{sheet}" {projection(sheet, newest)}', [TRUNK_BRANCH, sheet, number, sheet]
    )


def _is_here(cursor: Cursor, batch: FactBatch) -> bool:
    rows = cursor.execute(
        "select s.present from programme.ledger.batch as b join programme.ledger.batch_state as s on s.batch = b.id"
        " where b.sheet = ? and b.content_sha = ? qualify s.change_set = max(s.change_set) over (partition by b.id)",
        [batch.sheet, batch.content_sha],
    ).fetchall()
    return any(present for (present,) in rows)


def _write_batch(cursor: Cursor, number: int, batch: FactBatch) -> None:
    identity = int(cursor.execute("select coalesce(max(id), 0) + 1 from programme.ledger.batch").fetchall()[0][0])
    answers = batch.answers
    cursor.execute(
        "insert into programme.ledger.batch values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            identity,
            number,
            batch.sheet,
            batch.source_sheet,
            batch.header_row,
            batch.columns,
            batch.rows.num_rows,
            answers.num_rows if answers is not None else 0,
            batch.content_sha,
        ],
    )
    cursor.execute("insert into programme.ledger.batch_state values (?, ?, true)", [number, identity])
    columns = ", ".join(f'"{column.name}"' for column in contracts()[batch.sheet].columns)
    cursor.register("staged_rows", batch.rows)
    cursor.execute(
        f'insert into programme.trunk."{batch.sheet}" (batch, row_no, {columns}) select ?, row_no, {columns} from staged_rows',
        [identity],
    )
    cursor.unregister("staged_rows")
    if answers is not None:
        held = ", ".join(answers.column_names)
        cursor.register("staged_answers", answers)
        cursor.execute(
            f'insert into programme.trunk."{answers_table(batch.sheet)}" (batch, {held}) select ?, {held} from staged_answers',
            [identity],
        )
        cursor.unregister("staged_answers")


def _move_batch(cursor: Cursor, number: int, batch: int, present: bool) -> SheetEffect:
    sheet, rows = cursor.execute(
        "select sheet, row_count from programme.ledger.batch where id = ?", [batch]
    ).fetchall()[0]
    source, target = ("archive", "trunk") if present else ("trunk", "archive")
    for table, columns in tables_of(contracts()[sheet]).items():
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f'insert into programme.{target}."{table}" ({names}) select {names} from programme.{source}."{table}"'
            " where batch = ?",
            [batch],
        )
        cursor.execute(f'delete from programme.{source}."{table}" where batch = ?', [batch])
    cursor.execute("insert into programme.ledger.batch_state values (?, ?, ?)", [number, batch, present])
    return SheetEffect(sheet, new_rows=rows if present else 0, removed_rows=0 if present else rows)
