"""Problems: where service hurts, what it costs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.catalogue import Broken
from sq_core.desk import (
    cause_evidence,
    cause_sentences,
    control,
    failures,
    importance,
    problems,
    proposals,
    segments,
    sentences,
    vital,
)
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


HURTS = (
    "satisfaction_index",
    "complaint_count",
    "complaint_cost",
    "time_to_close_median",
    "sla_hit_rate",
    "service_gap",
    "event_count",
    "backlog",
    "nps",
    "response_count",
)
WHERE = ("sla_hit_rate", "time_to_close_median", "satisfaction_index", "answer_mean")
VOICE = (
    "satisfaction_index",
    "csat_rate",
    "nps",
    "effort_score",
    "loyalty_intent",
    "response_count",
    "perception_mean",
    "service_gap",
)
MEASURES = (
    "satisfaction_index",
    "csat_rate",
    "nps",
    "effort_score",
    "loyalty_intent",
    "perception_mean",
    "service_gap",
)
LEAD = "time_to_close_median"
FLOW = ("event_count", "time_to_close_median", "time_to_close_p90", "backlog", "sla_hit_rate", "first_contact_rate")
CHARTED = ("sla_hit_rate", "time_to_close_median", "first_contact_rate", "reopen_rate", "event_count")
COMPLAINED = ("complaint_count", "complaint_cost", "complaint_rate")
SHEETS = {
    "problems": Text("问题清单", "Problem list"),
    "causes": Text("原因", "Causes"),
    "fmea": Text("失效模式", "Failure modes"),
    "action_priorities": Text("措施优先级表", "Action priorities"),
    "themes": Text("投诉主题词典", "Complaint themes"),
}
FIRST = ("rank", "decision", "title_zh", "title_en", "owner")


def render(desk: Desk) -> None:
    """Draw the section chosen: its sentence, its cards, its pictures."""
    SECTIONS[ui.section(CHAPTER)](desk)


def _main(desk: Desk) -> None:
    listed = problems.problems(desk)
    first = next((one.evidence.reading for one in listed if one.decision == problems.ACCEPTED), None)
    ui.told(problems.overall(desk, listed), key="problems.sentence", trace=first)
    measured = ui.known(desk, *HURTS)
    if not measured and not listed:
        ui.nothing_yet("service_events")
        return
    ui.cards(desk, measured)
    if listed:
        ui.heading(Text("问题清单", "The problem list"))
        ui.problems_table(listed, key="problems.list")
    ui.proposals_panel(desk, proposals.proposals(desk), listed)
    costly = ui.first_known(desk, "complaint_cost", "complaint_count")
    slow = ui.first_known(desk, *WHERE)
    drawn = [(_vital, one.metric, "type") for one in costly] + [(_segments, one.metric, "region") for one in slow]
    for place, (draw, metric, cut) in zip(ui.columns(drawn), drawn, strict=True):
        with place:
            draw(desk, metric, cut, f"problems.main.{metric}")


def _voice(desk: Desk) -> None:
    own = ui.known(desk, *VOICE)
    if not own:
        ui.nothing_yet("survey_responses")
        return
    ui.told(sentences.moved(own[0]), key="problems.voice.sentence", trace=own[0])
    ui.cards(desk, own)
    ui.heading(Text("哪些变化超出偶然", "Which changes are more than chance"))
    ui.moved_table(desk, own, key="problems.moved")
    measure = ui.choose("problems.measure", ui.titles(ui.known(desk, *MEASURES) or own))
    cut = ui.choose("problems.cut", ui.dimension_names(desk, measure))
    if cut:
        _segments(desk, measure, cut, f"problems.segments.{measure}.{cut}")
    _importance(desk)


def _importance(desk: Desk) -> None:
    basis = ui.choose("problems.importance", importance.bases(desk) or importance.BASES)
    found = importance.field(desk, basis)
    if isinstance(found, Broken):
        ui.unanswered(found)
        return
    trace = [each for one in found.attributes for each in (one.performance, one.importance)]
    with ui.beside(3, 2) as (left, right):
        with left:
            ui.picture(ui.importance_picture(found), key=f"problems.importance.{basis}", trace=trace)
        with right:
            ui.urgent_table(found, key=f"problems.urgent.{basis}")


def _flow(desk: Desk) -> None:
    own = ui.known(desk, *FLOW)
    if not own:
        ui.nothing_yet("service_events")
        return
    lead = next((one for one in own if one.metric == LEAD), own[0])
    ui.told(sentences.moved(lead), key="problems.flow.sentence", trace=lead)
    ui.cards(desk, own)
    measure = ui.choose("problems.flow", ui.titles(ui.known(desk, *CHARTED) or own))
    cut = ui.choose("problems.flowcut", ui.dimension_names(desk, measure))
    if not cut:
        _control(desk, measure)
        return
    parts = control.parts(desk, measure, cut)
    part = ui.choose(f"problems.part.{cut}", parts) if parts.keys() > {control.WHOLE} else control.WHOLE
    _control(desk, measure, () if part == control.WHOLE else ((cut, part),))
    if desk.catalogue.metric(measure).combine == "sum":
        _vital(desk, measure, cut, f"problems.vital.{measure}.{cut}")
    else:
        _segments(desk, measure, cut, f"problems.segments.{measure}.{cut}")


def _control(desk: Desk, measure: str, where: tuple[tuple[str, str], ...] = ()) -> None:
    course = control.control_course(desk, measure, where)
    if isinstance(course, Broken):
        ui.unanswered(course, "service_events")
        return
    moments = ui.moments(desk.reading(measure, where=where), [one.month for one in course.points])
    ui.picture(ui.control_picture(course), key=f"problems.control.{measure}", trace=moments)
    for words in control.rule_words(course):
        ui.muted(words.of(desk.lang))


def _complaints(desk: Desk) -> None:
    own = ui.known(desk, *COMPLAINED)
    if not own:
        ui.nothing_yet("complaints")
        return
    ui.told(sentences.moved(own[0]), key="problems.complaints.sentence", trace=own[0])
    ui.cards(desk, own)
    cut = ui.choose("problems.complaintcut", ui.dimension_names(desk, "complaint_count", first="type"))
    with ui.beside(1, 1) as (left, right):
        with left:
            _vital(desk, "complaint_count", cut, f"problems.count.{cut}")
        with right:
            _vital(desk, "complaint_cost", cut, f"problems.price.{cut}")
    _control(desk, "complaint_count")
    ui.themes_panel(desk)


def _vital(desk: Desk, measure: str, cut: str, key: str) -> None:
    found = vital.vital_few(desk, measure, cut)
    if isinstance(found, Broken):
        ui.unanswered(found, "complaints")
        return
    ui.picture(ui.vital_picture(desk, found), key=key, trace=(found.whole, *(one.reading for one in found.rows)))


def _segments(desk: Desk, measure: str, cut: str, key: str) -> None:
    found = segments.segments(desk, measure, cut)
    if not found.rows:
        ui.unanswered(segments.NO_PARTS)
        return
    ui.picture(ui.segments_picture(desk, found), key=key, trace=(found.whole, *(one.reading for one in found.rows)))


def _failures(desk: Desk) -> None:
    modes = failures.failure_modes(desk)
    high = desk.reading("failures_high")
    ui.told(failures.overall(modes), key="problems.fmea.sentence", trace=high)
    ui.cards(desk, (high, *desk.readings("failures_high_after", "failure_actions_late")))
    picture = ui.failures_picture(modes, failures.priority_rows(desk))
    if picture is None:
        ui.nothing_yet("fmea")
        return
    by_failure = desk.by("failure_priority", "failure")
    ui.picture(
        picture, key="problems.priorities", trace=(high, *by_failure, *desk.by("failure_priority_after", "failure"))
    )
    for flaw in failures.priority_rows(desk).flaws():
        ui.muted(flaw.of(desk.lang))
    ui.failures_table(modes, desk.as_of, key="problems.failures")


def _causes(desk: Desk) -> None:
    found = cause_evidence.evidence(desk)
    ui.sentence(cause_sentences.overall(found))
    ui.cards(desk, desk.readings("cause_support", "causes_verified", "causes_without_countermeasure", "causes_flawed"))
    if found:
        ui.cause_trees(desk)
    else:
        ui.nothing_yet("causes")
    ui.moves_panel(desk)
    ui.driver_panel(desk)


def _adjust(desk: Desk) -> None:
    ui.announce_saved(desk.lang)
    ui.plan_grid(desk, ui.choose("problems.sheet", SHEETS), place="problems", first=FIRST)


SECTIONS = {
    "2.1": _main,
    "voice": _voice,
    "flow": _flow,
    "complaints": _complaints,
    "fmea": _failures,
    "2.2": _causes,
    "adjust": _adjust,
}
