"""The database: one file, one connection, a cursor for each reader, one writer at a time.

The durable file is attached as ``programme``; the connection's own in-memory database is ``memory`` and holds the
overlays of positions, so that nothing of a position ever reaches the file. Both are attached before the connection is
locked down. A cursor does not inherit the search path, so every cursor handed out here has one set.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import OrderedDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import duckdb

from sq_core.errors import StoreBusy, StoreUnreadable
from sq_core.store.migrate import migrate
from sq_core.store.tables import create_tables
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sq_core.sheets import Contract

log = logging.getLogger(__name__)
T = TypeVar("T")
Cursor = duckdb.DuckDBPyConnection
EngineError = duckdb.Error
"""What the engine raises on a formula it cannot compute; the catalogue turns it into a broken reading."""

TRUNK = "programme.formulas,programme.trunk"
"""The search path of the base position: formulas first, so that no sheet can stand in for one."""
MOST_OVERLAYS = 24
"""Positions that stand ready at once, some megabytes each; the one longest unused gives way, and is built again if asked."""
_LOCKDOWN = (
    "timezone='UTC'",
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "allow_community_extensions=false",
    "enable_external_access=false",
    "lock_configuration=true",
)


@dataclass(frozen=True, slots=True)
class Overlay:
    """The plan tables as a position sees them: a schema name made from its content, and how to build it."""

    schema: str
    statements: tuple[str, ...]
    lasting: bool = False
    """Whether it stays for good: it is made of views, and costs nothing."""

    @property
    def path(self) -> str:
        """The search path that puts the overlay before formulas and trunk."""
        return f"memory.{self.schema},{TRUNK}"


class Store:
    """An open database. ``path`` None keeps everything in memory (tests, rehearsals of a backup)."""

    def __init__(self, path: Path | None, contracts: tuple[Contract, ...], *, memory_limit: str = "4GB") -> None:
        self.path = path
        self._writing = threading.RLock()
        self._overlays: OrderedDict[str, None] = OrderedDict()
        self._connection = duckdb.connect(":memory:", config={"memory_limit": memory_limit, "threads": 2})
        try:
            self._attach()
            self._refuse_strangers()
            self._allow_backups()
            for setting in _LOCKDOWN:
                self._connection.execute(f"set global {setting}")
            migrate(self._connection)
            create_tables(self._connection, contracts)
        except BaseException:
            self._connection.close()
            raise

    def _attach(self) -> None:
        if self.path is None:
            self._connection.execute("attach ':memory:' as programme")
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        target = str(self.path).replace("'", "''")
        try:
            self._connection.execute(f"attach '{target}' as programme (storage_version 'v1.5.0')")
        except duckdb.IOException as error:
            raise _unusable(self.path, str(error)) from error
        except duckdb.Error as error:
            raise _unreadable(self.path) from error

    def _refuse_strangers(self) -> None:
        """Refuse a database that holds tables of somebody else: ours would be written among them."""
        rows = self._connection.execute(
            "select count(*), count(*) filter (where schema_name = 'ledger' and table_name = 'schema_step')"
            " from duckdb_tables() where database_name = 'programme'"
        ).fetchall()
        if self.path is not None and rows[0][0] and not rows[0][1]:
            raise _unreadable(self.path)

    def _allow_backups(self) -> None:
        if self.path is not None:
            folder = str(self.path.resolve().parent).replace("'", "''")
            self._connection.execute(f"set global allowed_directories=['{folder}']")

    def cursor(self, path: str = TRUNK) -> Cursor:
        """Hand out a cursor of its own with its search path set; a cursor is never shared between threads."""
        cursor = self._connection.cursor()
        cursor.execute(f"set search_path='{path}'")
        return cursor

    @contextmanager
    def reading(self, path: str = TRUNK) -> Iterator[Cursor]:
        """Open one snapshot: everything read inside is of one edition."""
        cursor = self.cursor(path)
        cursor.execute("begin")
        try:
            yield cursor
        finally:
            with suppress(duckdb.Error):
                cursor.execute("rollback")
            cursor.close()

    def write(self, work: Callable[[Cursor], T]) -> T:
        """Run work as the one writer: committed as a whole, or rolled back as a whole and the error raised."""
        return self._transaction(work, keep=True)

    def rehearse(self, work: Callable[[Cursor], T]) -> T:
        """Run work as it would be written, then roll it back; what it returns is what would have been."""
        return self._transaction(work, keep=False)

    def _transaction(self, work: Callable[[Cursor], T], *, keep: bool) -> T:
        with self._writing:
            cursor = self.cursor()
            cursor.execute("begin")
            try:
                outcome = work(cursor)
                cursor.execute("commit" if keep else "rollback")
                return outcome
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")
                raise
            finally:
                cursor.close()

    def lay(self, overlay: Overlay) -> None:
        """Build an overlay once; it must stand before the run's transaction begins, else that run cannot see it."""
        with self._writing:
            if overlay.schema in self._overlays:
                self._overlays.move_to_end(overlay.schema)
                return
            cursor = self._connection.cursor()
            if len(self._overlays) >= MOST_OVERLAYS and not overlay.lasting:
                unused, _ = self._overlays.popitem(last=False)
                cursor.execute(f"drop schema memory.{unused} cascade")
            cursor.execute(f"create schema if not exists memory.{overlay.schema}")
            for statement in overlay.statements:
                cursor.execute(statement)
            cursor.close()
            if not overlay.lasting:
                self._overlays[overlay.schema] = None

    def define(self, views: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Replace the formulas; give back the names that could not be bound, with the engine's reason."""
        failed: list[tuple[str, str]] = []
        with self._writing:
            cursor = self.cursor()
            for name, select in views:
                try:
                    cursor.execute(f"create or replace view programme.formulas.{name} as {select}")
                except duckdb.Error as error:
                    failed.append((name, str(error)))
            cursor.close()
        return tuple(failed)

    def backup(self, target: Path) -> None:
        """Write a consistent, compact copy of the programme to a new file beside it, while work goes on."""
        with self._writing:
            cursor = self._connection.cursor()
            place = str(target.resolve()).replace("'", "''")
            cursor.execute(f"attach '{place}' as copy_of_programme (storage_version 'v1.5.0')")
            try:
                cursor.execute("copy from database programme to copy_of_programme")
            finally:
                cursor.execute("detach copy_of_programme")
                cursor.close()

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        with self._writing:
            with suppress(duckdb.Error):
                self._connection.execute("checkpoint programme")
            self._connection.close()


def _unusable(path: Path, reason: str) -> StoreBusy | StoreUnreadable:
    holder = re.search(r"PID (\d+)", reason)
    if "lock" not in reason:
        return _unreadable(path)
    who = holder.group(1) if holder else "?"
    return StoreBusy(
        Text(
            f"数据库 {path.name} 正被另一个进程使用（进程号 {who}）。",
            f"The database {path.name} is in use by another process (process id {who}).",
        ),
        Text(
            "请关闭那个驾驶舱或命令后再试；只想读数时，可对备份文件使用 --db。",
            "Close that cockpit or command and try again; to read only, point --db at a backup.",
        ),
    )


def _unreadable(path: Path) -> StoreUnreadable:
    return StoreUnreadable(
        Text(f"{path.name} 不是本驾驶舱可以读取的数据库。", f"{path.name} is not a database this cockpit can read."),
        Text("请检查路径，或从备份恢复（restore）。", "Check the path, or restore a backup."),
    )
