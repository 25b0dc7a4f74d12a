"""The satisfaction index and the net promoter score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import nps, nps_of_scores, nps_of_shares, satisfaction_index


def test_index_short_form() -> None:
    found = satisfaction_index([8, 7, 7])
    assert found.points == pytest.approx((8 + 7 + 7 - 3) / 27 * 100)
    assert found.complete


def test_weights_need_not_add_up_to_one() -> None:
    assert satisfaction_index([10, 1], [3, 1]).points == pytest.approx(75)


def test_unanswered_item_moves_its_weight_and_is_flagged() -> None:
    found = satisfaction_index([9, None, 5], [0.5, 0.3, 0.2])
    assert found.weights[1] is None
    assert found.weights[::2] == pytest.approx((5 / 7, 2 / 7))
    assert found.points == pytest.approx(100 * ((9 * 5 + 5 * 2) / 7 - 1) / 9)
    assert not found.complete


def test_index_refuses_what_cannot_be() -> None:
    with pytest.raises(OutOfRange):
        satisfaction_index([11, 7, 7])
    with pytest.raises(OutOfRange):
        satisfaction_index([5], lowest=10, highest=1)
    with pytest.raises(OutOfRange):
        satisfaction_index([5, 5], [1])
    with pytest.raises(OutOfRange):
        satisfaction_index([5, None], [0, 1])
    with pytest.raises(NotEnoughEvidence):
        satisfaction_index([None, None])


@given(st.lists(st.floats(1, 10), min_size=1, max_size=6), st.data())
def test_index_lies_between_worst_and_best_item(means: list[float], drawing: st.DataObject) -> None:
    weights = drawing.draw(st.lists(st.floats(0.01, 5), min_size=len(means), max_size=len(means)))
    points = satisfaction_index(means, weights).points
    assert 100 * (min(means) - 1) / 9 - 1e-9 <= points <= 100 * (max(means) - 1) / 9 + 1e-9


def test_nps_by_hand() -> None:
    found = nps(50, 30, 20)
    assert found.points == pytest.approx(30)
    assert found.variance == pytest.approx(0.7 - 0.09)
    assert found.standard_error == pytest.approx(100 * (0.61 / 100) ** 0.5)
    assert found.interval is not None
    assert found.interval.holds(30)


def test_nps_of_scores_sorts_as_printed() -> None:
    assert nps_of_scores([10, 9, 8, 7, 6, 0]).points == pytest.approx(0)
    with pytest.raises(OutOfRange):
        nps_of_scores([11])


def test_nps_edges() -> None:
    assert nps(5, 0, 0).points == 100
    assert nps(5, 0, 0).variance == 0
    assert nps(1, 0, 0).interval is None
    assert nps_of_shares(0.5, 0.3, 0.2).standard_error is None
    with pytest.raises(NotEnoughEvidence):
        nps(0, 0, 0)
    with pytest.raises(OutOfRange):
        nps(5, -1, 0)
    with pytest.raises(OutOfRange):
        nps_of_shares(0.5, 0.5, 0.5)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_nps_is_symmetric_and_bounded(promoters: int, passives: int, detractors: int) -> None:
    if promoters + passives + detractors == 0:
        return
    found, turned = nps(promoters, passives, detractors), nps(detractors, passives, promoters)
    assert -100 <= found.points <= 100
    assert found.points == pytest.approx(-turned.points)
    assert 0 <= found.variance <= 1
    assert found.interval is None or (found.interval.low - 1e-9 <= found.points <= found.interval.high + 1e-9)
