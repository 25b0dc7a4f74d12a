"""A sheet against its contract: tables wherever they stand, units, gaps, totals, duplicates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from sq_core.errors import WorkbookRefused
from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.raw import RawBook, RawSheet, with_scan
from sq_core.ingest.reading import Wishes, understand
from sq_core.ingest.scan import SheetScan
from tests.ingest.looks import column, found, only, read_rows, rules, sheet_of

HEAD = ["指标编号", "月份", "地区", "实绩", "单位", "样本量"]


def kpi(*rows: Sequence[object]) -> list[list[object]]:
    return [list(HEAD), *[list(row) for row in rows]]


def test_a_table_is_found_below_titles_and_right_of_nothing() -> None:
    rows: list[list[object]] = [["", "季度运营报告"], [], ["", "编制：", "运营部", "单位：", "%"], []]
    rows += [
        ["", *HEAD],
        ["", "a", "2026-10", "华东", 1.0, "points", 10],
        ["", "b", "2026-10", "华东", 2.0, "points", 10],
    ]
    sheet = only(intake := read_rows(rows))
    assert (sheet.header_row, sheet.rows_read) == (5, 2)
    assert sheet.columns[0].letter == "B"
    assert sheet.rows.column("row_no").to_pylist() == [6, 7]
    assert found(intake, "title-rows").value == "1-3"


def test_types_and_row_numbers() -> None:
    intake = read_rows(kpi(["a", "2026年10月", "华东", "1,200", "points", "12"]))
    row = only(intake).rows.to_pylist()[0]
    assert row["period"] == date(2026, 10, 1)
    assert (row["value"], row["n"], row["row_no"], row["note"]) == (1200.0, 12.0, 2, None)
    assert [str(t) for t in only(intake).rows.schema.types][:4] == ["string", "date32[day]", "string", "double"]


def test_blank_rows_are_skipped_and_totals_reported() -> None:
    rows = kpi(
        ["a", "2026-10", "华东", 1, "points", 1],
        ["", " ", None, None, None, None],
        ["b", "2026-10", "华东", 2, "points", 1],
        ["合计", "", "", 3, "", 2],
        ["", "", "Total", 3, "", 2],
    )
    intake = read_rows(rows)
    assert only(intake).rows.column("row_no").to_pylist() == [2, 4]
    assert (found(intake, "totals-row").count, found(intake, "totals-row").cells) == (2, ("A5", "A6"))


def test_a_region_called_total_in_a_keyed_row_is_data() -> None:
    intake = read_rows(kpi(["a", "2026-10", "total", 1, "points", 1]))
    assert only(intake).rows_read == 1


def test_numbered_but_empty_rows_are_left_out() -> None:
    rows = [["目标编号", "名称", "目标值", "负责人"], ["G1", "a", 1, "x"], ["G2", None, None, None], ["G3", "", "", ""]]
    intake = read_rows(rows)
    assert column(intake, "goal") == ["G1"]
    assert found(intake, "only-numbered").count == 2


def test_a_missing_key_is_refused_once_for_all_its_cells() -> None:
    rows = kpi(["a", "2026-10", "x", 1, "", 1], ["", "2026-10", "x", 1, "", 1], ["N/A", "2026-10", "y", 1, "", 1])
    intake = read_rows(rows)
    finding = found(intake, "missing-required")
    assert (finding.count, finding.cells, finding.weight) == (2, ("A3", "A4"), "refused")
    assert intake.refused
    assert (only(intake).rows_read, only(intake).rows_refused) == (1, 2)


def test_a_missing_key_column_is_refused_and_a_default_stands_in() -> None:
    intake = read_rows([["指标编号", "地区", "实绩", "样本量"], ["a", "x", 1, 1]], "kpi_values")
    assert "月份" in found(intake, "missing-column").message.zh
    intake = read_rows([["指标编号", "月份", "实绩"], ["a", "2026-10", 1]])
    assert column(intake, "region") == ["all"]


def test_duplicate_keys_name_both_rows() -> None:
    rows = kpi(["a", "2026-10-05", "x", 1, "", 1], ["b", "2026-10", "x", 1, "", 1], ["a", "2026/10/31", "x", 2, "", 1])
    finding = found(read_rows(rows), "duplicate-key")
    assert finding.message.en.startswith("Row 4 repeats row 2")
    assert finding.cells == ("A4",)


def test_one_root_cause_is_said_once() -> None:
    rows = kpi(*[[f"k{n}", "2026-10", "x", "abc" if n % 2 else "xyz", "", 1] for n in range(40)])
    finding = found(read_rows(rows), "not-a-number")
    assert (finding.count, len(finding.cells), finding.cells[0]) == (40, 10, "D2")
    assert "2 different values" in finding.message.en


def test_changes_and_missing_words_are_grouped_with_an_example() -> None:
    intake = read_rows(
        kpi(
            ["a", "2026-10", "x", "1,200", "points", 1],
            ["b", "2026-10", "x", "2,400", "points", 1],
            ["c", "2026-10", "x", "N/A", "points", "?"],
        )
    )
    changed = found(intake, "number-form")
    assert (changed.weight, changed.count, changed.value) == ("changed", 2, "1,200 → 1200")
    missing = [finding for finding in intake.findings if finding.rule == "missing-word"]
    assert {(finding.value, finding.weight, finding.cells) for finding in missing} == {
        ("N/A", "noted", ("D4",)),
        ("?", "noted", ("F4",)),
    }
    assert not intake.refused


def test_a_unit_in_the_header_converts_and_fills_the_unit_column() -> None:
    intake = read_rows([["指标编号", "月份", "数值（%）"], ["a", "2026-10", 57], ["b", "2026-10", "3"]], "kpi_values")
    assert column(intake, "value") == [0.57, 0.03]
    assert column(intake, "unit") == ["percent", "percent"]
    constant = [match for match in only(intake).columns if match.how == "constant"]
    assert [(match.column, match.unit) for match in constant] == [("unit", "%")]
    assert next(m for m in only(intake).columns if m.column == "value").unit == "%"
    assert "unit-converted" in rules(intake)


def test_a_unit_in_the_header_of_a_column_with_its_own_unit() -> None:
    intake = read_rows([["贡献编号", "名称", "金额（万元）", "维度"], ["C1", "x", 3, "客户"]])
    assert column(intake, "money_cny") == [30000]
    intake = read_rows([["贡献编号", "名称", "金额（美元）", "维度"], ["C1", "x", 3, "客户"]], "contributions")
    assert found(intake, "wrong-unit").weight == "refused"


def test_units_of_their_own_column_convert_row_by_row() -> None:
    intake = read_rows(
        kpi(
            ["a", "2026-10", "x", 57, "%", 100],
            ["b", "2026-10", "x", 3, "万元", 100],
            ["c", "2026-10", "x", 8.5, "分", 100],
            ["d", "2026-10", "x", "5%", "%", 100],
            ["e", "2026-10", "x", 2, "个百分点", 100],
        )
    )
    assert column(intake, "value") == [0.57, 30000, 8.5, 0.05, 0.02]
    assert column(intake, "unit") == ["percent", "cny", "points", "percent", "pp"]
    assert column(intake, "n") == [100] * 5


def test_the_key_percent_stands_for_fractions_as_the_template_writes_them() -> None:
    rows = kpi(["a", "2026-10", "x", 0.12, "percent", 1], ["b", "2026-10", "x", 1.2, "percent", 1])
    assert column(read_rows(rows), "value") == [0.12, 1.2]
    rows = kpi(["a", "2026-10", "x", 12, "percent", 1], ["b", "2026-10", "x", 79, "percent", 1])
    assert column(read_rows(rows), "value") == [0.12, 0.79]


def test_what_a_cell_shows_decides_between_fraction_and_per_cent() -> None:
    rows = [["指标编号", "月份", "数值（%）"], ["a", "2026-10", 0.79], ["b", "2026-10", 0.5]]
    shown_as_percent = read_rows(rows, "kpi_values", percent=frozenset({2}))
    assert column(shown_as_percent, "value") == [0.79, 0.5]
    plain = read_rows(rows, "kpi_values", percent=frozenset())
    assert column(plain, "value") == [0.0079, 0.005]
    assert "0.5 %" in found(plain, "percent-or-fraction").message.en
    unseen = read_rows(rows, "kpi_values")
    assert column(unseen, "value") == [0.79, 0.5]
    assert "50 %" in found(unseen, "percent-or-fraction").message.en


def test_weights_above_one_are_per_cent_when_the_whole_column_is() -> None:
    head = ["目标编号", "名称", "目标值", "权重"]
    intake = read_rows([head, ["G1", "a", 1, 30], ["G2", "b", 1, 70]])
    assert column(intake, "weight") == [0.3, 0.7]
    assert found(intake, "percent-assumed").weight == "changed"
    mixed = read_rows([head, ["G1", "a", 1, 0.3], ["G2", "b", 1, 70]])
    assert found(mixed, "out-of-range").cells == ("D3",)


def test_day_and_month_are_decided_by_the_whole_column() -> None:
    head = ["目标编号", "名称", "目标值", "目标日期"]
    intake = read_rows([head, ["G1", "a", 1, "04/05/2026"], ["G2", "b", 1, "25/12/2026"]])
    assert column(intake, "target_date") == [date(2026, 5, 4), date(2026, 12, 25)]
    intake = read_rows([head, ["G1", "a", 1, "04/05/2026"], ["G2", "b", 1, "06/07/2026"]])
    assert column(intake, "target_date") == [date(2026, 4, 5), date(2026, 6, 7)]
    assert found(intake, "date-order-assumed").weight == "noted"
    both = read_rows([head, ["G1", "a", 1, "25/12/2026"], ["G2", "b", 1, "12/25/2026"], ["G3", "c", 1, "04/05/2026"]])
    assert found(both, "date-order-mixed").cells == ("D4",)


def test_another_date_column_decides_where_one_cannot() -> None:
    head = ["目标编号", "名称", "基线日期", "目标日期"]
    intake = read_rows([head, ["G1", "a", "01/02/2025", "31/12/2026"]])
    assert column(intake, "baseline_date") == [date(2025, 2, 1)]


def test_decimal_commas_are_decided_by_the_whole_column() -> None:
    rows = kpi(["a", "2026-10", "x", "1.234,5", "分", 1], ["b", "2026-10", "x", "1.234", "分", 1])
    assert column(read_rows(rows), "value") == [1234.5, 1234.0]


def test_a_column_of_crosses_ticks_boxes() -> None:
    head = ["贡献编号", "名称", "现值", "本组织数据"]
    assert column(read_rows([head, ["C1", "a", 1, "x"], ["C2", "b", 1, "×"]]), "own") == [True, True]
    assert column(read_rows([head, ["C1", "a", 1, "x"], ["C2", "b", 1, "√"]]), "own") == [False, True]


def test_wrong_choices_are_refused_with_the_nearest() -> None:
    intake = read_rows([["政策编号", "政策名称", "进展", "影响"], ["P1", "a", "进行种", 3], ["P2", "b", "完成", 9]])
    assert "进行中" in found(intake, "not-a-choice").remedy.zh
    assert column(read_rows([["政策编号", "政策名称", "进展"], ["P2", "b", "完成"]], "policies"), "progress") == ["met"]
    assert found(intake, "out-of-range").cells == ("D3",)


def test_the_scan_fills_in_what_the_reader_lost() -> None:
    raw = sheet_of("Sheet1", kpi(["a", "2026-10", "x", "", "分", 1], ["b", "2026-10", "", "", "分", 1]))
    scan = SheetScan(broken={(1, 3): "#DIV/0!", (2, 3): NOT_CALCULATED, (2, 9): "#N/A", (2, 2): "#REF!"})
    intake = understand("f.xlsx", "sha", RawBook((with_scan(raw, scan),)), Wishes())
    errors = {(f.rule, f.cells) for f in intake.findings if f.weight == "refused"}
    assert errors == {("formula-error", ("D2",)), ("not-calculated", ("D3",)), ("formula-error", ("C3",))}


def test_an_error_in_a_free_text_column_is_blank_and_noted() -> None:
    rows = [[*HEAD, "备注"], ["a", "2026-10", "x", 1, "分", 1, "#N/A"]]
    intake = read_rows(rows)
    assert column(intake, "note") == [None]
    assert found(intake, "formula-blank").cells == ("G2",)


def test_findings_speak_both_languages_and_name_their_place() -> None:
    intake = read_rows(kpi(["a", "bald", "x", "#DIV/0!", "分", -1]))
    assert intake.findings
    for finding in intake.findings:
        for text in (finding.message, finding.remedy):
            assert text.zh
            assert text.en
            assert "{" not in text.zh + text.en
        assert finding.place.sheet == "Sheet1"


@pytest.mark.parametrize("text", ["=1+1", "<script>", "{x}", "a{0}b", "%s"])
def test_texts_with_braces_and_signs_pass_through_findings(text: str) -> None:
    intake = read_rows(kpi([text, text, "x", text, "分", 1]))
    assert intake.refused
    assert column(intake, "kpi") == []


def test_hidden_sheets_are_read_only_when_asked_for() -> None:
    hidden = RawBook((replace(sheet_of("旧数据", kpi(["a", "2026-10", "x", 1, "分", 1])), visible=False),))
    with pytest.raises(WorkbookRefused) as refused:
        understand("kpi.xlsx", "sha", hidden, Wishes())
    assert [finding.rule for finding in refused.value.findings] == ["nothing-understood", "hidden-sheet"]
    assert only(understand("kpi.xlsx", "sha", hidden, Wishes(sheet="旧 数据"))).contract == "kpi_values"


def test_a_damaged_sheet_does_not_hide_the_others() -> None:
    good = sheet_of("指标实绩", kpi(["a", "2026-10", "x", 1, "分", 1]))
    intake = understand("f.xlsx", "sha", RawBook((RawSheet("坏", 0, (), unreadable=True), good)), Wishes())
    assert (found(intake, "sheet-damaged").place.sheet, len(intake.sheets)) == ("坏", 1)
    assert [skipped.sheet for skipped in intake.skipped] == ["坏"]
