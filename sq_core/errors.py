"""Every way the product refuses, and what a refusal carries.

A refusal is a sentence in both languages, the remedy, and the place it is about::

    SqError(message, remedy, place)
    ├── WorkbookRefused      a file or sheet cannot be taken; carries all findings at once
    ├── EditRefused          a cell edit, a load or an undo the door does not take; carries findings
    ├── EditStale            somebody else changed the cell; carries the three values of each conflict
    ├── CatalogueError
    │   ├── MetricUnknown
    │   └── MetricUnreadable head, select or lineage of a metric file is not acceptable
    ├── PositionUnknown      a branch, an edition or a moment that is not in the ledger
    ├── ModelError
    │   ├── NotEnoughEvidence
    │   ├── OutOfRange
    │   ├── PlanHasCycle     names the members of the cycle
    │   └── MethodUnknown
    ├── SourceGone           a trace leads to a file that is no longer kept
    └── StoreError
        ├── StoreBusy        another process holds the file; says which
        └── StoreUnreadable  not our file, or of a newer version

What a check finds in a workbook is not raised: a ``Finding`` is a value, and all of them are shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sq_core.words import Text

Weight = Literal["refused", "changed", "noted"]
"""refused: stops the load · changed: taken after a change that is shown · noted: taken as it is, worth knowing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, sheet, cell (A1 notation; a range when it is about several)."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        spot = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{self.file} · {spot}" if self.file and spot else self.file or spot


@dataclass(frozen=True, slots=True)
class Finding:
    """One root cause found by a check: the rule, where it shows first, what stood there, what to do.

    ``count`` says how many cells share the cause and ``cells`` names the first of them.
    """

    rule: str
    weight: Weight
    message: Text
    remedy: Text
    place: Place
    value: str = ""
    count: int = 1
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that moved under somebody's edit: what they saw, what is there now, what they want."""

    sheet: str
    key: str
    column: str
    seen: str | None
    current: str | None
    wanted: str | None
    changed_by: str = ""


class SqError(Exception):
    """The base of every refusal."""

    def __init__(self, message: Text, remedy: Text, place: Place | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy
        self.place = place


class _WithFindings(SqError):
    def __init__(
        self, message: Text, remedy: Text, place: Place | None = None, findings: tuple[Finding, ...] = ()
    ) -> None:
        super().__init__(message, remedy, place)
        self.findings = findings


class WorkbookRefused(_WithFindings):
    """The workbook cannot be taken as it is."""


class EditRefused(_WithFindings):
    """The door does not take this change."""


class EditStale(SqError):
    """The cells changed since they were read."""

    def __init__(
        self, message: Text, remedy: Text, place: Place | None = None, conflicts: tuple[Conflict, ...] = ()
    ) -> None:
        super().__init__(message, remedy, place)
        self.conflicts = conflicts


class CatalogueError(SqError):
    """Something in the catalogue of metrics is wrong."""


class MetricUnknown(CatalogueError):
    """No metric bears this name."""


class MetricUnreadable(CatalogueError):
    """A metric file cannot be accepted."""


class PositionUnknown(SqError):
    """The ledger knows no such branch or moment."""


class ModelError(SqError):
    """A model cannot answer."""


class NotEnoughEvidence(ModelError):
    """Too few observations for the method."""


class OutOfRange(ModelError):
    """An input lies outside what the method is defined for."""


class PlanHasCycle(ModelError):
    """Tasks or metrics wait for each other in a circle."""


class MethodUnknown(ModelError):
    """No model bears this name."""


class SourceGone(SqError):
    """The file behind a trace is no longer kept."""


class StoreError(SqError):
    """The database cannot be used."""


class StoreBusy(StoreError):
    """Another process holds the database."""


class StoreUnreadable(StoreError):
    """The file is not a database this version can read."""
