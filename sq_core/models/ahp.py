"""Weights from judgements: the analytic hierarchy process.

A judgement says how many times more one criterion matters than another. The weights are the principal eigenvector;
the consistency ratio says whether the judgements can be believed. Which table of random indices it is divided by
changes the ratio by ten per cent at three criteria (Saaty printed .58, simulation gives .525): it is always named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, shares, table, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.models.checks import Numbers, Rows, Table

JUDGEMENTS = Text("判断矩阵", "The matrix of judgements")
CRITERIA = Text("准则", "Criteria")

SIMULATED_INDEX: tuple[float, ...] = (
    0.0, 0.0, 0.525, 0.884, 1.11, 1.25, 1.34, 1.41, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.58,
)  # fmt: skip
"""Mean consistency index of random matrices for 1 to 15 criteria, scale 1/9 to 9 (Alonso and Lamata 2006, rounded)."""

SAATY_INDEX: tuple[float, ...] = (
    0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
)  # fmt: skip
"""The table Saaty printed (1980), from fewer matrices."""

LIMIT = 0.10
"""A consistency ratio above this means the judgements should be looked at again (Saaty)."""

ROUNDING = 0.06
"""How far a_ij * a_ji may be from one: people type 0.33 for a third and 0.14 for a seventh."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights that add up to one, and how consistent the judgements are.

    ``consistency_ratio`` is 0 for one or two criteria, which cannot contradict each other.
    """

    weights: tuple[float, ...]
    largest_eigenvalue: float
    consistency_index: float
    random_index: float
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Whether the judgements hang together well enough to be used."""
        return self.consistency_ratio <= LIMIT


def checked_judgements(matrix: Rows) -> Table:
    """Take a square, positive, reciprocal matrix with ones on the diagonal; rounding within 6 % is let pass."""
    judged = table(matrix, JUDGEMENTS)
    if judged.shape[0] != judged.shape[1]:
        raise outside(Text("判断矩阵应为方阵。", "The matrix of judgements should be square."))
    if (judged <= 0).any():
        raise outside(Text("判断值应大于 0。", "Every judgement should be above 0."))
    off = np.abs(judged * judged.T - 1.0)
    if off.max() > ROUNDING:
        row, column = (int(at) + 1 for at in np.unravel_index(int(off.argmax()), off.shape))
        message = Text(
            "第 {i} 项与第 {j} 项的两个判断不互为倒数。",
            "The two judgements of items {i} and {j} are not each other's inverse.",
        )
        remedy = Text("请使 a_ij = 1 / a_ji，对角线为 1。", "Let a_ij = 1 / a_ji, with ones on the diagonal.")
        raise outside(message.fill(i=row, j=column), remedy)
    return judged


def principal(matrix: Table) -> tuple[Table, float]:
    """Give the principal eigenvector, adding up to one, and its eigenvalue."""
    values, vectors = np.linalg.eig(matrix)
    at = int(np.argmax(values.real))
    vector = np.abs(vectors[:, at].real)
    return vector / vector.sum(), float(values[at].real)


def random_index(size: int, index: Sequence[float] = SIMULATED_INDEX) -> float:
    """Give the mean consistency index of random matrices of this size; beyond the table it is simulated."""
    if size < 1:
        raise too_few(CRITERIA, size, 1)
    return float(index[size - 1]) if size <= len(index) else simulate_random_index(size, matrices=2_000)


