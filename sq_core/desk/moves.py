"""What a change would move: every reading before and after a rehearsal of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.ledger import rehearse

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk.office import Office, View
    from sq_core.ledger import Draft, Effect
    from sq_core.store import Cursor


@dataclass(frozen=True, slots=True)
class Move:
    """One reading that a change moves, with what it was and what it becomes."""

    before: Reading
    after: Reading

    @property
    def shift(self) -> float | None:
        """By how much the value moves, in the unit's base; None where there is no value on one side."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change set would do to the sheets, and which readings it would move."""

    effect: Effect
    moves: tuple[Move, ...]


def preview(office: Office, draft: Draft, view: View) -> Preview:
    """Rehearse a change set and compare every reading; nothing is kept."""
    with office.desk(view) as desk:
        before = desk.every()

    def measure(cursor: Cursor) -> tuple[Reading, ...]:
        return office.desk_on(cursor, view, "trunk", office.memo.aside()).every()

    effect, after = rehearse(office.store, draft, measure)
    return Preview(effect, moved(before, after))


def moved(before: tuple[Reading, ...], after: tuple[Reading, ...]) -> tuple[Move, ...]:
    """Pair readings of the same metrics and keep those a person would see differently."""
    later = {reading.metric: reading for reading in after}
    pairs = [Move(one, later[one.metric]) for one in before if one.metric in later]
    return tuple(pair for pair in pairs if _seen(pair.before) != _seen(pair.after))


def _rounded(value: float | None) -> float | None:
    """Drop what only the order of adding up can change."""
    return None if value is None else float(f"{value:.10g}")


def _seen(reading: Reading) -> tuple[object, ...]:
    return _rounded(reading.value), _rounded(reading.n), reading.target, reading.plan, reading.status, reading.period
