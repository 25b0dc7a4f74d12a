"""Problems that the figures propose, each with the way into the list: as an unsaved row, to be worded, ranked and signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sq_core.desk.problems import ACCEPTED, REJECTED
from sq_core.desk.proposals import next_code
from sq_core.ui import state
from sq_core.ui.asked import WITNESS
from sq_core.ui.elements import muted, plain_text
from sq_core.ui.elements.prose import small
from sq_core.ui.grid_held import Spot, found, offer
from sq_core.ui.panels import ask
from sq_core.ui.tables import label_of
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.desk import Desk
    from sq_core.desk.problems import Problem
    from sq_core.desk.proposals import Proposal, Proposals
    from sq_core.words import Lang

PLACE, SHEET, SECTION = "problems", "problems", "adjust"
HEAD = Text("数据提出 {n} 个新问题", "The figures propose {n} new problems")
NONE = Text("数据没有提出清单以外的问题", "The figures propose nothing that is not on the list")
CHANCE = Text(
    "检查了 {series} 条序列；仅凭偶然，近期大约会有 {n} 个点触发判异准则，因此只提出较强的信号。",
    "{series} series were looked at; by chance alone about {n} of their newest points would alarm, so only strong signals are proposed. ",
)
UNCHARTED = Text(
    "完整的月份还不足以画控制图，因此没有检查失控信号。",
    "There are too few complete months for control charts, so no signals were looked for. ",
)
REVIEWED = Text("采纳后请在“调整”中核对并保存。", "What you take is reviewed and saved under Adjust.")
TAKE, DECLINE = Text("采纳", "Accept"), Text("否决", "Reject")
TAKEN = Text("已放入清单草稿，请核对并保存。", "Put into the list as a draft; review and save it.")


def proposals_panel(desk: Desk, offered: Proposals, listed: tuple[Problem, ...]) -> None:
    """Draw what the figures propose, the strongest of each ground first."""
    lang = desk.lang
    with st.container(border=True, gap="small", key="problems_proposals"):
        head = HEAD.fill(n=len(offered.found)) if offered.found else NONE
        st.subheader(plain_text(head.of(lang)), anchor=False)
        for number, one in enumerate(offered.found):
            WITNESS.note("row", "problems.proposal", (one.title.of(lang), one.says.of(lang)), (one.reading,))
            _proposal(one, number, listed, lang)
        looked = CHANCE.fill(series=offered.series, n=round(offered.by_chance)) if offered.series else UNCHARTED
        muted((looked + REVIEWED).of(lang))


def _proposal(one: Proposal, number: int, listed: tuple[Problem, ...], lang: Lang) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ground = label_of("problems", "ground", one.ground).of(lang)
        said = f"**{plain_text(one.title.of(lang))}** {small(ground + ' · ' + one.says.of(lang))}"
        st.markdown(said, width="stretch")
        with st.container(horizontal=True, gap="small", width="content", wrap=False):
            ask(one.reading, f"problems.proposal.{number}", lang)
            if not state.current().present:
                for decision, label in ((ACCEPTED, TAKE), (REJECTED, DECLINE)):
                    st.button(
                        label.of(lang),
                        key=f"problems.{decision}.{number}",
                        type="secondary" if decision == ACCEPTED else "tertiary",
                        width="content",
                        on_click=partial(_take, one, decision, listed, lang),
                    )


def _take(one: Proposal, decision: str, listed: tuple[Problem, ...], lang: Lang) -> None:
    """Put a proposal into the grid of the list and go there."""
    spot = Spot(PLACE, SHEET)
    held = found(spot)
    taken = tuple(str(row.get("problem", "")) for row in held.unsaved.added) if held else ()
    row = {
        "problem": next_code(listed, taken),
        "title_zh": one.title.zh,
        "title_en": one.title.en,
        "metric": one.metric,
        "dimension": one.dimension,
        "part": one.part,
        "ground": label_of(SHEET, "ground", one.ground).of(lang),
        "decision": label_of(SHEET, "decision", decision).of(lang),
        "note": one.says.of(lang),
    }
    offer(spot, {name: value for name, value in row.items() if value})
    state.choose(section=SECTION)
    state.remember("shell.toast", TAKEN)
