"""Numbered steps that bring an older file up to date; each is one transaction with its own record."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.errors import StoreUnreadable
from sq_core.words import Text

if TYPE_CHECKING:
    import duckdb

_STEPS = Path(__file__).parent / "migrations"


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the steps the file has not seen; refuse a file that has seen other ones."""
    cursor = connection.cursor()
    cursor.execute("create schema if not exists programme.ledger")
    cursor.execute(
        "create table if not exists programme.ledger.schema_step (name varchar, sha varchar, at_utc timestamp)"
    )
    done = dict(cursor.execute("select name, sha from programme.ledger.schema_step").fetchall())
    steps = sorted(_STEPS.glob("*.sql"))
    if unknown := set(done) - {step.name for step in steps}:
        raise _newer(", ".join(sorted(unknown)))
    for step in steps:
        text = step.read_text(encoding="utf-8")
        sha = hashlib.sha256(text.encode()).hexdigest()
        if step.name in done:
            if done[step.name] != sha:
                raise _newer(step.name)
            continue
        cursor.execute("begin")
        try:
            cursor.execute(text)
            cursor.execute("insert into programme.ledger.schema_step values (?, ?, now()::timestamp)", [step.name, sha])
            cursor.execute("commit")
        except BaseException:
            cursor.execute("rollback")
            raise
    cursor.close()


def _newer(steps: str) -> StoreUnreadable:
    return StoreUnreadable(
        Text(f"数据库由另一版本的驾驶舱写成（{steps}）。", f"The database was written by another version ({steps})."),
        Text("请使用写入它的版本，或从备份恢复。", "Use the version that wrote it, or restore a backup."),
    )
