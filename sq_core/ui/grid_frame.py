"""A plan sheet as a widget can show it: every cell a text, in the unit of its row, right where figures stand.

Text columns, because a widget's own number and date columns drop silently what they cannot read: a pasted "83%", "1.2万"
or "2026年12月31日" would be gone. Here everything typed or pasted arrives, and the sheet's contract judges it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sq_core.ledger import in_unit, shown_cell
from sq_core.ui.elements import plain_text
from sq_core.words import UNITS, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.elements.lib.column_types import ColumnConfig

    from sq_core.ledger import PlanRow
    from sq_core.sheets import Column, Contract
    from sq_core.ui.grid_edits import Mount
    from sq_core.words import Lang

_ALLOWED = Text("可填：{choices}", "Allowed: {choices}")
_PERCENT = Text("在此按百分比填写：83 即 83%", "Type percent here: 83 means 83%")
_BY_ROW = Text(
    "在此按本行的单位填写；单位为百分比时 83 即 83%",
    "Type it in the unit of its row; where that is percent, 83 means 83%",
)
_DATE = Text("例如 2026-12-31、2026年12月31日", "Such as 2026-12-31 or 31 Dec 2026")
_ROW_HEIGHT, _HIGHEST = 35, 560


def cell_texts(contract: Contract, rows: Sequence[PlanRow], lang: Lang) -> dict[str, dict[str, str]]:
    """Write every cell of every row as it is shown."""
    return {
        row.row_key: {
            column.name: shown_cell(in_unit(contract, column, row.cells.get("unit")), row.cells.get(column.name), lang)
            for column in contract.columns
        }
        for row in rows
    }


def frame_of(contract: Contract, texts: Mapping[str, Mapping[str, str]], mount: Mount) -> pd.DataFrame:
    """Give the rows of a mount as texts, the edits it was drawn with in their cells, rows added before at the end."""
    rows: list[Mapping[str, object]] = [{**texts[key], **mount.kept.cells.get(key, {})} for key in mount.rows]
    rows += mount.kept.added
    return pd.DataFrame(
        {
            column.name: pd.Series([_written(row.get(column.name)) for row in rows], dtype="string")
            for column in contract.columns
        }
    )


def _written(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def ordered_columns(contract: Contract, first: Sequence[str]) -> list[str]:
    """Order the columns: keys, then those wanted first, then the others as the sheet has them; none is hidden."""
    names = [column.name for column in contract.columns]
    keys = [column.name for column in contract.columns if column.key]
    return list(dict.fromkeys([*keys, *(name for name in first if name in names), *names]))


def columns_of(contract: Contract, lang: Lang) -> dict[str, ColumnConfig]:
    """Configure the columns: key columns stay in sight, figures stand at the right, the head explains what may be typed."""
    return {
        column.name: st.column_config.TextColumn(
            _head(column, lang),
            help=plain_text(_note(contract, column, lang)),
            pinned=column.key or None,
            alignment="right" if column.type in ("number", "integer") else "left",
        )
        for column in contract.columns
    }


def _head(column: Column, lang: Lang) -> str:
    label = UNITS[column.unit].label.of(lang) if column.unit and column.unit != "percent" else ""
    head = column.header.of(lang)
    return f"{head} ({label})" if label and label not in head else head


def _note(contract: Contract, column: Column, lang: Lang) -> str:
    """Say what a column is for and how it is typed; what its contract says of stored fractions is for files."""
    said = [column.note]
    if column.type == "choice":
        said.append(_ALLOWED.fill(choices=" / ".join(choice.label.of(lang) for choice in column.choices)))
    elif column.type == "date":
        said.append(_DATE)
    elif column.unit == "percent":
        said.append(_PERCENT)
    elif in_unit(contract, column, "percent").unit != column.unit:
        said.append(_BY_ROW)
    stop = {"zh": "。", "en": ". "}[lang]
    return stop.join(text.of(lang).rstrip("。.") for text in said)


def height_of(rows: int) -> int:
    """Give a grid the height of its rows and two more, up to what a screen holds."""
    return min(38 + _ROW_HEIGHT * (rows + 2), _HIGHEST)
