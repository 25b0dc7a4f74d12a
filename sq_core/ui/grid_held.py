"""What a grid keeps in a session: its rows as first seen and what was typed since, under keys made of its place and sheet.

The same sheet may be edited on several pages and several sheets on one page; nothing of one touches another. Rows are
renewed only where nobody can be typing: when the grid comes back into sight, after saving and after discarding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.front import the_office, view_of
from sq_core.ui.grid_edits import Held, Mount, Unsaved, dropped, remounted, reported
from sq_core.ui.grid_frame import cell_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.desk import Desk
    from sq_core.ledger import PlanRow
    from sq_core.sheets import Contract
    from sq_core.words import Lang


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a grid stands: the page or panel it is part of, and its sheet."""

    place: str
    sheet: str

    @property
    def contract(self) -> Contract:
        """The contract of its sheet."""
        return contracts()[self.sheet]

    def key(self, thing: str) -> str:
        """Name something of this grid and no other."""
        return f"{self.place}.{thing}.{self.sheet}"

    def widget(self, mount: Mount) -> str:
        """Name the widget of one drawing."""
        return f"{self.key('grid')}.{mount.number}"


def found(spot: Spot) -> Held | None:
    """Return what is held for a grid, None before it was first drawn."""
    nothing: Held | None = None
    return state.remembered(spot.key("held"), nothing)


def keep(spot: Spot, held: Held) -> None:
    """Hold this for a grid from now on."""
    state.remember(spot.key("held"), held)


def unsaved_at(place: str, sheets: tuple[str, ...]) -> dict[str, int]:
    """Count the unsaved edits of each sheet at a place, of those that have any."""
    counts = {}
    for sheet in sheets:
        held = found(Spot(place, sheet))
        if held is not None and held.unsaved.count:
            counts[sheet] = held.unsaved.count
    return counts


def held_for(desk: Desk, spot: Spot, wanted: str) -> Held:
    """Bring what is held in line with what is asked for, drawing the widget anew only where it must be."""
    held, rows, here = found(spot), desk.rows(spot.sheet), _position()
    in_sight = held is not None and state.picked(spot.widget(held.mount)) is not None
    if held is None or _may_be_renewed(held, rows, here, in_sight):
        held = _fresh(spot, rows, here, wanted, desk.lang, held, Unsaved())
    elif held.mount.lang != desk.lang:
        held = replace(held, texts=cell_texts(spot.contract, held.seen, desk.lang))
        held = remounted(held, wanted, desk.lang)
    elif held.mount.wanted != wanted or (not in_sight and held.unsaved != held.mount.kept):
        held = remounted(held, wanted, desk.lang)
    keep(spot, held)
    return held


def _position() -> str:
    choices = state.current()
    return f"{choices.branch}@{choices.as_of}"


def _may_be_renewed(held: Held, rows: tuple[PlanRow, ...], here: str, in_sight: bool) -> bool:
    if held.unsaved.count or (held.seen == rows and held.position == here):
        return False
    return not in_sight or held.position != here


def _fresh(
    spot: Spot,
    rows: tuple[PlanRow, ...],
    here: str,
    wanted: str,
    lang: Lang,
    before: Held | None,
    kept: Unsaved,
) -> Held:
    texts = cell_texts(spot.contract, rows, lang)
    number = before.mount.number if before is not None else 0
    gone = before.dropped if before is not None else Unsaved()
    return remounted(Held(here, rows, texts, kept, Mount(number, lang, wanted, (), kept), gone), wanted, lang)


def outdated(desk: Desk, spot: Spot, held: Held) -> bool:
    """Tell whether others changed the sheet while this grid is in sight and nothing in it is unsaved."""
    return not held.unsaved.count and held.position == _position() and held.seen != desk.rows(spot.sheet)


def report(spot: Spot, mount: Mount) -> None:
    """Take in what a widget reports; it may be one that has been replaced meanwhile."""
    held, sent = found(spot), state.picked(spot.widget(mount))
    if held is not None and sent is not None:
        keep(spot, reported(held, mount, sent))


def offer(spot: Spot, row: Mapping[str, object]) -> None:
    """Put a new row among the unsaved edits of a grid, as if somebody had typed it: it is reviewed and signed there."""
    with the_office().desk(view_of(state.current())) as desk:
        held = found(spot) or _fresh(spot, desk.rows(spot.sheet), _position(), "", desk.lang, None, Unsaved())
    if row in held.unsaved.added:
        return
    with_row = replace(held.unsaved, added=(*held.unsaved.added, row))
    keep(spot, remounted(replace(held, unsaved=with_row), held.mount.wanted, held.mount.lang))


def renew(spot: Spot, gone: Unsaved) -> None:
    """Forget edits that were saved, discarded or given up, and see the rows as they are now."""
    held = found(spot)
    if held is None:
        return
    left = dropped(held, gone)
    with the_office().desk(view_of(state.current())) as desk:
        rows = desk.rows(spot.sheet)
    mount = held.mount
    keep(spot, _fresh(spot, rows, _position(), mount.wanted, desk.lang, left, left.unsaved))
