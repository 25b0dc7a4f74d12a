"""What the check of a cell says: the value to store, what was changed, or why it is refused; and the manner of a column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.ingest.dates import Order
    from sq_core.sheets import Cell, Column

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is not acceptable: the rule, what is wrong with the value, what to do."""

    rule: str
    message: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Accepted:
    """A cell after the check: the value to store, what was changed on the way, or why it is refused.

    ``rule`` names the kind of change; ``missing`` is set where a word such as N/A was taken for no value.
    """

    value: Cell
    change: Text | None = None
    refusal: Refusal | None = None
    rule: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a column writes its values: what the column as a whole shows and a single cell cannot."""

    unit: str = ""
    """The spelling of the unit a bare number is in, from header or unit column; empty: the unit stored."""
    base: str = ""
    """The unit stored, where the row says it and not the contract."""
    order: Order = ""
    decimal_comma: bool = False
    cross_marks: bool = False
    """Whether a lone x ticks a box, because the column holds nothing else."""


def shown(raw: object) -> str:
    """Write a cell's value for a person, shortened."""
    text = f"{raw:.15g}" if isinstance(raw, float) else str(raw)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def refused(rule: str, message: Text, remedy: Text) -> Accepted:
    """Refuse a cell."""
    return Accepted(None, refusal=Refusal(rule, message, remedy))


def quoted(raw: object) -> Text:
    """Write a cell's value in quotation marks."""
    return Text(f"“{shown(raw)}”", f"“{shown(raw)}”")


def blank(column: Column) -> Accepted:
    """Take a blank cell: the column's default, or nothing, or a refusal where nothing is not allowed."""
    if column.default is not None:
        return Accepted(column.default)
    if column.required or column.key:
        return refused(
            "missing-required",
            Text("{header}没有填写", "{header} is blank").fill(header=column.header),
            Text("请填写；这一列不能为空", "Fill it in; this column may not be blank"),
        )
    return Accepted(None)


def missing(column: Column) -> Accepted:
    """Take a word such as N/A for a blank cell, and remember that it was one."""
    return replace(blank(column), missing=True)


def as_text(raw: object) -> str:
    """Write a value of any kind as the text a person would have typed."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, float):
        return repr(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ") if raw.time() != time() else raw.date().isoformat()
    return str(raw)
