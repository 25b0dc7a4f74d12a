"""Grids on a page: several at once, by place and sheet; cells as texts; what moves, in order of consequence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from sq_core.catalogue import Status
from sq_core.desk import Move, Office
from sq_core.sheets import contracts
from sq_core.ui.front import FRONT
from sq_core.ui.grid_edits import Mount, Unsaved
from sq_core.ui.grid_frame import cell_texts, columns_of, frame_of, ordered_columns
from sq_core.ui.ripple import by_consequence
from tests.programmes import new_office, put
from tests.ui.fakes import GOOD

GOALS = contracts()["goals"]


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    put(office, "goals", {"goal": "G1", "unit": "percent", "target": 0.81, "direction": "up"}, {"goal": "G2"})
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


def page() -> None:
    from sq_core import ui
    from sq_core.ui.front import the_office, view_of
    from sq_core.ui.state import current

    with the_office().desk(view_of(current())) as desk:
        ui.plan_grid(desk, "goals")
        ui.plan_grid(desk, "goals", place="goals")
        ui.plan_grid(desk, "judgements", place="goals")
        ui.plan_grid(desk, "parameters", place="goals.more")


def test_grids_stand_beside_each_other(office: Office) -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
    for key in (
        "workbooks.review.goals",
        "goals.review.goals",
        "goals.review.judgements",
        "goals.more.review.parameters",
    ):
        app.button(key=key).click()
    app.run()
    assert not app.exception
    assert len([one for one in app.markdown if "还没有修改" in one.value or "尚未" in one.value]) == 4
    app.text_input(key="goals.filter.goals").set_value("G2").run()
    assert not app.exception
    assert app.text_input(key="workbooks.filter.goals").value == ""


def test_every_cell_is_a_text_in_the_unit_of_its_row(office: Office) -> None:
    with office.desk() as desk:
        rows = desk.rows("goals")
    texts = cell_texts(GOALS, rows, "en")
    assert texts["G1"]["target"] == "81%"
    assert texts["G1"]["direction"] == "Higher is better"
    mount = Mount(1, "en", "", ("G1", "G2"), Unsaved({"G2": {"target": "77"}}, ({"goal": "G3", "target": None},)))
    frame = frame_of(GOALS, texts, mount)
    assert frame["target"].tolist()[:2] == ["81%", "77"]
    assert frame["goal"].tolist() == ["G1", "G2", "G3"]
    assert list(frame.columns) == [column.name for column in GOALS.columns]
    empty = frame_of(GOALS, {}, Mount(1, "en", "", (), Unsaved()))
    assert all(pd.api.types.is_string_dtype(kind) for kind in empty.dtypes), "an empty sheet takes text as well"


def test_heads_say_what_may_be_typed() -> None:
    for lang, allowed in (("zh", "越高越好"), ("en", "Higher is better")):
        config = columns_of(GOALS, lang)  # type: ignore[arg-type]
        assert allowed in str(config["direction"]["help"])
        assert "83%" in str(config["target"]["help"])
        assert "83%" not in str(config["owner"]["help"])
        assert config["goal"]["pinned"]
        assert config["target"]["alignment"] == "right"


def move(name: str, was: Status, now: Status, before: float, after: float) -> Move:
    first = replace(GOOD, metric=name, status=was, value=before)
    return Move(first, replace(first, status=now, value=after))


def test_flips_stand_first_the_worst_on_top_then_the_farthest() -> None:
    moves = [
        move("near", "good", "good", 100, 101),
        move("far", "watch", "watch", 100, 150),
        move("healed", "bad", "good", 100, 101),
        move("slipped", "good", "watch", 100, 100),
        move("fell", "good", "bad", 100, 99),
    ]
    assert [one.after.metric for one in by_consequence(moves)] == ["fell", "slipped", "healed", "far", "near"]


def test_wanted_columns_stand_behind_the_keys_and_none_is_lost() -> None:
    contract = contracts()["goals"]
    names = ordered_columns(contract, ("target", "weight", "no such column"))
    assert names[:3] == ["goal", "target", "weight"]
    assert sorted(names) == sorted(column.name for column in contract.columns)
