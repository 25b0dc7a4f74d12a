"""Codes that one sheet of a workbook takes from another, and links between two of them: what leads nowhere is noted.

Only where both sheets are in the workbook: a code may stand in the programme already, which a file cannot know. The chapter
names whatever leads nowhere once it is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.errors import Finding, Place
from sq_core.ingest.notes import CELLS_NAMED
from sq_core.sheets import contracts
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sq_core.ingest.intake import SheetIntake

REFERENCES = (
    ("touch_scores", "touchpoint", "touchpoints", "touchpoint"),
    ("links", "partner_from", "partners", "partner"),
    ("links", "partner_to", "partners", "partner"),
)
"""Sheet and column that name something, and the sheet and column it stands in."""
ENDS = ("partner_from", "partner_to")


def stray_references(name: str, sheets: Sequence[SheetIntake]) -> tuple[Finding, ...]:
    """Note codes no row of the other sheet has, links to oneself, and pairs that stand twice."""
    return (*_unknown(name, sheets), *_odd_links(name, sheets))


def _unknown(name: str, sheets: Sequence[SheetIntake]) -> Iterator[Finding]:
    for source, column, target, key in REFERENCES:
        targets = [sheet for sheet in sheets if sheet.contract == target]
        if not targets:
            continue
        known = {value for sheet in targets for value in sheet.rows.column(key).to_pylist()}
        for sheet in sheets:
            if sheet.contract != source:
                continue
            lost = [(value, row) for value, row in _cells(sheet, column) if value not in known]
            if lost:
                message = Text("{title}表中没有“{value}”", "There is no “{value}” on the sheet {title}").fill(
                    title=contracts()[target].title, value=lost[0][0]
                )
                remedy = Text("请改正编号，或在那张表中补充一行", "Correct the code, or add a row there")
                yield _finding("unknown-reference", name, sheet, column, lost, message, remedy)


def _odd_links(name: str, sheets: Sequence[SheetIntake]) -> Iterator[Finding]:
    for sheet in sheets:
        if sheet.contract != "links":
            continue
        rows = list(zip(_cells(sheet, ENDS[0]), _cells(sheet, ENDS[1]), strict=True))
        own = [(first, row) for (first, row), (second, _) in rows if first == second]
        seen: dict[frozenset[str], int] = {}
        twice = []
        for (first, row), (second, _) in rows:
            pair = frozenset((first, second))
            if pair in seen and first != second:
                twice.append((f"{first} – {second}", row))
            seen.setdefault(pair, row)
        if own:
            message = Text("“{value}”与自己相连", "“{value}” is linked to itself").fill(value=own[0][0])
            remedy = Text("请删去这一行，或改正一方", "Remove the row, or correct one side")
            yield _finding("link-to-itself", name, sheet, ENDS[1], own, message, remedy)
        if twice:
            message = Text("{value} 这一对已经写过", "The pair {value} stands there already").fill(value=twice[0][0])
            remedy = Text("关系是双向的，请只保留一行", "Links go both ways: keep one row")
            yield _finding("pair-twice", name, sheet, ENDS[0], twice, message, remedy)


def _cells(sheet: SheetIntake, column: str) -> list[tuple[str, int]]:
    """Give the values of a column with the numbers of their rows."""
    return list(zip(sheet.rows.column(column).to_pylist(), sheet.rows.column("row_no").to_pylist(), strict=True))


def _finding(
    rule: str, name: str, sheet: SheetIntake, column: str, found: list[tuple[str, int]], message: Text, remedy: Text
) -> Finding:
    letter = next((match.letter for match in sheet.columns if match.column == column), "A")
    cells = tuple(f"{letter}{row}" for _, row in found[:CELLS_NAMED])
    return Finding(rule, "noted", message, remedy, Place(name, sheet.sheet, cells[0]), found[0][0], len(found), cells)
