"""Cells that somebody else changed meanwhile: three values of each, in the unit of their row, and the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ledger import ROW, row_name, shown_text
from sq_core.ui import state
from sq_core.ui.elements import Cell, Column, table
from sq_core.ui.front import the_office, view_of
from sq_core.ui.grid_edits import Unsaved
from sq_core.ui.grid_held import found, renew
from sq_core.words import MISSING, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.errors import Conflict
    from sq_core.ui.grid_held import Spot

_WARNING = Text(
    "您编辑期间，他人修改了同样的单元格。请选择；其他修改都还在。",
    "While you were editing, somebody else changed the same cells. Choose; your other edits are all still there.",
)
_WHOLE_ROW = Text("整行", "whole row")
_KEEP = Text("保留现在的值", "Keep what is there now")
_MINE = Text("改为我的值", "Take mine")
_SOME = Text("改为我的值的单元格（其余保留现值）", "Cells that take my value (the others keep what is there)")
_AS_CHOSEN = Text("按所选处理", "Do as chosen")
SAW, NOW, WANT = Text("您看到的", "You saw"), Text("现在", "Now"), Text("您要的", "You want")


def remember_conflicts(spot: Spot, conflicts: tuple[Conflict, ...]) -> None:
    """Keep conflicts until somebody chose."""
    state.remember(spot.key("conflicts"), conflicts)


def forget_conflicts(spot: Spot) -> None:
    """Forget conflicts, chosen or given up."""
    state.forget(spot.key("conflicts"))


def conflicts_panel(spot: Spot, lang: Lang) -> bool:
    """Show the three values of each cell in conflict and take the choice; say whether there is any."""
    none: tuple[Conflict, ...] = ()
    conflicts = state.remembered(spot.key("conflicts"), none)
    if not conflicts:
        return False
    st.warning(_WARNING.of(lang), icon=":material/call_split:")
    names = conflict_table(spot, conflicts, (SAW, NOW, WANT), lang, key=spot.key("conflict_table"))
    with st.container(horizontal=True):
        st.button(_KEEP.of(lang), key=spot.key("conflict_keep"), on_click=_settle, args=(spot, conflicts, ()))
        st.button(_MINE.of(lang), key=spot.key("conflict_mine"), on_click=_settle, args=(spot, conflicts, conflicts))
    if len(conflicts) > 1:
        chosen = st.multiselect(
            _SOME.of(lang),
            range(len(conflicts)),
            format_func=lambda at: names[at],
            key=spot.key("conflict_some"),
        )
        mine = tuple(conflicts[at] for at in chosen)
        st.button(_AS_CHOSEN.of(lang), key=spot.key("conflict_chosen"), on_click=_settle, args=(spot, conflicts, mine))
    return True


def _settle(spot: Spot, conflicts: Sequence[Conflict], mine: Sequence[Conflict]) -> None:
    """Give up the cells that keep what is there now; the others are checked against it from here on, and reviewed again."""
    cells: dict[str, dict[str, object]] = {}
    removed: list[str] = []
    held = found(spot)
    for one in conflicts:
        if one in mine or held is None:
            continue
        if one.key in held.unsaved.removed:
            removed.append(one.key)
        elif one.column in held.unsaved.cells.get(one.key, {}):
            cells.setdefault(one.key, {})[one.column] = held.unsaved.cells[one.key][one.column]
    forget_conflicts(spot)
    renew(spot, Unsaved(cells, (), tuple(removed)))


def conflict_table(
    spot: Spot, conflicts: Sequence[Conflict], values: tuple[Text, Text, Text], lang: Lang, *, key: str
) -> list[str]:
    """Draw three values of each cell and who changed it; return what the cells are called."""
    with the_office().desk(view_of(state.current())) as desk:
        rows = {row.row_key: row.cells for row in desk.rows(spot.sheet)}
    contract = spot.contract
    names: list[str] = []
    lines: list[tuple[str | Cell, ...]] = []
    for one in conflicts:
        cells = rows.get(one.key, {})
        column = contract.by_name.get(one.column)
        said = _WHOLE_ROW if one.column == ROW or column is None else column.header
        names.append(f"{row_name(contract, one.key, cells, lang)} · {said.of(lang)}")
        shown = [
            shown_text(contract, one.column, text, cells.get("unit"), lang) or MISSING
            for text in (one.seen, one.current, one.wanted)
        ]
        lines.append((Cell(names[-1], "strong"), *shown, one.changed_by or MISSING))
    heads = (
        Column(Text("单元格", "Cell")),
        *(Column(value, number=True) for value in values),
        Column(Text("修改人", "Changed by")),
    )
    table(heads, lines, lang, key=key)
    return names
