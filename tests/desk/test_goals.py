"""The goals of the sample programme, and goals gone wrong in every way the check knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sq_core.desk import (
    View,
    goal_checks,
    goal_foresight,
    goal_months,
    goal_proof,
    goal_weights,
    goals,
)
from sq_core.ledger import ROW, Author, CellEdit, Draft, commit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Desk, Office


@pytest.fixture
def office(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    with office.desk(View("en")) as desk:
        yield desk


def by_goal(desk: Desk, metric: str) -> dict[str, float | None]:
    return {one.dimensions["goal"]: one.value for one in desk.by(metric, "goal")}


def test_attainment_is_the_share_of_the_way(desk: Desk) -> None:
    found = by_goal(desk, "goal_attainment")
    index = desk.reading("satisfaction_index").value
    assert index is not None
    assert found["G1"] == pytest.approx((index - 72) / (80 - 72))
    complaints = desk.reading("complaint_rate").value
    assert complaints is not None
    assert found["G3"] == pytest.approx((complaints - 0.0205) / (0.012 - 0.0205)), "less is better needs no sign"
    assert found["G4.2"] is None, "what nothing measures is not zero"


def test_the_whole_rolls_up_the_lowest_goals_by_weight(desk: Desk) -> None:
    found = by_goal(desk, "goal_attainment")
    families = {
        0.4: {"G1.1": 0.4, "G1.2": 0.35, "G1.3": 0.25},
        0.25: {"G2.1": 0.6, "G2.2": 0.4},
        0.1: {"G4.1": 1.0},
    }
    operations = {"G3.1": 0.3, "G3.2": 0.3, "G3.3": 0.2, "G3.4": 0.2}
    total = sum(weight * (found[code] or 0) for code, weight in operations.items()) * 0.25
    for top, family in families.items():
        total += top * sum(weight * (found[code] or 0) for code, weight in family.items())
    whole = desk.reading("goal_attainment")
    assert whole.value == pytest.approx(total)
    assert desk.reading("goal_coverage").value == pytest.approx(1 - 0.1 * 0.2), "G4.2 is told as not covered"
    assert {one.metric for one in whole.rests_on} >= {"csat_rate", "nps", "on_time_rate"}


def test_the_plan_of_the_whole_is_where_the_lowest_goals_should_be(desk: Desk) -> None:
    whole = desk.reading("goal_attainment")
    assert whole.plan == pytest.approx(592 / 730, abs=0.02), "about the middle of the third quarter on a two years' way"
    assert whole.status == "bad"


def test_a_goal_is_foreseen_by_a_line_through_its_months(desk: Desk) -> None:
    months = [one for one in desk.months("satisfaction_index") if one.complete and one.value is not None]
    at = [one.period.year * 12 + one.period.month - 1 for one in months]
    slope, start = np.polyfit(at, [one.value or 0.0 for one in months], 1)
    reading = desk.reading("target_forecast", where=(("goal", "G1"),))
    assert reading.value == pytest.approx(start + slope * (2026 * 12 + 11))
    assert reading.low is not None
    assert reading.high is not None
    assert reading.low < (reading.value or 0.0) < reading.high
    chance = desk.reading("target_chance", where=(("goal", "G1"),)).value
    assert chance == pytest.approx(0.4655, abs=0.001), "the line ends a hair below 80"


def test_the_course_ahead_ends_at_the_forecast(desk: Desk) -> None:
    goal = next(one for one in goals.stated(desk) if one.goal == "G1")
    (_, first), (month, last) = goal_foresight.ahead(desk, goal)
    assert (month.year, month.month) == (2026, 12)
    seen = goal_foresight.foreseen(desk, goal)
    assert seen is not None
    assert last == seen
    assert first.wide.high - first.wide.low < last.wide.high - last.wide.low


def test_heroic_targets_are_counted_by_their_rows(desk: Desk, own_sample: Office) -> None:
    chances = by_goal(desk, "target_chance")
    low = [code for code, one in chances.items() if one is not None and one < 0.1]
    assert low == ["G2", "G2.1"]
    assert desk.reading("targets_heroic").value == 2
    raised = Draft(
        "edit",
        Author("test"),
        "",
        edits=(
            CellEdit("parameters", "chance_heroic", ROW, "1"),
            CellEdit("parameters", "chance_heroic", "parameter", "chance_heroic"),
            CellEdit("parameters", "chance_heroic", "value", "0.25"),
        ),
    )
    commit(own_sample.store, raised)
    with own_sample.desk(View("en")) as moved:
        assert moved.reading("targets_heroic").value == 3


def test_proof_says_n_power_and_change(desk: Desk) -> None:
    goal = next(one for one in goals.stated(desk) if one.goal == "G3.1")
    found = goal_proof.proof(desk, goal)
    assert found is not None
    assert found.change is not None
    assert found.before is not None
    assert found.now.share
    effect = abs(2 * np.arcsin(np.sqrt(0.81)) - 2 * np.arcsin(np.sqrt(0.715)))
    assert found.needed == int(np.ceil(2 * ((1.959964 + 0.841621) / effect) ** 2))
    assert found.change.estimate == pytest.approx(found.now.value - found.before.value)
    assert found.change.interval.low > 0
    assert [n for n, _ in found.curve] == sorted(n for n, _ in found.curve)
    assert any(n == found.needed and power >= 0.8 for n, power in found.curve)


def test_a_metric_without_spread_says_that_it_cannot_be_tested(desk: Desk) -> None:
    reading = desk.reading("proof_size", where=(("goal", "G3.2"),))
    assert reading.value is None
    assert reading.broken is not None
    assert reading.broken.remedy.zh
    assert reading.broken.remedy.en


def test_months_before_the_baseline_have_no_plan(desk: Desk) -> None:
    course = next(one for one in goal_months.courses(desk) if one.goal.goal == "G1")
    by_month = {(one.month.year, one.month.month): one for one in course.months}
    assert by_month[2024, 11].plan is None
    assert by_month[2024, 11].status == "none"
    assert by_month[2025, 6].plan is not None
    assert course.missed(12) == sum(1 for one in course.last(12) if one.status == "bad")
    slow = next(one for one in goal_months.courses(desk) if one.goal.goal == "G2.1")
    assert slow.in_a_row >= 6


def test_experts_weights_add_up_and_their_contradiction_is_named(desk: Desk) -> None:
    judged = by_goal(desk, "goal_weight_judged")
    assert sum(judged[code] or 0 for code in ("G1", "G2", "G3", "G4")) == pytest.approx(1)
    assert desk.reading("judgement_consistency").value == pytest.approx(
        max(one.value or 0 for one in desk.by("judgement_consistency", "parent"))
    )
    group = next(one for one in goal_weights.siblings(desk) if one.parent == "G3")
    assert group.experts == 3
    assert group.judged is not None
    assert group.judged.priorities.consistency_ratio > 0.1
    worst = group.doubts[0]
    assert {worst.judgement.first, worst.judgement.second} == {"G3.3", "G3.4"}
    assert worst.ratio_after < 0.1


def test_judgements_of_several_experts_meet_in_their_geometric_mean() -> None:
    rows = [("x", "A", "B", 2.0), ("y", "A", "B", 8.0), ("z", "B", "A", 0.25)]
    (merged,) = goal_weights.merged(rows)
    assert (merged.first, merged.second) == ("A", "B")
    assert merged.ratio == pytest.approx((2 * 8 * 4) ** (1 / 3))


class FlawedGoals:
    """The flaws of the sample's goals with some cells changed as a grid would; nothing is stored."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.stated = goals.stated(desk)

    def __call__(self, cells: tuple[tuple[str, str, Any], ...]) -> tuple[goal_checks.Flaw, ...]:
        changed = self.stated
        for code, field, value in cells:
            changed = tuple(replace(one, **{field: value}) if one.goal == code else one for one in changed)
        return tuple(goal_checks.found_in(self.desk, changed))


