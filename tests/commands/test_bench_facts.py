"""The bench of facts fills what it says it fills, and its figures have the names and goals they are read by."""

from __future__ import annotations

from pathlib import Path

import pytest

from sq_core.commands.measure_facts import batch_figures, drill_down
from sq_core.commands.measure_fill import ITEMS, fill
from sq_core.desk import View, open_office

SIZE = 300


@pytest.mark.slow
def test_made_up_facts_are_there_and_are_measured(tmp_path: Path) -> None:
    office = open_office(tmp_path / "bench.duckdb")
    for sheet in ("service_events", "complaints", "survey_responses"):
        fill(office, sheet, SIZE)
    with office.desk(View(grain="all")) as desk:
        assert [desk.reading(name).value for name in ("event_count", "complaint_count", "response_count")] == [SIZE] * 3
        assert desk.reading("answer_mean", where=(("item", "1"),)).n == SIZE
        assert len(desk.by("item_gap", "item")) == ITEMS
    figures = batch_figures(office, SIZE, "at 300 of each")
    assert all(value > 0 for value in figures.values())
    assert any(name.startswith("facts.times faster than pandas") for name in figures)
    with office.desk(View(grain="all")) as desk:
        assert desk.reading("event_count").value == SIZE + 10_000
    assert 0 < drill_down(office, "event_count", (("region", "region 1"),)) < 5000
    office.close()
