"""The template opens, guides and reads back; whatever is written is text, never a formula."""

import io
import zipfile
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from sq_core.errors import WorkbookRefused
from sq_core.sheets import Column, SheetRows, contracts, dictionary, filled, template
from sq_core.sheets.template import EXAMPLE_MARK, LISTS_SHEET, README_TITLE
from sq_core.words import LANGS, Lang, Text

CASES = [pytest.param(key, lang, id=f"{key}-{lang}") for key in contracts() for lang in LANGS]


@cache
def opened(lang: Lang) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(None, lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_in_order_behind_a_read_me(lang: Lang) -> None:
    book = opened(lang)
    assert book.sheetnames == [README_TITLE.of(lang), *(c.title.of(lang) for c in contracts().values()), LISTS_SHEET]
    assert book[LISTS_SHEET].sheet_state == "hidden"
    listed = {cell.value: cell.hyperlink for cell in book[README_TITLE.of(lang)]["A"] if cell.hyperlink}
    assert list(listed) == [c.title.of(lang) for c in contracts().values()]


@pytest.mark.parametrize(("key", "lang"), CASES)
def test_headers_notes_and_frozen_row(key: str, lang: Lang) -> None:
    contract, sheet = contracts()[key], opened(lang)[contracts()[key].title.of(lang)]
    assert sheet.freeze_panes == "B2"
    for column, cell in zip(contract.columns, sheet[1], strict=False):
        assert cell.value == column.header.of(lang)
        assert column.note.of(lang) in cell.comment.text
        required = ("必填" if lang == "zh" else "Required") in cell.comment.text
        assert required == column.required
        for choice in column.choices:
            assert choice.label.of(lang) in cell.comment.text
    fills = {column.required: cell.fill.fgColor.rgb for column, cell in zip(contract.columns, sheet[1], strict=False)}
    assert len(set(fills.values())) == len(fills)


@pytest.mark.parametrize(("key", "lang"), CASES)
def test_exactly_one_row_and_it_is_the_marked_example(key: str, lang: Lang) -> None:
    contract, sheet = contracts()[key], opened(lang)[contracts()[key].title.of(lang)]
    assert sheet.max_row == 2
    assert EXAMPLE_MARK.zh in sheet["A2"].comment.text
    assert EXAMPLE_MARK.en in sheet["A2"].comment.text
    for column, cell in zip(contract.columns, sheet[2], strict=False):
        assert cell.font.italic
        assert cell.value == expected_cell(column, lang) or column.example in (
            cell.value.date().isoformat(),
            cell.value.isoformat(),
        )


def expected_cell(column: Column, lang: Lang) -> object:
    if column.type == "choice":
        return next(choice.label.of(lang) for choice in column.choices if choice.value == column.example)
    if column.type == "flag":
        yes, no = ("是", "否") if lang == "zh" else ("yes", "no")
        return yes if column.example else no
    return None if column.example == "" else column.example


@pytest.mark.parametrize(("key", "lang"), CASES)
def test_drop_downs_offer_the_choices(key: str, lang: Lang) -> None:
    book, contract = opened(lang), contracts()[key]
    sheet = book[contract.title.of(lang)]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, area = rule.formula1.split("!")
            assert name.strip("'") == LISTS_SHEET
            cells = [cell.value for row in book[LISTS_SHEET][area.replace("$", "")] for cell in row]
            offered[str(rule.sqref).split("2:")[0]] = (cells, bool(rule.showErrorMessage))
    for at, column in enumerate(contract.columns, 1):
        found = offered.get(openpyxl.utils.get_column_letter(at))
        if column.type == "choice":
            assert found == ([choice.label.of(lang) for choice in column.choices], True)
        elif column.type == "flag":
            assert found == (["是", "否"] if lang == "zh" else ["yes", "no"], True)
        else:
            assert (found is not None) == (column.name == "unit")
            assert found is None or found[1] is False, "another spelling of a unit may be typed"


@pytest.mark.parametrize(("key", "lang"), CASES)
def test_bounds_are_enforced_and_say_why(key: str, lang: Lang) -> None:
    contract = contracts()[key]
    sheet = opened(lang)[contract.title.of(lang)]
    ruled = {
        str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation if rule.type != "list"
    }
    bounded = [column for column in contract.columns if column.lowest is not None and column.highest is not None]
    assert len(ruled) == len(bounded)
    for at, column in enumerate(contract.columns, 1):
        if column in bounded:
            rule = ruled[openpyxl.utils.get_column_letter(at)]
            assert (float(rule.formula1), float(rule.formula2)) == (column.lowest, column.highest)
            assert rule.showErrorMessage
            assert rule.allow_blank
            assert column.note.of(lang) in rule.error
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.errorTitle) <= 32, "longer titles make Excel repair the file"
        assert len(rule.error) <= 225


