"""One sheet behind a number: which of its rows, how many, how old, of what evidence, and its columns in reading order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sq_core.sheets import contracts
from sq_core.store import answers_table
from sq_core.trace.found import SourceColumn, SourceSheet
from sq_core.trace.phrases import ANSWER_COLUMNS, Headers, conditions
from sq_core.trace.rows import SIDES, Wanted, answer_name, rows_of
from sq_core.trace.trees import written
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.sheets import Column, Contract
    from sq_core.store import Cursor
    from sq_core.trace.narrowing import Ways

FIRST = 25
"""Rows read of each sheet at once; how many there are in all is always said, and the rest can be asked for."""
GRADED = Text("{head}：{counts}", "{head}: {counts}")
_DATED = ("date", "period")
_TIMELESS = frozenset({"text", "choice", "number", "integer", "flag"})
_YEARS = ("year",)
_GRADES = ({"verified", "unverified"}, {"A", "B", "C"})
"""Choices that tell how far a figure can be trusted: its verification status, its grade of evidence."""


def wanted_of(cursor: Cursor, ways: Mapping[str, Ways], sheet: str) -> Wanted:
    """Write which rows of a sheet are behind a number; of a questionnaire, those that hold an answer it rests on."""
    contract = contracts()[sheet]
    where = written(cursor, ways[sheet]) if sheet in ways else ""
    table = answers_table(sheet)
    if not contract.items or table not in ways:
        return Wanted(where)
    narrowed = [f"({text})" for text in (written(cursor, ways[table]), _items(cursor, ways)) if text]
    answers = " and ".join(narrowed)
    holds = f'(batch, row_no) in (select (batch, row_no) from "{table}" {"where " + answers if answers else ""})'  # noqa: S608
    return Wanted(f"({where}) and {holds}" if where else holds, answers)


def _items(cursor: Cursor, ways: Mapping[str, Ways]) -> str:
    """Narrow answers to the items that the formula asks for."""
    text = written(cursor, ways["survey_items"]) if "survey_items" in ways else ""
    return f"item in (select item from survey_items where {text})" if text else ""  # noqa: S608


def source_sheet(
    cursor: Cursor, sheet: str, wanted: Wanted, edition: int, used: frozenset[str] = frozenset(), ways: Ways = ()
) -> SourceSheet:
    """Read what is behind a number on one sheet."""
    contract = contracts()[sheet]
    dated = _dated(contract)
    yearly = next((column for column in contract.columns if column.name in _YEARS and column.type == "integer"), None)
    span = dated or yearly
    kind = span.type if span is not None else ""
    dated_rows = f' filter (where "{span.name}" > 0)' if span and span is yearly else ""
    ends = ", ".join(f'{end}("{span.name}"){dated_rows}' if span else "null" for end in ("min", "max"))
    count, oldest, newest = cursor.execute(
        f'select count(*), {ends} from "{sheet}" {wanted.clause}'  # noqa: S608
    ).fetchall()[0]
    rows = rows_of(cursor, contract, wanted, edition, 0, FIRST)
    who, at_utc, reason = _last_change(cursor, sheet, edition)
    return SourceSheet(
        sheet,
        contract.title,
        count,
        rows,
        who,
        at_utc,
        reason,
        columns=_columns(cursor, contract, wanted, used),
        narrowed=_narrowed(sheet, ways),
        oldest=_day(oldest, kind, first=True),
        newest=_day(newest, kind, first=False),
        grades=_grades(cursor, contract, wanted),
    )


def _dated(contract: Contract) -> Column | None:
    """Find the column that dates a row: by its name; a fact that has none of these is dated by its first day or moment."""
    named = next((column for column in contract.columns if column.name in _DATED and column.type != "text"), None)
    timed = (c for c in contract.columns if contract.kind == "fact" and c.type not in _TIMELESS)
    return named or next(timed, None)


def _day(value: object, kind: str, *, first: bool) -> date | None:
    """Give the first or the last day of what a cell dates: a day, a month or a year."""
    if isinstance(value, int):
        return date(value, 1, 1) if first else date(value, 12, 31)
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date) or kind != "month" or first:
        return value if isinstance(value, date) else None
    return date(value.year + value.month // 12, value.month % 12 + 1, 1) - timedelta(days=1)


def _last_change(cursor: Cursor, sheet: str, edition: int) -> tuple[str, datetime | None, str]:
    rows = cursor.execute(
        "select c.who, c.at_utc, c.reason from programme.ledger.sheet_version as v"
        " join programme.ledger.change_set as c on c.id = v.change_set"
        " where v.sheet = ? and c.id <= ? order by c.id desc limit 1",
        [sheet, edition],
    ).fetchall()
    for who, at_utc, reason in rows:
        return who, at_utc, reason
    return "", None, ""


def _narrowed(sheet: str, ways: Ways) -> tuple[Text, ...]:
    """Say what the rows must satisfy; where several ways lead to them, each is said as a whole."""
    headers = Headers((sheet,))
    said = [conditions(way, headers) for way in ways]
    if len(said) <= 1:
        return said[0] if said else ()
    if not all(said):
        return ()
    whole = [Text(" 且 ".join(t.zh for t in way), " and ".join(t.en for t in way)) for way in said]
    return (Text("，或 ".join(t.zh for t in whole), ", or ".join(t.en for t in whole)),)


def _grades(cursor: Cursor, contract: Contract, wanted: Wanted) -> tuple[Text, ...]:
    found = []
    for column in contract.columns:
        labels = {choice.value: choice.label for choice in column.choices}
        if not any(grades <= set(labels) for grades in _GRADES):
            continue
        rows = cursor.execute(
            f'select "{column.name}", count(*) from "{contract.key}" {wanted.clause} group by 1 order by 2 desc, 1'  # noqa: S608
        ).fetchall()
        counts = [labels.get(value, same(value)) + same(f" {count:,}") for value, count in rows if value is not None]
        if counts:
            found.append(GRADED.fill(head=column.header, counts=listed(counts)))
    return tuple(found)


def _columns(cursor: Cursor, contract: Contract, wanted: Wanted, used: frozenset[str]) -> tuple[SourceColumn, ...]:
    """Put the columns in reading order: what names the row, what the formula reads, the rest."""
    rank = {column.name: _rank(column, used) for column in contract.columns}
    found = [
        SourceColumn(c.name, c.header, c.name in used) for c in sorted(contract.columns, key=lambda c: rank[c.name])
    ]
    if not contract.items:
        return tuple(found)
    answered = _answered(cursor, contract, wanted) if wanted.answers or "item" in used else ()
    first = [column for column in found if not rank[column.name]]
    return (*first, *answered, *(column for column in found if rank[column.name]))


def _rank(column: Column, used: frozenset[str]) -> int:
    if column.key or column.name in ("respondent", "date"):
        return 0
    return 1 if column.name in used else 2


def _answered(cursor: Cursor, contract: Contract, wanted: Wanted) -> tuple[SourceColumn, ...]:
    """Name the columns of the answers a number rests on, item by item."""
    narrowed = f"where {wanted.answers}" if wanted.answers else ""
    rows = cursor.execute(
        "select item, count(expectation) > 0, count(perception) > 0"  # noqa: S608
        f' from "{answers_table(contract.key)}" {narrowed} group by item order by try_cast(item as integer), item'
    ).fetchall()
    found = []
    for item, *sides in rows:
        for side, held in zip(SIDES, sides, strict=True):
            if held:
                name = same(item) + Text(" ", " ") + ANSWER_COLUMNS[side] if all(sides) else same(item)
                found.append(SourceColumn(answer_name(item, side), name, used=True))
    return tuple(found)
