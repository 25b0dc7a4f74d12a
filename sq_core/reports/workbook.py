"""The programme as a workbook: readings to read, plan sheets to edit and load again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.sheets import SheetRows, contracts, filled
from sq_core.words import Text, day

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.sheets import Cell, Contract

_TITLE = Text("服务质量项目", "Service-quality programme")
_README = Text(
    "导出于 {day}，数据版本 {edition}。\n各工作表可修改后重新上传；上传前会先显示将发生的变化。",
    "Exported on {day}, edition {edition}.\nEvery sheet can be edited and uploaded again; what would change is shown first.",
)


def sheet_rows(desk: Desk, contract: Contract) -> SheetRows:
    """Give the rows of a plan sheet in the layout of its template."""
    rows: list[tuple[Cell, ...]] = [
        tuple(row.cells.get(column.name) for column in contract.columns) for row in desk.rows(contract.key)
    ]
    return SheetRows(contract, rows)


def programme_workbook(desk: Desk, sheets: tuple[str, ...] = ()) -> bytes:
    """Write plan sheets (all that have rows, or the named ones) to a workbook in the desk's language."""
    chosen = [
        contract
        for contract in contracts().values()
        if contract.kind == "plan" and (not sheets or contract.key in sheets)
    ]
    filling = [rows for contract in chosen if (rows := sheet_rows(desk, contract)).rows or sheets]
    readme = _README.fill(day=Text(day(desk.as_of, "zh"), day(desk.as_of, "en")), edition=desk.edition)
    return filled(filling, desk.lang, _TITLE, readme)
