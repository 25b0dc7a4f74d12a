"""What can be asked about a number on a page: the reading it is, the month of a trend it stands for, or the row of a sheet.

Whatever draws numbers notes here what it drew and what each of them can be asked. Nobody listens while people work; the
test that opens every page does, and a number that has no answer fails it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sq_core.catalogue import Reading
from sq_core.ledger import shown_key
from sq_core.sheets import contracts
from sq_core.trace import RowName
from sq_core.words import Text, period, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sq_core.catalogue import Grain, Point
    from sq_core.words import Lang


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading of another grain than the page's: one month of a trend on a page of quarters."""

    reading: Reading
    grain: Grain


Asked: TypeAlias = Reading | Moment | RowName
Asking: TypeAlias = "Asked | Sequence[Asked] | None"
"""What a page may say: one thing, several, or nothing."""


def several(asking: Asking) -> tuple[Asked, ...]:
    """Take one thing or many as many."""
    if asking is None:
        return ()
    return (asking,) if isinstance(asking, Reading | Moment | RowName) else tuple(asking)


def moments(reading: Reading, points: Sequence[Point], grain: Grain = "month") -> tuple[Moment, ...]:
    """Make the points of a trend askable, newest first; where nothing was measured there is nothing to ask."""
    return tuple(
        Moment(_at(reading, point), grain)
        for point in reversed(points)
        if point.value is not None and point.period.year > 1
    )


def _at(reading: Reading, point: Point) -> Reading:
    return replace(
        reading,
        value=point.value,
        n=point.n,
        low=point.low,
        high=point.high,
        plan=point.plan,
        period=point.period,
        complete=point.complete,
        status="none" if point.complete else "open",
        previous=None,
        previous_year=None,
        trend=(),
    )


def reading_of(asked: Asked) -> Reading | None:
    """Give the reading behind what is asked; a row of a sheet has none."""
    if isinstance(asked, Moment):
        return asked.reading
    return asked if isinstance(asked, Reading) else None


def token(asked: Sequence[Asked]) -> str:
    """Name what a row of a table asks, so that a click means the same thing after the table was drawn anew."""
    return "\x1e".join(_token(one) for one in asked)


def _token(asked: Asked) -> str:
    if isinstance(asked, RowName):
        return f"{asked.sheet}\x1f{asked.key}"
    reading = asked.reading if isinstance(asked, Moment) else asked
    return "\x1f".join((reading.metric, *reading.dimensions.values(), str(reading.period or "")))


def said(asked: Asked, lang: Lang, grain: str) -> str:
    """Name what is asked, for a list of it and for the head of the panel."""
    if isinstance(asked, RowName):
        return (contracts()[asked.sheet].title + same(" · " + shown_key(asked.key))).of(lang)
    reading = asked.reading if isinstance(asked, Moment) else asked
    parts = [reading.title.of(lang), *(_value_name(one, lang) for one in reading.dimensions.items())]
    if isinstance(asked, Moment):
        parts.append(period(reading.period, asked.grain, lang))
    elif reading.period is not None:
        parts.append(period(reading.period, grain, lang))
    return " · ".join(parts)


def _value_name(dimension: tuple[str, str], lang: Lang) -> str:
    """Say the value of a dimension as the sheet that offers it does."""
    name, value = dimension
    for contract in contracts().values():
        column = contract.by_name.get(name)
        for choice in column.choices if column else ():
            if choice.value == value:
                return choice.label.of(lang)
    return value or Text("（空）", "(blank)").of(lang)


Kind = Literal["card", "row", "picture", "sentence"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Something with numbers on a page: which element, what it says, and what it can be asked."""

    kind: Kind
    key: str
    says: tuple[object, ...]
    asked: tuple[Asked, ...]


class Witness:
    """Notes what is shown while somebody listens."""

    def __init__(self) -> None:
        self._noted: list[Shown] | None = None

    @contextmanager
    def listening(self) -> Iterator[list[Shown]]:
        """Listen until the block ends."""
        self._noted = []
        try:
            yield self._noted
        finally:
            self._noted = None

    def note(self, kind: Kind, key: str, says: Sequence[object], asked: tuple[Asked, ...]) -> None:
        """Note one thing that is shown."""
        if self._noted is not None:
            self._noted.append(Shown(kind, key, tuple(says), asked))


WITNESS = Witness()
"""One a process, like the programme it serves; silent unless a test listens."""
