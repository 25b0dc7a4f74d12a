"""From a number to the cells it came from: metric, formula, facts, rows, and the file, sheet and address of each.

Metrics carry no addresses. A trace re-reads the sheets a metric rests on, narrowed by the conditions of its own formulas
and by what was asked, and finds each row's place in the ledger.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sq_core.catalogue import fact_title
from sq_core.ledger import key_parts, shown_key
from sq_core.sheets import contracts
from sq_core.store import answers_table, tables_of
from sq_core.trace.formula import formula_in_words, interval_in_words, rules_of
from sq_core.trace.found import CellTrace, RowName, RowTrace, SourceColumn, SourceRow, SourceSheet, Step, Trace
from sq_core.trace.narrowing import narrowings
from sq_core.trace.rows import Wanted, rows_of, written_cells
from sq_core.trace.sources import source_sheet, wanted_of
from sq_core.trace.trees import columns_of, condition, parsed
from sq_core.words import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Calendar, Catalogue, Grain, Metric, Reading
    from sq_core.errors import Place
    from sq_core.sheets import Contract
    from sq_core.store import Cursor
    from sq_core.trace.found import Change
    from sq_core.trace.narrowing import Ways

GOALS = "goals"
PARAMETERS = "parameters"
_EXPANDED = 2
"""Up to so many input readings are drawn with their own lineage; more stay single nodes, to be opened in turn."""


class Tracer:
    """Traces what one snapshot shows: readings, and single rows of sheets."""

    def __init__(self, cursor: Cursor, catalogue: Catalogue, calendar: Calendar, grain: Grain, edition: int) -> None:
        self._cursor = cursor
        self._catalogue = catalogue
        self._calendar = calendar
        self._grain = grain
        self._edition = edition

    def at(self, grain: Grain) -> Tracer:
        """Trace readings of another grain: the months of a trend on a page of quarters."""
        return Tracer(self._cursor, self._catalogue, self._calendar, grain, self._edition)

    def reading(self, reading: Reading) -> Trace:
        """Trace a reading to its formula, its rows and their cells."""
        if reading.metric not in self._catalogue.metrics:
            return Trace(reading.metric, reading.title, reading.means, "", (), (), rests_on=reading.rests_on)
        metric = self._catalogue.metric(reading.metric)
        ways = self._ways(reading)
        steps = lineage(self._catalogue, metric)
        used = _used(self._cursor, steps)
        sources = tuple(
            source_sheet(
                self._cursor, sheet, wanted_of(self._cursor, ways, sheet), self._edition, used, ways.get(sheet, ())
            )
            for sheet in _sheets(steps)
        )
        parameters = dict(self._cursor.execute("select parameter, value from parameter").fetchall())
        return Trace(
            metric.name,
            metric.title,
            metric.means,
            metric.select,
            _with_inputs(self._catalogue, steps, reading),
            sources,
            formula=formula_in_words(metric, parsed(self._cursor, metric.select), sources, reading),
            interval=interval_in_words(metric, reading, parameters),
            rules=rules_of(reading, parameters, self._parameter_places()),
            aim=self._aim(reading),
            rests_on=reading.rests_on,
        )

    def rows(self, reading: Reading, sheet: str, start: int, many: int) -> tuple[SourceRow, ...]:
        """Read some of the rows of one sheet behind a reading."""
        wanted = wanted_of(self._cursor, self._ways(reading), sheet)
        return rows_of(self._cursor, contracts()[sheet], wanted, self._edition, start, many)

    def row(self, name: RowName) -> RowTrace | None:
        """Trace one row of a sheet, cell by cell; None where it is not there. A fact is named by its batch and row."""
        contract = contracts()[name.sheet]
        rows = rows_of(self._cursor, contract, _one_row(contract, name.key), self._edition, 0, 1)
        if not rows:
            return None
        places, changes = (
            _as_loaded(rows[0])
            if contract.kind == "fact"
            else written_cells(self._cursor, name.sheet, name.key, self._edition)
        )
        cells = tuple(
            CellTrace(
                SourceColumn(column.name, column.header),
                rows[0].values[column.name],
                places.get(column.name),
                changes.get(column.name),
            )
            for column in contract.columns
            if column.name in rows[0].values
        )
        title = contract.title + same(" · " + shown_key(name.key))
        return RowTrace(name, title, rows[0], cells, self._read_by(name.sheet))

    def _ways(self, reading: Reading) -> dict[str, Ways]:
        """Find which rows of which table are behind a reading."""
        catalogue = self._catalogue
        selects = {**catalogue.facts, **{name: metric.select for name, metric in catalogue.metrics.items()}}
        tables = {
            table: frozenset(columns)
            for contract in contracts().values()
            for table, columns in tables_of(contract).items()
        }
        asked = tuple(condition(self._cursor, text) for text in self._asked(reading))
        return narrowings(self._cursor, reading.metric, selects, tables, asked)

    def _asked(self, reading: Reading) -> list[str]:
        """Write what was asked as conditions on the metric: the values of its dimensions, and its period.

        A model that is given rows as they are may use any of them for any answer: they are not narrowed.
        """
        if self._catalogue.metric(reading.metric).over_rows:
            return []
        texts = [
            f"coalesce(cast({_name(dimension)} as varchar), '') = {_quoted(value)}"
            for dimension, value in reading.dimensions.items()
        ]
        if reading.period is not None and reading.period.year > 1 and self._grain != "all":
            last = self._calendar.last_day(reading.period, self._grain)
            texts.append(f"period between date '{reading.period}' and date '{last}'")
        return texts

    def _aim(self, reading: Reading) -> SourceSheet | None:
        """Find the row of the goals sheet that a target comes from."""
        if reading.target is None:
            return None
        found = self._cursor.execute("select goal from goal_line where metric = ?", [reading.metric]).fetchall()
        if not found:
            return None
        used = frozenset({"baseline", "baseline_date", "target", "target_date", "owner", "metric", "unit"})
        return source_sheet(self._cursor, GOALS, Wanted(f"goal = {_quoted(found[0][0])}"), self._edition, used)

    def _parameter_places(self) -> dict[str, Place]:
        """Find where the programme wrote its own parameters."""
        rows = rows_of(self._cursor, contracts()[PARAMETERS], Wanted(), self._edition, 0, 200)
        return {row.values["parameter"]: row.places["value"] for row in rows if "value" in row.places}

    def _read_by(self, sheet: str) -> tuple[Step, ...]:
        metrics = self._catalogue.metrics.values()
        return tuple(Step(one.name, one.title, "metric", one.inputs) for one in metrics if sheet in one.sheets)


def _one_row(contract: Contract, key: str) -> Wanted:
    if contract.kind == "plan":
        return Wanted(f"row_key = {_quoted(key)}")
    batch, row_no = (int(part) for part in key_parts(key))
    return Wanted(f"batch = {batch} and row_no = {row_no}")


def _as_loaded(row: SourceRow) -> tuple[Mapping[str, Place], Mapping[str, Change]]:
    """Say where the cells of a fact stand; one change set brought them all."""
    return row.places, dict.fromkeys(row.values, row.changed) if row.changed is not None else {}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _sheets(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Name the sheets of a lineage, nearest first; the answers of a questionnaire stand in the rows of its responses."""
    known = [step.name for step in steps if step.kind == "sheet"]
    owner = {answers_table(contract.key): contract.key for contract in contracts().values() if contract.items}
    return tuple(dict.fromkeys(owner.get(name, name) for name in known))


