"""What the last change recalculated: a chip in the first line of a page, which opens to show what moved from what to what.

A session remembers the readings it showed last. Readings are kept by what they are made from, so comparing them costs no
more than what the change itself recalculates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from sq_core.desk import HERE, moved
from sq_core.ui import state
from sq_core.ui.elements import muted
from sq_core.ui.front import FRONT
from sq_core.ui.ripple import moves_rows
from sq_core.words import MISSING, Text, clock

if TYPE_CHECKING:
    from datetime import datetime

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk, Move, View
    from sq_core.words import Lang

_SHOWN, _NEWS = "shell.shown", "shell.last_news"
ONE = Text("已重算 1 个指标", "1 reading recalculated")
SEVERAL = Text("已重算 {count} 个指标", "{count} readings recalculated")
NONE = Text("读数没有变动", "No reading moved")
WHEN = Text(" · {time} · 第 {edition} 版", " · {time} · edition {edition}")
WHO = Text("{who}：{reason}", "{who}: {reason}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a session has on its screen: an edition, cut into periods, and every reading of it."""

    edition: int
    grain: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What came with the newest edition: when, by whom, and which readings moved."""

    edition: int
    at: datetime
    who: str
    reason: str
    moves: tuple[Move, ...]
    zone: str

    def said(self, lang: Lang) -> str:
        """Say it in one line."""
        count = len(self.moves)
        what = NONE if not count else ONE if count == 1 else SEVERAL.fill(count=count)
        when = WHEN.fill(time=clock(self.at, ZoneInfo(self.zone)), edition=self.edition)
        return (what + when).of(lang)


def news(desk: Desk, view: View) -> News | None:
    """Return what the newest edition moved against the one this session showed before; the past has no news."""
    if view.position != HERE:
        return None
    shown: Shown | None = state.remembered(_SHOWN, None)
    last: News | None = state.remembered(_NEWS, None)
    if shown is None or shown.grain != desk.grain or shown.edition >= desk.edition:
        return last
    newest = desk.changes(1)
    if not newest:
        return last
    one = newest[0]
    found = News(
        desk.edition,
        one.at_utc,
        one.author.name,
        one.reason,
        moved(shown.readings, desk.every()),
        desk.parameters["timezone"],
    )
    state.remember(_NEWS, found)
    return found


def note_shown(desk: Desk, view: View) -> None:
    """Remember what is on the screen now, once it is drawn; not while every metric would have to be read for it."""
    if view.position == HERE and FRONT.warm:
        state.remember(_SHOWN, Shown(desk.edition, desk.grain, desk.every()))


def news_chip(found: News | None, lang: Lang) -> None:
    """Draw the chip; its place is always there, so that nothing beside it closes or moves when it comes."""
    with st.container(key="shell_news", width="content"):
        if found is None:
            return
        with st.popover(found.said(lang), icon=":material/update:", type="tertiary", width="content", key="shell.news"):
            muted(WHO.fill(who=found.who, reason=found.reason or MISSING).of(lang))
            moves_rows(found.moves, lang, key="shell.news")
