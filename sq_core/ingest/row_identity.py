"""What the rows of a fact say of themselves and of each other: which of them speak of one thing, which end before they begin.

An event log has a row for every step of a ticket. Counted as it stands it is a log of steps, not of tickets, so a code that
comes again is refused, unless the last row of each is asked for.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.columns import Draft
    from sq_core.ingest.manners import Source
    from sq_core.ingest.notes import Notes
    from sq_core.sheets import Contract

    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_FIRST_DAY = date(1970, 1, 1)
_REMEDY = Text(
    "如果这是日志、每个编号本来就有多行，请选择只取每个编号的最后一行（--last-rows）；否则请改正编号",
    "If this is a log with several rows for each code, ask for the last row of each (--last-rows); else correct the codes",
)


def left_out(
    contract: Contract,
    drafts: Mapping[str, Draft],
    rows: Rows,
    sources: Mapping[str, Source],
    notes: Notes,
    *,
    refused: Mask,
    last_rows: bool,
) -> Mask:
    """Mark the rows whose code comes again in a newer row and say so; they are refused where that was not asked for."""
    if not contract.identity or contract.identity not in sources:
        return np.zeros(len(rows), np.bool_)
    marked = _earlier(contract, drafts, sources) & ~refused
    if not marked.any():
        return marked
    column, letter = contract.by_name[contract.identity], sources[contract.identity].raw.letter
    if last_rows:
        by = (
            contract.by_name[contract.latest].header
            if contract.latest in sources
            else Text("行的次序", "order of rows")
        )
        message = Text(
            "{header}相同的多行只取最后一行（按{by}）",
            "Of rows with the same {header} only the last was taken (by {by})",
        )
        notes.add("last-rows", "changed", message.fill(header=column.header, by=by), letter=letter, rows=rows[marked])
        return marked
    draft = drafts[column.name]
    first = draft.strings[draft.codes[np.flatnonzero(marked)[0]]]
    message = Text("{header}“{first}”等出现在不止一行", "{header}: “{first}” and others stand in more than one row")
    filled = message.fill(header=column.header, first=first)
    notes.add("repeated-code", "refused", filled, _REMEDY, letter=letter, rows=rows[marked], value=first)
    refused |= marked
    return marked


def _earlier(contract: Contract, drafts: Mapping[str, Draft], sources: Mapping[str, Source]) -> Mask:
    """Mark the rows that have a newer one: by the column that dates the rows, else by their order."""
    codes = codes_of(drafts[contract.identity])
    moments = drafts[contract.latest].numbers if contract.latest in sources else np.zeros(len(codes))
    named = np.flatnonzero(codes >= 0)
    order = named[np.lexsort((named, np.nan_to_num(moments[named], nan=-np.inf)))][::-1]
    _, newest = np.unique(codes[order], return_index=True)
    marked = codes >= 0
    marked[order[newest]] = False
    return marked


def codes_of(draft: Draft) -> NDArray[np.int64]:
    """Number the texts of a column so that equal texts have equal numbers; -1 for a blank."""
    known: dict[str, int] = {}
    distinct = np.array([known.setdefault(text, len(known)) for text in draft.strings] or [0], np.int64)
    return np.where(draft.codes >= 0, distinct[draft.codes], -1)


def note_backwards(
    contract: Contract, drafts: Mapping[str, Draft], rows: Rows, sources: Mapping[str, Source], notes: Notes
) -> None:
    """Note the rows in which something ends before it begins; they stay, and give no duration."""
    for column in contract.columns:
        if not column.not_before or column.name not in sources or column.not_before not in sources:
            continue
        begins = contract.by_name[column.not_before]
        backwards = drafts[column.name].numbers < drafts[begins.name].numbers
        if backwards.any():
            message = Text(
                "{ends}早于{begins}，这些行不计时长", "{ends} lies before {begins}; such rows give no duration"
            ).fill(ends=column.header, begins=begins.header)
            remedy = Text("请检查这两列的时间", "Check the times in both columns")
            letter = sources[column.name].raw.letter
            notes.add("ends-before-it-begins", "noted", message, remedy, letter=letter, rows=rows[backwards])


def note_future(
    contract: Contract,
    drafts: Mapping[str, Draft],
    rows: Rows,
    sources: Mapping[str, Source],
    notes: Notes,
    today: date | None,
) -> None:
    """Note the rows in which something that has happened is dated after today; zones may be a day apart."""
    for column in contract.columns:
        if today is None or not column.past or column.name not in sources:
            continue
        late = drafts[column.name].numbers >= (today - _FIRST_DAY).days + 2
        if late.any():
            message = Text("{column}晚于今天（{today}）", "{column} lies after today ({today})").fill(
                column=column.header, today=today.isoformat()
            )
            remedy = Text(
                "请改正日期；这些行会落在还没有到来的时期",
                "Correct the dates; such rows fall into a period that has not come",
            )
            letter = sources[column.name].raw.letter
            notes.add("date-in-future", "noted", message, remedy, letter=letter, rows=rows[late])
