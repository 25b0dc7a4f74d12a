"""Positions: what the plan tables and facts were at a moment, or are on a branch, as views that stand in for the trunk.

An overlay is named by its content (branch and the change set it is cut at), so it is built once and never goes stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sq_core.errors import PositionUnknown
from sq_core.ledger.append import projection
from sq_core.ledger.changes import TRUNK_BRANCH
from sq_core.sheets import contracts
from sq_core.store import TRUNK, Overlay, tables_of
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.sheets import Contract
    from sq_core.store import Cursor


@dataclass(frozen=True, slots=True)
class Position:
    """Where one stands: a branch, and a change set after which nothing is seen (None: now)."""

    branch: str = TRUNK_BRANCH
    edition: int | None = None


def edition_at(cursor: Cursor, moment: str) -> int:
    """Find the last change set at or before a moment: a change set number, or an ISO day or time in UTC."""
    if moment.isdigit():
        number = int(moment)
        newest = int(cursor.execute("select coalesce(max(id), 0) from programme.ledger.change_set").fetchall()[0][0])
        if number > newest:
            raise PositionUnknown(
                Text(
                    f"还没有变更集 {number}，最新的是 {newest}。",
                    f"There is no change set {number} yet; the newest is {newest}.",
                ),
                Text("请写不大于它的编号或一个日期。", "Give a number up to it, or a day."),
            )
    else:
        try:
            at = datetime.fromisoformat(moment)
        except ValueError as error:
            raise PositionUnknown(
                Text(f"“{moment}”不是时间点。", f"“{moment}” is not a moment."),
                Text("请写变更集编号或日期，如 2026-10-31。", "Give a change set number or a date such as 2026-10-31."),
            ) from error
        if len(moment) <= len("2026-10-31"):
            at = at.replace(hour=23, minute=59, second=59, microsecond=999999)
        row = cursor.execute(
            "select coalesce(max(id), 0) from programme.ledger.change_set where at_utc <= ?", [at.replace(tzinfo=None)]
        ).fetchall()
        number = int(row[0][0])
    return number


def search_path(position: Position) -> tuple[str, Overlay | None]:
    """Say which search path a position reads through, and the overlay that must stand first."""
    if position == Position():
        return TRUNK, None
    if position.branch != TRUNK_BRANCH:
        raise PositionUnknown(
            Text(f"没有名为“{position.branch}”的情景。", f"There is no scenario called “{position.branch}”."),
            Text("请使用基准情景 trunk。", "Use the base scenario, trunk."),
        )
    edition = position.edition or 0
    schema = f"trunk_at_{edition}"
    statements = [
        statement for contract in contracts().values() for statement in _statements(schema, contract, edition)
    ]
    overlay = Overlay(schema, tuple(statements))
    return overlay.path, overlay


def _statements(schema: str, contract: Contract, edition: int) -> list[str]:
    if contract.kind == "plan":
        newest = (
            "select row_key, column_name, new_value from programme.ledger.entry"
            f" where branch = '{TRUNK_BRANCH}' and sheet = '{contract.key}' and change_set <= {edition}"
            " qualify version = max(version) over (partition by row_key, column_name)"
        )
        return [f'create table memory.{schema}."{contract.key}" as {projection(contract.key, newest)}']
    here = (
        f"(select batch from programme.ledger.batch_state where change_set <= {edition}"
        " qualify change_set = max(change_set) over (partition by batch) and present)"
    )
    return [
        f'create view memory.{schema}."{table}" as'
        f' select {names} from programme.trunk."{table}" where batch in {here}'
        f' union all select {names} from programme.archive."{table}" where batch in {here}'
        for table, columns in tables_of(contract).items()
        for names in [", ".join(f'"{column}"' for column in columns)]
    ]
