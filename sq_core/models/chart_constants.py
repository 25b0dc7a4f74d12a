"""The constants of control charts, from the distribution of the range and the standard deviation of normal samples.

They are integrated instead of copied from a table, so that any subgroup size works and no digit is mistyped. Only the
individuals chart uses the rounded 1.128 and 3.267 that its handbook prints.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sq_core.errors import NotEnoughEvidence
from sq_core.models.checks import MORE_EVIDENCE, outside
from sq_core.words import Text

MOST = 500
"""Above this a subgroup is a sample of its own."""


@dataclass(frozen=True, slots=True)
class ChartConstants:
    """Constants for subgroups of ``n`` values, at three standard deviations.

    ``d2`` and ``d3`` are mean and standard deviation of the range in sigmas, ``c4`` the mean of the standard
    deviation. Limits of means: ``A2`` times the mean range, ``A3`` times the mean deviation, ``E2`` for single
    values; limits of the range: ``D3`` and ``D4``; of the deviation: ``B3`` and ``B4``.
    """

    n: int
    d2: float
    d3: float
    c4: float
    A2: float
    A3: float
    B3: float
    B4: float
    D3: float
    D4: float
    E2: float


def c4(n: float) -> float:
    """Give the mean of the sample standard deviation in sigmas: ``sqrt(2/(n-1)) gamma(n/2) / gamma((n-1)/2)``."""
    if n < 2:
        raise NotEnoughEvidence(Text("子组至少需要 2 个值。", "A subgroup needs at least 2 values."), MORE_EVIDENCE)
    return math.sqrt(2.0 / (n - 1.0)) * math.exp(math.lgamma(n / 2.0) - math.lgamma((n - 1.0) / 2.0))


def _range_moments(n: int) -> tuple[float, float]:
    """Give mean and standard deviation of the range R of n standard normals (Tippett 1925).

    ``P(R <= r) = n * integral of f(x) (F(x + r) - F(x))^(n-1)``; the mean is the integral of ``P(R > r)``, the mean
    square that of ``2 r P(R > r)``. Trapezium in x, where the integrand vanishes at both ends, Gauss-Legendre in r.
    """
    from scipy.special import ndtr  # a quarter of a second of import, kept off the server's start

    nodes, weights = np.polynomial.legendre.leggauss(48)
    ranges, weights = (nodes + 1.0) * 8.0, weights * 8.0
    step = 0.05
    x = np.arange(-9.0, 9.0 + step / 2.0, step)
    inside = np.clip(ndtr(x[None, :] + ranges[:, None]) - ndtr(x)[None, :], 0.0, 1.0)
    density = np.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
    beyond = 1.0 - n * step * (density * inside ** (n - 1)).sum(axis=1)
    mean = float(weights @ beyond)
    return mean, math.sqrt(max(0.0, 2.0 * float(weights @ (ranges * beyond)) - mean * mean))


def control_constants(n: int) -> ChartConstants:
    """Give the constants for subgroups of n values, 2 to 500 (Montgomery, appendix VI).

    Raises ``NotEnoughEvidence`` below two and ``OutOfRange`` above 500.
    """
    deviation = c4(n)
    if n > MOST:
        raise outside(Text("子组不应超过 {most} 个值。", "A subgroup should not exceed {most} values.").fill(most=MOST))
    mean, spread = _range_moments(n)
    off = 3.0 * math.sqrt(max(0.0, 1.0 - deviation * deviation)) / deviation
    reach = 3.0 * spread / mean
    root = math.sqrt(n)
    return ChartConstants(
        n, mean, spread, deviation,
        A2=3.0 / (mean * root), A3=3.0 / (deviation * root),
        B3=max(0.0, 1.0 - off), B4=1.0 + off, D3=max(0.0, 1.0 - reach), D4=1.0 + reach, E2=3.0 / mean,
    )  # fmt: skip
