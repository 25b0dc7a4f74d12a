"""What a desk said when its edition was the newest, kept so that the next edition is compared without going back for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.memo import Memo
    from sq_core.desk.plan import GoalLine


@dataclass(frozen=True, slots=True)
class Past:
    """The readings and goals of one edition on one day, asked as a desk is asked."""

    as_of: date
    parameters: Mapping[str, str]
    known: Mapping[str, Reading]
    goals: Mapping[str, GoalLine | None]

    def readings(self, *names: str) -> tuple[Reading, ...]:
        """Give metrics as a whole, as they were."""
        return tuple(self.known[name] for name in names if name in self.known)

    def goal(self, metric: str) -> GoalLine | None:
        """Give the goal that governed a metric."""
        return self.goals.get(metric)


def kept(memo: Memo, desk: Desk, branch: str) -> Past:
    """Keep what a desk says, for the edition after it; the readings are those it holds anyway."""

    def make() -> Past:
        names = tuple(desk.catalogue.metrics)
        return Past(
            desk.as_of,
            dict(desk.parameters),
            dict(zip(names, desk.readings(*names), strict=True)),
            {name: desk.goal(name) for name in names},
        )

    return memo.keep(_key(branch, desk.edition, desk, desk.as_of), make)


def recalled(memo: Memo, desk: Desk, branch: str, edition: int, day: date, touched: Iterable[str]) -> Past | None:
    """Recall what was said at an edition, on the day it had then; None where nobody looked, or the day is unknown."""
    if "parameters" in touched:
        return None
    key = _key(branch, edition, desk, desk.as_of if desk.parameters.get("as_of") else day)
    found: Past | None = memo.keep(key, lambda: None) if memo.holds(key) else None
    return found


def _key(branch: str, edition: int, desk: Desk, day: date) -> tuple[object, ...]:
    return "past", branch, edition, day, desk.grain
