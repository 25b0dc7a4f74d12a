"""A plan sheet in a grid: cells typed here are checked by the contract, rehearsed, and signed before they are kept.

The grid holds edits until they are saved (nothing is sent while typing), and what it shows is remembered with the versions
of its cells, so that an edit by somebody else is noticed. After a refusal or a conflict the widget is renewed: Streamlit
would otherwise send the refused edit again with the next one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sq_core.desk import View, preview
from sq_core.errors import EditRefused, EditStale, SqError
from sq_core.ledger import Author, CellEdit, Draft, GridEdits, commit, edited, shown_key
from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.elements import Cell, Column, muted, plain_text, refusal, table
from sq_core.ui.findings import findings_table
from sq_core.ui.front import committed, the_office
from sq_core.ui.ripple import effect_table, moves_table
from sq_core.ui.who import signature
from sq_core.words import MISSING, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from sq_core.desk import Desk
    from sq_core.errors import Conflict
    from sq_core.ledger import Effect, PlanRow
    from sq_core.sheets import Column as SheetColumn
    from sq_core.sheets import Contract

_GRID, _SEEN, _CONFLICTS = "workbooks.grid", "workbooks.grid_rows", "workbooks.conflicts"
_FAR = (date(1990, 1, 1), date(2100, 12, 31))


def plan_grid(desk: Desk, sheet: str) -> None:
    """Draw a plan sheet for editing, what the edits would move, and the way to keep them."""
    contract, lang = contracts()[sheet], desk.lang
    rows = _rows_seen(desk, sheet)
    muted(contract.purpose.of(lang))
    wanted = st.text_input(
        Text("筛选", "Filter").of(lang),
        key=f"workbooks.filter.{sheet}",
        placeholder=Text("任意文字", "any text").of(lang),
    )
    shown = [row for row in rows if _matches(row, wanted)]
    key = f"{_GRID}.{sheet}.{state.generation(_GRID)}.{wanted}"
    st.data_editor(
        _frame(contract, shown),
        key=key,
        num_rows="dynamic",
        column_config={column.name: _config(column, lang) for column in contract.columns},
        hide_index=True,
        height=min(38 + 35 * (len(shown) + 2), 560),
        on_change="ignore",
        placeholder="",
    )
    st.button(
        Text("查看修改的影响", "See what the edits move").of(lang),
        key="workbooks.review",
        type="primary",
        on_click=_review,
        args=(key, sheet, shown),
    )
    pending: GridEdits | None = state.remembered(f"{_GRID}.pending", None)
    if pending is not None and pending.sheet == sheet:
        _keep(desk, pending, rows)
    _conflicts(sheet, lang)


def _rows_seen(desk: Desk, sheet: str) -> tuple[PlanRow, ...]:
    """Give the rows as this person first saw them since the last save: their versions are what an edit is checked against."""
    kept: tuple[str, int, tuple[PlanRow, ...]] | None = state.remembered(_SEEN, None)
    stamp = state.generation(_GRID)
    if kept is not None and kept[0] == sheet and kept[1] == stamp:
        return kept[2]
    rows = desk.rows(sheet)
    state.remember(_SEEN, (sheet, stamp, rows))
    return rows


def _matches(row: PlanRow, wanted: str) -> bool:
    return not wanted or any(wanted.lower() in str(cell).lower() for cell in row.cells.values() if cell is not None)


def _frame(contract: Contract, rows: Sequence[PlanRow]) -> pd.DataFrame:
    columns: dict[str, object] = {}
    for column in contract.columns:
        cells = [row.cells.get(column.name) for row in rows]
        if column.type in ("date", "month"):
            columns[column.name] = pd.Series([date.fromisoformat(str(c)) if c else None for c in cells], dtype="object")
        elif column.type == "number" and column.unit == "percent":
            columns[column.name] = pd.Series([None if c is None else float(c) * 100 for c in cells], dtype="Float64")
        elif column.type in ("number", "integer"):
            columns[column.name] = pd.Series(cells, dtype="Float64" if column.type == "number" else "Int64")
        elif column.type == "flag":
            columns[column.name] = pd.Series(cells, dtype="boolean")
        else:
            columns[column.name] = pd.Series(cells, dtype="object")
    return pd.DataFrame(columns)


def _config(column: SheetColumn, lang: Lang) -> ColumnConfig:
    label, note = column.header.of(lang), plain_text(column.note.of(lang))
    percent = column.type == "number" and column.unit == "percent"
    head = f"{label} (%)" if percent else label
    if column.type in ("number", "integer"):
        form = "%.2f" if percent else None
        return st.column_config.NumberColumn(head, help=note, format=form, pinned=column.key)
    if column.type in ("date", "month"):
        return st.column_config.DateColumn(
            head, help=note, min_value=_FAR[0], max_value=_FAR[1], format="YYYY-MM-DD", pinned=column.key
        )
    if column.type == "flag":
        return st.column_config.CheckboxColumn(head, help=note)
    if column.type == "choice":
        labels = {choice.value: choice.label.of(lang) for choice in column.choices}
        return st.column_config.SelectboxColumn(
            head, help=note, options=list(labels), format_func=lambda value: labels.get(str(value), str(value))
        )
    return st.column_config.TextColumn(head, help=note, pinned=column.key)


def _review(key: str, sheet: str, shown: Sequence[PlanRow]) -> None:
    sent = state.picked(key) or {}
    contract = contracts()[sheet]
    cells = {
        shown[int(position)].row_key: _typed(contract, typed) for position, typed in sent.get("edited_rows", {}).items()
    }
    added = tuple(
        _typed(contract, row) for row in sent.get("added_rows", []) if any(v is not None for v in row.values())
    )
    removed = tuple(shown[int(position)].row_key for position in sent.get("deleted_rows", []))
    changed = {key_: row for key_, row in cells.items() if key_ not in removed}
    state.remember(
        f"{_GRID}.pending", GridEdits(sheet, changed, added, removed) if changed or added or removed else None
    )


def _typed(contract: Contract, cells: Mapping[str, object]) -> dict[str, object]:
    """Take cells as the grid sends them; a rate was typed in percent."""
    typed: dict[str, object] = {}
    for name, value in cells.items():
        column = contract.by_name.get(name)
        if column is None:
            continue
        percent = column.type == "number" and column.unit == "percent"
        typed[name] = value / 100 if percent and isinstance(value, (int, float)) else value
    return typed


def _keep(desk: Desk, pending: GridEdits, rows: tuple[PlanRow, ...]) -> None:
    lang, office = desk.lang, the_office()
    reason = st.text_input(
        Text("理由（大的改动必填）", "Reason (required for a large change)").of(lang), key="workbooks.grid_reason"
    )
    author = signature(lang)
    try:
        draft = edited(pending, rows, author or Author("-"), reason, desk.rules.reason_above)
        seen = preview(office, draft, View())
    except EditRefused as error:
        refusal(error, lang)
        findings_table(error.findings, lang, key="workbooks.grid_findings")
        return
    except EditStale as error:
        _remember_conflicts(error.conflicts)
        st.rerun()
    effect_table(seen.effect, lang)
    moves_table(seen.moves, lang)
    with st.container(horizontal=True):
        st.button(
            Text("保存", "Save").of(lang),
            key="workbooks.grid_save",
            type="primary",
            disabled=author is None or seen.effect.nothing,
            on_click=_save,
            args=(draft,),
        )
        st.button(Text("放弃修改", "Discard edits").of(lang), key="workbooks.grid_drop", on_click=_drop)
    _announce(lang)


def _save(draft: Draft) -> None:
    try:
        effect = commit(the_office().store, draft)
    except EditStale as error:
        _remember_conflicts(error.conflicts)
        return
    except SqError as error:
        state.remember("workbooks.grid_error", error)
        return
    _drop()
    state.remember("workbooks.saved", effect)


def _announce(lang: Lang) -> None:
    nothing: SqError | None = None
    error = state.remembered("workbooks.grid_error", nothing)
    if error is not None:
        refusal(error, lang)
        state.forget("workbooks.grid_error")


def announce_saved(lang: Lang) -> None:
    """Tell everybody of what was just saved in this session."""
    effect: Effect | None = state.remembered("workbooks.saved", None)
    if effect is not None:
        state.forget("workbooks.saved")
        committed(effect, lang)


def _drop() -> None:
    state.forget(f"{_GRID}.pending")
    state.forget(_CONFLICTS)
    state.renew(_GRID)


def _remember_conflicts(conflicts: tuple[Conflict, ...]) -> None:
    state.forget(f"{_GRID}.pending")
    state.renew(_GRID)
    state.remember(_CONFLICTS, conflicts)


def _conflicts(sheet: str, lang: Lang) -> None:
    """Show three values of each cell somebody else changed meanwhile, and take the choice."""
    none: tuple[Conflict, ...] = ()
    conflicts = tuple(c for c in state.remembered(_CONFLICTS, none) if c.sheet == sheet)
    if not conflicts:
        return
    st.warning(
        Text(
            "您编辑期间，他人修改了同样的单元格。请逐个选择。",
            "While you were editing, somebody else changed the same cells. Choose for each.",
        ).of(lang),
        icon=":material/call_split:",
    )
    contract = contracts()[sheet]
    columns = (
        Column(Text("单元格", "Cell")),
        Column(Text("您看到的", "You saw"), number=True),
        Column(Text("现在", "Now"), number=True),
        Column(Text("您要的", "You want"), number=True),
        Column(Text("修改人", "Changed by")),
    )
    rows = [
        (
            Cell(
                f"{shown_key(c.key)} · {contract.by_name[c.column].header.of(lang) if c.column in contract.by_name else c.column}",
                "strong",
            ),
            c.seen or MISSING,
            c.current or MISSING,
            c.wanted or MISSING,
            c.changed_by,
        )
        for c in conflicts
    ]
    table(columns, rows, lang, key="workbooks.conflict_table")
    author = signature(lang)
    with st.container(horizontal=True):
        st.button(
            Text("保留现在的值", "Keep what is there now").of(lang), key="workbooks.conflict_keep", on_click=_drop
        )
        st.button(
            Text("改为我的值", "Take mine").of(lang),
            key="workbooks.conflict_mine",
            disabled=author is None,
            on_click=_take_mine,
            args=(conflicts, author),
        )


def _take_mine(conflicts: tuple[Conflict, ...], author: Author) -> None:
    edits = tuple(CellEdit(c.sheet, c.key, c.column, c.wanted) for c in conflicts)
    _save(Draft("edit", author, "conflict", edits=edits))
