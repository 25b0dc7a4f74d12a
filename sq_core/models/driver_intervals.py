"""Relative weights and LMG side by side with their bootstrap intervals, and which drivers stand above noise.

A part of R-squared is never negative, so its interval never holds zero and proves nothing by that. A driver is told from
noise as Tonidandel, LeBreton and Johnson (2009) do: a column of random numbers is added to the drivers in every resample,
and a driver counts where it outweighs that column in all but the tail of the resamples.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import level, table, too_few, vector
from sq_core.models.drivers import DRIVERS, OUTCOME, correlations, lmg, relative_weights
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Rows, Table, Vector
    from sq_core.models.drivers import Importance


_CELLS = 1_000_000
"""Rows times resamples that are held at once."""
_LEAST_SPREAD = 1e-6
"""Columns have a spread of one; in a resample below this they are constant."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """R-squared divided one way: each driver's share of it, the interval of that share, and whether it is above noise."""

    importance: Importance
    intervals: tuple[Interval, ...]
    above_noise: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class DriverImportance:
    """Both ways over the same resamples. ``inflation`` is each driver's variance inflation factor."""

    relative: Weighing
    shapley: Weighing
    inflation: tuple[float, ...]
    n: int


def weigh_drivers(
    drivers: Rows, outcome: Numbers, *, seed: int, resamples: int = 1000, confidence: float = 0.95
) -> DriverImportance:
    """Divide what drivers (n rows, p columns) explain of an outcome (n values) in both ways, with percentile intervals.

    Raises ``NotEnoughEvidence`` unless n exceeds p + 1 and ``OutOfRange`` where a column does not vary.
    """
    columns, target = table(drivers, DRIVERS), vector(outcome, OUTCOME)
    known = correlations(columns, target)
    drawn = _drawn(columns, target, seed, resamples)
    tail = (1.0 - level(confidence)) / 2.0
    p = columns.shape[1]
    plain = np.delete(np.delete(drawn, p, axis=1), p, axis=2)  # without the noise
    ways = []
    for importance, many in ((relative_weights(known), relative_parts), (lmg(known).importance, shapley_parts)):
        parts, noisy = many(plain), many(drawn)
        shares = parts / np.maximum(parts.sum(axis=1, keepdims=True), 1e-12)
        ends = np.quantile(shares, [tail, 1.0 - tail], axis=0)
        above = np.quantile(noisy[:, :p] - noisy[:, p:], tail, axis=0) > 0
        ways.append(
            Weighing(
                importance,
                tuple(Interval(float(low), float(high)) for low, high in ends.T),
                tuple(bool(one) for one in above),
            )
        )
    inflation = np.diag(np.linalg.pinv(known.among, rcond=1e-10, hermitian=True))
    repeated = np.linalg.eigvalsh(known.among)[0] < 1e-10
    return DriverImportance(
        ways[0],
        ways[1],
        tuple(float("inf") if repeated else float(each) for each in inflation),
        len(target),
    )


def _drawn(columns: Table, target: Vector, seed: int, resamples: int) -> Table:
    """Correlate drivers, noise and outcome, in this order, in every resample of the rows; constant ones are drawn again.

    A resample is how often each row was drawn, so that sums of products are made once and only added up anew.
    """
    draw = np.random.default_rng(seed)
    whole = np.column_stack([columns, target])
    whole = (whole - whole.mean(axis=0)) / whole.std(axis=0)
    at_once = max(1, _CELLS // len(whole))
    found: list[Table] = []
    tries = drawn = 0
    while drawn < resamples and tries < 10 * resamples:
        many = min(at_once, resamples - drawn)
        tries += many
        found.append(_correlated(whole, many, draw))
        drawn += len(found[-1])
    if drawn < resamples:
        raise too_few(Text("可用的重抽样", "Usable resamples"), drawn, resamples)
    return np.concatenate(found)


def _correlated(whole: Table, many: int, draw: np.random.Generator) -> Table:
    """Draw so many resamples of n rows and correlate their columns, noise before the last: k x (m+1) x (m+1)."""
    n, m = whole.shape
    chosen = draw.integers(0, n, (many, n)) + n * np.arange(many)[:, None]
    times = np.bincount(chosen.ravel(), minlength=many * n).reshape(many, n).astype(np.float64)
    # of a row that came c times the noise adds up to a normal number of variance c; its squares, to that and c - 1 more
    noise = draw.standard_normal((many, n))
    added = np.sqrt(times) * noise
    repeats = n - (times > 0).sum(axis=1)
    squares = np.where(times > 0, noise, 0.0) ** 2
    first, second = np.triu_indices(m)
    order = [*range(m - 1), m]
    moments, means = np.zeros((many, m + 1, m + 1)), np.zeros((many, m + 1))
    both = times @ (whole[:, first] * whole[:, second])
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        moments[:, order[one], order[other]] = moments[:, order[other], order[one]] = both[:, at]
    moments[:, m - 1, order] = moments[:, order, m - 1] = added @ whole
    moments[:, m - 1, m - 1] = squares.sum(axis=1) + draw.chisquare(np.maximum(repeats, 1)) * (repeats > 0)
    means[:, order], means[:, m - 1] = times @ whole / n, added.sum(axis=1) / n
    covariances = moments / n - means[:, :, None] * means[:, None, :]
    spreads = np.sqrt(np.clip(np.diagonal(covariances, axis1=1, axis2=2), 0.0, None))
    usable = (spreads > _LEAST_SPREAD).all(axis=1)
    divided: Table = covariances[usable] / (spreads[usable][:, :, None] * spreads[usable][:, None, :])
    return divided


def relative_parts(many: Table) -> Table:
    """Give Johnson's relative weights of many correlation matrices at once, the outcome last: k x (p+1) x (p+1) to k x p."""
    among, target = many[:, :-1, :-1], many[:, :-1, -1]
    values, vectors = np.linalg.eigh(among)
    roots = np.sqrt(np.clip(values, 0.0, None))
    inverse = np.where(roots > 1e-7, 1.0 / np.where(roots > 1e-7, roots, 1.0), 0.0)
    turned = vectors.transpose(0, 2, 1)
    loadings = (vectors * roots[:, None, :]) @ turned
    slopes = ((vectors * inverse[:, None, :]) @ turned @ target[:, :, None])[:, :, 0]
    parts: Table = ((loadings**2) @ (slopes**2)[:, :, None])[:, :, 0]
    return parts


def shapley_parts(many: Table) -> Table:
    """Give the LMG parts of many correlation matrices at once, the outcome last: k x (p+1) x (p+1) to k x p."""
    p = many.shape[1] - 1
    explained: dict[tuple[int, ...], Vector] = {(): np.zeros(len(many))}
    for size in range(1, p + 1):
        for members in combinations(range(p), size):
            at = list(members)
            inverse = np.linalg.pinv(many[:, at][:, :, at], rcond=1e-10, hermitian=True)
            target = many[:, at, -1]
            explained[members] = np.einsum("ki,kij,kj->k", target, inverse, target)
    parts: Table = np.zeros((len(many), p))
    for members, value in explained.items():
        for place in members:
            rest = tuple(one for one in members if one != place)
            parts[:, place] += (value - explained[rest]) / comb(p - 1, len(rest)) / p
    return parts
