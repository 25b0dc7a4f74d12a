"""The problem list: evidence as it stands now, what the figures propose, and importance, failure modes and their priorities."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sq_core.catalogue import Broken
from sq_core.desk import Office, View, failures, importance, problems, proposals
from sq_core.models import AIAG_VDA, action_priority
from tests.programmes import new_office, put


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def test_the_list_of_the_sample_is_held_against_the_figures(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        listed = problems.problems(desk)
        said = problems.overall(desk, listed)
    assert [(one.problem, one.evidence.holds) for one in listed] == [
        ("P1", True),
        ("P2", True),
        ("P3", True),
        ("P4", True),
        ("P5", None),
        ("P6", False),
    ]
    assert said.en.startswith("4 problems are accepted and the evidence still holds. First: The phone is too slow")
    assert all(one.evidence.reading is not None for one in listed)


def test_a_problem_without_evidence_says_what_is_missing(office: Office) -> None:
    for code, cells in {
        "P1": {"title_en": "No metric"},
        "P2": {"title_en": "Unknown", "metric": "happiness"},
        "P3": {"title_en": "Cut", "metric": "event_count", "dimension": "planet", "part": "Mars"},
        "P4": {"title_en": "Nothing loaded", "metric": "event_count"},
    }.items():
        put(office, "problems", {"problem": code, **cells})
    with office.desk(View("en")) as desk:
        said = {one.problem: (one.evidence.holds, one.evidence.says.en) for one in problems.problems(desk)}
    assert said["P1"] == (None, "It names no metric")
    assert said["P2"] == (None, "The catalogue has no happiness")
    assert said["P3"] == (None, "Service events cannot be seen by planet")
    assert said["P4"][0] is None


def test_what_is_proposed_is_in_the_figures_and_not_on_the_list_yet(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        found = proposals.proposals(desk)
        known = {one.about for one in problems.problems(desk)}
    assert found.found
    assert not known & {one.about for one in found.found}
    assert {one.ground for one in found.found} == {"signal", "gap", "pareto"}
    assert ("time_to_close_median", "region", "西南") in {one.about for one in found.found}
    assert found.series >= 50
    assert 1 < found.by_chance < 6
    assert proposals.next_code((), ()) == "P1"
    assert proposals.next_code((), ("P7", "Px")) == "P8"


def test_an_empty_programme_proposes_nothing(office: Office) -> None:
    with office.desk(View("en")) as desk:
        found = proposals.proposals(desk)
        assert found.found == ()
        assert "No problem is accepted yet" in problems.overall(desk, ()).en
        assert isinstance(importance.field(desk, "derived"), Broken)
        assert failures.overall(failures.failure_modes(desk)).en == "There is no FMEA yet."


def test_derived_importance_is_the_correlation_of_the_rows(sample_office: Office) -> None:
    with sample_office.store.reading() as cursor:
        cursor.execute("set search_path = 'programme.formulas,programme.trunk'")
        rows = cursor.execute(
            "select a.perception, i.index_100 from answered as a inner join response_index as i using (batch, row_no)"
            " where a.item = '13' and a.expectation is not null and a.perception is not null and i.index_100 is not null"
        ).fetchall()
    pairs = np.array(rows, dtype=float)
    with sample_office.desk(View("en")) as desk:
        reading = desk.reading("item_importance", where=(("item", "13"),))
        stated = importance.field(desk, "stated")
    assert reading.value == pytest.approx(np.corrcoef(pairs.T)[0, 1])
    assert reading.n == len(pairs)
    assert isinstance(stated, importance.Field)
    urgent = {one.item for one in stated.urgent}
    middle = np.mean([one.importance.value or 0.0 for one in stated.attributes])
    done = np.mean([one.performance.value or 0.0 for one in stated.attributes])
    assert urgent == {
        one.item
        for one in stated.attributes
        if (one.importance.value or 0.0) >= middle and (one.performance.value or 0.0) < done
    }
    assert "13" in urgent


def test_the_crosshair_follows_its_parameter(own_sample: Office) -> None:
    put(own_sample, "parameters", {"parameter": "ipa_crosshair", "value": "midpoint"})
    with own_sample.desk(View("en")) as desk:
        stated, derived = importance.field(desk, "stated"), importance.field(desk, "derived")
    assert isinstance(stated, importance.Field)
    assert isinstance(derived, importance.Field)
    assert stated.cross == (4.0, 4.0)
    assert "means" in derived.crossed_at.en


def test_the_programmes_own_table_gives_what_the_model_gives(sample_office: Office) -> None:
    with sample_office.desk(View("en")) as desk:
        table = failures.priority_rows(desk)
        modes = failures.failure_modes(desk)
        high = desk.reading("failures_high")
    assert not table.shipped
    assert table.flaws() == ()
    ranks = range(1, 11)
    assert all(
        table.letter((s, o, d)) == action_priority(s, o, d, AIAG_VDA) for s in ranks for o in ranks for d in ranks
    )
    assert [one.letter for one in modes] == sorted((one.letter for one in modes), key=lambda one: "HML".index(one))
    assert high.value == sum(one.letter == "H" for one in modes) == 3
    assert "The actions bring failure modes of high priority from 3 to 0" in failures.shift(modes).en


def test_a_table_with_holes_doubles_and_falls_says_so_and_gives_no_letter(office: Office) -> None:
    bands = ("severity", "occurrence", "detection")
    for ends, priority in (
        ((1, 10, 1, 5, 1, 10), "H"),
        ((2, 10, 6, 9, 1, 10), "L"),
        ((5, 5, 5, 5, 5, 5), "M"),
    ):
        names = [f"{name}_{end}" for name in bands for end in ("from", "to")]
        cell = dict(zip(names, ends, strict=True)) | {"priority": priority}
        put(office, "action_priorities", cell)
    put(office, "fmea", {"failure": "F1", "severity": 5, "occurrence": 10, "detection": 5})
    put(office, "fmea", {"failure": "F2", "severity": 5, "occurrence": 5, "detection": 5})
    put(office, "fmea", {"failure": "F3", "severity": 5, "occurrence": 9})
    put(office, "fmea", {"failure": "F4", "severity": 5, "occurrence": 4, "detection": 5})
    with office.desk(View("en")) as desk:
        flaws = [one.en for one in failures.priority_rows(desk).flaws()]
        letters = {one.failure: one.letter for one in failures.failure_modes(desk)}
        high = desk.reading("failures_high")
        broken = desk.reading("failures_high", where=(("failure", "F1"),))
    assert letters == {"F1": "", "F2": "", "F3": "", "F4": "H"}
    assert len(flaws) == 3
    assert (high.value, high.n) == (1, 1)
    assert broken.value is None
    assert broken.broken is not None
    assert "table of action priorities" in broken.broken.message.en


def test_without_a_table_the_shipped_one_is_used_and_said_to_be_unverified(office: Office) -> None:
    put(office, "fmea", {"failure": "F1", "severity": 10, "occurrence": 9, "detection": 9})
    with office.desk(View("en")) as desk:
        assert failures.priority_rows(desk).shipped
        assert desk.reading("failures_high").value == 1
    assert "not verified" in failures.SHIPPED.en
