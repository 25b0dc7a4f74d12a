"""The rows behind a number, drawn: which sheet, how narrowed, how old, who changed it last, and its cells page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.sheets import contracts
from sq_core.trace import SourceColumn
from sq_core.ui.elements.prose import muted, plain_text
from sq_core.ui.elements.tables import Cell, Column, table
from sq_core.words import MISSING, Text, moment, same

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from sq_core.trace import SourceRow, SourceSheet
    from sq_core.words import Lang

    Fetch = Callable[[str, int, int], tuple[SourceRow, ...]]

ROWS = Text("{title}：{shown} 行，共 {count} 行", "{title}: {shown} of {count} rows")
FROM = Text("出处：{place}", "From {place}")
WHERE = Text("条件：{conditions}", "Where {conditions}")
CHANGED = Text("最近由 {who} 于 {when} 更新：{why}", "Last changed by {who} on {when}: {why}")
NO_REASON = Text("未写理由", "no reason given")
FILE, CELL, CHANGE = Text("文件与工作表", "File and sheet"), Text("行", "Row"), Text("最近更新", "Last change")
TYPED = Text("在驾驶舱中填写", "typed in the cockpit")
SHOWN = 12
"""Rows drawn at once."""
COLUMNS = 7
"""Columns of a source row that are drawn; the download has all of them."""


def draw_source(
    source: SourceSheet, lang: Lang, zone: ZoneInfo, fetch: Fetch | None = None, *, key: str = "trace"
) -> None:
    """Draw the rows of one sheet, page by page where they can be fetched."""
    rows = source.rows[:SHOWN]
    head = st.container(gap="xxsmall")
    place = st.container(gap="xxsmall")
    if fetch is not None and source.count > SHOWN:
        pages = -(-source.count // SHOWN)
        page = st.pagination(pages, key=f"{key}.page.{source.sheet}", width="content")
        if page > 1:
            rows = fetch(source.sheet, (page - 1) * SHOWN, SHOWN)
    with head:
        _head(source, rows, lang, zone)
    with place:
        _rows(source, rows, lang, zone, f"{key}.{source.sheet}")


def _head(source: SourceSheet, rows: tuple[SourceRow, ...], lang: Lang, zone: ZoneInfo) -> None:
    count = ROWS.fill(title=source.title, shown=len(rows), count=f"{source.count:,}").of(lang)
    st.markdown(f"**{plain_text(count)}**")
    said = []
    if (spot := _one_spot(rows)) is not None:
        said.append(FROM.fill(place=" · ".join(spot)).of(lang))
    if source.narrowed:
        joined = Text("；".join(one.zh for one in source.narrowed), "; ".join(one.en for one in source.narrowed))
        said.append(WHERE.fill(conditions=joined).of(lang))
    if source.changed_by and source.changed_at is not None:
        when = moment(source.changed_at, zone, lang)
        why = source.reason or NO_REASON.of(lang)
        said.append(CHANGED.fill(who=source.changed_by, when=when, why=why).of(lang))
    for line in said:
        muted(line)


def _one_spot(rows: tuple[SourceRow, ...]) -> tuple[str, str] | None:
    """Give file and sheet where all rows stand on one, so that they are said once."""
    spots = {(row.file, row.sheet) for row in rows}
    return next(iter(spots)) if len(spots) == 1 and all(next(iter(spots))) else None


def _rows(source: SourceSheet, rows: tuple[SourceRow, ...], lang: Lang, zone: ZoneInfo, key: str) -> None:
    shown = _columns(source, rows)
    figures = {one.name for one in shown if all(_is_figure(row.values.get(one.name, "")) for row in rows)}
    edited = len({row.changed.number for row in rows if row.changed is not None}) > 1
    apart = _one_spot(rows) is None
    columns = [*([Column(FILE)] if apart else []), Column(CELL)]
    columns += [Column(one.header, one.name in figures) for one in shown]
    columns += [Column(CHANGE)] if edited else []
    written: list[list[str | Cell]] = [
        [
            *(
                [Cell(" · ".join(part for part in (row.file, row.sheet) if part) or TYPED.of(lang), "quiet")]
                if apart
                else []
            ),
            Cell(row.cell or MISSING, "quiet"),
            *(cell_of(source.sheet, one.name, row, lang) for one in shown),
            *([_change(row, lang, zone)] if edited else []),
        ]
        for row in rows
    ]
    table(columns, written, lang, key=key, label=source.title.of(lang))


def _columns(source: SourceSheet, rows: tuple[SourceRow, ...]) -> list[SourceColumn]:
    """Choose the columns to draw: those that hold something, what the formula reads before the rest."""
    from_sheet = source.columns or _by_name(source.sheet, rows)
    return [one for one in from_sheet if any(row.values.get(one.name) for row in rows)][:COLUMNS]


def _by_name(sheet: str, rows: tuple[SourceRow, ...]) -> tuple[SourceColumn, ...]:
    contract = contracts().get(sheet)
    names = dict.fromkeys(name for row in rows for name in row.values)
    known = contract.by_name if contract else {}
    return tuple(SourceColumn(name, known[name].header if name in known else same(name)) for name in names)


def cell_of(sheet: str, name: str, row: SourceRow, lang: Lang) -> Cell:
    """Write a cell as its sheet says it, with its address below."""
    place = row.places.get(name)
    return Cell(value_of(sheet, name, row.values.get(name, ""), lang), "", place.cell if place is not None else "")


def value_of(sheet: str, name: str, text: str, lang: Lang) -> str:
    """Write a stored value: choices by their labels, whole numbers without the decimal they got in storage."""
    contract = contracts().get(sheet)
    column = contract.by_name.get(name) if contract else None
    for choice in column.choices if column else ():
        if choice.value == text:
            return choice.label.of(lang)
    return text.removesuffix(".0") if _is_figure(text) else text


def _change(row: SourceRow, lang: Lang, zone: ZoneInfo) -> Cell:
    if row.changed is None:
        return Cell(MISSING, "quiet")
    return Cell(
        f"{row.changed.who} · {moment(row.changed.at_utc, zone, lang)}",
        "quiet",
        row.changed.reason or NO_REASON.of(lang),
    )


def _is_figure(text: object) -> bool:
    """Tell whether a cell holds a number or nothing."""
    written = str(text or "0")
    return written.replace(".", "", 1).replace("-", "", 1).isdigit()
