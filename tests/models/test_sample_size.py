"""Sample sizes for a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import OutOfRange
from sq_core.models import krejcie_morgan, margin_of_error, sample_size


def test_cochran() -> None:
    assert sample_size(0.5, 0.05).exact == pytest.approx(384.1459, abs=1e-4)
    assert sample_size(0.5, 0.05).up == 385
    assert sample_size(0.5, 0.05, population=1000).exact == pytest.approx(277.7335, abs=1e-4)


def test_a_whole_answer_is_not_rounded_up_again() -> None:
    assert krejcie_morgan(1).up == 1


def test_krejcie_morgan_table_rounds_to_nearest() -> None:
    found = krejcie_morgan(9000)
    assert found.nearest == 368
    assert found.up == 369, "the product rounds up and says so"


@given(st.floats(0.01, 0.99), st.floats(0.005, 0.3), st.integers(10, 100_000))
def test_size_gives_back_its_margin(share: float, margin: float, population: int) -> None:
    needed = sample_size(share, margin)
    assert margin_of_error(share, needed.exact) == pytest.approx(margin)
    assert sample_size(share, margin, population=population).exact <= max(needed.exact, 1.0)


def test_census_has_no_error() -> None:
    assert margin_of_error(0.5, 80, population=80) == 0
    assert margin_of_error(0.5, 1, population=1) == 0


@pytest.mark.parametrize("share", [0.0, 1.0, 1.2])
def test_nothing_to_estimate(share: float) -> None:
    with pytest.raises(OutOfRange):
        sample_size(share)


def test_impossible_sizes() -> None:
    with pytest.raises(OutOfRange):
        sample_size(0.5, 0)
    with pytest.raises(OutOfRange):
        krejcie_morgan(0)
    with pytest.raises(OutOfRange):
        margin_of_error(0.5, 100, population=80)
