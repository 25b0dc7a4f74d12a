"""From a workbook that was read to a change set: cells of plan sheets, batches of facts, items not known yet."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pyarrow as pa

from sq_core.ledger.canonical import row_key, written
from sq_core.ledger.changes import ROW, Author, CellEdit, Draft, FactBatch, SourceFile
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sq_core.ingest import Intake, SheetIntake

ITEMS_SHEET = "survey_items"


def drafted(intake: Intake, content: bytes, author: Author, reason: str, known_items: Mapping[str, object]) -> Draft:
    """Turn what was read into a change set; items the programme does not know are added to its item sheet."""
    edits: list[CellEdit] = []
    batches: list[FactBatch] = []
    for sheet in intake.sheets:
        if contracts()[sheet.contract].kind == "plan":
            edits += _plan_edits(sheet)
        else:
            batches.append(_batch(sheet))
    given = {edit.row_key for edit in edits if edit.sheet == ITEMS_SHEET}
    for sheet in intake.sheets:
        edits += _item_edits(sheet, set(known_items) | given)
    plan = dict.fromkeys(s.contract for s in intake.sheets if contracts()[s.contract].kind == "plan")
    return Draft(
        kind="load",
        author=author,
        reason=reason,
        edits=tuple(edits),
        batches=tuple(batches),
        sources=(SourceFile(intake.file, intake.sha256, content),),
        complete_sheets=tuple(plan),
    )


def _plan_edits(sheet: SheetIntake) -> Iterator[CellEdit]:
    contract = contracts()[sheet.contract]
    letters = {match.column: match.letter for match in sheet.columns if match.column}
    taken = [column for column in contract.columns if column.name in letters or column.key]
    table = sheet.rows.to_pydict()
    for index, row_no in enumerate(table["row_no"]):
        cells = {column.name: written(column, table[column.name][index]) for column in taken}
        key = row_key(contract, cells)
        yield CellEdit(contract.key, key, ROW, "1", None, sheet.sheet, str(row_no))
        for name, value in cells.items():
            yield CellEdit(contract.key, key, name, value, None, sheet.sheet, f"{letters.get(name, '')}{row_no}")


def _item_edits(sheet: SheetIntake, known: set[str]) -> Iterator[CellEdit]:
    columns = contracts()[ITEMS_SHEET].by_name if ITEMS_SHEET in contracts() else {}
    for seen in sheet.items:
        if seen.item in known or not columns:
            continue
        known.add(seen.item)
        cells: dict[str, str | float] = {
            "item": seen.item,
            "wording_zh": seen.wording,
            "wording_en": seen.wording,
            "scale_low": seen.scale_low,
            "scale_high": seen.scale_high,
        }
        yield CellEdit(ITEMS_SHEET, seen.item, ROW, "1", None, sheet.sheet)
        for name, value in cells.items():
            if name in columns:
                yield CellEdit(ITEMS_SHEET, seen.item, name, written(columns[name], value), None, sheet.sheet)


def _batch(sheet: SheetIntake) -> FactBatch:
    letters: dict[str, str] = {}
    for match in sheet.columns:
        if match.column:
            letters[f"{match.column}:{match.role}" if match.role else match.column] = match.letter
    return FactBatch(
        sheet=sheet.contract,
        source_sheet=sheet.sheet,
        header_row=sheet.header_row,
        columns=json.dumps(letters, ensure_ascii=False),
        rows=sheet.rows,
        answers=sheet.answers,
        content_sha=_content_sha(sheet),
    )


def _content_sha(sheet: SheetIntake) -> str:
    sha = hashlib.sha256()
    for table in (sheet.rows, sheet.answers):
        if table is not None:
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table.combine_chunks())
            sha.update(sink.getvalue())
    return sha.hexdigest()
