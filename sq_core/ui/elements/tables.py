"""Tables that read like print: text at the left, figures at the right, hairlines, no boxes.

Cells arrive written. Up to a few hundred rows are drawn whole, so that they print and can be searched; more go to a grid
that scrolls. A row that has something to be asked is pressed like a button, by hand or by keyboard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sq_core.ui import state
from sq_core.ui.asked import WITNESS, Asked, token
from sq_core.ui.browser import element
from sq_core.words import MISSING, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.words import Lang

PRINTED = 200
_FIGURE = re.compile(r"[<>≤≥≈]? ?[+−-]?\d[\d,.]*\s?(?P<unit>[^\d\s→–+−-]\D*)")
"""One figure and the unit behind it."""
ASK = Text("查看来源", "See where it comes from")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and whether it holds figures."""

    name: Text
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says more than its text: good, watch, bad or quiet, or strong; and a small second line."""

    text: str
    tone: str = ""
    note: str = ""


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Cell]],
    lang: Lang,
    *,
    key: str,
    label: str = "",
    traces: Sequence[tuple[Asked, ...]] = (),
) -> tuple[Asked, ...]:
    """Draw rows of written cells under their columns; return what a pressed row asks about, else nothing."""
    asked = [*traces, *[()] * (len(rows) - len(traces))]
    for row, one in zip(rows, asked, strict=True):
        WITNESS.note("row", key, [_written(cell)[0] for cell in row], one)
    if not rows:
        return ()
    if len(rows) > PRINTED:
        return _grid(columns, rows, lang, key, asked)
    tokens = [token(one) for one in asked]
    units = [
        shared_unit([_written(row[index])[0] for row in rows]) if column.number else ""
        for index, column in enumerate(columns)
    ]
    answer = element("table", '<div class="frame"></div>')(
        key=key,
        data={
            "label": label or columns[0].name.of(lang),
            "columns": [
                {"name": column.name.of(lang), "number": column.number, "unit": unit}
                for column, unit in zip(columns, units, strict=True)
            ],
            "rows": [[_bare(_written(cell), unit) for cell, unit in zip(row, units, strict=True)] for row in rows],
            "asks": tokens if any(tokens) and not state.current().present else [],
            "ask": ASK.of(lang),
        },
        on_asked_change=lambda: None,
    )
    pressed: str | None = answer.asked
    return dict(zip(tokens, asked, strict=True)).get(pressed, ()) if pressed else ()


def _written(cell: str | Cell) -> tuple[str, str, str]:
    return (cell.text, cell.tone, cell.note) if isinstance(cell, Cell) else (cell, "", "")


def shared_unit(texts: Sequence[str]) -> str:
    """Return the unit all figures of a column have, which is then said once, in its head; empty where they differ."""
    known = [text for text in texts if text and text != MISSING]
    found = [_FIGURE.fullmatch(text) for text in known]
    units = {match["unit"] for match in found if match}
    return units.pop() if len(known) > 1 and all(found) and len(units) == 1 else ""


def _bare(cell: tuple[str, str, str], unit: str) -> tuple[str, str, str]:
    """Take off the unit that stands in the head."""
    text, tone, note = cell
    return (text.removesuffix(unit).rstrip() if unit else text), tone, note


def _grid(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Cell]],
    lang: Lang,
    key: str,
    asked: Sequence[tuple[Asked, ...]],
) -> tuple[Asked, ...]:
    """Draw a table too long for print; a row picked in it is asked once."""
    heads = [str(index) for index in range(len(columns))]
    frame = pd.DataFrame([[_written(cell)[0] for cell in row] for row in rows], columns=heads)
    config = {
        head: st.column_config.TextColumn(column.name.of(lang), alignment="right" if column.number else "left")
        for head, column in zip(heads, columns, strict=True)
    }
    if not any(asked):
        st.dataframe(frame, hide_index=True, column_config=config, key=key)
        return ()
    chosen = st.dataframe(
        frame, hide_index=True, column_config=config, key=key, on_select="rerun", selection_mode="single-row"
    )
    picked = tuple(chosen.selection.rows)
    if picked == state.remembered(f"{key}.picked", ()):
        return ()
    state.remember(f"{key}.picked", picked)
    return asked[picked[0]] if picked else ()
