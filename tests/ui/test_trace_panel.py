"""Where a number comes from, drawn for both languages, and tolerant of traces that lead nowhere."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.catalogue import Reading
from sq_core.trace import Trace
from sq_core.words import Lang
from tests.ui.fakes import BROKEN, GOOD, TRACE


def panel(reading: Reading, trace: Trace, lang: Lang) -> AppTest:
    def script(reading: "Reading", trace: "Trace", lang: "Lang") -> None:
        from zoneinfo import ZoneInfo

        from sq_core.ui.trace_panel import draw_trace

        draw_trace(reading, trace, lang, grain="month", zone=ZoneInfo("Asia/Shanghai"))

    app = AppTest.from_function(
        script, default_timeout=20, kwargs={"reading": reading, "trace": trace, "lang": lang}
    ).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["答卷得分的平均", "达标", "2026年10月", "客户体验部", "2026年11月1日 02:05", "1 行，共 5,012 行"]),
        ("en", ["Mean of the answers", "On track", "Oct 2026", "1 of 5,012 rows"]),
    ],
)
def test_says_what_a_number_rests_on(lang: Lang, said: list[str]) -> None:
    app = panel(GOOD, TRACE, lang)
    body = "\n".join(each.value for each in app.markdown).replace("\\", "")
    for words in said:
        assert words in body
    assert app.code[0].value == "select 1 as num, 1 as den"
    assert "n2 --> n1" in app.get("mermaid_chart")[0].proto.body if app.get("mermaid_chart") else True


def test_cells_are_data() -> None:
    app = panel(GOOD, TRACE, "zh")
    sent = next(json.loads(each.proto.json or each.proto.mixed.json) for each in app.get("bidi_component"))
    assert [column["name"] for column in sent["columns"]][:2] == ["文件与工作表", "行或单元格"]
    row = [text for text, _ in sent["rows"][0]]
    assert row[:2] == ["调查.xlsx · 答卷", "B7"]
    assert "![x](http://evil/x.png)" in row, "as it stands; the browser sets it as text"
    assert "6" in row, "a whole number lost the decimal of its storage"


def test_a_trace_that_leads_nowhere_is_said() -> None:
    app = panel(replace(GOOD, low=None, n=None), replace(TRACE, steps=(), sources=(), select=""), "en")
    assert "No rows were found" in "\n".join(each.value for each in app.markdown).replace("\\", "")


def test_a_broken_reading_says_why() -> None:
    app = panel(BROKEN, replace(TRACE, sources=()), "en")
    assert app.error[0].proto.title == "The formula failed"
