"""From a grid to a change set: what somebody typed, checked by the sheet's contract before the door sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sq_core.errors import EditRefused, Finding, Place
from sq_core.ingest import accept
from sq_core.ledger.canonical import row_key, shown_key, typed, written
from sq_core.ledger.changes import ROW, Author, CellEdit, Draft
from sq_core.sheets import contracts
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.ledger.changes import PlanRow
    from sq_core.sheets import Contract


@dataclass(frozen=True, slots=True)
class GridEdits:
    """What a grid sends: cells typed by row key, rows added, rows taken away."""

    sheet: str
    cells: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    added: Sequence[Mapping[str, object]] = ()
    removed: Sequence[str] = ()


def edited(grid: GridEdits, seen: Sequence[PlanRow], author: Author, reason: str, reason_above: float) -> Draft:
    """Check everything typed and write the change set; raises EditRefused with all findings at once.

    ``seen`` are the rows as their editor saw them: their versions let the door notice edits by others.
    """
    contract = contracts()[grid.sheet]
    rows = {row.row_key: row for row in seen}
    found: list[Finding] = []
    edits: list[CellEdit] = []
    for key, cells in grid.cells.items():
        edits += _cells(contract, rows[key], cells, found)
    for cells in grid.added:
        edits += _new_row(contract, cells, rows, found)
    for key in grid.removed:
        edits += _gone(contract, rows[key])
    found += _shares_over_one(contract, rows, edits)
    if not reason.strip():
        found += _needs_reason(contract, rows, edits, reason_above)
    if found:
        raise EditRefused(
            Text(
                f"有 {len(found)} 处需要修改，没有保存任何内容。",
                f"{len(found)} things need attention; nothing was saved.",
            ),
            Text("请按每一条的提示修改后再保存。", "Mend each as it says, then save again."),
            findings=tuple(found),
        )
    return Draft("edit", author, reason.strip(), edits=tuple(edits))


def _value(contract: Contract, name: str, raw: object, key: str, found: list[Finding]) -> str | None:
    column = contract.by_name[name]
    taken = accept(column, raw)
    if taken.refusal is not None:
        refusal = taken.refusal
        place = Place(sheet=contract.key, cell=f"{shown_key(key)}, {column.name}")
        found.append(Finding(refusal.rule, "refused", refusal.message, refusal.remedy, place, str(raw)))
        return None
    return written(column, taken.value)


def _cells(contract: Contract, row: PlanRow, cells: Mapping[str, object], found: list[Finding]) -> list[CellEdit]:
    edits = []
    for name, raw in cells.items():
        if contract.by_name[name].key:
            message = Text("键列不能在此修改。", "A key cell cannot be edited in place.")
            remedy = Text("请新增一行，再删除旧行。", "Add a new row, then delete the old one.")
            place = Place(sheet=contract.key, cell=f"{shown_key(row.row_key)}, {name}")
            found.append(Finding("key_edit", "refused", message, remedy, place, str(raw)))
            continue
        value = _value(contract, name, raw, row.row_key, found)
        edits.append(CellEdit(contract.key, row.row_key, name, value, row.versions.get(name, 0)))
    return edits


def _new_row(
    contract: Contract, cells: Mapping[str, object], rows: Mapping[str, PlanRow], found: list[Finding]
) -> list[CellEdit]:
    given = {column.name: cells.get(column.name, column.default) for column in contract.columns}
    values = {name: _value(contract, name, raw, "+", found) for name, raw in given.items()}
    key = row_key(contract, values)
    if key in rows:
        message = Text(f"已有一行“{shown_key(key)}”。", f"There already is a row “{shown_key(key)}”.")
        remedy = Text("请修改那一行，或换一个键。", "Edit that row, or choose another key.")
        found.append(Finding("duplicate_key", "refused", message, remedy, Place(sheet=contract.key), key))
    edits = [CellEdit(contract.key, key, ROW, "1")]
    return edits + [CellEdit(contract.key, key, name, value) for name, value in values.items() if value is not None]


def _gone(contract: Contract, row: PlanRow) -> list[CellEdit]:
    cells = [
        CellEdit(contract.key, row.row_key, name, None, row.versions.get(name))
        for name, value in row.cells.items()
        if value is not None
    ]
    return [CellEdit(contract.key, row.row_key, ROW, None, row.versions.get(ROW)), *cells]


def _shares_over_one(contract: Contract, rows: Mapping[str, PlanRow], edits: Sequence[CellEdit]) -> list[Finding]:
    """Refuse a rate typed in percent where its row stores fractions: 83 for 0.83."""
    if "unit" not in contract.by_name:
        return []
    units = {edit.row_key: edit.value for edit in edits if edit.column == "unit"}
    found = []
    for edit in edits:
        column = contract.by_name.get(edit.column)
        if column is None or column.type != "number" or column.unit or edit.column in {"n", "strength"}:
            continue
        row = rows.get(edit.row_key)
        unit = units.get(edit.row_key) or (row.cells.get("unit") if row else None)
        value = typed(column, edit.value)
        if unit == "percent" and isinstance(value, float) and 1.5 < abs(value) <= 100:
            share = f"{value / 100:g}"
            message = Text(
                f"{value:g} 不像一个比率：这一行按小数存储。",
                f"{value:g} does not look like a rate: this row stores fractions.",
            )
            remedy = Text(f"{value:g}% 请写 {share}。", f"For {value:g}% write {share}.")
            place = Place(sheet=contract.key, cell=f"{shown_key(edit.row_key)}, {edit.column}")
            found.append(Finding("rate_as_fraction", "refused", message, remedy, place, edit.value or ""))
    return found


def _needs_reason(
    contract: Contract, rows: Mapping[str, PlanRow], edits: Sequence[CellEdit], above: float
) -> list[Finding]:
    found = []
    for edit in edits:
        column = contract.by_name.get(edit.column)
        old = rows[edit.row_key].cells.get(edit.column) if edit.row_key in rows else None
        new = typed(column, edit.value) if column else None
        if not isinstance(old, float) or not isinstance(new, float) or abs(new - old) <= above * abs(old):
            continue
        message = Text(
            f"由 {old:g} 改为 {new:g}，超过 {above:.0%}，需要说明理由。",
            f"From {old:g} to {new:g} is more than {above:.0%} and needs a reason.",
        )
        remedy = Text("请在保存前填写理由。", "Write the reason before saving.")
        place = Place(sheet=contract.key, cell=f"{shown_key(edit.row_key)}, {edit.column}")
        found.append(Finding("reason", "refused", message, remedy, place, edit.value or ""))
    return found
