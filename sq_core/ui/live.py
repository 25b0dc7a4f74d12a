"""Other people's changes reach this page: the browser hears that the programme moved and asks for a rerun.

The element tells no more than which edition is on the page and what the last rerun recalculated; the browser decides when
a rerun disturbs nobody.
"""

from __future__ import annotations

import streamlit as st

from sq_core.ui.browser import element


def listen(edition: int, said: str) -> None:
    """Listen for editions newer than the one on the page, and have said aloud what was recalculated for it."""
    element("live", '<span class="said" role="status" aria-live="polite"></span>')(
        key="shell.live",
        data={"edition": edition, "said": said, "look": st.context.theme.type or "light"},
        on_moved_change=lambda: None,
        height="content",
    )
