"""Where a desk stands, and the names of what may be shared with every other desk that stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Metric
    from sq_core.desk.measure import Where

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A position, its edition, and the last change set that touched each sheet."""

    position: str
    edition: int
    versions: Mapping[str, int]
    newest: bool = False
    """Whether it is the base position as it is now, and not as it was."""

    def resting(self, sheets: tuple[str, ...]) -> Key:
        """Name the state of some sheets."""
        return tuple(self.versions.get(sheet, 0) for sheet in sheets)

    def facts(self, metric: Metric, by: tuple[str, ...], where: Where) -> Key:
        """Name what a metric's months are made from: the versions of the sheets it rests on."""
        rests_on = tuple(self.versions.get(sheet, 0) for sheet in metric.sheets)
        return self.position, metric.name, by, where, rests_on

    def judged(self, metric: Metric, by: tuple[str, ...], where: Where) -> Key:
        """Name what a reading is made from: its months, the goals, the rules."""
        rules = tuple(self.versions.get(sheet, 0) for sheet in ("goals", "parameters"))
        return *self.facts(metric, by, where), rules
