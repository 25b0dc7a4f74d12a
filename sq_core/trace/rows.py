"""The rows behind a number with the place of each of their cells, from the sheets and the ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.errors import Place
from sq_core.ledger import ROW, TRUNK_BRANCH, shown_key
from sq_core.store import answers_table
from sq_core.trace.found import Change, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sq_core.sheets import Contract
    from sq_core.store import Cursor

SIDES = ("expectation", "perception")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a sheet, as conditions in SQL (empty: all); for a questionnaire also which of its answers."""

    where: str = ""
    answers: str = ""

    @property
    def clause(self) -> str:
        """The where clause."""
        return f"where {self.where}" if self.where else ""


def answer_name(item: str, side: str) -> str:
    """Name the column of an answer among the columns of its row."""
    return f"item:{item}:{side}"


def rows_of(
    cursor: Cursor, contract: Contract, wanted: Wanted, edition: int, start: int, many: int
) -> tuple[SourceRow, ...]:
    """Read rows in the order of their files."""
    read = _fact_rows if contract.kind == "fact" else _plan_rows
    return read(cursor, contract, wanted, edition, start, many)


def _fact_rows(
    cursor: Cursor, contract: Contract, wanted: Wanted, _edition: int, start: int, many: int
) -> tuple[SourceRow, ...]:
    names = [column.name for column in contract.columns]
    columns = ", ".join(f'cast("{name}" as varchar)' for name in names)
    found = cursor.execute(  # which rows first, and only then their cells: most columns are never read
        f'select batch, row_no from "{contract.key}" {wanted.clause} order by batch, row_no limit ? offset ?',  # noqa: S608
        [many, start],
    ).fetchall()
    rows = cursor.execute(
        f'select batch, row_no, {columns} from "{contract.key}"'  # noqa: S608
        " where batch in (select unnest(?::bigint[])) and row_no in (select unnest(?::integer[]))"
        " and (batch, row_no) in (select (unnest(?::bigint[]), unnest(?::integer[]))) order by batch, row_no",
        [*(sorted({pair[at] for pair in found}) for at in (0, 1)), *([pair[at] for pair in found] for at in (0, 1))],
    ).fetchall()
    batches = _batches(cursor, {row[0] for row in rows})
    answers = _answers(cursor, contract, wanted, [(row[0], row[1]) for row in rows]) if contract.items else {}
    changes = changes_of(cursor, {batch.change_set for batch in batches.values()})
    none = _Answered({}, {})
    return tuple(
        _fact_row(batches[batch], row_no, _said(names, cells), answers.get((batch, row_no), none), changes)
        for batch, row_no, *cells in rows
    )


@dataclass(frozen=True, slots=True)
class _Batch:
    """Where the rows of a batch came from: which column of which sheet held what."""

    change_set: int
    sheet: str
    letters: Mapping[str, str]

    def letter(self, name: str) -> str:
        """Find the column of a cell; of an answer in a sheet with one answer a row, the column of its side or of scores."""
        side = name.rpartition(":")[2] if name.startswith("item:") else ""
        spelt = (name, name.removesuffix(":perception"), *((f"answers:{side}", "answers:score") if side else ()))
        return next((self.letters[one] for one in spelt if one in self.letters), "")


def _batches(cursor: Cursor, numbers: set[int]) -> dict[int, _Batch]:
    found = cursor.execute(
        "select id, change_set, source_sheet, columns from programme.ledger.batch"
        " where id in (select unnest(?::bigint[]))",
        [sorted(numbers)],
    ).fetchall()
    return {number: _Batch(change, sheet, json.loads(columns)) for number, change, sheet, columns in found}


@dataclass(frozen=True, slots=True)
class _Answered:
    """The answers of a row by the names of their columns, and the row each is written in where that is another one."""

    values: dict[str, str]
    rows: dict[str, int]


def _fact_row(
    batch: _Batch, row_no: int, cells: Mapping[str, str], answered: _Answered, changes: Mapping[int, Change]
) -> SourceRow:
    change = changes.get(batch.change_set)
    file = change.file if change is not None else ""
    values = {**cells, **answered.values}
    places = {}
    for name in values:
        letter = batch.letter(name)
        if letter:
            places[name] = Place(file, batch.sheet, f"{letter}{answered.rows.get(name, row_no)}")
    return SourceRow(file, batch.sheet, str(row_no), values, places, "", change)


