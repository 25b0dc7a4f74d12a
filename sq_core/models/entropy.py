"""Weights from the figures themselves: a criterion on which the alternatives hardly differ weighs little."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, table, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Rows


@dataclass(frozen=True, slots=True)
class EntropyWeights:
    """Weights that add up to one and each criterion's entropy on 0..1 (1: all alternatives alike).

    ``equal`` says that no criterion told the alternatives apart, so all weigh the same.
    """

    weights: tuple[float, ...]
    entropies: tuple[float, ...]
    equal: bool


def entropy_weights(matrix: Rows) -> EntropyWeights:
    """Give entropy weights of a table of alternatives (rows) by criteria (columns), values of zero or more.

    ``e_j = -(1 / ln n) sum p ln p`` with ``0 ln 0 = 0``, ``w = (1 - e) / sum (1 - e)`` (after Shannon 1948; Zeleny
    1982). A constant column weighs nothing; if all are constant the weights are equal and say so. Raises
    ``OutOfRange`` for a negative value and ``NotEnoughEvidence`` below two alternatives.
    """
    cells = table(matrix, Text("评价矩阵", "The decision matrix"))
    n = len(cells)
    if n < 2:
        raise too_few(Text("备选方案", "Alternatives"), n, 2)
    if (cells < 0).any():
        raise outside(
            Text("熵权法的数值不应为负。", "Entropy weights need values of zero or more."),
            Text("请先换成非负的量，例如平移或取占比。", "Shift the values or turn them into shares first."),
        )
    totals = cells.sum(axis=0)
    constant = np.ptp(cells, axis=0) == 0
    parts = cells / np.where(totals > 0, totals, 1.0)
    logs = np.log(np.where(parts > 0, parts, 1.0))
    # A constant column has entropy one exactly; computing it would leave 1e-16 of weight behind.
    entropies = np.where(constant, 1.0, -(parts * logs).sum(axis=0) / math.log(n))
    spread = np.maximum(0.0, 1.0 - entropies)
    told = float(spread.sum())
    weights = spread / told if told > 0 else np.full(cells.shape[1], 1.0 / cells.shape[1])
    return EntropyWeights(
        tuple(float(weight) for weight in weights), tuple(float(each) for each in entropies), told <= 0
    )
