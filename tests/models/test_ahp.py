"""Weights from judgements, complete and incomplete."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models import (
    SAATY_INDEX,
    Judgement,
    ahp_weights,
    complete_judgements,
    group_judgement,
    random_index,
    simulate_random_index,
    synthesise,
    synthesise_judgements,
)

weights = st.lists(st.floats(0.05, 1), min_size=3, max_size=7)


def _consistent(parts: list[float]) -> np.ndarray:
    return np.divide.outer(parts, parts)


@given(weights)
def test_consistent_judgements_give_back_their_weights(parts: list[float]) -> None:
    found = ahp_weights(_consistent(parts))
    assert sum(found.weights) == pytest.approx(1)
    assert found.weights == pytest.approx(tuple(np.array(parts) / sum(parts)))
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert found.consistent


def test_contradiction_is_told() -> None:
    found = ahp_weights([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])
    assert found.consistency_ratio > 0.1
    assert not found.consistent
    assert found.weights == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_ratio_depends_on_the_table() -> None:
    matrix: list[list[float]] = [[1, 2, 5], [1 / 2, 1, 4], [1 / 5, 1 / 4, 1]]
    ours, saaty = ahp_weights(matrix), ahp_weights(matrix, random_index(3, SAATY_INDEX))
    assert ours.consistency_index == pytest.approx(saaty.consistency_index)
    assert ours.consistency_ratio / saaty.consistency_ratio == pytest.approx(0.58 / 0.525)


@pytest.mark.parametrize("matrix", [[[1]], [[1, 4], [0.25, 1]]])
def test_one_or_two_criteria_cannot_contradict(matrix: list[list[float]]) -> None:
    assert ahp_weights(matrix).consistency_ratio == 0


def test_typed_thirds_pass_and_nonsense_does_not() -> None:
    assert ahp_weights([[1, 3, 7], [0.33, 1, 3], [0.14, 0.33, 1]]).consistent
    with pytest.raises(OutOfRange, match="1 and 2"):
        ahp_weights([[1, 3], [3, 1]])
    with pytest.raises(OutOfRange):
        ahp_weights([[1, 0], [0, 1]])
    with pytest.raises(OutOfRange):
        ahp_weights([[1, 2, 3]])


def test_group_is_the_geometric_mean() -> None:
    merged = group_judgement([[[1, 2], [0.5, 1]], [[1, 8], [1 / 8, 1]]])
    assert merged[0, 1] == pytest.approx(4)
    assert merged[0, 1] * merged[1, 0] == pytest.approx(1)
    with pytest.raises(OutOfRange):
        group_judgement([[[1, 2], [0.5, 1]], [[1]]])
    with pytest.raises(NotEnoughEvidence):
        group_judgement([])


def test_simulation_meets_the_table() -> None:
    assert simulate_random_index(3, matrices=4_000) == pytest.approx(random_index(3), abs=0.03)
    assert simulate_random_index(2) == 0
    assert simulate_random_index(4, matrices=50) == simulate_random_index(4, matrices=50)


@given(weights, st.data())
def test_synthesis_is_an_average(parts: list[float], drawing: st.DataObject) -> None:
    local = drawing.draw(
        st.lists(st.lists(st.floats(0.1, 1), min_size=2, max_size=2), min_size=len(parts), max_size=len(parts))
    )
    found = synthesise(parts, local)
    assert sum(found) == pytest.approx(1)
    firsts = [row[0] / sum(row) for row in local]
    assert min(firsts) - 1e-9 <= found[0] <= max(firsts) + 1e-9


def test_two_levels_by_hand() -> None:
    top, below, found = synthesise_judgements(
        [[1, 3], [1 / 3, 1]], {"price": [[1, 1], [1, 1]], "care": [[1, 4], [0.25, 1]]}, ["price", "care"]
    )
    assert top.weights == pytest.approx((0.75, 0.25))
    assert below["care"].weights == pytest.approx((0.8, 0.2))
    assert found == pytest.approx((0.75 * 0.5 + 0.25 * 0.8, 0.75 * 0.5 + 0.25 * 0.2))
    with pytest.raises(OutOfRange):
        synthesise_judgements([[1, 3], [1 / 3, 1]], {"price": [[1]]}, ["price", "care"])


@given(weights, st.data())
def test_missing_judgements_of_consistent_people_are_found(parts: list[float], drawing: st.DataObject) -> None:
    names = [f"c{at}" for at in range(len(parts))]
    chain = {(at, at + 1) for at in range(len(parts) - 1)}
    others = [(a, b) for a in range(len(parts)) for b in range(a + 2, len(parts))]
    extra = drawing.draw(st.sets(st.sampled_from(others))) if others else set()
    known = [Judgement(names[a], names[b], parts[a] / parts[b]) for a, b in sorted(chain | extra)]
    found = complete_judgements(known)
    weighed = dict(zip(found.items, found.priorities.weights, strict=True))
    assert weighed == pytest.approx(
        {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}, rel=1e-4
    )
    assert len(found.filled) == len(others) - len(extra)


def test_completion_needs_a_chain_to_everybody() -> None:
    with pytest.raises(NotEnoughEvidence, match="c, d"):
        complete_judgements([Judgement("a", "b", 2), Judgement("c", "d", 3)])
    with pytest.raises(NotEnoughEvidence):
        complete_judgements([])
    with pytest.raises(OutOfRange):
        complete_judgements([Judgement("a", "a", 2), Judgement("a", "b", 2)])
    with pytest.raises(OutOfRange):
        complete_judgements([Judgement("a", "b", 2), Judgement("b", "a", 2)])
    with pytest.raises(OutOfRange):
        complete_judgements([Judgement("a", "b", -2)])
