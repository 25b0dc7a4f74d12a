"""The service-profit chain from units followed over time: how far a change in one link goes along with the next.

Units differ for good (a large branch earns more), and months differ for all (the season). What is left when both are taken
off is compared: each unit against its own average and against the month (two-way fixed effects). Whole units are drawn anew
for the intervals, because the months of one unit are no separate witnesses (Cameron, Gelbach and Miller 2008). None of this
says that one link causes the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, too_few
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sq_core.models.checks import Table

    Picks = NDArray[np.int64]

ROUNDS = 500
SETTLED = 1e-10
LARGEST_BLOCK = 2_000_000
"""Cells resampled at once: beyond it memory grows without gain."""
ROWS, UNITS = Text("完整的单位月份", "Complete unit months"), Text("单位", "Units")


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one variable to another, ``lag`` periods later."""

    source: str
    target: str
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Units (rows) by periods (columns) of every variable; a missing value is nan. Positive variables are in logarithms."""

    values: Mapping[str, Table]
    logged: frozenset[str]

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(next(iter(self.values.values()))) if self.values else 0


@dataclass(frozen=True, slots=True)
class TargetFit:
    """Slopes of the arrows into one target, their resamples (one row a draw), and what they rest on."""

    arrows: tuple[Arrow, ...]
    slopes: tuple[float, ...]
    draws: Table
    rows: int
    units: int

    def interval(self, at: int, confidence: float) -> Interval:
        """Give the percentile interval of an arrow's slope."""
        tail = (1.0 - confidence) / 2.0
        low, high = np.quantile(self.draws[:, at], [tail, 1.0 - tail])
        return Interval(float(low), float(high))


def make_panel(rows: Sequence[tuple[str, int, Sequence[float | None]]], names: Sequence[str]) -> Panel:
    """Arrange rows (unit, period number, values) as a panel; a variable is logged where all its values are positive."""
    units = {unit: at for at, unit in enumerate(dict.fromkeys(row[0] for row in rows))}
    first = min((row[1] for row in rows), default=0)
    periods = max((row[1] for row in rows), default=-1) - first + 1
    cube = np.full((len(names), len(units), max(periods, 0)), np.nan)
    for unit, period, values in rows:
        cube[:, units[unit], period - first] = [np.nan if value is None else value for value in values]
    logged = set()
    for at, name in enumerate(names):
        known = cube[at][np.isfinite(cube[at])]
        if len(known) and (known > 0).all():
            logged.add(name)
            cube[at] = np.log(cube[at])
    return Panel({name: cube[at] for at, name in enumerate(names)}, frozenset(logged))


def _later(values: Table, lag: int) -> Table:
    """Put the value of ``lag`` periods ago beside the present."""
    if not lag:
        return values
    moved = np.full_like(values, np.nan)
    moved[:, lag:] = values[:, :-lag]
    return moved


def _aligned(panel: Panel, arrows: Sequence[Arrow]) -> Table:
    """Stand target and lagged sources beside each other; a cell counts only where all of them are known."""
    target = arrows[0].target
    columns = [panel.values[target], *(_later(panel.values[arrow.source], arrow.lag) for arrow in arrows)]
    cube = np.stack(columns)
    return np.where(np.isfinite(cube).all(axis=0), cube, np.nan)


def complete_rows(panel: Panel, arrows: Sequence[Arrow]) -> tuple[int, int]:
    """Count the unit months at which the arrows into one target can be estimated, and their units."""
    known = np.isfinite(_aligned(panel, arrows)[0])
    return int(known.sum()), int(known.any(axis=1).sum())


def within(cube: Table) -> Table:
    """Take off every unit's mean and every period's mean, in turn until nothing is left of either; missing becomes 0.

    The last two axes are units and periods. Where no cell is missing one turn is enough.
    """
    known = np.isfinite(cube)
    rest = np.where(known, cube, 0.0)
    size = max(1.0, float(np.abs(rest).max(initial=0.0)))
    for _ in range(ROUNDS):
        moved = 0.0
        for axis in (-1, -2):
            mean = rest.sum(axis=axis, keepdims=True) / np.maximum(known.sum(axis=axis, keepdims=True), 1)
            rest = np.where(known, rest - mean, 0.0)
            moved = max(moved, float(np.abs(mean).max(initial=0.0))) if axis == -1 else moved
        if moved < SETTLED * size:
            break
    return rest


