"""What a trace finds: steps of the formula, sheets, rows, cells with their places, and who changed them last and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sq_core.catalogue import Reading
    from sq_core.errors import Place
    from sq_core.words import Text


@dataclass(frozen=True, slots=True)
class RowName:
    """Names one row of a plan sheet, for figures that stand in a sheet and are nobody's reading."""

    sheet: str
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the formula graph: a metric, a view or a sheet, and what it reads."""

    name: str
    title: Text
    kind: str
    """metric | view | sheet"""
    reads: tuple[str, ...]
    select: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The change set that a row, a cell or a sheet got its present state from."""

    number: int
    kind: str
    who: str
    at_utc: datetime
    reason: str
    file: str


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of the rows behind a number: its name in storage, its header, and whether the formula names it."""

    name: str
    header: Text
    used: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row behind a number: where it stands, its cells by column name, and the place of each cell.

    ``cell`` is the number of the row in its file; a row that was typed into the cockpit has no file and shows its key.
    A cell that was typed over has no place any more: ``changed`` tells who did it.
    """

    file: str
    sheet: str
    cell: str
    values: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict)
    key: str = ""
    changed: Change | None = None


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """The rows of one sheet behind a number: how many, the first of them, and who last changed the sheet."""

    sheet: str
    title: Text
    count: int
    rows: tuple[SourceRow, ...]
    changed_by: str = ""
    changed_at: datetime | None = None
    reason: str = ""
    columns: tuple[SourceColumn, ...] = ()
    narrowed: tuple[Text, ...] = ()
    """What its rows must satisfy, in words, one phrase a condition."""
    oldest: date | None = None
    newest: date | None = None
    grades: tuple[Text, ...] = ()
    """How many of its rows bear which grade of evidence or verification status, one phrase a column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A threshold that decided what a reading may be called; ``place`` where the programme wrote it itself."""

    parameter: str
    meaning: Text
    value: str
    unit: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything between a reading and its cells."""

    metric: str
    title: Text
    means: Text
    select: str
    steps: tuple[Step, ...]
    sources: tuple[SourceSheet, ...]
    formula: tuple[Text, ...] = ()
    """How it is made, in sentences."""
    interval: Text | None = None
    rules: tuple[Rule, ...] = ()
    aim: SourceSheet | None = None
    """The row of the goals sheet that target, plan and baseline come from."""
    rests_on: tuple[Reading, ...] = ()

    @property
    def oldest(self) -> date | None:
        """The date of the oldest row behind it, where its sheets have dates."""
        return min((one.oldest for one in self.sources if one.oldest is not None), default=None)

    @property
    def newest(self) -> date | None:
        """The date of the newest row behind it."""
        return max((one.newest for one in self.sources if one.newest is not None), default=None)


@dataclass(frozen=True, slots=True)
class CellTrace:
    """One cell of a row: header, value, where it stands, and the change set it was written in."""

    column: SourceColumn
    value: str
    place: Place | None
    changed: Change | None


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row of a sheet, cell by cell, and the metrics that read its sheet."""

    name: RowName
    title: Text
    row: SourceRow
    cells: tuple[CellTrace, ...]
    read_by: tuple[Step, ...]
