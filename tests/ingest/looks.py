"""Sheets and files made for tests, read without a process of its own unless the test is about that."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from sq_core.errors import Finding
from sq_core.ingest.child import ColumnWriter
from sq_core.ingest.intake import Intake, SheetIntake
from sq_core.ingest.raw import RawBook, RawColumn, RawSheet, raw_column
from sq_core.ingest.reading import Wishes, understand
from sq_core.ingest.scales import KnownItem

Rows = Sequence[Any]


def column_of(number: int, cells: Sequence[object]) -> RawColumn:
    """Build a column from Python values, the way the reading process does."""
    writer = ColumnWriter()
    writer.add(0, ["" if cell is None else cell for cell in cells])
    return raw_column(number, *writer.column([len(cells)]))


def sheet_of(name: str, rows: Rows) -> RawSheet:
    """Build a sheet from rows of Python values."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = tuple(column_of(n, [row[n] for row in filled]) for n in range(width))
    return RawSheet(name, len(rows), tuple(c for c in columns if c.kinds.any()))


def read_rows(
    rows: Rows,
    contract: str | None = None,
    *,
    sheet: str = "Sheet1",
    chosen: Mapping[str, str] | None = None,
    known: Mapping[str, tuple[float, float] | KnownItem] | None = None,
    percent: frozenset[int] | None = None,
) -> Intake:
    """Understand one sheet; ``percent`` names the columns formatted as per cent, None where formats are not seen."""
    from dataclasses import replace

    raw = sheet_of(sheet, rows)
    if percent is not None:
        raw = replace(raw, percent_columns=percent, formats_known=True)
    letters = {(sheet, letter): what for letter, what in (chosen or {}).items()}
    items = {item: one if isinstance(one, KnownItem) else KnownItem(*one) for item, one in (known or {}).items()}
    return understand("test.xlsx", "sha", RawBook((raw,)), Wishes(None, contract, letters, items))


def only(intake: Intake) -> SheetIntake:
    """Give the only sheet."""
    (sheet,) = intake.sheets
    return sheet


def column(intake: Intake, name: str) -> list[object]:
    """Give one column of the only sheet."""
    return list(only(intake).rows.column(name).to_pylist())


def found(intake: Intake, rule: str) -> Finding:
    """Give the one finding of a rule."""
    (finding,) = (finding for finding in intake.findings if finding.rule == rule)
    return finding


def rules(intake: Intake) -> set[str]:
    """Name the rules of all findings."""
    return {finding.rule for finding in intake.findings}


def xlsx(sheet_xml: str, *, styles: str = "", name: str = "Sheet1", state: str = "visible", more: bytes = b"") -> bytes:
    """Make an .xlsx around the XML of one sheet's data."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{escape(name)}" sheetId="1" '
        f'state="{state}" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_xml}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
        if more:
            archive.writestr("xl/media/more.bin", more)
    return buffer.getvalue()


def big_workbook(rows: int, columns: int = 20) -> bytes:
    """Make a questionnaire of so many rows: five descriptive columns, the rest items from 1 to 7; for measuring speed."""
    heads = ["答卷编号", "日期", "地区", "渠道", "客户类型", *(f"Q{n}" for n in range(1, columns - 4))]
    lines = ["<row r='1'>" + "".join(f'<c t="inlineStr"><is><t>{head}</t></is></c>' for head in heads) + "</row>"]
    places = ("华东", "华北", "华南", "西南")
    letters = [chr(65 + n) for n in range(columns)]
    for row in range(2, rows + 2):
        texts = (f"R{row:07d}", None, places[row % 4], ("电话", "门店")[row % 2], ("个人", "企业")[row % 3 % 2])
        cells = [
            f'<c r="{letters[n]}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            if text
            else f'<c r="B{row}"><v>{46000 + row % 300}</v></c>'
            for n, text in enumerate(texts)
        ]
        cells += [f'<c r="{letters[n]}{row}"><v>{(row * n) % 7 + 1}</v></c>' for n in range(5, columns)]
        lines.append(f'<row r="{row}">{"".join(cells)}</row>')
    return xlsx("".join(lines), name="问卷答卷")
