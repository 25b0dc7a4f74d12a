"""Parts of a movement add up to it: by hand, and for whatever hypothesis thinks of."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import OutOfRange
from sq_core.models import (
    TwoPeriods,
    adjusted_chances,
    decompose_ratio,
    decompose_sum,
    rounded_alike,
    stands_out,
)

RATES = st.floats(-100, 100, allow_nan=False)
SIZES = st.floats(0.5, 1e6, allow_nan=False)


@st.composite
def groups(draw: st.DrawFn) -> list[TwoPeriods]:
    """Draw groups of which one stays, and others may appear or vanish."""
    found = []
    for place in range(draw(st.integers(1, 6))):
        early, late = draw(st.sampled_from([(1, 1), (1, 0), (0, 1)])) if place else (1, 1)
        d0, d1 = draw(SIZES) * early, draw(SIZES) * late
        found.append(TwoPeriods(draw(RATES) * d0, d0, draw(RATES) * d1, d1))
    return found


def whole_of(found: list[TwoPeriods]) -> TwoPeriods:
    return TwoPeriods(
        math.fsum(g.num0 for g in found),
        math.fsum(g.den0 for g in found),
        math.fsum(g.num1 for g in found),
        math.fsum(g.den1 for g in found),
    )


def test_two_regions_by_hand() -> None:
    # East 60 of 100 at 10 %, then 30 of 100 at 20 %; west 40 at 30 %, then 70 at 30 %: 18 % becomes 27 %, M = 22.5 %.
    east, west = TwoPeriods(6, 60, 6, 30), TwoPeriods(12, 40, 21, 70)
    found = decompose_ratio([east, west])
    assert found.movement == pytest.approx(0.09)
    assert found.effects[0].rate == pytest.approx(0.45 * 0.10)
    assert found.effects[0].mix == pytest.approx(-0.30 * (0.15 - 0.225))
    assert found.effects[1].rate == 0
    assert found.effects[1].mix == pytest.approx(0.30 * (0.30 - 0.225))
    assert found.residual == 0


def test_a_whole_that_moves_by_mix_alone_has_no_rate_effect() -> None:
    found = decompose_ratio([TwoPeriods(10, 100, 30, 300), TwoPeriods(90, 300, 30, 100)])
    assert found.movement < 0
    assert [effect.rate for effect in found.effects] == pytest.approx([0, 0])
    assert sum(effect.mix for effect in found.effects) == pytest.approx(found.movement)


def test_what_appears_or_vanishes_is_all_mix() -> None:
    stays, new, gone = TwoPeriods(10, 100, 10, 100), TwoPeriods(0, 0, 50, 100), TwoPeriods(0, 100, 0, 0)
    found = decompose_ratio([stays, new, gone])
    middle = (0.05 + 0.30) / 2
    assert found.effects[1].rate == found.effects[2].rate == 0
    assert found.effects[1].mix == pytest.approx(0.5 * (0.5 - middle))
    assert found.effects[2].mix == pytest.approx(-0.5 * (0.0 - middle))
    assert sum(effect.total for effect in found.effects) == pytest.approx(0.25, abs=1e-15)


@given(groups())
def test_the_parts_of_a_ratio_add_up_to_its_movement(found: list[TwoPeriods]) -> None:
    split = decompose_ratio(found)
    size = max(1.0, *(abs(rate or 0.0) for group in found for rate in (group.before, group.after)))
    assert abs(sum(effect.total for effect in split.effects) - split.movement) <= 1e-12 * size
    assert abs(split.residual) <= 1e-12 * size
    whole = whole_of(found)
    assert split.movement == pytest.approx(whole.num1 / whole.den1 - whole.num0 / whole.den0, abs=1e-12 * size)


@given(groups())
def test_no_period_is_preferred(found: list[TwoPeriods]) -> None:
    """Told backwards, every part has the other sign."""
    back = [TwoPeriods(group.num1, group.den1, group.num0, group.den0) for group in found]
    for one, other in zip(decompose_ratio(found).effects, decompose_ratio(back).effects, strict=True):
        assert one.rate == pytest.approx(-other.rate, abs=1e-9)
        assert one.mix == pytest.approx(-other.mix, abs=1e-9)


@given(groups(), st.data())
def test_what_is_left_out_is_the_residual(found: list[TwoPeriods], drawn: st.DataObject) -> None:
    named = found[: drawn.draw(st.integers(0, len(found)))]
    split, full = decompose_ratio(named, whole_of(found)), decompose_ratio(found)
    size = max(1.0, *(abs(effect.total) for effect in full.effects))
    assert split.effects == full.effects[: len(named)]
    left_out = sum(effect.total for effect in full.effects[len(named) :])
    assert split.residual == pytest.approx(left_out, abs=1e-9 * size)
    assert sum(effect.total for effect in split.effects) + split.residual == pytest.approx(
        split.movement, abs=1e-12 * size
    )


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(OutOfRange):
        decompose_ratio([TwoPeriods(1, -1, 1, 1)])
    with pytest.raises(OutOfRange, match="no denominator"):
        decompose_ratio([TwoPeriods(1, 0, 1, 1)])
    with pytest.raises(OutOfRange, match="one of the periods"):
        decompose_ratio([TwoPeriods(0, 0, 1, 1)])
    with pytest.raises(OutOfRange):
        decompose_ratio([TwoPeriods(math.nan, 1, 1, 1)])


def test_a_sum_is_split_by_differences() -> None:
    found = decompose_sum([(10, 15), (0, 4), (3, 0)], (20, 22))
    assert [effect.rate for effect in found.effects] == [5, 4, -3]
    assert [effect.mix for effect in found.effects] == [0, 0, 0]
    assert (found.movement, found.residual) == (2, -4)
    assert decompose_sum([(10, 15), (0, 4)]).residual == 0


def test_the_group_that_moves_by_itself_stands_out_and_a_large_one_does_not() -> None:
    # All moved alike: the large one adds most and still says nothing.
    assert stands_out([0.9, 0.1], [0.9, 0.1], 1.0) == pytest.approx(0)
    assert stands_out([0.0, 1.0], [0.9, 0.1], 1.0) == pytest.approx(0.9)
    assert stands_out([], [], 1.0) == 0


def test_chances_are_raised_as_holm_does() -> None:
    assert adjusted_chances([0.01, None, 0.04, 0.03]) == pytest.approx((0.03, None, 0.06, 0.06))
    assert adjusted_chances([0.5, 0.9]) == (1.0, 1.0)
    with pytest.raises(OutOfRange):
        adjusted_chances([1.5])


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=12), st.integers(0, 4))
def test_what_is_shown_adds_up(values: list[float], decimals: int) -> None:
    total = math.fsum(values)
    shown = rounded_alike(values, total, decimals)
    step = 10.0**-decimals
    assert sum(shown) == pytest.approx(round(total * 10**decimals) * step, abs=step / 100)
    assert all(abs(each - value) < step * 1.001 for each, value in zip(shown, values, strict=True))
    assert all(each == 0 for each, value in zip(shown, values, strict=True) if value == 0)


def test_rounding_to_the_nearest_is_kept_where_it_adds_up() -> None:
    assert rounded_alike([1.26, -0.74, 0.48], 1.0, 1) == (1.3, -0.8, 0.5)
    assert rounded_alike([0.333, 0.333, 0.334], 1.0, 2) == (0.33, 0.33, 0.34)
    assert rounded_alike([], 0.0, 2) == ()
