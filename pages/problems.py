"""Problems: where service hurts, what it costs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.desk import cause_evidence, cause_sentences
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk

CHAPTER = Chapter(
    slug="problems",
    order=2,
    group="diagnose",
    icon="report",
    title=Text("问题", "Problems"),
    asks=Text("服务在哪里受挫，代价多大，为什么？", "Where does service hurt, what is it costing, and why?"),
    sections=(
        ("2.1", Text("主要问题", "Main problems")),
        ("voice", Text("客户评价", "Customer voice")),
        ("flow", Text("办理过程", "Handling")),
        ("complaints", Text("投诉", "Complaints")),
        ("fmea", Text("失效模式", "Failure modes")),
        ("2.2", Text("根源剖析", "Root causes")),
        ("adjust", Text("调整", "Adjust")),
    ),
)


def render(desk: Desk) -> None:
    """Draw the section chosen: its sentence, its cards, its pictures."""
    SECTIONS[ui.section(CHAPTER)](desk)


def _main(desk: Desk) -> None:
    ui.cards(desk, desk.readings("complaint_count", "complaint_cost", "time_to_close_median", "problems_accepted"))


def _voice(desk: Desk) -> None:
    ui.cards(desk, desk.readings("satisfaction_index", "csat_rate", "nps", "effort_score"))


def _flow(desk: Desk) -> None:
    ui.cards(desk, desk.readings("event_count", "time_to_close_median", "time_to_close_p90", "backlog"))


def _complaints(desk: Desk) -> None:
    ui.cards(desk, desk.readings("complaint_count", "complaint_cost"))


def _failures(desk: Desk) -> None:
    ui.cards(desk, desk.readings("failure_priority"))


def _causes(desk: Desk) -> None:
    found = cause_evidence.evidence(desk)
    ui.sentence(cause_sentences.overall(found))
    ui.cards(desk, desk.readings("cause_support", "causes_verified", "causes_without_countermeasure", "causes_flawed"))
    if not found:
        ui.nothing_yet("causes")
        return
    ui.cause_trees(desk)


def _adjust(_desk: Desk) -> None:
    ui.nothing_yet()


SECTIONS = {
    "2.1": _main,
    "voice": _voice,
    "flow": _flow,
    "complaints": _complaints,
    "fmea": _failures,
    "2.2": _causes,
    "adjust": _adjust,
}
