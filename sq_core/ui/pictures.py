"""Pictures on a page: the sentence, what is shown, the drawing, its notation, and the way to where its numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.charts import LIGHT, THEMES, Look
from sq_core.ui import state
from sq_core.ui.elements.prose import muted, plain_text, small
from sq_core.ui.trace_panel import show_trace
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.charts import Picture

PRESENTED = 1.35
"""How much larger pictures are drawn for a room."""
SOURCE = Text("来源", "Source")


def look() -> Look:
    """Return how pictures are drawn in this session: its language, its theme, its size."""
    choices = state.current()
    theme = THEMES.get(st.context.theme.type or "light", LIGHT)
    return Look(choices.lang, theme, PRESENTED if choices.present else 1.0)


def picture(shown: Picture, *, key: str, trace: Reading | None = None) -> None:
    """Draw a picture in its frame; with a reading it can be asked where its numbers come from."""
    drawn = look()
    with st.container(border=True, gap="xsmall", key=f"{key}.frame".replace(".", "_")):
        st.subheader(plain_text(shown.caption.title.of(drawn.lang)), anchor=False)
        muted(shown.caption.subtitle.of(drawn.lang))
        st.vega_lite_chart(spec=shown.spec(drawn), theme=None, key=key)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            note = shown.note.of(drawn.lang) if shown.note is not None else ""
            st.markdown(small(note), width="stretch")
            asked = trace is not None and st.button(
                SOURCE.of(drawn.lang), key=f"{key}.source", type="tertiary", icon=":material/info:", width="content"
            )
    if asked and trace is not None:
        show_trace(trace)


def pictures(shown: Sequence[Picture], *, key: str, columns: int = 4) -> None:
    """Draw small pictures side by side on one scale."""
    drawn = look()
    for start in range(0, len(shown), columns):
        row = shown[start : start + columns]
        for index, (place, each) in enumerate(zip(st.columns(columns), row, strict=False), start=start):
            with place, st.container(gap="xxsmall"):
                st.markdown(f"**{plain_text(each.caption.title.of(drawn.lang))}**")
                muted(each.caption.subtitle.of(drawn.lang))
                st.vega_lite_chart(spec=each.spec(drawn), theme=None, key=f"{key}.{index}")
