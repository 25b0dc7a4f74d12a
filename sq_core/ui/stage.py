"""How a page stands: its margins on a screen, white on paper, large and without controls before an audience.

The theme has no words for print and for margins, so one stylesheet of the house says them, once for the whole document.
Before an audience the arrow keys, or a presenter's remote, go through the sections of the chapter, and Escape ends it.
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.charts import DARK, FONT, LIGHT, THEMES
from sq_core.ui import state
from sq_core.ui.browser import element

if TYPE_CHECKING:
    from sq_core.ui.chapter import Chapter

KEY = "shell.stage"


def paper(theme_name: str | None) -> dict[str, object]:
    """Describe paper: its colours and type, and what replaces each colour of a dark page on it."""
    instead = _instead() if theme_name == "dark" else {}
    return {"ink": LIGHT.ink, "muted": LIGHT.muted, "page": LIGHT.page, "family": FONT, "instead": instead}


def _instead() -> dict[str, str]:
    """Pair every dark colour with its light counterpart; the first meaning of a colour wins."""
    pairs: dict[str, str] = {}
    for field in fields(DARK):
        dark, light = getattr(DARK, field.name), getattr(LIGHT, field.name)
        if field.name == "name":
            continue
        together = zip(dark, light, strict=True) if isinstance(dark, tuple) else ((dark, light),)
        for one, other in together:
            pairs.setdefault(one, other)
    return pairs


def set_stage(chapter: Chapter) -> None:
    """Lay the house's stylesheet and keys over the document, before anything else is drawn on it."""
    theme = THEMES.get(st.context.theme.type or "light", LIGHT)
    element("stage", isolated=False)(
        key=KEY,
        data={
            "presenting": state.current().present,
            "paper": paper(theme.name),
            "colours": {"accent": theme.accent, "page": theme.page, "muted": theme.muted},
        },
        on_step_change=partial(_step, chapter.section_names()),
        on_leave_change=state.choosing(present=False),
        height="content",
    )


def _step(sections: tuple[str, ...]) -> None:
    """Open the section before or after the open one; at the ends stay."""
    asked = state.picked(KEY)
    if asked is None or not asked.step or not sections:
        return
    open_section = state.current().section or sections[0]
    index = sections.index(open_section) + int(asked.step)
    state.choose(section=sections[min(max(index, 0), len(sections) - 1)])
