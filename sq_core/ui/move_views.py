"""Where the accepted problems moved, on the screen: the strongest movement in a sentence, all of them in a table, and Why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk import problem_moves
from sq_core.desk.why_words import chance_said, figures, where_it_sits
from sq_core.ui import state
from sq_core.ui.asking import told, traced_table
from sq_core.ui.elements import Cell, Column, heading
from sq_core.ui.panels import ask
from sq_core.ui.status import change_tone
from sq_core.words import MISSING, Text, same, spoken

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.desk.problem_moves import ProblemMove
    from sq_core.words import Lang

HEADING = Text("问题的变化落在哪里", "Where the problems moved")
NOTHING = Text("", "")


def moves_panel(desk: Desk) -> None:
    """Draw where the accepted problems moved on the period before; nothing where none is accepted."""
    moves = problem_moves.problem_moves(desk)
    if not moves:
        return
    lang = state.current().lang
    heading(HEADING)
    top = problem_moves.strongest(moves)
    if top is not None:
        told(problem_moves.said_of(top), key="problems.moved", trace=top.reading)
        if not state.current().present:
            ask(top.reading, "problems.moved.ask", lang)
    columns = (
        Column(Text("问题", "Problem")),
        Column(Text("指标", "Metric")),
        Column(Text("前期", "Before"), number=True),
        Column(Text("本期", "Now"), number=True),
        Column(Text("变化", "Change"), number=True),
        Column(Text("是否偶然", "By chance")),
        Column(Text("落在哪里", "Where it sits")),
    )
    rows = [_row(desk, one, lang) for one in moves]
    label = HEADING.of(lang)
    traced_table(columns, rows, lang, key="problems.moves", label=label, traces=[one.reading for one in moves])


def _row(desk: Desk, one: ProblemMove, lang: Lang) -> tuple[str | Cell, ...]:
    name = Cell((same(one.problem.problem + " ") + one.problem.name).of(lang), "strong")
    part = one.reading.dimensions.get(one.problem.dimension or "")
    title = one.reading.title + (Text("（{part}）", " ({part})").fill(part=part) if part else NOTHING)
    metric = Cell(title.of(lang), note=desk.period_name(one.reading.period).of(lang) if one.reading.period else "")
    found = one.found
    if isinstance(found, Broken):
        before, now = (spoken(each, one.reading.unit, lang) for each in (one.reading.previous, one.reading.value))
        return (name, metric, before, now, MISSING, MISSING, Cell(found.message.of(lang), "quiet"))
    shown = figures(found)
    where = where_it_sits(found, shown)
    return (
        name,
        metric,
        shown.value(found.before, found.unit, lang),
        shown.value(found.after, found.unit, lang),
        Cell(shown.signed(shown.change, lang), change_tone(shown.change, one.reading.better)),
        _chance(one, lang),
        Text(where.zh, where.en[:1].upper() + where.en[1:]).of(lang),
    )


def _chance(one: ProblemMove, lang: Lang) -> str | Cell:
    if isinstance(one.found, Broken) or one.found.chance is None:
        return Cell(Text("无法判断", "cannot be told").of(lang), "quiet")
    said = chance_said(one.found.chance)
    if one.found.beyond(one.found.chance):
        return Cell(Text("超出偶然，{p}", "beyond chance, {p}").fill(p=said).of(lang), "strong")
    return Text("可能偶然，{p}", "may be chance, {p}").fill(p=said).of(lang)
