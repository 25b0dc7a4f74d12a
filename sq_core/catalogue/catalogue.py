"""The catalogue: reads facts and metrics from their files, orders and checks them, and puts them into the database.

A file that cannot be used breaks its own metric and those that rest on it, never the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.catalogue.lineage import lineage, syntax_trees
from sq_core.catalogue.metric import Metric, read_metric, unreadable
from sq_core.catalogue.reading import Broken
from sq_core.errors import CatalogueError, MetricUnknown
from sq_core.sheets import THEME_COLUMNS, contracts, parameter_defaults, theme_defaults
from sq_core.store import tables_of
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.store import Cursor, Store

_HERE = Path(__file__).parent
DEFAULTS, DEFAULT_THEMES = "default_parameter", "default_theme"
MEASURES = ("period", "num", "den", "n", "ss", "unit", "value")
"""Columns of a metric that are not dimensions."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All metrics by name, what is broken and why, and the select of every fact view."""

    metrics: Mapping[str, Metric]
    broken: Mapping[str, Broken]
    facts: Mapping[str, str]
    reads: Mapping[str, tuple[str, ...]]
    """What each view names, from its syntax tree."""

    def metric(self, name: str) -> Metric:
        """Find a metric; refuse an unknown name with the nearest ones."""
        if name not in self.metrics:
            near = ", ".join(sorted(self.metrics, key=lambda known: _distance(known, name))[:3])
            raise MetricUnknown(
                Text(f"没有名为“{name}”的指标。", f"There is no metric called “{name}”."),
                Text(f"相近的有：{near}。", f"The nearest are: {near}."),
            )
        return self.metrics[name]


def _distance(known: str, asked: str) -> float:
    words, wanted = set(known.split("_")), set(asked.split("_"))
    return -len(words & wanted) - (known in asked or asked in known)


def _shipped() -> tuple[tuple[str, str], ...]:
    """Make the views of what the product ships with: parameters, and the dictionary of complaint themes."""
    parameters = [(name, default.value) for name, default in parameter_defaults().items()]
    return (
        (DEFAULTS, _values(parameters, ("parameter", "value"))),
        (DEFAULT_THEMES, _values(theme_defaults(), THEME_COLUMNS)),
    )


def _values(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> str:
    written = ", ".join("(" + ", ".join("'" + cell.replace("'", "''") + "'" for cell in row) + ")" for row in rows)
    return f"select * from (values {written}) as shipped ({', '.join(columns)})"  # noqa: S608 - our own file


def build_catalogue(store: Store, metrics_folder: Path = _HERE / "metrics") -> Catalogue:
    """Read every file, define every view, and say what is broken."""
    facts = {
        path.stem: path.read_text(encoding="utf-8").strip().rstrip(";") for path in (_HERE / "facts").glob("*.sql")
    }
    broken: dict[str, Broken] = {}
    metrics: dict[str, Metric] = {}
    sheets = {table for contract in contracts().values() for table in tables_of(contract)}
    for path in sorted(metrics_folder.glob("*.sql")):
        try:
            metrics[path.stem] = read_metric(path)
        except CatalogueError as error:
            broken[path.stem] = Broken.of(error)
    with store.reading() as cursor:
        names = set(facts) | set(metrics) | {DEFAULTS, DEFAULT_THEMES}
        read = _inputs(cursor, facts, metrics, names | sheets, broken)
    order = _ordered(read, names, broken)
    views = [*_shipped()]
    views += [(n, metrics[n].select if n in metrics else facts[n]) for n in order if n in metrics or n in facts]
    for name, reason in store.define(tuple(views)):
        broken[name] = Broken.of(unreadable(name, Text(_first_line(reason), _first_line(reason))))
    columns = _columns(store)
    described = {
        name: _described(metric, columns[name], read, sheets) for name, metric in metrics.items() if name not in broken
    }
    return Catalogue(described, broken, facts, read)


def _inputs(
    cursor: Cursor, facts: Mapping[str, str], metrics: dict[str, Metric], names: set[str], broken: dict[str, Broken]
) -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = {}
    selects = dict(facts) | {name: metric.select for name, metric in metrics.items()}
    for name, tree in syntax_trees(cursor, selects).items():
        try:
            found = lineage(name, tree)
            read[name] = found.tables
            if unknown := set(read[name]) - names:
                listed = ", ".join(sorted(unknown))
                raise unreadable(name, Text(f"没有 {listed}", f"there is no {listed}"))
            if clash := found.ctes & names:
                listed = ", ".join(sorted(clash))
                raise unreadable(name, Text(f"{listed} 与表或视图同名", f"{listed} bears the name of a table or view"))
        except CatalogueError as error:
            broken[name] = Broken.of(error)
            metrics.pop(name, None)
    return read


def _ordered(read: Mapping[str, tuple[str, ...]], names: set[str], broken: dict[str, Broken]) -> tuple[str, ...]:
    graph = {name: [one for one in inputs if one in names] for name, inputs in read.items()}
    while True:
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            ring = list(dict.fromkeys(error.args[1]))
            said = " → ".join(ring)
            for name in ring:
                broken[name] = Broken.of(
                    unreadable(name, Text(f"公式循环：{said}", f"formulas go in a circle: {said}"))
                )
                graph.pop(name, None)


def _columns(store: Store) -> dict[str, list[str]]:
    """Name the columns of every view at once; to describe them one by one took a third of the time an office needs to open."""
    columns: dict[str, list[str]] = {}
    with store.reading() as cursor:
        for view, column in cursor.execute(
            "select table_name, column_name from duckdb_columns()"
            " where database_name = 'programme' and schema_name = 'formulas' order by table_name, column_index"
        ).fetchall():
            columns.setdefault(view, []).append(column)
    return columns


def _described(metric: Metric, columns: list[str], read: Mapping[str, tuple[str, ...]], sheets: set[str]) -> Metric:
    return replace(
        metric,
        inputs=read[metric.name],
        sheets=tuple(sorted(_grounds(metric.name, read, sheets))),
        dimensions=metric.dimensions or tuple(column for column in columns if column not in MEASURES),
    )


def _grounds(name: str, read: Mapping[str, tuple[str, ...]], sheets: set[str]) -> set[str]:
    found: set[str] = set()
    for one in read.get(name, ()):
        found |= {one} if one in sheets else _grounds(one, read, sheets)
    return found


def _first_line(reason: str) -> str:
    return re.sub(r"\s+", " ", reason.split("LINE")[0]).strip()
