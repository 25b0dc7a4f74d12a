"""Tables and sentences whose numbers can be asked where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.ui import state
from sq_core.ui.asked import WITNESS, several
from sq_core.ui.elements.prose import emphasised
from sq_core.ui.elements.tables import table
from sq_core.ui.elements.tools import beside_tools
from sq_core.ui.trace_panel import show_trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.ui.asked import Asking
    from sq_core.ui.elements.tables import Cell, Column
    from sq_core.words import Lang, Text


def traced_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Cell]],
    lang: Lang,
    *,
    key: str,
    traces: Sequence[Asking],
    label: str = "",
) -> None:
    """Draw a table whose rows can be asked: each has what it rests on, in the order of the rows."""
    asked = table(columns, rows, lang, key=key, label=label, traces=[several(one) for one in traces])
    if asked:
        show_trace(asked)


def told(text: Text, *, key: str, trace: Asking) -> None:
    """Say what is true now, with the way to where its numbers come from."""
    lang = state.current().lang
    asked = several(trace)
    WITNESS.note("sentence", key, (text.of(lang),), asked)
    if beside_tools(emphasised(text.of(lang)), text.of(lang), lang, key=f"sentence.{key}", source=bool(asked)):
        show_trace(asked)
