"""Events and complaints at a desk: what stands when rows come again, quantiles at every grain, stocks at the end of periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.catalogue import Broken, Calendar, Metric, Reading
from sq_core.desk import Office, View, movement
from sq_core.desk.measure import Group, Sums, points
from sq_core.ledger import Author, FactBatch, commit, undoing
from sq_core.sheets import contracts
from tests.programmes import new_office, put, take

TODAY = date(2026, 11, 1)
MONTHLY, QUARTERLY, WHOLE = (View("en", grain, today=TODAY) for grain in ("month", "quarter", "all"))
KINDS = {
    "date": pa.date32(),
    "moment": pa.timestamp("s"),
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
}


@pytest.fixture
def office() -> Iterator[Office]:
    office = new_office()
    yield office
    office.close()


def batch(sheet: str, rows: Sequence[Mapping[str, object]], sha: str) -> FactBatch:
    """Rows of a fact, numbered from sheet row 2."""
    contract = contracts()[sheet]
    columns = {"row_no": pa.array(range(2, len(rows) + 2), pa.int32())} | {
        c.name: pa.array([row.get(c.name) for row in rows], KINDS.get(c.type, pa.string())) for c in contract.columns
    }
    letters = ", ".join(f'"{c.name}": "{chr(65 + n)}"' for n, c in enumerate(contract.columns))
    return FactBatch(sheet, sheet, 1, "{" + letters + "}", pa.table(columns), None, sha)


def event(
    name: str, opened: str, closed: str | None = None, region: str = "north", **more: object
) -> dict[str, object]:
    """One event; moments as ISO text."""
    moments = {"opened": datetime.fromisoformat(opened), "closed": datetime.fromisoformat(closed) if closed else None}
    return {"event": name, "region": region, **moments, **more}


def events(office: Office, *rows: Mapping[str, object], sha: str = "events") -> int:
    """Load events as one batch; give the change set."""
    number = take(office, batch("service_events", rows, sha)).change_set
    assert number is not None
    return number


def read(office: Office, name: str, view: View = MONTHLY, **where: str) -> Reading:
    with office.desk(view) as desk:
        return desk.reading(name, where=tuple(where.items()))


def test_an_event_that_comes_again_replaces_the_one_before_and_an_undo_brings_it_back(office: Office) -> None:
    events(
        office, event("E1", "2026-09-01 08:00"), event("E2", "2026-09-01 08:00", "2026-09-01 12:00"), sha="september"
    )
    assert read(office, "still_open").value == 1
    later = events(
        office, event("E1", "2026-09-01 08:00", "2026-10-01 08:00"), event("E3", "2026-10-05 08:00"), sha="october"
    )
    assert [read(office, name, WHOLE).value for name in ("event_count", "still_open")] == [3, 1]
    assert read(office, "time_to_close_median", WHOLE).value == pytest.approx((4 + 720) / 2)
    commit(office.store, undoing(office.store, later, Author("Test"), "", {}))
    assert [read(office, name, WHOLE).value for name in ("event_count", "still_open")] == [2, 1]
    assert read(office, "time_to_close_median", WHOLE).value == 4


def test_complaints_without_a_code_all_count_and_those_with_one_count_once(office: Office) -> None:
    said = [{"date": date(2026, 10, 1), "cost": 10.0}, {"date": date(2026, 10, 2), "cost": 20.0}]
    coded = [{"complaint": "C1", "date": date(2026, 10, 3), "cost": 40.0}]
    take(office, batch("complaints", [*said, *coded], "first"))
    again = [{"complaint": "C1", "date": date(2026, 10, 3), "cost": 50.0}]
    take(office, batch("complaints", [*again, *said], "second"))
    assert read(office, "complaint_count").value == 5
    assert read(office, "complaint_cost").value == 110


def test_a_quantile_is_the_same_whatever_was_read_before(office: Office) -> None:
    rows = [event(f"E{n}", f"2026-{7 + n % 3:02}-01 00:00", f"2026-{7 + n % 3:02}-01 {n:02}:00") for n in range(1, 10)]
    events(office, *rows)
    with office.desk(QUARTERLY) as desk:
        assert [point.value for point in desk.months("time_to_close_median")] == [6, 4, 5]
        assert desk.reading("time_to_close_median").value == 5
        assert [point.value for point in desk.course("time_to_close_median")] == [5]
    assert read(office, "time_to_close_median").period == date(2026, 9, 1)
    assert read(office, "time_to_close_p90", WHOLE).value == pytest.approx(8.2)


def test_a_quantile_of_few_rows_has_a_value_and_no_interval(office: Office) -> None:
    events(
        office, event("E1", "2026-10-01 00:00", "2026-10-01 03:00"), event("E2", "2026-10-01 00:00", "2026-10-01 05:00")
    )
    reading = read(office, "time_to_close_median")
    assert (reading.value, reading.n, reading.low, reading.high, reading.status) == (4, 2, None, None, "thin")


def test_fiscal_years_cut_quantiles_too(office: Office) -> None:
    put(office, "parameters", {"parameter": "fiscal_year_start", "value": "4"})
    rows = [
        event(f"E{n}", f"{day} 00:00", f"{day} {n:02}:00")
        for n, day in enumerate(("2025-04-01", "2026-03-31", "2026-04-01"), 1)
    ]
    events(office, *rows)
    with office.desk(View("en", "year", today=date(2027, 4, 1))) as desk:
        reading = desk.reading("time_to_close_median")
        assert [(point.period, point.value) for point in reading.trend] == [
            (date(2025, 4, 1), 1.5),
            (date(2026, 4, 1), 3),
        ]


def test_an_empty_backlog_is_none_and_not_the_last_one_there_was(office: Office) -> None:
    events(
        office,
        event("E1", "2026-07-20 00:00", "2026-08-10 00:00", "north"),
        event("E2", "2026-07-21 00:00", "2026-10-30 00:00", "south"),
        event("E3", "2026-10-30 12:00", "2026-10-30 13:00", "north"),
    )
    with office.desk(MONTHLY) as desk:
        assert [(p.period.month, p.value) for p in desk.reading("backlog").trend] == [(7, 2), (8, 1), (9, 1), (10, 0)]
        assert {one.dimensions["region"]: one.value for one in desk.by("backlog", "region")} == {"north": 0, "south": 0}
        assert desk.reading("backlog_age").value == 0
        august = desk.months("backlog_age")[1]
        assert august.value == pytest.approx(42)
        assert august.n == 1
    with office.desk(QUARTERLY) as desk:
        assert [(reading := desk.reading("backlog")).value, reading.period] == [1, date(2026, 7, 1)]


def test_a_backlog_there_never_was_is_none_and_not_unknown(office: Office) -> None:
    assert read(office, "backlog").status == "empty"
    events(office, event("E1", "2026-10-01 00:00", "2026-10-01 04:00"))
    for view in (MONTHLY, WHOLE):
        assert (read(office, "backlog", view).value, read(office, "backlog_age", view).value) == (0, 0)


@pytest.mark.parametrize("view", [MONTHLY, QUARTERLY, WHOLE], ids=lambda view: view.grain)
def test_an_empty_programme_has_no_value_at_any_grain(office: Office, view: View) -> None:
    with office.desk(view) as desk:
        found = {one.metric: one.status for section in ("2.1", "2.2") for one in desk.every(section=section)}
        assert all(not desk.by(name, "region") for name in ("backlog", "time_to_close_p90", "sla_hit_rate"))
    assert len(found) >= 19
    assert {name: status for name, status in found.items() if status not in ("empty", "apart")} == {}


def test_what_was_cancelled_is_never_open_and_never_late(office: Office) -> None:
    events(
        office,
        event("E1", "2026-08-01 00:00", None, sla_hours=4.0, handling="cancelled"),
        event("E2", "2026-08-01 00:00", None, sla_hours=4.0, handling="working"),
        event("E3", "2026-08-01 00:00", "2026-08-01 04:00", sla_hours=4.0, handling="closed"),
        event("E4", "2026-08-01 00:00", "2026-08-01 09:00", due=datetime(2026, 8, 1, 8), sla_hours=24.0),
        event("E5", "2026-08-01 00:00", None, due=datetime(2026, 12, 1)),
        event("E6", "2026-08-01 00:00", "2026-08-01 09:00"),
    )
    assert read(office, "backlog").value == 2
    hit = read(office, "sla_hit_rate")
    assert hit.value == pytest.approx(1 / 3)
    assert hit.n == 3
    assert read(office, "closed_rate").value == pytest.approx(3 / 5)
    assert read(office, "event_count").value == 6


def test_impossible_times_are_counted_and_give_no_duration(office: Office) -> None:
    events(
        office,
        event("E1", "2026-10-02 00:00", "2026-10-01 00:00"),
        event("E2", "2026-10-02 00:00", "2026-10-02 06:00"),
        event("E3", "2027-01-02 00:00"),
    )
    assert read(office, "time_to_close_median").value == 6
    assert read(office, "events_unsound", WHOLE).value == 2


def test_movements_of_quantiles_and_stocks_are_not_split_and_say_why(office: Office) -> None:
    rows = [
        event(f"E{n}", f"2026-{9 + n % 2:02}-01 00:00", f"2026-{9 + n % 2:02}-{2 + n:02} 00:00") for n in range(1, 9)
    ]
    events(office, *rows, event("E9", "2026-09-03 00:00"))
    with office.desk(MONTHLY) as desk:
        said = [movement(desk, desk.reading(name)) for name in ("time_to_close_median", "backlog")]
    assert [isinstance(one, Broken) for one in said] == [True, True]
    quantile, stock = said
    assert isinstance(quantile, Broken)
    assert isinstance(stock, Broken)
    assert "quantile" in quantile.message.en
    assert "end of a period" in stock.message.en


def test_a_trace_finds_the_rows_of_a_reading_and_no_others(office: Office) -> None:
    events(
        office,
        event("E1", "2026-09-01 08:00", "2026-09-01 10:00", "north"),
        event("E2", "2026-10-01 08:00", "2026-10-01 10:00", "north"),
        event("E3", "2026-10-01 08:00", "2026-10-01 14:00", "south"),
        event("E4", "2026-10-02 08:00", None, "south"),
    )
    events(office, event("E2", "2026-10-01 08:00", "2026-10-01 12:00", "north"), sha="again")
    with office.desk(MONTHLY) as desk:
        (south,) = [one for one in desk.by("time_to_close_median", "region") if one.dimensions["region"] == "south"]
        traced = desk.trace(south)
        (source,) = [one for one in traced.sources if one.sheet == "service_events"]
        assert [row.values["event"] for row in source.rows] == ["E3"]
        assert source.rows[0].places["opened"].cell == "B4"
        assert source.oldest == date(2026, 10, 1)
        assert "ranked" in traced.formula[0].en
        assert traced.interval is not None
        assert "order statistics" in traced.interval.en
        waiting = desk.trace(desk.reading("backlog", where=(("region", "south"),)))
        assert "months are not" in waiting.formula[0].en


@pytest.fixture(scope="module")
def backlog() -> Metric:
    office = new_office()
    metric = office.catalogue.metric("backlog")
    office.close()
    return metric


@settings(max_examples=60, deadline=None)
@given(
    found=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 500)), min_size=1, max_size=30),
    fiscal=st.integers(1, 12),
)
def test_a_stock_is_its_newest_month_at_every_grain(backlog: Metric, found: list[tuple[int, int]], fiscal: int) -> None:
    months = {date(2024 + at // 12, at % 12 + 1, 1): float(value) for at, value in found}
    group = Group((), tuple(Sums(at, months[at], None, None, None) for at in sorted(months)))
    calendar = Calendar(TODAY, fiscal)
    for grain in ("month", "quarter", "year", "all"):
        seen = points(backlog, group, calendar, grain, 0.95)
        assert seen[-1].value == months[max(months)]
        assert all(point.value in months.values() for point in seen)
