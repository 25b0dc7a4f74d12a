"""The sample programme's readings: every metric's own check, and figures worked out apart from the product with pandas."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sq_core.catalogue import Metric
from sq_core.desk import Office, View

OCTOBER = {
    "satisfaction_index": (79.052429, 308),
    "csat_rate": (0.754098, 305),
    "nps": (32.666667, 300),
    "effort_score": (3.258170, 306),
    "loyalty_intent": (65.503876, 301),
    "expectation_mean": (6.007976, 308),
    "perception_mean": (5.282576, 308),
    "service_gap": (-0.725400, 308),
    "gap_tangibles": (-0.228355, None),
    "gap_reliability": (-0.871483, None),
    "gap_responsiveness": (-1.395022, None),
    "gap_assurance": (-0.580357, None),
    "gap_empathy": (-0.552922, None),
    "churn_rate": (0.012746, None),
    "complaint_rate": (0.012961, None),
    "defect_rate": (0.020067, None),
    "employee_satisfaction": (0.761079, None),
    "first_contact_resolution": (0.801217, None),
    "on_time_rate": (0.953193, None),
    "resolution_hours": (23.510352, None),
}
ALL_TIME = {"satisfaction_index": 75.589444, "nps": 21.729587, "service_gap": -0.805929, "complaint_rate": 0.016829}


@pytest.fixture
def office(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def metrics(office: Office) -> Mapping[str, Metric]:
    return office.catalogue.metrics


def test_every_metric_gives_its_check(office: Office, metrics: Mapping[str, Metric]) -> None:
    with office.desk(View("en")) as desk:
        wrong = {}
        for name, metric in metrics.items():
            found = desk.by(name, metric.within) if metric.within else (desk.reading(name),)
            value = sum(reading.value or 0.0 for reading in found)
            if value != pytest.approx(metric.check, rel=1e-6):
                wrong[name] = (value, metric.check)
    assert not wrong


def test_october_agrees_with_pandas(office: Office) -> None:
    with office.desk(View("en", "month")) as desk:
        for name, (value, n) in OCTOBER.items():
            reading = desk.reading(name)
            assert reading.value == pytest.approx(value, abs=6e-7), name
            assert n is None or reading.n == n, name


def test_all_time_agrees_with_pandas(office: Office) -> None:
    with office.desk(View("en", "all")) as desk:
        for name, value in ALL_TIME.items():
            assert desk.reading(name).value == pytest.approx(value, abs=6e-7), name


def test_the_sample_says_it_is_one_and_stands_still(office: Office) -> None:
    with office.desk(View("en")) as desk:
        assert desk.sample
        assert desk.as_of.isoformat() == "2026-10-31"
        assert {reading.status for reading in desk.every()} >= {"good", "watch", "bad"}


def test_the_planning_figures_carry_their_status(office: Office) -> None:
    with office.desk(View("en")) as desk:
        rows = {row.cells["benchmark"]: row.cells for row in desk.rows("benchmarks")}
    figures = {key: cells for key, cells in rows.items() if str(key).startswith("S")}
    assert len(figures) == 49
    assert figures["S01"]["status"] == "contradicted"
    assert not any(cells["status"] == "verified" for cells in figures.values())
