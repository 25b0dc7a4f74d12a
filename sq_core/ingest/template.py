"""Recognising the product's own template, unfilled: nothing is imported from it, and the person is told so."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sq_core.ingest.accept import accept
from sq_core.ingest.fold import fold
from sq_core.sheets import contracts

if TYPE_CHECKING:
    import pyarrow as pa

    from sq_core.ingest.intake import SheetIntake

OWN_PAGES = frozenset({"_lists", "说明", "Read me", "读数", "Readings"})
"""Sheets of the product's own workbooks that hold no rows: the lists behind the drop-downs, the page that explains."""
_OWN_SHARE = 0.8
"""So many of a contract's columns must stand in the sheet under the template's own headers."""


def has_own_headers(intake: SheetIntake) -> bool:
    """Say whether a sheet has the headers of the template."""
    columns = contracts()[intake.contract].by_name
    own = sum(
        1
        for match in intake.columns
        if match.column in columns
        and fold(match.header) in {fold(columns[match.column].header.zh), fold(columns[match.column].header.en)}
    )
    return own >= _OWN_SHARE * len(columns)


def example_rows(intake: SheetIntake) -> tuple[int, ...]:
    """Name the rows that repeat the example of the template cell by cell."""
    contract = contracts()[intake.contract]
    examples = {c.name: accept(c, c.example).value for c in contract.columns if c.example not in (None, "")}
    if len(examples) < 2:
        return ()
    found = []
    for row in intake.rows.slice(0, 50).to_pylist():
        if all(_same(row[name], value) for name, value in examples.items()):
            found.append(int(row["row_no"]))
    return tuple(found)


def _same(cell: object, example: object) -> bool:
    moment = isinstance(cell, datetime) and cell.isoformat() == example
    return moment or cell == example or str(cell) == str(example)


def is_unfilled(intake: SheetIntake) -> bool:
    """Say whether a sheet is the template with no row of its own, or only the example."""
    if not has_own_headers(intake):
        return False
    rows: pa.Table = intake.rows
    return (rows.num_rows == 0 and not intake.rows_refused) or rows.num_rows == len(example_rows(intake)) > 0
