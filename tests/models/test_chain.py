"""The service-profit chain: slopes within units and months against dummies, totals against sums of ways, seeds that repeat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    Arrow,
    Panel,
    complete_rows,
    fit_target,
    least_squares,
    make_panel,
    resampled,
    total_effects,
    within,
)

Rows = list[tuple[str, int, list[float | None]]]
NAMES = ("staff", "turnover", "quality")


def drawn(units: int = 9, months: int = 14, seed: int = 3, missing: float = 0.0) -> Rows:
    """Units of very different size and a season that all share: both would fool a pooled slope."""
    random = np.random.default_rng(seed)
    season = random.normal(0, 0.5, months)
    rows: Rows = []
    for unit in range(units):
        staff = 4 + 0.8 * unit + season + random.normal(0, 0.1, months)
        turnover = -2 + 0.5 * unit + 2 * season - 0.7 * staff + random.normal(0, 0.05, months)
        before = np.concatenate([turnover[:1], turnover[:-1]])
        quality = 1 - 0.6 * unit - season + 0.4 * staff - 0.2 * before + random.normal(0, 0.02, months)
        for at in range(months):
            cells = [float(np.exp(column[at])) for column in (staff, turnover, quality)]
            shown: list[float | None] = [None if random.random() < missing else cell for cell in cells]
            rows.append((f"U{unit}", 24_000 + at, shown))
    return rows


def with_dummies(panel: Panel, arrows: list[Arrow]) -> list[float]:
    """Fit the same slopes with a dummy for every unit and month, as textbooks do."""
    units, months = panel.values[arrows[0].target].shape
    design, outcome = [], []
    for unit in range(units):
        for month in range(months):
            cells = [panel.values[one.source][unit, month - one.lag] if month >= one.lag else np.nan for one in arrows]
            target = panel.values[arrows[0].target][unit, month]
            if np.isfinite([target, *cells]).all():
                own = [float(each == unit) for each in range(units)]
                when = [float(each == month) for each in range(months)]
                design.append([*cells, *own, *when])
                outcome.append(target)
    solved = np.linalg.lstsq(np.array(design), np.array(outcome), rcond=None)[0]
    return [float(slope) for slope in solved[: len(arrows)]]


@pytest.mark.parametrize("missing", [0.0, 0.12])
def test_slopes_are_those_of_a_regression_with_dummies(missing: float) -> None:
    panel = make_panel(drawn(missing=missing), NAMES)
    assert panel.logged == set(NAMES)
    for arrows in (
        [Arrow("staff", "turnover")],
        [Arrow("staff", "quality"), Arrow("turnover", "quality", 1)],
    ):
        fit = fit_target(panel, arrows, resampled(panel.units, 50, 1))
        assert fit.slopes == pytest.approx(with_dummies(panel, arrows), abs=1e-7)
        assert (fit.rows, fit.units) == complete_rows(panel, arrows)


def test_planted_elasticities_come_out_although_units_and_seasons_say_otherwise() -> None:
    panel = make_panel(drawn(units=20), NAMES)
    arrows = [Arrow("staff", "quality"), Arrow("turnover", "quality", 1)]
    fit = fit_target(panel, arrows, resampled(panel.units, 500, 1))
    for at, planted in enumerate((0.4, -0.2)):
        assert fit.interval(at, 0.99).holds(planted)
    pooled = least_squares(
        np.array([[cells[0]] for _, _, cells in drawn(units=20)], dtype=float),
        [float(c[2] or 0) for _, _, c in drawn(units=20)],
    )
    assert pooled.slopes[0].value < 0, "pooled, the large units would turn the sign"


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    panel, arrows = make_panel(drawn(), NAMES), [Arrow("staff", "turnover")]
    first, again, other = (fit_target(panel, arrows, resampled(panel.units, 100, seed)) for seed in (1, 1, 2))
    assert (first.draws == again.draws).all()
    assert not (first.draws == other.draws).all()


def test_a_lag_looks_at_the_past_of_the_same_unit() -> None:
    rows: Rows = [
        (unit, 24_000 + at, [float(2 + (3 * at + k) % 5), float(2 + (3 * (at - 2) + k) % 5), 1.0])
        for k, unit in enumerate("abcd")
        for at in range(9)
    ]
    panel = make_panel(rows, NAMES)
    fit = fit_target(panel, [Arrow("staff", "turnover", 2)], resampled(4, 20, 1))
    assert fit.slopes[0] == pytest.approx(1.0)
    assert (fit.rows, fit.units) == (28, 4)


def test_what_is_not_positive_is_not_logged() -> None:
    rows = drawn()
    rows[3][2][2] = -0.5
    panel = make_panel(rows, NAMES)
    assert panel.logged == {"staff", "turnover"}
    assert panel.values["quality"][0, 3] == -0.5


def test_too_little_and_too_still_are_refused() -> None:
    one = make_panel(drawn(units=1), NAMES)
    with pytest.raises(NotEnoughEvidence):
        fit_target(one, [Arrow("staff", "turnover")], resampled(1, 10, 1))
    still: Rows = [(unit, at, [5.0, float(at + k * at + 1), None]) for k, unit in enumerate("abc") for at in range(8)]
    with pytest.raises(OutOfRange):
        fit_target(make_panel(still, NAMES), [Arrow("staff", "turnover")], resampled(3, 10, 1))
    assert complete_rows(make_panel(still, NAMES), [Arrow("staff", "quality")]) == (0, 0)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), st.integers(2, 8), st.integers(0, 10_000), st.floats(0, 0.4))
def test_nothing_is_left_of_units_and_months(units: int, months: int, seed: int, missing: float) -> None:
    random = np.random.default_rng(seed)
    cube = random.normal(0, 3, (2, units, months))
    gone = random.random((units, months)) < missing
    cube[:, gone] = np.nan
    rest = within(cube)
    known = ~gone
    for axis in (1, 2):
        sums = rest.sum(axis=axis)
        assert np.abs(sums).max(initial=0.0) < 1e-6
    assert (rest[:, ~known] == 0).all()


def test_totals_are_the_sums_of_all_ways() -> None:
    names = ("a", "b", "c", "d")
    arrows = [Arrow("a", "b"), Arrow("a", "c"), Arrow("b", "c"), Arrow("c", "d")]
    slopes = np.array([[0.5, 0.2, -0.4, 3.0], [1.0, 0.0, 1.0, 1.0]])
    found = total_effects(names, arrows, slopes)
    assert found[0, 0, 2] == pytest.approx(0.2 + 0.5 * -0.4)
    assert found[0, 0, 3] == pytest.approx((0.2 + 0.5 * -0.4) * 3)
    assert found[1, 0, 3] == pytest.approx(1)
    assert found[0, 3, 0] == 0
    with pytest.raises(OutOfRange):
        total_effects(names, [Arrow("c", "a")], np.array([[1.0]]))
