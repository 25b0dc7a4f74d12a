"""The tables of the gap model: dimensions with their weights, how reliably they are measured, and what is done about gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk import gap_sentences
from sq_core.desk.five_gaps import GAPS
from sq_core.desk.servqual import NAMES, SIDES
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.words import MISSING, Text, interval, number, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.five_gaps import GapItem
    from sq_core.desk.servqual import DimensionLine
    from sq_core.words import Lang

DIMENSION = Text("维度", "Dimension")
SIDE_NAMES = {
    "perception": Text("感知 P", "Perception P"),
    "expectation": Text("期望 E", "Expectation E"),
    "gap": Text("差值 P−E", "Difference P−E"),
}


def dimensions_table(lines: Sequence[DimensionLine], *, key: str) -> None:
    """Draw weight, expectation, perception, gap and its part of the weighted whole for every dimension."""
    lang = state.current().lang
    weighed = any(one.weight is not None for one in lines)
    columns = [
        Column(DIMENSION),
        *([Column(Text("权重（百分）", "Weight of 100"), number=True)] if weighed else []),
        Column(Text("期望", "Expected"), number=True),
        Column(Text("感知", "Perceived"), number=True),
        Column(Text("差距", "Gap"), number=True),
        Column(Text("95% 区间", "95% interval"), number=True),
        *([Column(Text("加权差距中的部分", "Part of the weighted gap"), number=True)] if weighed else []),
        Column(Text("答卷", "Responses"), number=True),
    ]
    rows = [_dimension(one, lang, weighed=weighed) for one in lines]
    label = Text("各维度的权重与差距", "Weights and gaps by dimension").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=[one.readings for one in lines])


def _dimension(one: DimensionLine, lang: Lang, *, weighed: bool) -> tuple[str | Cell, ...]:
    gap = one.gap
    tone = "" if gap is None or gap.high is None or gap.high >= 0 else "bad"
    return (
        Cell(one.name.of(lang), "strong"),
        *([_value(one.weight, lang)] if weighed else []),
        _value(one.expected, lang),
        _value(one.perceived, lang),
        Cell(_value(gap, lang, sign=True), tone),
        interval(gap.low, gap.high, gap.unit, lang) if gap else MISSING,
        *([_value(one.part, lang, sign=True)] if weighed else []),
        _n(gap or one.perceived),
    )


def _value(reading: Reading | None, lang: Lang, *, sign: bool = False) -> str:
    return spoken(reading.value, reading.unit, lang, sign=sign) if reading is not None else MISSING


def _n(reading: Reading | None) -> str:
    return f"{reading.n:,.0f}" if reading is not None and reading.n is not None else MISSING


def alpha_table(alphas: Mapping[str, Mapping[str, Reading]], *, key: str) -> None:
    """Draw Cronbach's alpha of perception, expectation and their difference, each with its interval."""
    lang = state.current().lang
    sides = [side for side in SIDES if any(side in found for found in alphas.values())]
    columns = [Column(DIMENSION)]
    for side in sides:
        columns.append(Column(Text(f"α {SIDE_NAMES[side].zh}", f"α {SIDE_NAMES[side].en}"), number=True))
        columns.append(Column(Text("95% 区间", "95% interval"), number=True))
    columns.append(Column(Text("完整答卷", "Complete responses"), number=True))
    rows = []
    for dimension, found in alphas.items():
        cells: list[str | Cell] = [Cell(NAMES[dimension].of(lang), "strong")]
        for side in sides:
            one = found.get(side)
            cells.append(_alpha(one, found.get("perception"), lang))
            cells.append(interval(one.low, one.high, "none", lang) if one else MISSING)
        cells.append(_n(found.get("gap") or found.get("perception")))
        rows.append(tuple(cells))
    label = Text("信度（Cronbach α）", "Reliability (Cronbach's alpha)").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=[tuple(found.values()) for found in alphas.values()])


def _alpha(one: Reading | None, alone: Reading | None, lang: Lang) -> str | Cell:
    if one is None or one.value is None:
        return MISSING
    written = number(one.value, "none", lang).text
    if one.dimensions["side"] != "gap" or alone is None or alone.value is None or one.value >= alone.value:
        return written
    return Cell(written, "watch")


def gap_items_table(items: Sequence[GapItem], *, key: str) -> None:
    """Draw the items of gaps 1 to 4 with both sides' scores, what is missing, and what is done about it by whom."""
    lang = state.current().lang
    columns = (
        Column(Text("差距", "Gap")),
        Column(Text("题项", "Item")),
        Column(Text("应达到", "Asked")),
        Column(Text("实际", "Met")),
        Column(Text("不及要求", "Shortfall"), number=True),
        Column(Text("人数较少一方", "Fewer of both sides"), number=True),
        Column(Text("对策", "Action")),
        Column(Text("负责人", "Owner")),
        Column(Text("完成日期", "Due")),
    )
    rows = [_gap_item(one, lang) for one in items]
    label = Text("差距一至四的题项与对策", "Items and actions of gaps 1 to 4").of(lang)
    traced_table(
        columns, rows, lang, key=key, label=label, traces=[RowName("gap_items", one.key) for one in items]
    )  # fmt: skip


def _gap_item(one: GapItem, lang: Lang) -> tuple[str | Cell, ...]:
    none_yet = Cell(Text("还没有对策", "None yet").of(lang), "bad") if one.short else MISSING
    missing = Cell(one.flaw.of(lang), "bad") if one.flaw else MISSING
    return (
        GAPS[one.gap][0].of(lang) if one.gap in GAPS else one.gap,
        Cell(one.name.of(lang), "strong"),
        _side(one.asks, one.asked, lang),
        _side(one.meets, one.met, lang),
        spoken(one.short, "points", lang) if one.short is not None else missing,
        f"{one.n:,.0f}" if one.n is not None else MISSING,
        one.action.of(lang) if one.action else none_yet,
        one.owner or MISSING,
        gap_sentences.due_by(one).of(lang),
    )


def _side(role: Text, score: float | None, lang: Lang) -> str:
    return f"{role.of(lang)} {number(score, 'score', lang).text}"
