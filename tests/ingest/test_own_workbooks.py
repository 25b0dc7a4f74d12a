"""Workbooks the product writes itself: the template is recognised unfilled, and what is written is read back the same."""

from collections.abc import Callable
from datetime import date

import pytest

from sq_core.ingest import read_workbook, template_check
from sq_core.ingest.raw import RawBook
from sq_core.ingest.reading import Wishes, understand
from sq_core.ingest.template import OWN_PAGES
from sq_core.reports import READINGS
from sq_core.sheets import Column, Contract, contracts
from sq_core.sheets.template import LISTS_SHEET, README_TITLE, SheetRows, filled, template
from sq_core.words import Lang, Text
from tests.ingest.looks import found, only, read_rows, sheet_of

TITLE = Text("样表", "Sample")


def rows_of(contract: Contract, count: int) -> tuple[tuple[object, ...], ...]:
    """Rows like the example, told apart by their text keys or their identity, else by another key, else by any text."""
    telling: tuple[Callable[[Column], bool], ...] = (
        lambda c: (c.key or c.name == contract.identity) and c.type == "text",
        lambda c: c.key,
        lambda c: c.type == "text",
    )
    at = next(n for told in telling for n, c in enumerate(contract.columns) if told(c))
    column, rows = contract.columns[at], []
    for number in range(count):
        cells: list[object] = [c.example for c in contract.columns]
        if column.type == "choice":
            cells[at] = column.choices[number].value
        else:
            cells[at] = number + 1 if column.type == "integer" else f"X{number}"
        rows.append(tuple(cells))
    return tuple(rows)


@pytest.mark.parametrize(("lang", "keys"), [("zh", None), ("en", ["goals", "survey_responses"])])
def test_an_unfilled_template_is_recognised(lang: Lang, keys: list[str] | None) -> None:
    intake = read_workbook("template.xlsx", template(keys, lang))
    assert template_check(intake)
    assert (intake.sheets, intake.refused) == ((), False)
    finding = found(intake, "template-unfilled")
    assert finding.count == len(keys or contracts())
    assert {f.rule for f in intake.findings} == {"template-unfilled"}


def test_the_pages_that_hold_no_rows_are_known_by_their_names() -> None:
    assert {LISTS_SHEET, README_TITLE.zh, README_TITLE.en, READINGS.zh, READINGS.en} == OWN_PAGES


def test_what_is_written_is_read_back_the_same() -> None:
    made = [SheetRows(c, rows_of(c, 3)) for c in contracts().values() if not c.items]  # type: ignore[arg-type]
    intake = read_workbook("programme.xlsx", filled(made, "zh", TITLE, TITLE))
    assert not [f for f in intake.findings if f.weight in ("refused", "changed")]
    assert len(intake.sheets) == len(made)
    for sheet in intake.sheets:
        contract = contracts()[sheet.contract]
        for row, cells in zip(sheet.rows.to_pylist(), rows_of(contract, 3), strict=True):
            for column, cell in zip(contract.columns, cells, strict=True):
                got = row[column.name]
                wanted = column.default if cell in (None, "") else cell
                assert (got.isoformat() if isinstance(got, date) else got) == wanted, (sheet.contract, column.name)


def test_an_example_left_among_own_rows_is_pointed_out() -> None:
    goals = contracts()["goals"]
    headers = [column.header.en for column in goals.columns]
    example = [column.example for column in goals.columns]
    own = ["G9", *example[1:]]
    intake = read_rows([headers, example, own])
    assert only(intake).rows_read == 2
    assert found(intake, "example-row").value == "2"


def test_headers_without_rows_are_said_to_be_so() -> None:
    goals = contracts()["goals"]
    assert template_check(read_rows([[column.header.zh for column in goals.columns], []]))


def test_a_key_in_two_sheets_of_one_workbook_is_refused() -> None:
    head = ["指标编号", "月份", "地区", "实绩"]
    sheets = (
        sheet_of("一季度", [head, ["a", "2026-10", "x", 1], ["b", "2026-10", "x", 1]]),
        sheet_of("二季度", [head, ["c", "2026-10", "x", 1], ["b", "2026-10", "x", 2]]),
    )
    intake = understand("f.xlsx", "sha", RawBook(sheets), Wishes())
    assert found(intake, "duplicate-key").place.cell == "A3"
    assert "“一季度”" in found(intake, "duplicate-key").message.zh
    assert found(intake, "same-contract").weight == "noted"


def test_items_stated_in_a_workbook_rule_its_questionnaire() -> None:
    sheets = (
        sheet_of("问卷题项", [["题项编号", "题干（中文）", "量表下限", "量表上限"], ["Q1", "满意吗", 1, 7]]),
        sheet_of("问卷答卷", [["地区", "渠道", "Q1"], ["a", "b", 5], ["a", "b", 3]]),
    )
    intake = understand("f.xlsx", "sha", RawBook(sheets), Wishes())
    answers = next(sheet for sheet in intake.sheets if sheet.contract == "survey_responses")
    assert (answers.items[0].scale_low, answers.items[0].scale_high) == (1, 7)
