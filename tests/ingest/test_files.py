"""Files by their bytes: what they are, what is refused before reading, what the scan sees, how the reading process ends."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sq_core.errors import WorkbookRefused
from sq_core.ingest import Limits, read_workbook
from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.child import SheetFile, write_sheet
from sq_core.ingest.content_kind import content_kind
from sq_core.ingest.csv_text import find_encoding, find_separator, read_rows
from sq_core.ingest.package import check_directory
from sq_core.ingest.scan import column_letters, column_number, scan_xlsx
from sq_core.ingest.scan_ods import scan_ods
from tests.ingest.looks import column, found, only, xlsx

LIMITS = Limits()


def why(name: str, content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(name, content, limits=limits)
    error = refused.value
    assert all((error.message.zh, error.message.en, error.remedy.zh, error.remedy.en))
    assert error.place is not None
    assert error.place.file == name
    return error.findings[0].rule


def ods(rows_xml: str) -> bytes:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:body>'
        f'<office:spreadsheet><table:table table:name="A &amp; B">{rows_xml}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"  \n ", "empty-file"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "markup"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "markup"),
        (b"ID;PWXL;N;E\nP;PGeneral\n", "old-format"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "old-format"),
        (b"%PDF-1.7 ...", "not-a-spreadsheet"),
        (b"\x00\x01\x02\x03" * 100, "not-a-spreadsheet"),
        (b"PK\x03\x04 not really a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_no_workbook_is_refused_without_a_reading_process(content: bytes, rule: str) -> None:
    assert why("book.xlsx", content) == rule


def test_the_content_counts_not_the_name() -> None:
    assert content_kind("book.xls", xlsx("")) == "xlsx"
    assert content_kind("book.xlsx", b"a,b\n1,2\n") == "csv"
    assert content_kind("book.csv", ods("")) == "ods"
    assert content_kind("book.xlsx", b"name <b>,x\n1,2") == "csv"


def test_too_large_a_file_is_refused_by_its_size() -> None:
    assert why("a.csv", b"a,b\n" * 1000, Limits(file_bytes=100)) == "file-too-large"


def test_a_bomb_is_refused_by_its_directory() -> None:
    bomb = xlsx("", more=b"\x00" * (12 << 20))
    with pytest.raises(WorkbookRefused, match="zip bomb"):
        check_directory("bomb.xlsx", bomb, LIMITS)
    assert why("bomb.xlsx", bomb) == "expands-too-far"
    check_directory("fine.xlsx", bomb, Limits(ratio=1_000_000))


def test_letters_and_numbers_of_columns() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(n)) == n for n in range(0, 16384, 7))


CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c s="1" r="B2"><f>A1+1</f><v></v></c>'
    '<c r="C2"><f t="shared" si="0"/></c><c r="D2" t="str"><f>""</f><v></v></c><c r="E2"><f>1+1</f><v>2</v></c>'
    '<c r="F2" s="3"/></row>'
)


def test_the_scan_finds_errors_and_formulas_without_result() -> None:
    scan = scan_xlsx("a.xlsx", xlsx(CELLS), LIMITS)["Sheet1"]
    assert scan.broken == {(1, 0): "#DIV/0!", (1, 1): NOT_CALCULATED, (1, 2): NOT_CALCULATED}
    prefixed = xlsx(CELLS.replace("<", "<x:").replace("<x:/", "</x:")).replace(b"<worksheet", b"<worksheet")
    assert scan_xlsx("a.xlsx", prefixed, LIMITS)["Sheet1"].broken in ({}, scan.broken)


def test_the_scan_survives_tags_with_a_prefix_and_pieces() -> None:
    filler = "".join(f'<x:row r="{r}"><x:c r="A{r}"><x:v>{r}</x:v></x:c></x:row>' for r in range(1, 60_000))
    marked = filler + '<x:row r="60000"><x:c r="ZZ60000" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    book = xlsx("")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            sheet = f'<x:worksheet xmlns:x="y"><x:sheetData>{marked}</x:sheetData></x:worksheet>'
            target.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    scan = scan_xlsx("a.xlsx", buffer.getvalue(), LIMITS)["Sheet1"]
    assert scan.broken == {(59_999, 701): "#N/A"}
    assert (scan.cells, scan.rows, scan.columns) == (60_000, 60_000, 702)
    with pytest.raises(WorkbookRefused, match="60,000 rows by 702 columns"):
        scan_xlsx("a.xlsx", buffer.getvalue(), Limits(box=1_000_000))


def test_styled_blanks_do_not_count_as_size() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert scan_xlsx("a.xlsx", xlsx(far), LIMITS)["Sheet1"].rows == 1
    spread = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert why("a.xlsx", xlsx(spread)) == "too-many-cells"


def test_the_scan_sees_which_columns_show_per_cent() -> None:
    styles = (
        '<numFmts count="1"><numFmt numFmtId="170" formatCode="0.00%"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs>'
    )
    cells = '<row r="2"><c r="A2" s="0"><v>1</v></c><c r="B2" s="1"><v>1</v></c><c r="C2" s="2"><v>1</v></c></row>'
    assert scan_xlsx("a.xlsx", xlsx(cells, styles=styles), LIMITS)["Sheet1"].percent_columns == {1, 2}


def test_an_ods_is_walked_with_its_repeats() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1"/></table:table-row>'
    )
    assert scan_ods("a.ods", ods(rows), LIMITS)["A & B"].broken == {(3, 2): "#DIV/0!", (3, 3): NOT_CALCULATED}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("指标,月份\n满意度,2026-10\n", "utf-8"),
        ("指标,月份\n满意度,2026-10\n", "utf-8-sig"),
        ("指标,月份\n满意度,2026-10\n", "gb18030"),
        ("指标,月份\n满意度,2026-10\n", "utf-16"),
        ("指标,月份\nabc,2026-10\n", "utf-16-le"),
        ("지역,점수\n서울에서 이용하는 고객,5\n", "cp949"),
        ("Name,Café\nJérôme,£12\n", "cp1252"),
    ],
)
def test_encodings_are_found(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert content.decode(find_encoding(content)) == text


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,3\n", ";"),
        ("a\tb c\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a,b\n"x;y;z;w",2\n"x;y;z;w",3\n', ","),
        ("a\n1\n", ","),
    ],
)
def test_separators_are_found(text: str, separator: str) -> None:
    assert find_separator(text) == separator


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert list(read_rows('sep=;\na;"b;c"\n', ",")) == [["a", "b;c"]]


def test_ragged_rows_and_blank_columns(tmp_path: Path) -> None:
    sheet = SheetFile("x")
    write_sheet(sheet, iter([["a", "", "c"], ["1"], ["", "", "", "d"]]), tmp_path / "0.arrow")
    assert (sheet.rows, sheet.columns) == (3, [0, 2, 3])


# From here on files go through the reading process itself.

KPI = (
    '<row r="3"><c r="B3" t="inlineStr"><is><t>KPI</t></is></c><c r="C3" t="inlineStr"><is><t>Month</t></is></c>'
    '<c r="D3" t="inlineStr"><is><t>Actual</t></is></c><c r="E3" t="inlineStr"><is><t>n</t></is></c></row>'
    '<row r="4"><c r="B4" t="inlineStr"><is><t>a</t></is></c><c r="C4" s="1"><v>46296</v></c><c r="D4"><v>0.5</v></c>'
    '<c r="E4"><v>10</v></c></row>'
    '<row r="5"><c r="B5" t="inlineStr"><is><t>b</t></is></c><c r="C5" s="1"><v>46296</v></c>'
    '<c r="D5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E5"><f>1+1</f></c></row>'
)


def test_a_workbook_keeps_its_addresses_and_loses_no_error() -> None:
    intake = read_workbook(
        "kpi.xls", xlsx(KPI, styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>', name="KPI values")
    )
    assert only(intake).columns[0].letter == "B"
    assert only(intake).header_row == 3
    assert column(intake, "value") == [0.5]
    assert found(intake, "formula-error").cells == ("D5",)
    assert found(intake, "not-calculated").cells == ("E5",)
    assert str(column(intake, "period")[0]) == "2026-10-01"
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook("kpi.xlsx", xlsx(KPI), wanted_sheet="Nowhere")
    assert refused.value.findings[0].rule == "no-such-sheet"


def test_a_csv_in_gb18030_with_semicolons() -> None:
    text = "指标编号;月份;地区;实绩;样本量\na;2026年10月;华东;1,5;10\n"
    intake = read_workbook("指标实绩.xlsx", text.encode("gb18030"))
    assert column(intake, "value") == [1.5]
    assert found(intake, "encoding").value == "gb18030"


def test_a_reading_process_that_dies_is_a_refusal() -> None:
    book = xlsx(KPI)
    assert why("a.xlsx", book, Limits(memory_bytes=64 << 20)) in ("too-costly", "reader-died")
    assert why("a.xlsx", book, Limits(wall_seconds=0.01)) == "too-costly"
    assert why("a.xlsx", book.replace(b"workbook.xml", b"workbook.xmm")[:-20]) in ("damaged", "nothing-understood")


def test_importing_the_room_loads_nothing_heavy() -> None:
    assert _loaded("import sq_core.ingest") == "[]"


def test_workbooks_are_opened_in_the_child_only() -> None:
    reading = (
        "from sq_core.ingest import read_workbook; read_workbook('a.csv', b'kpi,period,value\\nx,2026-01-01,1\\n')"
    )
    assert "python_calamine" not in _loaded(reading)


def _loaded(code: str) -> str:
    """Say which heavy modules a fresh interpreter holds after some code."""
    told = "; import sys; print([m for m in ('pandas', 'pyarrow', 'numpy', 'scipy', 'python_calamine') if m in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code + told], capture_output=True, text=True, cwd=root, check=True, env=dict(os.environ)
    )
    return done.stdout.strip()


def test_unknown_contracts_are_refused_by_name() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook("a.csv", b"a,b\n1,2\n", as_contract="nonsense")
    assert "kpi_values" in refused.value.remedy.en
