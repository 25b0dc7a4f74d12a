"""How many people must be asked for a share to be known as closely as wanted."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sq_core.models.checks import between, level, outside, positive
from sq_core.models.distributions import two_sided_z
from sq_core.words import Text

SHARE = Text("比例", "Share")
MARGIN = Text("允许误差", "Margin of error")
POPULATION = Text("总体规模", "Population")


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many answers: ``exact`` from the formula, ``up`` rounded up (use this), ``nearest`` as old tables print."""

    exact: float

    @property
    def up(self) -> int:
        """The next whole number of answers; a hair's breadth above one (1e-9) is not another person."""
        return math.ceil(self.exact - 1e-9)

    @property
    def nearest(self) -> int:
        """The nearest whole number, halves up: what Krejcie and Morgan's table prints."""
        return math.floor(self.exact + 0.5)


def sample_size(
    share: float = 0.5, margin: float = 0.05, confidence: float = 0.95, population: float | None = None
) -> SampleSize:
    """Give the answers needed to know a share within plus or minus ``margin`` (Cochran 1977).

    ``z^2 p (1 - p) / e^2``; with a population N it shrinks to ``n / (1 + (n - 1) / N)``. Share and margin are
    fractions. Raises ``OutOfRange`` for a share of 0 or 1 (nothing to estimate) or a margin that is not positive.
    """
    expected = between(share, 0.0, 1.0, SHARE, ends=False)
    wanted = between(margin, 0.0, 1.0, MARGIN, ends=False)
    endless = two_sided_z(level(confidence)) ** 2 * expected * (1.0 - expected) / wanted**2
    if population is None:
        return SampleSize(endless)
    return SampleSize(endless / (1.0 + (endless - 1.0) / positive(population, POPULATION)))


def krejcie_morgan(
    population: float, chi_square: float = 3.841, share: float = 0.5, margin: float = 0.05
) -> SampleSize:
    """Give the sample for a finite population (Krejcie and Morgan 1970).

    ``X2 N P (1-P) / (d2 (N-1) + X2 P (1-P))``. Their table rounds to the nearest; use ``up`` and say so.
    """
    size = positive(population, POPULATION)
    if size < 1:
        raise outside(Text("总体规模应至少为 1。", "The population should be at least 1."))
    spread = positive(chi_square, Text("卡方值", "Chi-square")) * (
        between(share, 0.0, 1.0, SHARE, ends=False) * (1.0 - share)
    )
    wanted = between(margin, 0.0, 1.0, MARGIN, ends=False)
    return SampleSize(spread * size / (wanted**2 * (size - 1.0) + spread))


def margin_of_error(share: float, n: float, confidence: float = 0.95, population: float | None = None) -> float:
    """Give the half-width of the normal interval of a share, as a fraction: for planning, not for reporting.

    With a population N it shrinks by ``sqrt((N - n) / (N - 1))``. Reported shares carry ``wilson`` instead.
    """
    answers = positive(n, Text("样本量", "Sample size"))
    expected = between(share, 0.0, 1.0, SHARE)
    half = two_sided_z(level(confidence)) * math.sqrt(expected * (1.0 - expected) / answers)
    if population is None:
        return half
    whole = positive(population, POPULATION)
    if answers > whole:
        raise outside(Text("样本量大于总体规模。", "The sample is larger than the population."))
    return half * math.sqrt((whole - answers) / (whole - 1.0)) if whole > 1 else 0.0
