"""Which rows of each sheet a number rests on, read from the formulas themselves.

What narrows a select, and what was asked (period, dimensions), is carried down through the views to the sheets: on the way a
column of a view becomes the expression the view makes it from. A condition that reaches one sheet alone narrows that sheet;
one that compares two sheets, or a sum, cannot tell rows apart and is dropped. So the rows may be too many, never too few.
What is only read aside (by an anti join, which keeps rows out, or for one total of a whole table) names rows of a sheet only
where nothing else does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.trace.trees import columns_of, conjuncts, exchanged, nodes, one_total, parsed, tells_rows_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sq_core.store import Cursor
    from sq_core.trace.trees import Tree

_DEPTH = 30
"""Views over views end somewhere: the catalogue refuses circles, this only keeps a mistake from hanging a page."""
Ways = tuple[tuple["Tree", ...], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A table in a from clause: what it is called there, and its name or its own select."""

    alias: str
    name: str
    select: Tree | None = None
    aside: bool = False
    """Whether it only keeps rows of another table out."""


def narrowings(
    cursor: Cursor, name: str, selects: Mapping[str, str], tables: Mapping[str, frozenset[str]], asked: tuple[Tree, ...]
) -> dict[str, Ways]:
    """Find every way from a formula to the tables with their columns, and the conditions on each way."""
    found: tuple[dict[str, dict[str, tuple[Tree, ...]]], ...] = ({}, {})
    walk = _Walk(cursor, selects, tables)
    for table, conditions, aside in walk.view(name, asked):
        kept = {_said(one): one for one in conditions}
        found[aside].setdefault(table, {})[" & ".join(sorted(kept))] = tuple(kept.values())
    ways_to = found[True] | found[False]
    return {table: _widest(tuple(ways.values())) for table, ways in ways_to.items()}


def _widest(ways: Ways) -> Ways:
    """Leave out a way whose rows another way takes already."""
    sets = [frozenset(map(_said, way)) for way in ways]
    return tuple(way for way, mine in zip(ways, sets, strict=True) if not any(other < mine for other in sets))


def _said(tree: Tree) -> str:
    """Write a condition so that equal ones are equal, wherever they stood in their texts."""
    return json.dumps(_placeless(tree), sort_keys=True)


def _placeless(tree: object) -> object:
    if isinstance(tree, list):
        return [_placeless(child) for child in tree]
    if not isinstance(tree, dict):
        return tree
    return {key: _placeless(child) for key, child in tree.items() if not key.startswith("query_location")}


class _Walk:
    def __init__(self, cursor: Cursor, selects: Mapping[str, str], tables: Mapping[str, frozenset[str]]) -> None:
        self._cursor = cursor
        self._selects = selects
        self._tables = tables
        self._trees: dict[str, Tree] = {}

    def view(
        self, name: str, asked: tuple[Tree, ...], depth: int = 0, *, aside: bool = False
    ) -> Iterator[tuple[str, tuple[Tree, ...], bool]]:
        """Go down from a view, or arrive at a table."""
        if name in self._tables:
            columns = self._tables[name]
            yield name, tuple(c for c in asked if {one["column_names"][-1] for one in columns_of(c)} <= columns), aside
        elif name in self._selects and depth < _DEPTH:
            if name not in self._trees:
                self._trees[name] = parsed(self._cursor, self._selects[name])
            tree = self._trees[name]
            yield from self._node(tree, {}, asked, depth + 1, aside=aside or (depth > 0 and one_total(tree)))

    def _node(
        self, node: Tree, ctes: Mapping[str, Tree], asked: tuple[Tree, ...], depth: int, *, aside: bool
    ) -> Iterator[tuple[str, tuple[Tree, ...], bool]]:
        ctes = {**ctes, **_ctes(node)}
        if node.get("type") != "SELECT_NODE":
            children = node.get("children") or [node.get("left"), node.get("right")]
            for child in children:
                if isinstance(child, dict):
                    yield from self._node(child, ctes, asked, depth, aside=aside)
            return
        through = [one for condition in asked if (one := _through(condition, node)) is not None]
        mine = [one for one in (*through, *_own(node)) if tells_rows_apart(one)]
        for read in _reads(node["from_table"]):
            known = tuple(one for condition in mine if (one := _only_of(condition, read.alias)) is not None)
            beside = aside or read.aside
            if read.select is not None:
                yield from self._node(read.select, ctes, known, depth, aside=beside)
            elif read.name in ctes:
                inner = {name: tree for name, tree in ctes.items() if name != read.name}
                yield from self._node(ctes[read.name], inner, known, depth, aside=beside)
            else:
                yield from self.view(read.name, known, depth, aside=beside)
        for select in _beside(node):
            yield from self._node(select, ctes, (), depth, aside=aside or one_total(select))


def _ctes(node: Tree) -> dict[str, Tree]:
    held = (node.get("cte_map") or {}).get("map") or []
    found = {}
    for entry in held:
        value = entry["value"]
        found[entry["key"]] = value.get("query_node") or value["query"]["node"]  # engine 2.0, engine 1.5
    return found


def _through(condition: Tree, node: Tree) -> Tree | None:
    """Say a condition on what a select gives as one on what it reads; None where a column is not its own."""
    gives = {}
    every = None
    for item in node["select_list"]:
        if item["class"] == "STAR":
            every = item
        else:
            name = item.get("alias") or (item["column_names"][-1] if item["class"] == "COLUMN_REF" else "")
            gives[name] = item

    def instead(column: Tree) -> Tree | None:
        name = column["column_names"][-1]
        if name in gives:
            return {**gives[name], "alias": ""}
        if every is None:
            return None
        relation = every.get("relation_name")
        return {**column, "column_names": [relation, name] if relation else [name]}

    made: Tree | None = exchanged(condition, instead)
    return made


def _own(node: Tree) -> Iterator[Tree]:
    """Give the conditions of a select itself: its where, and its inner joins; an outer join leaves no row out."""
    yield from conjuncts(node.get("where_clause"))
    for one in _joins(node["from_table"]):
        if one.get("join_type") == "INNER":
            yield from conjuncts(one.get("condition"))


def _joins(source: Tree | None) -> Iterator[Tree]:
    if source is not None and source.get("type") == "JOIN":
        yield source
        yield from _joins(source["left"])
        yield from _joins(source["right"])


def _reads(source: Tree | None, *, aside: bool = False) -> Iterator[_Read]:
    if source is None:
        return
    kind = source.get("type")
    if kind == "JOIN":
        yield from _reads(source["left"], aside=aside)
        yield from _reads(source["right"], aside=aside or source.get("join_type") == "ANTI")
    elif kind == "BASE_TABLE":
        yield _Read(source.get("alias") or source["table_name"], source["table_name"], aside=aside)
    elif kind == "SUBQUERY":
        yield _Read(source.get("alias") or "", "", source["subquery"]["node"], aside)


def _only_of(condition: Tree, alias: str) -> Tree | None:
    """Keep a condition that speaks of one table alone; without a qualifier the column may be anybody's."""

    def instead(column: Tree) -> Tree | None:
        names = column["column_names"]
        return {**column, "column_names": names[-1:]} if len(names) == 1 or names[-2] == alias else None

    made: Tree | None = exchanged(condition, instead)
    return made


def _beside(node: Tree) -> Iterator[Tree]:
    """Give the selects that stand inside expressions: they are read too, and nothing narrows them from here."""
    for part in (node["select_list"], node.get("where_clause"), node.get("having")):
        for inner in nodes(part):
            if inner.get("class") == "SUBQUERY":
                yield inner["subquery"]["node"]
