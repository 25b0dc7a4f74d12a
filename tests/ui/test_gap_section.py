"""The section on gaps on screen: a survey in a language nobody here speaks, with codes only, still shows its worst items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from sq_core.desk import Office
from sq_core.ui.front import FRONT
from tests.programmes import new_office, put, responses, take
from tests.ui.test_every_number import one_page, shown_by, unasked


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


@pytest.mark.slow
def test_items_without_name_or_dimension_show_the_worst(office: Office) -> None:
    marks = {str(item): (6.0, 4.0 if item in (12, 13) else 5.5) for item in range(1, 23)}
    rows = [(date(2026, 10, 3 + n % 20), "", marks | {"13": (6.0, 3.0 + n % 2)}) for n in range(40)]
    take(office, responses(rows))
    shown = shown_by(one_page, slug="frameworks", section="3.1")
    pictures = {one.key: one.says[0] for one in shown if one.kind == "picture"}
    assert "Furthest short: “Item 13” (−2.50)" in pictures["frameworks.items"].caption.title.en  # type: ignore[attr-defined]
    assert "frameworks.gap_parts" not in pictures, "there is nothing to part the gap by"
    assert not unasked(shown)


@pytest.mark.slow
def test_nothing_loaded_is_said_and_not_drawn(office: Office) -> None:
    assert not [one for one in shown_by(one_page, slug="frameworks", section="3.1") if one.kind == "picture"]


@pytest.mark.slow
def test_a_chain_of_assumptions_alone_shows_where_it_is_broken_and_what_is_not_taken(office: Office) -> None:
    put(
        office,
        "chain_links",
        {"source": "service_quality", "target": "customer_satisfaction", "elasticity": 0.5, "low": 0.3, "high": 0.7},
        {"source": "profit", "target": "revenue", "elasticity": 1.0},
    )
    shown = shown_by(one_page, slug="frameworks", section="3.2")
    said = [str(one.says[0]) for one in shown if one.kind == "sentence"]
    assert "is neither estimated nor assumed" in said[0]
    assert "Not taken from the sheet of chain links (1)" in said[1]
    assert {one.key for one in shown if one.kind == "picture"} == {"frameworks.links", "frameworks.pushes"}
