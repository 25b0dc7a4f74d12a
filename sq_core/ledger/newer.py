"""The facts that came after a batch, seen as if they were all there are: what a roll-up is grown by.

The views stand in the in-memory database under one fixed name and read the number of the batch from a variable of the
cursor, so that they can be built before any transaction begins and serve every number.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sq_core.sheets import contracts
from sq_core.store import TRUNK, Overlay, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.store import Cursor

_SCHEMA = "newer"


def newer_facts() -> Overlay:
    """Describe the overlay in which every fact sheet holds only the batches after the one the cursor names."""
    statements = [
        f'create view memory.{_SCHEMA}."{table}" as select {names} from programme.trunk."{table}"'
        " where batch > cast(getvariable('batch_known') as bigint)"
        for contract in contracts().values()
        if contract.kind == "fact"
        for table, columns in tables_of(contract).items()
        for names in [", ".join(f'"{column}"' for column in columns)]
    ]
    return Overlay(_SCHEMA, tuple(statements), lasting=True)


@contextmanager
def only_newer(cursor: Cursor, batch: int) -> Iterator[None]:
    """Let a cursor of the base position see only the facts after a batch."""
    cursor.execute(f"set variable batch_known = {batch:d}")
    cursor.execute(f"set search_path='memory.{_SCHEMA},{TRUNK}'")
    try:
        yield
    finally:
        cursor.execute(f"set search_path='{TRUNK}'")


def batches_present(cursor: Cursor, sheet: str) -> tuple[int, ...]:
    """Name the batches of a fact sheet that are in force, oldest first."""
    rows = cursor.execute(
        "select b.id from programme.ledger.batch as b join programme.ledger.batch_state as s on s.batch = b.id"
        " where b.sheet = ? qualify s.change_set = max(s.change_set) over (partition by b.id) and s.present order by b.id",
        [sheet],
    ).fetchall()
    return tuple(number for (number,) in rows)


def replaces_older(cursor: Cursor, sheet: str, batch: int) -> bool:
    """Say whether a row after a batch bears the code of a row up to it, and so stands in its place."""
    identity = contracts()[sheet].identity
    if not identity:
        return False
    table = f'programme.trunk."{sheet}"'
    found = cursor.execute(
        f'select 1 from {table} where batch <= ? and "{identity}" in (select "{identity}" from {table} where batch > ?)'
        " limit 1",
        [batch, batch],
    ).fetchall()
    return bool(found)
