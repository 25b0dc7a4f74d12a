"""Many resamples at once give what one by one gives; noise is called noise, and what repeats is called so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import Correlations, importance_intervals, lmg, relative_weights, weigh_drivers
from sq_core.models.driver_intervals import _drawn, relative_parts, shapley_parts


def answers(n: int, seed: int, slopes: tuple[float, ...], shared: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    drivers = shared * random.normal(size=(n, 1)) + random.normal(size=(n, len(slopes)))
    return drivers, drivers @ np.array(slopes) + random.normal(size=n)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_many_at_once_are_what_each_is_alone(seed: int, p: int) -> None:
    random = np.random.default_rng(seed)
    many = np.array(
        [np.corrcoef(random.normal(size=(30, p + 1)) + random.normal(size=(30, 1)), rowvar=False) for _ in range(4)]
    )
    for at, one in enumerate(many):
        known = Correlations(one[:-1, :-1], one[:-1, -1])
        assert relative_parts(many)[at] == pytest.approx(relative_weights(known).parts)
        assert shapley_parts(many)[at] == pytest.approx(lmg(known).importance.parts)
        slopes = np.linalg.solve(one[:-1, :-1], one[:-1, -1])
        explained = float(slopes @ one[:-1, -1])
        assert relative_parts(many)[at].sum() == pytest.approx(explained)
        assert shapley_parts(many)[at].sum() == pytest.approx(explained)


def test_shares_add_up_and_lie_in_their_intervals() -> None:
    found = weigh_drivers(*answers(400, 3, (0.6, 0.3, 0.1)), seed=1, resamples=300)
    for way in (found.relative, found.shapley):
        shares = way.importance.shares
        assert shares is not None
        assert sum(shares) == pytest.approx(1.0)
        assert all(ends.low <= share <= ends.high for ends, share in zip(way.intervals, shares, strict=True))
    assert found == weigh_drivers(*answers(400, 3, (0.6, 0.3, 0.1)), seed=1, resamples=300), "the seed says it all"


def test_intervals_agree_with_the_slow_way() -> None:
    """The same quantity by the plain bootstrap, with draws of its own: ends agree to what chance leaves open."""
    drivers, outcome = answers(300, 5, (0.8, 0.2), shared=0.5)
    quick = weigh_drivers(drivers, outcome, seed=1, resamples=1500)
    slow = importance_intervals(drivers, outcome, seed=2, resamples=1500)
    r_squared = quick.relative.importance.r_squared
    assert quick.relative.intervals[1].high * r_squared == pytest.approx(slow[1].high, abs=0.03)


def test_what_goes_with_nothing_is_not_above_noise() -> None:
    drivers, outcome = answers(300, 7, (0.9, 0.0), shared=0.0)
    found = weigh_drivers(drivers, outcome, seed=1, resamples=400)
    assert found.relative.above_noise == found.shapley.above_noise == (True, False)


def test_a_negative_correlation_keeps_its_sign() -> None:
    drivers, outcome = answers(300, 9, (0.9, -0.7), shared=0.0)
    assert weigh_drivers(drivers, outcome, seed=1, resamples=100).relative.importance.signs == (1, -1)


def test_inflation_is_one_over_what_the_others_leave() -> None:
    drivers, outcome = answers(500, 11, (0.5, 0.5, 0.5), shared=2.0)
    found = weigh_drivers(drivers, outcome, seed=1, resamples=50)
    others = np.column_stack([np.ones(500), drivers[:, 1:]])
    left = drivers[:, 0] - others @ np.linalg.lstsq(others, drivers[:, 0], rcond=None)[0]
    assert found.inflation[0] == pytest.approx(np.var(drivers[:, 0]) / np.var(left))
    twice = np.column_stack([drivers[:, 0], drivers[:, 0], drivers[:, 1]])
    assert max(weigh_drivers(twice, outcome, seed=1, resamples=50).inflation) > 10


def test_too_few_answers_and_constant_ones_are_refused() -> None:
    drivers, outcome = answers(4, 1, (0.5, 0.5, 0.5))
    with pytest.raises(NotEnoughEvidence):
        weigh_drivers(drivers, outcome, seed=1)
    with pytest.raises(OutOfRange):
        weigh_drivers(np.column_stack([drivers[:, 0], np.ones(4)]), outcome, seed=1)


def test_resamples_by_counts_scatter_as_rows_drawn_one_by_one_do() -> None:
    drivers, outcome = answers(120, 13, (0.6, 0.2))
    whole = np.column_stack([drivers, outcome])
    draw = np.random.default_rng(3)
    plain = np.array([np.corrcoef(whole[draw.integers(0, 120, 120)], rowvar=False) for _ in range(4000)])
    counted = _drawn(drivers, outcome, 4, 4000)
    without_noise = np.delete(np.delete(counted, 2, axis=1), 2, axis=2)
    assert without_noise.mean(axis=0) == pytest.approx(plain.mean(axis=0), abs=0.006)
    assert without_noise.std(axis=0) == pytest.approx(plain.std(axis=0), abs=0.006)
    assert counted[:, 2, [0, 1, 3]].mean(axis=0) == pytest.approx(np.zeros(3), abs=0.008)
    assert counted[:, 2, [0, 1, 3]].std(axis=0) == pytest.approx(np.full(3, 120**-0.5), abs=0.006)
    assert np.diagonal(counted, axis1=1, axis2=2) == pytest.approx(np.ones((4000, 4)))
