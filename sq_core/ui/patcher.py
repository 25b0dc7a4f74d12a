"""What belongs to the document around a page: its language, Streamlit's own words in it, text size, the reader's name.

Streamlit has no translations and always calls its page English. The browser's side of this element translates the words
Streamlit puts on buttons, menus and messages, and asks for a rerun when the theme on screen is not the one pictures were
drawn for.
"""

from __future__ import annotations

import streamlit as st

from sq_core.ui import state, visits
from sq_core.ui.browser import element
from sq_core.ui.header import icon_buttons

PRESENTED_PIXELS = 22
"""The base size of text for a room, readable from its last row."""


def settle(choices: state.Choices, edition: int) -> None:
    """Bring the document in line with what was chosen, and let the browser note which edition it has seen."""
    element("patcher", isolated=False, parts=("words", "calendar"))(
        key="shell.patcher",
        data={
            "lang": choices.lang,
            "theme": st.context.theme.type or "light",
            "size": PRESENTED_PIXELS if choices.present else 0,
            "name": choices.who,
            "cookie": state.NAME_COOKIE,
            "seen": visits.noted(edition),
            "seen_cookie": state.SEEN_COOKIE,
            "labels": {key: words.of(choices.lang) for key, words in icon_buttons(choices).items()},
        },
        on_theme_change=lambda: None,
        height="content",
    )
