"""Other people's changes reach this page: the browser hears that the programme moved and asks for a rerun.

Only this fragment runs until it is known that the page is out of date.
"""

from __future__ import annotations

import streamlit as st

from sq_core.ui.browser import element


@st.fragment
def listen(edition: int) -> None:
    """Listen for editions newer than the one on the page."""
    answer = element("live")(
        key="shell.live", data={"edition": edition}, on_moved_change=lambda: None, height="content"
    )
    if answer.moved and answer.moved > edition:
        st.rerun()