def _answers(
    cursor: Cursor, contract: Contract, wanted: Wanted, rows: list[tuple[int, int]]
) -> dict[tuple[int, int], _Answered]:
    """Read the answers of some rows, those the number rests on."""
    if not rows:
        return {}
    narrowed = f"and {wanted.answers}" if wanted.answers else ""
    found = cursor.execute(
        "select batch, row_no, item, expectation, perception, expectation_row, perception_row"  # noqa: S608
        f' from "{answers_table(contract.key)}"'
        " where batch in (select unnest(?::bigint[])) and row_no in (select unnest(?::integer[]))"
        f" {narrowed} order by batch, row_no, try_cast(item as integer), item",
        [sorted({batch for batch, _ in rows}), sorted({row_no for _, row_no in rows})],
    ).fetchall()
    given: dict[tuple[int, int], _Answered] = {}
    for batch, row_no, item, *sides in found:
        answered = given.setdefault((batch, row_no), _Answered({}, {}))
        for side, value, written in zip(SIDES, sides[:2], sides[2:], strict=True):
            if value is not None:
                answered.values[answer_name(item, side)] = f"{value:g}"
            if value is not None and written is not None:
                answered.rows[answer_name(item, side)] = written
    return given


def _plan_rows(
    cursor: Cursor, contract: Contract, wanted: Wanted, edition: int, start: int, many: int
) -> tuple[SourceRow, ...]:
    names = [column.name for column in contract.columns]
    columns = ", ".join(f'cast(p."{name}" as varchar)' for name in names)
    rows = cursor.execute(
        f'select p.row_key, {columns} from (select * from "{contract.key}" {wanted.clause}) as p left join'  # noqa: S608
        " (select row_key, arg_min(change_set, version) as first_set,"
        "  arg_max(try_cast(source_cell as integer), version) as row_no from programme.ledger.entry"
        "  where branch = ? and sheet = ? and column_name = ? and change_set <= ? group by row_key) as e"
        " on e.row_key = p.row_key order by e.first_set, e.row_no, p.row_key limit ? offset ?",
        [TRUNK_BRANCH, contract.key, ROW, edition, many, start],
    ).fetchall()
    written = _written(cursor, contract.key, [row[0] for row in rows], edition)
    return tuple(_plan_row(key, _said(names, cells), written.get(key, _Written())) for key, *cells in rows)


@dataclass(slots=True)
class _Written:
    """What the ledger knows of a row: the place of each cell's present value, and the change set of each cell."""

    places: dict[str, Place]
    changes: dict[str, Change]

    def __init__(self) -> None:
        self.places, self.changes = {}, {}


def _plan_row(key: str, values: dict[str, str], written: _Written) -> SourceRow:
    here = written.places.get(ROW, Place())
    newest = max(written.changes.values(), key=lambda one: one.number, default=None)
    places = {name: place for name, place in written.places.items() if name in values}
    return SourceRow(here.file, here.sheet, here.cell or shown_key(key), values, places, key, newest)


def _written(cursor: Cursor, sheet: str, keys: list[str], edition: int) -> dict[str, _Written]:
    """Read for some rows where each cell came from; a value put back by an undo stands where it stood before."""
    entries = cursor.execute(
        "select row_key, column_name, new_value, change_set, source_sheet, source_cell from programme.ledger.entry"
        " where branch = ? and sheet = ? and change_set <= ? and row_key in (select unnest(?::varchar[]))"
        " order by row_key, column_name, version",
        [TRUNK_BRANCH, sheet, edition, keys],
    ).fetchall()
    changes = changes_of(cursor, {entry[3] for entry in entries})
    found: dict[str, _Written] = {}
    placed: dict[tuple[str, str, str | None], Place] = {}
    for key, column, value, number, source_sheet, source_cell in entries:
        row = found.setdefault(key, _Written())
        if source_sheet or source_cell:
            placed[key, column, value] = Place(changes[number].file, source_sheet, source_cell)
        row.changes[column] = changes[number]
        row.places.pop(column, None)
        if (key, column, value) in placed:
            row.places[column] = placed[key, column, value]
    return found


def written_cells(
    cursor: Cursor, sheet: str, key: str, edition: int
) -> tuple[Mapping[str, Place], Mapping[str, Change]]:
    """Read where the cells of one row stand, and which change set wrote each."""
    row = _written(cursor, sheet, [key], edition).get(key, _Written())
    return row.places, row.changes


def changes_of(cursor: Cursor, numbers: Iterable[int]) -> dict[int, Change]:
    """Read change sets by their numbers."""
    rows = cursor.execute(
        "select id, kind, who, at_utc, reason, file_name from programme.ledger.change_set"
        " where id in (select unnest(?::bigint[]))",
        [sorted(set(numbers))],
    ).fetchall()
    return {row[0]: Change(*row) for row in rows}


def _said(names: list[str], cells: list[str | None]) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
