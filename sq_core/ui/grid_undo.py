"""The line after saving: what was kept, and the way back in one click; cells changed since are listed for a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.errors import EditStale, SqError
from sq_core.ledger import commit, undoing
from sq_core.ui import state
from sq_core.ui.elements import plain_text, refusal
from sq_core.ui.front import NOTHING_CHANGED, SAVED, the_office
from sq_core.ui.grid_conflicts import conflict_table
from sq_core.ui.grid_edits import Unsaved
from sq_core.ui.grid_held import renew
from sq_core.ui.hub import HUB
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.errors import Conflict
    from sq_core.ledger import Author, Choice, Effect
    from sq_core.ui.grid_held import Spot
    from sq_core.words import Lang

_UNDO, _REDO = Text("撤销", "Undo"), Text("恢复", "Redo")
_KEPT = Text("已保存为变更集 {number}，{size}。", "Saved as change set {number}: {size}.")
_TAKEN_BACK = Text(
    "变更集 {undone} 已撤销，记为变更集 {number}。", "Change set {undone} was undone by change set {number}."
)
_CHANGED_SINCE = Text(
    "变更集 {number} 之后又有人修改了这些单元格。", "These cells were changed again after change set {number}."
)
_WROTE, _NOW, _GIVES = Text("当时写入", "It wrote"), Text("现在", "Now"), Text("撤销后", "Undo gives")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved last in a grid, and by whom: the same person may take it back at once."""

    number: int
    cells: int
    rows: int
    author: Author
    undoes: int = 0
    conflicts: tuple[Conflict, ...] = ()


def remember_saved(spot: Spot, effect: Effect, author: Author, undoes: int = 0) -> None:
    """Tell everybody of a change set and offer the way back."""
    if effect.change_set is None:
        state.remember("shell.toast", NOTHING_CHANGED)
        return
    rows = sum(one.new_rows + one.removed_rows for one in effect.sheets)
    cells = sum(1 for one in effect.sheets for change in one.changed if change.column in spot.contract.by_name)
    state.remember(spot.key("saved"), Saved(effect.change_set, cells, rows, author, undoes))
    HUB.tell(effect.change_set)
    state.remember("shell.toast", SAVED.fill(number=effect.change_set))


def saved_line(spot: Spot, lang: Lang) -> None:
    """Say what was saved last in this grid, with the way back."""
    saved: Saved | None = state.remembered(spot.key("saved"), None)
    if saved is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            (_REDO if saved.undoes else _UNDO).of(lang),
            key=spot.key("undo"),
            icon=":material/undo:",
            on_click=_take_back,
            args=(spot, saved, {}),
        )
        st.markdown(plain_text(_said(saved).of(lang)), width="content")
    error: SqError | None = state.remembered(spot.key("undo_error"), None)
    if error is not None:
        refusal(error, lang)
        state.forget(spot.key("undo_error"))
    if saved.conflicts:
        _choose(spot, saved, lang)


def _said(saved: Saved) -> Text:
    if saved.undoes:
        return _TAKEN_BACK.fill(undone=saved.undoes, number=saved.number)
    size = Text(f"{saved.cells:,} 个单元格", f"{saved.cells:,} cells" if saved.cells != 1 else "1 cell")
    if saved.rows:
        size += Text(f"、{saved.rows:,} 行", f" in {saved.rows:,} rows" if saved.rows != 1 else " in 1 row")
    return _KEPT.fill(number=saved.number, size=size)


def _take_back(spot: Spot, saved: Saved, choices: dict[tuple[str, str, str], Choice]) -> None:
    office = the_office()
    try:
        effect = commit(office.store, undoing(office.store, saved.number, saved.author, "", choices))
    except EditStale as error:
        state.remember(
            spot.key("saved"),
            Saved(saved.number, saved.cells, saved.rows, saved.author, saved.undoes, error.conflicts),
        )
        return
    except SqError as error:
        state.remember(spot.key("undo_error"), error)
        return
    renew(spot, Unsaved())
    state.forget(spot.key("saved"))
    remember_saved(spot, effect, saved.author, saved.number)


def _choose(spot: Spot, saved: Saved, lang: Lang) -> None:
    st.warning(_CHANGED_SINCE.fill(number=saved.number).of(lang), icon=":material/call_split:")
    conflict_table(spot, saved.conflicts, (_WROTE, _NOW, _GIVES), lang, key=spot.key("undo_conflict_table"))
    with st.container(horizontal=True):
        for choice, label in (
            ("keep", Text("保留现值，撤销其余", "Keep these, undo the rest")),
            ("restore", Text("全部恢复旧值", "Restore all old values")),
        ):
            st.button(
                label.of(lang),
                key=spot.key(f"undo_{choice}"),
                on_click=_take_back,
                args=(spot, saved, {(c.sheet, c.key, c.column): choice for c in saved.conflicts}),
            )
