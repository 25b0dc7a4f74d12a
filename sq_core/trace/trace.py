"""From a number to the cells it came from: metric, formula, facts, rows, and the file, sheet and address of each.

Metrics carry no addresses. A trace re-reads the sheets a metric rests on, narrowed to the reading's period and
dimensions and to the constants its formula compares columns with, and finds each row's place in the ledger.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.ledger import TRUNK_BRANCH, shown_key
from sq_core.sheets import contracts
from sq_core.store import answers_table
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sq_core.catalogue import Catalogue, Metric, Reading
    from sq_core.sheets import Contract
    from sq_core.store import Cursor

_SHOWN = 50
"""Rows shown of each sheet; how many there are in all is always said."""


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the formula graph: a metric, a view or a sheet, and what it reads."""

    name: str
    title: Text
    kind: str
    """metric | view | sheet"""
    reads: tuple[str, ...]
    select: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row behind a number: where it stands, and its cells by column name."""

    file: str
    sheet: str
    cell: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """The rows of one sheet behind a number: how many, the first of them, and who last changed the sheet."""

    sheet: str
    title: Text
    count: int
    rows: tuple[SourceRow, ...]
    changed_by: str = ""
    changed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything between a reading and its cells."""

    metric: str
    title: Text
    means: Text
    select: str
    steps: tuple[Step, ...]
    sources: tuple[SourceSheet, ...]


def trace(cursor: Cursor, catalogue: Catalogue, reading: Reading, period: tuple[date, date] | None) -> Trace:
    """Trace a reading; ``period`` is its first and last day, None where it is not dated."""
    metric = catalogue.metric(reading.metric)
    steps = lineage(cursor, catalogue, metric)
    narrowed = dict(reading.dimensions) | _constants(cursor, [step.select for step in steps if step.select])
    sheets = [step.name for step in steps if step.kind == "sheet" and step.name in contracts()]
    sources = tuple(_source(cursor, contracts()[sheet], narrowed, period) for sheet in sheets)
    return Trace(metric.name, metric.title, metric.means, metric.select, steps, sources)


def lineage(cursor: Cursor, catalogue: Catalogue, metric: Metric) -> tuple[Step, ...]:
    """List what a metric reads, down to the sheets, each once, nearest first."""
    steps: dict[str, Step] = {}
    waiting = [metric.name]
    while waiting:
        name = waiting.pop(0)
        if name in steps:
            continue
        step = _step(cursor, catalogue, name)
        if step is not None:
            steps[name] = step
            waiting += step.reads
    return tuple(steps.values())


def _step(cursor: Cursor, catalogue: Catalogue, name: str) -> Step | None:
    if name in catalogue.metrics:
        metric = catalogue.metrics[name]
        return Step(name, metric.title, "metric", metric.inputs, metric.select)
    if name in catalogue.facts:
        reads = tuple(catalogue.reads.get(name, ()))
        return Step(name, same(name), "view", reads, catalogue.facts[name])
    for contract in contracts().values():
        if name == contract.key:
            return Step(name, contract.title, "sheet", ())
        if contract.items and name == answers_table(contract.key):
            return Step(name, contract.title + Text("（答案）", " (answers)"), "sheet", ())
    return None


def _constants(cursor: Cursor, selects: list[str]) -> dict[str, str]:
    """Read from the formulas which columns must equal which text (kpi = 'complaint_rate')."""
    found: dict[str, str] = {}
    for select in selects:
        tree = json.loads(cursor.execute("select json_serialize_sql(?)", [select]).fetchall()[0][0])
        _equalities(tree, found)
    return found


def _equalities(tree: object, found: dict[str, str]) -> None:
    if isinstance(tree, list):
        for child in tree:
            _equalities(child, found)
    if not isinstance(tree, dict):
        return
    if tree.get("type") == "COMPARE_EQUAL":
        left, right = tree.get("left", {}), tree.get("right", {})
        if left.get("class") == "COLUMN_REF" and right.get("class") == "CONSTANT":
            value = right.get("value", {}).get("value", right.get("literal", {}).get("text"))  # engine 1.5, engine 2.0
            if isinstance(value, str):
                found[left["column_names"][-1]] = value
    for child in tree.values():
        _equalities(child, found)


