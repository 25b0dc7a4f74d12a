"""What a change does, drawn: sheets, cells from old to new in the unit of their row, and the readings that move.

The readings stand in the order of consequence: those whose status flips first, the worst flip on top, then the farthest moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.desk import View
from sq_core.ledger import ROW, row_name, shown_text
from sq_core.sheets import contracts
from sq_core.ui.elements import Cell, Column, plain_text, table
from sq_core.ui.front import the_office
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.words import MISSING, Lang, Text, difference, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Status
    from sq_core.desk import Move
    from sq_core.ledger import CellChange, Effect, SheetEffect

_SHOWN = 200
_FIRST = 12
"""So many moves stand open; who wants the rest opens it."""
_GRAVITY: Mapping[Status, int] = {"good": 0, "watch": 1, "bad": 2, "broken": 3}
_MOVE_HEADS = (
    Column(Text("指标", "Metric")),
    Column(Text("之前", "Before"), number=True),
    Column(Text("之后", "After"), number=True),
    Column(Text("变动", "Change"), number=True),
    Column(Text("目标", "Target")),
    Column(Text("状态", "Status")),
)


def effect_table(effect: Effect, lang: Lang, *, key: str = "ripple") -> None:
    """Draw what a change set does to each sheet, and the cells it changes."""
    st.markdown("##### " + Text("将发生的变化", "What would change").of(lang))
    changed = _changed_cells(effect)
    counts = {
        Text("新增行", "New rows"): [one.new_rows for one in effect.sheets],
        Text("修改的单元格", "Cells changed"): [len(changed[one.sheet]) for one in effect.sheets],
        Text("删除行", "Rows taken away"): [one.removed_rows for one in effect.sheets],
        Text("不变的行", "Unchanged rows"): [one.unchanged_rows for one in effect.sheets],
        Text("文件中没有的行", "Rows not in the file"): [len(one.missing) for one in effect.sheets],
    }
    drawn = [head for place, head in enumerate(counts) if place < 2 or any(counts[head])]
    titles = [contracts()[one.sheet].title.of(lang) for one in effect.sheets]
    table(
        (Column(Text("工作表", "Sheet")), *(Column(head, number=True) for head in drawn)),
        [(title, *(f"{counts[head][place]:,}" for head in drawn)) for place, title in enumerate(titles)],
        lang,
        key=f"{key}.sheets",
    )
    cells = [change for changes in changed.values() for change in changes]
    if cells:
        _cells(cells, lang, key)


def _changed_cells(effect: Effect) -> dict[str, list[CellChange]]:
    """Give the cells that change in rows that stay, by sheet: a row that comes or goes is told as a row."""
    return {one.sheet: [change for change in one.changed if change.row_key not in _whole(one)] for one in effect.sheets}


def _whole(one: SheetEffect) -> set[str]:
    return {change.row_key for change in one.changed if change.column == ROW}


def _cells(cells: Sequence[CellChange], lang: Lang, key: str) -> None:
    label = Text(f"修改的单元格（{len(cells):,}）：原值 → 新值", f"Cells changed ({len(cells):,}): old → new").of(lang)
    heads = (
        Column(Text("工作表", "Sheet")),
        Column(Text("行", "Row")),
        Column(Text("列", "Column")),
        Column(Text("原值", "Old"), number=True),
        Column(Text("新值", "New"), number=True),
    )
    with st.expander(plain_text(label), expanded=len(cells) <= _FIRST):
        table(heads, _cell_rows(cells, lang), lang, key=f"{key}.cells")


def _cell_rows(cells: Sequence[CellChange], lang: Lang) -> list[tuple[str, ...]]:
    rows_of = _rows_of({one.sheet for one in cells})
    new_units = {(one.sheet, one.row_key): one.new for one in cells if one.column == "unit"}
    written: list[tuple[str, ...]] = []
    for one in cells[:_SHOWN]:
        contract, row = contracts()[one.sheet], rows_of[one.sheet].get(one.row_key, {})
        unit = row.get("unit")
        unit = None if unit is None else str(unit)
        written.append(
            (
                contract.title.of(lang),
                row_name(contract, one.row_key, row, lang),
                contract.by_name[one.column].header.of(lang),
                shown_text(contract, one.column, one.old, unit, lang) or MISSING,
                shown_text(contract, one.column, one.new, new_units.get((one.sheet, one.row_key), unit), lang)
                or MISSING,
            )
        )
    return written


def _rows_of(sheets: set[str]) -> dict[str, dict[str, Mapping[str, object]]]:
    """Give the rows that sheets have now: their names and units say how their cells are written."""
    with the_office().desk(View()) as desk:
        return {sheet: {row.row_key: row.cells for row in desk.rows(sheet)} for sheet in sheets}


def moves_table(moves: Sequence[Move], lang: Lang, *, key: str = "ripple") -> None:
    """Draw which readings move, from what to what: the first dozen open, the rest on demand."""
    st.markdown("##### " + Text(f"将变动的指标：{len(moves)} 个", f"Readings that would move: {len(moves)}").of(lang))
    moves_rows(moves, lang, key=key)


def moves_rows(moves: Sequence[Move], lang: Lang, *, key: str) -> None:
    """Draw the rows of moves without a head of their own."""
    ordered = by_consequence(moves)
    table(_MOVE_HEADS, [_move(one, lang) for one in ordered[:_FIRST]], lang, key=f"{key}.moves")
    rest = ordered[_FIRST:]
    if rest:
        with st.expander(Text(f"另有 {len(rest)} 个", f"And {len(rest)} more").of(lang)):
            table(_MOVE_HEADS, [_move(one, lang) for one in rest], lang, key=f"{key}.more_moves")


def by_consequence(moves: Sequence[Move]) -> list[Move]:
    """Order moves: status flips first, from the worst turn to the best, then by how far the value moves."""
    return sorted(moves, key=lambda one: (one.before.status == one.after.status, -_turn(one), -_reach(one)))


def _turn(move: Move) -> int:
    """Say how much worse a status becomes; negative where it improves."""
    return _GRAVITY.get(move.after.status, 1) - _GRAVITY.get(move.before.status, 1)


def _reach(move: Move) -> float:
    """Say how far a value moves as a share of what it was; a value that comes or goes moves farthest."""
    if move.shift is None:
        return 1.0 if move.before.value != move.after.value else 0.0
    return abs(move.shift) / abs(move.before.value) if move.before.value else abs(move.shift)


def _move(move: Move, lang: Lang) -> tuple[str | Cell, ...]:
    before, after = move.before, move.after
    target = spoken(after.target, after.unit, lang)
    if before.target != after.target:
        target = f"{spoken(before.target, before.unit, lang)} → {target}"
    old, new = status_words(before.status).of(lang), status_words(after.status).of(lang)
    return (
        " · ".join((after.title.of(lang), *after.dimensions.values())),
        spoken(before.value, before.unit, lang),
        spoken(after.value, after.unit, lang),
        Cell(str(difference(move.shift, after.unit, lang)), change_tone(move.shift, after.better))
        if move.shift
        else MISSING,
        target,
        new if before.status == after.status else Cell(f"{old} → {new}", status_tone(after.status)),
    )
