"""Which rows a formula reads, from its own syntax tree: exact where it can be told, never too few."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sq_core.store import Cursor, Store
from sq_core.trace.narrowing import narrowings
from sq_core.trace.trees import condition, written

TABLES = {
    "answer": frozenset({"row_no", "item", "score"}),
    "item": frozenset({"item", "construct", "weight"}),
    "reply": frozenset({"row_no", "day", "region"}),
}


@pytest.fixture(scope="module")
def cursor() -> Iterator[Cursor]:
    store = Store(None, ())
    with store.reading() as cursor:
        yield cursor
    store.close()


def rows(cursor: Cursor, select: str, *asked: str, **views: str) -> dict[str, str]:
    """Say of every table which of its rows a select reads."""
    selects = {"metric": select, **views}
    found = narrowings(cursor, "metric", selects, TABLES, tuple(condition(cursor, text) for text in asked))
    return {table: written(cursor, ways) for table, ways in found.items()}


def test_a_where_narrows(cursor: Cursor) -> None:
    found = rows(cursor, "select sum(score) as num from answer where score is not null and item in ('1', '2')")
    assert found == {"answer": "((score IS NOT NULL) AND (item IN ('1', '2')))"}


def test_what_is_counted_apart_does_not_narrow(cursor: Cursor) -> None:
    found = rows(cursor, "select count(*) filter (where score > 3) as num, count(*) as den from answer")
    assert found == {"answer": ""}, "the rows that are not counted make the denominator"


def test_what_is_asked_goes_down_through_views(cursor: Cursor) -> None:
    found = rows(
        cursor,
        "select period, place, sum(score) as num from joined where construct = 'x' group by all",
        "period between date '2026-01-01' and date '2026-03-31'",
        "place = 'north'",
        joined="""select date_trunc('month', r.day) as period, r.region as place, i.construct, a.score
                  from answer as a inner join reply as r on a.row_no = r.row_no
                  left join item as i on a.item = i.item""",
    )
    assert found["reply"].replace('"', "").startswith("((date_trunc('month', day) BETWEEN ")
    assert "(region = 'north')" in found["reply"]
    assert found["item"] == "(construct = 'x')"
    assert found["answer"] == "", "nothing was said of it alone"


def test_an_outer_join_leaves_no_row_out(cursor: Cursor) -> None:
    found = rows(
        cursor, "select a.score as num from answer as a left join item as i on a.item = i.item and a.score > 3"
    )
    assert found == {"answer": "", "item": ""}


def test_sums_and_windows_cannot_tell_rows_apart(cursor: Cursor) -> None:
    found = rows(
        cursor,
        "select total as num from summed where total > 3",
        summed="select region, count(*) as total, row_number() over (order by region) as place from reply group by region",
    )
    assert found == {"reply": ""}


def test_two_ways_to_a_table_are_either(cursor: Cursor) -> None:
    found = rows(
        cursor,
        """with low as (select score from answer where score < 3), high as (select score from answer where score > 5)
           select score as num from low union all select score from high""",
    )
    assert found == {"answer": "((score < 3) OR (score > 5))"}
    wider = rows(cursor, "select score as num from answer where score < 3 union all select score from answer")
    assert wider == {"answer": ""}, "one way takes every row"


def test_what_is_looked_up_in_a_condition_is_read_too(cursor: Cursor) -> None:
    found = rows(cursor, "select score as num from answer where item in (select item from item where weight > 0)")
    assert found == {"answer": "", "item": "(weight > 0)"}


def test_a_column_it_does_not_give_is_not_asked(cursor: Cursor) -> None:
    assert rows(cursor, "select sum(score) as num from answer", "region = 'north'") == {"answer": ""}
    assert rows(cursor, "select null as period, score as num from answer", "period > date '2026-01-01'") == {
        "answer": ""
    }


def test_names_of_common_tables_stay_inside(cursor: Cursor) -> None:
    found = rows(cursor, "with answer as (select * from reply where region = 'x') select 1 as num from answer")
    assert found == {"reply": "(region = 'x')"}
