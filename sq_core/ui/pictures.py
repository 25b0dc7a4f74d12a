"""Pictures on a page: the sentence, what is shown, the drawing, its notation, and the way to where its numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.charts import LIGHT, THEMES, Look
from sq_core.ui import state
from sq_core.ui.asked import WITNESS, several
from sq_core.ui.browser import element
from sq_core.ui.elements.prose import muted, plain_text
from sq_core.ui.elements.tools import SOURCE, Tool
from sq_core.ui.stage import paper
from sq_core.ui.trace_panel import show_trace
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts import Picture
    from sq_core.ui.asked import Asking

PRESENTED = 1.35
"""How much larger pictures are drawn for a room."""
PICTURE_TOOLS = (
    SOURCE,
    Tool("copy", Text("复制图片", "Copy picture"), done=Text("图片已复制", "Picture copied")),
    Tool("png", Text("下载图片（PNG）", "Download picture (PNG)"), text=same("PNG")),
    Tool("svg", Text("下载图片（SVG）", "Download picture (SVG)"), text=same("SVG")),
)


def look() -> Look:
    """Return how pictures are drawn in this session: its language, its theme, its size."""
    choices = state.current()
    theme = THEMES.get(st.context.theme.type or "light", LIGHT)
    return Look(choices.lang, theme, PRESENTED if choices.present else 1.0)


def picture(shown: Picture, *, key: str, trace: Asking = None) -> None:
    """Draw a picture in its frame, with what one may do with it: ask where its numbers come from, and take it along.

    ``trace`` is what its numbers rest on: one thing, or everything that is drawn, of which a person chooses.
    """
    drawn = look()
    asking = several(trace)
    WITNESS.note("picture", key, (shown,), asking)
    with st.container(border=True, gap="xsmall", key=f"{key}.frame".replace(".", "_")):
        st.subheader(plain_text(shown.caption.title.of(drawn.lang)), anchor=False)
        muted(shown.caption.subtitle.of(drawn.lang))
        st.vega_lite_chart(spec=shown.spec(drawn), theme=None, key=key)
        asked = _tools(shown, drawn, key, traced=bool(asking))
    if asked == "source":
        show_trace(asking)


def _tools(shown: Picture, drawn: Look, key: str, *, traced: bool) -> str | None:
    """Draw the notation and the tools of a picture; return the one the page has to answer. An audience sees no tools."""
    note = shown.note.of(drawn.lang) if shown.note is not None else ""
    if state.current().present:
        muted(note)
        return None
    tools = [tool.written(drawn.lang) for tool in PICTURE_TOOLS if traced or tool.name != "source"]
    answer = element("tools", '<div class="frame"></div>')(
        key=f"{key}.tools",
        data={
            "title": shown.caption.title.of(drawn.lang),
            "subtitle": shown.caption.subtitle.of(drawn.lang),
            "note": note,
            "name": key,
            "tools": tools,
            "paper": paper(st.context.theme.type),
        },
        on_asked_change=lambda: None,
    )
    asked: str | None = answer.asked
    return asked


def pictures(shown: Sequence[Picture], *, key: str, columns: int = 4, traces: Sequence[Asking] = ()) -> None:
    """Draw small pictures side by side on one scale; ``traces`` says of each what its numbers rest on."""
    drawn = look()
    asking = [several(one) for one in (*traces, *[None] * (len(shown) - len(traces)))]
    for each, one in zip(shown, asking, strict=True):
        WITNESS.note("picture", key, (each,), one)
    for start in range(0, len(shown), columns):
        row = shown[start : start + columns]
        for index, (place, each) in enumerate(zip(st.columns(columns), row, strict=False), start=start):
            with place, st.container(gap="xxsmall"):
                st.markdown(f"**{plain_text(each.caption.title.of(drawn.lang))}**")
                muted(each.caption.subtitle.of(drawn.lang))
                st.vega_lite_chart(spec=each.spec(drawn), theme=None, key=f"{key}.{index}")
                if asking[index] and _tools(each, drawn, f"{key}.{index}", traced=True) == "source":
                    show_trace(asking[index])
