"""Power and the cases a comparison needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    Alternative,
    cohen_h,
    power_anova,
    power_one_proportion,
    power_t_two_samples,
    power_two_proportions,
    power_two_proportions_pooled,
    size_anova,
    size_one_proportion,
    size_t_two_samples,
    size_two_proportions,
    size_two_proportions_pooled,
)


def test_as_r_prints_them() -> None:
    assert size_one_proportion(cohen_h(0.75, 0.5), alternative="larger").exact == pytest.approx(22.55126, abs=1e-5)
    assert power_two_proportions(0.3, 80, 245, alternative="larger") == pytest.approx(0.7532924, abs=1e-6)
    assert size_two_proportions(0.2, 0.9, 0.01, first_n=1600).exact == pytest.approx(484.6645, abs=1e-3)
    assert power_two_proportions_pooled(0.5, 0.75, 50) == pytest.approx(0.7401659, abs=1e-6)
    assert size_two_proportions_pooled(0.5, 0.75, 0.9).exact == pytest.approx(76.7, abs=0.05)
    assert size_t_two_samples(0.5).exact == pytest.approx(63.76561, abs=1e-4)
    assert power_t_two_samples(0.5, 28, 35) == pytest.approx(0.4924588, abs=1e-6)
    assert size_anova(3, 0.25, 0.9, 0.01).exact == pytest.approx(94.48714, abs=1e-4)


def test_always_rounded_up() -> None:
    assert size_one_proportion(cohen_h(0.75, 0.5), alternative="larger").up == 23
    assert size_t_two_samples(0.5).up == 64


@given(st.floats(0.05, 2), st.floats(0.1, 0.99), st.floats(0.001, 0.2), st.sampled_from(["two-sided", "larger"]))
def test_the_cases_found_reach_the_power(effect: float, power: float, alpha: float, side: Alternative) -> None:
    one = size_one_proportion(effect, power, alpha, side)
    assert power_one_proportion(effect, one.exact, alpha, side) >= power - 1e-9
    assert power_one_proportion(effect, one.exact + 5, alpha, side) >= power - 1e-9, "more cases, more power"
    two = size_two_proportions(effect, power, alpha, side).exact
    assert power_two_proportions(effect, two, two, alpha, side) >= power - 1e-9
    assert power_two_proportions(effect, two + 5, two, alpha, side) >= power - 1e-9
    means = size_t_two_samples(effect, power, alpha, side).exact
    assert power_t_two_samples(effect, means, means, alpha, side) >= power - 1e-9
    assert power_t_two_samples(effect, means + 5, means, alpha, side) >= power - 1e-9


@given(st.floats(0.02, 0.95), st.floats(0.01, 0.04))
def test_pooled_formula_solves_its_own_power(share: float, gap: float) -> None:
    size = size_two_proportions_pooled(share, share + gap)
    assert power_two_proportions_pooled(share, share + gap, size.exact) == pytest.approx(0.8, abs=1e-9)


def test_smaller_mirrors_larger() -> None:
    assert power_t_two_samples(-0.4, 20, 30, alternative="smaller") == pytest.approx(
        power_t_two_samples(0.4, 20, 30, alternative="larger")
    )
    assert power_t_two_samples(0.4, 20, 30, alternative="smaller") < 0.05


def test_extremes_stay_probabilities() -> None:
    assert power_t_two_samples(8, 5, 5) == pytest.approx(1)
    assert power_t_two_samples(100, 50, 50) == 1
    assert power_t_two_samples(0, 50, 50) == pytest.approx(0.05, abs=1e-6)
    assert power_anova(3, 5, 5) == pytest.approx(1)


def test_no_difference_cannot_be_shown() -> None:
    with pytest.raises(OutOfRange):
        size_two_proportions(0)
    with pytest.raises(OutOfRange):
        size_two_proportions(-0.2, alternative="larger")
    with pytest.raises(OutOfRange):
        size_two_proportions(1e-9)
    with pytest.raises(OutOfRange):
        size_two_proportions(0.2, first_n=5)
    with pytest.raises(OutOfRange):
        size_two_proportions_pooled(0.3, 0.3)
    with pytest.raises(OutOfRange):
        power_two_proportions_pooled(0, 1, 20)


def test_refusals() -> None:
    with pytest.raises(OutOfRange):
        size_one_proportion(0.2, power=1)
    with pytest.raises(OutOfRange):
        cohen_h(1.2, 0.5)
    with pytest.raises(NotEnoughEvidence):
        power_anova(1, 0.25, 10)
    with pytest.raises(NotEnoughEvidence):
        power_t_two_samples(0.5, 1, 1)
