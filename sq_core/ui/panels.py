"""What the cockpit adds to readings: what needs a decision, and a welcome where nothing is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui import state
from sq_core.ui.elements import muted, plain_text
from sq_core.ui.elements.prose import small
from sq_core.ui.starting import ways_to_begin
from sq_core.ui.status import status_words
from sq_core.ui.trace_panel import show_trace
from sq_core.words import Text, day

if TYPE_CHECKING:
    from sq_core.catalogue import Reading, Status
    from sq_core.desk.decisions import Decision
    from sq_core.words import Lang

SHAPES: dict[Status, str] = {"bad": ":red[■]", "watch": ":orange[▲]", "good": ":green[●]"}
WHY, SOURCE = Text("为什么", "Why"), Text("来源", "Source")
OWNER, BY = Text("负责：{owner}", "Owner: {owner}"), Text("{day} 前", "by {day}")
DECISIONS = Text("需要决定：{n} 件", "Needs a decision: {n}")
NO_DECISIONS = Text("没有需要决定的事项", "Nothing needs a decision")
GOALS_HOLD = Text("目标都在计划之内，没有逾期的义务。", "Goals are on plan and no obligation is overdue.")


def decisions_panel(decisions: tuple[Decision, ...]) -> None:
    """Draw the few things that need a decision: what is wrong, since when, what it takes, who, by when, and why."""
    lang = state.current().lang
    with st.container(border=True, gap="small", key="cockpit_decisions", height="stretch"):
        title = DECISIONS.fill(n=len(decisions)) if decisions else NO_DECISIONS
        st.subheader(title.of(lang), anchor=False)
        if not decisions:
            muted(GOALS_HOLD.of(lang))
        for number, one in enumerate(decisions):
            _decision(one, number, lang)


def _decision(one: Decision, number: int, lang: Lang) -> None:
    with st.container(gap=None):
        status = small(status_words(one.status).of(lang))
        st.markdown(f"{SHAPES.get(one.status, '')} **{plain_text(one.title.of(lang))}** {status}")
        muted(one.evidence.of(lang))
        told = [text.of(lang) for text in (one.lasting, one.needs) if text.zh]
        if told:
            st.markdown(f":small[{plain_text(('；' if lang == 'zh' else '. ').join(told))}]")
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(small(_who_and_when(one, lang)) if one.owner or one.due else "", width="stretch")
            if one.reading is not None:
                ask(one.reading, f"cockpit.decision.{number}", lang)


def _who_and_when(one: Decision, lang: Lang) -> str:
    parts = [OWNER.fill(owner=one.owner).of(lang)] if one.owner else []
    if one.due is not None:
        parts.append(BY.fill(day=day(one.due, lang)).of(lang))
    return " · ".join(parts)


def ask(reading: Reading, key: str, lang: Lang) -> None:
    """Draw the two questions one can ask of a number: why it moved, where it had something to move from; and its source."""
    with st.container(horizontal=True, gap="small", width="content", wrap=False):
        if reading.previous is not None and st.button(
            WHY.of(lang), key=f"{key}.why", type="tertiary", icon=":material/help:", width="content"
        ):
            show_trace(reading, tab="why")
        if st.button(SOURCE.of(lang), key=f"{key}.source", type="tertiary", icon=":material/info:", width="content"):
            show_trace(reading)


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
        ways_to_begin(lang)
