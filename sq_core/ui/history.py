"""The history of the programme: change sets, what each did, and the way back; and the history of one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from sq_core.errors import EditStale, SqError
from sq_core.ledger import cell_history, commit, shown_key, undoing
from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.elements import Cell, Column, muted, refusal, table
from sq_core.ui.front import the_office
from sq_core.ui.who import signature
from sq_core.words import MISSING, Lang, Text, listed, moment

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.errors import Conflict
    from sq_core.ledger import Author, ChangeSet, Choice

KINDS = {
    "load": Text("载入", "Load"),
    "edit": Text("编辑", "Edit"),
    "undo": Text("撤销", "Undo"),
    "restore": Text("恢复", "Restore"),
}
_UNDO = "workbooks.undo_conflicts"


def history_panel(desk: Desk) -> None:
    """Draw the change sets, newest first, with undo for each."""
    lang = desk.lang
    found = desk.changes(100)
    if not found:
        muted(Text("还没有任何变更。", "Nothing has been changed yet.").of(lang))
        return
    zone = ZoneInfo(desk.parameters["timezone"])
    columns = (
        Column(Text("编号", "No."), number=True),
        Column(Text("时间", "When")),
        Column(Text("类别", "Kind")),
        Column(Text("谁", "Who")),
        Column(Text("内容", "What")),
        Column(Text("理由", "Reason")),
        Column(Text("状态", "State")),
    )
    table(columns, [_row(one, lang, zone) for one in found], lang, key="workbooks.history")
    _undo(found, lang)
    _cell(lang, zone)


def _row(one: ChangeSet, lang: Lang, zone: ZoneInfo) -> tuple[str | Cell, ...]:
    sheets = listed([contracts()[sheet].title for sheet in one.sheets]).of(lang) if one.sheets else MISSING
    sizes = [Text(f"{one.cells:,} 格", f"{one.cells:,} cells")] if one.cells else []
    sizes += [Text(f"{one.fact_rows:,} 行", f"{one.fact_rows:,} rows")] if one.fact_rows else []
    size = listed(sizes)
    who = one.author.name if one.author.verified else f"{one.author.name} {Text('（未验证）', '(unverified)').of(lang)}"
    undone = Text(f"已被 {one.undone_by} 撤销", f"undone by {one.undone_by}").of(lang) if one.undone_by else ""
    what = f"{sheets} · {size.of(lang)}" + (f" · {one.file_name}" if one.file_name else "")
    return (
        str(one.id),
        moment(one.at_utc, zone, lang),
        KINDS[one.kind].of(lang),
        who,
        what,
        one.reason or MISSING,
        Cell(undone, "quiet"),
    )


def _undo(found: tuple[ChangeSet, ...], lang: Lang) -> None:
    st.markdown("##### " + Text("撤销一个变更集", "Undo a change set").of(lang))
    names = {one.id: f"{one.id} · {KINDS[one.kind].of(lang)} · {one.author.name}" for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            Text("变更集", "Change set").of(lang),
            list(names),
            format_func=names.__getitem__,
            key="workbooks.undo_number",
        )
        author = signature(lang)
        st.button(
            Text("撤销", "Undo").of(lang),
            key="workbooks.undo",
            disabled=author is None,
            on_click=_take_back,
            args=(number, author, {}),
        )
    conflicts: tuple[int, tuple[Conflict, ...]] | None = state.remembered(_UNDO, None)
    if conflicts is not None and author is not None:
        _choose(*conflicts, author, lang)
    error: SqError | None = state.remembered("workbooks.undo_error", None)
    if error is not None:
        refusal(error, lang)
        state.forget("workbooks.undo_error")


def _take_back(number: int, author: Author, choices: dict[tuple[str, str, str], Choice]) -> None:
    office = the_office()
    try:
        effect = commit(office.store, undoing(office.store, number, author, "", choices))
    except EditStale as error:
        state.remember(_UNDO, (number, error.conflicts))
        return
    except SqError as error:
        state.remember("workbooks.undo_error", error)
        return
    state.forget(_UNDO)
    state.remember("workbooks.saved", effect)


def _choose(number: int, conflicts: tuple[Conflict, ...], author: Author, lang: Lang) -> None:
    st.warning(
        Text(
            f"变更集 {number} 之后又有人修改了这些单元格。",
            f"These cells were changed again after change set {number}.",
        ).of(lang),
        icon=":material/call_split:",
    )
    columns = (
        Column(Text("单元格", "Cell")),
        Column(Text("当时写入", "It wrote"), number=True),
        Column(Text("现在", "Now"), number=True),
        Column(Text("撤销后", "Undo gives"), number=True),
    )
    rows = [
        (
            f"{contracts()[c.sheet].title.of(lang)} · {shown_key(c.key)} · {c.column}",
            c.seen or MISSING,
            c.current or MISSING,
            c.wanted or MISSING,
        )
        for c in conflicts
    ]
    table(columns, rows, lang, key="workbooks.undo_conflict_table")
    with st.container(horizontal=True):
        for choice, label in (
            ("keep", Text("保留现值，撤销其余", "Keep these, undo the rest")),
            ("restore", Text("全部恢复旧值", "Restore all old values")),
        ):
            st.button(
                label.of(lang),
                key=f"workbooks.undo_{choice}",
                on_click=_take_back,
                args=(number, author, {(c.sheet, c.key, c.column): choice for c in conflicts}),
            )


def _cell(lang: Lang, zone: ZoneInfo) -> None:
    with st.expander(Text("一个单元格的历史", "History of one cell").of(lang), icon=":material/history:"):
        plan = {key: contract for key, contract in contracts().items() if contract.kind == "plan"}
        with st.container(horizontal=True):
            sheet = st.selectbox(
                Text("工作表", "Sheet").of(lang),
                list(plan),
                format_func=lambda key: plan[key].title.of(lang),
                key="workbooks.cell_sheet",
            )
            names = {column.name: column.header.of(lang) for column in plan[sheet].columns if not column.key}
            with the_office().store.reading() as cursor:
                rows = [key for (key,) in cursor.execute(f'select row_key from "{sheet}" order by row_key').fetchall()]  # noqa: S608
            row = st.selectbox(Text("行", "Row").of(lang), rows, format_func=shown_key, key="workbooks.cell_row")
            column = st.selectbox(
                Text("列", "Column").of(lang), list(names), format_func=names.__getitem__, key="workbooks.cell_column"
            )
        if row is None:
            return
        with the_office().store.reading() as cursor:
            versions = cell_history(cursor, sheet, row, column)
        columns = (
            Column(Text("版本", "Version"), number=True),
            Column(Text("原值", "Old"), number=True),
            Column(Text("新值", "New"), number=True),
            Column(Text("时间", "When")),
            Column(Text("谁", "Who")),
            Column(Text("理由", "Reason")),
            Column(Text("出处", "Place")),
        )
        written = [
            (
                str(one.version),
                one.old or MISSING,
                one.new or MISSING,
                moment(one.change_set.at_utc, zone, lang),
                one.change_set.author.name,
                one.change_set.reason or MISSING,
                " · ".join(part for part in (one.change_set.file_name, one.source_sheet, one.source_cell) if part)
                or MISSING,
            )
            for one in versions
        ]
        if not written:
            muted(Text("这个单元格还没有值。", "This cell has no value yet.").of(lang))
        table(columns, written, lang, key="workbooks.cell_history")
