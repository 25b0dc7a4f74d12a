"""What the background chapter asks: where we stand against others, why now, what it brings, what is asked of us.

Figures of others come from the sheets with their source and status; whatever they imply is recomputed here, never copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sq_core.errors import ModelError
from sq_core.models import sigma_level
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.sheets import Cell

SCOPES = ("sector", "best", "world")
_DIFFERENCE = {"percent": "pp"}
_CHANGES = frozenset({"index_difference", "rate_difference", "change", "multiple"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of somebody else: what it says, of whom, from where, and whether it can be believed."""

    id: str
    subject: Text
    measure: Text
    value: float | None
    bound: str
    unit: str
    year: int | None
    comparator: Text
    comparator_value: float | None
    source: Text
    status: str
    doubt: Text
    scope: str
    metric: str
    kind: str = ""
    comparable: bool = True
    key: str = ""
    """The key of its row: a benchmark may have several segments and years."""

    @property
    def gap(self) -> float | None:
        """Value less comparator, recomputed; None where there is nothing to subtract, or no right to."""
        if self.bound != "exact" or self.kind in _CHANGES or not self.comparable:
            return None
        if self.value is None or self.comparator_value is None:
            return None
        return self.value - self.comparator_value

    @property
    def gap_unit(self) -> str:
        """The unit of the gap: rates differ by percentage points."""
        return _DIFFERENCE.get(self.unit, self.unit)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The organisation's own reading beside the figures it is set against."""

    own: Reading
    others: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Driver:
    """A strategic driver: its force is strength times the factor of its evidence."""

    id: str
    statement: Text
    measure: Text
    strength: float
    weight: float
    evidence: str
    force: float
    before: float | None
    after: float | None
    unit: str
    status: str
    source: Text


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution to the organisation: from a baseline to now, how it was measured, and on what evidence."""

    id: str
    dimension: str
    name: Text
    baseline: float | None
    now: float | None
    unit: str
    method: Text
    evidence: str
    status: str
    money_cny: float | None
    sigma_before: float | None = None
    sigma_now: float | None = None
    own: bool = True
    metric: str = ""
    """Our metric whose readings stand in where the row holds no figures."""

    @property
    def change(self) -> float | None:
        """Now less baseline."""
        return None if self.baseline is None or self.now is None else self.now - self.baseline


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a policy asks, by when, of whom, and how heavy it is."""

    id: str
    title: Text
    authority: Text
    duty: Text
    issued: date | None
    effective: date | None
    owner: str
    progress: str
    impact: int | None
    likelihood: int | None


def both(cells: Mapping[str, Cell], stem: str) -> Text:
    """Read a phrase of a row in both languages; one stands in for the other where it is missing."""
    zh, en = str(cells.get(f"{stem}_zh") or ""), str(cells.get(f"{stem}_en") or "")
    return Text(zh or en, en or zh)


def _number(cells: Mapping[str, Cell], name: str) -> float | None:
    value = cells.get(name)
    return float(value) if isinstance(value, (int, float)) else None


def day_of(cells: Mapping[str, Cell], name: str) -> date | None:
    """Read a day of a row; None where the cell is blank."""
    value = cells.get(name)
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _word(cells: Mapping[str, Cell], name: str) -> str:
    return str(cells.get(name) or "")


def figures(desk: Desk, section: str = "") -> tuple[Figure, ...]:
    """List the figures of the benchmark sheet, of one section or all."""
    return tuple(
        Figure(
            id=_word(row.cells, "benchmark"),
            subject=both(row.cells, "subject"),
            measure=both(row.cells, "measure"),
            value=_number(row.cells, "value"),
            bound=_word(row.cells, "bound") or "exact",
            unit=_word(row.cells, "unit") or "none",
            year=int(year) if (year := _number(row.cells, "year")) else None,
            comparator=both(row.cells, "comparator"),
            comparator_value=_number(row.cells, "comparator_value"),
            source=both(row.cells, "source"),
            status=_word(row.cells, "status") or "unverified",
            doubt=both(row.cells, "doubt"),
            scope=_word(row.cells, "scope"),
            metric=_word(row.cells, "metric"),
            kind=_word(row.cells, "kind"),
            comparable=row.cells.get("comparable") is not False,
            key=row.row_key,
        )
        for row in desk.rows("benchmarks")
        if not section or row.cells.get("section") == section
    )


