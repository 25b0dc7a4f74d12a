"""Workbook to checked, typed rows with their cell addresses, and findings. Writes nothing; reads uploads in a child process.

The reading library, pyarrow and numpy are loaded when a file is read, not when this room is imported.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sq_core.ingest.accept import accept
from sq_core.ingest.accepted import Accepted, Refusal
from sq_core.ingest.intake import ColumnMatch, Intake, ItemSeen, SheetIntake, SheetSkipped
from sq_core.ingest.limits import Limits
from sq_core.ingest.scales import KnownItem, stated_item
from sq_core.ingest.unit_words import IN_ROW_UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = [
    "IN_ROW_UNIT",
    "Accepted",
    "ColumnMatch",
    "Intake",
    "ItemSeen",
    "KnownItem",
    "Limits",
    "Refusal",
    "SheetIntake",
    "SheetSkipped",
    "accept",
    "read_workbook",
    "stated_item",
    "template_check",
]

_DEFAULT_LIMITS = Limits()
_NOTHING_CHOSEN: Mapping[tuple[str, str], str] = MappingProxyType({})
_NO_ITEMS: Mapping[str, KnownItem] = MappingProxyType({})


def read_workbook(
    name: str,
    content: bytes,
    *,
    wanted_sheet: str | None = None,
    as_contract: str | None = None,
    chosen: Mapping[tuple[str, str], str] = _NOTHING_CHOSEN,
    known_items: Mapping[str, KnownItem] = _NO_ITEMS,
    last_rows: bool = False,
    today: date | None = None,
    limits: Limits = _DEFAULT_LIMITS,
) -> Intake:
    """Read an uploaded workbook or csv file.

    ``chosen`` holds a person's corrections: (sheet, column letter) -> the contract's column, ``item:CODE``, or nothing for a
    column to be left out. ``known_items`` gives the scale of each item the programme knows. With
    ``last_rows`` the last row of each event is taken where a log has several; else they are refused. What has happened cannot lie after ``today``. A file that cannot be read at all
    raises WorkbookRefused; what is wrong in its cells comes back as findings, all at once.
    """
    from sq_core.ingest.reading import Wishes, read

    return read(name, content, Wishes(wanted_sheet, as_contract, chosen, known_items, last_rows, today), limits)


def template_check(intake: Intake) -> bool:
    """Say whether a file was nothing but the product's own template, not filled in."""
    from sq_core.ingest.reading import TEMPLATE_RULE

    return not intake.sheets and any(finding.rule == TEMPLATE_RULE for finding in intake.findings)
