from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sq_core.errors import StoreUnreadable
from sq_core.sheets import Contract, contracts
from sq_core.store import Cursor, EngineError, Store


@pytest.fixture
def sheets() -> tuple[Contract, ...]:
    return tuple(contracts().values())


def test_every_contract_has_its_tables(sheets: tuple[Contract, ...]) -> None:
    store = Store(None, sheets)
    with store.reading() as cursor:
        tables = {
            name
            for (name,) in cursor.execute(
                "select table_name from duckdb_tables() where schema_name = 'trunk'"
            ).fetchall()
        }
    assert {contract.key for contract in sheets} <= tables
    assert "survey_responses_answers" in tables


def test_a_failing_write_leaves_nothing(sheets: tuple[Contract, ...]) -> None:
    store = Store(None, sheets)

    def work(cursor: Cursor) -> None:
        cursor.execute("insert into programme.trunk.goals (row_key) values ('G1')")
        cursor.execute("select * from nowhere")

    with pytest.raises(EngineError):
        store.write(work)
    with store.reading() as cursor:
        assert cursor.execute("select count(*) from goals").fetchall() == [(0,)]


def test_a_rehearsal_is_rolled_back(sheets: tuple[Contract, ...]) -> None:
    store = Store(None, sheets)
    seen = store.rehearse(
        lambda cursor: (
            cursor.execute("insert into programme.trunk.goals (row_key) values ('G1')"),
            cursor.execute("select count(*) from goals").fetchall(),
        )[1]
    )
    assert seen == [(1,)]
    with store.reading() as cursor:
        assert cursor.execute("select count(*) from goals").fetchall() == [(0,)]


def test_the_connection_is_locked_down(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n")
    store = Store(None, sheets)
    with store.reading() as cursor:
        for statement in (f"select * from read_csv('{outside}')", "install httpfs", "set global threads=4"):
            with pytest.raises(EngineError):
                cursor.execute(statement)


def test_a_file_survives_and_a_backup_is_its_equal(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    store = Store(tmp_path / "a.duckdb", sheets)
    store.write(lambda cursor: cursor.execute("insert into programme.trunk.goals (row_key, target) values ('G1', 1)"))
    store.backup(tmp_path / "copy.duckdb")
    store.close()
    for name in ("a.duckdb", "copy.duckdb"):
        again = Store(tmp_path / name, sheets)
        with again.reading() as cursor:
            assert cursor.execute("select row_key, target from goals").fetchall() == [("G1", 1.0)]
        again.close()


def test_a_second_process_is_told_who_holds_the_file(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    store = Store(path, sheets)
    code = (
        "import sys; from pathlib import Path; from sq_core.store import Store; from sq_core.errors import StoreBusy\n"
        "try: Store(Path(sys.argv[1]), ())\n"
        "except StoreBusy as busy: print(busy.message.en)"
    )
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    assert str(os.getpid()) in said
    store.close()


def test_a_file_that_is_no_database_is_refused(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("not a database " * 500)
    with pytest.raises(StoreUnreadable) as refusal:
        Store(path, sheets)
    assert refusal.value.message.zh
    assert refusal.value.remedy.en


def test_a_file_of_a_newer_version_is_refused(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    store = Store(path, sheets)
    store.write(
        lambda c: c.execute(
            "insert into programme.ledger.schema_step values ('9999_future.sql', 'x', now()::timestamp)"
        )
    )
    store.close()
    with pytest.raises(StoreUnreadable, match="another version"):
        Store(path, sheets)


def test_readers_on_threads_never_see_each_others_rows(sheets: tuple[Contract, ...]) -> None:
    store = Store(None, sheets)
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(60):
            with store.reading() as cursor:
                if cursor.execute("select ? + 0 from range(3)", [number]).fetchall() != [(number,)] * 3:
                    wrong.append(number)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_database_of_somebody_else_is_refused_and_left_alone(sheets: tuple[Contract, ...], tmp_path: Path) -> None:
    path = tmp_path / "foreign.duckdb"
    other = Store(tmp_path / "helper.duckdb", ())
    cursor = other._connection.cursor()
    cursor.execute(f"attach '{path}' as foreign_file")
    cursor.execute("create table foreign_file.main.payroll (name varchar)")
    cursor.execute("detach foreign_file")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnreadable):
        Store(path, sheets)
    assert path.read_bytes() == before
