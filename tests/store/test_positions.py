"""Four behaviours of the engine that positions rest on. They are not promised in print: if one goes, this says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sq_core.sheets import contracts
from sq_core.store import TRUNK, EngineError, Overlay, Store


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None, tuple(contracts().values()))
    store.write(lambda cursor: cursor.execute("insert into programme.trunk.goals (row_key, target) values ('G1', 80)"))
    store.define((("formula", "select row_key, target from goals"),))
    yield store
    store.close()


def overlay(name: str, target: float) -> Overlay:
    return Overlay(name, (f"create view memory.{name}.goals as select 'G1' as row_key, {target}::double as target",))


def test_a_view_reads_the_tables_of_the_position_it_is_asked_from(store: Store) -> None:
    here = overlay("position_a", 99)
    store.lay(here)
    with store.reading() as cursor:
        assert cursor.execute("select target from formula").fetchall() == [(80.0,)]
    with store.reading(here.path) as cursor:
        assert cursor.execute("select target from formula").fetchall() == [(99.0,)]


def test_a_view_looks_into_its_own_schema_first(store: Store) -> None:
    store.define((("goals", "select 'own' as row_key, 1.0 as target"),))
    here = overlay("position_b", 99)
    store.lay(here)
    with store.reading(here.path) as cursor:
        assert cursor.execute("select target from formula").fetchall() == [(1.0,)], (
            "so no formula may be called like a sheet"
        )


def test_an_overlay_built_after_the_transaction_began_is_not_seen_by_it(store: Store) -> None:
    before = overlay("position_e", 98)
    store.lay(before)
    with store.reading(before.path) as cursor:
        cursor.execute("select * from formula").fetchall()
        here = overlay("position_c", 99)
        store.lay(here)
        with pytest.raises(EngineError):
            cursor.execute(f"set search_path='{here.path}'")


def test_a_cursor_does_not_inherit_the_search_path(store: Store) -> None:
    with store.reading(TRUNK) as cursor:
        bare = cursor.cursor()
        with pytest.raises(EngineError):
            bare.execute("select * from formula")


def test_overlays_never_reach_the_durable_database(store: Store) -> None:
    here = overlay("position_d", 99)
    store.lay(here)
    with store.reading() as cursor:
        schemas = cursor.execute(
            "select schema_name from duckdb_schemas() where database_name = 'programme'"
        ).fetchall()
    assert ("position_d",) not in schemas