@pytest.mark.parametrize("lang", LANGS)
def test_formats(lang: Lang) -> None:
    for contract in contracts().values():
        sheet = opened(lang)[contract.title.of(lang)]
        for at, column in enumerate(contract.columns, 1):
            letter = openpyxl.utils.get_column_letter(at)
            shown = sheet.column_dimensions[letter].number_format
            wanted = {"date": "yyyy-mm-dd", "month": "yyyy-mm", "text": "@", "integer": "0"}.get(column.type)
            assert wanted is None or shown == wanted
            assert column.unit != "percent" or shown == "0.0%"
            assert 10 < sheet.column_dimensions[letter].width <= 40


def test_a_number_is_shown_in_the_unit_of_its_row_but_counts_are_not() -> None:
    sheet = opened("zh")[contracts()["kpi_values"].title.zh]
    names = [column.name for column in contracts()["kpi_values"].columns]
    assert sheet.cell(2, names.index("value") + 1).number_format == "0.0%"
    assert sheet.cell(2, names.index("n") + 1).number_format == "#,##0"


def test_a_questionnaire_shows_how_items_are_written() -> None:
    sheet = opened("en")[contracts()["survey_responses"].title.en]
    assert [cell.value for cell in sheet[1]][-4:] == ["1-1", "1-2", "2-1", "2-2"]
    assert all(isinstance(cell.value, int) for cell in sheet[2][-4:])


def test_only_the_sheets_asked_for() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(["goals", "drivers"], "en")))
    assert book.sheetnames == ["Read me", "Drivers", "Goals", LISTS_SHEET]


def test_an_unknown_sheet_is_refused_in_both_languages() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        template(["goals", "gaols"], "zh")
    assert "gaols" in refusal.value.message.zh
    assert "gaols" in refusal.value.message.en
    assert "goals" in refusal.value.remedy.zh


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_content_is_the_same_file(lang: Lang) -> None:
    assert template(None, lang) == template(None, lang)


def test_text_is_never_a_formula() -> None:
    contract = contracts()["parameters"]
    hostile = ('=HYPERLINK("http://x","y")', "+1+1", "", "@SUM(A1)", "-2")
    raw = filled([SheetRows(contract, [hostile])], "en", Text("题", "Title"), Text("行", "Line"))
    sheet = openpyxl.load_workbook(io.BytesIO(raw))[contract.title.en]
    assert [cell.value for cell in sheet[2]] == [hostile[0], hostile[1], None, hostile[3], hostile[4]]
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


def test_filled_rows_keep_their_values_and_items() -> None:
    contract = contracts()["survey_responses"]
    rows = [("R1", "2026-10-15", "华东", None, None, None, 6, None, 4.5)]
    raw = filled([SheetRows(contract, rows, ("1-1", "1-2", "NPS"))], "zh", Text("题", "Title"), Text("甲\n乙", "a\nb"))
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book[contract.title.zh]
    assert [cell.value for cell in sheet[1]][-3:] == ["1-1", "1-2", "NPS"]
    assert [cell.value for cell in sheet[2]][0] == "R1"
    assert sheet["B2"].value.date().isoformat() == "2026-10-15"
    assert [cell.value for cell in sheet[2]][-3:] == [6, None, 4.5]
    assert [book["说明"].cell(row, 1).value for row in (1, 3, 4)] == ["题", "甲", "乙"]


@pytest.mark.parametrize("lang", LANGS)
def test_dictionary_lists_every_column_once(lang: Lang) -> None:
    rows = dictionary(lang)
    assert [(row.sheet_key, row.column) for row in rows] == [
        (c.key, column.name) for c in contracts().values() for column in c.columns
    ]
    weight = next(row for row in rows if (row.sheet_key, row.column) == ("drivers", "weight"))
    assert (weight.bounds, weight.required, weight.example) == ("0–1", False, "0.15")
    assert weight.unit == ("百分比" if lang == "zh" else "Percent")
    assert all(row.header and row.note and row.type and row.sheet for row in rows)
