"""The tables of the goals chapter: what to mend, which judgements to reconsider, who answers for what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk import goal_sentences
from sq_core.desk.goal_checks import LETTERS
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asked import moments
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.words import MISSING, Text, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.desk import Desk
    from sq_core.desk.goal_checks import Flaw
    from sq_core.desk.goal_months import GoalCourse
    from sq_core.models import Doubt
    from sq_core.ui.asked import Asked

GOAL = Text("目标", "Goal")
OWNER = Text("负责人", "Owner")


def flaws_table(flaws: Sequence[Flaw], *, key: str) -> None:
    """Draw what is wrong with goals as stated, each with its remedy."""
    lang = state.current().lang
    columns = (
        Column(GOAL),
        Column(Text("检查项", "Check")),
        Column(Text("问题", "What is wrong")),
        Column(Text("怎样补正", "How to mend it")),
    )
    rows = [
        (
            Cell(goal_sentences.named(one.goal).of(lang), "strong"),
            f"{one.letter} {LETTERS[one.letter].of(lang)}",
            one.message.of(lang),
            Cell(one.remedy.of(lang), "quiet"),
        )
        for one in flaws
    ]
    traces = [RowName("goals", one.goal.goal) for one in flaws]
    label = Text("需要补正的目标", "Goals to mend").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def doubts_table(desk: Desk, doubts: Sequence[Doubt], names: Mapping[str, Text], *, key: str) -> None:
    """Draw the judgements that the others contradict most, the worst first."""
    lang = state.current().lang
    columns = (
        Column(Text("比较", "Comparison")),
        Column(Text("判断为", "Judged"), number=True),
        Column(Text("其余判断意味着", "The others imply"), number=True),
        Column(Text("照此修改后的一致性比率", "Consistency ratio with that"), number=True),
    )
    rows = [
        (
            " : ".join(names[code].of(lang) for code in (one.judgement.first, one.judgement.second)),
            goal_sentences.times(one.judgement.ratio),
            goal_sentences.times(one.implied),
            f"{one.ratio_after:.3f}",
        )
        for one in doubts
    ]
    traces = [_judged(desk, one) for one in doubts]
    label = Text("需要复核的判断", "Judgements to reconsider").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def _judged(desk: Desk, doubt: Doubt) -> tuple[RowName, ...]:
    """Name the rows in which experts compared the two goals."""
    pair = {doubt.judgement.first, doubt.judgement.second}
    rows = desk.rows("judgements")
    return tuple(
        RowName("judgements", row.row_key) for row in rows if {row.cells["first"], row.cells["second"]} == pair
    )


def missed_table(desk: Desk, courses: Sequence[GoalCourse], months: int, *, key: str) -> None:
    """Draw the goals that missed their plan lately, with what is done about it and by whom."""
    lang = state.current().lang
    columns = (
        Column(GOAL),
        Column(Text(f"近 {months} 个月未达", f"Missed in {months} months"), number=True),
        Column(Text("连续未达", "In a row"), number=True),
        Column(Text("最近实绩", "Last actual"), number=True),
        Column(Text("当月计划", "Its plan"), number=True),
        Column(OWNER),
        Column(Text("对策", "Countermeasure")),
    )
    rows, traces = [], []
    for one in sorted(courses, key=lambda each: (-each.in_a_row, -each.missed(months))):
        last = one.last(1)
        if not one.missed(months) or not last:
            continue
        against = one.goal.countermeasure
        traces.append(course_traces(desk, one))
        rows.append(
            (
                Cell(goal_sentences.named(one.goal).of(lang), "strong"),
                str(one.missed(months)),
                str(one.in_a_row) if one.in_a_row else MISSING,
                spoken(last[0].actual, one.unit, lang),
                spoken(last[0].plan, one.unit, lang),
                one.goal.owner or MISSING,
                against.of(lang) if against else Cell(Text("还没有对策", "No countermeasure yet").of(lang), "bad"),
            )
        )
    label = Text("未达计划的目标与对策", "Missed goals and countermeasures").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def course_traces(desk: Desk, course: GoalCourse) -> tuple[Asked, ...]:
    """Say what the months of a goal rest on: its row, and its metric month by month, newest first."""
    metric = course.goal.metric or ""
    return (RowName("goals", course.goal.goal), *moments(desk.reading(metric), desk.months(metric)))
