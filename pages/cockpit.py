"""Cockpit: where the programme stands, what changed, and what needs a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts, ui
from sq_core.desk import background, decisions, sentences
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
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
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


def render(desk: Desk) -> None:
    """Draw the sentence, six cards, the course of the index, the gaps, and what needs a decision."""
    headline = desk.readings(*HEADLINE)
    if desk.empty:
        ui.welcome()
        return
    ui.sentence(sentences.cockpit(headline, background.comparison(desk, HEADLINE[0])))
    ui.cards(desk, headline)
    own = headline[0]
    with ui.beside(3, 2) as (left, right):
        with left:
            trend = charts.trend(
                desk.months(own.metric),
                unit=own.unit,
                target=own.target,
                target_date=own.target_date,
                caption=charts.Caption(sentences.moved(own), sentences.basis(desk, own)),
            )
            ui.picture(trend, key="cockpit.trend", trace=own)
        with right:
            _gaps(desk)
    ui.decisions_panel(decisions.pending(desk))
    ui.changes_panel(desk)


def _gaps(desk: Desk) -> None:
    gaps = [reading for reading in desk.readings(*(f"gap_{name}" for name in DIMENSIONS)) if reading.value is not None]
    if not gaps:
        ui.nothing_yet("survey_responses")
        return
    worst = min(gaps, key=lambda one: one.value or 0.0)
    picture = charts.gap_pairs(
        [
            charts.GapPair(pair.name, pair.expected, pair.perceived, pair.low, pair.high, pair.n)
            for pair in decisions.gap_pairs(desk)
        ],
        unit="score",
        caption=charts.Caption(
            Text("{name}最大：{value}", "{name} is the largest: {value}").fill(
                name=worst.title, value=sentences.said(worst.value, worst.unit)
            ),
            sentences.basis(desk, desk.reading("service_gap")),
        ),
    )
    ui.picture(picture, key="cockpit.gaps", trace=worst)
