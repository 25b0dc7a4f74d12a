"""Where a number comes from: what it means, what it rests on, its formula, and the rows and cells behind it.

The panel opens its own desk when it is asked for: a page is not made slower by traces nobody reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from sq_core.sheets import contracts
from sq_core.ui import state
from sq_core.ui.elements.prose import muted, plain_text, small
from sq_core.ui.elements.tables import Cell, Column, table
from sq_core.ui.front import the_office, view_of
from sq_core.ui.status import status_tone, status_words
from sq_core.words import MISSING, Text, count, day, interval, moment, number, period, spoken

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.trace import SourceSheet, Step, Trace
    from sq_core.words import Lang

FORMULA = Text("公式", "Formula")
SOURCES = Text("数据来源", "Sources")
PATH = Text("计算路径", "How it is made")
ROWS = Text("{title}：{shown} 行，共 {count} 行", "{title}: {shown} of {count} rows")
CHANGED = Text("最近由 {who} 于 {when} 更新：{why}", "Last changed by {who} on {when}: {why}")
NO_ROWS = Text("没有找到它背后的行。", "No rows were found behind it.")
FILE, CELL = Text("文件与工作表", "File and sheet"), Text("行或单元格", "Row or cell")
SHOWN = 12
"""Rows drawn of each sheet; the whole sheet is on the workbooks page."""
COLUMNS = 6
"""Columns of a source row that are drawn."""
_KINDS = {"metric": ("([", "])"), "view": ("[", "]"), "sheet": ("[(", ")]")}
FACTS = {
    "status": Text("状态", "Status"),
    "interval": Text("95% 区间", "95% interval"),
    "n": Text("样本量", "Sample size"),
    "period": Text("期间", "Period"),
    "target": Text("目标", "Target"),
    "plan": Text("计划", "Plan"),
    "baseline": Text("基线", "Baseline"),
    "owner": Text("责任人", "Owner"),
}


def show_trace(reading: Reading) -> None:
    """Open the panel of a reading."""
    choices = state.current()
    title = f"{reading.title.of(choices.lang)}  {spoken(reading.value, reading.unit, choices.lang)}"

    def draw() -> None:
        with the_office().desk(view_of(choices)) as desk:
            found, grain, zone = desk.trace(reading), desk.grain, desk.parameters.get("timezone", "Asia/Shanghai")
        draw_trace(reading, found, choices.lang, grain=grain, zone=ZoneInfo(zone))

    st.dialog(plain_text(title), width="large")(draw)()


def draw_trace(reading: Reading, trace: Trace, lang: Lang, *, grain: str, zone: ZoneInfo) -> None:
    """Draw everything between a reading and its cells."""
    st.markdown(plain_text(trace.means.of(lang)))
    _facts(reading, lang, grain)
    if reading.broken is not None:
        st.error(plain_text(reading.broken.remedy.of(lang)), title=plain_text(reading.broken.message.of(lang)))
    if len(trace.steps) > 1:
        st.markdown(f"**{PATH.of(lang)}**")
        st.mermaid_chart(lineage(trace.steps, lang), alt=PATH.of(lang))
    st.markdown(f"**{SOURCES.of(lang)}**")
    if not any(source.count for source in trace.sources):
        muted(NO_ROWS.of(lang))
    for source in trace.sources:
        if source.count:
            _source(source, lang, zone)
    if trace.select:
        with st.expander(FORMULA.of(lang), icon=":material/function:"):
            st.code(trace.select.strip(), language="sql", wrap_lines=True)


def _facts(reading: Reading, lang: Lang, grain: str) -> None:
    """Say what the number rests on, in as many columns as there is to say."""
    unit = reading.unit
    said = {
        "status": status_words(reading.status).of(lang),
        "interval": interval(reading.low, reading.high, unit, lang),
        "n": count(reading.n, lang).removeprefix("n="),
        "period": period(reading.period, grain, lang) if reading.period else MISSING,
        "target": _target(reading, lang),
        "plan": spoken(reading.plan, unit, lang),
        "baseline": spoken(reading.baseline, unit, lang),
        "owner": reading.owner or MISSING,
    }
    known = {name: text for name, text in said.items() if text != MISSING}
    tone = {"good": "green", "watch": "orange", "bad": "red"}.get(status_tone(reading.status), "gray")
    with st.container(horizontal=True, gap="medium"):
        for name, text in known.items():
            shown = plain_text(text) if name != "status" else f":{tone}[{plain_text(text)}]"
            st.markdown(f"{small(FACTS[name].of(lang))}  \n**{shown}**", width="content")


def _target(reading: Reading, lang: Lang) -> str:
    if reading.target is None:
        return MISSING
    by = f" · {day(reading.target_date, lang)}" if reading.target_date else ""
    return f"{number(reading.target, reading.unit, lang)}{by}"


def _source(source: SourceSheet, lang: Lang, zone: ZoneInfo) -> None:
    shown = source.rows[:SHOWN]
    st.markdown(
        f"**{plain_text(ROWS.fill(title=source.title, shown=len(shown), count=f'{source.count:,}').of(lang))}**"
    )
    if source.changed_by and source.changed_at is not None:
        when = moment(source.changed_at, zone, lang)
        muted(CHANGED.fill(who=source.changed_by, when=when, why=source.reason or MISSING).of(lang))
    names = list(dict.fromkeys(name for row in shown for name in row.values))[:COLUMNS]
    figures = {name for name in names if all(_is_figure(row.values.get(name, "")) for row in shown)}
    columns = [Column(FILE), Column(CELL), *(Column(_head(source.sheet, name), name in figures) for name in names)]
    rows: list[list[str | Cell]] = [
        [
            Cell(" · ".join(part for part in (row.file, row.sheet) if part) or MISSING, "quiet"),
            Cell(row.cell or MISSING, "quiet"),
            *(_plain(row.values.get(name, ""), name in figures) for name in names),
        ]
        for row in shown
    ]
    table(columns, rows, lang, key=f"trace.{source.sheet}", label=source.title.of(lang))


def _head(sheet: str, name: str) -> Text:
    """Name a column as its sheet does."""
    contract = contracts().get(sheet)
    column = contract.by_name.get(name) if contract else None
    return column.header if column else Text(name, name)


def _is_figure(text: object) -> bool:
    """Tell whether a cell holds a number or nothing."""
    written = str(text or "0")
    return written.replace(".", "", 1).replace("-", "", 1).isdigit()


def _plain(text: object, figure: bool) -> str:
    """Write a cell as it stands, without the decimal that a whole number got in storage."""
    written = "" if text is None else str(text)
    return written.removesuffix(".0") if figure else written


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
