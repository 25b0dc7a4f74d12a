"""Cronbach's alpha."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import alpha_of_variances, cronbach_alpha

NAN = math.nan


def test_alpha_by_hand() -> None:
    # item variances 1 and 1, covariance 0.5: 2 (1 - 2 / 3)
    found = cronbach_alpha([[1, 2], [2, 1], [3, 3]])
    assert found.value == pytest.approx(2 / 3)
    assert (found.n, found.items, found.dropped) == (3, 2, ())
    assert found.interval.holds(found.value)


def test_constant_item_is_left_out_and_named() -> None:
    plain, with_constant = cronbach_alpha([[1, 2], [2, 1], [3, 3]]), cronbach_alpha([[1, 4, 2], [2, 4, 1], [3, 4, 3]])
    assert with_constant.value == pytest.approx(plain.value)
    assert with_constant.dropped == (1,)
    assert with_constant.without == (None, None)


def test_opposite_items_give_negative_alpha() -> None:
    assert cronbach_alpha([[1, 5, 1], [2, 4, 2], [4, 3, 3], [5, 1, 4]]).value < 0.5
    assert cronbach_alpha([[1, 4], [2, 3], [4, 2.5], [5, 1]]).value < 0


def test_pairwise_and_listwise_differ_and_count() -> None:
    rows: list[list[float]] = [[1, 2, 1], [2, 3, NAN], [3, 3, 4], [4, 5, 4], [5, NAN, 5], [2, 2, 3], [NAN, NAN, NAN]]
    pairwise, listwise = cronbach_alpha(rows), cronbach_alpha(rows, "listwise")
    covariance = pd.DataFrame(rows).cov().to_numpy()
    assert pairwise.value == pytest.approx(1.5 * (1 - np.trace(covariance) / covariance.sum()))
    assert (pairwise.n, listwise.n) == (6, 4)
    assert pairwise.value != pytest.approx(listwise.value, abs=1e-3)


@given(st.integers(3, 20), st.integers(2, 6), st.integers(0, 10_000))
def test_alpha_never_exceeds_one_and_scale_does_not_matter(n: int, items: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.normal(size=(n, 1)) + draw.normal(size=(n, items))
    found = cronbach_alpha(scores)
    assert found.value <= 1 + 1e-12
    assert found.interval.low <= found.value <= found.interval.high
    assert cronbach_alpha(10 + 3 * scores).value == pytest.approx(found.value)


def test_refusals() -> None:
    with pytest.raises(NotEnoughEvidence):
        cronbach_alpha([[1, 2]])
    with pytest.raises(NotEnoughEvidence):
        cronbach_alpha([[1, 3], [2, 3]])
    with pytest.raises(OutOfRange):
        cronbach_alpha([[1, 3], [2, 2], [3, 1]])
    with pytest.raises(NotEnoughEvidence):
        cronbach_alpha([[1, NAN], [2, NAN], [3, 1], [NAN, 4]])


@given(st.lists(st.lists(st.integers(1, 7), min_size=4, max_size=4), min_size=3, max_size=30))
def test_alpha_of_variances_is_the_listwise_alpha(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=float)
    spread, total = scores.var(axis=0, ddof=1), float(scores.sum(axis=1).var(ddof=1))
    try:
        wanted = cronbach_alpha(scores, "listwise")
    except (OutOfRange, NotEnoughEvidence) as refused:
        with pytest.raises(type(refused)):
            alpha_of_variances(spread, total, len(rows))
        return
    found = alpha_of_variances(spread, total, len(rows))
    assert found.value == pytest.approx(wanted.value, abs=1e-9)
    assert (found.n, found.items, found.dropped) == (wanted.n, wanted.items, wanted.dropped)
    assert found.interval.low == pytest.approx(wanted.interval.low, abs=1e-9)
    assert found.interval.high == pytest.approx(wanted.interval.high, abs=1e-9)


def test_alpha_of_one_respondent_is_refused() -> None:
    with pytest.raises(NotEnoughEvidence):
        alpha_of_variances([1.0, 1.0], 3.0, 1)
