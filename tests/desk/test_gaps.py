"""The gap model on small programmes: no expectation, no dimension, points that do not add up, two sides that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from sq_core.desk import Office, View, five_gaps, gap_sentences, servqual
from sq_core.sheets import Cell
from tests.programmes import new_office, put, responses, take

Marks = Mapping[str, tuple[float | None, float | None]]
OCTOBER = date(2026, 10, 3)
KEYS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")
WHOLE = View("en", "all")


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def stated(*items: tuple[str, str], low: float = 1.0, high: float = 7.0) -> list[dict[str, Cell]]:
    return [{"item": code, "construct": key, "scale_low": low, "scale_high": high} for code, key in items]


def answered(office: Office, *marks: Marks) -> None:
    take(office, responses([(OCTOBER, "north", mark) for mark in marks]))


def weighing(gaps: Sequence[float], points: Sequence[float | None]) -> Marks:
    pairs: dict[str, tuple[float | None, float | None]] = {str(at + 1): (6.0, 6.0 + gap) for at, gap in enumerate(gaps)}
    return pairs | {f"W{at + 1}": (None, given) for at, given in enumerate(points) if given is not None}


def prepared(office: Office) -> None:
    put(office, "survey_items", *stated(*((str(at + 1), key) for at, key in enumerate(KEYS))))
    weights = [(f"W{at + 1}", f"points_{key}") for at, key in enumerate(KEYS)]
    put(office, "survey_items", *stated(*weights, low=0.0, high=100.0))


def test_points_are_rescaled_left_out_and_a_blank_is_none(office: Office) -> None:
    prepared(office)
    answered(
        office,
        weighing((-1, -2, -3, -4, -5), (20, 20, 20, 20, 20)),
        weighing((-1, -2, -3, -4, -5), (100, 100, 0, 0, 0)),
        weighing((-1, -2, -3, -4, -5), (0, 0, 0, 0, 0)),
        weighing((-1, -2, -3, -4, -5), (None, None, None, None, 100)),
        weighing((-1, -2, -3, -4, -5), (None,) * 5),
    )
    with office.desk(WHOLE) as desk:
        weighted, plain, rescaled, out = desk.readings(
            "gap_weighted", "gap_unweighted", "points_rescaled", "points_left_out"
        )
        weights = {one.dimensions["construct"]: one.value for one in desk.by("weight_points", "construct")}
        said = gap_sentences.points(rescaled, out).en
    assert weighted.value == pytest.approx((-3 - 1.5 - 5) / 3)
    assert (weighted.n, plain.n) == (3, 5)
    assert plain.value == pytest.approx(-3)
    assert (rescaled.value, out.value) == (1, 1)
    assert weights["empathy"] == pytest.approx(120 / 3)
    assert said.startswith("4 responses split 100 points: 1 did not add up to 100 and were rescaled, 1 were all zero")


def test_weights_count_only_the_dimensions_that_have_a_gap(office: Office) -> None:
    prepared(office)
    marks = dict(weighing((-1, -2, -3, -4, -5), (50, 50, 0, 0, 0)))
    del marks["2"]
    answered(office, marks)
    with office.desk(WHOLE) as desk:
        assert desk.reading("gap_weighted").value == pytest.approx(-1)


def test_without_expectation_there_is_performance_alone_and_it_says_so(office: Office) -> None:
    put(office, "survey_items", *stated(*((str(at + 1), key) for at, key in enumerate(KEYS))))
    answered(office, *({str(at + 1): (None, 3.0 + at % 3 + n) for at in range(5)} for n in range(2)))
    with office.desk(WHOLE) as desk:
        assert desk.reading("service_gap").value is None
        assert desk.reading("servperf").value == pytest.approx((3 + 4 + 5 + 3 + 4) / 5 + 0.5)
        items, lines = servqual.item_gaps(desk), servqual.dimension_lines(desk)
        said = gap_sentences.overall(desk, items, lines)
        scores = servqual.item_scores(desk)
    assert (items, [line.gap for line in lines]) == ((), [None] * 5)
    assert "SERVPERF" in said.zh
    assert "did not ask what is expected" in said.en
    assert scores[0][1].value == 3.5


def test_items_without_dimension_still_show_the_worst_first(office: Office) -> None:
    answered(office, *({"1": (6.0, 5.0 + n), "2": (6.0, 3.0 + n), "3": (5.0, 6.0)} for n in range(2)))
    with office.desk(WHOLE) as desk:
        found = servqual.item_gaps(desk)
        said = gap_sentences.worst_items(found)
    assert [(one.item, one.gap.value) for one in found] == [("2", -2.5), ("1", -0.5), ("3", 1.0)]
    assert said.en == "Furthest short: “Item 2” (−2.50)"
    assert found[0].name.zh == "题项 2"


def gap_row(gap: str, item: str, **more: Cell) -> dict[str, Cell]:
    whole: dict[str, Cell] = {
        "gap": gap, "item": item, "score_a": 6.0, "score_b": 4.5, "n_a": 40, "n_b": 50, "scale_low": 1.0, "scale_high": 7.0
    }  # fmt: skip
    return whole | more


def test_the_largest_gap_is_tied_to_its_widest_action(office: Office) -> None:
    put(
        office,
        "gap_items",
        gap_row("g1", "1"),
        gap_row("g3", "1", score_b=3.0, action_en="More agents", owner="Hotline", n_b=12),
        gap_row("g3", "2", score_b=5.7, action_en="Train"),
    )
    with office.desk(WHOLE) as desk:
        ladder, items = five_gaps.ladder(desk), five_gaps.gap_items(desk)
        said = gap_sentences.ladder(ladder, items)
        named = desk.reading("gap_actions_named")
    assert {one.dimensions["gap"]: one.value for one in ladder} == {"g1": 25.0, "g3": pytest.approx(27.5)}
    assert [one.status for one in ladder] == ["none", "thin"]
    assert said.en == "Gap 3 Delivery is the largest (27.5 points): More agents (Hotline)"
    assert named.value == pytest.approx(1 / 3)
    assert gap_sentences.items_heading(items).en == "3 items fall short, 2 of them without action or owner"


def test_a_row_that_cannot_be_scored_says_why_and_spoils_no_other(office: Office) -> None:
    put(office, "gap_items", gap_row("g2", "1", score_b=None), gap_row("g2", "2", score_a=9.0), gap_row("g2", "3"))
    put(office, "gap_items", gap_row("g4", "1", score_a=None))
    with office.desk(WHOLE) as desk:
        flaws = {(one.gap, one.key.split("\x1f")[1]): one.flaw for one in five_gaps.gap_items(desk)}
        found = {one.dimensions["gap"]: one for one in five_gaps.ladder(desk)}
    assert found["g2"].value == 25.0
    assert found["g4"].value is None
    assert found["g4"].broken is not None
    assert flaws["g2", "3"] is None
    assert flaws["g2", "1"] is not None
    wrong = flaws["g2", "2"]
    assert wrong is not None
    assert "9" in wrong.zh


def test_gap_five_needs_the_scale_of_its_items(office: Office) -> None:
    put(office, "survey_items", {"item": "1"})
    answered(office, {"1": (6.0, 5.0)}, {"1": (6.0, 4.0)})
    with office.desk(WHOLE) as desk:
        (felt,) = five_gaps.ladder(desk)
    assert felt.value is None
    assert felt.broken is not None
    assert "scale" in felt.broken.message.en


def test_an_empty_programme_says_what_to_load(office: Office) -> None:
    with office.desk(WHOLE) as desk:
        assert not (*servqual.item_gaps(desk), *servqual.dimension_lines(desk), *five_gaps.ladder(desk))
        assert servqual.reliability(desk) == {}
        assert gap_sentences.overall(desk, (), ()).zh
