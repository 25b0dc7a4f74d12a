"""What reading a workbook yields: typed rows with their places, what was understood, and findings. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

    from sq_core.errors import Finding

How = Literal["exact", "synonym", "likeness", "chosen", "item", "constant", "unused"]
"""How a source column was understood; ``chosen`` by a person, ``constant`` a value that holds for all rows."""
Role = Literal["", "expectation", "perception"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One source column and what it was taken for.

    ``column`` is the contract's column name, or ``item:CODE`` for a questionnaire item, or empty when unused.
    ``letter`` is the spreadsheet column (``D``); it is how a stored answer finds its cell again.
    """

    letter: str
    header: str
    column: str
    how: How
    score: float = 1.0
    unit: str = ""
    role: Role = ""


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """A questionnaire item met in a sheet that the programme may not know yet; scale from its words or its values."""

    item: str
    wording: str
    scale_low: float
    scale_high: float
    paired: bool


@dataclass(frozen=True, slots=True)
class SheetIntake:
    """A sheet understood as one contract.

    ``rows``: one column per contract column (text and choice: string; number: float64; integer: int64; date and
    month: date32; flag: bool) plus ``row_no`` (int32, the sheet's own row number). Key columns are never null.
    ``answers`` (questionnaires only): row_no int32, item string, expectation float64, perception float64; an answer
    that is not a score is absent. Missing cells are null, never zero.
    """

    contract: str
    sheet: str
    header_row: int
    columns: tuple[ColumnMatch, ...]
    rows: pa.Table
    answers: pa.Table | None
    items: tuple[ItemSeen, ...]
    rows_read: int
    rows_refused: int


@dataclass(frozen=True, slots=True)
class SheetSkipped:
    """A sheet nothing was taken from, and why (in findings under the same sheet name)."""

    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class Intake:
    """A workbook read: file name, hash of its bytes, sheets understood and skipped, everything found."""

    file: str
    sha256: str
    sheets: tuple[SheetIntake, ...]
    skipped: tuple[SheetSkipped, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether anything found stops the load."""
        return any(finding.weight == "refused" for finding in self.findings)
