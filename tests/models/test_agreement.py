"""Kappa and intraclass correlations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import agreement_table, cohen_kappa, intraclass_correlations

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_kappa_by_hand() -> None:
    found = cohen_kappa([[20, 5], [10, 15]])
    assert found.value == pytest.approx(0.4)
    assert found.interval is not None
    assert found.interval.holds(0.4)


def test_kappa_extremes() -> None:
    assert cohen_kappa([[7, 0], [0, 3]]).value == pytest.approx(1)
    assert cohen_kappa([[0, 5], [5, 0]]).value == pytest.approx(-1)
    single = cohen_kappa([[12, 0], [0, 0]])
    assert single.value is None
    assert single.interval is None
    assert single.observed == 1


def test_weights_forgive_near_misses() -> None:
    near = [[10, 5, 0], [5, 10, 5], [0, 5, 10]]
    plain, linear, square = (cohen_kappa(near, each).value for each in ("none", "linear", "quadratic"))
    assert plain is not None
    assert linear is not None
    assert square is not None
    assert plain < linear < square
    assert cohen_kappa([[20, 5], [10, 15]], "linear").value == pytest.approx(0.4), "two categories have no distance"


def test_labels_are_counted() -> None:
    labels, counts = agreement_table(["a", "b", "a"], ["a", "a", "a"])
    assert labels == ("a", "b")
    assert counts.tolist() == [[2, 0], [1, 0]]
    with pytest.raises(OutOfRange):
        agreement_table(["a"], [])


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_does_not_mind_who_is_first(counts: list[list[int]]) -> None:
    if sum(map(sum, counts)) == 0:
        return
    one, other = cohen_kappa(counts), cohen_kappa(np.array(counts, dtype=float).T)
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert one.value == pytest.approx(other.value)
        assert one.value <= 1 + 1e-9


def test_kappa_refusals() -> None:
    with pytest.raises(NotEnoughEvidence):
        cohen_kappa([[0, 0], [0, 0]])
    with pytest.raises(OutOfRange):
        cohen_kappa([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(OutOfRange):
        cohen_kappa([[1, -2], [3, 4]])


def test_six_forms_with_intervals_as_r_prints_them() -> None:
    found = intraclass_correlations(SHROUT_FLEISS)
    for form, value, low, high in (
        (found.one_way, 0.17, -0.13, 0.72),
        (found.random, 0.29, 0.02, 0.76),
        (found.fixed, 0.71, 0.34, 0.95),
        (found.mean_one_way, 0.44, -0.88, 0.91),
        (found.mean_random, 0.62, 0.07, 0.93),
        (found.mean_fixed, 0.91, 0.68, 0.99),
    ):
        assert form.value == pytest.approx(value, abs=0.006)
        assert form.interval is not None
        assert (form.interval.low, form.interval.high) == pytest.approx((low, high), abs=0.006)


def test_raters_who_agree_but_for_their_level() -> None:
    found = intraclass_correlations([[1, 2], [2, 3], [3, 4]])
    assert found.fixed.value == pytest.approx(1)
    assert found.fixed.interval is None, "no disagreement left to judge it by"
    assert found.random.value is not None
    assert found.random.value < 1


@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(2, 5))
def test_forms_stay_below_one(seed: int, n: int, k: int) -> None:
    found = intraclass_correlations(np.random.default_rng(seed).normal(size=(n, k)))
    for form in (found.one_way, found.random, found.fixed):
        assert form.value is None or form.value <= 1 + 1e-9
        assert form.interval is None or form.value is None or form.interval.low - 1e-9 <= form.value


def test_icc_refusals() -> None:
    with pytest.raises(OutOfRange):
        intraclass_correlations([[5, 5], [5, 5]])
    with pytest.raises(NotEnoughEvidence):
        intraclass_correlations([[1], [2]])
