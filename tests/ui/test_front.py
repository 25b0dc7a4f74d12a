"""What opens beside a page tells of the same edition as the page."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from streamlit.testing.v1 import AppTest

from sq_core.ui.front import FRONT, Front
from tests.programmes import new_office, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Office, View


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    FRONT.seat(office)
    yield office
    FRONT.seat(None)
    office.close()


def script() -> None:
    import streamlit as st

    from sq_core.ui import state
    from sq_core.ui.front import desk_on_screen, note_edition, the_office

    if st.button("draw"):
        with the_office().desk() as desk:
            note_edition(desk)
    with desk_on_screen(state.current()) as desk:
        st.text(f"{desk.edition}: {[row.cells['target'] for row in desk.rows('goals')]}")


def test_a_panel_stays_with_its_page_until_the_page_is_drawn_anew(office: Office) -> None:
    put(office, "goals", {"goal": "G1", "metric": "complaint_rate", "target": 0.1, "direction": "down"})
    app = AppTest.from_function(script, default_timeout=20).run()
    app.button[0].click().run()
    assert app.text[0].value == "1: [0.1]"
    put(office, "goals", {"goal": "G1", "metric": "complaint_rate", "target": 0.2, "direction": "down"})
    app.run()
    assert app.text[0].value == "1: [0.1]"
    app.button[0].click().run()
    assert app.text[0].value == "2: [0.2]"


class Counting:
    """An office whose desk notes what is read, and stops the server after so many."""

    def __init__(self, front: Front, most: int) -> None:
        self.front, self.most = front, most
        self.read: list[str] = []
        self.catalogue = SimpleNamespace(metrics={"one": None, "two": None, "three": None})

    @contextmanager
    def desk(self, _view: View) -> Iterator[Counting]:
        yield self

    def read_ahead(self, name: str) -> None:
        assert not self.front.warm
        self.read.append(name)
        if len(self.read) == self.most:
            self.front.stop()


@pytest.mark.parametrize(("most", "read"), [(9, ["one", "two", "three"]), (2, ["one", "two"])])
def test_warming_up_reads_every_metric_until_the_server_stops(most: int, read: list[str]) -> None:
    front = Front(
        lambda: cast("Office", None),
        lambda desk: [partial(desk.read_ahead, name) for name in desk.catalogue.metrics],
    )
    office = Counting(front, most)
    front.seat(cast("Office", office))
    front.warm_up()
    assert office.read == read
    assert front.warm, "sessions wait for it no longer"
