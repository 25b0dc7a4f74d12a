"""Where a number comes from, drawn for both languages, and tolerant of traces that lead nowhere."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.catalogue import Reading
from sq_core.errors import Place
from sq_core.trace import CellTrace, Change, RowName, RowTrace, Rule, SourceColumn, SourceRow, SourceSheet, Step, Trace
from sq_core.ui.asked import Moment, moments, said, several, token
from sq_core.words import Lang, Text, same
from tests.ui.fakes import BROKEN, FALLING, GOOD, TRACE

CHANGE = Change(4, "edit", "王敏", datetime(2026, 10, 31, 18, 5, tzinfo=UTC), "更正", "")
LOADED = Change(1, "load", "李伟", datetime(2026, 10, 1, 2, 0, tzinfo=UTC), "", "plan.xlsx")
ROWS = tuple(
    SourceRow(
        "plan.xlsx",
        "目标",
        str(number),
        {"goal": f"G{number}", "target": "80.0"},
        {"goal": Place("plan.xlsx", "目标", f"A{number}")},
        f"G{number}",
        LOADED if number % 2 else CHANGE,
    )
    for number in range(2, 14)
)
FULL = replace(
    TRACE,
    sources=(
        SourceSheet(
            "goals",
            Text("目标", "Goals"),
            40,
            ROWS,
            columns=(SourceColumn("target", Text("目标值", "Target"), used=True), SourceColumn("goal", same("ID"))),
            narrowed=(Text("指标 = nps", "Metric = nps"),),
            oldest=date(2026, 7, 1),
            newest=date(2026, 9, 30),
            grades=(Text("核实状态：未核实 3", "Verification status: Unverified 3"),),
        ),
    ),
    formula=(Text("分子之和 ÷ 分母之和。", "Sum over sum."),),
    interval=Text("95% 区间：Wilson。", "95% interval: Wilson."),
    rules=(
        Rule("thin_n", Text("样本下限", "Fewest answers"), "30", "count", Place("plan.xlsx", "参数", "B7")),
        Rule("watch_tolerance", Text("容差", "Tolerance"), "0.05", "percent"),
    ),
    aim=SourceSheet("goals", Text("目标", "Goals"), 1, ROWS[:1]),
    rests_on=(FALLING,),
)


def panel(reading: Reading, trace: Trace, lang: Lang, *, fetching: bool = False) -> AppTest:
    def script(reading: "Reading", trace: "Trace", lang: "Lang", fetching: bool) -> None:
        from zoneinfo import ZoneInfo

        from sq_core.ui.trace_panel import draw_trace
        from tests.ui.test_trace_panel import later

        fetch = later if fetching else None
        draw_trace(reading, trace, lang, grain="month", zone=ZoneInfo("Asia/Shanghai"), fetch=fetch)

    app = AppTest.from_function(
        script,
        default_timeout=20,
        kwargs={"reading": reading, "trace": trace, "lang": lang, "fetching": fetching},
    ).run()
    assert not app.exception
    return app


def later(_sheet: str, start: int, many: int) -> tuple[SourceRow, ...]:
    return tuple(SourceRow("plan.xlsx", "目标", str(start + at + 2), {"goal": "later"}) for at in range(many))


def body(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown).replace("\\", "")


def tables(app: AppTest) -> list[dict[str, list[list[list[str]]]]]:
    return [json.loads(each.proto.json or each.proto.mixed.json) for each in app.get("bidi_component")]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["答卷得分的平均", "达标", "2026年10月", "客户体验部", "2026年11月1日 02:05", "1 行，共 5,012 行"]),
        ("en", ["Mean of the answers", "On track", "Oct 2026", "1 of 5,012 rows"]),
    ],
)
def test_says_what_a_number_rests_on(lang: Lang, told: list[str]) -> None:
    app = panel(GOOD, TRACE, lang)
    for words in told:
        assert words in body(app)
    assert app.code[0].value == "select 1 as num, 1 as den"
    assert "n2 --> n1" in app.get("mermaid_chart")[0].proto.body if app.get("mermaid_chart") else True


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            ["分子之和 ÷ 分母之和", "Wilson", "条件：指标 = nps", "出处：plan.xlsx · 目标", "2026年7月1日 – 2026年9月30日",
             "核实状态：未核实 3", "样本下限：30（plan.xlsx · 参数!B7）", "容差：5.0%（默认值）", "目标的来源"],
        ),
        (
            "en",
            ["Sum over sum.", "Wilson", "Where Metric = nps", "From plan.xlsx · 目标", "1 Jul 2026 – 30 Sep 2026",
             "Verification status: Unverified 3", "Fewest answers: 30 (plan.xlsx · 参数!B7)", "Tolerance: 5.0% (default)"],
        ),
    ],
)  # fmt: skip
def test_says_formula_dates_evidence_and_rules(lang: Lang, told: list[str]) -> None:
    app = panel(GOOD, FULL, lang)
    for words in told:
        assert words in body(app), words


def test_cells_are_data() -> None:
    app = panel(GOOD, TRACE, "zh")
    (sent,) = tables(app)
    assert "出处：调查.xlsx · 答卷" in body(app), "where all rows stand in one place it is said once"
    assert [column["name"] for column in sent["columns"]][:1] == ["行"]  # type: ignore[call-overload]
    row = [text for text, *_ in sent["rows"][0]]
    assert row[0] == "B7"
    assert "![x](http://evil/x.png)" in row, "as it stands; the browser sets it as text"
    assert "6" in row, "a whole number lost the decimal of its storage"


def test_every_value_has_its_address_below_it_and_every_row_its_last_change() -> None:
    sent = tables(panel(GOOD, FULL, "zh"))[0]
    first = sent["rows"][0]
    assert first[0] == ["2", "quiet", ""]
    assert ["G2", "", "A2"] in first
    assert ["80", "", ""] in first, "typed over: it stands in no cell"
    assert first[-1] == ["王敏 · 2026年11月1日 02:05", "quiet", "更正"]
    assert sent["rows"][1][-1][2] == "未写理由"


def test_the_other_rows_are_a_page_away_and_can_be_taken_along() -> None:
    app = panel(GOOD, FULL, "en", fetching=True)
    assert len(tables(app)[0]["rows"]) == 12
    assert app.get("download_button")
    pages = app.get("pagination")
    assert pages, "forty rows are four pages"
    assert not panel(GOOD, FULL, "en").get("pagination"), "nothing to fetch them with"


def test_the_readings_it_is_made_from_can_be_opened() -> None:
    app = panel(GOOD, FULL, "en")
    labels = [button.label.replace("\\", "") for button in app.button]
    assert any("Complaint rate" in label and "1.40%" in label for label in labels)


def test_a_trace_that_leads_nowhere_is_said() -> None:
    app = panel(replace(GOOD, low=None, n=None), replace(TRACE, steps=(), sources=(), select=""), "en")
    assert "No rows were found" in body(app)


def test_a_broken_reading_says_why() -> None:
    app = panel(BROKEN, replace(TRACE, sources=()), "en")
    assert app.error[0].proto.title == "The formula failed"


def row_panel(found: RowTrace, lang: Lang) -> AppTest:
    def script(found: "RowTrace", lang: "Lang") -> None:
        from zoneinfo import ZoneInfo

        from sq_core.ui.row_panel import draw_row

        draw_row(found, lang, ZoneInfo("Asia/Shanghai"))

    app = AppTest.from_function(script, default_timeout=20, kwargs={"found": found, "lang": lang}).run()
    assert not app.exception
    return app


def test_a_row_of_a_sheet_is_told_cell_by_cell() -> None:
    cells = (
        CellTrace(SourceColumn("goal", Text("编号", "Goal")), "G2", Place("plan.xlsx", "目标", "A2"), LOADED),
        CellTrace(SourceColumn("target", Text("目标值", "Target")), "80.0", None, CHANGE),
    )
    found = RowTrace(
        RowName("goals", "G2"), Text("目标", "Goals"), ROWS[0], cells, (Step("nps", same("NPS"), "metric", ()),)
    )
    app = row_panel(found, "zh")
    assert "出处：plan.xlsx · 工作表 目标 · 第 2 行" in body(app)
    assert "NPS" in body(app)
    (sent,) = tables(app)
    assert [text for text, *_ in sent["rows"][0]][1:3] == ["G2", "A2"]
    assert [text for text, *_ in sent["rows"][1]][1:] == ["80", "在驾驶舱中填写", "王敏 · 2026年11月1日 02:05", "更正"]
    alike = replace(found, cells=tuple(replace(cell, changed=LOADED) for cell in cells))
    (short,) = tables(row_panel(alike, "en"))
    assert len(short["columns"]) == 3, "one change set wrote it all: it is named once, above"


def test_what_is_asked_has_a_name() -> None:
    (newest, *_), months = GOOD.trend, moments(GOOD, GOOD.trend)
    assert [one.reading.period for one in months] == [date(2025, 3, 1), date(2025, 2, 1), date(2025, 1, 1)]
    assert months[-1].reading.value == newest.value
    assert said(months[0], "en", "quarter") == "Satisfaction index · Mar 2025"
    assert said(GOOD, "zh", "quarter") == "满意度指数 · 2026年10–12月"
    assert said(RowName("goals", "G1"), "en", "month") == "Goals · G1"
    assert several(None) == ()
    assert several(GOOD) == (GOOD,)
    assert several([GOOD, RowName("goals", "G1")]) == (GOOD, RowName("goals", "G1"))
    tokens = {
        token((one,))
        for one in (GOOD, months[0], months[1], RowName("goals", "G1"), replace(GOOD, dimensions={"region": "x"}))
    }
    assert len(tokens) == 5, "what is different is asked apart"
    assert moments(GOOD, [replace(GOOD.trend[0], value=None)]) == ()
    assert isinstance(months[0], Moment)
