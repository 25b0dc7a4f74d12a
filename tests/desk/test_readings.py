from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from sq_core.catalogue import Grain, Reading
from sq_core.desk import Office, View, preview
from sq_core.desk.blanks import THINGS
from sq_core.ledger import Draft, Position
from sq_core.sheets import Cell
from tests.programmes import AUTHOR, TODAY, new_office, plan_edits, put, responses, set_cell, take

Marks = Mapping[str, tuple[float | None, float | None]]
ITEMS: list[dict[str, Cell]] = [
    {"item": "1", "construct": "reliability", "scale_low": 1.0, "scale_high": 7.0},
    {"item": "S1", "construct": "satisfaction", "scale_low": 1.0, "scale_high": 10.0, "top_box_from": 8.0},
    {"item": "N1", "construct": "recommend", "scale_low": 0.0, "scale_high": 10.0},
]


def month_rows(when: date, region: str, marks: Sequence[Marks]) -> list[tuple[date | None, str, Marks]]:
    return [(when, region, mark) for mark in marks]


def known(value: float | None) -> float:
    assert value is not None
    return value


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    put(office, "survey_items", *ITEMS)
    yield office
    office.close()


def read(office: Office, name: str, grain: Grain = "month", today: date = TODAY, **extra: Any) -> Reading:
    with office.desk(View("en", grain, today=today, **extra)) as desk:
        return desk.reading(name)


def test_nothing_loaded_is_empty_with_a_remedy(office: Office) -> None:
    reading = read(office, "nps")
    assert (reading.value, reading.status) == (None, "empty")
    assert reading.broken is not None
    assert reading.broken.remedy.zh


def test_an_index_is_the_mean_over_responses_not_over_regions(office: Office) -> None:
    rows = month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 3) + month_rows(
        date(2026, 10, 4), "south", [{"S1": (None, 1.0)}]
    )
    take(office, responses(rows))
    reading = read(office, "satisfaction_index")
    assert reading.value == pytest.approx(75.0)
    assert reading.n == 4
    assert reading.low is not None
    assert reading.high is not None
    assert reading.low < 75 < reading.high
    with office.desk(View("en", "month", today=TODAY)) as desk:
        by = {r.dimensions["region"]: r.value for r in desk.by("satisfaction_index", "region")}
    assert by == {"north": 100.0, "south": 0.0}


def test_nps_counts_promoters_less_detractors(office: Office) -> None:
    take(
        office,
        responses(
            month_rows(
                date(2026, 10, 3), "north", [{"N1": (None, v)} for v in (10.0, 9.0, 8.0, 7.0, 6.0, 0.0, 9.0, 9.0)]
            )
        ),
    )
    assert read(office, "nps").value == pytest.approx(100 * (4 - 2) / 8)


def test_a_gap_is_perception_less_expectation_of_paired_answers_only(office: Office) -> None:
    take(
        office,
        responses([(date(2026, 10, 1), "north", {"1": (7.0, 4.0)}), (date(2026, 10, 1), "north", {"1": (6.0, None)})]),
    )
    assert read(office, "service_gap").value == pytest.approx(-3.0)
    assert read(office, "gap_reliability").value == pytest.approx(-3.0)
    assert read(office, "gap_empathy").status == "empty"


def test_an_incomplete_period_is_never_compared_nor_chosen(office: Office) -> None:
    take(
        office,
        responses(
            month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 2)
            + month_rows(date(2026, 11, 1), "north", [{"S1": (None, 1.0)}])
        ),
    )
    reading = read(office, "satisfaction_index", today=date(2026, 11, 10))
    assert reading.period == date(2026, 10, 1)
    assert [point.complete for point in reading.trend] == [True, False]
    only = read(office, "satisfaction_index", grain="quarter", today=date(2026, 11, 10))
    assert (only.status, only.complete, only.previous) == ("open", False, None)


def test_previous_period_and_previous_year_are_aligned(office: Office) -> None:
    rows = [
        *month_rows(date(2025, 10, 3), "north", [{"S1": (None, 1.0)}]),
        *month_rows(date(2026, 8, 3), "north", [{"S1": (None, 4.0)}]),
        *month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}]),
    ]
    take(office, responses(rows))
    reading = read(office, "satisfaction_index")
    assert reading.previous is None, "September is missing; August must not stand in for it"
    assert reading.previous_year == 0.0


