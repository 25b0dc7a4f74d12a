"""What the models accept: every model turns its input into checked arrays here and refuses the impossible in one voice.

A model is handed numbers people typed. Without this door a bad one would come out as ``nan`` or as a
``ZeroDivisionError`` three functions later; with it, it is an ``OutOfRange`` that says which number and what to do.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector: TypeAlias = NDArray[np.float64]
    Table: TypeAlias = NDArray[np.float64]
    Numbers: TypeAlias = Sequence[float] | NDArray[np.float64]
    Rows: TypeAlias = Sequence[Sequence[float]] | NDArray[np.float64]

LARGEST = 1e150
"""Beyond this a square overflows; no measure of a service is near it."""

CHECK_INPUT = Text("请核对输入的数值。", "Check the number that was entered.")
MORE_EVIDENCE = Text("请补充数据后再计算。", "Collect more observations, then compute again.")


def outside(message: Text, remedy: Text = CHECK_INPUT) -> OutOfRange:
    """Make the refusal of an impossible input, to be raised by the caller."""
    return OutOfRange(message, remedy)


def too_few(what: Text, have: int, need: int) -> NotEnoughEvidence:
    """Make the refusal of too little evidence, to be raised by the caller."""
    message = Text(
        "{what}只有 {have} 个，该方法至少需要 {need} 个。", "{what}: {have}, but this method needs at least {need}."
    )
    return NotEnoughEvidence(message.fill(what=what, have=have, need=need), MORE_EVIDENCE)


def number(value: float, what: Text) -> float:
    """Take one finite number."""
    taken = float(value)
    if not math.isfinite(taken) or abs(taken) > LARGEST:
        raise outside(Text("{what}不是有限的数值。", "{what} is not a finite number.").fill(what=what))
    return taken


def between(value: float, low: float, high: float, what: Text, *, ends: bool = True) -> float:
    """Take a number from an interval, with its ends unless told otherwise."""
    taken = number(value, what)
    if not (low <= taken <= high if ends else low < taken < high):
        message = Text(
            "{what}为 {value}，应在 {low} 与 {high} 之间。",
            "{what} is {value}, it should lie between {low} and {high}.",
        )
        raise outside(message.fill(what=what, value=f"{taken:g}", low=f"{low:g}", high=f"{high:g}"))
    return taken


def positive(value: float, what: Text) -> float:
    """Take a number above zero."""
    taken = number(value, what)
    if taken <= 0:
        message = Text("{what}为 {value}，应大于 0。", "{what} is {value}, it should be above 0.")
        raise outside(message.fill(what=what, value=f"{taken:g}"))
    return taken


def not_negative(value: float, what: Text) -> float:
    """Take a number of zero or more."""
    taken = number(value, what)
    if taken < 0:
        message = Text("{what}为 {value}，不应为负。", "{what} is {value}, it should not be negative.")
        raise outside(message.fill(what=what, value=f"{taken:g}"))
    return taken


def level(confidence: float) -> float:
    """Take a confidence level, a fraction strictly between 0 and 1."""
    return between(confidence, 0.0, 1.0, Text("置信水平", "Confidence level"), ends=False)


def vector(values: Numbers, what: Text, *, least: int = 1) -> Vector:
    """Take a column of finite numbers; fewer than ``least`` is too little evidence."""
    column = np.asarray(values, dtype=np.float64).reshape(-1)
    if len(column) < least:
        raise too_few(what, len(column), least)
    if not np.isfinite(column).all() or np.abs(column).max(initial=0.0) > LARGEST:
        message = Text("{what}中有空缺或非有限的数值。", "{what} holds a missing or non-finite number.")
        raise outside(message.fill(what=what))
    return column


def table(rows: Rows, what: Text, *, gaps: bool = False) -> Table:
    """Take a rectangular table of finite numbers; with ``gaps`` a missing cell stays as nan."""
    if not isinstance(rows, np.ndarray):
        widths = {len(row) for row in rows}
        if len(widths) != 1:
            raise outside(Text("{what}的各行长度不一。", "The rows of {what} differ in length.").fill(what=what))
    cells = np.asarray(rows, dtype=np.float64)
    if cells.ndim != 2 or cells.size == 0:
        raise outside(
            Text("{what}应为非空的二维表。", "{what} should be a table with rows and columns.").fill(what=what)
        )
    wrong = np.isinf(cells) if gaps else ~np.isfinite(cells)
    if wrong.any() or np.nanmax(np.abs(cells), initial=0.0) > LARGEST:
        message = Text("{what}中有空缺或非有限的数值。", "{what} holds a missing or non-finite number.")
        raise outside(message.fill(what=what))
    return cells


def same_length(first: Vector, second: Vector, what: Text) -> None:
    """Refuse two columns of different length."""
    if len(first) != len(second):
        message = Text("{what}的长度不同：{a} 与 {b}。", "{what} differ in length: {a} and {b}.")
        raise outside(message.fill(what=what, a=len(first), b=len(second)))


def shares(weights: Numbers, what: Text) -> Vector:
    """Take non-negative weights and bring them to a sum of one."""
    column = vector(weights, what)
    total = float(column.sum())
    if (column < 0).any() or total <= 0:
        message = Text(
            "{what}不应为负，且总和应大于 0。", "{what} should not be negative and should add up to more than 0."
        )
        raise outside(message.fill(what=what))
    return column / total
