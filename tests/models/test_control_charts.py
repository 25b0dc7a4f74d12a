"""Control charts: constants, measured values, counts, memory charts, run lengths, rules, breaks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    SigmaEstimator,
    c_chart,
    c_limits,
    control_constants,
    cusum_chart,
    cusum_run_length,
    ewma_chart,
    false_alarm_rate,
    find_change_point,
    find_change_points,
    individuals_chart,
    np_chart,
    np_limits,
    p_chart,
    p_limits,
    run_signals,
    split_series,
    subgroup_chart,
    subgroup_limits,
    u_chart,
)

series = st.lists(st.floats(-100, 100), min_size=4, max_size=30)


@pytest.mark.parametrize(
    ("n", "name", "value"),
    [
        (2, "A2", 1.880), (2, "D4", 3.267), (3, "d2", 1.693), (5, "A2", 0.577), (5, "d3", 0.864),
        (5, "B4", 2.089), (5, "D4", 2.114), (7, "D3", 0.076), (10, "D3", 0.223), (10, "B3", 0.284), (10, "A3", 0.975),
        (25, "d2", 3.931), (25, "c4", 0.9896), (25, "D4", 1.541),
    ],
)  # fmt: skip
def test_constants_as_montgomery_prints_them(n: int, name: str, value: float) -> None:
    assert getattr(control_constants(n), name) == pytest.approx(value, abs=6e-4)


def test_two_values_have_closed_forms() -> None:
    found = control_constants(2)
    assert found.d2 == pytest.approx(2 / math.sqrt(math.pi), abs=1e-9)
    assert found.d3 == pytest.approx(math.sqrt(2 - 4 / math.pi), abs=1e-9)
    assert found.c4 == pytest.approx(math.sqrt(2 / math.pi), abs=1e-12)
    with pytest.raises(NotEnoughEvidence):
        control_constants(1)
    with pytest.raises(OutOfRange):
        control_constants(501)


def test_individuals_by_hand() -> None:
    found = individuals_chart([10, 12, 11])
    assert found.limits.center == 11
    assert found.sigma == pytest.approx(1.5 / 1.128)
    assert found.limits.upper == pytest.approx(11 + 4.5 / 1.128)
    assert found.moving_range.upper == pytest.approx(3.267 * 1.5)
    assert individuals_chart([5, 5, 5]).sigma == 0
    with pytest.raises(NotEnoughEvidence):
        individuals_chart([5])


def test_estimators_differ_and_are_named() -> None:
    groups = [[1, 2, 3], [2, 2, 5], [1, 4, 3]]
    found = subgroup_chart(groups)
    assert found.estimator == "Rbar/d2"
    assert found.sigma == pytest.approx((2 + 3 + 3) / 3 / control_constants(3).d2)
    assert found.limits.upper == pytest.approx(np.mean(groups) + control_constants(3).A2 * 8 / 3)
    assert len(set(found.sigmas.values())) == 3
    assert subgroup_chart(np.random.default_rng(1).normal(size=(5, 12))).estimator == "Sbar/c4"
    assert subgroup_limits(float(np.mean(groups)), 8 / 3, 3).upper == pytest.approx(found.limits.upper)


def test_later_subgroups_are_judged_by_the_first() -> None:
    found = subgroup_chart([[1, 2], [2, 1], [1, 1.5], [9, 9]], "RMSDF", calibration=3)
    assert found.signals == (4,)
    assert found.limits.center == pytest.approx(8.5 / 6)


def test_subgroup_refusals() -> None:
    with pytest.raises(NotEnoughEvidence):
        subgroup_chart([[1], [2]])
    with pytest.raises(NotEnoughEvidence):
        subgroup_chart([[1, 2]])
    with pytest.raises(OutOfRange):
        subgroup_chart([[1, 2], [3, 4]], calibration=1)
    with pytest.raises(OutOfRange):
        subgroup_chart([[1, 2], [3, 4]], "best")  # type: ignore[arg-type]


@given(st.integers(0, 10_000), st.sampled_from(["RMSDF", "Rbar/d2", "Sbar/c4"]), st.floats(0.1, 50), st.floats(-50, 50))
def test_limits_follow_the_unit(seed: int, estimator: SigmaEstimator, factor: float, offset: float) -> None:
    groups = np.random.default_rng(seed).normal(size=(6, 4))
    one, other = subgroup_chart(groups, estimator), subgroup_chart(offset + factor * groups, estimator)
    assert other.limits.upper == pytest.approx(offset + factor * one.limits.upper)
    assert one.limits.lower < one.limits.center < one.limits.upper


def test_counts_by_hand() -> None:
    assert c_limits(16).upper == 28
    assert c_limits(2).lower == 0
    assert p_limits(0.2313, 50).upper == pytest.approx(0.4102, abs=1e-4)
    assert p_limits(0, 10).upper == 0
    assert p_limits(0.99, 10).upper == 1
    assert np_limits(0.2, 50).lower == pytest.approx(1.514719, abs=1e-6)


def test_limits_step_with_the_cases_and_the_centre_is_pooled() -> None:
    found = p_chart([1, 30], [10, 100])
    assert found.limits[0].center == pytest.approx(31 / 110)
    assert found.limits[0].upper > found.limits[1].upper
    assert u_chart([4, 6], [2, 8]).limits[0].center == pytest.approx(1.0)


def test_overdispersion_widens_the_limits() -> None:
    defectives, cases = [100, 180, 90, 200, 110], [1000] * 5
    plain, wide = p_chart(defectives, cases), p_chart(defectives, cases, laney=True)
    assert plain.dispersion is not None
    assert plain.dispersion > 2
    assert len(plain.signals) > len(wide.signals)
    assert c_chart([4, 5, 3, 30]).signals == (4,)
    assert np_chart([5, 5, 5], 50).dispersion == 0


def test_count_refusals() -> None:
    with pytest.raises(OutOfRange):
        p_chart([11], [10])
    with pytest.raises(OutOfRange):
        p_chart([1], [0])
    with pytest.raises(OutOfRange):
        c_chart([-1])
    with pytest.raises(NotEnoughEvidence):
        p_chart([1], [10], laney=True)
    with pytest.raises(OutOfRange):
        p_limits(1.5, 10)


def test_ewma_by_hand() -> None:
    found = ewma_chart([12, 8], 10, 1, 0.5)
    assert found.values == (11.0, 9.5)
    assert found.limits[0].upper == pytest.approx(10 + 3 * 0.5)
    assert found.steady.upper == pytest.approx(10 + 3 * math.sqrt(1 / 3))
    with pytest.raises(OutOfRange):
        ewma_chart([1], 1, 0)
    with pytest.raises(OutOfRange):
        ewma_chart([1], 1, 1, 0)


@given(series, st.floats(0.05, 1))
def test_ewma_limits_widen_to_the_steady_ones(values: list[float], weight: float) -> None:
    found = ewma_chart(values, 0, 1, weight)
    uppers = [each.upper for each in found.limits]
    assert uppers == sorted(uppers)
    assert uppers[-1] <= found.steady.upper + 1e-12
    if weight == 1:
        assert found.values == pytest.approx(tuple(values))


def test_cusum_by_hand() -> None:
    found = cusum_chart([10, 12, 12, 8], 10, 0.5, 2)
    assert found.upper == (0.0, 1.5, 3.0, 0.5)
    assert found.lower == (0.0, 0.0, 0.0, 1.5)
    assert found.first_signal == 3
    assert cusum_chart([10], 10, 0.5, 2).first_signal is None
    assert cusum_chart([12], 10, 0.5, 2, head_start=1).first_signal == 1


@given(series)
def test_cusum_sums_mirror(values: list[float]) -> None:
    there, back = cusum_chart(values, 0, 1, 5), cusum_chart([-value for value in values], 0, 1, 5)
    assert there.upper == pytest.approx(back.lower)
    assert min(there.upper + there.lower) >= 0


@pytest.mark.parametrize(
    ("slack", "decision", "shift", "start", "length"),
    [
        (0.5, 4, 0, 0, 168), (0.5, 4, 1, 0, 8.38), (0.5, 5, 0, 0, 465), (0.5, 5, 1, 0, 10.4), (0.25, 8, 0, 0, 368),
        (0.5, 4, 0, 2, 149), (0.5, 4, 1, 2, 5.29),
    ],
)  # fmt: skip
def test_run_lengths_as_lucas_and_crosier_print_them(
    slack: float, decision: float, shift: float, start: float, length: float
) -> None:
    assert cusum_run_length(slack, decision, shift, start) == pytest.approx(length, rel=0.005)


def test_run_length_without_memory_is_shewharts() -> None:
    assert cusum_run_length(3, 0) == pytest.approx(370.4, abs=0.1)
    assert cusum_run_length(0.5, 4, -5, sides="two") == pytest.approx(cusum_run_length(0.5, 4, 5))
    with pytest.raises(OutOfRange):
        cusum_run_length(0.5, 4, -9, sides="one")
    with pytest.raises(OutOfRange):
        cusum_run_length(-1, 4)


@given(st.floats(0, 1.5), st.floats(0.5, 6), st.floats(0, 3))
def test_run_length_grows_with_the_limit_and_falls_with_the_shift(slack: float, limit: float, shift: float) -> None:
    here = cusum_run_length(slack, limit, shift)
    assert here >= 1
    assert cusum_run_length(slack, limit + 0.5, shift) >= here - 1e-6
    assert cusum_run_length(slack, limit, shift + 0.5) <= here + 1e-6
    assert cusum_run_length(slack, limit, shift, limit / 2) <= here + 1e-6


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (1, [0, 3.2]),
        (2, [0.1] * 9),
        (3, [1, 2, 3, 4, 5, 6]),
        (4, [1, -1] * 7),
        (5, [2.1, 0, 2.1]),
        (6, [1.1, 1.1, 0, 1.1, 1.1]),
        (7, [0.5, -0.5, 0.2] * 5),
        (8, [1.5, -1.5] * 4),
    ],
)
def test_each_rule_fires_on_its_pattern_and_not_before(rule: int, values: list[float]) -> None:
    assert [each.point for each in run_signals(values, 0, 1, (rule,))] == [len(values)]
    assert run_signals(values[:-1], 0, 1, (rule,)) == ()


def test_the_centre_line_and_equal_neighbours_break_runs() -> None:
    assert run_signals([0.1] * 8 + [0.0] + [0.1] * 8, 0, 1, (2,)) == ()
    assert run_signals([1, 2, 3, 3, 4, 5, 6], 0, 1, (3,)) == ()
    with pytest.raises(OutOfRange):
        run_signals([1], 0, 1, (9,))
    with pytest.raises(OutOfRange):
        run_signals([1], 0, 0)


@given(series)
def test_rules_see_a_mirrored_chart_the_same(values: list[float]) -> None:
    assert run_signals(values, 0, 20) == run_signals([-value for value in values], 0, 20)


def test_break_is_found() -> None:
    found = find_change_point([1, 1.1, 0.9, 1, 5, 5.1, 4.9])
    assert found.after == 4
    assert (found.mean_before, found.mean_after) == pytest.approx((1, 5))
    assert found.warranted
    assert find_change_points([1, 1.1, 0.9, 1, 5, 5.1, 4.9, 1, 1.2, 1]) == (4, 7)
    assert split_series([1, 1.1, 0.9, 1, 5, 5.1, 4.9, 1, 1.2, 1], 2) == (4, 7)


def test_a_level_series_has_no_break() -> None:
    assert find_change_point([3, 3, 3, 3]).after is None
    assert find_change_points([3, 3, 3, 3]) == ()
    steady = [0.1, -0.2, 0.15, -0.1, 0.05, -0.15, 0.2, -0.05]
    assert not find_change_point(steady).warranted
    assert find_change_points(steady) == ()
    with pytest.raises(NotEnoughEvidence):
        find_change_point([1, 2, 3])
    with pytest.raises(NotEnoughEvidence):
        split_series([1, 2, 3, 4, 5], 2)


@given(st.lists(st.floats(-50, 50), min_size=6, max_size=20))
def test_more_breaks_never_fit_worse(values: list[float]) -> None:
    def left(breaks: tuple[int, ...]) -> float:
        edges = [0, *breaks, len(values)]
        parts = [np.array(values[a:b]) for a, b in zip(edges[:-1], edges[1:], strict=True)]
        return float(sum(((part - part.mean()) ** 2).sum() for part in parts))

    one = split_series(values, 1, shortest=1)
    assert left(split_series(values, 2, shortest=1)) <= left(one) + 1e-6
    single = find_change_point(values, shortest=1)
    assert single.after is None or left((single.after,)) == pytest.approx(left(one), abs=1e-6)
    assert left(one) == pytest.approx(min(left((cut,)) for cut in range(1, len(values))), abs=1e-6)


def test_the_rate_of_false_alarms_is_the_exact_one_rule_by_rule() -> None:
    """Each rule's probability at a point can be written down; together they lie between the largest and the sum."""
    beyond_two, beyond_one = norm.sf(2), norm.sf(1)
    exact = {
        1: 2 * norm.sf(3),
        2: 0.5**8,
        5: 2 * beyond_two * (1 - (1 - beyond_two) ** 2),
        6: 2 * beyond_one * (4 * beyond_one**3 * (1 - beyond_one) + beyond_one**4),
        7: (1 - 2 * beyond_one) ** 15,
        8: (2 * beyond_one) ** 8,
    }
    for rule, rate in exact.items():
        assert false_alarm_rate((rule,)) == pytest.approx(rate, abs=0.0006)
    together = false_alarm_rate((1, 2, 5, 6))
    assert max(exact[rule] for rule in (1, 2, 5, 6)) < together < sum(exact[rule] for rule in (1, 2, 5, 6)) + 0.0006
