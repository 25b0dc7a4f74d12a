"""One cell against its column; and a whole column by the same rules."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.ingest import Accepted, accept
from sq_core.ingest.accept import accept_in
from sq_core.ingest.accepted import Manner
from sq_core.ingest.cell_words import NOT_CALCULATED
from sq_core.ingest.columns import ColumnReader, Draft
from sq_core.ingest.notes import Notes
from sq_core.sheets import Choice, Column
from sq_core.words import Text
from tests.ingest.looks import column_of


def make(kind: str, **more: Any) -> Column:
    header = Text("列", "Column")
    return Column("value", header, kind, header, **more)  # type: ignore[arg-type]


LEVEL = make(
    "choice",
    choices=(
        Choice("high", Text("高", "High"), ("严重", ">")),
        Choice("low", Text("低", "Low"), ("轻微", "-")),
    ),
)
SHARE = make("number", unit="percent", lowest=0, highest=1)
COST = make("number", unit="cny")
WAIT = make("number", unit="minutes")


def refused(accepted: Accepted) -> str:
    assert accepted.refusal is not None
    assert accepted.refusal.message.zh
    assert accepted.refusal.remedy.en
    assert accepted.value is None
    return accepted.refusal.rule


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (make("text"), "  a b ", "a b"),
        (make("text"), 7.0, "7"),
        (make("text"), 0.1, "0.1"),
        (make("text"), True, "TRUE"),
        (make("text"), date(2026, 1, 2), "2026-01-02"),
        (make("text"), "无", "无"),
        (make("text"), "NA", "NA"),
        (make("text"), "N/A", None),
        (make("text"), "***", None),
        (make("number"), "Not Available", None),
        (make("number"), "Exempt under Section 43 of the Act", None),
        (make("number"), "暂无", None),
        (make("number"), "12%", 0.12),
        (make("number"), "1.2万", 12000.0),
        (SHARE, "30%", 0.3),
        (SHARE, 0.3, 0.3),
        (SHARE, "2 个百分点", 0.02),
        (COST, "¥1,200", 1200.0),
        (COST, "3.5亿元", 3.5e8),
        (WAIT, "12分钟", 12.0),
        (WAIT, "1.5小时", 90.0),
        (WAIT, timedelta(minutes=12), 12.0),
        (make("integer"), 3.0, 3),
        (make("integer"), np.int64(3), 3),
        (make("integer", lowest=0, highest=2100), "2023年", 2023),
        (make("number"), float("nan"), None),
        (make("date"), "2020年4月5日", "2020-04-05"),
        (make("date"), datetime(2020, 4, 5, 10, 0), "2020-04-05"),
        (make("date"), 43926.0, "2020-04-05"),
        (make("date"), "2020年4月", "2020-04-01"),
        (make("month"), "2020-04-05", "2020-04-01"),
        (make("month"), "Apr 2020", "2020-04-01"),
        (make("flag"), "是", True),
        (make("flag"), "√", True),
        (make("flag"), "x", False),
        (make("flag"), "No", False),
        (make("flag"), 1.0, True),
        (LEVEL, "HIGH", "high"),
        (LEVEL, "严重", "high"),
        (LEVEL, "高 ", "high"),
        (LEVEL, "-", "low"),
        (LEVEL, "n/a", None),
        (make("text", default="all"), None, "all"),
        (make("text", default="all"), "  ", "all"),
    ],
)
def test_accepts(column: Column, raw: object, value: object) -> None:
    accepted = accept(column, raw)
    assert accepted.refusal is None
    assert accepted.value == value
    assert type(accepted.value) is type(value)


@pytest.mark.parametrize(
    ("column", "raw", "rule"),
    [
        (make("text", required=True), "", "missing-required"),
        (make("text", key=True), "N/A", "missing-required"),
        (make("number"), "abc", "not-a-number"),
        (make("number"), True, "not-a-number"),
        (make("number"), date(2026, 1, 1), "not-a-number"),
        (make("number"), timedelta(hours=1), "not-a-number"),
        (make("number"), float("inf"), "not-a-number"),
        (make("number"), "#DIV/0!", "formula-error"),
        (make("text", key=True), "#REF!", "formula-error"),
        (make("number"), NOT_CALCULATED, "not-calculated"),
        (SHARE, 30, "out-of-range"),
        (SHARE, -0.1, "out-of-range"),
        (COST, "$5", "wrong-unit"),
        (COST, "12分钟", "wrong-unit"),
        (WAIT, "5%", "wrong-unit"),
        (make("integer"), 3.5, "not-whole"),
        (make("date"), "2026", "year-only"),
        (make("date"), 2026, "year-only"),
        (make("date"), "soon", "not-a-date"),
        (make("month"), 12.0, "not-a-date"),
        (make("flag"), "maybe", "not-yes-or-no"),
        (LEVEL, "hgih", "not-a-choice"),
    ],
)
def test_refuses(column: Column, raw: object, rule: str) -> None:
    assert refused(accept(column, raw)) == rule


def test_a_near_miss_names_the_choice_that_was_meant() -> None:
    refusal = accept(LEVEL, "hihg").refusal
    assert refusal is not None
    assert "高" in refusal.remedy.zh
    assert "High" in refusal.remedy.en


def test_a_share_above_one_says_how_to_write_it() -> None:
    refusal = accept(SHARE, 30).refusal
    assert refusal is not None
    assert "0.3" in refusal.remedy.en
    assert "0% to 100%" in refusal.message.en


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "# not an error", "[a](javascript:x)", "{0} {name}", "@SUM(1)"],
)
def test_hostile_text_is_text(text: str) -> None:
    accepted = accept(make("text"), text)
    assert (accepted.value, accepted.change) == (text, None)


def test_control_characters_are_dropped_and_said() -> None:
    accepted = accept(make("text"), "a\x00b\u202ec\u200bd\r\ne")
    assert (accepted.value, accepted.rule) == ("abcd\ne", "control")
    assert accept(make("text"), "one\r\ntwo").change is None


def test_every_change_is_said() -> None:
    for column, raw, rule in (
        (make("number"), "1,200", "number-form"),
        (COST, "3万元", "number-form"),
        (WAIT, "2小时", "unit-converted"),
        (make("date"), "2020/4/5", "date-form"),
        (make("date"), "2020-04-05 10:00", "time-dropped"),
        (make("date"), "2020-04", "first-of-month"),
        (make("month"), "2020-04-30", "month-start"),
        (make("text"), " a", "spaces"),
        (LEVEL, "严重", "choice-spelling"),
    ):
        accepted = accept(column, raw)
        assert accepted.change is not None
        assert accepted.rule == rule
        assert accepted.change.zh
    assert accept(make("number"), 5).change is None
    assert accept(make("month"), "2020-04-01").change is None


def test_the_unit_of_bare_numbers_can_be_given() -> None:
    assert accept(COST, 3, unit="万元").value == 30000
    assert accept(COST, "3万元", unit="万元").value == 30000
    assert accept(COST, "1.2万", unit="万元").value == 12000
    assert accept(SHARE, 57, unit="%").value == 0.57
    assert accept(make("number"), 79, unit="percent").value == 0.79
    assert refused(accept(COST, 3, unit="美元")) == "wrong-unit"


def test_a_unit_is_stored_by_its_key() -> None:
    header = Text("单位", "Unit")
    unit = Column("unit", header, "text", header)
    assert [accept(unit, raw).value for raw in ("%", "万元", "分", "天", "percent", "furlong")] == [
        "percent",
        "cny",
        "points",
        "days",
        "percent",
        "furlong",
    ]


CELLS = st.one_of(
    st.none(),
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)),
    st.integers(-3, 120).map(float),
    st.sampled_from(
        ["", " ", "12", "1,200", "12%", "3万", "N/A", "-", "abc", "#N/A", "2026-10-31", "31/12/2020", "是", "x", "高"]
    ),
    st.text(max_size=5),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda m: m.replace(microsecond=0)),
)
COLUMNS = st.sampled_from(
    [
        make("text"),
        make("text", key=True),
        make("number"),
        SHARE,
        COST,
        WAIT,
        make("integer"),
        make("date"),
        make("month"),
    ]
    + [make("flag"), LEVEL, make("number", lowest=0), make("text", default="all")]
)


@given(COLUMNS, st.lists(CELLS, min_size=1, max_size=12), st.sampled_from(["", "%", "万元"]))
def test_a_column_obeys_the_rules_of_a_cell(column: Column, cells: list[object], unit: str) -> None:
    manner = Manner(unit=unit)
    draft = Draft.blank(column, len(cells))
    rows = np.arange(len(cells), dtype=np.int64)
    ColumnReader(column_of(0, cells), column, column.header, Notes("f", "s")).read(draft, rows, rows, manner)
    expected = [accept_in(column, cell, manner) for cell in cells]
    values = draft.array().to_pylist()
    assert draft.refused.tolist() == [one.refusal is not None for one in expected]
    for value, one in zip(values, expected, strict=True):
        got = value.isoformat() if isinstance(value, date) else value
        assert got == pytest.approx(one.value) if isinstance(one.value, float) else got == one.value


@pytest.mark.parametrize(("kind", "plain"), [("text", "word{}"), ("number", "{}.5"), ("number", "{},000")])
def test_many_distinct_texts_obey_the_same_rules(kind: str, plain: str) -> None:
    odd: list[object] = [" a ", "N/A", "x\x07y", "Ｎ／Ａ", "1,5", "**", "7%"]
    cells: list[object] = [plain.format(n) for n in range(900)] + odd
    column = make(kind)
    draft = Draft.blank(column, len(cells))
    rows = np.arange(len(cells), dtype=np.int64)
    ColumnReader(column_of(0, cells), column, column.header, Notes("f", "s")).read(draft, rows, rows, Manner())
    expected = [accept_in(column, cell, Manner()) for cell in cells]
    assert draft.refused.tolist() == [one.refusal is not None for one in expected]
    assert draft.array().to_pylist() == [one.value for one in expected]
