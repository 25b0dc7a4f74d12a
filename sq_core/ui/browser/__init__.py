"""The browser's side of the few elements Streamlit does not have: each a script, its style and nothing from outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["element"]

_HERE = Path(__file__).parent


@cache
def element(name: str, html: str = "", *, isolated: bool = True, parts: tuple[str, ...] = ()) -> ComponentRenderer:
    """Register an element once and return what mounts it; its script may lie in several parts, told before it."""
    style = _HERE / f"{name}.css"
    return st.components.v2.component(
        f"sq_{name}",
        html=html or None,
        css=style.read_text("utf-8") if style.exists() else None,
        js="\n".join((_HERE / f"{part}.js").read_text("utf-8") for part in (*parts, name)),
        isolate_styles=isolated,
    )
