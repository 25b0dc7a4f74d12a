"""Sentences on a page. Whatever may come from a workbook is text and is never read as Markdown."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from sq_core.desk.blanks import NO_VALUE
from sq_core.sheets import contracts, template
from sq_core.ui import state
from sq_core.ui.elements.tools import beside_tools
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Broken
    from sq_core.errors import SqError
    from sq_core.words import Lang

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~:<>&])")
_FIGURE = re.compile(r"(?<![A-Za-z0-9_.])(\d[\d,]*(?:\.\d+)?)")
NOTHING_YET = Text("这里还没有数据", "Nothing here yet")
LOAD = Text(
    "请在“工作簿”中上传工作表“{sheet}”：{purpose}。可以先下载模板。",
    "Upload the sheet “{sheet}” under Workbooks: {purpose}. A template is there to download.",
)
LOAD_ANY = Text(
    "请在“工作簿”中上传本章所用的工作表；可以先下载模板。",
    "Upload the sheets of this chapter under Workbooks; a template is there to download.",
)
TEMPLATE = Text("下载“{sheet}”模板", "Download the template “{sheet}”")
PLACE = Text("位置：{place}", "Where: {place}")


def plain_text(text: str) -> str:
    """Write a text so that Markdown shows it as it stands: no link, no picture, no formatting."""
    return _MARKDOWN.sub(r"\\\1", text)


def sentence(text: Text, lang: Lang | None = None) -> None:
    """Say what is true now, figures in bold: the sentence a page opens with, ready to be taken into a report."""
    choices = state.current()
    said = text.of(lang or choices.lang)
    beside_tools(emphasised(said), said, lang or choices.lang, key=f"sentence.{crc32(said.encode())}")


def emphasised(text: str) -> str:
    """Write a text with its figures in bold; signs and percent signs stay outside, where Markdown would not see an end."""
    pieces = _FIGURE.split(text)
    return "".join(f"**{plain_text(piece)}**" if odd % 2 else plain_text(piece) for odd, piece in enumerate(pieces))


def muted(text: str) -> None:
    """Say something small and grey: a basis, a notation, a footnote."""
    st.markdown(small(text))


def small(text: str) -> str:
    """Write a text small and grey, at a contrast that st.caption does not reach."""
    return f":small[:gray[{plain_text(text)}]]"


def refusal(error: SqError, lang: Lang | None = None) -> None:
    """Say what was refused, what to do, and where it stands."""
    spoken = lang or state.current().lang
    lines = [plain_text(error.remedy.of(spoken))]
    if error.place is not None and str(error.place):
        lines.append(small(PLACE.fill(place=str(error.place)).of(spoken)))
    st.error("\n\n".join(lines), title=plain_text(error.message.of(spoken)), icon=":material/block:")


def heading(text: Text) -> None:
    """Head a table or a grid with a sentence that its rows make true."""
    st.subheader(plain_text(text.of(state.current().lang)), anchor=False)


def nothing_yet(sheet: str = "", lang: Lang | None = None) -> None:
    """Say which sheet to load where a picture would stand, and where its template is."""
    spoken = lang or state.current().lang
    contract = contracts().get(sheet)
    text = LOAD_ANY
    if contract is not None:
        purpose = Text(contract.purpose.zh.rstrip("。"), contract.purpose.en.rstrip("."))
        text = LOAD.fill(sheet=contract.title, purpose=purpose)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain_text(NOTHING_YET.of(spoken))}**")
        muted(text.of(spoken))
        if contract is not None:
            _offer_template(contract.title, sheet, spoken)


def unanswered(reason: Broken, sheet: str = "") -> None:
    """Say why a picture cannot be drawn and what to do; where nothing is loaded, which sheet to load."""
    spoken = state.current().lang
    if reason.message == NO_VALUE.message:
        nothing_yet(sheet)
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain_text(reason.message.of(spoken))}**")
        muted(reason.remedy.of(spoken))


def _offer_template(title: Text, sheet: str, lang: Lang) -> None:
    """Offer the template of a sheet, once a page: the second place that lacks it points to the same file."""
    with suppress(StreamlitDuplicateElementKey):
        st.download_button(
            TEMPLATE.fill(sheet=title).of(lang),
            data=partial(template, (sheet,), lang),
            file_name=f"{title.of(lang)}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            icon=":material/download:",
            type="tertiary",
            key=f"template.{sheet}",
            on_click="ignore",
        )
