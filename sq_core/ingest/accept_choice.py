"""A cell with a choice or a yes or no: any known spelling is taken, the stored value is one."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from sq_core.ingest.accepted import Accepted, as_text, missing, quoted, refused
from sq_core.ingest.cell_words import as_flag, is_missing
from sq_core.ingest.fold import fold, plain
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.ingest.accepted import Manner
    from sq_core.sheets import Column


_OTHERWISE = Text("不认识的写法已归入“其他”", "Words nobody knows were taken for “other”")


@cache
def _spellings(column_key: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for exact in (True, False):
        for value, *spellings in column_key:
            for spelling in (value, *spellings):
                key = plain(spelling) if exact else fold(spelling)
                if key:
                    known.setdefault(key, value)
    return known


def _choices(column: Column) -> Mapping[str, str]:
    return _spellings(tuple((c.value, c.label.zh, c.label.en, *c.synonyms) for c in column.choices))


def accept_choice(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check a cell against the choices of its column; a near miss is named in the remedy."""
    del manner  # a choice is written in one way only
    text = as_text(raw).strip()
    known = _choices(column)
    value = known.get(plain(text)) or known.get(fold(text) or "\0")
    if value is not None:
        labels = {c.value: c.label for c in column.choices}[value]
        if text in (value, labels.zh, labels.en):
            return Accepted(value)
        return Accepted(
            value, change=Text("选项写法已统一", "Choices were brought to one spelling"), rule="choice-spelling"
        )
    if is_missing(text, as_text=False):
        return missing(column)
    if column.otherwise:
        return Accepted(column.otherwise, change=_OTHERWISE, rule="choice-otherwise")
    near = get_close_matches(fold(text), list(known), n=1, cutoff=0.6)
    nearest = next((c.label for c in column.choices if near and c.value == known[near[0]]), None)
    allowed = Text("、".join(c.label.zh for c in column.choices), ", ".join(c.label.en for c in column.choices))
    remedy = Text("可填：{allowed}", "Allowed: {allowed}").fill(allowed=allowed)
    if nearest is not None:
        remedy = Text("是不是“{near}”？", "Did you mean “{near}”? ").fill(near=nearest) + remedy
    message = Text("{value}不在可选范围内", "{value} is not one of the choices").fill(value=quoted(raw))
    return refused("not-a-choice", message, remedy)


def accept_flag(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check a yes-or-no cell."""
    if isinstance(raw, bool):
        return Accepted(raw)
    text = as_text(raw).strip()
    flag = as_flag(text)
    if flag is False and manner.cross_marks:
        flag = True
    if flag is not None:
        return Accepted(flag)
    if is_missing(text, as_text=False):
        return missing(column)
    return refused(
        "not-yes-or-no",
        Text("{value}不是“是”或“否”", "{value} is neither yes nor no").fill(value=quoted(raw)),
        Text("请填写是或否", "Enter yes or no"),
    )
