"""Where a number comes from and why it moved: meaning, formula in words, inputs, rules, rows and cells, and the graph.

The panel opens its own desk when it is asked for: a page is not made slower by traces nobody reads. Inside the panel one
can go on: to the readings a model was made from, to the figures a picture draws, and back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import streamlit as st

from sq_core.reports import trace_workbook
from sq_core.ui import state
from sq_core.ui.asked import Moment, moments, reading_of, said, several
from sq_core.ui.elements.prose import muted, plain_text
from sq_core.ui.front import desk_on_screen, the_office, view_of
from sq_core.ui.row_panel import draw_row
from sq_core.ui.trace_facts import draw_facts, draw_formula, draw_rules
from sq_core.ui.trace_rows import draw_source
from sq_core.ui.why_panel import draw_why
from sq_core.words import MISSING, Text, spoken

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.trace import SourceRow, Step, Trace, Tracer
    from sq_core.ui.asked import Asked, Asking
    from sq_core.ui.trace_rows import Fetch
    from sq_core.words import Lang

WHERE_FROM, WHY = Text("来源", "Where from"), Text("为何变动", "Why it moved")
SIDES = Text("看哪一面", "Which side to see")
WHICH = Text("这里画出的数字", "The numbers shown here")
BACK = Text("返回 {name}", "Back to {name}")
SQL = Text("公式原文（SQL）", "The formula itself (SQL)")
SOURCES = Text("数据来源", "Sources")
AIM = Text("目标的来源", "Where the target comes from")
INPUTS = Text("它用到的读数", "The readings it is made from")
PATH = Text("计算路径", "How it is made")
DOWNLOAD = Text("下载全部行（含单元格地址）", "Download all rows with their cells")
FILE_NAME = Text("溯源.xlsx", "trace.xlsx")
NO_ROWS = Text("没有找到它背后的行。", "No rows were found behind it.")
NOT_HERE = Text("这一行已经不在了。", "This row is not there any more.")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"metric": ("([", "])"), "view": ("[", "]"), "sheet": ("[(", ")]")}
_PATH, _CHOSEN, _TAB = "trace.path", "trace.which", "trace.tab"
_MOST_BUTTONS = 24


def show_trace(asking: Asking, tab: Literal["from", "why"] = "from") -> None:
    """Open the panel of a reading, of a row of a sheet, or of several, of which one is chosen in the panel."""
    asked = several(asking)
    if not asked:
        return
    choices = state.current()
    state.remember(_PATH, ())
    state.forget(_CHOSEN)
    state.forget("trace.side")
    state.remember(_TAB, tab)
    first = reading_of(asked[0])
    name = said(asked[0], choices.lang, "all") if first is None else first.title.of(choices.lang)
    value = f"  {spoken(first.value, first.unit, choices.lang)}" if first is not None else ""

    def draw() -> None:
        _dialog(asked, choices)

    st.dialog(plain_text(name + value), width="large")(draw)()


def _dialog(asked: tuple[Asked, ...], choices: state.Choices) -> None:
    """Draw what is asked now: the one chosen among several, or the one a person went on to."""
    lang = choices.lang
    with desk_on_screen(choices) as desk:
        asked = _with_months(asked, desk)
        path: tuple[Asked, ...] = state.remembered(_PATH, ())
        now = path[-1] if path else _chosen(asked, desk)
        if path:
            before = path[-2] if len(path) > 1 else asked[state.remembered("trace.left", 0)]
            label = BACK.fill(name=said(before, lang, desk.grain)).of(lang)
            st.button(label, key="trace.back", icon=":material/arrow_back:", type="tertiary", on_click=_back)
            st.subheader(plain_text(_heading(now, desk)), anchor=False)
        elif len(asked) > 1 and now is not asked[0]:
            st.subheader(plain_text(_heading(now, desk)), anchor=False)
        _draw(now, desk)


def _with_months(asked: tuple[Asked, ...], desk: Desk) -> tuple[Asked, ...]:
    """Make the course of a reading askable too: the card draws it, so every point of it has to answer."""
    first = reading_of(asked[0])
    if len(asked) > 1 or first is None or isinstance(asked[0], Moment) or len(first.trend) <= 1:
        return asked
    return (*asked, *(one for one in moments(first, first.trend, desk.grain) if one.reading.period != first.period))


def _chosen(asked: tuple[Asked, ...], desk: Desk) -> Asked:
    if len(asked) == 1:
        return asked[0]
    names = [_heading(one, desk) for one in asked]
    picked = st.selectbox(
        WHICH.of(desk.lang), range(len(asked)), format_func=names.__getitem__, key=_CHOSEN, width="stretch"
    )
    state.remember("trace.left", picked)
    return asked[picked]


def _heading(asked: Asked, desk: Desk) -> str:
    reading = reading_of(asked)
    name = said(asked, desk.lang, desk.grain)
    return name if reading is None else f"{name}  {spoken(reading.value, reading.unit, desk.lang)}"


def _back() -> None:
    path: tuple[Asked, ...] = state.remembered(_PATH, ())
    state.remember(_PATH, path[:-1])


def _go_on(asked: Asked) -> None:
    path: tuple[Asked, ...] = state.remembered(_PATH, ())
    state.remember(_PATH, (*path, asked))


def _draw(asked: Asked, desk: Desk) -> None:
    """Draw one thing: a row of a sheet, or a reading from one of its two sides."""
    lang, zone = desk.lang, ZoneInfo(desk.parameters.get("timezone", "Asia/Shanghai"))
    reading = reading_of(asked)
    if reading is None:
        found = desk.tracer.row(asked)  # type: ignore[arg-type]  # what is no reading is the name of a row
        if found is None:
            muted(NOT_HERE.of(lang))
        else:
            draw_row(found, lang, zone)
        return
    sides = {"from": WHERE_FROM.of(lang), "why": WHY.of(lang)}
    side = "from"
    if not isinstance(asked, Moment):
        side = st.segmented_control(
            SIDES.of(lang),
            list(sides),
            format_func=sides.__getitem__,
            default=state.remembered(_TAB, "from"),
            required=True,
            key="trace.side",
            label_visibility="collapsed",
        )
    if side == "why":
        draw_why(reading, lang)
        return
    grain = asked.grain if isinstance(asked, Moment) else desk.grain
    tracer = desk.tracer.at(grain)
    draw_trace(reading, tracer.reading(reading), lang, grain=grain, zone=zone, fetch=partial(tracer.rows, reading))


def draw_trace(
    reading: Reading, trace: Trace, lang: Lang, *, grain: str, zone: ZoneInfo, fetch: Fetch | None = None
) -> None:
    """Draw everything between a reading and its cells; with ``fetch`` its rows can be turned over and taken away."""
    st.markdown(plain_text(trace.means.of(lang)))
    draw_facts(reading, trace, lang, grain)
    if reading.broken is not None:
        st.error(plain_text(reading.broken.remedy.of(lang)), title=plain_text(reading.broken.message.of(lang)))
    draw_formula(trace, lang)
    _inputs(trace, lang, grain)
    if len(trace.steps) > 1:
        st.mermaid_chart(lineage(trace.steps, lang), alt=PATH.of(lang))
    st.markdown(f"**{SOURCES.of(lang)}**")
    if not any(source.count for source in trace.sources) and not trace.rests_on:
        muted(NO_ROWS.of(lang))
    for source in trace.sources:
        if source.count:
            draw_source(source, lang, zone, fetch)
    if fetch is not None and any(source.count for source in trace.sources):
        _download(trace, f"{trace.title.of(lang)} {spoken(reading.value, reading.unit, lang)}", lang, reading, grain)
    if trace.aim is not None and trace.aim.count:
        st.markdown(f"**{AIM.of(lang)}**")
        draw_source(trace.aim, lang, zone, key="trace.aim")
    draw_rules(trace.rules, lang)
    if trace.select:
        with st.expander(SQL.of(lang), icon=":material/function:"):
            st.code(trace.select.strip(), language="sql", wrap_lines=True)


def _inputs(trace: Trace, lang: Lang, grain: str) -> None:
    """List the readings a model was made from; each opens in its turn."""
    if not trace.rests_on:
        return
    st.markdown(f"**{INPUTS.of(lang)}**")
    with st.container(horizontal=True, gap="xsmall"):
        for at, one in enumerate(trace.rests_on[:_MOST_BUTTONS]):
            label = f"{said(one, lang, grain)}  {spoken(one.value, one.unit, lang)}"
            st.button(plain_text(label), key=f"trace.input.{at}", type="secondary", on_click=_go_on, args=(one,))


def _download(trace: Trace, name: str, lang: Lang, reading: Reading, grain: str) -> None:
    choices = state.current()
    st.download_button(
        DOWNLOAD.of(lang),
        data=partial(_workbook, trace, name, choices, reading, grain),
        file_name=FILE_NAME.of(lang),
        mime=_XLSX,
        key="trace.download",
        icon=":material/download:",
        on_click="ignore",
    )


def _workbook(trace: Trace, name: str, choices: state.Choices, reading: Reading, grain: str) -> bytes:
    with the_office().desk(view_of(choices)) as desk:
        tracer: Tracer = desk.tracer.at(grain)  # type: ignore[arg-type]  # one of the desk's own grains

        def fetch(sheet: str, start: int, many: int) -> tuple[SourceRow, ...]:
            return tracer.rows(reading, sheet, start, many)

        return trace_workbook(trace, name, fetch, choices.lang)


def lineage(steps: tuple[Step, ...], lang: Lang) -> str:
    """Write the steps as a graph, from the sheets at the left to the metric at the right."""
    numbers = {step.name: index for index, step in enumerate(steps)}
    lines = ["flowchart LR"]
    for step in steps:
        before, after = _KINDS.get(step.kind, ("[", "]"))
        lines.append(f'  n{numbers[step.name]}{before}"{_node_text(step.title.of(lang))}"{after}')
    for step in steps:
        lines += [f"  n{numbers[name]} --> n{numbers[step.name]}" for name in step.reads if name in numbers]
    return "\n".join(lines)


def _node_text(text: str) -> str:
    """Keep what a graph's label can hold: quotes end it and angle brackets would be markup."""
    return "".join(character for character in text if character not in '"<>`&;#\\\n')[:60] or MISSING
