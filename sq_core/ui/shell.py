"""The frame every page stands in: navigation, header, position and period, language, footer, and what happens when it fails.

A run reads what was chosen, opens one desk (one snapshot, so a page can never show two editions), draws the header, hands
the desk to the chapter and closes with the line that says how old the data are. Refusals are said with their remedy.
Anything unexpected gives the reader a reference number and the log the traceback.
"""

from __future__ import annotations

import logging
import secrets
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.errors import PositionUnknown, SqError
from sq_core.ui import header, state
from sq_core.ui.chapter import GROUPS
from sq_core.ui.elements.prose import muted, plain_text, refusal
from sq_core.ui.front import the_office, view_of
from sq_core.ui.hub import HUB
from sq_core.ui.live import listen
from sq_core.ui.pages import COCKPIT, front_page
from sq_core.ui.patcher import settle
from sq_core.words import Text, day, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk import Desk
    from sq_core.ui.chapter import Page
    from sq_core.words import Lang

log = logging.getLogger(__name__)

PRODUCT = Text("服务质量驾驶舱", "Service Quality Cockpit")
ICON = str(Path(__file__).parent / "browser" / "icon.svg")
AS_OF = Text("数据截至 {day}", "Data as of {day}")
EDITION = Text("版本 {number}", "Edition {number}")
SAMPLE = Text("示例数据，非真实结果", "Sample data, not real results")
UNEXPECTED = Text("这一页出了问题", "Something went wrong on this page")
REFERENCE = Text(
    "请刷新页面重试；若仍如此，请把编号 {number} 告诉管理员。",
    "Reload the page; if it stays, give the reference {number} to whoever runs this cockpit.",
)
RESET = Text("已回到基准情景的最新数据。", "Back at the base scenario, newest data.")


def run(pages: Sequence[Page]) -> None:
    """Draw the page that is open, for one run of one session."""
    known = state.Known({page.chapter.slug: page.chapter.section_names() for page in pages})
    lang = state.current_lang()
    presenting = state.presenting()
    st.set_page_config(
        page_title=PRODUCT.of(lang),
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state="collapsed" if presenting else "auto",
    )
    front = front_page(tuple(pages))
    by_address = {"": front} | {page.chapter.slug: page for page in pages}
    hidden = st.Page(partial(_draw, front), title=PRODUCT.of(lang), default=True, visibility="hidden")
    listed_pages = {
        GROUPS[group].of(lang): [_entry(page, lang) for page in pages if page.chapter.group == group] for group in GROUPS
    }
    found = st.navigation(
        {"": [hidden]} | {name: entries for name, entries in listed_pages.items() if entries},
        position="hidden" if presenting else "sidebar",
        expanded=True,
    )
    open_page = by_address.get(found.url_path, front)
    state.arrive(known, open_page.chapter.slug)
    state.mirror()
    _toast(state.current().lang)
    found.run()


def _entry(page: Page, lang: Lang) -> st.Page:
    chapter = page.chapter
    return st.Page(
        partial(_draw, page), title=chapter.title.of(lang), icon=f":material/{chapter.icon}:", url_path=chapter.slug
    )


def _toast(lang: Lang) -> None:
    """Say once what the run before this one did."""
    said: Text | None = state.remembered("shell.toast", None)
    if said is not None:
        state.forget("shell.toast")
        st.toast(plain_text(said.of(lang)), icon=":material/check:")


def _draw(page: Page) -> None:
    """Draw one chapter in its frame; nothing that happens inside takes the frame away."""
    started = perf_counter()
    edition = 0
    try:
        edition = _on_desk(page)
    except SqError as error:
        log.info("page.refused chapter=%s error=%s", page.chapter.slug, type(error).__name__)
        refusal(error)
    except Exception as error:  # noqa: BLE001  the one place where the unexpected is answered
        _unexpected(error, page)
    HUB.tell(edition)
    settle(state.current())
    listen(edition)
    log.debug("page.drawn chapter=%s ms=%.0f", page.chapter.slug, (perf_counter() - started) * 1000)


def _on_desk(page: Page) -> int:
    """Open a desk where the person stands, draw header, chapter and footer, and return the newest edition there is."""
    office = the_office()
    try:
        view = view_of(state.current())
        desk_there = office.desk(view)
        desk = desk_there.__enter__()
    except PositionUnknown as error:
        refusal(error)
        state.choose(branch=state.TRUNK, as_of="")
        muted(RESET.of(state.current().lang))
        view = view_of(state.current())
        desk_there = office.desk(view)
        desk = desk_there.__enter__()
    return 0
