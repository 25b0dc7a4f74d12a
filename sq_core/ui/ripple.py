"""What a change does, drawn: sheets, cells from old to new, and the readings that move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ledger import ROW, shown_key
from sq_core.sheets import contracts
from sq_core.ui.elements import Column, plain_text, table
from sq_core.ui.status import status_words
from sq_core.words import Lang, Text, difference, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk import Move
    from sq_core.ledger import CellChange, Effect

_SHOWN = 200


def effect_table(effect: Effect, lang: Lang) -> None:
    """Draw what a change set does to each sheet, and the cells it changes."""
    st.markdown("##### " + Text("将发生的变化", "What would change").of(lang))
    heads = (
        Column(Text("工作表", "Sheet")),
        Column(Text("新增行", "New rows"), number=True),
        Column(Text("修改的单元格", "Cells changed"), number=True),
        Column(Text("不变的行", "Unchanged rows"), number=True),
        Column(Text("文件中没有的行", "Rows not in the file"), number=True),
    )
    arriving = {(c.sheet, c.row_key) for one in effect.sheets for c in one.changed if c.column == ROW and c.new}
    changed = {
        one.sheet: [c for c in one.changed if c.column != ROW and (c.sheet, c.row_key) not in arriving]
        for one in effect.sheets
    }
    table(
        heads,
        [
            (
                contracts()[one.sheet].title.of(lang),
                f"{one.new_rows:,}",
                f"{len(changed[one.sheet]):,}",
                f"{one.unchanged_rows:,}",
                f"{len(one.missing):,}",
            )
            for one in effect.sheets
        ],
        lang,
        key="ripple.sheets",
    )
    cells = [change for changes in changed.values() for change in changes]
    if cells:
        _cells(cells, lang)


def _cells(cells: Sequence[CellChange], lang: Lang) -> None:
    label = Text(f"修改的单元格（{len(cells):,}）：原值 → 新值", f"Cells changed ({len(cells):,}): old → new").of(lang)
    with st.expander(plain_text(label)):
        heads = (
            Column(Text("工作表", "Sheet")),
            Column(Text("行", "Row")),
            Column(Text("列", "Column")),
            Column(Text("原值", "Old"), number=True),
            Column(Text("新值", "New"), number=True),
        )
        rows = [
            (
                contracts()[one.sheet].title.of(lang),
                shown_key(one.row_key),
                contracts()[one.sheet].by_name[one.column].header.of(lang),
                one.old or "—",
                one.new or "—",
            )
            for one in cells[:_SHOWN]
        ]
        table(heads, rows, lang, key="ripple.cells")


def moves_table(moves: Sequence[Move], lang: Lang) -> None:
    """Draw which readings move, from what to what."""
    st.markdown("##### " + Text(f"将变动的指标：{len(moves)} 个", f"Readings that would move: {len(moves)}").of(lang))
    if not moves:
        return
    heads = (
        Column(Text("指标", "Metric")),
        Column(Text("现在", "Now"), number=True),
        Column(Text("之后", "After"), number=True),
        Column(Text("变动", "Change"), number=True),
        Column(Text("目标", "Target")),
        Column(Text("状态", "Status")),
    )
    table(heads, [_move(one, lang) for one in moves], lang, key="ripple.moves")


def _move(move: Move, lang: Lang) -> tuple[str, ...]:
    before, after = move.before, move.after
    target = spoken(after.target, after.unit, lang)
    if before.target != after.target:
        target = f"{spoken(before.target, before.unit, lang)} → {target}"
    old, new = status_words(before.status).of(lang), status_words(after.status).of(lang)
    return (
        after.title.of(lang),
        spoken(before.value, before.unit, lang),
        spoken(after.value, after.unit, lang),
        str(difference(move.shift, after.unit, lang)) if move.shift else "—",
        target,
        new if old == new else f"{old} → {new}",
    )
