"""The frame every page stands in: navigation, header, footer, and what happens when something fails.

A run reads what was chosen, opens one desk (one snapshot, so a page can never show two editions), draws the header, hands
the desk to the chapter and closes with the line that says how old the data are. A refusal is said with its remedy.
Anything unexpected gives the reader a reference number and the log the traceback; the frame stays.
"""

from __future__ import annotations

import logging
import secrets
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.errors import PositionUnknown, SqError
from sq_core.ui import state
from sq_core.ui.brand import wordmark
from sq_core.ui.chapter import GROUPS
from sq_core.ui.elements.prose import muted, plain_text, refusal
from sq_core.ui.front import note_edition, the_office, view_of
from sq_core.ui.header import draw_header
from sq_core.ui.hub import HUB
from sq_core.ui.live import listen
from sq_core.ui.news import news, note_shown
from sq_core.ui.pages import front_page
from sq_core.ui.patcher import settle
from sq_core.ui.stage import set_stage
from sq_core.words import Text, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.navigation.page import StreamlitPage

    from sq_core.desk import Desk, View
    from sq_core.ui.chapter import Page
    from sq_core.words import Lang

log = logging.getLogger(__name__)

PRODUCT = Text("服务质量驾驶舱", "Service Quality Cockpit")
ICON = Path(__file__).parent / "browser" / "icon.svg"
AS_OF = Text("数据截至 {day}", "Data as of {day}")
EDITION = Text("数据版本 {number}", "Edition {number}")
SAMPLE = Text("示例数据，不是真实结果", "Sample data, not real results")
UNEXPECTED = Text("这一页出了问题", "Something went wrong on this page")
REFERENCE = Text(
    "请刷新页面重试；若仍如此，请把编号 {number} 告诉系统管理员。",
    "Reload the page; if it stays, give the reference {number} to whoever runs this cockpit.",
)
SIDEBAR_PIXELS = 216
"""As wide as the product's name; what is left belongs to the page."""
RESET = Text("已回到基准情景的最新数据。", "Back at the base scenario and the newest data.")


def run(pages: Sequence[Page]) -> None:
    """Draw the page that is open, for one run of one session."""
    known = state.Known({page.chapter.slug: page.chapter.section_names() for page in pages})
    choices = state.arrive(known)
    st.set_page_config(
        page_title=PRODUCT.of(choices.lang),
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state="collapsed" if choices.present else SIDEBAR_PIXELS,
    )
    opened = _navigation(tuple(pages), choices)
    by_address = {page.chapter.slug: page for page in pages}
    chapter = by_address.get(opened.url_path, front_page(tuple(pages))).chapter
    state.enter(chapter.slug, known)
    set_stage(chapter)
    if not choices.present:
        st.logo(wordmark(choices.lang, st.context.theme.type), size="large")
    _say_what_was_done(choices.lang)
    opened.run()


def _navigation(pages: tuple[Page, ...], choices: state.Choices) -> StreamlitPage:
    """Build the menu; the bare address is a page of its own, because a default page's own address leads nowhere."""
    lang = choices.lang
    front = front_page(pages)
    bare = st.Page(partial(_draw, front), title=PRODUCT.of(lang), default=True, visibility="hidden")
    menu: dict[str, list[StreamlitPage]] = {"": [bare]}
    for page in pages:
        chapter = page.chapter
        entry = st.Page(
            partial(_draw, page), title=chapter.title.of(lang), icon=f":material/{chapter.icon}:", url_path=chapter.slug
        )
        menu.setdefault(GROUPS[chapter.group].of(lang), []).append(entry)
    return st.navigation(menu, position="hidden" if choices.present else "sidebar", expanded=True)


def _say_what_was_done(lang: Lang) -> None:
    """Say once what the run before this one did."""
    said: Text | None = state.remembered("shell.toast", None)
    if said is not None:
        state.forget("shell.toast")
        st.toast(plain_text(said.of(lang)), icon=":material/check:")


def _draw(page: Page) -> None:
    """Draw one chapter in its frame; nothing that happens inside takes the frame away."""
    edition, said = 0, ""
    try:
        office, view = the_office(), _view()
        edition = office.edition
        with office.desk(view) as desk:
            edition = max(edition, desk.edition)
            note_edition(desk)
            state.filter_by(name for metric in desk.catalogue.metrics.values() for name in metric.dimensions)
            fresh = news(desk, view)
            said = fresh.said(desk.lang) if fresh else ""
            draw_header(page.chapter, desk, fresh)
            _body(page, desk)
            _footer(desk)
            _close(edition, said)
            note_shown(desk, view)
    except SqError as error:
        draw_header(page.chapter, None)
        refusal(error)
        _close(edition, said)


def _close(edition: int, said: str) -> None:
    """Finish a page: everybody hears of its edition, the document and the address follow what was chosen."""
    HUB.tell(edition)
    settle(state.current(), edition)
    listen(edition, said)
    state.mirror()


def _view() -> View:
    """Say where the person stands; where that is nowhere any more, say so and go back to the base."""
    try:
        return view_of(state.current())
    except PositionUnknown as error:
        refusal(error)
        muted(RESET.of(state.current().lang))
        state.choose(branch=state.TRUNK, as_of="")
        state.mirror()
        return view_of(state.current())


def _body(page: Page, desk: Desk) -> None:
    try:
        page.render(desk)
    except SqError as error:
        log.info("page.refused chapter=%s error=%s", page.chapter.slug, type(error).__name__)
        refusal(error)
    except Exception:
        number = secrets.token_hex(4)
        log.exception("page.failed chapter=%s reference=%s", page.chapter.slug, number)
        lang = state.current().lang
        st.error(REFERENCE.fill(number=number).of(lang), title=UNEXPECTED.of(lang), icon=":material/error:")


def _footer(desk: Desk) -> None:
    """Close with one line: how old the data are, which edition, and whether they are real."""
    parts = [
        AS_OF.fill(day=Text(day(desk.as_of, "zh"), day(desk.as_of, "en"))),
        EDITION.fill(number=desk.edition),
        *([SAMPLE] if desk.sample else []),
    ]
    with st.container(key="shell_footer"):
        muted(" · ".join(part.of(desk.lang) for part in parts))
