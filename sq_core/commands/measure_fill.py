"""Made-up facts for the bench: written in SQL, brought in through the door in batches, the same at every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from sq_core.ledger import ROW, Author, CellEdit, Draft, FactBatch, commit
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk import Office

AUTHOR = Author("bench")
ITEMS = 10
_PORTION = 1_000_000
"""Rows a batch holds at most, so that what is on its way never needs much memory."""
_CONSTRUCTS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")

_EVENTS = """
    select (i % {portion} + 2)::integer as row_no, 'E' || i as event,
        timestamp '2025-01-01' + to_minutes((i * 7919) % (660 * 1440)) as opened,
        case when i % 50 <> 0 then opened + to_minutes((hash(i) % 6000)::bigint) end as closed,
        24.0 as sla_hours, 'region ' || (i % 4) as region, 'channel ' || (i // 4 % 4) as channel,
        'type ' || (i % 9) as type, 'severity ' || (i % 3) as severity, (hash(i) % 200)::double as cost,
        (i % 17 = 0)::integer as reopened, i % 3 <> 0 as first_contact,
        case when i % 50 <> 0 then 'closed' else 'open' end as handling
    from range({first}, {last}) as made (i)
"""
_COMPLAINTS = """
    select (i % {portion} + 2)::integer as row_no, 'C' || i as complaint, date '2025-01-01' + (i % 660)::integer as date,
        case when i % 9 <> 0 then date '2025-01-01' + (i % 660 + hash(i) % 30)::integer end as resolved,
        'region ' || (i % 4) as region, 'channel ' || (i // 4 % 4) as channel, 'type ' || (i % 9) as type,
        'severity ' || (i % 3) as severity, (hash(i) % 900)::double as cost
    from range({first}, {last}) as made (i)
"""
_RESPONSES = """
    select (i % {portion} + 2)::integer as row_no, 'R' || i as respondent, date '2025-01-01' + (i % 660)::integer as date,
        'region ' || (i % 4) as region, 'channel ' || (i // 4 % 4) as channel, 'segment ' || (i % 3) as segment
    from range({first}, {last}) as made (i)
"""
_ANSWERS = """
    select (i % {portion} + 2)::integer as row_no, (item + 1)::varchar as item,
        least((i * 31 + item * 17) % 7 + 2, 7)::double as expectation, ((i * 31 + item * 17) % 7 + 1)::double as perception
    from range({first}, {last}) as made (i), range({items}) as asked (item)
"""
_HEADS = {"service_events": _EVENTS, "complaints": _COMPLAINTS, "survey_responses": _RESPONSES}


def fill(office: Office, sheet: str, size: int, first: int = 0) -> None:
    """Append made-up rows of a fact sheet, numbered from ``first``; of a questionnaire also its answers and its items."""
    if sheet == "survey_responses":
        commit(office.store, Draft("load", AUTHOR, edits=tuple(_item_edits())))
    for start in range(first, first + size, _PORTION):
        last = min(start + _PORTION, first + size)
        answers = _made(office, _ANSWERS, start, last) if sheet == "survey_responses" else None
        batch = FactBatch(sheet, "bench", 1, "{}", _rows(office, sheet, start, last), answers, f"{start} to {last}")
        commit(office.store, Draft("load", AUTHOR, batches=(batch,)))


def _rows(office: Office, sheet: str, first: int, last: int) -> pa.Table:
    made = _made(office, _HEADS[sheet], first, last)
    names = ("row_no", *(column.name for column in contracts()[sheet].columns))
    blank = pa.nulls(made.num_rows, pa.string())
    return pa.table({name: made[name] if name in made.column_names else blank for name in names})


def _made(office: Office, select: str, first: int, last: int) -> pa.Table:
    with office.store.reading() as cursor:
        return cursor.sql(select.format(first=first, last=last, portion=_PORTION, items=ITEMS)).to_arrow_table()


def _item_edits() -> Iterator[CellEdit]:
    for number in range(ITEMS):
        cells = {"construct": _CONSTRUCTS[number % len(_CONSTRUCTS)], "scale_low": "1.0", "scale_high": "7.0"}
        for column, value in {ROW: "1", "item": str(number + 1), **cells}.items():
            yield CellEdit("survey_items", str(number + 1), column, value)
