"""Service gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import SidedScore, dimension_gaps, gap_score, item_gaps, overall_gap, shortfall
from sq_core.models.servqual import DIMENSIONS

GAPS = {"tangibles": -0.65, "reliability": -1.10, "responsiveness": -0.83, "assurance": -0.70, "empathy": -1.01}


def test_twenty_two_items_in_five_dimensions() -> None:
    assert [item for dimension in DIMENSIONS for item in dimension.items] == list(range(1, 23))
    assert [len(dimension.items) for dimension in DIMENSIONS] == [4, 5, 4, 4, 5]


def test_overall_as_printed() -> None:
    found = overall_gap(GAPS)
    assert found.total == pytest.approx(-4.29)
    assert found.mean == pytest.approx(-0.858)
    assert found.largest == "reliability"
    assert found.weighted is None


def test_points_of_a_hundred_weigh_as_fractions() -> None:
    points = dict(zip(GAPS, (11, 32, 22, 19, 16), strict=True))
    fractions = {key: value / 100 for key, value in points.items()}
    assert overall_gap(GAPS, points).weighted == pytest.approx(-0.9007)
    assert overall_gap(GAPS, fractions).weighted == pytest.approx(-0.9007)


def test_where_nothing_falls_short_there_is_no_largest_gap() -> None:
    assert overall_gap({"a": 0.2, "b": 0.0}).largest is None


def test_overall_refusals() -> None:
    with pytest.raises(OutOfRange, match=r"0\.5"):
        overall_gap({"a": -1, "b": -1}, {"a": 0.25, "b": 0.25})
    with pytest.raises(OutOfRange):
        overall_gap({"a": -1}, {"b": 1})
    with pytest.raises(OutOfRange):
        overall_gap({"a": -1, "b": 1}, {"a": 2, "b": -1})
    with pytest.raises(NotEnoughEvidence):
        overall_gap({})


def test_items_average_into_dimensions() -> None:
    seen, expected = {1: 5.0, 2: 4.0, 5: 6.0}, {1: 6.0, 2: 6.0, 7: 7.0}
    assert item_gaps(seen, expected) == {1: -1.0, 2: -2.0}
    (tangibles,) = dimension_gaps(seen, expected)
    assert (tangibles.key, tangibles.gap, tangibles.items) == ("tangibles", -1.5, 2)


def test_without_expectations_it_is_performance_alone() -> None:
    found = dimension_gaps({1: 5.0, 2: 4.0, 22: 6.0})
    assert [(each.key, each.perception, each.gap) for each in found] == [
        ("tangibles", 4.5, None),
        ("empathy", 6.0, None),
    ]
    with pytest.raises(OutOfRange, match="23"):
        dimension_gaps({23: 5.0})


@given(st.lists(st.floats(-6, 6), min_size=5, max_size=5), st.lists(st.floats(0.1, 1), min_size=5, max_size=5))
def test_weighted_gap_lies_among_the_gaps(gaps: list[float], parts: list[float]) -> None:
    weights = {key: part / sum(parts) for key, part in zip(GAPS, parts, strict=True)}
    found = overall_gap(dict(zip(GAPS, gaps, strict=True)), weights)
    assert found.weighted is not None
    assert min(gaps) - 1e-9 <= found.weighted <= max(gaps) + 1e-9
    assert found.largest is None or found.largest in GAPS


def test_a_gap_is_scored_in_hundredths_of_its_scale_and_plenty_hides_no_want() -> None:
    short, met, beyond = SidedScore(6.0, 3.0, 1, 7), SidedScore(5.0, 5.0, 1, 7), SidedScore(4.0, 7.0, 1, 7)
    assert [shortfall(one) for one in (short, met, beyond)] == [50.0, 0.0, 0.0]
    assert gap_score([short, beyond]) == 25.0
    assert shortfall(SidedScore(10, 0, 0, 10)) == 100.0


@pytest.mark.parametrize("wrong", [SidedScore(8, 3, 1, 7), SidedScore(6, 0, 1, 7), SidedScore(5, 5, 7, 1)])
def test_a_score_off_its_scale_is_refused(wrong: SidedScore) -> None:
    with pytest.raises(OutOfRange):
        shortfall(wrong)


def test_no_item_gives_no_score() -> None:
    with pytest.raises(NotEnoughEvidence):
        gap_score([])
