"""The programme this process serves: opened once, shared by all sessions, and told to them when it moves.

The server opens it before the first visitor; a page run without that server (in a test) opens it on first use.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Lock
from typing import TYPE_CHECKING, cast

import streamlit as st

from sq_core.desk import HERE, View, ahead, open_programme
from sq_core.ledger import Position, edition_at, search_path
from sq_core.ui import state
from sq_core.ui.hub import HUB
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sq_core.catalogue import Grain
    from sq_core.desk import Desk, Office
    from sq_core.ledger import Effect
    from sq_core.words import Lang

NOTHING_CHANGED = Text("没有变化。", "Nothing changed.")
SAVED = Text("已保存为变更集 {number}。", "Saved as change set {number}.")

_EDITION = "shell.edition"


class Front:
    """Holds the one office of this process; ``steps`` are what it reads ahead."""

    def __init__(self, opens: Callable[[], Office], steps: Callable[[Desk], Iterable[Callable[[], object]]]) -> None:
        self._opens = opens
        self._steps = steps
        self._office: Office | None = None
        self._lock = Lock()
        self._stopping = Event()
        self.warm = True
        """False only while a server that has just started still reads every metric for the first time."""

    def office(self) -> Office:
        """Return the office, opening it when nobody has."""
        with self._lock:
            if self._office is None:
                self._office = self._opens()
            return self._office

    def seat(self, office: Office | None) -> None:
        """Put another office in its place: a test's, or none so that the next visitor opens it anew."""
        with self._lock:
            self._office = office

    def warm_up(self) -> None:
        """Read every metric once, so that no visitor has to wait for it."""
        self.warm = False
        try:
            self.read_ahead()
        finally:
            self.warm = True

    def read_ahead(self) -> None:
        """Read what the newest edition moved before a visitor asks for it; stops early when the server does."""
        with self.office().desk(View()) as desk:
            for step in self._steps(desk):
                if self._stopping.is_set():
                    return
                step()

    def stop(self) -> None:
        """Ask the warming up to end."""
        self._stopping.set()

    def close(self) -> None:
        """Let go of the programme."""
        with self._lock:
            if self._office is not None:
                self._office.close()
            self._office = None


FRONT = Front(lambda: open_programme(None), ahead.steps)
"""The one thing a process keeps: Streamlit gives a script no other place that outlives its sessions."""


def the_office() -> Office:
    """Return the office of this process."""
    return FRONT.office()


def view_of(choices: state.Choices) -> View:
    """Say what a person chose to look at; raises PositionUnknown where there is no such branch or moment."""
    grain = cast("Grain", choices.period) if choices.period else None
    position = _position(choices)
    search_path(position)
    return View(lang=choices.lang, grain=grain, position=position)


def _position(choices: state.Choices) -> Position:
    if not choices.as_of:
        return Position(choices.branch)
    with the_office().store.reading() as cursor:
        return Position(choices.branch, edition_at(cursor, choices.as_of))


def note_edition(desk: Desk) -> None:
    """Remember which edition the page of this session is drawn from."""
    state.remember(_EDITION, desk.edition)


@contextmanager
def desk_on_screen(choices: state.Choices) -> Iterator[Desk]:
    """Open the desk a page was drawn from: what opens later beside it must not tell of a newer edition than the page."""
    office, view = the_office(), view_of(choices)
    shown: int | None = state.remembered(_EDITION, None)
    with office.desk(view) as desk:
        if shown is None or view.position != HERE or desk.edition == shown:
            yield desk
            return
    with office.desk(replace(view, position=replace(view.position, edition=shown))) as desk:
        yield desk


def committed(effect: Effect, lang: Lang) -> None:
    """Tell everybody that the programme moved, say so here, and draw the page anew."""
    if effect.change_set is None:
        st.toast(NOTHING_CHANGED.of(lang))
        return
    HUB.tell(effect.change_set)
    state.remember("shell.toast", SAVED.fill(number=effect.change_set))
    st.rerun()
