"""Section 2.2 on the screen: the tree of causes under a problem, what each rests on, and what is wrong with the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.desk import cause_checks, cause_evidence, cause_sentences, causes
from sq_core.desk.sentences import said
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import told, traced_table
from sq_core.ui.elements import Cell, Column, choose, heading, plain_text
from sq_core.ui.elements.choosers import FEW
from sq_core.ui.pictures import picture
from sq_core.words import MISSING, Text, count, same, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.cause_checks import CauseFlaw
    from sq_core.desk.cause_evidence import Evidence
    from sq_core.desk.causes import CauseBranch, StatedProblem
    from sq_core.ui.asked import Asked

PROBLEM = Text("问题", "Problem")
CAUSE = Text("原因", "Cause")
BASIS = Text(
    "自上而下追问为什么；每条原因按它绑定的指标、所在部分和成立条件判断",
    "Asking why from top to bottom; each cause is judged by its metric, where it is read, and its condition",
)
NOTHING = Text("", "")
NO_ANSWER = Text("还没有对策", "No countermeasure yet")
TONES = {"supported": "strong", "refuted": "strong"}


def cause_trees(desk: Desk) -> None:
    """Draw the causes of the problem that is chosen: the five whys, the tree, what each cause rests on; then the flaws."""
    found = {one.cause.cause: one for one in cause_evidence.evidence(desk)}
    stated = causes.stated_causes(desk)
    named = {one for cause in stated if (one := causes.explains(cause, stated))}
    problems = {one.problem: one for one in causes.stated_problems(desk) if one.problem in named}
    if problems:
        few = len(problems) <= FEW
        options = {
            code: same(plain_text(code)) if few else same(code + " ") + one.name for code, one in problems.items()
        }
        problem = problems[choose("problems.cause", options, label=PROBLEM)]
        _tree(desk, problem, causes.tree(problem.problem, stated), found)
    flaws = cause_checks.cause_flaws(desk)
    heading(cause_sentences.structure(flaws, len(stated)))
    if flaws:
        _flaws_table(flaws)


def _tree(desk: Desk, problem: StatedProblem, branches: tuple[CauseBranch, ...], found: Mapping[str, Evidence]) -> None:
    listed = [(branch, found[branch.cause.cause]) for branch in causes.flat(branches)]
    whys = cause_sentences.whys(problem, branches, found)
    traces = [one for branch, each in listed for one in _asked(branch, each)]
    if whys is not None:
        told(whys, key="problems.whys", trace=traces)
    symptom = cause_evidence.symptom(desk, problem)
    name = same(problem.problem + " ") + problem.name
    rows = [charts.CauseRow(name, 0, "problem", NOTHING, _value(symptom))]
    rows += [_row(branch, each) for branch, each in listed]
    title = cause_sentences.borne_out(problem, [each for _, each in listed])
    resting = [RowName("problems", problem.problem), *([symptom] if symptom else []), *traces]
    picture(charts.cause_tree(rows, caption=charts.Caption(title, BASIS)), key="problems.tree", trace=resting)
    _table(desk, listed)


def _value(reading: Reading | None) -> Text:
    return NOTHING if reading is None or reading.value is None else said(reading.value, reading.unit)


def _row(branch: CauseBranch, one: Evidence) -> charts.CauseRow:
    cause = branch.cause
    return charts.CauseRow(
        name=causes.called(cause),
        depth=branch.depth,
        mark=one.verdict,
        verdict=cause_evidence.VERDICTS[one.verdict],
        shown=_value(one.reading),
        evidence=cause_sentences.read_at(one) + Text("：", ": ") + cause_sentences.weighed(one),
        below=cause_sentences.kind_said(cause) or NOTHING,
        share=cause.share,
    )


def _asked(branch: CauseBranch, one: Evidence) -> tuple[Asked, ...]:
    """Say what a row rests on: the cause's own row, and the reading it is bound to."""
    row = RowName("causes", branch.cause.cause)
    return (row, one.reading) if one.reading is not None else (row,)


def _table(desk: Desk, listed: Sequence[tuple[CauseBranch, Evidence]]) -> None:
    lang = state.current().lang
    columns = (
        Column(CAUSE),
        Column(Text("数据是否支持", "By the figures")),
        Column(Text("看什么", "What is read")),
        Column(Text("成立条件", "Supported when")),
        Column(Text("读数", "What it says")),
        Column(Text("样本量", "n"), number=True),
        Column(Text("占比", "Share"), number=True),
        Column(Text("现场核实", "Verified")),
        Column(Text("对策", "Countermeasure")),
        Column(Text("负责人", "Owner")),
    )
    rows = []
    for branch, one in listed:
        cause, reading = branch.cause, one.reading
        bound = reading is not None and cause.condition is not None
        answer = cause.countermeasure.of(lang) if cause.countermeasure else MISSING
        lacks = cause.countermeasure is None and not branch.below
        rows.append(
            (
                Cell(causes.called(cause).of(lang), "strong"),
                Cell(cause_evidence.VERDICTS[one.verdict].of(lang), TONES.get(one.verdict, "quiet")),
                Cell(cause_sentences.read_at(one).of(lang), note=_when(desk, reading)),
                cause_sentences.condition_said(cause, reading.unit).of(lang) if reading and bound else MISSING,
                cause_sentences.weighed(one).of(lang),
                count(reading.n, lang).removeprefix("n=") if reading else MISSING,
                share(cause.share, lang),
                (Text("是", "Yes") if cause.verified else Text("否", "No")).of(lang),
                Cell(NO_ANSWER.of(lang), "bad") if lacks else answer,
                cause.owner or MISSING,
            )
        )
    label = Text("每条原因的依据与对策", "What each cause rests on and what is done").of(lang)
    traces = [_asked(branch, one) for branch, one in listed]
    traced_table(columns, rows, lang, key="problems.causes", label=label, traces=traces)


def _when(desk: Desk, reading: Reading | None) -> str:
    return "" if reading is None or reading.period is None else desk.period_name(reading.period).of(desk.lang)


def _flaws_table(flaws: Sequence[CauseFlaw]) -> None:
    lang = state.current().lang
    columns = (
        Column(CAUSE),
        Column(Text("问题", "What is wrong")),
        Column(Text("怎样补正", "How to mend it")),
    )
    rows = [
        (Cell(causes.called(one.cause).of(lang), "strong"), one.message.of(lang), Cell(one.remedy.of(lang), "quiet"))
        for one in flaws
    ]
    label = Text("需要补正的原因", "Causes to mend").of(lang)
    traces = [RowName("causes", one.cause.cause) for one in flaws]
    traced_table(columns, rows, lang, key="problems.cause_flaws", label=label, traces=traces)
