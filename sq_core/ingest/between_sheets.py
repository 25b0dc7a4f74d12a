"""What several sheets of one workbook say together: a key that stands in two of them, items one states for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.errors import Finding, Place
from sq_core.ingest.notes import NOTHING_TO_DO
from sq_core.ingest.references import stray_references
from sq_core.ingest.scales import stated_item
from sq_core.sheets import contracts
from sq_core.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.ingest.intake import SheetIntake
    from sq_core.ingest.scales import KnownItem
    from sq_core.sheets import Contract


def stated_items(sheets: Sequence[SheetIntake]) -> dict[str, KnownItem]:
    """Read the items that the workbook itself states, so that its questionnaire is read with their scales."""
    rows = [row for sheet in sheets if sheet.contract == "survey_items" for row in sheet.rows.to_pylist()]
    stated = {row["item"]: stated_item(row["scale_low"], row["scale_high"], row["not_scored"]) for row in rows}
    return {item: known for item, known in stated.items() if known is not None}


def compare_sheets(name: str, sheets: Sequence[SheetIntake]) -> tuple[Finding, ...]:
    """Say when several sheets were read as the same contract, and refuse a key that stands in two of them."""
    found: list[Finding] = []
    by_contract: dict[str, list[SheetIntake]] = {}
    for sheet in sheets:
        by_contract.setdefault(sheet.contract, []).append(sheet)
    for key, alike in by_contract.items():
        if len(alike) < 2:
            continue
        contract = contracts()[key]
        named = listed([Text(f"“{sheet.sheet}”", f"“{sheet.sheet}”") for sheet in alike])
        message = Text("{sheets}都读作{title}", "{sheets} were all read as {title}").fill(
            sheets=named, title=contract.title
        )
        found.append(Finding("same-contract", "noted", message, NOTHING_TO_DO, Place(name, alike[1].sheet)))
        if contract.kind == "plan":
            found.extend(_repeated(name, contract, alike))
    found.extend(stray_references(name, sheets))
    return tuple(found)


def _repeated(name: str, contract: Contract, sheets: Sequence[SheetIntake]) -> list[Finding]:
    found: list[Finding] = []
    names = [column.name for column in contract.keys]
    seen: dict[tuple[object, ...], tuple[str, int]] = {}
    for sheet in sheets:
        again = []
        for row in sheet.rows.select([*names, "row_no"]).to_pylist():
            key = tuple(row[column] for column in names)
            where = seen.setdefault(key, (sheet.sheet, row["row_no"]))
            if where[0] != sheet.sheet:
                again.append((key, where, row["row_no"]))
        if again:
            key, where, number = again[0]
            shown = " · ".join(str(part) for part in key)
            message = Text(
                f"第 {number} 行与“{where[0]}”第 {where[1]} 行重复：{shown}",
                f"Row {number} repeats row {where[1]} of “{where[0]}”: {shown}",
            )
            remedy = Text("请只保留一处，或只读取其中一张表", "Keep one of them, or read only one of the sheets")
            letter = next((match.letter for match in sheet.columns if match.column in names), "A")
            cells = tuple(f"{letter}{row}" for _, _, row in again[:10])
            place = Place(name, sheet.sheet, cells[0])
            found.append(Finding("duplicate-key", "refused", message, remedy, place, shown, len(again), cells))
    return found
