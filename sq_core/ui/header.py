"""The head of a page: its title, the question it answers, where one stands, which period, which language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui import state
from sq_core.ui.elements.prose import plain_text
from sq_core.ui.news import news_chip
from sq_core.words import LANGS, Text, day, same

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.ui.chapter import Chapter
    from sq_core.ui.news import News
    from sq_core.words import Lang

LANGUAGE = Text("语言", "Language")
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
PERIOD = Text("期间", "Period")
PERIOD_NAMES = {"month": Text("月", "Month"), "quarter": Text("季", "Quarter"), "year": Text("年", "Year")}
POSITION = Text("视点", "Position")
BASE = Text("基准情景", "Base scenario")
NEWEST = Text("最新", "newest")
AS_OF = Text("查看当时的数据", "See the data as they were on")
BACK = Text("回到最新", "Back to the newest")
PRESENT = Text("演示", "Present")
END_PRESENT = Text("结束演示（Esc）", "End presentation (Esc)")
PRINT = Text("打印或存为 PDF", "Print or save as PDF")
MORE = Text("更多", "More")
SAMPLE = Text("示例数据", "Sample data")
SAMPLE_MEANS = Text("虚构的示例，不是真实结果。", "An invented example, not real results.")


def draw_header(chapter: Chapter, desk: Desk | None, fresh: News | None = None) -> None:
    """Draw title, question and controls; without a desk there is no position and no period to choose."""
    choices = state.current()
    lang = choices.lang
    with st.container(key="shell_header", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
                st.title(chapter.title.of(lang), anchor=False, width="content")
                if desk is not None and desk.sample:
                    st.badge(SAMPLE.of(lang), icon=":material/science:", color="violet", help=SAMPLE_MEANS.of(lang))
            with st.container(
                key="shell_controls",
                horizontal=True,
                horizontal_alignment="right",
                vertical_alignment="center",
                gap="small",
            ):
                _controls(choices, desk)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":gray[{plain_text(chapter.asks.of(lang))}]", width="stretch")
            news_chip(None if choices.present else fresh, lang)


def _controls(choices: state.Choices, desk: Desk | None) -> None:
    """Draw what the page can be asked for; an audience sees only the way out."""
    if choices.present:
        st.button(
            "",
            key="shell.present",
            help=END_PRESENT.of(choices.lang),
            icon=":material/close_fullscreen:",
            type="tertiary",
            on_click=state.choosing(present=False),
        )
        return
    if desk is not None:
        _position(choices, desk)
        _period(desk, choices.lang)
    _language(choices.lang)
    with st.popover(
        "", icon=":material/more_vert:", type="tertiary", help=MORE.of(choices.lang), width="content", key="shell.more"
    ):
        st.button(
            PRESENT.of(choices.lang),
            key="shell.present",
            icon=":material/slideshow:",
            type="tertiary",
            on_click=state.choosing(present=True),
        )
        st.button(PRINT.of(choices.lang), key="shell.print", icon=":material/print:", type="tertiary")


def _position(choices: state.Choices, desk: Desk) -> None:
    """Say where one stands, loudly where that is not the base; open, it lets one go back in time and return."""
    lang = choices.lang
    scenario = BASE if choices.branch == state.TRUNK else same(choices.branch)
    when = _moment(choices.as_of, lang) if choices.as_of else NEWEST.of(lang)
    said = f"{scenario.of(lang)} · {when}"
    elsewhere = bool(choices.as_of) or choices.branch != state.TRUNK
    with st.popover(
        plain_text(said) if elsewhere else "",
        icon=":material/history:",
        type="primary" if elsewhere else "tertiary",
        help=None if elsewhere else f"{POSITION.of(lang)} · {plain_text(said)}",
        width="content",
        key="shell.position",
    ):
        st.markdown(f"**{plain_text(said)}**")
        key = state.showing("shell.as_of", _day(choices.as_of) or desk.as_of)
        st.date_input(AS_OF.of(lang), key=key, on_change=_go_to_day)
        if elsewhere:
            st.button(BACK.of(lang), key="shell.newest", on_click=state.choosing(as_of="", branch=state.TRUNK))


def _go_to_day() -> None:
    picked = state.picked("shell.as_of")
    state.choose(as_of=picked.isoformat() if isinstance(picked, date) else "")


def _period(desk: Desk, lang: Lang) -> None:
    grain = desk.grain if desk.grain in PERIOD_NAMES else None
    key = state.showing("shell.period", grain)
    st.segmented_control(
        PERIOD.of(lang),
        list(PERIOD_NAMES),
        format_func=lambda name: PERIOD_NAMES[name].of(lang),
        key=key,
        on_change=state.taking(key, "period"),
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def _language(lang: Lang) -> None:
    key = state.showing("shell.lang", lang)
    st.segmented_control(
        LANGUAGE.of(lang),
        list(LANGS),
        format_func=LANGUAGE_NAMES.__getitem__,
        key=key,
        on_change=state.taking(key, "lang"),
        required=True,
        label_visibility="collapsed",
        width="content",
    )


def icon_buttons(choices: state.Choices) -> dict[str, Text]:
    """Name the buttons of the header that show only an icon, by the class Streamlit gives their key."""
    if choices.present:
        return {"shell-present": END_PRESENT}
    return {"shell-more": MORE, "shell-position": POSITION}


def _moment(as_of: str, lang: Lang) -> str:
    when = _day(as_of)
    return day(when, lang) if when else f"#{as_of}"


def _day(as_of: str) -> date | None:
    return None if not as_of or as_of.isdigit() else date.fromisoformat(as_of[:10])