def test_status_rules_are_rows(office: Office) -> None:
    put(
        office,
        "goals",
        {
            "goal": "G1",
            "metric": "satisfaction_index",
            "baseline": 60.0,
            "baseline_date": "2025-12-31",
            "target": 80.0,
            "target_date": "2026-12-31",
            "direction": "up",
        },
    )
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 29)))
    assert read(office, "satisfaction_index").status == "thin"
    put(office, "parameters", {"parameter": "thin_n", "value": "5"})
    assert read(office, "satisfaction_index").status == "good"
    set_cell(office, "goals", "G1", "target", 200.0)
    assert read(office, "satisfaction_index").status == "bad"
    assert read(office, "satisfaction_index", today=date(2027, 1, 31)).status == "stale"


def test_a_target_between_plan_and_tolerance_is_watched(office: Office) -> None:
    put(office, "parameters", {"parameter": "thin_n", "value": "1"})
    put(
        office,
        "goals",
        {
            "goal": "G1",
            "metric": "satisfaction_index",
            "baseline": 0.0,
            "baseline_date": "2025-10-31",
            "target": 101.0,
            "target_date": "2026-10-15",
            "direction": "up",
        },
    )
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 2)))
    reading = read(office, "satisfaction_index")
    assert reading.plan == pytest.approx(101.0)
    assert reading.status == "watch"


def test_uploaded_values_without_a_sample_size_are_not_rolled_up(office: Office) -> None:
    put(
        office,
        "kpi_values",
        {"kpi": "X", "period": "2026-10-01", "region": "a", "value": 0.5, "unit": "percent"},
        {"kpi": "X", "period": "2026-10-01", "region": "b", "value": 0.7, "unit": "percent"},
        {"kpi": "Y", "period": "2026-10-01", "region": "a", "value": 3.0, "unit": "hours"},
        {"kpi": "Z", "period": "2026-10-01", "region": "a", "unit": "hours"},
    )  # fmt: skip
    with office.desk(View("en", "month", today=TODAY)) as desk:
        by_kpi = {r.dimensions["kpi"]: r for r in desk.by("kpi_value", "kpi")}
        cells = {(r.dimensions["kpi"], r.dimensions["region"]): r.value for r in desk.by("kpi_value", "kpi", "region")}
        missing = desk.reading("kpi_missing")
    assert by_kpi["X"].value is None
    assert by_kpi["X"].broken is not None
    assert "sample size" in by_kpi["X"].broken.message.en
    assert (by_kpi["Y"].value, by_kpi["Y"].unit, by_kpi["Y"].rolled_up) == (3.0, "hours", False)
    assert cells == {("X", "a"): 0.5, ("X", "b"): 0.7, ("Y", "a"): 3.0}
    assert missing.value == 1, "missing is counted, never zero"


def test_a_kpi_with_sample_sizes_is_weighted(office: Office) -> None:
    put(
        office,
        "kpi_values",
        {"kpi": "complaint_rate", "period": "2026-10-01", "region": "a", "value": 0.10, "unit": "percent", "n": 100.0},
        {"kpi": "complaint_rate", "period": "2026-10-01", "region": "b", "value": 0.20, "unit": "percent", "n": 300.0},
    )
    assert read(office, "complaint_rate").value == pytest.approx(0.175)


def test_the_gap_to_a_benchmark_carries_the_interval_of_the_own_index(office: Office) -> None:
    put(
        office,
        "benchmarks",
        {
            "benchmark": "B1",
            "metric": "satisfaction_index",
            "scope": "sector",
            "value": 70.0,
            "bound": "exact",
            "year": 2025,
        },
    )
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, v)} for v in (10.0, 9.0, 8.0, 7.0)])))
    own, gap = read(office, "satisfaction_index"), read(office, "gap_to_sector")
    assert gap.value == pytest.approx(known(own.value) - 70)
    assert known(gap.high) - known(gap.low) == pytest.approx(known(own.high) - known(own.low))


def test_undated_answers_are_read_as_all_time(office: Office) -> None:
    take(office, responses([(None, "north", {"S1": (None, 10.0)})]))
    reading = read(office, "satisfaction_index")
    assert (reading.value, reading.period) == (100.0, None)


