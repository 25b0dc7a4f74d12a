"""Cockpit: where the programme stands, what changed, and what needs a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts, ui
from sq_core.desk import background, cockpit, decisions, sentences
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk import Desk

CHAPTER = Chapter(
    slug="cockpit",
    order=0,
    group="overview",
    icon="dashboard",
    title=Text("驾驶舱", "Cockpit"),
    asks=Text("我们在哪里，什么变了，需要决定什么？", "Where are we, what changed, what needs a decision?"),
)
HEADLINE = ("satisfaction_index", "nps", "complaint_rate", "first_contact_resolution", "service_gap", "churn_rate")


def render(desk: Desk) -> None:
    """Draw the sentence, six cards, the course of the index beside the gaps, what changed beside what needs a decision."""
    headline = desk.readings(*HEADLINE)
    if desk.empty:
        ui.welcome()
        return
    ui.sentence(sentences.cockpit(headline, background.comparison(desk, HEADLINE[0])))
    ui.cards(desk, headline)
    with ui.beside(3, 2) as (left, right):
        with left:
            _course(desk, headline[0])
        with right:
            _gaps(desk)
    with ui.beside(1, 1) as (left, right):
        with left:
            ui.changes_panel(desk)
        with right:
            ui.decisions_panel(decisions.pending(desk))


def _course(desk: Desk, own: Reading) -> None:
    months = desk.months(own.metric)
    trend = charts.trend(
        months,
        unit=own.unit,
        target=own.target,
        target_date=own.target_date,
        caption=charts.Caption(cockpit.course_title(desk, own), sentences.basis(desk, own)),
    )
    ui.picture(trend, key="cockpit.trend", trace=(own, *ui.moments(own, months)))


def _gaps(desk: Desk) -> None:
    gaps = cockpit.gap_pairs(desk)
    if not gaps:
        ui.nothing_yet("survey_responses")
        return
    picture = charts.gap_pairs(
        [charts.GapPair(pair.name, pair.expected, pair.perceived, pair.low, pair.high, pair.n) for pair in gaps],
        unit="score",
        caption=charts.Caption(cockpit.gaps_title(gaps), sentences.basis(desk, desk.reading("service_gap"))),
    )
    ui.picture(
        picture,
        key="cockpit.gaps",
        trace=(*desk.readings(*(one.metric for one in gaps)), *desk.by("dimension_expectation", "construct")),
    )