def simulate_random_index(size: int, largest: int = 9, matrices: int = 20_000, seed: int = 1) -> float:
    """Draw reciprocal matrices from the scale 1/largest to largest and average their consistency index.

    The error is about ``0.6 / sqrt(matrices)`` for small sizes. Sizes of one and two give zero.
    """
    if size < 3:
        return 0.0
    if largest < 2 or matrices < 1 or size > 60:
        raise outside(
            Text(
                "标度上限至少为 2，准则不超过 60 个。",
                "The scale should reach at least 2, with no more than 60 criteria.",
            )
        )
    draw = np.random.default_rng(seed)
    scale = np.concatenate([1.0 / np.arange(largest, 1, -1), np.arange(1, largest + 1)])
    upper = np.triu_indices(size, 1)
    total, left = 0.0, matrices
    while left:
        batch = min(left, 2_000)
        judged = np.ones((batch, size, size))
        drawn = draw.choice(scale, size=(batch, len(upper[0])))
        judged[:, upper[0], upper[1]] = drawn
        judged[:, upper[1], upper[0]] = 1.0 / drawn
        largest_values = np.linalg.eigvals(judged).real.max(axis=1)
        total += float(((largest_values - size) / (size - 1)).sum())
        left -= batch
    return total / matrices


def ahp_weights(matrix: Rows, index: float | None = None) -> Priorities:
    """Give the weights of a square matrix of judgements, entry (i, j) how many times i matters more than j.

    Principal eigenvector, ``CI = (lmax - n) / (n - 1)``, ``CR = CI / RI`` (Saaty 1980, 2008). ``index`` is the
    random index to divide by; left out, that of ``SIMULATED_INDEX``. Raises ``OutOfRange`` for a matrix that is not
    square, positive and reciprocal.
    """
    judged = checked_judgements(matrix)
    size = len(judged)
    weights, largest = principal(judged)
    by = random_index(size) if index is None else float(index)
    if by < 0 or (by == 0 and size > 2):
        raise outside(Text("随机一致性指标应大于 0。", "The random index should be above 0."))
    # Rounded entries can push the eigenvalue a hair below the size; consistency cannot be better than perfect.
    apart = max(0.0, (largest - size) / (size - 1)) if size > 1 else 0.0
    ratio = apart / by if size > 2 else 0.0
    return Priorities(tuple(float(weight) for weight in weights), largest, apart, by, ratio)


def group_judgement(matrices: Sequence[Rows]) -> Table:
    """Merge several people's matrices by the geometric mean, which keeps them reciprocal (Aczel and Saaty 1983)."""
    judged = [checked_judgements(matrix) for matrix in matrices]
    if not judged:
        raise too_few(Text("判断矩阵数", "Matrices of judgements"), 0, 1)
    if len({matrix.shape for matrix in judged}) > 1:
        raise outside(Text("各人的判断矩阵大小不同。", "The matrices differ in size."))
    return np.asarray(np.exp(np.mean([np.log(matrix) for matrix in judged], axis=0)), dtype=np.float64)


def synthesise(criterion_weights: Numbers, local_weights: Rows) -> tuple[float, ...]:
    """Roll local weights up: one row per criterion, one column per alternative; the outcome adds up to one."""
    weights = shares(criterion_weights, Text("准则权重", "Criterion weights"))
    local = table(local_weights, Text("局部权重", "Local weights"))
    if len(local) != len(weights):
        raise outside(Text("局部权重的行数应等于准则数。", "There should be one row of local weights per criterion."))
    if (local < 0).any() or (local.sum(axis=1) <= 0).any():
        raise outside(
            Text("局部权重不应为负，且每行总和大于 0。", "Local weights should not be negative, each row above 0.")
        )
    return tuple(float(share) for share in weights @ (local / local.sum(axis=1, keepdims=True)))


def synthesise_judgements(
    criteria: Rows, local: Mapping[str, Rows], order: Sequence[str]
) -> tuple[Priorities, dict[str, Priorities], tuple[float, ...]]:
    """Weigh criteria and alternatives from judgements alone: criteria, alternatives under each, the roll-up."""
    top = ahp_weights(criteria)
    if len(order) != len(top.weights) or any(name not in local for name in order):
        raise outside(Text("每个准则都需要一个局部判断矩阵。", "Every criterion needs a matrix of its own."))
    below = {name: ahp_weights(local[name]) for name in order}
    if len({len(each.weights) for each in below.values()}) != 1:
        raise outside(Text("各准则下的方案数不同。", "The criteria do not judge the same number of alternatives."))
    return top, below, synthesise(top.weights, [below[name].weights for name in order])