def test_an_edit_of_a_target_does_not_recompute_the_facts(office: Office) -> None:
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 40)))
    read(office, "satisfaction_index")
    put(office, "goals", {"goal": "G1", "metric": "satisfaction_index", "target": 80.0})
    asked: list[str] = []
    with office.desk(View("en", "month", today=TODAY)) as desk:
        cursor = desk._cursor

        class Counting:
            def execute(self, sql: str, *rest: Any) -> Any:
                asked.append(sql)
                return cursor.execute(sql, *rest)

        desk._cursor = Counting()  # type: ignore[assignment]
        assert desk.reading("satisfaction_index").target == 80.0
    assert all("satisfaction_index" not in sql for sql in asked)


def test_a_preview_names_what_moves_and_keeps_nothing(office: Office) -> None:
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 40)))
    view = View("en", "month", today=TODAY)
    batch = responses(month_rows(date(2026, 10, 9), "south", [{"S1": (None, 1.0)}] * 40), "second")
    seen = preview(office, Draft("load", AUTHOR, batches=(batch,)), view)
    moves = {move.before.metric: (move.before.value, move.after.value) for move in seen.moves}
    assert {name: moves.get(name) for name in ("satisfaction_index", "response_count", "nps")} == {
        "satisfaction_index": (100.0, 50.0),
        "response_count": (40, 80),
        "nps": None,
    }
    take(office, responses(month_rows(date(2026, 10, 9), "south", [{"S1": (None, 10.0)}] * 10), "third"))
    assert read(office, "satisfaction_index").value == 100.0, "a rehearsal's values are never served to anybody"


def test_a_preview_of_a_target_shows_the_status_turning(office: Office) -> None:
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 40)))
    draft = Draft(
        "edit",
        AUTHOR,
        edits=plan_edits("goals", {"goal": "G1", "metric": "satisfaction_index", "target": 120.0, "direction": "up"}),
    )
    moves = {move.after.metric: move for move in preview(office, draft, View("en", "month", today=TODAY)).moves}
    assert (moves["satisfaction_index"].before.status, moves["satisfaction_index"].after.status) == ("none", "bad")


def test_the_past_has_its_own_readings(office: Office) -> None:
    take(office, responses(month_rows(date(2026, 10, 3), "north", [{"S1": (None, 10.0)}] * 2)))
    with office.store.reading():
        number = office.edition
    take(office, responses(month_rows(date(2026, 10, 9), "south", [{"S1": (None, 1.0)}] * 2), "second"))
    assert read(office, "satisfaction_index").value == 50.0
    assert read(office, "satisfaction_index", position=Position(edition=number)).value == 100.0


def test_a_trace_leads_to_rows_and_cells(office: Office) -> None:
    take(
        office,
        responses(
            [(date(2026, 10, 3), "north", {"S1": (None, 10.0)}), (date(2026, 8, 3), "north", {"S1": (None, 1.0)})]
        ),
    )
    with office.desk(View("en", "month", today=TODAY)) as desk:
        traced = desk.trace(desk.reading("satisfaction_index"))
    assert [step.name for step in traced.steps][:2] == ["satisfaction_index", "response_index"]
    sources = {source.sheet: source for source in traced.sources}
    assert sources["survey_responses"].count == 1, "only October's"
    assert sources["survey_responses"].rows[0].cell == "2"
    assert sources["survey_responses"].changed_by == "Test"


def test_a_trace_of_a_kpi_shows_only_its_own_cells(office: Office) -> None:
    for kpi in ("complaint_rate", "churn_rate"):
        put(office, "kpi_values", {"kpi": kpi, "period": "2026-10-01", "region": "a", "value": 0.1, "n": 10.0})
    with office.desk(View("en", "month", today=TODAY)) as desk:
        (source,) = desk.trace(desk.reading("complaint_rate")).sources
    assert [row.values["kpi"] for row in source.rows] == ["complaint_rate"]


@pytest.mark.slow
def test_what_is_never_rolled_up_is_named_in_words(sample_office: Office) -> None:
    assert {one.within for one in sample_office.catalogue.metrics.values() if one.within} <= set(THINGS)
