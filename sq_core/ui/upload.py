"""Bringing a workbook in: read, understood, corrected, rehearsed, and only then taken.

What was read is remembered by content (file and corrections), the rehearsal also by edition, so that a rerun costs
nothing and a rehearsal is never shown for a programme that has moved on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.desk import Request, View, draft_of, preview, read_upload
from sq_core.errors import Finding, SqError, WorkbookRefused
from sq_core.ledger import Author, commit
from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.elements import plain_text, refusal
from sq_core.ui.findings import findings_table
from sq_core.ui.front import committed, the_office
from sq_core.ui.ripple import effect_table, moves_table
from sq_core.ui.who import signature
from sq_core.words import Lang, Text

if TYPE_CHECKING:
    from sq_core.desk import Preview
    from sq_core.ingest import ColumnMatch, Intake, SheetIntake

KINDS = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"]
_FILE, _READ, _SEEN, _CHOSEN, _AS, _LAST = (
    "workbooks.file",
    "workbooks.read",
    "workbooks.rehearsed",
    "workbooks.columns",
    "workbooks.as",
    "workbooks.last",
)
_REPEATED = ("repeated-code", "last-rows")
"""What is found where codes come again: refused, or reduced to the last row of each."""
HOW = {
    "exact": Text("表头一致", "same header"),
    "synonym": Text("同义词", "synonym"),
    "likeness": Text("相近，请确认", "alike, please check"),
    "chosen": Text("您的选择", "your choice"),
    "item": Text("题项", "question item"),
    "constant": Text("由表头得出", "from the header"),
    "unused": Text("未使用", "not used"),
}
UNUSED = Text("（不使用）", "(not used)")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in hand and how it shall be read."""

    name: str
    content: bytes
    request: Request

    @property
    def key(self) -> tuple[object, ...]:
        """Name what a reading of it is made from."""
        asked = self.request
        return self.name, hash(self.content), asked.as_contract, asked.last_rows, tuple(sorted(asked.chosen.items()))


def upload_panel(lang: Lang) -> None:
    """Draw the whole way of a workbook, from the file chooser to the change set."""
    given = st.file_uploader(
        Text("选择工作簿（Excel、ODS 或 CSV）", "Choose a workbook (Excel, ODS or CSV)").of(lang),
        type=KINDS,
        key=f"{_FILE}.{state.generation(_FILE)}",
        help=Text(
            "先显示将发生的变化，确认后才保存。", "What would change is shown first; nothing is saved until you say so."
        ).of(lang),
    )
    if given is None:
        for key in (_CHOSEN, _AS, _LAST):
            state.forget(key)
        return
    upload = Upload(given.name, given.getvalue(), _request())
    try:
        with st.spinner(Text("正在读取……", "Reading…").of(lang)):
            intake = _read(upload)
    except WorkbookRefused as error:
        refusal(error, lang)
        findings_table(error.findings, lang, key="workbooks.refused")
        _offer_contract(lang)
        return
    intake = _chosen_sheets(intake, lang)
    for number, sheet in enumerate(intake.sheets):
        _understood(sheet, number, lang)
    if intake.skipped:
        names = (
            "、".join(one.sheet for one in intake.skipped)
            if lang == "zh"
            else ", ".join(s.sheet for s in intake.skipped)
        )
        st.caption(plain_text(Text(f"未使用的工作表：{names}", f"Sheets not used: {names}").of(lang)))
        _offer_contract(lang)
    _offer_last_rows(intake.findings, lang)
    findings_table(intake.findings, lang, key="workbooks.findings")
    if intake.refused:
        _refused(intake.findings, lang)
    elif intake.sheets:
        _rehearse_and_take(upload, intake, lang)


def _chosen_sheets(intake: Intake, lang: Lang) -> Intake:
    """Let a person leave sheets out; a questionnaire that several sheets repeat is taken once."""
    names = [sheet.sheet for sheet in intake.sheets]
    if len(names) < 2:
        return intake
    wanted = st.multiselect(
        Text("读入哪些工作表", "Sheets to take").of(lang),
        names,
        default=list(intake.sensible),
        key=f"workbooks.sheets.{intake.sha256[:12]}",
    )
    return intake.only(wanted)


def _read(upload: Upload) -> Intake:
    kept: tuple[tuple[object, ...], Intake] | None = state.remembered(_READ, None)
    if kept is not None and kept[0] == upload.key:
        return kept[1]
    intake = read_upload(the_office(), upload.name, upload.content, upload.request)
    state.remember(_READ, (upload.key, intake))
    return intake


def _request() -> Request:
    return Request(
        None, state.remembered(_AS, None), state.remembered(_CHOSEN, {}), last_rows=state.remembered(_LAST, False)
    )


def _offer_last_rows(findings: tuple[Finding, ...], lang: Lang) -> None:
    """Offer to take a log for what it is: of several rows with one code only the last, and say how many that leaves out."""
    dropped = sum(one.count for one in findings if one.rule in _REPEATED)
    if not dropped:
        return
    st.checkbox(
        Text(
            f"这是日志：每个编号只取最后一行（去掉 {dropped:,} 行）",
            f"This is a log: take only the last row of each code (rows left out: {dropped:,})",
        ).of(lang),
        value=state.remembered(_LAST, False),
        key="workbooks.last_rows",
        on_change=lambda: state.remember(_LAST, state.picked("workbooks.last_rows")),
    )