def _used(cursor: Cursor, steps: tuple[Step, ...]) -> frozenset[str]:
    """Name every column the formulas of a lineage mention."""
    named = (columns_of(parsed(cursor, step.select)) for step in steps if step.select)
    return frozenset(column["column_names"][-1] for columns in named for column in columns)


def _with_inputs(catalogue: Catalogue, steps: tuple[Step, ...], reading: Reading) -> tuple[Step, ...]:
    """Add the readings a model was made from to the graph, right behind the metric."""
    if not reading.rests_on or not steps:
        return steps
    inputs = {one.metric: Step(one.metric, one.title, "metric", ()) for one in reading.rests_on}
    if len(inputs) <= _EXPANDED:
        metrics = [catalogue.metrics[name] for name in inputs if name in catalogue.metrics]
        inputs |= {step.name: step for metric in metrics for step in lineage(catalogue, metric)}
    first = replace(steps[0], reads=tuple(dict.fromkeys((*steps[0].reads, *(one.metric for one in reading.rests_on)))))
    known = {step.name for step in steps}
    return (first, *steps[1:], *(step for name, step in inputs.items() if name not in known))


def lineage(catalogue: Catalogue, metric: Metric) -> tuple[Step, ...]:
    """List what a metric reads, down to the sheets, each once, nearest first."""
    steps: dict[str, Step] = {}
    waiting = [metric.name]
    while waiting:
        name = waiting.pop(0)
        if name in steps:
            continue
        step = _step(catalogue, name)
        if step is not None:
            steps[name] = step
            waiting += step.reads
    return tuple(steps.values())


def _step(catalogue: Catalogue, name: str) -> Step | None:
    if name in catalogue.metrics:
        metric = catalogue.metrics[name]
        return Step(name, metric.title, "metric", metric.inputs, metric.select)
    if name in catalogue.facts:
        reads = tuple(catalogue.reads.get(name, ()))
        return Step(name, fact_title(name, catalogue.facts[name]), "view", reads, catalogue.facts[name])
    for contract in contracts().values():
        if name == contract.key:
            return Step(name, contract.title, "sheet", ())
        if contract.items and name == answers_table(contract.key):
            return Step(name, contract.title + Text("（答案）", " (answers)"), "sheet", ())
    return None
