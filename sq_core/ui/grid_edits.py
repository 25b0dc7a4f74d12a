"""What somebody typed into a grid and has not saved: kept by row, so that no cell is lost on the way.

A grid's widget knows its edits by position, and forgets them when it is drawn anew: with another filter, in the other
language, after another page. So whatever it reports is turned into edits by row at once, and a widget that is drawn anew
starts from them. What a drawing stood for is its ``Mount``: it travels with the widget's callback, so that even a report
that arrives late, from a widget already replaced, is understood.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.ledger import PlanRow


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Cells typed by row key, rows added, rows taken away."""

    cells: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    added: tuple[Mapping[str, object], ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many edits there are: a cell, a new row, a row taken away is one each."""
        return sum(len(row) for row in self.cells.values()) + len(self.added) + len(self.removed)


@dataclass(frozen=True, slots=True)
class Mount:
    """What one drawing of a widget stood for: the rows in their order, and the edits it was drawn with."""

    number: int
    lang: str
    wanted: str
    rows: tuple[str, ...]
    kept: Unsaved


@dataclass(frozen=True, slots=True)
class Held:
    """One grid in one session: the rows as first seen, their cells as shown, what was typed since."""

    position: str
    seen: tuple[PlanRow, ...]
    texts: Mapping[str, Mapping[str, str]]
    unsaved: Unsaved
    mount: Mount
    dropped: Unsaved = field(default_factory=Unsaved)
    """What was saved or discarded last: a late report may bring it again."""


def heard(mount: Mount, sent: Mapping[str, object]) -> Unsaved:
    """Translate what a widget reports into edits by row, together with those it was drawn with."""
    cells = {key: dict(row) for key, row in mount.kept.cells.items()}
    removed = list(mount.kept.removed)
    added: list[dict[str, object]] = [dict(row) for row in mount.kept.added]
    here = len(mount.rows)
    for place, row in _rows(sent.get("edited_rows")).items():
        if place < here:
            cells.setdefault(mount.rows[place], {}).update(row)
        elif place - here < len(added):
            added[place - here].update(row)
    for place in _places(sent.get("deleted_rows")):
        if place < here:
            removed.append(mount.rows[place])
            cells.pop(mount.rows[place], None)
        elif place - here < len(added):
            added[place - here] = {}
    added += _new(sent.get("added_rows"))
    return Unsaved(cells, tuple(row for row in added if _says_something(row)), tuple(removed))


def _rows(sent: object) -> dict[int, dict[str, object]]:
    return {int(place): dict(row) for place, row in sent.items()} if isinstance(sent, dict) else {}


def _places(sent: object) -> list[int]:
    return [int(place) for place in sent] if isinstance(sent, list) else []


def _new(sent: object) -> list[dict[str, object]]:
    return [dict(row) for row in sent] if isinstance(sent, list) else []


def _says_something(row: Mapping[str, object]) -> bool:
    return any(value not in (None, "") for value in row.values())


def tidied(unsaved: Unsaved, texts: Mapping[str, Mapping[str, str]]) -> Unsaved:
    """Drop cells that were typed back to what they show: they are no edits."""
    cells = {}
    for key, row in unsaved.cells.items():
        shown = texts.get(key)
        left = {name: value for name, value in row.items() if shown is None or _text(value) != shown.get(name, "")}
        if left:
            cells[key] = left
    return replace(unsaved, cells=cells)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def without(unsaved: Unsaved, gone: Unsaved) -> Unsaved:
    """Take away edits that were saved or discarded; what was typed over them since stays."""
    cells = {}
    for key, row in unsaved.cells.items():
        left = {name: value for name, value in row.items() if (name, value) not in gone.cells.get(key, {}).items()}
        if left:
            cells[key] = left
    return Unsaved(
        cells,
        tuple(row for row in unsaved.added if row not in gone.added),
        tuple(key for key in unsaved.removed if key not in gone.removed),
    )


def together(first: Unsaved, second: Unsaved) -> Unsaved:
    """Join two sets of edits; the second wins in a cell."""
    cells = {key: dict(row) for key, row in first.cells.items()}
    for key, row in second.cells.items():
        cells.setdefault(key, {}).update(row)
    return Unsaved(
        cells,
        first.added + tuple(row for row in second.added if row not in first.added),
        first.removed + tuple(key for key in second.removed if key not in first.removed),
    )


def reported(held: Held, mount: Mount, sent: Mapping[str, object]) -> Held:
    """Take a widget's report into what is held; a late one, from a widget replaced meanwhile, adds what is new in it."""
    typed = heard(mount, sent)
    if mount.number == held.mount.number:
        return replace(held, unsaved=tidied(typed, held.texts))
    late = tidied(without(without(typed, held.dropped), mount.kept), held.texts)
    if not late.count:
        return held
    return remounted(replace(held, unsaved=together(held.unsaved, late)), held.mount.wanted, held.mount.lang)


def remounted(held: Held, wanted: str, lang: str) -> Held:
    """Draw the widget anew from what is held, with the rows a filter asks for; rows with edits always stay in sight."""
    edits = held.unsaved
    rows = tuple(
        row.row_key
        for row in held.seen
        if row.row_key not in edits.removed
        and (row.row_key in edits.cells or matches(row, held.texts.get(row.row_key, {}), wanted))
    )
    return replace(held, mount=Mount(held.mount.number + 1, lang, wanted, rows, edits))


def matches(row: PlanRow, texts: Mapping[str, str], wanted: str) -> bool:
    """Tell whether any cell of a row, as shown or as stored, contains what was asked for."""
    asked = wanted.strip().casefold()
    stored: Sequence[object] = [cell for cell in row.cells.values() if cell is not None]
    return not asked or any(asked in str(cell).casefold() for cell in (*texts.values(), *stored))


def dropped(held: Held, gone: Unsaved) -> Held:
    """Forget edits that were saved or discarded."""
    return replace(held, unsaved=without(held.unsaved, gone), dropped=gone)
