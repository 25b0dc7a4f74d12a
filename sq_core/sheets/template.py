"""Workbooks made from contracts: the blank template, and the same layout filled with rows.

One layout serves both, so that whatever the product writes it can also read. Two rules make that safe: text is written as
text (a cell that begins with "=" is never a formula), and the bytes depend on the content alone, so that a workbook made
twice is the same file and can be compared, cached and kept by its hash.

A template has exactly one row a sheet, the contract's example. A sheet whose only row still is that example has no rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sq_core.errors import WorkbookRefused
from sq_core.sheets.contract import contracts
from sq_core.sheets.dictionary import NO, YES, entry, shown
from sq_core.words import UNITS, Text, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from sq_core.sheets.contract import Cell, Column, ColumnType, Contract
    from sq_core.words import Lang

LISTS_SHEET = "_lists"
"""The hidden sheet behind the drop-downs; it holds no rows of the programme."""
README_TITLE = Text("说明", "Read me")
EXAMPLE_MARK = Text("示例行，请覆盖", "example row, overwrite")
PRODUCT = Text("服务质量驾驶舱", "Service Quality Cockpit")
_FORMATS: Mapping[ColumnType, str] = {
    "text": "@",
    "integer": "0",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "moment": "yyyy-mm-dd hh:mm",
}
_UNIT_FORMATS = {"percent": "0.0%", "pp": "0.0%", "cny": "#,##0", "count": "#,##0"}
_EXAMPLE_ITEMS = (("1-1", 6), ("1-2", 5), ("2-1", 6), ("2-2", 4))
"""How item columns look in the template of a questionnaire: pairs of expectation and perception."""
_LAST_ROW = 5000
_REQUIRED_FILL, _PLAIN_FILL = PatternFill("solid", fgColor="1F3864"), PatternFill("solid", fgColor="5B7088")
_HEADER_FONT, _EXAMPLE_FONT = Font(bold=True, color="FFFFFF"), Font(italic=True, color="767676")
_STAMP = datetime(2026, 1, 1)  # noqa: DTZ001 a workbook's times bear no zone; a fixed one keeps its bytes the same
_README = Text(
    """每个工作表是一种输入，第一行是表头，从第二行起填写；用不到的工作表可以删除。
深色表头必填；鼠标停在表头上可看说明、单位和允许的取值。
灰色斜体行是示例，请覆盖；只剩示例的工作表视为没有数据。
单位列为 percent 的数值写小数（12.5% 写 0.125）；百分比格式的列直接输入 12.5%。
表头可用中文或英文，列的次序不限，缺少的列留空即可。""",
    """Each sheet is one input: headers in the first row, rows from the second; delete the sheets you do not use.
Dark headers are required; rest on a header to read its note, unit and allowed values.
The grey italic row is an example, overwrite it; a sheet with nothing but the example counts as empty.
Where the unit column says percent, write a fraction (0.125 for 12.5%); in columns in percent format type 12.5%.
Headers may be Chinese or English, in any order; columns you lack may be left out.""",
)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows for one sheet: a cell for each contract column, then one for each questionnaire item named in ``items``."""

    contract: Contract
    rows: Sequence[tuple[Cell, ...]]
    items: tuple[str, ...] = ()


def template(keys: Sequence[str] | None, lang: Lang) -> bytes:
    """Make a workbook to fill in: one sheet a contract, drop-downs, notes and one example row; all contracts for None."""
    known = contracts()
    if unknown := [key for key in keys or () if key not in known]:
        message = Text("没有名为“{names}”的工作表。", "There is no sheet called {names}.")
        remedy = Text("可用的工作表：{sheets}。", "The sheets are: {sheets}.")
        raise WorkbookRefused(
            message.fill(names=listed([same(key) for key in unknown])),
            remedy.fill(sheets=listed([same(key) for key in known])),
        )
    chosen = [known[key] for key in known if keys is None or key in keys]
    book = _book(Text("数据模板", "Template"), _README, chosen, lang)
    for contract in chosen:
        items = _EXAMPLE_ITEMS if contract.items else ()
        example = (*(column.example for column in contract.columns), *(score for _, score in items))
        sheet = _sheet(book, SheetRows(contract, (example,), tuple(code for code, _ in items)), lang)
        for cell in sheet[2]:
            cell.font = _EXAMPLE_FONT
        sheet["A2"].comment = _comment(EXAMPLE_MARK.zh + " / " + EXAMPLE_MARK.en)
    return sealed(book)


def filled(sheets: Sequence[SheetRows], lang: Lang, title: Text, readme: Text) -> bytes:
    """Write rows in the layout of the template, behind a read-me sheet with this title and these lines."""
    return sealed(filled_book(sheets, lang, title, readme))


def filled_book(sheets: Sequence[SheetRows], lang: Lang, title: Text, readme: Text) -> Workbook:
    """Make the same workbook without sealing it, so that a report can put sheets of its own before the others."""
    book = _book(title, readme, [sheet.contract for sheet in sheets], lang)
    for rows in sheets:
        _sheet(book, rows, lang)
    return book


