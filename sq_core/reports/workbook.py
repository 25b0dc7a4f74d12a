"""The programme as a workbook: readings to read, plan sheets to edit and load again.

The readings stand first and are for people: they are results, so nothing is read back from them. The plan sheets after
them have the layout of the template, so that what is written here can be loaded again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill

from sq_core.catalogue import signed_status
from sq_core.sheets import SheetRows, contracts, filled_book, put, sealed
from sq_core.words import MISSING, Text, day, interval, spoken

if TYPE_CHECKING:
    from openpyxl import Workbook

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.sheets import Cell, Contract

READINGS = Text("读数", "Readings")
"""The name of the sheet of readings."""
_TITLE = Text("服务质量项目", "Service-quality programme")
_README = Text(
    "导出于 {day}，数据版本 {edition}。\n读数是计算结果，供阅读，上传时不读入。\n其他工作表可修改后重新上传；上传前会先显示将发生的变化。",
    "Exported on {day}, edition {edition}.\nReadings are results to be read; nothing is taken from them on upload.\nEvery other sheet can be edited and uploaded again; what would change is shown first.",
)
_HEADS: tuple[tuple[Text, float], ...] = (
    (Text("章节", "Section"), 9),
    (Text("指标", "Metric"), 40),
    (Text("读数", "Reading"), 16),
    (Text("状态", "Status"), 14),
    (Text("目标值", "Target"), 16),
    (Text("区间", "Interval"), 24),
    (Text("样本量", "n"), 10),
    (Text("期间", "Period"), 20),
    (Text("说明", "Note"), 60),
    (Text("代码", "Code"), 26),
    (Text("原始数值", "Stored value"), 16),
    (Text("单位代码", "Unit code"), 12),
)
_HEAD_FONT, _HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3864")


def sheet_rows(desk: Desk, contract: Contract) -> SheetRows:
    """Give the rows of a plan sheet in the layout of its template."""
    rows: list[tuple[Cell, ...]] = [
        tuple(row.cells.get(column.name) for column in contract.columns) for row in desk.rows(contract.key)
    ]
    return SheetRows(contract, rows)


def programme_workbook(desk: Desk, sheets: tuple[str, ...] = ()) -> bytes:
    """Write readings and plan sheets (all that have rows) or the named sheets alone, in the desk's language."""
    chosen = [
        contract
        for contract in contracts().values()
        if contract.kind == "plan" and (not sheets or contract.key in sheets)
    ]
    filling = [rows for contract in chosen if (rows := sheet_rows(desk, contract)).rows or sheets]
    readme = _README.fill(day=Text(day(desk.as_of, "zh"), day(desk.as_of, "en")), edition=desk.edition)
    book = filled_book(filling, desk.lang, _TITLE, readme)
    if not sheets:
        _write_readings(book, desk)
    return sealed(book)


def _write_readings(book: Workbook, desk: Desk) -> None:
    """Put the sheet of readings first and open the workbook on it."""
    sheet = book.create_sheet(READINGS.of(desk.lang), index=0)
    for at, (head, width) in enumerate(_HEADS, 1):
        cell = sheet.cell(1, at)
        put(cell, head.of(desk.lang))
        cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, reading in enumerate(_readings(desk), 2):
        for at, value in enumerate(_reading_row(desk, reading), 1):
            put(sheet.cell(row, at), value)
    sheet.freeze_panes = "C2"
    book.active = 0


def _readings(desk: Desk) -> tuple[Reading, ...]:
    """Read every metric as a whole; where that has no meaning, at each value of what it is read by."""
    found: list[Reading] = []
    for one in desk.every():
        within = desk.catalogue.metric(one.metric).within if one.status == "apart" else ""
        found += desk.by(one.metric, within) if within else (one,)
    return tuple(found)


def _reading_row(desk: Desk, one: Reading) -> tuple[str | float | None, ...]:
    lang = desk.lang
    return (
        one.section,
        " · ".join((one.title.of(lang), *one.dimensions.values())),
        spoken(one.value, one.unit, lang),
        signed_status(one.status).of(lang),
        spoken(one.target, one.unit, lang) if one.target is not None else None,
        interval(one.low, one.high, one.unit, lang) if one.low is not None else None,
        one.n,
        _period(desk, one),
        " ".join((one.broken.message.of(lang), one.broken.remedy.of(lang))) if one.broken else None,
        one.metric,
        one.value,
        one.unit,
    )


def _period(desk: Desk, one: Reading) -> str:
    return desk.period_name(one.period).of(desk.lang) if one.value is not None else MISSING
