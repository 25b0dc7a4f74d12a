"""Control charts at a desk: which chart a metric gets, its limits by hand, the rules that fire, what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from sq_core.catalogue import Broken, Point
from sq_core.desk import Desk, Office, View, control
from sq_core.models import RUN_RULES
from tests.programmes import new_office, put

MONTHS = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(20)]
TODAY = date(2026, 9, 1)


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def points(values: list[float], n: float | None = None) -> tuple[Point, ...]:
    return tuple(Point(day, value, n) for day, value in zip(MONTHS, values, strict=False))


def charted(desk: Desk, name: str, values: list[float], n: float | None = None) -> control.ControlCourse:
    found = control.chart_of(desk, desk.catalogue.metric(name), points(values, n))
    assert not isinstance(found, Broken), found
    return found


def test_a_share_gets_limits_that_follow_its_cases(office: Office) -> None:
    cases = [200.0 + 20 * at for at in range(12)]
    months = tuple(Point(day, 0.8, n) for day, n in zip(MONTHS, cases, strict=False))
    with office.desk(View("en", today=TODAY)) as desk:
        found = control.chart_of(desk, desk.catalogue.metric("sla_hit_rate"), months)
    assert isinstance(found, control.ControlCourse)
    assert found.kind == "p"
    for one, n in zip(found.points, cases, strict=True):
        reach = 3 * np.sqrt(0.8 * 0.2 / n)
        assert (one.limits.lower, one.limits.upper) == pytest.approx((0.8 - reach, 0.8 + reach))


def test_shares_that_scatter_more_than_chance_get_wider_limits_and_say_so(office: Office) -> None:
    values = [0.8 + (0.1 if at % 2 else -0.1) for at in range(12)]
    with office.desk(View("en", today=TODAY)) as desk:
        wide = charted(desk, "sla_hit_rate", values, 2000)
        assert wide.kind == "laney"
        assert not any(one.rules for one in wide.points)
        assert "times chance" in control.basis(wide).en
        put(office, "parameters", {"parameter": "dispersion_limit", "value": "99"})
    with office.desk(View("en", today=TODAY)) as desk:
        plain = charted(desk, "sla_hit_rate", values, 2000)
    assert plain.kind == "p"
    assert sum(1 in one.rules for one in plain.points) == 12


def test_counts_get_a_c_chart_and_everything_else_individuals(office: Office) -> None:
    with office.desk(View("en", today=TODAY)) as desk:
        counts = charted(desk, "event_count", [30, 34, 28, 31, 29, 35, 27, 30, 33, 32.0])
        hours = charted(desk, "time_to_close_median", [5, 6, 5.5, 5, 6.5, 5, 6, 5.5, 6, 5.0])
    assert counts.kind == "c"
    assert counts.points[0].limits.upper == pytest.approx(30.9 + 3 * np.sqrt(30.9))
    assert hours.kind == "individuals"
    ranges = np.abs(np.diff([5, 6, 5.5, 5, 6.5, 5, 6, 5.5, 6, 5.0]))
    assert hours.points[0].limits.upper == pytest.approx(5.55 + 3 * ranges.mean() / 1.128)


def test_what_is_never_negative_has_no_limit_below_zero(office: Office) -> None:
    with office.desk(View("en", today=TODAY)) as desk:
        found = charted(desk, "time_to_close_median", [0, 9, 0, 9, 0, 9, 0, 9.0])
    assert found.points[0].limits.lower == 0
    assert not any(one.rules for one in found.points)


def test_a_shift_is_told_with_its_beginning_and_its_side(office: Office) -> None:
    put(office, "parameters", {"parameter": "control_rules", "value": "1"})
    values = [0.85, 0.92] * 8 + [0.88, 0.62, 0.60, 0.61]
    with office.desk(View("en", today=TODAY)) as desk:
        found = charted(desk, "sla_hit_rate", values, 60)
    assert [one.month.period.month for one in found.points if one.rules] == [6, 7, 8]
    assert all(found.worse(one) for one in found.last(3))
    assert control.sentence(found).en == "SLA hit rate: out of control since Jun 2026, for the worse"
    assert control.sentence(found).zh == "时限达成率：自 2026年6月 起失控，变坏"
    assert [text.en[:6] for text in control.rule_words(found)] == [
        f"Rule {one.number}" for one in RUN_RULES if any(one.number in each.rules for each in found.points)
    ]


def test_a_stable_process_and_one_that_came_back_are_told_apart(office: Office) -> None:
    calm = [0.90, 0.91, 0.89, 0.90, 0.91, 0.90, 0.89, 0.90, 0.91, 0.90]
    with office.desk(View("en", today=TODAY)) as desk:
        assert "stable over 10 months" in control.sentence(charted(desk, "sla_hit_rate", calm, 400)).en
        shock = charted(desk, "sla_hit_rate", [*calm[:4], 0.6, *calm[5:]], 400)
    assert control.sentence(shock).en == "SLA hit rate: 1 signal in 10 months, the last in May 2025; stable since"


def test_too_few_months_and_a_parameter_that_says_nothing_are_refused_with_a_remedy(office: Office) -> None:
    with office.desk(View("en", today=TODAY)) as desk:
        few = control.chart_of(desk, desk.catalogue.metric("event_count"), points([3.0] * 7))
        none = control.control_course(desk, "event_count")
    assert isinstance(few, Broken)
    assert "8" in few.message.en
    assert isinstance(none, Broken)
    put(office, "parameters", {"parameter": "control_rules", "value": "1, nine"})
    with office.desk(View("en", today=TODAY)) as desk:
        wrong = control.chart_of(desk, desk.catalogue.metric("event_count"), points([3.0] * 9))
    assert isinstance(wrong, Broken)
    assert "control_rules" in wrong.message.en


def test_the_sample_marks_the_part_that_is_out_of_control(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        parts = control.parts(desk, "sla_hit_rate", "region")
        west = control.control_course(desk, "sla_hit_rate", (("region", "西南"),))
    assert [name for name, text in parts.items() if "out of control" in text.en] == ["西南"]
    assert isinstance(west, control.ControlCourse)
    assert [one.month.period.month for one in west.points if one.rules] == [7, 8, 9, 10]
