"""Segments against the rest: the test is the one of the textbook, small ones are not judged, looking at many is paid for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from scipy.stats import ttest_ind_from_stats

from sq_core.desk import Office, View, segments, vital
from tests.desk.test_problems import batch, event, events
from tests.programmes import new_office, take

TODAY = date(2026, 11, 1)
WHOLE = View("en", "all", today=TODAY)


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def test_segments_of_the_sample_agree_with_a_welch_test(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        found = segments.segments(desk, "satisfaction_index", "region")
        sums = {g.dimensions[0][1]: g for g in desk.sums("satisfaction_index", "region")}  # type: ignore[union-attr]
        months = [desk.calendar.shift(found.whole.period, "month", at) for at in range(3)]  # type: ignore[arg-type]
    added = {
        name: np.array([[m.n, m.num, m.ss] for m in group.months if m.period in months]).sum(axis=0)
        for name, group in sums.items()
    }
    plain = []
    for name, (n, total, squares) in added.items():
        rest = sum(each for other, each in added.items() if other != name)
        pair = [(t / k, np.sqrt((s - t * t / k) / (k - 1)), k) for k, t, s in ((n, total, squares), rest)]
        plain.append(ttest_ind_from_stats(*pair[0], *pair[1], equal_var=False).pvalue)
    order = np.argsort(plain)
    holm = np.minimum(np.maximum.accumulate([plain[at] * (len(plain) - i) for i, at in enumerate(order)]), 1)
    expected = {list(added)[at]: p for at, p in zip(order, holm, strict=True)}
    for one in found.rows:
        assert one.chance == pytest.approx(expected[one.name.en], rel=0.02), one.name
    assert [one.name.en for one in found.named("worse")] == ["西南"]
    assert "西南 (74.9 points) clearly worse than the rest" in segments.sentence(found).en


def test_a_small_segment_is_shown_and_not_judged(office: Office) -> None:
    rows = [event(f"E{n}", "2026-10-01 00:00", "2026-10-01 02:00", "north", sla_hours=4.0) for n in range(60)] + [
        event(f"S{n}", "2026-10-01 00:00", "2026-10-01 09:00", "south", sla_hours=4.0) for n in range(10)
    ]
    events(office, *rows)
    with office.desk(WHOLE) as desk:
        found = segments.segments(desk, "sla_hit_rate", "region")
    assert {one.name.en: one.verdict for one in found.rows} == {"north": "better", "south": "thin"}
    assert {one.name.en: one.rest for one in found.rows} == {"north": 0.0, "south": 1.0}


def test_alike_segments_are_said_to_be_alike(office: Office) -> None:
    events(
        office,
        *[
            event(f"E{n}", "2026-10-01 00:00", "2026-10-01 02:00", "ab"[n % 2], sla_hours=float(1 + 3 * (n % 4 > 0)))
            for n in range(200)
        ],
    )
    with office.desk(WHOLE) as desk:
        found = segments.segments(desk, "first_contact_rate", "region")
        hit = segments.segments(desk, "sla_hit_rate", "region")
    assert not found.rows
    assert {one.verdict for one in hit.rows} == {"better", "worse"}


def test_a_quantile_differs_only_where_intervals_part(office: Office) -> None:
    quick = [event(f"Q{n}", "2026-10-01 00:00", f"2026-10-01 0{1 + n % 3}:00", "quick") for n in range(60)]
    slow = [event(f"S{n}", "2026-10-01 00:00", f"2026-10-02 0{1 + n % 3}:00", "slow") for n in range(40)]
    events(office, *quick, *slow)
    with office.desk(WHOLE) as desk:
        found = segments.segments(desk, "time_to_close_median", "region")
    assert {one.name.en: one.verdict for one in found.rows}["slow"] == "worse"


def test_the_vital_few_add_up_and_are_the_smallest_set(office: Office) -> None:
    costs = {"a": 50.0, "b": 30.0, "c": 15.0, "d": 5.0}
    said = [{"date": date(2026, 10, 1), "type": kind, "cost": cost} for kind, cost in costs.items()]
    take(office, batch("complaints", said, "costs"))
    with office.desk(WHOLE) as desk:
        found = vital.vital_few(desk, "complaint_cost", "type")
    assert isinstance(found, vital.VitalFew)
    assert [(one.value, one.share, one.vital) for one in found.rows] == [
        ("a", 0.5, True),
        ("b", 0.3, True),
        ("c", 0.15, False),
        ("d", 0.05, False),
    ]
    assert [one.cumulated for one in found.rows] == pytest.approx([0.5, 0.8, 0.95, 1.0])
    assert vital.title(found).en == "a, b make 80% of cost of complaints"