def sealed(book: Workbook) -> bytes:
    """Save a workbook so that equal content gives equal bytes: without the time of saving, in it or around it."""
    raw, clean = io.BytesIO(), io.BytesIO()
    book.save(raw)
    stamp = _STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            target.writestr(zipfile.ZipInfo(name, _STAMP.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return clean.getvalue()


def put(cell: SheetCell, value: str | float | date | None) -> None:
    """Set a cell; text stays text whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _book(title: Text, lines: Text, chosen: Sequence[Contract], lang: Lang) -> Workbook:
    book = Workbook()
    book.properties.creator = PRODUCT.en
    book.properties.title = title.of(lang)
    readme = cast("Worksheet", book.active)
    readme.title = README_TITLE.of(lang)
    readme.column_dimensions["A"].width, readme.column_dimensions["B"].width = 26, 110
    put(readme["A1"], title.of(lang))
    readme["A1"].font = Font(bold=True, size=16)
    for row, line in enumerate(lines.of(lang).splitlines(), 3):
        put(readme.cell(row, 1), line)
    for row, contract in enumerate(chosen, readme.max_row + 2):
        name = contract.title.of(lang)
        put(readme.cell(row, 1), name)
        put(readme.cell(row, 2), contract.purpose.of(lang))
        readme.cell(row, 1).hyperlink = f"#'{name}'!A1"
        readme.cell(row, 1).font = Font(color="0563C1", underline="single")
    book.create_sheet(LISTS_SHEET).sheet_state = "hidden"
    return book


def _sheet(book: Workbook, filling: SheetRows, lang: Lang) -> Worksheet:
    sheet = book.create_sheet(filling.contract.title.of(lang), index=len(book.sheetnames) - 1)
    for at, column in enumerate(filling.contract.columns, 1):
        _head(sheet, at, column.header.of(lang), column.required)
        sheet.cell(1, at).comment = _comment(_described(column, lang))
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].number_format = _format(column)
        sheet.column_dimensions[letter].width = _width(column, lang)
        _validate(book[LISTS_SHEET], sheet, f"{letter}2:{letter}{max(_LAST_ROW, len(filling.rows) + 1)}", column, lang)
    for at, item in enumerate(filling.items, len(filling.contract.columns) + 1):
        _head(sheet, at, item, required=False)
    sheet.freeze_panes = "B2"
    for row, cells in enumerate(filling.rows, 2):
        _write_row(sheet, row, filling.contract, cells, lang)
    return sheet


def _head(sheet: Worksheet, at: int, text: str, required: bool) -> None:
    cell = sheet.cell(1, at)
    put(cell, text)
    cell.font, cell.fill = _HEADER_FONT, _REQUIRED_FILL if required else _PLAIN_FILL
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, row: int, contract: Contract, cells: tuple[Cell, ...], lang: Lang) -> None:
    """Write a row; a number without a unit of its own is shown in the unit that the row names."""
    unit = next(
        (str(value) for value, column in zip(cells, contract.columns, strict=False) if column.name == "unit"), ""
    )
    for at, (column, value) in enumerate(zip(contract.columns, cells, strict=False), 1):
        if value is None or value == "":
            continue
        cell = sheet.cell(row, at)
        put(cell, shown(column, value, lang))
        counted_in_row = column.type == "number" and not column.unit
        cell.number_format = _UNIT_FORMATS.get(unit, "General") if counted_in_row else _format(column)
    for at, value in enumerate(cells[len(contract.columns) :], len(contract.columns) + 1):
        if value is not None:
            put(sheet.cell(row, at), value)


def _format(column: Column) -> str:
    return _FORMATS.get(column.type) or _UNIT_FORMATS.get(column.unit, "General")


def _validate(lists: Worksheet, sheet: Worksheet, cells: str, column: Column, lang: Lang) -> None:
    """Attach a drop-down or bounds; a unit is only suggested, since other spellings of it are understood."""
    options = _options(column, lang)
    if options:
        rule = DataValidation("list", formula1=_list_range(lists, options))
    elif column.lowest is not None and column.highest is not None:
        kind = "whole" if column.type == "integer" else "decimal"
        rule = DataValidation(kind, operator="between", formula1=f"{column.lowest:g}", formula2=f"{column.highest:g}")
    else:
        return
    rule.errorTitle, rule.error = column.header.of(lang), _described(column, lang)[:220]
    rule.allow_blank, rule.showErrorMessage = True, column.name != "unit"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _options(column: Column, lang: Lang) -> tuple[str, ...]:
    if column.type == "flag":
        return (YES.of(lang), NO.of(lang))
    if column.name == "unit":
        return tuple(UNITS)
    return tuple(choice.label.of(lang) for choice in column.choices)


def _list_range(lists: Worksheet, options: tuple[str, ...]) -> str:
    """Find or write a list on the hidden sheet; equal lists share one column."""
    at = 1
    while lists.cell(1, at).value is not None:
        if tuple(lists.cell(row, at).value for row in range(1, len(options) + 2)) == (*options, None):
            break
        at += 1
    for row, option in enumerate(options, 1):
        put(lists.cell(row, at), option)
    letter = get_column_letter(at)
    return f"'{lists.title}'!${letter}$1:${letter}${len(options)}"


def _described(column: Column, lang: Lang) -> str:
    said = entry(None, column, lang)
    stop, colon = ("。", "：") if lang == "zh" else (". ", ": ")
    mark = Text("必填", "Required").of(lang) if column.required else Text("选填", "Optional").of(lang)
    parts = [said.note, mark]
    for name, value in (
        (Text("单位", "Unit"), said.unit),
        (Text("取值", "One of"), said.choices),
        (Text("范围", "Range"), said.bounds),
    ):
        if value:
            parts.append(name.of(lang) + colon + value)
    return stop.join(parts) + stop.strip()


def _comment(text: str) -> Comment:
    comment = Comment(text, PRODUCT.en)
    comment.width, comment.height = 320, 40 + 20 * (_span(text) // 44 + 1)
    return comment


def _span(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _width(column: Column, lang: Lang) -> float:
    widest = max(_span(column.header.of(lang)), _span(str(entry(None, column, lang).example)))
    return min(max(widest + 4, 11), 38)
