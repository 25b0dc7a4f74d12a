"""The service-profit chain as it stands: each arrow with its slope, where that comes from, and how sure it is.

An arrow is estimated where enough unit months of enough units are there, else it is the assumption of its row, else a thin
estimate that says so, else it is missing and the chain is broken there. All arrows carry draws, so that what runs through
several of them carries the doubt of each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.desk.chain_links import BACKWARD, ORDER, StatedLink, stated_links
from sq_core.errors import ModelError
from sq_core.models import Arrow, complete_rows, fit_target, make_panel, resampled, total_effects
from sq_core.sheets import parameter_defaults
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy.typing as npt

    from sq_core.desk.desk import Desk
    from sq_core.models import Panel

    Draws = npt.NDArray[np.float64]

Grade = Literal["estimated", "thin", "assumption", "missing"]
CHAIN = (
    ("employee_satisfaction", "employee_turnover"),
    ("employee_satisfaction", "service_quality"),
    ("employee_turnover", "service_quality"),
    ("service_quality", "customer_satisfaction"),
    ("customer_satisfaction", "retention"),
    ("retention", "revenue"),
    ("revenue", "profit"),
)
"""Heskett et al. (1994), with turnover as a way from staff to service; rows of the programme may add arrows that lead forward."""
SHEETS = ("chain_links", "chain_units")
LIMITS = {
    "chain_seed": (0.0, 2.0**53),
    "chain_resamples": (100.0, 20_000.0),
    "chain_least_rows": (1.0, 1e12),
    "chain_least_units": (2.0, 1e12),
}
"""Within these a setting can be worked with."""
NO_ROWS = Text("完整的单位月份不足，也没有假设", "too few complete unit months, and no assumption")


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One arrow as it is used: its slope between transformed variables, its interval, what it rests on."""

    arrow: Arrow
    grade: Grade
    slope: float | None
    low: float | None
    high: float | None
    rows: int
    units: int
    stated: StatedLink | None
    reason: Text | None = None

    @property
    def code(self) -> str:
        """The arrow's code, by which its readings are asked."""
        return f"{self.arrow.source}>{self.arrow.target}"


@dataclass(frozen=True, slots=True)
class Chain:
    """All arrows with their draws (one row a draw, one column an arrow; 0 where missing), which variables are logged."""

    lines: tuple[ChainLine, ...]
    draws: Draws
    logged: frozenset[str]
    sizes: Mapping[str, float]
    """The mean size of every variable, for what is not logged."""
    rows: int
    units: int

    @property
    def missing(self) -> frozenset[tuple[str, str]]:
        """The arrows that nothing is known of."""
        return frozenset((one.arrow.source, one.arrow.target) for one in self.lines if one.grade == "missing")

    def totals(self) -> Draws:
        """Give total effects for every draw, sources by targets in the order of the nodes."""
        return total_effects(ORDER, [one.arrow for one in self.lines], self.draws)

    def total(self) -> Draws:
        """Give total effects by the slopes themselves."""
        slopes = np.array([[one.slope or 0.0 for one in self.lines]])
        found: Draws = total_effects(ORDER, [one.arrow for one in self.lines], slopes)[0]
        return found


def chain(desk: Desk) -> Chain | None:
    """Give the chain with all its arrows; None where neither a unit month nor a link is stated."""
    return desk.kept("chain", sheets=SHEETS, make=lambda: _chain(desk))


def _chain(desk: Desk) -> Chain | None:
    rows = desk.select("chain_unit", "branch, period, " + ", ".join(ORDER), "branch, period")
    stated = {(one.source, one.target): one for one in stated_links(desk) if one.flaw is not BACKWARD}
    if not rows and not stated:
        return None
    panel = make_panel([(branch, _month(period), values) for branch, period, *values in rows], ORDER)
    seed, resamples = int(setting(desk, "chain_seed")), int(setting(desk, "chain_resamples"))
    picks = resampled(max(panel.units, 1), resamples, seed)
    known = panel.logged if rows else frozenset(ORDER)
    sizes = {name: _size(panel, name) for name in ORDER}
    lines: list[ChainLine] = []
    columns: list[Draws] = []
    for target, arrows in _arrows(stated).items():
        lags = [
            Arrow(source, target, stated[source, target].lag if (source, target) in stated else 0) for source in arrows
        ]
        for at, (line, draws) in enumerate(_into(desk, panel, lags, picks, stated)):
            if draws is None and line.slope is not None:
                random = np.random.default_rng([seed, ORDER.index(target), at])
                factor = _factor(line.arrow, known, sizes)
                draws = _assumed(line, resamples, random) * factor
            lines.append(line)
            columns.append(np.zeros(resamples) if draws is None else draws)
    ordered = sorted(range(len(lines)), key=lambda at: _place(lines[at].arrow))
    return Chain(
        tuple(_in_scale(lines[at], known, sizes) for at in ordered),
        np.column_stack([columns[at] for at in ordered]),
        known,
        sizes,
        len(rows),
        panel.units,
    )


