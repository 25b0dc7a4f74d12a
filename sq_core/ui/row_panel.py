"""One row of a sheet, cell by cell: its value, where it stands, who wrote it last and why, and what reads its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.ui.elements.prose import muted
from sq_core.ui.elements.tables import Cell, Column, table
from sq_core.ui.trace_rows import CHANGED, NO_REASON, TYPED, value_of
from sq_core.words import MISSING, Text, listed, moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sq_core.trace import CellTrace, RowTrace
    from sq_core.words import Lang

STANDS = Text("出处：{file} · 工作表 {sheet} · 第 {row} 行", "From {file} · sheet {sheet} · row {row}")
READ_BY = Text("读取这张表的指标：{names}", "Metrics that read this sheet: {names}")
_COLUMNS = (
    Column(Text("列", "Column")),
    Column(Text("值", "Value")),
    Column(Text("单元格", "Cell")),
    Column(Text("最近更新", "Last change")),
    Column(Text("理由", "Reason")),
)

_PLACED = 3
"""The columns left where one change set wrote the whole row: it is named once, above."""


def draw_row(found: RowTrace, lang: Lang, zone: ZoneInfo) -> None:
    """Draw a row with the place and the last change of every cell."""
    row = found.row
    stands = STANDS.fill(file=row.file, sheet=row.sheet, row=row.cell) if row.file else TYPED
    muted(stands.of(lang))
    changes = {cell.changed for cell in found.cells}
    only = next(iter(changes)) if len(changes) == 1 else None
    if only is not None:
        when = moment(only.at_utc, zone, lang)
        muted(CHANGED.fill(who=only.who, when=when, why=only.reason or NO_REASON).of(lang))
    rows = [_cell(found.name.sheet, cell, lang, zone) for cell in found.cells]
    shown = _PLACED if only is not None else len(_COLUMNS)
    table(_COLUMNS[:shown], [row[:shown] for row in rows], lang, key="trace.row", label=found.title.of(lang))
    if found.read_by:
        muted(READ_BY.fill(names=listed([step.title for step in found.read_by])).of(lang))


def _cell(sheet: str, cell: CellTrace, lang: Lang, zone: ZoneInfo) -> tuple[str | Cell, ...]:
    change = cell.changed
    return (
        Cell(cell.column.header.of(lang), "strong"),
        value_of(sheet, cell.column.name, cell.value, lang),
        Cell(cell.place.cell if cell.place is not None and cell.place.cell else TYPED.of(lang), "quiet"),
        Cell(f"{change.who} · {moment(change.at_utc, zone, lang)}" if change is not None else MISSING, "quiet"),
        Cell((change.reason or NO_REASON.of(lang)) if change is not None else MISSING, "quiet"),
    )
