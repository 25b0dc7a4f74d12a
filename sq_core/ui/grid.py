"""A plan sheet in a grid: cells typed or pasted here are checked by the contract, rehearsed, and signed before they are kept.

It can stand on any page: everything it remembers is named by its place and sheet. What is typed is kept by row until it is
saved or discarded, whatever else is looked at meanwhile, and is checked against the rows as they were first seen, so that
an edit by somebody else is noticed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui import state
from sq_core.ui.elements import muted, plain_text
from sq_core.ui.front import committed
from sq_core.ui.grid_conflicts import conflicts_panel
from sq_core.ui.grid_edits import Unsaved
from sq_core.ui.grid_frame import columns_of, frame_of, height_of, ordered_columns
from sq_core.ui.grid_held import Spot, found, held_for, outdated, renew, report, unsaved_at
from sq_core.ui.grid_review import forget_review, review_panel, reviewing
from sq_core.ui.grid_undo import saved_line
from sq_core.ui.templates import plan_sheets, sheet_download
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.ledger import Effect
    from sq_core.ui.grid_edits import Held
    from sq_core.words import Lang

PLACE = "workbooks"
_FILTER = Text("筛选", "Filter")
_ANY = Text("任意文字", "any text")
_REVIEW = Text("查看修改的影响", "See what the edits move")
_DISCARD = Text("放弃修改", "Discard edits")
_NEWER = Text("有人更新了这张工作表。", "Somebody has changed this sheet.")
_SHOW_NEWER = Text("显示最新内容", "Show the newest")
_ELSEWHERE = Text("尚未保存：{sheets}", "Not saved yet: {sheets}")


def plan_grid(desk: Desk, sheet: str, *, place: str = PLACE, first: tuple[str, ...] = ()) -> None:
    """Draw a plan sheet for editing, columns named ``first`` in front, what the edits would move, and the way to keep them."""
    spot, lang = Spot(place, sheet), desk.lang
    announce_saved(lang)
    muted(spot.contract.purpose.of(lang))
    _elsewhere(spot, lang)
    saved_line(spot, lang)
    wanted = st.text_input(_FILTER.of(lang), key=spot.key("filter"), placeholder=_ANY.of(lang), persist_state="session")
    held = held_for(desk, spot, wanted)
    mount = held.mount
    st.data_editor(
        frame_of(spot.contract, held.texts, mount),
        key=spot.widget(mount),
        num_rows="dynamic",
        column_config=columns_of(spot.contract, lang),
        column_order=ordered_columns(spot.contract, first),
        hide_index=True,
        height=height_of(len(mount.rows) + len(mount.kept.added)),
        on_change=partial(report, spot, mount),
        placeholder="",
        alt=spot.contract.title.of(lang),
    )
    _below(desk, spot, held)
    if not conflicts_panel(spot, lang) and reviewing(spot):
        review_panel(desk, spot, held)


def _below(desk: Desk, spot: Spot, held: Held) -> None:
    """Draw what can be done with the grid as a whole."""
    lang, unsaved = desk.lang, held.unsaved
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_REVIEW.of(lang), key=spot.key("review"), type="primary", on_click=_review, args=(spot,))
        sheet_download(spot.sheet, lang, key=spot.key("download"))
        if unsaved.count:
            st.button(_DISCARD.of(lang), key=spot.key("discard"), on_click=_discard, args=(spot, unsaved))
            st.markdown(f"**{plain_text(unsaved_words(unsaved.count).of(lang))}**", width="content")
        elif outdated(desk, spot, held):
            st.button(_SHOW_NEWER.of(lang), key=spot.key("newer"), on_click=renew, args=(spot, Unsaved()))
            st.markdown(plain_text(_NEWER.of(lang)), width="content")


def unsaved_words(count: int) -> Text:
    """Say how many edits are not saved."""
    return Text(f"{count} 处未保存的修改", "1 unsaved edit" if count == 1 else f"{count} unsaved edits")


def _elsewhere(spot: Spot, lang: Lang) -> None:
    """Remind of edits waiting in other sheets of this place."""
    titles = plan_sheets()
    counts = unsaved_at(spot.place, tuple(sheet for sheet in titles if sheet != spot.sheet))
    if counts:
        names = {"zh": "、", "en": ", "}[lang].join(f"{titles[sheet].of(lang)} ({n})" for sheet, n in counts.items())
        st.markdown(f":material/edit_note: {plain_text(_ELSEWHERE.fill(sheets=names).of(lang))}")


def _review(spot: Spot) -> None:
    state.remember(spot.key("reviewing"), True)


def _discard(spot: Spot, unsaved: Unsaved) -> None:
    held = found(spot)
    renew(spot, held.unsaved if held is not None else unsaved)
    forget_review(spot)


def announce_saved(lang: Lang) -> None:
    """Tell everybody of what was just saved in this session."""
    effect: Effect | None = state.remembered("workbooks.saved", None)
    if effect is not None:
        state.forget("workbooks.saved")
        committed(effect, lang)
