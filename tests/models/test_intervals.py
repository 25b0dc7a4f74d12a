"""Intervals: Wilson's, Student's, and the arithmetic of an interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import Interval, mean_interval, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_prints_it(hits: int, n: int, low: float, high: float) -> None:
    found = wilson(hits, n)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_wilson_at_the_edges_is_exact() -> None:
    assert wilson(0, 20).low == 0.0
    assert wilson(20, 20).high == 1.0
    assert wilson(0, 20).high > 0.1, "nothing seen in twenty is no proof of nothing"
    assert wilson(20, 20).low == pytest.approx(1 - wilson(0, 20).high)


@given(st.integers(1, 10_000), st.floats(0, 1), st.floats(0.5, 0.999))
def test_wilson_holds_the_share_and_stays_a_share(n: int, part: float, confidence: float) -> None:
    hits = round(part * n)
    found = wilson(hits, n, confidence)
    assert 0.0 <= found.low <= hits / n <= found.high <= 1.0
    assert found.low <= wilson(hits, n, confidence / 2).low, "more confidence, wider"


@pytest.mark.parametrize(("hits", "n"), [(-1, 5), (6, 5), (float("nan"), 5), (1, -5), (1, float("inf"))])
def test_wilson_refuses_impossible_counts(hits: float, n: float) -> None:
    with pytest.raises(OutOfRange):
        wilson(hits, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95, -0.1])
def test_confidence_is_a_fraction(confidence: float) -> None:
    with pytest.raises(OutOfRange) as refusal:
        wilson(1, 5, confidence)
    assert "置信水平" in refusal.value.message.zh
    assert refusal.value.remedy.en


def test_no_answers_are_no_evidence() -> None:
    with pytest.raises(NotEnoughEvidence):
        wilson(0, 0)
    with pytest.raises(NotEnoughEvidence):
        mean_interval(5, 25, 1)
    with pytest.raises(NotEnoughEvidence):
        mean_interval(0, 0, 0)


def test_mean_interval_by_hand() -> None:
    # 2, 4, 6: mean 4, variance 4, error 2/sqrt 3, t(2) = 4.30265
    found = mean_interval(12, 56, 3)
    assert found.low == pytest.approx(4 - 4.302653 * 2 / 3**0.5, abs=1e-6)
    assert found.high == pytest.approx(4 + 4.302653 * 2 / 3**0.5, abs=1e-6)


def test_mean_interval_of_equal_answers_has_no_width() -> None:
    total, squares = sum([0.1] * 7), sum([0.1**2] * 7)
    assert mean_interval(total, squares, 7).half_width < 1e-8


def test_negative_variance_is_refused() -> None:
    with pytest.raises(OutOfRange):
        mean_interval(12, 10, 3)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30))
def test_mean_interval_holds_the_mean(values: list[float]) -> None:
    found = mean_interval(sum(values), sum(value * value for value in values), len(values))
    assert found.low - 1e-6 <= sum(values) / len(values) <= found.high + 1e-6


def test_scaling_turns_ends_round_and_clipping_cuts() -> None:
    assert Interval(1, 3).scaled(-10, 5) == Interval(-25, -5)
    assert Interval(-0.2, 1.4).clipped(0, 1) == Interval(0, 1)
    assert Interval(1, 3).holds(3)
    assert not Interval(1, 3).holds(3.1)
    with pytest.raises(OutOfRange):
        Interval(2, 1)
