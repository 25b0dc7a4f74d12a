"""What the cockpit adds to readings: what needs a decision, what changed last, and a welcome where nothing is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.elements import Cell, Column, muted, plain_text, table
from sq_core.ui.status import status_words
from sq_core.ui.trace_panel import show_trace
from sq_core.words import MISSING, Text, listed, moment

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.desk.decisions import Decision

SHAPES = {"bad": ":red[■]", "watch": ":orange[▲]"}
_RECENT = 5


def decisions_panel(decisions: tuple[Decision, ...]) -> None:
    """Draw the few things that need a decision, each with its evidence, owner and the way to its source."""
    lang = state.current().lang
    with st.container(border=True, gap="xsmall", key="cockpit_decisions"):
        st.subheader(Text("需要决定", "Needs a decision").of(lang), anchor=False)
        if not decisions:
            muted(Text("没有需要决定的事项。", "Nothing needs a decision.").of(lang))
        for number, one in enumerate(decisions):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                with st.container(gap=None, width="stretch"):
                    status = status_words(one.status).of(lang)
                    st.markdown(
                        f"{SHAPES.get(one.status, '')} **{plain_text(one.title.of(lang))}** :small[:gray[{status}]]"
                    )
                    owner = f" · {Text('负责', 'Owner').of(lang)} {one.owner}" if one.owner else ""
                    muted(one.evidence.of(lang) + owner)
                if one.reading is not None:
                    label = Text("来源", "Source").of(lang)
                    if st.button(label, key=f"cockpit.decision.{number}", type="tertiary", icon=":material/info:"):
                        show_trace(one.reading)


def changes_panel(desk: Desk) -> None:
    """Draw the last few change sets."""
    lang = desk.lang
    found = desk.changes(_RECENT)
    zone = ZoneInfo(desk.parameters["timezone"])
    with st.container(border=True, gap="xsmall", key="cockpit_changes"):
        st.subheader(Text("最近的变更", "Last changes").of(lang), anchor=False)
        columns = (
            Column(Text("编号", "No."), number=True),
            Column(Text("时间", "When")),
            Column(Text("谁", "Who")),
            Column(Text("工作表", "Sheets")),
            Column(Text("理由", "Reason")),
        )
        rows = [
            (
                str(one.id),
                moment(one.at_utc, zone, lang),
                one.author.name,
                listed([contracts()[sheet].title for sheet in one.sheets]).of(lang) if one.sheets else MISSING,
                Cell(one.reason or MISSING, "quiet"),
            )
            for one in found
        ]
        table(columns, rows, lang, key="cockpit.changes")


def welcome() -> None:
    """Say what to do with an empty programme."""
    lang = state.current().lang
    with st.container(border=True, gap="small"):
        st.subheader(Text("从一个工作簿开始", "Begin with a workbook").of(lang), anchor=False)
        st.markdown(
            Text(
                "这个项目还是空的。到“工作簿”上传 Excel、ODS 或 CSV 文件，或先下载模板填写。保存之前会先显示将发生的变化。",
                "This programme is empty. Go to Workbooks and upload an Excel, ODS or CSV file, or download a template first. What would change is shown before anything is saved.",
            ).of(lang)
        )
