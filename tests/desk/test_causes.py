"""Causes of the sample held against their readings, and causes gone wrong in every way the check knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pytest
from scipy import stats

from sq_core.desk import Desk, Office, View, cause_checks, cause_evidence, cause_sentences, causes
from sq_core.desk.cause_evidence import Evidence
from sq_core.sheets import Cell
from sq_core.trace import RowName
from tests.desk.test_problems import batch, event, events
from tests.programmes import new_office, put, set_cell, take

TODAY = date(2026, 11, 1)
MONTHLY = View("en", "month", today=TODAY)


@pytest.fixture
def desk(sample_office: Office) -> Iterator[Desk]:
    with sample_office.desk(View("en")) as desk:
        yield desk


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def weighed(desk: Desk) -> dict[str, Evidence]:
    return {one.cause.cause: one for one in cause_evidence.evidence(desk)}


def verdict(office: Office, **cells: Cell) -> Evidence:
    put(office, "causes", {"cause": "R1", "problem": "P1", **cells})
    with office.desk(MONTHLY) as desk:
        (found,) = cause_evidence.evidence(desk)
    return found


def test_the_sample_is_weighed_as_its_readings_stand(desk: Desk) -> None:
    found = weighed(desk)
    assert {code: one.verdict for code, one in found.items()} == {
        "R1": "supported",
        "R1.1": "none",
        "R1.2": "undecided",
        "R2": "undecided",
        "R2.1": "refuted",
        "R3": "supported",
        "R3.1": "undecided",
        "R3.2": "none",
        "R4": "supported",
        "R5": "undecided",
        "R6": "undecided",
        "R7": "thin",
        "R8": "thin",
    }
    southwest = desk.reading("sla_hit_rate", where=(("region", "西南"),))
    assert found["R4"].reading == southwest
    assert southwest.high is not None
    assert southwest.high < 0.85, "supported only where the whole interval lies below"
    assert desk.reading("cause_support").value == pytest.approx(3 / 9)


def test_a_reading_of_each_cause_rests_on_what_proves_it(desk: Desk) -> None:
    by_cause = {one.dimensions["cause"]: one for one in desk.by("cause_support", "cause")}
    assert (by_cause["R4"].value, by_cause["R2.1"].value, by_cause["R5"].value) == (1.0, 0.0, 0.5)
    assert (by_cause["R7"].value, by_cause["R7"].status) == (None, "thin")
    assert by_cause["R1.1"].status == "empty"
    assert [one.metric for one in by_cause["R4"].rests_on] == ["sla_hit_rate"]
    traced = desk.trace(by_cause["R4"])
    assert [one.dimensions for one in traced.rests_on] == [{"region": "西南"}]
    assert "causes" in {source.sheet for source in traced.sources}


@pytest.mark.parametrize(
    ("condition", "threshold", "expected"),
    [("below", 5.0, "supported"), ("above", 3.0, "undecided"), ("above", 8.0, "refuted"), ("below", 3.0, "undecided")],
)
def test_a_threshold_inside_the_interval_decides_nothing(
    office: Office, condition: str, threshold: float, expected: str
) -> None:
    random = np.random.default_rng(7)
    hours = random.exponential(3.0, 60)
    start = np.datetime64("2026-10-01T00:00")
    events(office, *[event(f"E{n}", str(start), str(start + int(60 * long))) for n, long in enumerate(hours)])
    found = verdict(office, metric="time_to_close_median", condition=condition, threshold=threshold)
    assert found.reading is not None
    low, high = found.reading.low, found.reading.high
    assert low is not None
    assert high is not None
    assert (low <= threshold <= high) == (found.verdict == "undecided")
    assert found.verdict == expected or (expected == "undecided" and not low <= threshold <= high)


@pytest.mark.parametrize(("before", "after"), [(40, 44), (40, 80), (80, 40), (50, 50)])
def test_counts_rise_beyond_chance_or_not_at_all(office: Office, before: int, after: int) -> None:
    rows = [event(f"A{n}", "2026-09-05 00:00", "2026-09-06 00:00") for n in range(before)]
    rows += [event(f"B{n}", "2026-10-05 00:00", "2026-10-06 00:00") for n in range(after)]
    events(office, *rows)
    found = verdict(office, metric="event_count", condition="up")
    chance = stats.binomtest(after, before + after).pvalue
    assert found.chance == pytest.approx(chance)
    assert found.before == before
    expected = "undecided" if chance >= 0.05 else "supported" if after > before else "refuted"
    assert found.verdict == expected


def test_a_rate_that_fell_is_tested_like_any_movement(office: Office) -> None:
    rows = [event(f"A{n}", "2026-09-05 00:00", "2026-09-06 00:00", first_contact=n < 70) for n in range(100)]
    rows += [event(f"B{n}", "2026-10-05 00:00", "2026-10-06 00:00", first_contact=n < 45) for n in range(100)]
    events(office, *rows)
    found = verdict(office, metric="first_contact_rate", condition="down")
    assert (found.verdict, found.tested) == ("supported", True)
    assert found.before == pytest.approx(0.7)
    pooled = (70 + 45) / 200
    z = (0.45 - 0.70) / np.sqrt(pooled * (1 - pooled) * 2 / 100)
    assert found.chance == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-6)
    assert "beyond chance" in cause_sentences.weighed(found).en


def test_money_has_no_interval_and_the_words_say_so(office: Office) -> None:
    said = [{"date": date(2026, month, 3), "cost": cost} for month, cost in ((9, 10.0), (10, 30.0)) for _ in range(40)]
    take(office, batch("complaints", said, "first"))
    found = verdict(office, metric="complaint_cost", condition="up")
    assert (found.verdict, found.tested) == ("supported", False)
    assert cause_sentences.weighed(found).en.endswith("no interval: the value alone")


def test_few_cases_unknown_parts_and_first_periods_decide_nothing(office: Office) -> None:
    events(office, *[event(f"E{n}", "2026-10-05 00:00", "2026-10-06 00:00") for n in range(29)])
    assert verdict(office, metric="event_count", condition="above", threshold=1.0).verdict == "thin"
    events(office, event("E30", "2026-10-05 00:00", "2026-10-06 00:00"), sha="more")
    set_cell(office, "causes", "R1", "condition", "up")
    with office.desk(MONTHLY) as desk:
        (found,) = cause_evidence.evidence(desk)
    assert found.verdict == "none"
    assert found.reason is not None
    assert "earlier period" in found.reason.message.en
    for column, value in (("dimension", "region"), ("part", "nowhere")):
        set_cell(office, "causes", "R1", column, value)
    with office.desk(MONTHLY) as desk:
        assert cause_evidence.evidence(desk)[0].verdict == "none"


def test_a_cause_cannot_prove_itself(office: Office) -> None:
    assert verdict(office, metric="cause_support", condition="above", threshold=0.1).verdict == "none"
    with office.desk(MONTHLY) as desk:
        assert "cannot prove" in "".join(one.message.en for one in cause_checks.cause_flaws(desk))
        assert desk.reading("cause_support").value is None


CAUSES: tuple[Mapping[str, Cell], ...] = (
    {"cause": "A", "problem": "P1", "parent": "B", "countermeasure_en": "do"},
    {"cause": "B", "problem": "P1", "parent": "A"},
    {"cause": "C", "problem": "P1", "parent": "Z", "countermeasure_en": "do"},
    {"cause": "D", "problem": "P9", "countermeasure_en": "do"},
    {"cause": "E", "problem": "P1", "share": 0.7},
    {"cause": "F", "problem": "P1", "share": 0.4, "countermeasure_en": "do", "metric": "no_such"},
    {"cause": "G", "parent": "E", "share": 0.8, "countermeasure_en": "do", "metric": "nps", "dimension": "shoe_size", "part": "4"},
    {"cause": "H", "parent": "E", "share": 0.3, "metric": "nps", "condition": "above"},
    {"cause": "I", "problem": "P2", "parent": "E", "countermeasure_en": "do", "metric": "nps"},
    {"cause": "J", "countermeasure_en": "do"},
)  # fmt: skip


def test_every_structural_flaw_is_found_with_its_remedy(office: Office) -> None:
    put(office, "problems", {"problem": "P1", "title_en": "slow"}, {"problem": "P2", "title_en": "dear"})
    put(office, "causes", *CAUSES)
    with office.desk(MONTHLY) as desk:
        found = cause_checks.cause_flaws(desk)
        assert desk.reading("causes_flawed").value == len({one.cause.cause for one in found})
        trees = causes.flat(causes.tree("P1", causes.stated_causes(desk)))
    assert {(one.cause.cause, one.column) for one in found} == {
        ("A", "parent"), ("B", "parent"), ("C", "parent"), ("D", "problem"), ("E", "share"), ("F", "metric"),
        ("G", "dimension"), ("G", "condition"), ("H", "threshold"), ("H", "countermeasure_zh"), ("I", "problem"),
        ("I", "condition"), ("J", "problem"),
    }  # fmt: skip
    assert all(one.message.zh and one.remedy.zh for one in found)
    placed = [branch.cause.cause for branch in trees]
    assert sorted(placed) == ["A", "B", "C", "E", "F", "G", "H"], "nothing is lost, whatever its parent"


def test_a_circle_names_its_way(office: Office) -> None:
    put(office, "problems", {"problem": "P1"})
    put(office, "causes", *CAUSES[:2])
    with office.desk(MONTHLY) as desk:
        said = [one.message.en for one in cause_checks.cause_flaws(desk) if one.column == "parent"]
    assert said == ["It explains itself: A → B → A", "It explains itself: B → A → B"]


def test_the_five_whys_follow_what_is_supported_and_never_what_is_refuted(desk: Desk) -> None:
    stated, found = causes.stated_causes(desk), weighed(desk)
    (phone,) = [one for one in causes.stated_problems(desk) if one.problem == "P1"]
    whys = cause_sentences.whys(phone, causes.tree("P1", stated), found)
    assert whys is not None
    assert "too few phone agents at the peak (supported), because shifts follow the mean volume" in whys.en
    assert "Countermeasure: plan shifts by half hours." in whys.en
    assert "hard to find" not in whys.en, "what the figures refute is not followed"
    assert whys.zh.endswith("对策：按半小时话务量排班。")


def test_what_is_edited_is_weighed_anew(own_sample: Office) -> None:
    set_cell(own_sample, "causes", "R4", "threshold", 0.2)
    with own_sample.desk(View("en")) as desk:
        assert weighed(desk)["R4"].verdict == "refuted"
        assert desk.trace(desk.reading("cause_support")).rests_on
        assert desk.tracer.row(RowName("causes", "R4")) is not None
