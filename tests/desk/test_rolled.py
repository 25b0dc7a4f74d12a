"""Roll-ups: grown batch by batch they say what one look at all the facts says; positions and undo keep their own."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sq_core.desk import Office, View, open_office
from sq_core.desk.rolled import RollUps, fact_sheets
from sq_core.ledger import Draft, FactBatch, Position, commit, undoing
from sq_core.sheets import contracts
from tests.programmes import AUTHOR, TODAY, new_office, responses, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sq_core.catalogue import Reading
    from sq_core.store import Cursor

VIEW = View(today=TODAY)
PARTS = 3


def events(rows: Sequence[tuple[str, str, str | None]], sha: str) -> FactBatch:
    """Rows of (event, opened, closed), numbered from sheet row 2."""
    contract = contracts()["service_events"]
    given: dict[str, list[str | None]] = {
        "event": [row[0] for row in rows],
        "opened": [row[1] for row in rows],
        "closed": [row[2] for row in rows],
    }
    columns = {"row_no": pa.array(range(2, len(rows) + 2), pa.int32())} | {
        c.name: pa.array(given.get(c.name, [None] * len(rows)), pa.string()) for c in contract.columns
    }
    return FactBatch(contract.key, "events", 1, "{}", pa.table(columns), None, sha)


def seen(office: Office, *names: str, view: View = VIEW) -> tuple[Reading, ...]:
    with office.desk(view) as desk:
        return desk.readings(*names)


@pytest.fixture(scope="module")
def grown(sample_office: Office) -> Iterator[Office]:
    """The facts of the sample programme in three batches of each sheet, read after every one."""
    office = open_office(None)
    for sheet, contract in contracts().items():
        if contract.kind == "plan":
            with office.store.reading() as cursor, sample_office.store.reading() as source:
                names = ", ".join(row[0] for row in cursor.execute(f"describe {sheet}").fetchall())
                table = source.sql(f"select {names} from {sheet}").to_arrow_table()
            office.store.write(partial(_insert, sheet=sheet, table=table))
    for part in range(PARTS):
        batches = [_part(sample_office, sheet, part) for sheet, c in contracts().items() if c.kind == "fact"]
        commit(office.store, Draft("load", AUTHOR, batches=tuple(batches)))
        with office.desk(VIEW) as desk:
            desk.every()
    yield office
    office.close()


def _insert(cursor: Cursor, sheet: str, table: pa.Table) -> None:
    cursor.register("staged", table)
    cursor.execute(f"insert into programme.trunk.{sheet} select * from staged")
    cursor.unregister("staged")


def _part(office: Office, sheet: str, part: int) -> FactBatch:
    contract = contracts()[sheet]
    with office.store.reading() as cursor:
        rows = cursor.sql(f"select * exclude (batch) from {sheet}").to_arrow_table()
        answers = (
            cursor.sql(f"select * exclude (batch) from {sheet}_answers").to_arrow_table() if contract.items else None
        )
    chosen = rows.filter(pc.equal(pc.bit_wise_and(rows["row_no"], 3), part) if part else _rest(rows))
    if answers is not None:
        answers = answers.filter(pc.is_in(answers["row_no"], chosen["row_no"].combine_chunks()))
    return FactBatch(sheet, "part", 1, "{}", chosen, answers, f"{sheet} {part}")


def _rest(rows: pa.Table) -> pa.ChunkedArray:
    low = pc.bit_wise_and(rows["row_no"], 3)
    return pc.or_(pc.equal(low, 0), pc.equal(low, 3))


@pytest.mark.slow
def test_what_grows_by_batches_is_what_all_rows_give(grown: Office) -> None:
    tried = set()
    with grown.desk(VIEW) as desk:
        rolls = RollUps(desk._cursor, grown.catalogue, grown.memo, desk._standing, desk.as_of)
        for name, metric in grown.catalogue.metrics.items():
            if not fact_sheets(metric) or metric.combine not in ("ratio", "sum") or not rolls.grows(metric):
                continue
            rolled = rolls.of(metric)
            assert rolled is not None
            whole = desk._cursor.sql(rolls._select(metric)).to_arrow_table()
            grown_by, at_once = _added(rolled.rows, metric.dimensions), _added(whole, metric.dimensions)
            assert grown_by.keys() == at_once.keys(), name
            for key, sums in grown_by.items():
                assert sums == pytest.approx(at_once[key], rel=1e-9, abs=1e-9), (name, key)
            tried.add(name)
    assert {"service_gap", "answer_mean", "event_count", "sla_hit_rate", "complaint_cost"} <= tried


def _added(table: pa.Table, dimensions: tuple[str, ...]) -> dict[tuple[object, ...], list[float]]:
    """Add up by period and dimensions."""
    sums = [one for one in ("num", "den", "n", "ss") if one in table.column_names]
    keys = [one for one in ("period", "unit", *dimensions) if one in table.column_names]
    added = table.group_by(keys).aggregate([(one, "sum") for one in sums]).to_pylist()
    return {tuple(row[one] for one in keys): [row[f"{one}_sum"] or 0.0 for one in sums] for row in added}


def test_an_event_that_comes_again_stands_in_place_of_the_older_one() -> None:
    office = new_office()
    take(office, events([("A", "2026-09-01T08:00", None), ("B", "2026-09-02T08:00", "2026-09-02T10:00")], "first"))
    assert [one.value for one in seen(office, "event_count", "closed_rate")] == [2, 0.5]
    take(office, events([("C", "2026-09-03T08:00", "2026-09-03T09:00")], "second"))
    assert [one.value for one in seen(office, "event_count", "still_open")] == [3, 1]
    take(office, events([("A", "2026-09-01T08:00", "2026-09-05T08:00")], "third"))
    assert [one.value for one in seen(office, "event_count", "closed_rate", "still_open")] == [3, 1.0, 0]
    office.close()


def test_undo_and_as_of_read_their_own_facts() -> None:
    office = new_office()
    marks = {"1": (6.0, 5.0)}
    first = take(office, responses([(date(2026, 9, 1), "east", marks)], "first"))
    assert seen(office, "service_gap")[0].value == pytest.approx(-1)
    second = take(office, responses([(date(2026, 9, 2), "east", {"1": (6.0, 2.0)})], "second"))
    assert seen(office, "service_gap")[0].value == pytest.approx(-2.5)
    then = View(today=TODAY, position=Position(edition=first.change_set))
    assert seen(office, "service_gap", view=then)[0].value == pytest.approx(-1)
    assert second.change_set is not None
    commit(office.store, undoing(office.store, second.change_set, AUTHOR, "", {}))
    assert seen(office, "service_gap")[0].value == pytest.approx(-1)
    assert seen(office, "service_gap", view=View(today=TODAY, position=Position(edition=second.change_set)))[
        0
    ].value == pytest.approx(-2.5)
    take(office, responses([(date(2026, 9, 3), "west", {"1": (7.0, 4.0)})], "third"))
    assert seen(office, "service_gap")[0].value == pytest.approx(-2)
    with office.desk(VIEW) as desk:
        assert {one.dimensions["region"]: one.value for one in desk.by("service_gap", "region")} == {
            "east": -1,
            "west": -3,
        }
    office.close()


def test_quantiles_grown_by_batches_are_those_of_all_values() -> None:
    office = new_office()
    random = np.random.default_rng(3)
    hours: list[float] = []
    for part in range(3):
        spent = [float(one) for one in random.gamma(2, 9, 40 + part).round(2)]
        opened = datetime(2026, 8, 2)
        rows = [
            (f"{part}-{at}", opened.isoformat(), (opened + timedelta(hours=one)).isoformat())
            for at, one in enumerate(spent)
        ]
        take(office, events(rows, f"part {part}"))
        hours += spent
        median, tail = seen(office, "time_to_close_median", "time_to_close_p90")
        assert median.value == pytest.approx(np.quantile(hours, 0.5), abs=1e-6)
        assert tail.value == pytest.approx(np.quantile(hours, 0.9), abs=1e-6)
        assert tail.n == len(hours)
        spread = 1.959963985 * math.sqrt(len(hours) * 0.9 * 0.1)
        low, high = (math.ceil(len(hours) * 0.9 + sign * spread) for sign in (-1, 1))
        assert (tail.low, tail.high) == pytest.approx((sorted(hours)[low - 1], sorted(hours)[high - 1]), abs=1e-6)
    office.close()
