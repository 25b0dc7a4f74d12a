"""From a reading to its cells: the rows and only they, where each stands, who changed it last and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sq_core.desk import Desk, Office, View
from sq_core.errors import Place
from sq_core.ledger import Author, CellEdit, Draft, SourceFile, commit, undoing
from sq_core.sheets import Cell
from sq_core.trace import RowName, SourceSheet, Trace
from tests.programmes import TODAY, new_office, plan_edits, put, responses, set_cell, take

FILE = SourceFile("kpi.xlsx", "0" * 64, b"")
ITEMS: tuple[dict[str, Cell], ...] = (
    {"item": "Q1", "construct": "recommend", "scale_low": 0, "scale_high": 10},
    {"item": "Q2", "construct": "effort"},
)


def load(office: Office, sheet: str, *rows: dict[str, Cell], reason: str = "October") -> None:
    """Load rows of a workbook: row 2 is the first, its cells are A2, B2 …"""
    edits = []
    for number, row in enumerate(rows, 2):
        own = plan_edits(sheet, row)
        letters = {edit.column: chr(ord("A") + at) for at, edit in enumerate(own[1:])}
        edits += [
            CellEdit(e.sheet, e.row_key, e.column, e.value, None, "Sheet 1", f"{letters.get(e.column, '')}{number}")
            for e in own
        ]
    commit(office.store, Draft("load", Author("Li Wei"), reason, edits=tuple(edits), sources=(FILE,)))


def kpi(month: int, region: str, value: float, name: str = "complaint_rate") -> dict[str, Cell]:
    return {
        "kpi": name,
        "period": f"2026-{month:02d}-01",
        "region": region,
        "value": value,
        "n": 100,
        "unit": "percent",
    }


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def source(trace: Trace, sheet: str) -> SourceSheet:
    return next(one for one in trace.sources if one.sheet == sheet)


def traced(desk: Desk, metric: str, **dimensions: str) -> Trace:
    reading = desk.reading(metric)
    if dimensions:
        reading = next(one for one in desk.by(metric, *dimensions) if dict(one.dimensions) == dimensions)
    return desk.trace(reading)


def view() -> View:
    return View("en", "month", today=TODAY)


def test_leads_to_the_rows_of_its_period_and_no_others(office: Office) -> None:
    load(office, "kpi_values", kpi(9, "n", 0.1), kpi(10, "n", 0.2), kpi(10, "s", 0.3), kpi(10, "n", 0.4, "churn_rate"))
    with office.desk(view()) as desk:
        found = source(traced(desk, "complaint_rate"), "kpi_values")
        assert [(row.cell, row.values["value"]) for row in found.rows] == [("3", "0.2"), ("4", "0.3")]
        south = source(traced(desk, "complaint_rate", region="s"), "kpi_values")
        assert [row.cell for row in south.rows] == ["4"]
        assert found.rows[0].places["value"] == Place("kpi.xlsx", "Sheet 1", "D3")
        assert (found.oldest, found.newest) == (date(2026, 10, 1), date(2026, 10, 31))
        assert (found.rows[0].changed.who, found.rows[0].changed.reason) == ("Li Wei", "October")  # type: ignore[union-attr]


def test_another_grain_leads_to_other_rows(office: Office) -> None:
    load(office, "kpi_values", kpi(8, "n", 0.1), kpi(9, "n", 0.2))
    with office.desk(View("en", "quarter", today=TODAY)) as desk:
        reading = desk.reading("complaint_rate")
        assert source(desk.trace(reading), "kpi_values").count == 2
        month = replace(reading, period=date(2026, 9, 1))
        assert source(desk.tracer.at("month").reading(month), "kpi_values").count == 1


def test_a_value_typed_over_has_no_cell_until_it_is_put_back(office: Office) -> None:
    load(office, "kpi_values", kpi(10, "n", 0.2))
    with office.desk(view()) as desk:
        key = source(traced(desk, "complaint_rate"), "kpi_values").rows[0].key
    edited = set_cell(office, "kpi_values", key, "value", 0.25).change_set
    assert edited is not None
    with office.desk(view()) as desk:
        (row,) = source(traced(desk, "complaint_rate"), "kpi_values").rows
        assert "value" not in row.places
        assert row.places["n"].cell == "E2"
        assert row.changed is not None
        assert (row.changed.number, row.changed.who, row.changed.kind) == (edited, "Test", "edit")
    commit(office.store, undoing(office.store, edited, Author("Test"), "a slip", {}))
    with office.desk(view()) as desk:
        (row,) = source(traced(desk, "complaint_rate"), "kpi_values").rows
        assert row.places["value"] == Place("kpi.xlsx", "Sheet 1", "D2"), "the old value stands where it stood"
        assert row.changed is not None
        assert row.changed.reason == "a slip"


def test_answers_are_cells_of_their_responses(office: Office) -> None:
    put(office, "survey_items", *ITEMS)
    batch = responses(
        [
            (date(2026, 10, 3), "n", {"Q1": (None, 9.0), "Q2": (None, 2.0)}),
            (date(2026, 10, 4), "s", {"Q1": (None, None), "Q2": (None, 3.0)}),
            (date(2026, 9, 4), "n", {"Q1": (None, 1.0)}),
        ]
    )
    columns = '{"respondent": "A", "date": "B", "region": "C", "item:Q1": "D", "item:Q2:perception": "E"}'
    commit(office.store, Draft("load", Author("Li Wei"), batches=(replace(batch, columns=columns),), sources=(FILE,)))
    with office.desk(view()) as desk:
        reading = desk.reading("nps")
        found = source(desk.trace(reading), "survey_responses")
        assert found.count == reading.n == 1, "only the response that answered the item, in the month"
        assert found.rows[0].values["item:Q1:perception"] == "9"
        assert "item:Q2:perception" not in found.rows[0].values
        assert found.rows[0].places["item:Q1:perception"] == Place("kpi.xlsx", "responses", "D2")
        assert found.rows[0].places["date"] == Place("kpi.xlsx", "responses", "B2")
        assert [one.name for one in found.columns if one.name.startswith("item:")] == ["item:Q1:perception"]


def test_a_share_keeps_the_rows_that_are_not_counted(office: Office) -> None:
    load(
        office,
        "benchmarks",
        {"benchmark": "B1", "status": "verified", "date": "2026-03-01"},
        {"benchmark": "B2", "status": "unverified", "date": "2026-06-30"},
    )
    with office.desk(view()) as desk:
        found = traced(desk, "figures_verified")
        (figures,) = found.sources
        assert figures.count == 2
        assert [one.en for one in figures.grades] == ["Verification status: Unverified 1, Verified 1"]
        assert (found.oldest, found.newest) == (date(2026, 3, 1), date(2026, 6, 30))


def test_every_row_can_be_turned_to(office: Office) -> None:
    load(office, "kpi_values", *(kpi(10, f"r{number:03d}", 0.1) for number in range(130)))
    with office.desk(view()) as desk:
        reading = desk.reading("complaint_rate")
        found = source(desk.trace(reading), "kpi_values")
        assert found.count == 130
        assert len(found.rows) == 25
        pages = [desk.tracer.rows(reading, "kpi_values", start, 50) for start in (0, 50, 100)]
        assert pages[0][:25] == found.rows
        assert [row.cell for page in pages for row in page] == [str(number) for number in range(2, 132)]


def test_the_target_and_the_rules_have_places_too(office: Office) -> None:
    load(office, "kpi_values", kpi(10, "n", 0.2))
    load(office, "goals", {"goal": "G1", "metric": "complaint_rate", "target": 0.05, "target_date": "2026-12-31"})
    load(office, "parameters", {"parameter": "thin_n", "value": "20"})
    with office.desk(view()) as desk:
        found = traced(desk, "complaint_rate")
        assert found.aim is not None
        assert found.aim.rows[0].values["target"] == "0.05"
        rules = {rule.parameter: rule for rule in found.rules}
        assert list(rules) == ["stale_periods", "thin_n", "watch_tolerance"]
        assert (rules["thin_n"].value, rules["thin_n"].place) == ("20", Place("kpi.xlsx", "Sheet 1", "B2"))
        assert rules["stale_periods"].place is None
        assert found.interval is not None
        assert "Wilson" in found.interval.en
        untargeted = traced(desk, "kpi_missing")
        assert untargeted.aim is None
        assert "watch_tolerance" not in {rule.parameter for rule in untargeted.rules}


def test_a_row_tells_each_of_its_cells(office: Office) -> None:
    load(office, "policies", {"policy": "P1", "impact": 3, "likelihood": 4})
    set_cell(office, "policies", "P1", "impact", 5)
    with office.desk(view()) as desk:
        found = desk.tracer.row(RowName("policies", "P1"))
        assert found is not None
        cells = {cell.column.name: cell for cell in found.cells}
        assert (cells["impact"].value, cells["impact"].place) == ("5", None)
        assert cells["impact"].changed is not None
        assert cells["impact"].changed.kind == "edit"
        assert cells["likelihood"].place == Place("kpi.xlsx", "Sheet 1", "C2")
        assert "policy_heat" in {step.name for step in found.read_by}
        assert desk.tracer.row(RowName("policies", "P2")) is None


def test_the_past_is_traced_as_it_was(office: Office) -> None:
    from sq_core.ledger import Position

    load(office, "kpi_values", kpi(10, "n", 0.2))
    with office.desk(view()) as desk:
        key = source(traced(desk, "complaint_rate"), "kpi_values").rows[0].key
    set_cell(office, "kpi_values", key, "value", 0.25)
    with office.desk(View("en", "month", Position(edition=1), today=TODAY)) as desk:
        (row,) = source(traced(desk, "complaint_rate"), "kpi_values").rows
        assert row.values["value"] == "0.2"
        assert row.places["value"].cell == "D2"
        assert row.changed is not None
        assert row.changed.number == 1


def test_the_readings_a_model_rests_on_are_steps(office: Office) -> None:
    load(office, "kpi_values", kpi(10, "n", 0.2), kpi(10, "n", 0.3, "churn_rate"))
    with office.desk(view()) as desk:
        own, other = desk.readings("complaint_rate", "churn_rate")
        found = desk.trace(replace(own, rests_on=(other,)))
        assert found.rests_on == (other,)
        assert "churn_rate" in found.steps[0].reads
        assert {"churn_rate", "kpi_values"} <= {step.name for step in found.steps}
        assert any("Churn rate" in sentence.en for sentence in found.formula)
        assert "churn_rate" not in {step.name for step in desk.trace(own).steps}


def test_the_formula_is_said_in_both_languages(office: Office) -> None:
    load(office, "kpi_values", kpi(10, "n", 0.2))
    with office.desk(view()) as desk:
        said = traced(desk, "complaint_rate").formula
        assert said[0].en.startswith("Sum of numerators over sum of denominators")
        assert said[1].zh == "分子：（实绩 × 样本量）之和。"
        assert said[2].en == "Denominator: sum of n."
        assert "指标编号 = complaint_rate" in said[3].zh
        assert "2026-10-01 to 2026-10-31" in said[3].en


COUNTED = {
    "answer_mean",
    "item_gap",
    "effort_score",
    "loyalty_intent",
    "nps",
    "service_gap",
    "response_count",
}


def test_n_is_the_number_of_rows(sample_office: Office) -> None:
    """A survey metric's n counts responses: exactly the rows the trace finds, at any cut."""
    with sample_office.desk(View("en", "quarter")) as desk:
        for name in sorted(COUNTED):
            within = desk.catalogue.metric(name).within
            cuts = desk.by(name, within)[:3] if within else (desk.reading(name), *desk.by(name, "region"))
            for reading in cuts:
                assert source(desk.trace(reading), "survey_responses").count == reading.n, (name, reading.dimensions)