def comparison(desk: Desk, metric: str) -> Comparison:
    """Set a metric beside its benchmarks, the one of each scope that the catalogue's own rule picks."""
    chosen = desk.comparators(metric)
    others = {figure.scope: figure for figure in figures(desk) if chosen.get(figure.scope) == figure.id}
    return Comparison(desk.reading(metric), others)


def drivers(desk: Desk) -> tuple[Driver, ...]:
    """List the drivers, strongest first."""
    found = []
    for row in desk.rows("drivers"):
        evidence = _word(row.cells, "evidence")
        strength = _number(row.cells, "strength") or 0.0
        factor = float(desk.parameters.get(f"evidence_factor_{evidence}") or 0.0)
        found.append(
            Driver(
                id=_word(row.cells, "driver"),
                statement=both(row.cells, "statement"),
                measure=both(row.cells, "metric"),
                strength=strength,
                weight=_number(row.cells, "weight") or 0.0,
                evidence=evidence,
                force=strength * factor,
                before=_number(row.cells, "value_before"),
                after=_number(row.cells, "value_after"),
                unit=_word(row.cells, "unit") or "none",
                status=_word(row.cells, "status") or "unverified",
                source=both(row.cells, "source"),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.weight * one.force))


def contributions(desk: Desk) -> tuple[Contribution, ...]:
    """List the contributions; where a row names a metric of ours, its figures are that metric's first and newest readings."""
    return tuple(_contribution(desk, row.cells) for row in desk.rows("contributions"))


def _contribution(desk: Desk, cells: Mapping[str, Cell]) -> Contribution:
    baseline, now = _number(cells, "baseline"), _number(cells, "now")
    unit = _word(cells, "unit") or "none"
    metric = _word(cells, "metric")
    if metric in desk.catalogue.metrics and (baseline is None or now is None):
        months = [point for point in desk.months(metric) if point.value is not None and point.complete]
        baseline = months[0].value if baseline is None and months else baseline
        now = months[-1].value if now is None and months else now
        unit = desk.catalogue.metrics[metric].unit
    opportunities = _number(cells, "opportunities")
    return Contribution(
        id=_word(cells, "contribution"),
        dimension=_word(cells, "dimension"),
        name=both(cells, "name"),
        baseline=baseline,
        now=now,
        unit=unit,
        method=both(cells, "method"),
        evidence=_word(cells, "evidence"),
        status=_word(cells, "status") or "unverified",
        money_cny=_number(cells, "money_cny"),
        sigma_before=_sigma(baseline, opportunities),
        sigma_now=_sigma(now, opportunities),
        own=bool(cells.get("own")),
        metric=metric if metric in desk.catalogue.metrics else "",
    )


def _sigma(rate: float | None, opportunities: float | None) -> float | None:
    if rate is None or not opportunities:
        return None
    try:
        return sigma_level(rate / opportunities * 1e6)
    except ModelError:
        return None


def obligations(desk: Desk) -> tuple[Obligation, ...]:
    """List the policies, soonest in force first."""
    found = [
        Obligation(
            id=_word(row.cells, "policy"),
            title=both(row.cells, "title"),
            authority=both(row.cells, "authority"),
            duty=both(row.cells, "obligation"),
            issued=day_of(row.cells, "issued"),
            effective=day_of(row.cells, "effective"),
            owner=_word(row.cells, "owner"),
            progress=_word(row.cells, "progress"),
            impact=int(impact) if (impact := _number(row.cells, "impact")) else None,
            likelihood=int(likely) if (likely := _number(row.cells, "likelihood")) else None,
        )
        for row in desk.rows("policies")
    ]
    return tuple(sorted(found, key=lambda one: one.effective or date.max))