def _regressed(rest: Table) -> Table:
    """Regress the first of the stacked columns on the others, for every draw; nan where they cannot be told apart."""
    flat = rest.reshape(*rest.shape[:-2], -1)
    target, sources = flat[..., 0, :], flat[..., 1:, :]
    cross = np.einsum("...in,...jn->...ij", sources, sources)
    size = np.sqrt(np.einsum("...ii->...i", cross))
    flat_out = size <= 0
    scale = np.where(flat_out, 1.0, size)
    alike = cross / (scale[..., :, None] * scale[..., None, :])
    told_apart = (np.abs(np.linalg.det(alike)) > 1e-8) & ~flat_out.any(axis=-1)
    solvable = np.where(told_apart[..., None, None], alike, np.eye(alike.shape[-1]))
    moments = np.einsum("...in,...n->...i", sources, target) / scale
    slopes = np.linalg.solve(solvable, moments[..., None])[..., 0] / scale
    return np.where(told_apart[..., None], slopes, np.nan)


def resampled(units: int, resamples: int, seed: int) -> Picks:
    """Draw whole units with replacement, as many as there are, once for every resample."""
    return np.random.default_rng(seed).integers(0, units, (resamples, units))


def fit_target(panel: Panel, arrows: Sequence[Arrow], picks: Picks) -> TargetFit:
    """Fit the arrows into one target together, within units and periods, with resampled slopes.

    The slope of a logged variable on a logged one is an elasticity. Raises ``NotEnoughEvidence`` below two units or
    too few rows, ``OutOfRange`` where a source does not vary within units or repeats another.
    """
    cube = _aligned(panel, arrows)
    rows, units = complete_rows(panel, arrows)
    if units < 2:
        raise too_few(UNITS, units, 2)
    if rows < len(arrows) + units + 2:
        raise too_few(ROWS, rows, len(arrows) + units + 2)
    slopes = _regressed(within(cube))
    if not np.isfinite(slopes).all():
        raise outside(
            Text(
                "有变量在单位内部没有变化，或与另一个完全同步。",
                "A variable does not vary within units, or moves exactly with another.",
            ),
            Text("请补充更多月份，或去掉其中一个环节。", "Add more months, or leave one of the links out."),
        )
    block = max(1, LARGEST_BLOCK // max(cube.size, 1))
    drawn = [
        _regressed(within(np.moveaxis(cube[:, picks[start : start + block]], 0, 1)))
        for start in range(0, len(picks), block)
    ]
    draws = np.concatenate(drawn)
    good = np.isfinite(draws).all(axis=1)
    if good.mean() < 0.9:
        raise too_few(Text("可用的重抽样", "Usable resamples"), int(good.sum()), int(0.9 * len(picks)))
    draws[~good] = draws[good][np.arange(int((~good).sum())) % int(good.sum())]
    return TargetFit(tuple(arrows), tuple(float(slope) for slope in slopes), draws, rows, units)


def total_effects(names: Sequence[str], arrows: Sequence[Arrow], slopes: Table) -> Table:
    """Give what one variable moves in another over all ways, ``(I - B)^-1 - I``, for every row of slopes.

    Returns draws by sources by targets in the order of ``names``, along which every arrow has to lead forward.
    """
    place = {name: at for at, name in enumerate(names)}
    inner = np.zeros((len(slopes), len(names), len(names)))
    for at, arrow in enumerate(arrows):
        if place[arrow.source] >= place[arrow.target]:
            message = Text("环节应向前：{a} → {b}。", "A link has to lead forward: {a} → {b}.")
            raise outside(message.fill(a=arrow.source, b=arrow.target))
        inner[:, place[arrow.source], place[arrow.target]] = slopes[:, at]
    unit = np.eye(len(names))
    return np.asarray(np.linalg.inv(unit - inner) - unit, dtype=np.float64)
