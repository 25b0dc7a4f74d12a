"""Findings drawn: what stops the load first, each with place, value, what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui.elements import Cell, Column, table
from sq_core.words import MISSING, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.errors import Finding

ORDER = {"refused": 0, "changed": 1, "noted": 2}
WORDS = {
    "refused": Text("■ 须修改", "■ must be mended"),
    "changed": Text("▲ 已转换", "▲ converted"),
    "noted": Text("○ 提示", "○ noted"),
}
TONES = {"refused": "bad", "changed": "watch", "noted": "quiet"}
HEAD = Text("检查结果", "What the check found")


def findings_table(findings: Sequence[Finding], lang: Lang, *, key: str) -> None:
    """Draw all findings at once, the gravest first; one root cause is one line."""
    if not findings:
        return
    st.markdown(f"##### {HEAD.of(lang)}")
    columns = (
        Column(Text("类别", "Kind")),
        Column(Text("位置", "Place")),
        Column(Text("处数", "Cells"), number=True),
        Column(Text("值", "Value")),
        Column(Text("问题", "What")),
        Column(Text("处理办法", "What to do")),
    )
    rows = [_row(one, lang) for one in sorted(findings, key=lambda one: ORDER[one.weight])]
    table(columns, rows, lang, key=key)


def _row(one: Finding, lang: Lang) -> tuple[str | Cell, ...]:
    spot = "!".join(part for part in (one.place.sheet, one.place.cell) if part)
    return (
        Cell(WORDS[one.weight].of(lang), TONES[one.weight]),
        spot or one.place.file or MISSING,
        f"{one.count:,}",
        one.value or MISSING,
        one.message.of(lang),
        Cell(one.remedy.of(lang), "quiet"),
    )
