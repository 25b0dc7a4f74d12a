"""What the edits of a grid would move, what is wrong or doubtful in them, and the way to sign and keep them.

It is drawn anew with every edit while it is open; the rehearsal behind it is remembered by edits and edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.desk import View, preview
from sq_core.errors import EditStale, SqError
from sq_core.ledger import Author, Draft, GridEdits, commit, edited, understood
from sq_core.ui import state
from sq_core.ui.elements import Column, muted, plain_text, refusal, table
from sq_core.ui.findings import findings_table
from sq_core.ui.front import the_office
from sq_core.ui.grid_conflicts import forget_conflicts, remember_conflicts
from sq_core.ui.grid_held import found, renew
from sq_core.ui.grid_undo import remember_saved
from sq_core.ui.ripple import effect_table, moves_table
from sq_core.ui.who import signature
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk import Desk, Preview
    from sq_core.ledger import CellEdit, Large, Understood
    from sq_core.ui.grid_edits import Held, Unsaved
    from sq_core.ui.grid_held import Spot
    from sq_core.words import Lang

_NOTHING = Text("还没有修改。", "Nothing has been edited yet.")
_TO_MEND = Text("有 {count} 处须先修改，才能保存。", "{count} to mend before anything can be saved.")
_NEED_REASON = Text(
    "以下单元格的改动超过 {share}，需要说明理由：", "These cells change by more than {share} and need a reason:"
)
_REASON = Text("理由（可不填）", "Reason (optional)")
_REASON_REQUIRED = Text("理由（必填）", "Reason (required)")
_NO_REASON = Text("填写理由并按回车后即可保存。", "Write the reason and press Enter; then it can be saved.")
_NO_NAME = Text("填写名字并按回车后即可保存。", "Write your name and press Enter; then it can be saved.")


def reviewing(spot: Spot) -> bool:
    """Tell whether somebody asked what the edits move."""
    return state.remembered(spot.key("reviewing"), False)


def forget_review(spot: Spot) -> None:
    """Close the review and forget what belongs to these edits."""
    for thing in ("reviewing", "rehearsed", "reason", "save_error"):
        state.forget(spot.key(thing))
    forget_conflicts(spot)


def review_panel(desk: Desk, spot: Spot, held: Held) -> None:
    """Draw what the edits move, and the form that keeps them."""
    lang = desk.lang
    _say_error(spot, lang)
    if not held.unsaved.count:
        muted(_NOTHING.of(lang))
        return
    grid = grid_edits(spot, held.unsaved)
    present = tuple(row.row_key for row in desk.rows(spot.sheet))
    checked = understood(grid, held.seen, desk.rules.reason_above, lang, present)
    findings_table(checked.findings, lang, key=spot.key("findings"))
    if checked.refused:
        st.error(_TO_MEND.fill(count=len(checked.refused)).of(lang), icon=":material/block:")
        return
    try:
        seen = _rehearsed(spot, checked.edits)
    except EditStale as error:
        remember_conflicts(spot, error.conflicts)
        st.rerun()
    effect_table(seen.effect, lang, key=_ripple(spot))
    moves_table(seen.moves, lang, key=_ripple(spot))
    _form(desk, spot, held, checked, nothing=seen.effect.nothing)


def grid_edits(spot: Spot, unsaved: Unsaved) -> GridEdits:
    """Hand over what is held as the ledger takes it."""
    return GridEdits(spot.sheet, unsaved.cells, unsaved.added, unsaved.removed)


def _ripple(spot: Spot) -> str:
    return "ripple" if spot.place == "workbooks" else spot.key("ripple")


def _rehearsed(spot: Spot, edits: tuple[CellEdit, ...]) -> Preview:
    office = the_office()
    key = (edits, office.edition)
    kept: tuple[object, Preview] | None = state.remembered(spot.key("rehearsed"), None)
    if kept is not None and kept[0] == key:
        return kept[1]
    seen = preview(office, Draft("edit", Author("-"), edits=edits), View())
    state.remember(spot.key("rehearsed"), (key, seen))
    return seen


def _form(desk: Desk, spot: Spot, held: Held, checked: Understood, *, nothing: bool) -> None:
    """Ask for a reason and a name; say why saving is not possible yet."""
    lang = desk.lang
    if checked.large:
        st.markdown(plain_text(_NEED_REASON.fill(share=f"{desk.rules.reason_above:.0%}").of(lang)))
        _large_table(checked.large, spot, lang)
    label = _REASON_REQUIRED if checked.large else _REASON
    reason = st.text_input(label.of(lang), key=spot.key("reason")).strip()
    author = signature(lang, key=spot.key("who"))
    unexplained = bool(checked.large) and not reason
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            Text("保存", "Save").of(lang),
            key=spot.key("save"),
            type="primary",
            disabled=author is None or nothing or unexplained,
            on_click=_save,
            args=(spot, held, author, reason, desk.rules.reason_above, lang),
        )
        if unexplained or author is None:
            st.markdown(f":orange[{plain_text((_NO_REASON if unexplained else _NO_NAME).of(lang))}]", width="content")


def _large_table(large: Sequence[Large], spot: Spot, lang: Lang) -> None:
    columns = (
        Column(Text("行", "Row")),
        Column(Text("列", "Column")),
        Column(Text("原值", "Old"), number=True),
        Column(Text("新值", "New"), number=True),
    )
    table(columns, [(one.row, one.column.of(lang), one.old, one.new) for one in large], lang, key=spot.key("large"))


def _save(spot: Spot, held: Held, author: Author, reason: str, reason_above: float, lang: Lang) -> None:
    """Keep what was reviewed; what was typed since stays unsaved."""
    try:
        draft = edited(grid_edits(spot, held.unsaved), held.seen, author, reason, reason_above, lang)
        effect = commit(the_office().store, draft)
    except EditStale as error:
        remember_conflicts(spot, error.conflicts)
        return
    except SqError as error:
        state.remember(spot.key("save_error"), error)
        return
    renew(spot, held.unsaved)
    forget_review(spot)
    left = found(spot)
    if left is not None and left.unsaved.count:
        state.remember(spot.key("reviewing"), True)
    remember_saved(spot, effect, author)


def _say_error(spot: Spot, lang: Lang) -> None:
    nothing: SqError | None = None
    error = state.remembered(spot.key("save_error"), nothing)
    if error is not None:
        refusal(error, lang)
        state.forget(spot.key("save_error"))
