"""Chi-square and Cramer's V."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import chi_square, goodness_of_fit


def test_two_by_two() -> None:
    found = chi_square([[30, 20], [15, 35]])
    assert found.statistic == pytest.approx(100 / 11)
    assert found.freedom == 1
    assert found.cramers_v == pytest.approx((1 / 11) ** 0.5)
    assert found.exact_p_value is None
    assert chi_square([[30, 20], [15, 35]], correction=True).statistic == pytest.approx(7.919, abs=1e-3)


def test_perfect_and_no_association() -> None:
    assert chi_square([[10, 0], [0, 10]]).cramers_v == pytest.approx(1)
    independent = chi_square([[10, 20], [30, 60]])
    assert independent.statistic == pytest.approx(0, abs=1e-12)
    assert independent.p_value == pytest.approx(1)


def test_thin_table_gets_fishers_p() -> None:
    assert chi_square([[3, 1], [2, 9]]).exact_p_value == pytest.approx(0.07692, abs=1e-5)


@given(st.lists(st.lists(st.integers(1, 50), min_size=3, max_size=3), min_size=2, max_size=4))
def test_strength_is_a_fraction_and_turning_changes_nothing(counts: list[list[int]]) -> None:
    found, turned = chi_square(counts), chi_square([list(row) for row in zip(*counts, strict=True)])
    assert found.cramers_v is not None
    assert 0 <= found.cramers_v <= 1
    assert 0 <= found.p_value <= 1
    assert found.statistic == pytest.approx(turned.statistic)


def test_goodness_of_fit_by_hand() -> None:
    found = goodness_of_fit([10, 20, 30], [1, 1, 1])
    assert found.statistic == pytest.approx(10)
    assert found.freedom == 2
    assert found.cramers_v is None


def test_refusals() -> None:
    with pytest.raises(OutOfRange):
        chi_square([[1, 2], [0, 0]])
    with pytest.raises(OutOfRange):
        chi_square([[1, -2], [3, 4]])
    with pytest.raises(OutOfRange):
        chi_square([[1, 2], [3]])
    with pytest.raises(NotEnoughEvidence):
        chi_square([[1, 2]])
    with pytest.raises(OutOfRange):
        goodness_of_fit([1, 2], [1, 0])
