"""What a person chooses on a page: its section, a cut, a place beside another. State lives in ``ui.state``."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import streamlit as st

from sq_core.ui import state
from sq_core.ui.elements.prose import plain_text
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from streamlit.delta_generator import DeltaGenerator

    from sq_core.ui.chapter import Chapter

SECTION = Text("本章内容", "Sections of this chapter")
CHOICE = Text("选择", "Choose")
FEW = 5
"""Up to so many options stand open beside each other; more go into a list."""


def section(chapter: Chapter) -> str:
    """Draw the section chooser and return the section that is open; only that one is to be computed."""
    choices = state.current()
    names = {name: text.of(choices.lang) for name, text in chapter.sections}
    open_section = choices.section if choices.section in names else next(iter(names))
    if choices.present:
        place = f"{list(names).index(open_section) + 1} / {len(names)}"
        st.markdown(f"**{plain_text(names[open_section])}** :gray[{place}]")
        return open_section
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
    """Let a person choose one of a few; the choice goes to the address and lasts while the session does.

    An audience is shown what was chosen, not the chooser.
    """
    lang = state.current().lang
    names = {name: text.of(lang) for name, text in options.items()}
    if not names:
        return ""
    head = (label or CHOICE).of(lang)
    shown: Literal["visible", "collapsed"] = "visible" if label else "collapsed"
    picked = state.pick(key, names)
    if state.current().present:
        return picked
    widget = state.showing(key, picked)
    take = state.picking(key, next(iter(names)))
    if len(names) <= FEW:
        st.segmented_control(
            head,
            list(names),
            format_func=names.__getitem__,
            key=widget,
            on_change=take,
            required=True,
            label_visibility=shown,
        )
    else:
        st.selectbox(
            head, list(names), format_func=names.__getitem__, key=widget, on_change=take, label_visibility=shown
        )
    return picked


def columns(drawn: Sequence[object]) -> Sequence[DeltaGenerator]:
    """Give equal places beside each other, one for each thing to be drawn; none where there is none."""
    return st.columns(len(drawn), gap="small") if drawn else ()


@contextmanager
def beside(*shares: float) -> Iterator[tuple[DeltaGenerator, ...]]:
    """Lay things beside each other in these shares; on a phone they follow each other."""
    yield tuple(st.columns(list(shares), gap="small"))
