"""Templates to fill in, the programme as a workbook, and the dictionary of every column."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.reports import programme_workbook
from sq_core.sheets import contracts, dictionary, template
from sq_core.ui import state
from sq_core.ui.elements import Cell, Column, choose, table
from sq_core.ui.front import the_office, view_of
from sq_core.words import MISSING, Lang, Text

if TYPE_CHECKING:
    from sq_core.desk import Desk

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_sheets() -> dict[str, Text]:
    """Name the plan sheets."""
    return {key: contract.title for key, contract in contracts().items() if contract.kind == "plan"}


def _export(choices: state.Choices, sheets: tuple[str, ...]) -> bytes:
    with the_office().desk(view_of(choices)) as desk:
        return programme_workbook(desk, sheets)


def sheet_download(sheet: str, lang: Lang, *, key: str) -> None:
    """Draw the button that gives a plan sheet as a workbook, keys, drop-downs and notes included, to edit and load again."""
    title = contracts()[sheet].title.of(lang)
    st.download_button(
        Text("下载此表", "Download this sheet").of(lang),
        data=partial(_export, state.current(), (sheet,)),
        file_name=f"{title}.xlsx",
        mime=_XLSX,
        key=key,
        on_click="ignore",
        help=Text(
            "已保存的内容。在 Excel 中修改后，到“工作簿 · 上传”载入：只有改过的单元格会变。",
            "What is saved. Edit it in Excel and load it under Workbooks, Upload: only the cells you edited change.",
        ).of(lang),
    )


def templates_panel(desk: Desk) -> None:
    """Draw the downloads and the dictionary."""
    lang = desk.lang
    names = {"": Text("全部工作表", "All sheets")} | {key: contract.title for key, contract in contracts().items()}
    sheet = choose("workbooks.template_sheet", names, label=Text("工作表", "Sheet"))
    chosen = (sheet,) if sheet else None
    with st.container(horizontal=True):
        st.download_button(
            Text("下载空白模板", "Download the empty template").of(lang),
            data=partial(template, chosen, lang),
            file_name=Text("模板.xlsx", "template.xlsx").of(lang),
            mime=_XLSX,
            key="workbooks.template",
            on_click="ignore",
        )
        plan = not sheet or contracts()[sheet].kind == "plan"
        st.download_button(
            Text("下载现有内容（可修改后再上传）", "Download what is here (edit and upload again)").of(lang),
            data=partial(_export, state.current(), chosen or ()),
            file_name=Text("服务质量项目.xlsx", "programme.xlsx").of(lang),
            mime=_XLSX,
            key="workbooks.export",
            on_click="ignore",
            disabled=not plan,
        )
    _dictionary(sheet, lang)


def _dictionary(sheet: str, lang: Lang) -> None:
    columns = (
        Column(Text("工作表", "Sheet")),
        Column(Text("表头", "Header")),
        Column(Text("类型", "Type")),
        Column(Text("单位", "Unit")),
        Column(Text("必填", "Required")),
        Column(Text("说明", "Meaning")),
        Column(Text("允许的取值", "Allowed values")),
        Column(Text("同义词", "Synonyms")),
    )
    rows = [
        (
            one.sheet,
            Cell(one.header, "strong"),
            one.type,
            one.unit or MISSING,
            Text("是", "yes").of(lang) if one.required else "",
            one.note,
            one.choices or one.bounds or MISSING,
            Cell(one.synonyms, "quiet"),
        )
        for one in dictionary(lang)
        if not sheet or one.sheet_key == sheet
    ]
    table(columns, rows, lang, key="workbooks.dictionary")
