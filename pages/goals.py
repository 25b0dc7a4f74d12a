"""Goals: what has been promised, whether it will be reached, and whether the targets are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import ui
from sq_core.desk import goal_checks, goal_months, goal_proof, goal_sentences, goal_weights, goals
from sq_core.ui import Chapter
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.desk.goals import StatedGoal

CHAPTER = Chapter(
    slug="goals",
    order=3,
    group="act",
    icon="flag",
    title=Text("目标", "Goals"),
    asks=Text("承诺了什么，能否达到，目标定得对不对？", "What have we promised, will we hit it, is the target sound?"),
    sections=(
        ("2.3", Text("目标体系", "Goal system")),
        ("2.4", Text("依据与验证", "Basis and verification")),
        ("adjust", Text("调整目标", "Adjust goals")),
    ),
)
SHEETS = {
    "goals": Text("目标值、权重与日期", "Targets, weights and dates"),
    "judgements": Text("权重判断", "Judgements"),
}
MOVED = ("target", "target_date", "weight", "unit", "baseline", "baseline_date")
VERIFIED = ("target_chance", "target_forecast", "target_percentile", "proof_size", "proof_power", "proof_change")


def render(desk: Desk) -> None:
    """Draw the sentence and the section chosen."""
    stated = goals.stated(desk)
    ui.sentence(goal_sentences.overall(desk.reading("goal_attainment"), desk.reading("target_chance"), len(stated)))
    section = ui.section(CHAPTER)
    if not stated and section != "adjust":
        ui.nothing_yet("goals")
        return
    SECTIONS[section](desk, stated)


def _system(desk: Desk, stated: tuple[StatedGoal, ...]) -> None:
    ui.cards(
        desk,
        desk.readings("goal_attainment", "goal_coverage", "target_chance", "goals_flawed", "judgement_consistency"),
    )
    own = ui.by_goal(desk, "goal_attainment", stated)
    ui.picture(
        ui.goal_tree_picture(desk, own, stated),
        key="goals.tree",
        trace=(desk.reading("goal_attainment"), *(one for _, one in own)),
    )
    _months(desk)
    found = goal_checks.flaws(desk)
    if found:
        ui.heading(goal_sentences.flawless(found, len(stated)))
        ui.flaws_table(found, key="goals.flaws")
    _weights(desk, stated)


def _months(desk: Desk) -> None:
    courses = goal_months.courses(desk)
    picture = ui.bowler_picture(courses)
    if picture is None:
        ui.nothing_yet("kpi_values")
        return
    ui.picture(picture, key="goals.bowler", trace=[one for each in courses for one in ui.course_traces(desk, each)])
    ui.missed_table(desk, courses, goal_months.YEAR, key="goals.missed")


def _weights(desk: Desk, stated: tuple[StatedGoal, ...]) -> None:
    used, judged, told = (
        ui.by_goal(desk, metric, stated) for metric in ("goal_weight", "goal_weight_judged", "goal_weight_entropy")
    )
    picture = ui.weights_picture(stated, used, judged, told)
    if picture is None:
        ui.nothing_yet("judgements")
        return
    ui.picture(
        picture,
        key="goals.weights",
        trace=[*(one for each in (used, judged, told) for _, one in each), desk.reading("judgement_consistency")],
    )
    limit = float(desk.parameters["consistency_limit"])
    names = {goal.goal: goal.name for goal in stated}
    for group in goal_weights.siblings(desk):
        if group.judged is None or group.judged.priorities.consistency_ratio > limit:
            of_all = Text("最高一级", "Top level")
            ui.heading(goal_sentences.consistency(group, limit, names.get(group.parent, of_all)))
            ui.doubts_table(desk, group.doubts, names, key=f"goals.doubts.{group.parent}")
    stray = goal_weights.strays(desk)
    if stray:
        ui.muted(goal_sentences.strayed(stray).of(desk.lang))


def _basis(desk: Desk, stated: tuple[StatedGoal, ...]) -> None:
    ui.cards(desk, desk.readings("target_chance", "targets_heroic", "targets_sandbagged", "goals_complete"))
    chance, changed = (ui.by_goal(desk, metric, stated) for metric in ("target_chance", "proof_change"))
    with ui.beside(1, 1) as (left, right):
        with left:
            whole = desk.reading("target_chance")
            ui.picture(
                ui.chances_picture(desk, chance), key="goals.chances", trace=(whole, *(one for _, one in chance))
            )
        with right:
            ui.picture(ui.forest_picture(changed), key="goals.forest", trace=[one for _, one in changed])
    _one_goal(desk, stated)


def _one_goal(desk: Desk, stated: tuple[StatedGoal, ...]) -> None:
    aimed = {goal.goal: goal for goal in stated if goal.metric and goal.target is not None}
    if not aimed:
        return
    names = {code: goal_sentences.named(goal) for code, goal in aimed.items()}
    goal = aimed[ui.choose("goals.goal", names, label=Text("逐个核验目标", "Verify one target"))]
    readings = desk.readings(*VERIFIED, where=(("goal", goal.goal),))
    traced = {one.metric: one for one in readings}
    ui.cards(desk, readings, key=f"goals.verify.{goal.goal}")
    own = goals.measured(desk, goal)
    if own is None:
        ui.nothing_yet("kpi_values")
        return
    with ui.beside(3, 2) as (left, right):
        with left:
            foresight = ui.foresight_picture(desk, goal, own)
            ui.picture(foresight, key=f"goals.foresight.{goal.goal}", trace=(traced["target_forecast"], own))
            _power(desk, goal)
        with right:
            ambition = ui.ambition_picture(desk, goal, own)
            ui.picture(ambition, key=f"goals.ambition.{goal.goal}", trace=(traced["target_percentile"], own))


def _power(desk: Desk, goal: StatedGoal) -> None:
    found = goal_proof.proof(desk, goal)
    if found is None:
        ui.muted((goal_proof.UNTESTED.message + Text("", " ") + goal_proof.UNTESTED.remedy).of(desk.lang))
        return
    reading = desk.reading("proof_power", where=(("goal", goal.goal),))
    ui.picture(ui.power_picture(desk, goal, found), key=f"goals.power.{goal.goal}", trace=reading)


def _adjust(desk: Desk, _stated: tuple[StatedGoal, ...]) -> None:
    ui.announce_saved(desk.lang)
    ui.plan_grid(desk, ui.choose("goals.sheet", SHEETS), place="goals", first=(f"name_{desk.lang}", *MOVED))


SECTIONS = {"2.3": _system, "2.4": _basis, "adjust": _adjust}
