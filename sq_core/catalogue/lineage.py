"""What a select reads, from DuckDB's own syntax tree, so that lineage cannot go stale."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sq_core.catalogue.metric import unreadable
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sq_core.store import Cursor

_REFUSED = {"TABLE_FUNCTION": "a table function", "PIVOT": "PIVOT", "SHOW_REF": "SHOW"}


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a select reads, and the common table expressions it defines on the way."""

    tables: tuple[str, ...]
    ctes: frozenset[str]


def syntax_trees(cursor: Cursor, selects: Mapping[str, str]) -> dict[str, str]:
    """Have the engine parse every select, by name; all at once, because asking seventy times takes seven times as long."""
    parsed = cursor.execute(
        "select name, json_serialize_sql(body) from (select unnest(?) as name, unnest(?) as body)",
        [list(selects), list(selects.values())],
    ).fetchall()
    return dict(parsed)


@lru_cache(maxsize=1024)
def lineage(name: str, written: str) -> Lineage:
    """Read a syntax tree as the engine writes it; the same tree says the same in every programme a process opens."""
    tree = json.loads(written)
    return Lineage(_tables_read(name, tree), frozenset(_cte_names(tree)))


def _tables_read(name: str, tree: dict[str, Any]) -> tuple[str, ...]:
    """Name the tables and views a select reads; refuse what would hide an input.

    Refused: more than one statement, PIVOT, table functions, names with a schema, and a CTE named like a table or view
    (checked by the caller, who knows the names).
    """
    if tree.get("error"):
        reason = tree.get("error_message", "")
        raise unreadable(name, Text(f"语句有误：{reason}", f"the select is wrong: {reason}"))
    if len(tree["statements"]) != 1:
        raise unreadable(name, Text("只能有一条 select", "there must be exactly one select"))
    return tuple(sorted(_tables(name, tree["statements"][0]["node"], frozenset())))


def _cte_names(tree: dict[str, Any]) -> set[str]:
    """Name the common table expressions of a select, at any depth."""
    return {key for node in _nodes(tree) for key in _ctes(node)}


def _ctes(node: dict[str, object]) -> list[str]:
    held = node.get("cte_map")
    entries = held.get("map", []) if isinstance(held, dict) else []
    return [str(entry["key"]) for entry in entries]


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    if isinstance(tree, dict):
        yield tree
        for child in tree.values():
            yield from _nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _nodes(child)


def _tables(name: str, tree: object, hidden: frozenset[str]) -> set[str]:
    if isinstance(tree, list):
        return set().union(*(_tables(name, child, hidden) for child in tree))
    if not isinstance(tree, dict):
        return set()
    kind = str(tree.get("type"))
    if kind in _REFUSED:
        raise unreadable(name, Text(f"不能使用 {kind}", f"{_REFUSED[kind]} would hide its inputs"))
    hidden |= frozenset(_ctes(tree))
    found: set[str] = set()
    if kind == "BASE_TABLE":
        table = str(tree["table_name"])
        if tree.get("schema_name") or tree.get("catalog_name"):
            raise unreadable(name, Text(f"表名 {table} 不能带模式名", f"{table} must be named without a schema"))
        if table not in hidden:
            found.add(table)
    for child in tree.values():
        found |= _tables(name, child, hidden)
    return found
