"""What the stated figures imply, and growth arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import OutOfRange
from sq_core.models import compound_growth, compounded_loss, implied_figures, read_stated, relative_change
from sq_core.models.stated_facts import IMPLICATIONS


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("72.3", 72.3, "exact"),
        ("<70", 70, "below"),
        ("≥ 12", 12, "above"),
        ("1,200", 1200, "exact"),
        ("-5.2%", -5.2, "exact"),
    ],
)
def test_stated_figures_are_read(text: str, value: float, bound: str) -> None:
    found = read_stated(text)
    assert (found.value, found.bound) == (value, bound)


def test_a_number_is_a_figure_too() -> None:
    assert read_stated(1e-05).value == 1e-05
    with pytest.raises(OutOfRange):
        read_stated(float("nan"))


@pytest.mark.parametrize("text", ["", "about 5", "1.2.3", "12-14", "nan"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(OutOfRange):
        read_stated(text)


def test_stated_gap_agrees_with_the_implied_one() -> None:
    found = {each.key: each for each in implied_figures({"S01": "72.3", "S03": "77.5", "S04": "5.2"})}
    assert found["gap_to_global"].value == pytest.approx(-5.2)
    assert found["gap_to_global"].agrees is True
    assert found["spread"].value is None
    disagrees = {each.key: each for each in implied_figures({"S01": "72.3", "S03": "79.9", "S04": "5.2"})}
    assert disagrees["gap_to_global"].agrees is False


def test_a_bound_implies_nothing() -> None:
    found = {each.key: each for each in implied_figures({"S01": "<70", "S03": "77.5", "S04": "5.2"})}
    assert found["gap_to_global"].value is None
    assert found["gap_to_global"].agrees is None


def test_every_implication_is_named_once_in_both_languages() -> None:
    assert len({each.key for each in IMPLICATIONS}) == len(IMPLICATIONS)
    assert all(each.title.zh and each.title.en for each in IMPLICATIONS)


def test_growth_by_hand() -> None:
    assert relative_change(8.7, 15.2) == pytest.approx(0.747126, abs=1e-6)
    assert compound_growth(8.7, 15.2, 3) == pytest.approx(0.20441, abs=1e-5)
    assert compounded_loss(0.097, 4) == pytest.approx(0.3351, abs=1e-4)
    assert relative_change(0, 5) is None
    assert compound_growth(-1, 5, 3) is None
    with pytest.raises(OutOfRange):
        compound_growth(1, 2, 0)
    with pytest.raises(OutOfRange):
        compounded_loss(1.2, 4)


@given(st.floats(0.1, 1e4), st.floats(-0.9, 5), st.integers(1, 20))
def test_growth_gives_back_its_rate(start: float, rate: float, periods: int) -> None:
    assert compound_growth(start, start * (1 + rate) ** periods, periods) == pytest.approx(rate, abs=1e-6)
