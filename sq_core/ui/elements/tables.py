"""Tables that read like print: text at the left, figures at the right, hairlines, no boxes.

Cells arrive written. Up to a few hundred rows are drawn whole, so that they print and can be searched; more go to a grid
that scrolls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sq_core.ui.browser import element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.words import Lang, Text

PRINTED = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and whether it holds figures."""

    name: Text
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says more than its text: good, watch, bad or quiet, or strong."""

    text: str
    tone: str = ""


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], lang: Lang, *, key: str, label: str = ""
) -> None:
    """Draw rows of written cells under their columns."""
    if not rows:
        return
    if len(rows) > PRINTED:
        _grid(columns, rows, lang, key)
        return
    element("table", '<div class="frame"></div>')(
        key=key,
        data={
            "label": label or key,
            "columns": [{"name": column.name.of(lang), "number": column.number} for column in columns],
            "rows": [[_written(cell) for cell in row] for row in rows],
        },
    )


def _written(cell: str | Cell) -> tuple[str, str]:
    return (cell.text, cell.tone) if isinstance(cell, Cell) else (cell, "")


def _grid(columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], lang: Lang, key: str) -> None:
    heads = [str(index) for index in range(len(columns))]
    frame = pd.DataFrame([[_written(cell)[0] for cell in row] for row in rows], columns=heads)
    config = {
        head: st.column_config.TextColumn(column.name.of(lang), alignment="right" if column.number else "left")
        for head, column in zip(heads, columns, strict=True)
    }
    st.dataframe(frame, hide_index=True, column_config=config, key=key)
