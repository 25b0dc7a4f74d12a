"""What needs a decision says since when, what it would take and by when, and names a goal once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sq_core.catalogue import Point, Reading
from sq_core.desk import Office, View, decisions
from sq_core.desk.cockpit import DimensionGap, Pace, course_title, gaps_title, pace
from sq_core.desk.decisions import MOST, Decision, off_in_a_row, pending
from sq_core.sheets import Cell
from sq_core.words import Text
from tests.desk.test_changed import goal, kpi
from tests.programmes import new_office, put

pytestmark = pytest.mark.slow

VIEW = View("zh", "month")
MONTHS = [date(2025, 10, 1), *(date(2026, month, 1) for month in range(1, 11))]


def figures(name: str, *values: float) -> list[dict[str, Cell]]:
    """Give the newest months these values, October last."""
    return [kpi(name, value, month) for value, month in zip(values, MONTHS[-len(values) :], strict=True)]


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    put(office, "parameters", {"parameter": "as_of", "value": "2026-10-31"}, {"parameter": "thin_n", "value": "5"})
    put(office, "goals", goal("G1", "complaint_rate", 0.020, 0.010), goal("G2", "defect_rate", 0.040, 0.020))
    yield office
    office.close()


def found(office: Office) -> tuple[Decision, ...]:
    with office.desk(VIEW) as desk:
        return pending(desk)


def of_metric(office: Office, metric: str) -> Decision:
    return next(one for one in found(office) if one.reading is not None and one.reading.metric == metric)


def test_a_goal_off_plan_says_since_when_what_it_takes_who_and_by_when(office: Office) -> None:
    put(office, "kpi_values", kpi("complaint_rate", 0.020, MONTHS[0]))
    put(office, "kpi_values", *figures("complaint_rate", 0.0130, 0.0180, 0.0180, 0.0176))
    one = of_metric(office, "complaint_rate")
    assert one.title.zh == "投诉率比计划差 0.6个百分点"
    assert one.lasting == Text("2026年8月 起连续 3 个月偏离计划", "Off plan for 3 months in a row, since Aug 2026")
    # 0.76 points of a percent in the two and a half months from mid October to year's end; 0.24 came in twelve
    assert one.needs.zh == "每月需 −0.3个百分点，过去一年每月 −0.02个百分点"
    assert one.needs.en == "Needs −0.3 pp a month; past year: −0.02 pp a month"
    assert (one.owner, one.due, one.goal) == ("客服中心", date(2026, 12, 31), "G1")


def test_one_period_off_plan_is_new_and_all_known_ones_are_at_least_that_many(office: Office) -> None:
    put(office, "kpi_values", *figures("complaint_rate", 0.0120, 0.0180))
    assert of_metric(office, "complaint_rate").lasting.en == "Newly off plan"
    put(office, "kpi_values", *figures("defect_rate", 0.039, 0.039))
    assert of_metric(office, "defect_rate").lasting.en == "Off plan for at least 2 months in a row, since Sep 2026"


def test_without_a_year_before_only_what_is_left_is_said(office: Office) -> None:
    put(office, "kpi_values", *figures("complaint_rate", 0.0180))
    assert of_metric(office, "complaint_rate").needs.en == "Needs −0.8 pp"


def test_a_target_date_that_is_past_is_said(office: Office) -> None:
    late: dict[str, Cell] = goal("G1", "complaint_rate", 0.020, 0.010) | {"target_date": "2026-09-30"}
    put(office, "goals", late)
    put(office, "kpi_values", *figures("complaint_rate", 0.0180))
    assert of_metric(office, "complaint_rate").needs.en == "The target date is past; still needs −0.8 pp"


def test_an_off_plan_goal_is_there_once(office: Office) -> None:
    put(office, "kpi_values", *figures("complaint_rate", 0.0180), *figures("defect_rate", 0.039))
    goals = [one.goal for one in found(office) if one.goal]
    assert sorted(goals) == ["G1", "G2"]
    assert len(goals) == len(set(goals))


def test_an_obligation_overdue_comes_first_with_its_days(office: Office) -> None:
    put(office, "kpi_values", *figures("complaint_rate", 0.0180))
    put(
        office,
        "policies",
        {"policy": "P1", "title_zh": "标准", "title_en": "Standard", "obligation_zh": "做", "obligation_en": "Do it",
         "effective": "2026-10-01", "progress": "started", "owner": "客服中心"},
    )  # fmt: skip
    first = found(office)[0]
    assert first.title.en == "Obligation overdue: Standard"
    assert first.lasting.en == "In force since 1 Oct 2026, overdue by 30 days"


def test_goals_on_plan_need_nothing(office: Office) -> None:
    put(office, "kpi_values", *figures("complaint_rate", 0.0100))
    assert [one.title.zh for one in found(office) if one.goal] == []


def test_there_are_never_more_than_six(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Decision(Text(f"第{n}", f"no. {n}"), Text("据", "on"), "", "watch", float(n)) for n in range(9)]
    monkeypatch.setattr(decisions, "_missing", lambda _desk: many)
    told = found(office)
    assert len(told) == MOST
    assert [one.weight for one in told] == [8.0, 7.0, 6.0, 5.0, 4.0, 3.0]


READING = Reading("x", Text("甲", "A"), Text("甲", "A"), "points", "up", 10.0)


def test_a_run_is_broken_by_a_good_a_missing_or_an_open_period() -> None:
    bad, good = Point(date(2026, 1, 1), 5.0, plan=9.0), Point(date(2026, 2, 1), 9.0, plan=9.0)
    blank, running = replace(bad, value=None), replace(bad, complete=False)
    near = replace(bad, value=8.5)
    assert off_in_a_row((bad, good, bad, bad), READING, 1.0) == (bad, bad)
    for breaker in (good, blank, near):
        assert off_in_a_row((bad, breaker), READING, 1.0) == ()
        assert off_in_a_row((bad, breaker, bad), READING, 1.0) == (bad,)
    assert off_in_a_row((bad, running), READING, 1.0) == ()
    assert off_in_a_row((), READING, 1.0) == ()


def test_pace_is_straight() -> None:
    ahead = Pace(left=6.0, months=3.0, made=12.0)
    assert (ahead.needed_a_month, ahead.made_a_month, ahead.misses_by) == (2.0, 1.0, 3.0)


def test_the_title_of_a_course_says_where_the_pace_leads(office: Office) -> None:
    put(office, "kpi_values", kpi("complaint_rate", 0.020, MONTHS[0]), *figures("complaint_rate", 0.0176))
    with office.desk(VIEW) as desk:
        slow = desk.reading("complaint_rate")
        assert pace(desk, slow) is not None
        assert course_title(desk, slow).zh == "投诉率一年来降至 1.76%，照此速度到 2026年12月31日 将差目标 0.7个百分点"
    put(office, "kpi_values", *figures("complaint_rate", 0.0108))
    with office.desk(VIEW) as desk:
        fast = desk.reading("complaint_rate")
        assert course_title(desk, fast).en == (
            "Complaint rate has fallen to 1.08% in a year, and at this pace reaches its target by 31 Dec 2026"
        )
        still = replace(fast, previous_year=fast.value)
        assert course_title(desk, still).en.startswith(
            "Complaint rate has stayed at 1.08% for a year, and at this pace"
        )
        young = replace(fast, previous_year=None)
        assert course_title(desk, young).en == "Complaint rate is 1.08%, on plan"
        bare = replace(young, target=None)
        assert course_title(desk, bare).en == "Complaint rate is 1.08%"


def test_the_title_of_the_gaps_names_the_widest_or_none() -> None:
    wide = DimensionGap("gap_empathy", Text("移情性", "Empathy"), 6.0, 4.6, None, None, 10.0)
    narrow = DimensionGap("gap_tangibles", Text("有形性", "Tangibles"), 5.0, 4.9, None, None, 10.0)
    assert gaps_title((narrow, wide)) == Text(
        "服务在移情性上离期望最远，差 1.40分", "Service falls furthest short in empathy: by 1.40"
    )
    met = replace(wide, perceived=6.2)
    assert gaps_title((met,)).en == "Service meets expectations in every dimension"
