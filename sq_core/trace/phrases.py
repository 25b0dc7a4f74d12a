"""Parts of a formula in words: columns by their headers, choices by their labels, sums and conditions as they are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.sheets import contracts
from sq_core.trace.trees import columns_of, parts_of
from sq_core.words import Text, listed, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sq_core.trace.trees import Tree

ANSWER_COLUMNS = {
    "item": Text("题项", "item"),
    "expectation": Text("期望", "expectation"),
    "perception": Text("感知", "perception"),
}
_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_COMPARED = {
    "COMPARE_EQUAL": Text("{a} = {b}", "{a} = {b}"),
    "COMPARE_NOTEQUAL": Text("{a} ≠ {b}", "{a} ≠ {b}"),
    "COMPARE_LESSTHAN": Text("{a} < {b}", "{a} < {b}"),
    "COMPARE_GREATERTHAN": Text("{a} > {b}", "{a} > {b}"),
    "COMPARE_LESSTHANOREQUALTO": Text("{a} ≤ {b}", "{a} ≤ {b}"),
    "COMPARE_GREATERTHANOREQUALTO": Text("{a} ≥ {b}", "{a} ≥ {b}"),
    "COMPARE_DISTINCT_FROM": Text("{a} ≠ {b}", "{a} ≠ {b}"),
    "COMPARE_NOT_DISTINCT_FROM": Text("{a} = {b}", "{a} = {b}"),
}
_FUNCTIONS = {
    "sum": Text("{x}之和", "sum of {x}"),
    "avg": Text("{x}的平均", "mean of {x}"),
    "min": Text("{x}的最小值", "least {x}"),
    "max": Text("{x}的最大值", "greatest {x}"),
    "abs": Text("{x}的绝对值", "size of {x}"),
}
_SEEN_THROUGH = frozenset({"nullif", "date_trunc", "round", "lower", "trim"})
"""Functions that a reader need not hear of: they guard, round or tidy a value."""
_ROWS = Text("行数", "number of rows")
_ONLY = Text("{x}（仅 {condition}）", "{x} where {condition}")


@dataclass(frozen=True, slots=True)
class Headers:
    """What columns are called on some sheets: a name that means different things on them has no header."""

    sheets: tuple[str, ...]

    def of(self, name: str) -> Text | None:
        """Give the header of a column."""
        found = {
            c.header for key in self.sheets if key in contracts() for c in contracts()[key].columns if c.name == name
        }
        if len(found) == 1:
            return found.pop()
        asks = any(key in contracts() and contracts()[key].items for key in self.sheets)
        return ANSWER_COLUMNS.get(name) if asks and not found else None

    def label(self, name: str, value: str) -> Text:
        """Say a stored value as its sheet does."""
        for key in self.sheets:
            column = contracts()[key].by_name.get(name) if key in contracts() else None
            for choice in column.choices if column else ():
                if choice.value == value:
                    return choice.label
        return same(value)


def said(tree: Tree, headers: Headers) -> Text | None:
    """Say a part of a formula; None where it would take SQL to say it."""
    kind = str(tree.get("type"))
    if kind in _COMPARED:
        return _compared(tree, headers)
    say = _SAY.get(kind)
    return say(tree, headers) if say is not None else None


def conditions(trees: Iterable[Tree], headers: Headers) -> tuple[Text, ...]:
    """Say what rows must satisfy, without repeating oneself: what equals something is not blank."""
    wanted = tuple(trees)
    fixed = {name for tree in wanted if tree.get("type") == "COMPARE_EQUAL" and len(name := _names(tree)) == 1}
    telling = [tree for tree in wanted if tree.get("type") == "COMPARE_EQUAL" or _names(tree) not in fixed]
    return tuple(dict.fromkeys(found for tree in telling if (found := said(tree, headers)) is not None))


def _names(tree: Tree) -> frozenset[str]:
    return frozenset(column["column_names"][-1] for column in columns_of(tree))


def _column(tree: Tree, headers: Headers) -> Text | None:
    return headers.of(tree["column_names"][-1])


def constant(tree: Tree) -> str | None:
    """Read a constant of a formula; None where it is nothing."""
    if tree.get("type") != "VALUE_CONSTANT":
        return None
    held = tree.get("value") or {}
    value = held.get("value", (tree.get("literal") or {}).get("text"))  # engine 1.5, engine 2.0
    return None if value is None else str(value)


def _constant(tree: Tree, _headers: Headers) -> Text | None:
    value = constant(tree)
    return same(value) if value else None


def _compared(tree: Tree, headers: Headers) -> Text | None:
    left, value = _bare(tree["left"]), constant(tree["right"])
    first = said(left, headers)
    if left.get("class") == "COLUMN_REF" and value is not None:
        second: Text | None = headers.label(left["column_names"][-1], value) if value else Text("（空）", "(blank)")
    else:
        second = said(tree["right"], headers)
    return _COMPARED[tree["type"]].fill(a=first, b=second) if first and second else None


def _bare(tree: Tree) -> Tree:
    """Take off what guards a value: a cast, a coalesce, a function seen through."""
    while True:
        if tree.get("type") == "OPERATOR_CAST":
            tree = tree["child"]
        elif tree.get("type") == "OPERATOR_COALESCE" or tree.get("function_name") in _SEEN_THROUGH:
            kept = [child for child in parts_of(tree) if constant(child) is None]
            if len(kept) != 1 and tree.get("function_name") != "nullif":
                return tree
            tree = kept[0]
        else:
            return tree


def _between(tree: Tree, headers: Headers) -> Text | None:
    what, low, high = said(_bare(tree["input"]), headers), said(tree["lower"], headers), said(tree["upper"], headers)
    if what is None or low is None or high is None:
        return None
    return Text("{a} {low} 至 {high}", "{a} {low} to {high}").fill(a=what, low=low, high=high)


def _one_of(tree: Tree, headers: Headers) -> Text | None:
    first, *others = parts_of(tree)
    what = said(_bare(first), headers)
    name = first["column_names"][-1] if first.get("class") == "COLUMN_REF" else ""
    values = [constant(one) for one in others]
    if what is None or None in values:
        return None
    labels = listed([headers.label(name, value) for value in values if value is not None])
    return Text("{a} 为 {values} 之一", "{a} is one of {values}").fill(a=what, values=labels)


def _known(tree: Tree, headers: Headers) -> Text | None:
    what = said(_bare(parts_of(tree)[0]), headers)
    missing = tree["type"] == "OPERATOR_IS_NULL"
    pattern = Text("{a} 为空", "{a} is blank") if missing else Text("{a} 不为空", "{a} is not blank")
    return pattern.fill(a=what) if what else None


def _not(tree: Tree, headers: Headers) -> Text | None:
    what = said(parts_of(tree)[0], headers)
    return Text("非（{a}）", "not ({a})").fill(a=what) if what else None


def _joined(tree: Tree, headers: Headers) -> Text | None:
    parts = [said(child, headers) for child in parts_of(tree)]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    word = Text(" 且 ", " and ") if tree["type"] == "CONJUNCTION_AND" else Text(" 或 ", " or ")
    return Text(word.zh.join(p.zh for p in known), word.en.join(p.en for p in known))


def _guarded(tree: Tree, headers: Headers) -> Text | None:
    bare = _bare(tree)
    return said(bare, headers) if bare is not tree else None


def _function(tree: Tree, headers: Headers) -> Text | None:
    name = tree["function_name"]
    if name in _SEEN_THROUGH:
        return _guarded(tree, headers)
    if name in _SIGNS:
        made = _arithmetic(tree, headers)
    elif name in ("count_star", "count"):
        made = _ROWS
    else:
        made = _applied(tree, headers)
    if made is None or not tree.get("filter"):
        return made
    only = said(tree["filter"], headers)
    return _ONLY.fill(x=made, condition=only) if only else None


def _applied(tree: Tree, headers: Headers) -> Text | None:
    """Say a function of one thing."""
    inner = said(parts_of(tree)[0], headers) if parts_of(tree) else None
    held = _held(parts_of(tree)[0], inner) if inner else None
    return _FUNCTIONS[tree["function_name"]].fill(x=held) if held and tree["function_name"] in _FUNCTIONS else None


def _arithmetic(tree: Tree, headers: Headers) -> Text | None:
    parts = [_held(child, said(child, headers)) for child in parts_of(tree)]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or len(known) < 2:
        return None
    sign = _SIGNS[tree["function_name"]]
    return Text(sign.join(p.zh for p in known), sign.join(p.en for p in known))


def _held(tree: Tree, text: Text | None) -> Text | None:
    """Hold a compound part together with brackets."""
    compound = _bare(tree).get("function_name") in _SIGNS
    return Text("（", "(") + text + Text("）", ")") if text is not None and compound else text


_SAY: Mapping[str, Callable[[Tree, Headers], Text | None]] = {
    "COLUMN_REF": _column,
    "VALUE_CONSTANT": _constant,
    "COMPARE_BETWEEN": _between,
    "COMPARE_IN": _one_of,
    "OPERATOR_IS_NOT_NULL": _known,
    "OPERATOR_IS_NULL": _known,
    "OPERATOR_NOT": _not,
    "CONJUNCTION_AND": _joined,
    "CONJUNCTION_OR": _joined,
    "OPERATOR_CAST": _guarded,
    "OPERATOR_COALESCE": _guarded,
    "FUNCTION": _function,
}
