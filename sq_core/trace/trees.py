"""Syntax trees of selects, as the engine gives them: parts of them found, exchanged and written back as SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sq_core.store import Cursor

Tree = dict[str, Any]
_BLANK = "SELECT 1 WHERE "
_AGGREGATES = frozenset(
    ("sum", "count", "count_star", "avg", "min", "max", "median", "quantile_cont", "max_by", "min_by", "stddev_samp")
)


def parsed(cursor: Cursor, select: str) -> Tree:
    """Parse a select; the tree of its one statement."""
    tree = json.loads(cursor.execute("select json_serialize_sql(?)", [select]).fetchall()[0][0])
    node: Tree = tree["statements"][0]["node"]
    return node


def condition(cursor: Cursor, text: str) -> Tree:
    """Parse a condition."""
    found: Tree = parsed(cursor, f"select 1 where {text}")["where_clause"]
    return found


def written(cursor: Cursor, ways: tuple[tuple[Tree, ...], ...]) -> str:
    """Write conditions as SQL: each way holds as a whole, any of the ways may; empty where one way takes every row."""
    if not ways or not all(ways):
        return ""
    whole = json.loads(cursor.execute("select json_serialize_sql('select 1 where true')").fetchall()[0][0])
    whole["statements"][0]["node"]["where_clause"] = joined("OR", [joined("AND", list(way)) for way in ways])
    text: str = cursor.execute("select json_deserialize_sql(?)", [json.dumps(whole)]).fetchall()[0][0]
    return text.removeprefix(_BLANK)


def joined(word: str, parts: list[Tree]) -> Tree:
    """Join conditions by AND or OR."""
    if len(parts) == 1:
        return parts[0]
    return {
        "class": "CONJUNCTION",
        "type": f"CONJUNCTION_{word}",
        "alias": "",
        "query_location": 0,
        "children": parts,
    }


def conjuncts(tree: Tree | None) -> list[Tree]:
    """Take a condition apart at its ANDs."""
    if tree is None:
        return []
    if tree.get("type") == "CONJUNCTION_AND":
        return [one for child in tree["children"] for one in conjuncts(child)]
    return [tree]


def nodes(tree: object) -> Iterator[Tree]:
    """Walk over every node."""
    if isinstance(tree, dict):
        yield tree
        for child in tree.values():
            yield from nodes(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from nodes(child)


def parts_of(tree: Tree) -> list[Tree]:
    """List what an operator or a function is applied to."""
    if "children" in tree:  # engine 1.5, and operators of either
        children: list[Tree] = tree["children"]
        return children
    return [one["expression"] for one in tree.get("arguments", [])]


def columns_of(tree: Tree) -> list[Tree]:
    """List the columns a tree names."""
    return [node for node in nodes(tree) if node.get("class") == "COLUMN_REF"]


def tells_rows_apart(tree: Tree) -> bool:
    """Whether a condition can be asked of single rows: it names a column, and neither sums nor looks elsewhere."""
    kinds = {node.get("class") for node in nodes(tree)}
    sums = any(node.get("class") == "FUNCTION" and node["function_name"] in _AGGREGATES for node in nodes(tree))
    return "COLUMN_REF" in kinds and not kinds & {"SUBQUERY", "WINDOW"} and not sums


def one_total(node: Tree) -> bool:
    """Whether a select makes one row of a whole table: nothing but sums, no groups, no condition."""
    if node.get("type") != "SELECT_NODE" or node.get("group_expressions") or node.get("where_clause"):
        return False
    given = [list(nodes(item)) for item in node["select_list"]]
    return all(any(one.get("function_name") in _AGGREGATES for one in parts) for parts in given)


def exchanged(tree: object, instead: Callable[[Tree], Tree | None]) -> Any:  # noqa: ANN401 - any part of a tree
    """Copy a tree with its columns exchanged; None where one of them stands for nothing."""
    if isinstance(tree, list):
        made = [exchanged(child, instead) for child in tree]
        return None if any(new is None and old is not None for new, old in zip(made, tree, strict=True)) else made
    if not isinstance(tree, dict):
        return tree
    if tree.get("class") == "COLUMN_REF":
        return instead(tree)
    copied: Tree = {}
    for name, child in tree.items():
        new = exchanged(child, instead)
        if new is None and child is not None:
            return None
        copied[name] = new
    return copied