@pytest.fixture
def flawed(desk: Desk) -> FlawedGoals:
    return FlawedGoals(desk)


@pytest.mark.parametrize(
    ("cells", "goal", "letter", "column"),
    [
        ((("G1.1", "owner", None),), "G1.1", "S", "owner"),
        ((("G1.1", "metric", "no_such_metric"),), "G1.1", "M", "metric"),
        ((("G1.1", "unit", None),), "G1.1", "M", "unit"),
        ((("G1.1", "unit", "points"),), "G1.1", "M", "unit"),
        ((("G1.1", "baseline", None),), "G1.1", "M", "baseline"),
        ((("G1.1", "target", 0.5),), "G1.1", "A", "target"),
        ((("G1.1", "target", 0.55),), "G1.1", "A", "target"),
        ((("G1.1", "basis", None),), "G1.1", "R", "basis_zh"),
        ((("G1.1", "parent", "G9"),), "G1.1", "R", "parent"),
        ((("G1", "parent", "G1.1"),), "G1", "R", "parent"),
        ((("G1.1", "weight", 0.9),), "G1", "R", "weight"),
        ((("G1.1", "direction", "down"),), "G1.1", "R", "direction"),
        ((("G1.1", "metric", "nps"),), "G1.1", "R", "target"),
        ((("G1.1", "target_date", None),), "G1.1", "T", "target_date"),
        ((("G1.1", "target_date", date(2024, 6, 30)),), "G1.1", "T", "target_date"),
        ((("G1.1", "target_date", date(2027, 6, 30)),), "G1.1", "T", "target_date"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_every_flaw_is_found_and_says_what_to_do(
    flawed: FlawedGoals, cells: tuple[tuple[str, str, Any], ...], goal: str, letter: str, column: str
) -> None:
    found = flawed(cells)
    before = {(one.goal.goal, one.letter, one.column) for one in flawed(())}
    after = {(one.goal.goal, one.letter, one.column) for one in found}
    assert (goal, letter, column) in after - before
    assert all(one.message.zh and one.message.en and one.remedy.zh and one.remedy.en for one in found)
