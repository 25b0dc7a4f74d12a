"""Growth: differences, relative changes and compound rates, kept apart because readers confuse them."""

from __future__ import annotations

from sq_core.models.checks import between, number, outside, positive
from sq_core.words import Text

VALUE = Text("数值", "Value")


def relative_change(before: float, after: float) -> float | None:
    """Give the change as a fraction of where it began; None from zero or below, where a ratio says nothing."""
    start, end = number(before, VALUE), number(after, VALUE)
    return None if start <= 0 else end / start - 1.0


def compound_growth(start: float, end: float, periods: float) -> float | None:
    """Give the constant rate per period from start to end, ``(end / start) ** (1 / periods) - 1``.

    None where the start is not positive or the end is negative. Raises ``OutOfRange`` for no time at all.
    """
    first, last = number(start, VALUE), number(end, VALUE)
    length = positive(periods, Text("期数", "Number of periods"))
    return None if first <= 0 or last < 0 else float((last / first) ** (1.0 / length)) - 1.0


def compounded_loss(rate: float, periods: float) -> float:
    """Give what a loss rate per period amounts to if sustained: 9.7 % a quarter is 33.5 % a year."""
    lost = between(rate, 0.0, 1.0, Text("流失率", "Loss rate"))
    times = number(periods, Text("期数", "Number of periods"))
    if times < 0:
        raise outside(Text("期数不应为负。", "The number of periods should not be negative."))
    return 1.0 - float((1.0 - lost) ** times)
