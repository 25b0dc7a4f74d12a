"""What a person chooses on a page: its section, a cut, a place beside another. State lives in ``ui.state``."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import streamlit as st

from sq_core.ui import state
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from streamlit.delta_generator import DeltaGenerator

    from sq_core.ui.chapter import Chapter

SECTION = Text("本章内容", "Sections of this chapter")
FEW = 5
"""Up to so many options stand open beside each other; more go into a list."""


def section(chapter: Chapter) -> str:
    """Draw the section chooser and return the section that is open; only that one is to be computed."""
    choices = state.current()
    names = {name: text.of(choices.lang) for name, text in chapter.sections}
    open_section = choices.section if choices.section in names else next(iter(names))
    key = state.showing(f"{chapter.slug}.section", open_section)
    picked = st.segmented_control(
        SECTION.of(choices.lang),
        list(names),
        format_func=lambda name: f"{name}  {names[name]}" if name[:1].isdigit() else names[name],
        key=key,
        on_change=state.taking(key, "section"),
        required=True,
        label_visibility="collapsed",
    )
    return picked or open_section


def choose(key: str, options: Mapping[str, Text], *, label: Text | None = None) -> str:
    """Let a person choose one of a few; the choice is kept while the session lasts."""
    lang = state.current().lang
    names = {name: text.of(lang) for name, text in options.items()}
    if not names:
        return ""
    head = label.of(lang) if label else key
    shown: Literal["visible", "collapsed"] = "visible" if label else "collapsed"
    if len(names) <= FEW:
        picked = st.segmented_control(
            head,
            list(names),
            default=next(iter(names)),
            format_func=names.__getitem__,
            key=key,
            persist_state="session",
            required=True,
            label_visibility=shown,
        )
    else:
        picked = st.selectbox(
            head,
            list(names),
            format_func=names.__getitem__,
            key=key,
            persist_state="session",
            label_visibility=shown,
        )
    return picked if picked in names else next(iter(names))


@contextmanager
def beside(*shares: float) -> Iterator[tuple[DeltaGenerator, ...]]:
    """Lay things beside each other in these shares; on a phone they follow each other."""
    yield tuple(st.columns(list(shares), gap="small"))
