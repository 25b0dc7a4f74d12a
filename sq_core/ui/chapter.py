"""What a chapter declares about itself; the shell builds navigation, header and section chooser from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.desk import Desk

Group = Literal["overview", "diagnose", "act", "judge", "workbench"]

GROUPS: dict[Group, Text] = {
    "overview": Text("总览", "Overview"),
    "diagnose": Text("诊断", "Diagnose"),
    "act": Text("行动", "Act"),
    "judge": Text("判断", "Judge"),
    "workbench": Text("工作台", "Workbench"),
}
"""The sections of the navigation, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its fixed address, its place in the navigation, the question it answers, its sections."""

    slug: str
    """The address, ASCII and for ever: bookmarks outlive titles."""
    order: int
    group: Group
    icon: str
    """The name of a Material symbol, which Streamlit serves itself."""
    title: Text
    asks: Text
    sections: tuple[tuple[str, Text], ...] = ()
    """Identifier and name of each section; the first is shown when none is chosen."""

    def section_names(self) -> tuple[str, ...]:
        """Return the identifiers of the sections."""
        return tuple(name for name, _ in self.sections)


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter and what draws it."""

    chapter: Chapter
    render: Callable[[Desk], None]
