"""The rows behind a number as a workbook: how it is made, then every row with its values and the address of each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font

from sq_core.sheets import put, sealed
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from sq_core.trace import SourceRow, SourceSheet, Trace
    from sq_core.words import Lang

    Fetch = Callable[[str, int, int], tuple[SourceRow, ...]]

MOST = 100_000
"""Rows written of one sheet; a workbook holds little more than a million, and nobody checks so many by hand."""
AT_ONCE = 5_000
FORMULA = Text("公式", "Formula")
FILE, SHEET, ROW = Text("文件", "File"), Text("工作表", "Sheet"), Text("行", "Row")
CELL = Text("{column} 的单元格", "Cell of {column}")
CHANGED = (Text("更新人", "Changed by"), Text("更新时间（UTC）", "Changed at (UTC)"), Text("理由", "Reason"))
CUT = Text("共 {count} 行，此处为前 {most} 行", "{count} rows in all; these are the first {most}")
_BOLD = Font(bold=True)


def trace_workbook(trace: Trace, name: str, fetch: Fetch, lang: Lang) -> bytes:
    """Write how a number is made and all rows behind it; ``fetch`` reads rows of a sheet from a start, so many."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = FORMULA.of(lang)
    first.column_dimensions["A"].width = 110
    lines = [name, trace.means.of(lang), *(one.of(lang) for one in trace.formula)]
    lines += [trace.interval.of(lang)] if trace.interval is not None else []
    for at, line in enumerate([*lines, trace.select], 1):
        put(first.cell(at, 1), line)
    first["A1"].font = _BOLD
    for source in trace.sources:
        if source.count:
            _sheet(book.create_sheet(source.title.of(lang)[:31]), source, fetch, lang)
    return sealed(book)


def _sheet(sheet: Worksheet, source: SourceSheet, fetch: Fetch, lang: Lang) -> None:
    columns = [(column.name, column.header.of(lang)) for column in source.columns]
    heads = [FILE.of(lang), SHEET.of(lang), ROW.of(lang)]
    for _, header in columns:
        heads += [header, CELL.fill(column=header).of(lang)]
    heads += [one.of(lang) for one in CHANGED]
    for at, head in enumerate(heads, 1):
        put(sheet.cell(1, at), head)
        sheet.cell(1, at).font = _BOLD
    sheet.freeze_panes = "D2"
    line = 2
    for start in range(0, min(source.count, MOST), AT_ONCE):
        for row in fetch(source.sheet, start, min(AT_ONCE, MOST - start)):
            _row(sheet, line, row, [name for name, _ in columns])
            line += 1
    if source.count > MOST:
        put(sheet.cell(line, 1), CUT.fill(count=f"{source.count:,}", most=f"{MOST:,}").of(lang))


def _row(sheet: Worksheet, line: int, row: SourceRow, names: list[str]) -> None:
    cells: list[str | float | None] = [row.file, row.sheet, row.cell]
    for name in names:
        place = row.places.get(name)
        cells += [_value(row.values.get(name)), place.cell if place is not None else None]
    if row.changed is not None:
        cells += [row.changed.who, row.changed.at_utc.isoformat(" ", "seconds"), row.changed.reason]
    for at, value in enumerate(cells, 1):
        if value not in (None, ""):
            put(sheet.cell(line, at), value)


def _value(text: str | None) -> str | float | None:
    """Write a figure as a number; everything else, codes with leading zeros too, as it stands."""
    try:
        return float(text) if text is not None and repr(float(text)) in (text, f"{text}.0") else text
    except ValueError:
        return text
