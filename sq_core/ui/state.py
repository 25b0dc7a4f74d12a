"""What a person chose: the only file that touches Streamlit's session state and the address bar.

The address is read when somebody arrives, and again when somebody goes back or forward in the browser. In between the
session is the truth, and the address is a copy of it: Streamlit drops the query when a page is changed, so it is written
back at the end of every run, when it is known which choosers the page has.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sq_core.ui.address import PERIODS, TRUNK, Choices, Known, from_address, lang_of, to_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = [
    "NAME_COOKIE",
    "PERIODS",
    "SEEN_COOKIE",
    "TRUNK",
    "Choices",
    "Known",
    "arrive",
    "choose",
    "choosing",
    "current",
    "enter",
    "filter_by",
    "forget",
    "from_address",
    "generation",
    "lang_of",
    "mirror",
    "pick",
    "picked",
    "picking",
    "remember",
    "remembered",
    "renew",
    "seen_cookie",
    "showing",
    "taking",
    "to_address",
]

Kept = TypeVar("Kept")

NAME_COOKIE = "sq_name"
SEEN_COOKIE = "sq_seen"
_CHOICES, _SECTIONS, _CHOSEN, _DRAWN = "shell.choices", "shell.sections", "shell.chosen", "shell.drawn"
_LONGEST = 80


def arrive(known: Known) -> Choices:
    """Read the address when somebody arrives or goes back to it; in between the session is the truth."""
    choices: Choices | None = st.session_state.get(_CHOICES)
    if choices is None or _went_back():
        query = st.query_params.to_dict()
        read = from_address(query, st.context.locale, known)
        choices = replace(read, who=_name_from_cookie()) if choices is None else _returned(choices, read)
        st.session_state[_CHOSEN] = frozenset({"lang"} if query.get("lang") == choices.lang else ())
        st.session_state[_CHOICES] = choices
    return choices


def _went_back() -> bool:
    """Tell whether this run answers the browser's own back or forward; otherwise the query may lag behind the session."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


def _returned(here: Choices, there: Choices) -> Choices:
    """Take what an address says; picks of pages that are not on the screen are not its business."""
    elsewhere = {key: value for key, value in here.picks if key not in _drawn()}
    return replace(there, who=here.who, picks=tuple(sorted((elsewhere | dict(there.picks)).items())))


def enter(chapter: str, known: Known) -> Choices:
    """Note which chapter is open, with the section last seen there; one that it does not have becomes its first."""
    choices = current()
    if choices.chapter and choices.chapter != chapter:
        choices = replace(choices, section=_sections().get(chapter, ""))
    section = choices.section if choices.section in known.sections.get(chapter, ())[1:] else ""
    st.session_state[_DRAWN] = frozenset()
    return _store(replace(choices, chapter=chapter, section=section))


def current() -> Choices:
    """Return what is chosen in this session; a page drawn on its own gets the defaults."""
    choices: Choices = st.session_state.get(_CHOICES) or Choices()
    return choices


def choose(**changes: Any) -> Choices:  # noqa: ANN401  the fields of Choices, whose types differ
    """Change choices: they go to the address, and a section is remembered for its chapter."""
    chosen: frozenset[str] = st.session_state.get(_CHOSEN, frozenset())
    st.session_state[_CHOSEN] = chosen | frozenset(changes)
    return _store(replace(current(), **changes))


def choosing(**changes: Any) -> Callable[[], None]:  # noqa: ANN401  the fields of Choices, whose types differ
    """Return the callback of a button that chooses."""

    def take() -> None:
        choose(**changes)

    return take


def _store(choices: Choices) -> Choices:
    st.session_state[_CHOICES] = choices
    st.session_state[_SECTIONS] = _sections() | {choices.chapter: choices.section}
    return choices


def _sections() -> dict[str, str]:
    sections: dict[str, str] = st.session_state.get(_SECTIONS, {})
    return sections


def filter_by(dimensions: Iterable[str]) -> None:
    """Drop filters on dimensions that no metric has."""
    _store(current().filtered_by(dimensions))


def pick(key: str, options: Mapping[str, object]) -> str:
    """Return what is picked in a chooser; what it does not offer becomes its first option."""
    first = next(iter(options))
    value = current().pick(key)
    st.session_state[_DRAWN] = _drawn() | {key}
    if value and value not in options:
        _store(current().picking(key, ""))
    return value if value in options else first


def picking(key: str, first: str) -> Callable[[], None]:
    """Return the callback of a chooser; one put back to its first option is as good as left alone."""

    def take() -> None:
        value = picked(key)
        if value is not None:
            _store(current().picking(key, "" if value == first else str(value)))

    return take


def _drawn() -> frozenset[str]:
    drawn: frozenset[str] = st.session_state.get(_DRAWN, frozenset())
    return drawn


def mirror() -> None:
    """Copy the choices to the address where it says something else."""
    address = to_address(current(), st.session_state.get(_CHOSEN, frozenset()), _drawn())
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def showing(key: str, value: object) -> str:
    """Make a widget show a value and return its key: its identity, and so the keyboard's focus, outlives the change."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def picked(key: str) -> Any:  # noqa: ANN401  a widget's own value
    """Return the value of a widget, in its callback."""
    return st.session_state.get(key)


def taking(key: str, name: str) -> Callable[[], None]:
    """Return the callback that takes a widget's value as a choice; a cleared chooser keeps the one before."""

    def take() -> None:
        value = picked(key)
        if value is not None:
            choose(**{name: value})

    return take


def remembered(key: str, default: Kept) -> Kept:
    """Return what was remembered under ``chapter.thing`` in this session, across pages."""
    value: Kept = st.session_state.get("kept." + key, default)
    return value


def remember(key: str, value: object) -> None:
    """Remember a value under ``chapter.thing`` for this session."""
    st.session_state["kept." + key] = value


def forget(key: str) -> None:
    """Forget what was remembered, and what its widget shows."""
    st.session_state.pop("kept." + key, None)
    st.session_state.pop(key, None)


def generation(key: str) -> int:
    """Return how often a widget was renewed: part of its key, for widgets that can only be emptied by a new key."""
    return remembered(key + ".generation", 0)


def renew(key: str) -> None:
    """Give a widget a new key, which drops its pending edits or its uploaded file."""
    remember(key + ".generation", generation(key) + 1)


def _name_from_cookie() -> str:
    return unquote(st.context.cookies.get(NAME_COOKIE, ""))[:_LONGEST].strip()


def seen_cookie() -> str:
    """Return what this browser wrote down of its last visits; see ``ui.visits``."""
    return str(st.context.cookies.get(SEEN_COOKIE, ""))
