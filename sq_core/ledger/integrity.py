"""Proof that the tables are what the ledger says: replay and compare, and a digest of what the programme holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sq_core.errors import Finding, Place
from sq_core.ledger.append import projection
from sq_core.ledger.changes import TRUNK_BRANCH
from sq_core.sheets import contracts
from sq_core.store import tables_of
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.sheets import Contract
    from sq_core.store import Cursor

_REMEDY = Text(
    "请从最近的备份恢复，并保留此文件以便查明原因。",
    "Restore the latest backup, and keep this file so that the cause can be found.",
)


def check(cursor: Cursor) -> tuple[Finding, ...]:
    """Replay the log of every plan sheet, count every batch, and report each difference; empty when all is well."""
    found: list[Finding] = []
    spoken_of = _spoken_of(cursor)
    for contract in contracts().values():
        if contract.key not in spoken_of:
            continue
        found += _check_plan(cursor, contract) if contract.kind == "plan" else _check_facts(cursor, contract)
    gaps = cursor.execute(
        "select sheet, row_key, column_name from programme.ledger.entry group by branch, sheet, row_key, column_name"
        " having max(version) <> count(*) limit 20"
    ).fetchall()
    found += [
        _finding(sheet, f"{key}:{column}", Text("单元格的版本号不连续。", "The versions of a cell have a gap."))
        for sheet, key, column in gaps
    ]
    return tuple(found)


def _spoken_of(cursor: Cursor) -> set[str]:
    """Name the sheets that the log speaks of or that hold a row; where neither is so, the replay is as empty as the table."""
    looks = ["select sheet from programme.ledger.entry", "select sheet from programme.ledger.batch"]
    looks += [f"(select '{sheet}' from programme.trunk.\"{sheet}\" limit 1)" for sheet in contracts()]
    return {sheet for (sheet,) in cursor.execute(" union ".join(looks)).fetchall()}


def _check_plan(cursor: Cursor, contract: Contract) -> list[Finding]:
    newest = (
        "select row_key, column_name, new_value from programme.ledger.entry"
        f" where branch = '{TRUNK_BRANCH}' and sheet = '{contract.key}'"
        " qualify version = max(version) over (partition by row_key, column_name)"
    )
    replayed = projection(contract.key, newest)
    names = ", ".join(f'"{column}"' for column in tables_of(contract)[contract.key])
    stored = f'select {names} from programme.trunk."{contract.key}"'
    rows = cursor.execute(
        f"select row_key from (({replayed}) except all ({stored})) union select row_key from (({stored}) except all ({replayed}))"
    ).fetchall()
    if not rows:
        return []
    message = Text(
        f"{len(rows)} 行与变更记录重放的结果不一致。", f"{len(rows)} rows differ from what the log of changes yields."
    )
    return [_finding(contract.key, str(rows[0][0]), message)]


def _check_facts(cursor: Cursor, contract: Contract) -> list[Finding]:
    rows = cursor.execute(
        f"""
        with state as (
            select batch, present from programme.ledger.batch_state
            qualify change_set = max(change_set) over (partition by batch)
        ), counted as (select batch, count(*) as n from programme.trunk."{contract.key}" group by batch)
        select b.id, b.row_count, coalesce(c.n, 0), s.present
          from programme.ledger.batch as b join state as s on s.batch = b.id left join counted as c on c.batch = b.id
         where b.sheet = ? and coalesce(c.n, 0) <> case when s.present then b.row_count else 0 end
        """,
        [contract.key],
    ).fetchall()
    return [
        _finding(
            contract.key,
            f"#{batch}",
            Text(
                f"批次应有 {expected} 行，实有 {found} 行。", f"The batch should have {expected} rows and has {found}."
            ),
        )
        for batch, expected, found, _ in rows
    ]


def _finding(sheet: str, cell: str, message: Text) -> Finding:
    return Finding("integrity", "refused", message, _REMEDY, Place(sheet=sheet, cell=cell))


def digest(cursor: Cursor) -> str:
    """Hash what the programme holds, not how it came to hold it: equal contents give equal digests."""
    whole = hashlib.sha256()
    for contract in contracts().values():
        for table, columns in tables_of(contract).items():
            names = ", ".join(f'"{column}"' for column in columns if column != "batch")
            count, mixed, total = cursor.execute(
                "select count(*), bit_xor(h), sum(h % 1000000007) from"
                f' (select md5_number_lower(row({names})::varchar) as h from programme.trunk."{table}") as hashed'
            ).fetchall()[0]
            whole.update(f"{table}:{count}:{mixed}:{total};".encode())
    return whole.hexdigest()
