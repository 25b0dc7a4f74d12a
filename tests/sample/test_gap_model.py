"""The gap model of the sample programme, worked out apart from the product: with pandas, from the cells of the workbook."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.sample_points import POINT_ITEMS
from data.sample_survey import PAIRS
from sq_core.desk import Office, View
from sq_core.models import DIMENSIONS
from tests.sample.test_sample import responses

KEYS = [one.key for one in DIMENSIONS]


@pytest.fixture
def office(sample_office: Office) -> Office:
    return sample_office


@cache
def frame() -> pd.DataFrame:
    return pd.DataFrame(responses())


def scores(side: int) -> pd.DataFrame:
    return frame()[[f"{pair}-{side}" for pair in PAIRS]].astype(float).set_axis(list(PAIRS), axis=1)


def gaps() -> pd.DataFrame:
    """Mean gap of every response in every dimension, over the pairs it answered."""
    difference = scores(2) - scores(1)
    parts = {one.key: difference[[str(item) for item in one.items]].mean(axis=1) for one in DIMENSIONS}
    return pd.DataFrame(parts)


def points() -> pd.DataFrame:
    return frame()[list(POINT_ITEMS)].astype(float).set_axis(KEYS, axis=1)


def test_the_unweighted_gap_is_the_mean_of_five_dimensions(office: Office) -> None:
    means = gaps().mean(axis=1).dropna()
    with office.desk(View("en", "all")) as desk:
        found = desk.reading("gap_unweighted")
    assert found.value == pytest.approx(means.mean())
    assert found.n == len(means)
    reach = 1.960283 * means.std(ddof=1) / len(means) ** 0.5
    assert found.low == pytest.approx(means.mean() - reach, abs=1e-5)


def test_everybody_weighs_with_the_points_of_their_own(office: Office) -> None:
    given = points()
    total = given.sum(axis=1)
    shares = given[total > 0].fillna(0).div(total[total > 0], axis=0)
    own = (shares * gaps().loc[shares.index]).sum(axis=1)
    with office.desk(View("en", "all")) as desk:
        weighted, parts = desk.reading("gap_weighted"), desk.by("gap_contribution", "construct")
        weights = {one.dimensions["construct"]: one for one in desk.by("weight_points", "construct")}
        rescaled, left_out = desk.readings("points_rescaled", "points_left_out")
    assert weighted.value == pytest.approx(own.mean())
    assert weighted.n == len(own)
    assert sum(one.value or 0.0 for one in parts) == pytest.approx(weighted.value)
    assert {key: one.value for key, one in weights.items()} == pytest.approx((100 * shares).mean().to_dict())
    assert weights["reliability"].n == len(shares)
    answered = total[given.notna().any(axis=1)]
    assert rescaled.value == ((answered > 0) & (answered != 100)).sum() > 0
    assert left_out.value == (answered == 0).sum() > 0


def alpha(table: pd.DataFrame) -> float:
    whole = table.dropna()
    k = whole.shape[1]
    return float(k / (k - 1) * (1 - whole.var(ddof=1).sum() / whole.sum(axis=1).var(ddof=1)))


def test_alphas_agree_and_differences_are_less_reliable(office: Office) -> None:
    sides = {"expectation": scores(1), "perception": scores(2), "gap": scores(2) - scores(1)}
    with office.desk(View("en")) as desk:
        found = {
            (r.dimensions["construct"], r.dimensions["side"]): r for r in desk.by("scale_alpha", "construct", "side")
        }
    assert len(found) == 15
    for one in DIMENSIONS:
        items = [str(item) for item in one.items]
        for side, table in sides.items():
            assert found[one.key, side].value == pytest.approx(alpha(table[items])), (one.key, side)
            assert found[one.key, side].n == len(table[items].dropna())
        assert (found[one.key, "gap"].value or 0) < (found[one.key, "perception"].value or 0)


def test_performance_counts_every_perception_and_gaps_only_pairs(office: Office) -> None:
    performance = scores(2).mean(axis=1).dropna()
    both = scores(2).where(scores(1).notna())
    with office.desk(View("en", "all")) as desk:
        assert desk.reading("servperf").value == pytest.approx(performance.mean())
        items = {one.dimensions["item"]: one.value for one in desk.by("item_perception", "item")}
    assert items == pytest.approx(both.mean().to_dict())


def test_the_largest_of_the_own_gaps_is_delivery_and_the_scores_are_those_of_their_rows(office: Office) -> None:
    rows = pd.read_csv("data/sample/gap_items.csv")
    short = 100 * (rows.score_a - rows.score_b).clip(lower=0) / (rows.scale_high - rows.scale_low)
    wanted = {str(gap): float(part.mean()) for gap, part in short.groupby(rows.gap)}
    expected, perceived = scores(1), scores(2)
    pair = expected.notna() & perceived.notna()
    felt = np.mean([max(0.0, float((expected[c] - perceived[c])[pair[c]].mean())) for c in PAIRS]) / 6 * 100
    with office.desk(View("en", "all")) as desk:
        found = {one.dimensions["gap"]: one for one in desk.by("gap_score", "gap")}
        assert desk.reading("gap_score").status == "apart", "five gaps are never one number"
    assert {gap: found[gap].value for gap in wanted} == pytest.approx(wanted)
    assert max(wanted, key=lambda gap: wanted[gap]) == "g3"
    assert found["g5"].value == pytest.approx(felt)
    assert found["g4"].status == "thin", "few answer for what is promised"
