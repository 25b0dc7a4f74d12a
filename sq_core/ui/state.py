"""What a person chose: the only file that touches Streamlit's session state and the address bar.

The address is read once, when somebody arrives, and checked against what exists; an unknown name becomes the default and
never an error. From then on the session is the truth, and the address is a copy of it that holds only what the person
chose: Streamlit drops the query when a page is changed, so it is written back on every run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

import streamlit as st

from sq_core.words import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Kept = TypeVar("Kept")

PERIODS = ("month", "quarter", "year")
TRUNK = "trunk"
NAME_COOKIE = "sq_name"
_CHOICES, _SECTIONS, _CHOSEN = "shell.choices", "shell.sections", "shell.chosen"
_FILTER = "by."
_FILTER_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything a person chose, as one value."""

    lang: Lang = "zh"
    chapter: str = ""
    section: str = ""
    period: str = ""
    """month, quarter or year; empty is what the programme is set to."""
    branch: str = TRUNK
    as_of: str = ""
    """A change set number or an ISO day; empty is now."""
    present: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    who: str = ""

    def filter(self, dimension: str) -> str:
        """Return the value chosen for a dimension, empty where none is."""
        return dict(self.filters).get(dimension, "")

    def filtered(self, dimension: str, value: str) -> Choices:
        """Return the choices with one dimension set, or cleared by an empty value."""
        others = {name: each for name, each in self.filters if name != dimension}
        kept = others | ({dimension: value} if value else {})
        return replace(self, filters=tuple(sorted(kept.items())))


@dataclass(frozen=True, slots=True)
class Known:
    """The names an address may contain."""

    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The sections of every chapter, by its slug."""
    periods: tuple[str, ...] = PERIODS
    branches: tuple[str, ...] | None = None
    """None where they are checked when the position is opened."""


def from_address(query: Mapping[str, str], locale: str | None, known: Known) -> Choices:
    """Read the choices an address holds; what it does not hold or nobody knows stays at its default.

    The section is checked when its chapter is entered: an address names it before the chapter is known.
    """
    period, branch, as_of = query.get("period", ""), query.get("branch", ""), query.get("as_of", "")
    return Choices(
        lang=lang_of(query.get("lang", ""), locale),
        section=query.get("section", ""),
        period=period if period in known.periods else "",
        branch=branch if _is_branch(branch, known) else TRUNK,
        as_of=as_of if _is_moment(as_of) else "",
        present=query.get("present", "") == "1",
        filters=_filters(query),
    )


def lang_of(wanted: str, locale: str | None) -> Lang:
    """Choose the language: the one asked for, else the browser's, else Chinese."""
    for lang in LANGS:
        if wanted == lang:
            return lang
    return "en" if (locale or "").lower().startswith("en") else "zh"


def _is_branch(name: str, known: Known) -> bool:
    if known.branches is not None:
        return name in known.branches
    return 0 < len(name) <= _LONGEST


def _is_moment(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,12}|\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?", text))


def _filters(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found = {
        key.removeprefix(_FILTER): value
        for key, value in query.items()
        if key.startswith(_FILTER) and _FILTER_NAME.fullmatch(key.removeprefix(_FILTER)) and 0 < len(value) <= _LONGEST
    }
    return tuple(sorted(found.items()))


def to_address(choices: Choices, chosen: frozenset[str]) -> dict[str, str]:
    """Write the choices as an address: only what differs from the default or was chosen by hand."""
    default = Choices()
    address = {
        name: str(getattr(choices, name))
        for name in ("lang", "section", "period", "branch", "as_of")
        if getattr(choices, name) and _worth_writing(name, getattr(choices, name) == getattr(default, name), chosen)
    }
    if choices.present:
        address["present"] = "1"
    return address | {_FILTER + name: value for name, value in choices.filters}


def _worth_writing(name: str, is_default: bool, chosen: frozenset[str]) -> bool:
    """Tell whether a choice belongs in the address; the browser's own language does not, unless it was picked."""
    return name in chosen if name == "lang" else not is_default


def arrive(known: Known) -> Choices:
    """Read the address when somebody arrives; afterwards the session is the truth."""
    choices: Choices | None = st.session_state.get(_CHOICES)
    if choices is None:
        query = st.query_params.to_dict()
        choices = replace(from_address(query, st.context.locale, known), who=_name_from_cookie())
        st.session_state[_CHOSEN] = frozenset({"lang"} if query.get("lang") == choices.lang else ())
        st.session_state[_CHOICES] = choices
    return choices


def enter(chapter: str, known: Known) -> Choices:
    """Note which chapter is open, with the section last seen there; one that it does not have becomes its first."""
    choices = current()
    if choices.chapter and choices.chapter != chapter:
        choices = replace(choices, section=_sections().get(chapter, ""))
    section = choices.section if choices.section in known.sections.get(chapter, ()) else ""
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


def mirror() -> None:
    """Copy the choices to the address where it says something else."""
    address = to_address(current(), st.session_state.get(_CHOSEN, frozenset()))
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
