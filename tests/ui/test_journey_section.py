"""Experience and ecosystem on screen: nothing loaded says what to load, rows gone wrong are named, nothing falls over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.desk import Office
from sq_core.sheets import Cell
from sq_core.ui.front import FRONT
from tests.programmes import new_office, put
from tests.ui.test_every_number import one_page, shown_by, unasked


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


def texts(section: str, lang: str = "en") -> str:
    app = AppTest.from_function(one_page, default_timeout=120, kwargs={"slug": "frameworks"})
    app.query_params["lang"] = lang
    app.query_params["section"] = section
    app.run()
    assert not app.exception
    return " ".join(one.value for one in app.markdown)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("section", "sheets"), [("3.3", ("Touchpoints", "Touchpoint scores")), ("3.4", ("Partners", "Links"))]
)
def test_a_section_asks_for_its_sheets_in_turn(office: Office, section: str, sheets: tuple[str, str]) -> None:
    assert f"“{sheets[0]}”" in texts(section)
    if section == "3.3":
        put(office, "touchpoints", {"touchpoint": "A", "name_zh": "甲", "importance": 5})
    else:
        put(office, "partners", {"partner": "A", "name_zh": "甲"})
    assert f"“{sheets[1]}”" in texts(section)


@pytest.mark.slow
def test_a_journey_gone_wrong_is_drawn_as_far_as_it_goes(office: Office) -> None:
    put(
        office,
        "touchpoints",
        {"touchpoint": "A", "name_zh": "甲"},
        {"touchpoint": "B", "name_zh": "乙", "importance": 4},
    )
    rows: list[dict[str, Cell]] = [
        {"touchpoint": "A", "period": "2026-10-01", "satisfaction": 12, "n": 40},
        {"touchpoint": "B", "period": "2026-10-01", "satisfaction": 6, "n": 40, "entered": 4, "completed": 9},
        {"touchpoint": "X", "period": "2026-10-01", "satisfaction": 6, "n": 40},
    ]
    put(office, "touch_scores", *rows)
    shown = shown_by(one_page, slug="frameworks", section="3.3")
    assert not unasked(shown)
    assert [one.says[2] for one in shown if one.key == "frameworks.touch_remarks"] == [
        "it has no importance and counts in no score by importance and no pain",
        "its satisfaction lies off the scale stated",
        "more finished than began; its completion is left out",
        "there is no such touchpoint",
    ]


@pytest.mark.slow
def test_an_ecosystem_gone_wrong_is_drawn_as_far_as_it_goes(office: Office) -> None:
    put(office, "partners", {"partner": "A", "name_zh": "甲", "kind": "own"}, {"partner": "B", "name_zh": "乙"})
    ends = [("A", "A"), ("A", "X"), ("A", "B"), ("B", "A")]
    rows: list[dict[str, Cell]] = [{"partner_from": a, "partner_to": b, "required": 2, "actual": 1} for a, b in ends]
    put(office, "links", *rows)
    shown = shown_by(one_page, slug="frameworks", section="3.4")
    assert not unasked(shown)
    assert len([one for one in shown if one.key == "frameworks.link_remarks"]) == 3
    assert {one.key for one in shown if one.kind == "picture"} == {"frameworks.network", "frameworks.synergy"}
