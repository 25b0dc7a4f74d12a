"""What reading a workbook yields: typed rows with their places, what was understood, and findings. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

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


def _dated(sheet: SheetIntake) -> bool:
    return any(match.column == "date" for match in sheet.columns)


@dataclass(frozen=True, slots=True)
class Intake:
    """A workbook read: file name, hash of its bytes, sheets understood and skipped, everything found."""

    file: str
    sha256: str
    sheets: tuple[SheetIntake, ...]
    skipped: tuple[SheetSkipped, ...]
    findings: tuple[Finding, ...]

    def only(self, sheets: Collection[str]) -> Intake:
        """Keep these sheets and what was found in them; what was found of the file as a whole stays."""
        kept = tuple(sheet for sheet in self.sheets if sheet.sheet in sheets)
        left = {sheet.sheet for sheet in self.sheets} - {sheet.sheet for sheet in kept}
        findings = tuple(finding for finding in self.findings if finding.place.sheet not in left)
        skipped = self.skipped + tuple(SheetSkipped(s.sheet, s.rows_read) for s in self.sheets if s.sheet in left)
        return Intake(self.file, self.sha256, kept, skipped, findings)

    @property
    def sensible(self) -> tuple[str, ...]:
        """Name the sheets to take unless somebody says otherwise: of one questionnaire met on several sheets,
        the first that is sound and dated."""
        bad = {finding.place.sheet for finding in self.findings if finding.weight == "refused"}
        seen: set[str] = set()
        named: list[str] = []
        for sheet in sorted(self.sheets, key=lambda one: (one.sheet in bad, not _dated(one))):
            if sheet.answers is None or sheet.contract not in seen:
                named.append(sheet.sheet)
            seen.add(sheet.contract)
        return tuple(sheet.sheet for sheet in self.sheets if sheet.sheet in named)

    @property
    def refused(self) -> bool:
        """Whether anything found stops the load."""
        return any(finding.weight == "refused" for finding in self.findings)
