"""The tables of the problems chapter: the list with its evidence, what moved beyond chance, failure modes and their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.importance import BASES
from sq_core.desk.problems import ACCEPTED, PROPOSED
from sq_core.desk.why_periods import chance_of, whole_of
from sq_core.desk.why_words import chance_said
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.ui.status import change_tone
from sq_core.ui.tables import label_of
from sq_core.words import MISSING, Text, day, difference, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.failures import FailureMode
    from sq_core.desk.importance import Field
    from sq_core.desk.problems import Problem
    from sq_core.words import Lang

OWNER = Text("负责人", "Owner")
HOLDS: dict[bool | None, tuple[Text, str]] = {
    True: (Text("■ 成立", "■ holds"), "bad"),
    False: (Text("● 已不成立", "● no longer"), "good"),
    None: (Text("○ 无从判断", "○ cannot say"), "quiet"),
}
TONES = {ACCEPTED: "strong", PROPOSED: "watch"}


def problems_table(problems: Sequence[Problem], *, key: str) -> None:
    """Draw the problem list: rank, title, ground, what the figures say now, who sees to it."""
    lang = state.current().lang
    columns = (
        Column(Text("排序", "Rank"), number=True),
        Column(Text("问题", "Problem")),
        Column(Text("采纳情况", "Decision")),
        Column(Text("提出依据", "Ground")),
        Column(Text("现在的证据", "Evidence now")),
        Column(Text("是否成立", "Still so")),
        Column(OWNER),
    )
    rows, traces = [], []
    for one in problems:
        word, tone = HOLDS[one.evidence.holds]
        rows.append(
            (
                str(one.rank) if one.rank is not None else MISSING,
                Cell(one.title.of(lang), "strong" if one.decision == ACCEPTED else ""),
                Cell(label_of("problems", "decision", one.decision).of(lang), TONES.get(one.decision, "quiet")),
                label_of("problems", "ground", one.ground).of(lang),
                one.evidence.says.of(lang),
                Cell(word.of(lang), tone),
                one.owner or MISSING,
            )
        )
        row = RowName("problems", one.problem)
        traces.append((row,) if one.evidence.reading is None else (one.evidence.reading, row))
    label = Text("问题清单", "Problem list").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def moved_table(desk: Desk, readings: Sequence[Reading], *, key: str) -> None:
    """Draw readings beside the period before and the year before, and whether the change is more than chance."""
    lang = state.current().lang
    columns = (
        Column(Text("指标", "Measure")),
        Column(Text("本期", "This period"), number=True),
        Column(Text("95% 区间", "95% interval"), number=True),
        Column(Text("n", "n"), number=True),
        Column(Text("较上期", "On the period before"), number=True),
        Column(Text("较去年同期", "On a year before"), number=True),
    )
    rows = [
        (
            Cell(one.title.of(lang), "strong"),
            spoken(one.value, one.unit, lang),
            interval(one.low, one.high, one.unit, lang),
            f"{one.n:,.0f}" if one.n is not None else MISSING,
            _shift(desk, one, one.previous, "previous", lang),
            _shift(desk, one, one.previous_year, "year", lang),
        )
        for one in readings
        if one.value is not None
    ]
    label = Text("各项评价的变化", "How the measures moved").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=[one for one in readings if one.value is not None])


def _shift(desk: Desk, reading: Reading, before: float | None, against: str, lang: Lang) -> Cell | str:
    """Write a change with whether it is more than chance; a change within chance is not coloured."""
    if reading.value is None or before is None:
        return MISSING
    moved = reading.value - before
    both = whole_of(desk, reading, "year" if against == "year" else "previous")
    chance = None if isinstance(both, Broken) else chance_of(desk.catalogue.metric(reading.metric), both)
    beyond = chance is not None and chance < 1.0 - desk.rules.confidence
    note = Text("未检验", "not tested") if chance is None else Text("超出偶然", "beyond chance") if beyond else WITHIN
    said = note.of(lang) if chance is None else f"{note.of(lang)} {chance_said(chance)}"
    return Cell(
        str(difference(moved, reading.unit, lang)), change_tone(moved, reading.better) if beyond else "quiet", said
    )


WITHIN = Text("可能是偶然", "may be chance")


def urgent_table(found: Field, *, key: str) -> None:
    """Draw the items to concentrate on, the most important first."""
    lang = state.current().lang
    columns = (
        Column(Text("题项", "Item")),
        Column(Text("感知分", "Perception"), number=True),
        Column(BASES[found.basis], number=True),
    )
    rows = [
        (
            Cell(f"{one.item} {one.name.of(lang)}", "strong"),
            spoken(one.performance.value, one.performance.unit, lang),
            spoken(one.importance.value, one.importance.unit, lang),
        )
        for one in found.urgent
    ]
    label = Text("重点改进的题项", "Items to concentrate on").of(lang)
    traced_table(
        columns, rows, lang, key=key, label=label, traces=[(one.performance, one.importance) for one in found.urgent]
    )


def failures_table(modes: Sequence[FailureMode], today: date, *, key: str) -> None:
    """Draw failure modes with their ranks, priorities and what is done, the gravest first."""
    lang = state.current().lang
    columns = (
        Column(Text("失效模式", "Failure mode")),
        Column(Text("后果", "Effect")),
        Column(Text("S × O × D", "S × O × D"), number=True),
        Column(Text("优先级", "Priority")),
        Column(Text("措施", "Action")),
        Column(Text("措施后", "After"), number=True),
        Column(OWNER),
        Column(Text("期限", "Due")),
    )
    rows = [
        (
            Cell(one.name.of(lang), "strong", one.failure),
            one.effect.of(lang) or MISSING,
            _ranks(one.ranks),
            Cell(_letter(one.letter, lang), {"H": "bad", "M": "watch"}.get(one.letter, "quiet")),
            one.action.of(lang) or Cell(Text("还没有措施", "No action yet").of(lang), "bad"),
            Cell(_ranks(one.after), "", _letter(one.letter_after, lang) if one.after else ""),
            one.owner or MISSING,
            _due(one, today, lang),
        )
        for one in modes
    ]
    label = Text("失效模式", "Failure modes").of(lang)
    traces = [RowName("fmea", one.failure) for one in modes]
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def _due(mode: FailureMode, today: date, lang: Lang) -> Cell | str:
    """Write by when an action is done; one that is late or done says so."""
    if mode.done:
        return Cell(Text("● 已完成", "● done").of(lang), "good")
    if mode.due is None:
        return MISSING
    late = mode.due < today
    return Cell(day(mode.due, lang), "bad" if late else "", Text("已逾期", "overdue").of(lang) if late else "")


def _ranks(ranks: tuple[int, int, int] | None) -> str:
    return MISSING if ranks is None else f"{ranks[0]} × {ranks[1]} × {ranks[2]} = {ranks[0] * ranks[1] * ranks[2]}"


def _letter(letter: str, lang: Lang) -> str:
    if not letter:
        return Text("未定", "none").of(lang)
    shape = {"H": "■", "M": "▲", "L": "◆"}[letter]
    return f"{shape} {label_of('action_priorities', 'priority', letter).of(lang)}"