def _offer_contract(lang: Lang) -> None:
    options = {key: contract.title.of(lang) for key, contract in contracts().items()}
    st.selectbox(
        Text("作为哪一种工作表读取？", "Read it as which sheet?").of(lang),
        list(options),
        index=None,
        format_func=lambda key: options[key],
        placeholder=Text("自动判断", "Decide by content").of(lang),
        key="workbooks.as_choice",
        on_change=lambda: state.remember(_AS, state.picked("workbooks.as_choice")),
    )


def _understood(sheet: SheetIntake, number: int, lang: Lang) -> None:
    contract = contracts()[sheet.contract]
    head = Text(
        f"{sheet.sheet} → {contract.title.zh}：{sheet.rows_read:,} 行，表头在第 {sheet.header_row} 行",
        f"{sheet.sheet} → {contract.title.en}: {sheet.rows_read:,} rows, header in row {sheet.header_row}",
    )
    unsure = any(match.how == "likeness" for match in sheet.columns)
    with st.expander(plain_text(head.of(lang)), expanded=unsure, icon=":material/table:"):
        _columns(sheet, number, lang)


def _columns(sheet: SheetIntake, number: int, lang: Lang) -> None:
    contract = contracts()[sheet.contract]
    names = {"": UNUSED.of(lang)} | {column.name: column.header.of(lang) for column in contract.columns}
    names |= {f"answers:{column.name}": column.header.of(lang) for column in contract.answers}
    rows = [
        {
            "letter": match.letter,
            "header": match.header,
            "taken": names.get(match.column, match.column),
            "how": HOW[match.how].of(lang),
            "unit": match.unit,
        }
        for match in sheet.columns
    ]
    labels = {
        "letter": Text("列", "Column"),
        "header": Text("表头", "Header"),
        "taken": Text("作为", "Taken as"),
        "how": Text("依据", "Because"),
        "unit": Text("单位", "Unit"),
    }
    options = [*names.values(), *(row["taken"] for row in rows if row["taken"] not in names.values())]
    config = {
        name: st.column_config.TextColumn(label.of(lang), disabled=True)
        for name, label in labels.items()
        if name != "taken"
    }
    key = f"workbooks.columns.{number}.{state.generation(_CHOSEN)}"
    st.data_editor(
        rows,
        column_config=config | {"taken": st.column_config.SelectboxColumn(labels["taken"].of(lang), options=options)},
        hide_index=True,
        key=key,
        on_change=lambda: _correct(key, sheet.sheet, sheet.columns, {label: name for name, label in names.items()}),
    )


def _correct(key: str, sheet: str, columns: tuple[ColumnMatch, ...], names: dict[str, str]) -> None:
    chosen = dict(state.remembered(_CHOSEN, {}))
    for position, cells in (state.picked(key) or {}).get("edited_rows", {}).items():
        label = cells.get("taken", "")
        chosen[(sheet, columns[int(position)].letter)] = names.get(label, label)
    state.remember(_CHOSEN, chosen)
    state.renew(_CHOSEN)


def _refused(findings: tuple[Finding, ...], lang: Lang) -> None:
    count = sum(1 for one in findings if one.weight == "refused")
    st.error(
        Text(
            f"有 {count} 个问题必须先解决，没有载入任何内容。请按提示修改工作簿后重新上传。",
            f"{count} problems must be solved first; nothing was loaded. Mend the workbook as each says and upload it again.",
        ).of(lang),
        icon=":material/block:",
    )


def _rehearse_and_take(upload: Upload, intake: Intake, lang: Lang) -> None:
    seen = _rehearsed(upload, intake)
    effect_table(seen.effect, lang)
    if seen.effect.nothing:
        st.info(
            Text("与现有内容相同，没有变化。", "It is what is already here; nothing changes.").of(lang),
            icon=":material/check:",
        )
        return
    moves_table(seen.moves, lang)
    author = signature(lang)
    reason = st.text_input(Text("理由（可不填）", "Reason (optional)").of(lang), key="workbooks.reason")
    if (
        st.button(
            Text("保存到项目", "Save to the programme").of(lang),
            type="primary",
            disabled=author is None,
            key="workbooks.take",
        )
        and author is not None
    ):
        _take(upload, intake, author, reason, lang)


def _rehearsed(upload: Upload, intake: Intake) -> Preview:
    office = the_office()
    key = (*upload.key, tuple(sheet.sheet for sheet in intake.sheets), office.edition)
    kept: tuple[tuple[object, ...], Preview] | None = state.remembered(_SEEN, None)
    if kept is not None and kept[0] == key:
        return kept[1]
    draft = draft_of(office, intake, upload.content, Author("-"), "")
    seen = preview(office, draft, View())
    state.remember(_SEEN, (key, seen))
    return seen


def _take(upload: Upload, intake: Intake, author: Author, reason: str, lang: Lang) -> None:
    office = the_office()
    try:
        effect = commit(office.store, draft_of(office, intake, upload.content, author, reason))
    except SqError as error:
        refusal(error, lang)
        return
    for key in (_READ, _SEEN, _CHOSEN, _AS, _LAST):
        state.forget(key)
    state.renew(_FILE)
    committed(effect, lang)
