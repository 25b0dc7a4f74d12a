"""Intervals of shares by other methods, differences of shares, before-after tests."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import compare_counts, difference_interval, proportion_interval, two_proportion_test
from sq_core.models.proportions import SHARE_METHODS, ShareMethod


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [("wilson_continuity", 0.2535, 0.3682), ("clopper_pearson", 0.2527, 0.3676), ("wald", 0.2522, 0.3638)],
)
def test_newcombe_1998_single_share(method: ShareMethod, low: float, high: float) -> None:
    found = proportion_interval(81, 263, method=method)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


@given(st.sampled_from(SHARE_METHODS), st.integers(1, 300), st.floats(0, 1))
def test_every_method_holds_the_share(method: ShareMethod, n: int, part: float) -> None:
    hits = round(part * n)
    found = proportion_interval(hits, n, method=method)
    assert -1e-12 <= found.low - 0 <= hits / n + 1e-9
    assert hits / n - 1e-9 <= found.high <= 1.0


def test_unknown_method_is_refused() -> None:
    with pytest.raises(OutOfRange, match="guess"):
        proportion_interval(1, 2, method="guess")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("groups", "newcombe", "score"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339), (0.0528, 0.3382)),
        ((9, 10, 3, 10), (0.1705, 0.8090), (0.1700, 0.8406)),
        ((6, 7, 2, 7), (0.0582, 0.8062), (0.0342, 0.8534)),
        ((5, 56, 0, 29), (-0.0381, 0.1926), (-0.0326, 0.1933)),
        ((0, 10, 0, 20), (-0.1611, 0.2775), (-0.1658, 0.2844)),
        ((10, 10, 0, 10), (0.6075, 1.0), (0.6636, 1.0)),
    ],
)
def test_newcombe_1998_differences(
    groups: tuple[int, int, int, int], newcombe: tuple[float, float], score: tuple[float, float]
) -> None:
    found = difference_interval(*groups)
    assert (found.newcombe.low, found.newcombe.high) == pytest.approx(newcombe, abs=6e-5)
    assert (found.miettinen_nurminen.low, found.miettinen_nurminen.high) == pytest.approx(score, abs=6e-5)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0, 1), st.floats(0, 1))
def test_difference_intervals_hold_it_and_turn_round(n1: int, n2: int, one: float, two: float) -> None:
    x1, x2 = round(one * n1), round(two * n2)
    found, turned = difference_interval(x1, n1, x2, n2), difference_interval(x2, n2, x1, n1)
    for here, there in (
        (found.newcombe, turned.newcombe),
        (found.miettinen_nurminen, turned.miettinen_nurminen),
    ):
        assert -1 <= here.low <= found.estimate + 1e-9
        assert found.estimate - 1e-9 <= here.high <= 1
        assert here.low == pytest.approx(-there.high, abs=1e-9)


def test_before_after_of_nist() -> None:
    found = two_proportion_test(120, 1000, 140, 1000)
    assert found.z == pytest.approx(1.32979, abs=5e-6)
    assert found.p_value == pytest.approx(0.18359, abs=1e-5)
    assert found.difference == pytest.approx(0.02)
    assert found.exact_p_value is None


def test_thin_evidence_gets_fishers_p() -> None:
    found = two_proportion_test(1, 9, 11, 14)
    assert found.smallest_expected < 5
    assert found.exact_p_value == pytest.approx(0.00272, abs=1e-4)


def test_nothing_varies() -> None:
    found = two_proportion_test(0, 40, 0, 50)
    assert found.z is None
    assert found.p_value is None
    assert found.exact_p_value == pytest.approx(1.0)


def test_empty_group() -> None:
    with pytest.raises(NotEnoughEvidence):
        two_proportion_test(0, 0, 1, 2)
    with pytest.raises(NotEnoughEvidence):
        difference_interval(1, 2, 0, 0)


def test_wald_collapses_where_wilson_does_not() -> None:
    assert proportion_interval(0, 20, method="wald").half_width == 0
    assert proportion_interval(0, 20).high > 0.1
    assert math.isclose(proportion_interval(0, 20, method="clopper_pearson").high, 0.16843, abs_tol=1e-5)


@given(st.integers(0, 400), st.integers(0, 400))
def test_two_counts_are_compared_like_a_fair_coin(before: int, after: int) -> None:
    if before + after == 0:
        with pytest.raises(NotEnoughEvidence):
            compare_counts(before, after)
        return
    from scipy.stats import binomtest

    assert compare_counts(before, after) == pytest.approx(binomtest(after, before + after).pvalue)
    assert compare_counts(before, after) == compare_counts(after, before)
