"""Which header is which column, and which contract a sheet follows."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import WorkbookRefused
from sq_core.ingest.assignment import best_pairing
from sq_core.ingest.fold import fold, folded, likeness
from sq_core.ingest.match import header_forms, match_headers
from sq_core.ingest.unit_words import factor_to, find_measure, is_foreign_money, scaled, split_header
from sq_core.sheets import contracts
from tests.ingest.looks import found, only, read_rows


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.5, 0.7, 0.9, 1.0]), max_size=12)
)
def test_no_pairing_is_better(scores: dict[tuple[int, int], float]) -> None:
    made = best_pairing(scores)
    assert len(set(made.values())) == len(made)
    assert set(made.items()) <= set(scores)
    best = max(
        sum(scores[pair] for pair in chosen)
        for size in range(6)
        for chosen in itertools.combinations(scores, size)
        if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size
    )
    assert sum(scores[pair] for pair in made.items()) == pytest.approx(best)


def test_width_case_space_and_punctuation_do_not_count() -> None:
    assert fold("ＫＰＩ_ 编号（ID）") == fold("kpi编号 id") == "kpi编号id"
    assert likeness(folded("Target dates"), folded("target date")) > 0.9
    assert likeness(folded("name"), folded("project name of owner")) < 0.6


@pytest.mark.parametrize(
    ("header", "bare", "unit"),
    [
        ("满意度（分）", "满意度", "分"),
        ("金额(万元)", "金额", "万元"),
        ("占比%", "占比", "%"),
        ("HCAHPS Answer Percent", "hcahps answer", "percent"),
        ("等待时间：分钟", "等待时间", "分钟"),
        ("Budget (£million)", "Budget", "£million"),
        ("Name (Chinese)", "Name (Chinese)", ""),
        ("rating score", "rating score", ""),
    ],
)
def test_units_are_found_in_headers(header: str, bare: str, unit: str) -> None:
    parted = split_header(header)
    assert (parted.bare, parted.unit) == (bare, unit)


def test_units_lead_to_the_unit_stored() -> None:
    assert factor_to("cny", "万元") == 10000
    assert factor_to("percent", "个百分点") == 0.01
    assert factor_to("minutes", "美元") is None
    days = find_measure("天")
    assert days is not None
    assert (days.unit, days.factor) == ("days", 1)
    assert is_foreign_money("£million")
    assert not is_foreign_money("万元")
    assert [scaled(n, 0.01) for n in (57, 7, 29)] == [0.57, 0.07, 0.29]


@pytest.mark.parametrize(
    ("key", "headers", "expected"),
    [
        (
            "goals",
            ["Goal ID", "目标名称", "基准值（万元）", "目标值(万元)", "截止日期"],
            ["goal", "name_zh", "baseline", "target", "target_date"],
        ),
        ("goals", ["ＧＯＡＬ", "target_value", "Due date", "Weight %"], ["goal", "target", "target_date", "weight"]),
        ("goals", ["目标", "目标值"], ["name_zh", "target"]),
        ("kpi_values", ["KPI", "Mth", "Regions", "actual values"], ["kpi", "", "region", "value"]),
        ("kpi_values", ["ACME KPI", "ACME Month", "ACME Value", "ACME n"], ["kpi", "period", "value", "n"]),
        ("goals", ["名称（中文）", "名称（英文）", "Name (Chinese)"], ["name_zh", "name_en", ""]),
    ],
)
def test_headers_find_their_columns(key: str, headers: list[str], expected: list[str]) -> None:
    pairs = match_headers(header_forms(headers), contracts()[key])
    assert [pairs[n].column if n in pairs else "" for n in range(len(headers))] == expected


def test_own_headers_are_exact_in_both_languages() -> None:
    for contract in contracts().values():
        for lang in ("zh", "en"):
            headers = [column.header.of(lang) for column in contract.columns]
            pairs = match_headers(header_forms(headers), contract)
            assert [pairs[n].column for n in range(len(headers))] == [column.name for column in contract.columns]
            assert {pair.how for pair in pairs.values()} == {"exact"}


KPI: list[list[object]] = [
    ["指标编号", "月份", "地区", "实绩", "单位"],
    ["complaint_rate", "2026-10", "华东", 0.012, "percent"],
]


def test_every_contract_is_recognised_by_its_own_headers() -> None:
    for contract in contracts().values():
        headers = [column.header.en for column in contract.columns]
        row = [column.example for column in contract.columns]
        row = ["other" if value == contract.columns[0].example else value for value in row]
        rows = [headers, row] if not contract.items else [[*headers, "1-1", "1-2"], [*row, 5, 6]]
        assert only(read_rows(rows)).contract == contract.key


def test_an_unclear_sheet_is_skipped_and_the_closest_named() -> None:
    intake = read_rows(
        [["ID", "Name", "Owner", "Colour"], ["1", "a", "b", "c"], ["2", "d", "e", "f"]], "goals", sheet="x"
    )
    assert only(intake).contract == "goals"
    with pytest.raises(WorkbookRefused) as refused:
        read_rows([["ID", "Name", "Owner", "Colour"], ["1", "a", "b", "c"]])
    closest = [finding for finding in refused.value.findings if finding.rule == "not-understood"]
    assert len(closest) == 1
    assert "--as" in closest[0].remedy.en


def test_a_persons_choice_wins() -> None:
    rows = [["指标编号", "月份", "谁知道", "实绩"], ["k", "2026-10", "华东", 1.0]]
    intake = read_rows(rows, chosen={"C": "region", "D": ""})
    matches = {match.letter: match for match in only(intake).columns}
    assert (matches["C"].column, matches["C"].how) == ("region", "chosen")
    assert (matches["D"].column, matches["D"].how) == ("", "unused")
    assert only(intake).rows.column("region").to_pylist() == ["华东"]
    assert only(intake).rows.column("value").to_pylist() == [None]


def test_unused_columns_are_named() -> None:
    intake = read_rows([[*KPI[0], "心情"], [*KPI[1], "好"]])
    assert "心情" in found(intake, "column-unused").message.zh
