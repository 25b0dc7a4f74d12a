"""Reading the ledger: change sets, the history of a cell, the rows of a plan sheet with their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.errors import PositionUnknown
from sq_core.ledger.canonical import typed
from sq_core.ledger.changes import ROW, TRUNK_BRANCH, Author, CellVersion, ChangeSet, PlanRow
from sq_core.sheets import contracts
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.store import Cursor

_CHANGE_SETS = """
    select c.id, c.kind, c.who, c.verified, c.at_utc, c.reason, c.branch, c.file_name, c.undoes,
           coalesce(e.cells, 0) as cells, coalesce(s.fact_rows, 0) as fact_rows,
           list_sort(list_distinct(list_concat(coalesce(e.sheets, []), coalesce(s.sheets, [])))) as sheets,
           u.id as undone_by
      from programme.ledger.change_set as c
      left join (select change_set, count(*) filter (where column_name <> '*') as cells,
                        list(distinct sheet) as sheets
                   from programme.ledger.entry group by change_set) as e on e.change_set = c.id
      left join (select t.change_set, sum(b.row_count)::bigint as fact_rows, list(distinct b.sheet) as sheets
                   from programme.ledger.batch_state as t
                   join programme.ledger.batch as b on b.id = t.batch
                  group by t.change_set) as s on s.change_set = c.id
      left join (select undoes, max(id) as id from programme.ledger.change_set group by undoes) as u
        on u.undoes = c.id
"""


def _change_set(row: tuple[object, ...]) -> ChangeSet:
    number, kind, who, verified, at_utc, reason, branch, file_name, undoes, cells, fact_rows, sheets, undone = row
    return ChangeSet(
        number, kind, Author(who, verified), at_utc, reason, branch, file_name, undoes, cells, fact_rows,  # type: ignore[arg-type]
        tuple(sheets), undone,  # type: ignore[arg-type]
    )  # fmt: skip


def change_sets(cursor: Cursor, limit: int = 200) -> tuple[ChangeSet, ...]:
    """List the newest change sets, newest first."""
    rows = cursor.execute(f"{_CHANGE_SETS} order by c.id desc limit ?", [limit]).fetchall()
    return tuple(_change_set(row) for row in rows)


def change_set(cursor: Cursor, number: int) -> ChangeSet:
    """Read one change set; refuse a number the ledger does not know."""
    rows = cursor.execute(f"{_CHANGE_SETS} where c.id = ?", [number]).fetchall()
    if not rows:
        raise PositionUnknown(
            Text(f"没有编号为 {number} 的变更集。", f"There is no change set {number}."),
            Text("请在变更历史中查看编号。", "See the history of changes for the numbers."),
        )
    return _change_set(rows[0])


def edition(cursor: Cursor) -> int:
    """Read the number of the last change set; 0 for an empty programme."""
    return int(cursor.execute("select coalesce(max(id), 0) from programme.ledger.change_set").fetchall()[0][0])


def sheet_versions(cursor: Cursor, until: int) -> dict[str, int]:
    """Read for each sheet the last change set up to an edition that touched it."""
    rows = cursor.execute(
        "select sheet, max(change_set) from programme.ledger.sheet_version where change_set <= ? group by sheet",
        [until],
    ).fetchall()
    return dict(rows)


def cell_history(cursor: Cursor, sheet: str, row_key: str, column: str) -> tuple[CellVersion, ...]:
    """Tell every value a cell has had, newest first."""
    rows = cursor.execute(
        "select version, old_value, new_value, source_sheet, source_cell, change_set from programme.ledger.entry"
        " where branch = ? and sheet = ? and row_key = ? and column_name = ? order by version desc",
        [TRUNK_BRANCH, sheet, row_key, column],
    ).fetchall()
    return tuple(
        CellVersion(version, old, new, change_set(cursor, number), source_sheet, source_cell)
        for version, old, new, source_sheet, source_cell, number in rows
    )


def rows_touched(cursor: Cursor, sheet: str, after: int, until: int) -> dict[str, frozenset[int]]:
    """Tell for each row of a plan sheet which change sets after one edition and up to another touched it."""
    rows = cursor.execute(
        "select row_key, list(distinct change_set) from programme.ledger.entry"
        " where branch = ? and sheet = ? and change_set > ? and change_set <= ? group by row_key",
        [TRUNK_BRANCH, sheet, after, until],
    ).fetchall()
    return {key: frozenset(sets) for key, sets in rows}


def plan_rows(cursor: Cursor, sheet: str, until: int | None = None) -> tuple[PlanRow, ...]:
    """Read the rows of a plan sheet in the order they came in, each cell with its version; ``until`` an edition of the past."""
    contract = contracts()[sheet]
    rows = cursor.execute(
        "select row_key, column_name, version, new_value from programme.ledger.entry"
        " where branch = ? and sheet = ? and change_set <= coalesce(?, change_set)"
        " qualify version = max(version) over (partition by row_key, column_name)"
        " order by min(change_set) over (partition by row_key), rowid",
        [TRUNK_BRANCH, sheet, until],
    ).fetchall()
    found: dict[str, PlanRow] = {}
    gone: set[str] = set()
    for key, column, version, value in rows:
        row = found.setdefault(key, PlanRow(key))
        row.versions[column] = version
        if column == ROW:
            gone |= set() if value else {key}
        elif column in contract.by_name:
            row.cells[column] = typed(contract.by_name[column], value)
    return tuple(row for key, row in found.items() if key not in gone)
