"""The panel that says where a movement sits: sentence, choosers, bridge, parts that add up, refusals; both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.catalogue import Reading
from sq_core.desk import Office, View
from sq_core.ui.front import FRONT
from sq_core.words import Lang
from tests.programmes import new_office, put, responses, take

TODAY = "2026-11-01"
EARLY, LATE = date(2026, 9, 3), date(2026, 10, 3)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """Seat a programme whose south fell while its north rose, with one response that names no region."""
    office = new_office()
    put(office, "parameters", {"parameter": "as_of", "value": TODAY}, {"parameter": "period_grain", "value": "month"})
    put(office, "survey_items", {"item": "S1", "construct": "satisfaction", "scale_low": 1.0, "scale_high": 10.0})
    marks = [(EARLY, "north", 7.0), (EARLY, "south", 7.0), (LATE, "north", 8.0), (LATE, "south", 3.0)]
    rows = [
        (when, region, {"S1": (None, value + extra)}) for when, region, value in marks for extra in (-1.0, 0.0, 1.0)
    ]
    rows.append((LATE, None, {"S1": (None, 7.0)}))  # type: ignore[arg-type]  # a region left blank
    rows.append((date(2025, 10, 3), "north", {"S1": (None, 7.0)}))
    take(office, responses(rows))
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


def reading(office: Office, name: str) -> Reading:
    with office.desk(View("en")) as desk:
        return desk.reading(name)


def panel(asked: Reading, lang: Lang) -> AppTest:
    def script(asked: "Reading", lang: "Lang") -> None:
        from sq_core.ui import state
        from sq_core.ui.why_panel import draw_why

        state.choose(lang=lang)
        draw_why(asked, lang)

    app = AppTest.from_function(script, default_timeout=30, kwargs={"asked": asked, "lang": lang}).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in (*app.markdown, *app.subheader)).replace("\\", "").replace("**", "")


def parts(app: AppTest) -> dict[str, Any]:
    sent = [json.loads(each.proto.json or each.proto.mixed.json) for each in app.get("bidi_component")]
    found: dict[str, Any] = next(one for one in sent if "rows" in one)
    return found


@pytest.mark.parametrize(
    ("lang", "said", "columns"),
    [
        (
            "en",
            [
                "down 14.3 points on the month before",
                "the largest part sits in south",
                "This says where it sits, not why",
            ],
            ["Group", "Before", "Now", "Rate effect", "Mix effect", "Both"],
        ),
        (
            "zh",
            ["较前一个月下降 14.3分", "south最大", "不说明原因"],
            ["分组", "前期", "本期", "率效应", "结构效应", "合计"],
        ),
    ],
)
def test_says_and_shows_where_it_sits(office: Office, lang: Lang, said: list[str], columns: list[str]) -> None:
    app = panel(reading(office, "satisfaction_index"), lang)
    for each in said:
        assert each in words(app)
    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert [column["name"] for column in parts(app)["columns"]][:6] == columns


def test_the_table_adds_up_as_it_is_shown(office: Office) -> None:
    rows = [[cell[0] for cell in row] for row in parts(panel(reading(office, "satisfaction_index"), "en"))["rows"]]
    assert [row[0] for row in rows] == ["south", "north", "Not explained (rows whose region is blank)", "Whole"]

    def figure(text: str) -> float:
        return 0.0 if text == "—" else float(text.replace("−", "-"))

    *groups, residual, whole = rows
    for column in (3, 4):
        assert sum(figure(row[column]) for row in groups) == pytest.approx(figure(whole[column]))
    assert sum(figure(row[5]) for row in (*groups, residual)) == pytest.approx(figure(whole[5]))
    for row in groups:
        assert figure(row[3]) + figure(row[4]) == pytest.approx(figure(row[5]))
    assert figure(residual[5]) != 0


def test_a_person_may_compare_with_the_year_before(office: Office) -> None:
    asked = reading(office, "response_count")
    app = panel(asked, "en")
    assert "up 1 on the month before" in words(app)
    assert [column["name"] for column in parts(app)["columns"]] == ["Group", "Before", "Now", "Change"]
    control: Any = app.get("button_group")[0]
    assert [option.content for option in control.proto.options] == ["Month before", "A year before"]
    control.set_value("year").run()
    assert not app.exception
    assert "up 6 on the same month a year before" in words(app)


@pytest.mark.parametrize(("lang", "said"), [("en", "is not dated"), ("zh", "不分期间")])
def test_what_cannot_be_split_says_why(office: Office, lang: Lang, said: str) -> None:
    put(office, "drivers", {"driver": "D1", "evidence": "A"})
    asked = reading(office, "drivers_evidenced")
    assert asked.value is not None
    app = panel(asked, lang)
    assert said in words(app)
    assert not app.get("bidi_component")