def test_rows_may_be_too_many_where_one_row_decides_on_others_and_never_too_few(sample_office: Office) -> None:
    """Which items count for the satisfied share depends on all of them, which no condition on a row can say."""
    with sample_office.desk(View("en", "quarter")) as desk:
        for reading in (desk.reading("csat_rate"), *desk.by("csat_rate", "region")):
            assert reading.n is not None
            assert reading.n <= source(desk.trace(reading), "survey_responses").count <= 1.05 * reading.n


@pytest.mark.slow
def test_every_metric_says_how_it_is_made(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        for name, metric in desk.catalogue.metrics.items():
            cut = desk.by(name, metric.within) if metric.within else ()
            reading = cut[0] if cut else desk.reading(name)
            found = desk.trace(reading)
            assert found.formula, name
            assert found.interval is not None, name
            assert [step.kind for step in found.steps].count("sheet") >= 1, name
            assert not any("select" in sentence.en.lower().split() for sentence in found.formula), name


def test_a_metric_that_is_broken_has_a_bare_trace(office: Office) -> None:
    with office.desk(view()) as desk:
        lost = replace(desk.reading("complaint_rate"), metric="nobody")
        assert desk.trace(lost).steps == ()


def test_two_batches_do_not_mix(office: Office) -> None:
    put(office, "survey_items", *ITEMS)
    take(office, responses([(date(2026, 10, 3), "n", {"Q1": (None, 9.0)})], "one"))
    take(office, responses([(date(2026, 10, 5), "n", {"Q2": (None, 4.0)})], "two"))
    with office.desk(view()) as desk:
        rows = source(traced(desk, "nps"), "survey_responses").rows
        assert [(row.cell, row.values["date"]) for row in rows] == [("2", "2026-10-03")]
