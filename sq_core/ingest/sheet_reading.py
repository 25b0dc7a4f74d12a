"""One sheet read as one contract: its columns checked, its rows put together, duplicates and gaps found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sq_core.ingest.accept import accept
from sq_core.ingest.columns import ARROW_TYPES, ColumnReader, Draft
from sq_core.ingest.intake import SheetIntake
from sq_core.ingest.items import ItemFinder
from sq_core.ingest.long_answers import responses_of
from sq_core.ingest.long_layout import RESPONDENT, as_wide
from sq_core.ingest.manners import Judge, Source, header_units, unit_groups, with_row_unit
from sq_core.ingest.match import header_forms
from sq_core.ingest.questionnaire import read_questionnaire, told_apart
from sq_core.ingest.respondents import note_returning, note_weights
from sq_core.ingest.row_identity import left_out, note_backwards, note_future
from sq_core.ingest.row_marks import only_numbered, totals
from sq_core.ingest.sheet_columns import matches, note_above, note_unused
from sq_core.ingest.unit_words import IN_ROW_UNIT, find_measure
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sq_core.ingest.answers import Answers
    from sq_core.ingest.choose import Understood
    from sq_core.ingest.notes import Notes
    from sq_core.ingest.raw import RawSheet
    from sq_core.ingest.reading import Wishes
    from sq_core.ingest.regions import Region
    from sq_core.ingest.scales import KnownItem
    from sq_core.sheets import Column

    Rows = NDArray[np.int64]


@dataclass(slots=True)
class Table:
    """A sheet on its way to an intake."""

    sheet: RawSheet
    region: Region
    understood: Understood
    notes: Notes
    rows: Rows
    sources: Mapping[str, Source]
    drafts: dict[str, Draft]
    header_unit: str = ""


def _sources(region: Region, understood: Understood) -> Mapping[str, Source]:
    forms = header_forms(region.headers)
    return {
        pair.column: Source(region.columns[place], region.headers[place], forms[place].unit)
        for place, pair in understood.pairs.items()
    }


def _data_rows(region: Region, understood: Understood, sources: Mapping[str, Source], notes: Notes) -> Rows:
    contract = understood.contract
    used = [source.raw for source in sources.values()] + [region.columns[item.place] for item in understood.items]
    filled = np.zeros(len(region.rows), np.bool_)
    for column in used:
        filled |= column.kinds[region.rows] != 0
    rows = region.rows[filled]
    if not filled.all():
        message = Text(
            "在读入的列中没有内容的行没有读入", "Rows with nothing in the columns that are read were left out"
        )
        notes.add("rows-without-content", "noted", message, letter=region.columns[0].letter, rows=region.rows[~filled])
    keys = [sources[column.name].raw for column in contract.keys if column.name in sources]
    marked = totals(region.columns, keys, rows, notes)
    if len(contract.keys) == 1 and contract.kind == "plan":
        key_numbers = {column.number for column in keys}
        others = [column for column in used if column.number not in key_numbers]
        marked |= only_numbered(keys, others, rows, notes) & ~marked
    return rows[~marked]


def _read_column(table: Table, judge: Judge, column: Column) -> Draft:
    draft = Draft.blank(column, len(table.rows))
    source = table.sources[column.name]
    reader = ColumnReader(source.raw, column, column.header, table.notes)
    manner = judge.manner(source, column)
    unit = table.sources.get("unit")
    by_row = column.type == "number" and not column.unit and column.name in IN_ROW_UNIT
    if not by_row or "unit" not in table.understood.contract.by_name:
        everywhere = np.arange(len(table.rows), dtype=np.int64)
        reader.read(draft, table.rows, everywhere, manner)
        return draft
    for group in unit_groups(unit.raw if unit else None, table.rows):
        reader.read(draft, group.rows, group.at, with_row_unit(manner, judge, source, column, group))
    return draft


def _absent(table: Table, column: Column) -> Draft:
    """Fill a column the sheet does not have: its default, or a refusal where it cannot be without."""
    draft = Draft.blank(column, len(table.rows))
    one = accept(column, None)
    every = np.zeros(len(table.rows), np.int64)
    draft.put(np.arange(len(table.rows)), [one.value], every)
    if one.refusal is not None:
        draft.refused[:] = True
        table.notes.add(
            "missing-column",
            "refused",
            Text("缺少“{header}”列", "The column “{header}” is missing").fill(header=column.header),
            Text("请补上这一列，或指明哪一列是它", "Add it, or say which column it is"),
            value=column.name,
        )
    return draft


def _fill_unit(table: Table) -> None:
    """Let the unit named in a header stand in every row that names none itself."""
    measure = find_measure(table.header_unit) if table.header_unit else None
    draft = table.drafts.get("unit")
    if measure is not None and draft is not None:
        empty = np.flatnonzero(draft.codes < 0)
        draft.put(empty, [measure.unit], np.zeros(len(empty), np.int64))


def _number_respondents(table: Table) -> None:
    empty = np.flatnonzero(table.drafts[RESPONDENT].codes < 0)
    table.drafts[RESPONDENT].put(empty, [str(row + 1) for row in table.rows[empty].tolist()], np.arange(len(empty)))


def _questionnaire(
    table: Table, known: Mapping[str, KnownItem], refused: NDArray[np.bool_]
) -> tuple[Answers, NDArray[np.bool_]]:
    """Read the answers, mark rows that are refused for them, and say under which rows responses are kept."""
    answers = read_questionnaire(table.understood, table.region, table.rows, known, table.notes)
    refused |= answers.refused
    given = (table.drafts, table.rows, table.sources, table.notes, refused)
    if table.understood.layout is not None:
        answers, heads = responses_of(answers, *given)
    else:
        note_returning(answers, *given)
        _number_respondents(table)
        heads = np.ones(len(table.rows), np.bool_)
    note_weights(table.drafts, table.rows, table.sources, table.notes)
    return answers, heads


def _refuse_duplicates(table: Table, refused: NDArray[np.bool_]) -> None:
    keys = table.understood.contract.keys
    if not keys or not len(table.rows):
        return
    codes = np.zeros(len(table.rows), np.int64)
    for column in keys:
        draft = table.drafts[column.name]
        _, part = np.unique(_key_values(draft), return_inverse=True)
        _, codes = np.unique(codes * (int(part.max()) + 1) + part, return_inverse=True)
    candidates = np.flatnonzero(~refused)
    _, first, which, counts = np.unique(codes[candidates], return_index=True, return_inverse=True, return_counts=True)
    again = np.flatnonzero((counts[which] > 1) & (first[which] != np.arange(len(candidates))))
    if not len(again):
        return
    rows = table.rows[candidates]
    here, there = int(rows[again[0]]) + 1, int(rows[first[which[again[0]]]]) + 1
    key = " · ".join(_shown_key(table.drafts[c.name], int(candidates[again[0]])) for c in keys)
    source = next((table.sources[c.name] for c in keys if c.name in table.sources), None)
    table.notes.add(
        "duplicate-key",
        "refused",
        Text(f"第 {here} 行与第 {there} 行重复：{key}", f"Row {here} repeats row {there}: {key}"),
        Text("请合并或删去重复的行", "Merge the rows, or delete one"),
        letter=source.raw.letter if source else "",
        rows=rows[again],
        value=key,
    )
    refused[candidates[again]] = True


def _key_values(draft: Draft) -> NDArray[np.float64] | NDArray[np.int64]:
    if not draft.textual:
        return np.nan_to_num(draft.numbers, nan=-1e308)
    known: dict[str, int] = {}
    distinct = np.array([known.setdefault(text, len(known)) for text in draft.strings] or [0], np.int64)
    return np.where(draft.codes >= 0, distinct[draft.codes], -1)


def _shown_key(draft: Draft, row: int) -> str:
    value = draft.array().slice(row, 1).to_pylist()[0]
    return "—" if value is None else str(value)


def _arrow_rows(table: Table, keep: NDArray[np.bool_]) -> pa.Table:
    columns = table.understood.contract.columns
    arrays = [table.drafts[column.name].array(keep) for column in columns]
    numbers = pa.array((table.rows[keep] + 1).astype(np.int32))
    fields = [(column.name, ARROW_TYPES[column.type]) for column in columns]
    return pa.Table.from_arrays([*arrays, numbers], schema=pa.schema([*fields, ("row_no", pa.int32())]))


def _kept_answers(answers: Answers, numbers: pa.Array, refused: bool) -> pa.Table:
    if not refused:
        return answers.table
    return answers.table.filter(pa.compute.is_in(answers.table.column("row_no"), numbers))


def read_sheet(
    sheet: RawSheet,
    understood: Understood,
    region: Region,
    known: Mapping[str, KnownItem],
    notes: Notes,
    wishes: Wishes,
) -> SheetIntake:
    """Read a region of a sheet as the contract it was understood to follow."""
    contract = understood.contract
    if understood.layout is not None:
        region, items = as_wide(understood.layout, region, ItemFinder(region, known))
        understood = replace(understood, items=items)
    understood = replace(understood, items=told_apart(understood.items, region, notes))
    sources = _sources(region, understood)
    rows = _data_rows(region, understood, sources, notes)
    table = Table(sheet, region, understood, notes, rows, sources, {}, header_units(sources))
    dates = [
        sources[c.name].raw for c in contract.columns if c.type in ("date", "month", "moment") and c.name in sources
    ]
    judge = Judge(sheet, rows, notes, dates)
    for column in contract.columns:
        present = column.name in sources
        table.drafts[column.name] = _read_column(table, judge, column) if present else _absent(table, column)
    _fill_unit(table)
    refused = np.zeros(len(rows), np.bool_)
    for draft in table.drafts.values():
        refused |= draft.refused
    answers, heads = _questionnaire(table, known, refused) if contract.items else (None, ~refused | refused)
    _refuse_duplicates(table, refused)
    earlier = left_out(contract, table.drafts, rows, sources, notes, refused=refused, last_rows=wishes.last_rows)
    note_backwards(contract, table.drafts, rows, sources, notes)
    note_future(contract, table.drafts, rows, sources, notes, wishes.today)
    note_unused(region, understood, notes)
    note_above(region, notes)
    kept = _arrow_rows(table, ~refused & ~earlier & heads)
    return SheetIntake(
        contract=contract.key,
        sheet=sheet.name,
        header_row=region.header_row + 1,
        columns=matches(region, understood, sources, table.header_unit),
        rows=kept,
        answers=_kept_answers(answers, kept.column("row_no"), bool(refused.any())) if answers else None,
        items=answers.items if answers else (),
        rows_read=kept.num_rows,
        rows_refused=int(refused.sum()),
    )