def setting(desk: Desk, name: str) -> float:
    """Give a setting of the chain; what is no number, or none that can be worked with, is as shipped."""
    low, high = LIMITS[name]
    try:
        value = float(desk.parameters[name])
    except ValueError:
        value = float("nan")
    return value if low <= value <= high else float(parameter_defaults()[name].value)


def _month(period: date) -> int:
    return period.year * 12 + period.month


def _place(arrow: Arrow) -> tuple[int, int]:
    return ORDER.index(arrow.target), ORDER.index(arrow.source)


def _size(panel: Panel, name: str) -> float:
    values = panel.values[name]
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0
    return float(np.abs(np.exp(known) if name in panel.logged else known).mean())


def _arrows(stated: Mapping[tuple[str, str], StatedLink]) -> dict[str, list[str]]:
    """Give the sources of every target: those of the chain, and those that rows add."""
    found: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted({*CHAIN, *stated}, key=lambda pair: _place(Arrow(*pair))):
        found[target].append(source)
    return found


def _into(
    desk: Desk,
    panel: Panel,
    arrows: list[Arrow],
    picks: npt.NDArray[np.int64],
    stated: Mapping[tuple[str, str], StatedLink],
) -> list[tuple[ChainLine, Draws | None]]:
    """Decide for the arrows into one target, which are estimated together or not at all."""
    links = [stated.get((arrow.source, arrow.target)) for arrow in arrows]
    rows, units = complete_rows(panel, arrows) if panel.units else (0, 0)
    enough = rows >= setting(desk, "chain_least_rows") and units >= setting(desk, "chain_least_units")
    assumed = all(link is not None and link.usable for link in links)
    reason = NO_ROWS
    if enough or (not assumed and rows >= desk.rules.thin_n):
        try:
            fit = fit_target(panel, arrows, picks)
        except ModelError as error:
            reason = error.message
        else:
            grade: Grade = "estimated" if enough else "thin"
            found: list[tuple[ChainLine, Draws | None]] = []
            for at, (arrow, link) in enumerate(zip(arrows, links, strict=True)):
                ends = fit.interval(at, desk.rules.confidence)
                line = ChainLine(arrow, grade, fit.slopes[at], ends.low, ends.high, rows, units, link)
                found.append((line, fit.draws[:, at]))
            return found
    return [(_without(arrow, link, rows, units, reason), None) for arrow, link in zip(arrows, links, strict=True)]


def _without(arrow: Arrow, link: StatedLink | None, rows: int, units: int, reason: Text) -> ChainLine:
    if link is None or not link.usable:
        return ChainLine(
            arrow, "missing", None, None, None, rows, units, link, link.flaw if link and link.flaw else reason
        )
    return ChainLine(arrow, "assumption", link.elasticity, link.low, link.high, rows, units, link)


def _assumed(line: ChainLine, resamples: int, random: np.random.Generator) -> Draws:
    """Draw an assumption between its lowest and highest, most often near what is assumed; without a range it is certain."""
    value = line.slope or 0.0
    low = value if line.low is None else line.low
    high = value if line.high is None else line.high
    if low == high:
        return np.full(resamples, value)
    return random.triangular(low, value, high, resamples)


def _factor(arrow: Arrow, logged: frozenset[str], sizes: Mapping[str, float]) -> float:
    """Bring an assumed elasticity to the scale of variables that are not logged, at their mean size."""
    up = 1.0 if arrow.target in logged else sizes[arrow.target]
    down = 1.0 if arrow.source in logged else sizes[arrow.source]
    return up / down if down else 0.0


def _in_scale(line: ChainLine, logged: frozenset[str], sizes: Mapping[str, float]) -> ChainLine:
    if line.grade != "assumption" or line.slope is None:
        return line
    factor = _factor(line.arrow, logged, sizes)
    low, high = (None if end is None else end * factor for end in (line.low, line.high))
    return ChainLine(
        line.arrow, line.grade, line.slope * factor, low, high, line.rows, line.units, line.stated, line.reason
    )
