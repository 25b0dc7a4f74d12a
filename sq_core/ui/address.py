"""What a person may choose, and how it stands in the address: forgiving when read, sparing when written.

An unknown name becomes the default and never an error; a default is never written, so that an address holds what somebody
chose and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sq_core.words import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PERIODS = ("month", "quarter", "year")
TRUNK = "trunk"
_FILTER = "by."
_FILTER_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PICK = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[A-Za-z0-9_-]{1,40}){1,3}")
"""The name of a chooser on a page: ``chapter.thing``."""
_LONGEST = 80

Pairs = tuple[tuple[str, str], ...]


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
    filters: Pairs = ()
    picks: Pairs = ()
    """What is picked in the choosers of the pages, by their ``chapter.thing``; one left at its first option is not here."""
    who: str = ""

    def filter(self, dimension: str) -> str:
        """Return the value chosen for a dimension, empty where none is."""
        return dict(self.filters).get(dimension, "")

    def filtered(self, dimension: str, value: str) -> Choices:
        """Return the choices with one dimension set, or cleared by an empty value."""
        return replace(self, filters=_with(self.filters, dimension, value))

    def filtered_by(self, dimensions: Iterable[str]) -> Choices:
        """Return the choices without filters on dimensions that no metric has."""
        have = set(dimensions)
        return replace(self, filters=tuple(pair for pair in self.filters if pair[0] in have))

    def pick(self, key: str) -> str:
        """Return what is picked in a chooser, empty where it was left alone."""
        return dict(self.picks).get(key, "")

    def picking(self, key: str, value: str) -> Choices:
        """Return the choices with one chooser set, or left alone by an empty value."""
        return replace(self, picks=_with(self.picks, key, value))


def _with(pairs: Pairs, name: str, value: str) -> Pairs:
    others = {one: each for one, each in pairs if one != name}
    return tuple(sorted((others | ({name: value} if value else {})).items()))


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

    The section is checked when its chapter is entered, a filter when the catalogue is open, a pick by its chooser: an
    address names them before any of these is known.
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
        picks=_picks(query),
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


def _filters(query: Mapping[str, str]) -> Pairs:
    found = {
        key.removeprefix(_FILTER): value
        for key, value in query.items()
        if key.startswith(_FILTER) and _FILTER_NAME.fullmatch(key.removeprefix(_FILTER)) and 0 < len(value) <= _LONGEST
    }
    return tuple(sorted(found.items()))


def _picks(query: Mapping[str, str]) -> Pairs:
    found = {
        key: value
        for key, value in query.items()
        if not key.startswith(_FILTER) and _PICK.fullmatch(key) and 0 < len(value) <= _LONGEST
    }
    return tuple(sorted(found.items()))


def to_address(choices: Choices, chosen: frozenset[str], drawn: frozenset[str] | None = None) -> dict[str, str]:
    """Write the choices as an address: what differs from the default or was chosen by hand, and the picks that are drawn.

    None stands for all picks: before a page is drawn nobody knows which choosers it has.
    """
    default = Choices()
    address = {
        name: str(getattr(choices, name))
        for name in ("lang", "section", "period", "branch", "as_of")
        if getattr(choices, name) and _worth_writing(name, getattr(choices, name) == getattr(default, name), chosen)
    }
    if choices.present:
        address["present"] = "1"
    picks = {key: value for key, value in choices.picks if drawn is None or key in drawn}
    return address | {_FILTER + name: value for name, value in choices.filters} | picks


def _worth_writing(name: str, is_default: bool, chosen: frozenset[str]) -> bool:
    """Tell whether a choice belongs in the address; the browser's own language does not, unless it was picked."""
    return name in chosen if name == "lang" else not is_default