def _source(
    cursor: Cursor, contract: Contract, narrowed: Mapping[str, str], period: tuple[date, date] | None
) -> SourceSheet:
    where, values = _filters(contract, narrowed, period)
    count = cursor.execute(f'select count(*) from "{contract.key}" {where}', values).fetchall()[0][0]  # noqa: S608
    names = [column.name for column in contract.columns]
    rows = _fact_rows if contract.kind == "fact" else _plan_rows
    last = cursor.execute(
        "select c.who, c.at_utc, c.reason from programme.ledger.sheet_version as v"
        " join programme.ledger.change_set as c on c.id = v.change_set where v.sheet = ? order by c.id desc limit 1",
        [contract.key],
    ).fetchall()
    who, at_utc, reason = last[0] if last else ("", None, "")
    found = rows(cursor, contract, names, where, values)
    return SourceSheet(contract.key, contract.title, count, found, who, at_utc, reason)


def _filters(
    contract: Contract, narrowed: Mapping[str, str], period: tuple[date, date] | None
) -> tuple[str, list[object]]:
    wheres: list[str] = []
    values: list[object] = []
    for name, value in narrowed.items():
        if name in contract.by_name:
            wheres.append(f'cast("{name}" as varchar) = ?')
            values.append(value)
    dated = [column.name for column in contract.columns if column.name in {"date", "period"} and column.type != "text"]
    if period is not None and dated and (contract.kind == "fact" or dated[0] == "period"):
        wheres.append(f'"{dated[0]}" between ? and ?')
        values += list(period)
    return ("where " + " and ".join(wheres) if wheres else ""), values


def _fact_rows(
    cursor: Cursor, contract: Contract, names: list[str], where: str, values: list[object]
) -> tuple[SourceRow, ...]:
    columns = ", ".join(f'cast(f."{name}" as varchar)' for name in names)
    rows = cursor.execute(
        f"select c.file_name, b.source_sheet, f.row_no, {columns} from "  # noqa: S608
        f'(select * from "{contract.key}" {where} order by batch, row_no limit {_SHOWN}) as f'
        " join programme.ledger.batch as b on b.id = f.batch"
        " join programme.ledger.change_set as c on c.id = b.change_set order by f.batch, f.row_no",
        values,
    ).fetchall()
    return tuple(SourceRow(file, sheet, str(row_no), _said(names, cells)) for file, sheet, row_no, *cells in rows)


def _plan_rows(
    cursor: Cursor, contract: Contract, names: list[str], where: str, values: list[object]
) -> tuple[SourceRow, ...]:
    columns = ", ".join(f'cast(p."{name}" as varchar)' for name in names)
    rows = cursor.execute(
        f"select p.row_key, e.file_name, e.source_sheet, e.source_cell, {columns} from"  # noqa: S608
        f' (select * from "{contract.key}" {where} limit {_SHOWN}) as p left join'
        " (select e.row_key, max_by(c.file_name, e.change_set) as file_name,"
        " max_by(e.source_sheet, e.change_set) as source_sheet, max_by(e.source_cell, e.change_set) as source_cell"
        "  from programme.ledger.entry as e join programme.ledger.change_set as c on c.id = e.change_set"
        f"  where e.branch = '{TRUNK_BRANCH}' and e.sheet = '{contract.key}' and e.column_name = '*'"
        "  group by e.row_key) as e on e.row_key = p.row_key",
        values,
    ).fetchall()
    return tuple(
        SourceRow(file or "", sheet or "", cell or shown_key(key), _said(names, cells))
        for key, file, sheet, cell, *cells in rows
    )


def _said(names: list[str], cells: list[str | None]) -> dict[str, str]:
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
