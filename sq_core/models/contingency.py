"""Association between two classifications: chi-square and Cramer's V."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, table, too_few, vector
from sq_core.models.distributions import chi_square_above
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Rows

COUNTS = Text("列联表", "The table of counts")


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """A chi-square test; ``cramers_v`` on 0..1, None for a goodness of fit.

    ``exact_p_value`` is Fisher's for a two by two table with an expected count below five: use it there.
    """

    statistic: float
    p_value: float
    freedom: int
    cramers_v: float | None
    smallest_expected: float
    exact_p_value: float | None = None


def chi_square(counts: Rows, *, correction: bool = False) -> ChiSquare:
    """Test whether rows and columns of counts are independent (Pearson 1900), rows by columns, at least 2 x 2.

    Without Yates' correction unless asked (it only applies to 2 x 2). Raises ``OutOfRange`` for a negative count or
    an empty row or column, whose expected counts would all be zero.
    """
    observed = table(counts, COUNTS)
    if min(observed.shape) < 2:
        raise too_few(Text("列联表的行或列", "Rows or columns of the table"), min(observed.shape), 2)
    if (observed < 0).any():
        raise outside(Text("计数不应为负。", "A count should not be negative."))
    rows, columns, total = observed.sum(axis=1), observed.sum(axis=0), float(observed.sum())
    if not rows.all() or not columns.all():
        raise outside(
            Text("有一行或一列全为 0。", "A row or column holds only zeros."),
            Text("请删去该行或该列后再计算。", "Leave that row or column out and compute again."),
        )
    expected = np.outer(rows, columns) / total
    gaps = np.abs(observed - expected)
    two_by_two = observed.shape == (2, 2)
    if correction and two_by_two:
        gaps = gaps - np.minimum(0.5, gaps)
    statistic = float((gaps**2 / expected).sum())
    freedom = (observed.shape[0] - 1) * (observed.shape[1] - 1)
    strength = math.sqrt(min(1.0, statistic / (total * (min(observed.shape) - 1))))
    smallest = float(expected.min())
    exact = None
    if two_by_two and smallest < 5 and (observed == np.floor(observed)).all():
        from scipy.stats import fisher_exact  # a second of import, only for thin evidence

        exact = float(fisher_exact(observed.astype(int)).pvalue)
    return ChiSquare(statistic, chi_square_above(statistic, freedom), freedom, strength, smallest, exact)


def goodness_of_fit(observed: Numbers, expected: Numbers) -> ChiSquare:
    """Test whether counts follow expected counts or shares (Pearson 1900); expectations are scaled to the total."""
    counts, model = vector(observed, COUNTS, least=2), vector(expected, COUNTS, least=2)
    if len(counts) != len(model) or (counts < 0).any() or (model <= 0).any() or counts.sum() <= 0:
        raise outside(
            Text(
                "观测与期望数应等长、非负，期望数大于 0。",
                "Give as many expected as observed counts, none negative, expected above 0.",
            )
        )
    wanted = model / model.sum() * counts.sum()
    statistic = float(((counts - wanted) ** 2 / wanted).sum())
    freedom = len(counts) - 1
    return ChiSquare(statistic, chi_square_above(statistic, freedom), freedom, None, float(wanted.min()))
