"""How an empty programme begins: with a workbook of one's own, with a template to fill in, or with the sample to look at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.desk import load_sample
from sq_core.sheets import template
from sq_core.ui import state
from sq_core.ui.front import the_office
from sq_core.ui.hub import HUB
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.words import Lang

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOAD_SAMPLE = Text("载入示例项目", "Load the sample programme")
TEMPLATE = Text("下载空白模板", "Download the empty template")
TEMPLATE_FILE = Text("模板.xlsx", "template.xlsx")
SAMPLE_LOADED = Text(
    "已载入示例项目；每一页都会注明是示例数据。", "The sample programme is loaded; every page says that it is one."
)


def ways_to_begin(lang: Lang) -> None:
    """Offer the empty template and the sample programme."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            TEMPLATE.of(lang),
            data=partial(template, None, lang),
            file_name=TEMPLATE_FILE.of(lang),
            mime=XLSX,
            icon=":material/download:",
            key="begin.template",
            on_click="ignore",
            type="primary",
        )
        st.button(LOAD_SAMPLE.of(lang), icon=":material/science:", key="begin.sample", on_click=_begin_with_the_sample)


def _begin_with_the_sample() -> None:
    """Load the sample through the door everybody uses; it can be undone like any change."""
    office = the_office()
    load_sample(office)
    HUB.tell(office.edition)
    state.remember("shell.toast", SAMPLE_LOADED)
