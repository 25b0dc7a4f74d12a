"""A file from its bytes to an intake: read in a process of its own, each sheet understood and checked, everything found said."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from sq_core.errors import Finding, Place
from sq_core.ingest.between_sheets import compare_sheets, stated_items
from sq_core.ingest.choose import Choosing, is_clear, rank_contracts, understand_as
from sq_core.ingest.fold import fold
from sq_core.ingest.intake import Intake, SheetIntake, SheetSkipped
from sq_core.ingest.items import ItemFinder
from sq_core.ingest.match import familiar_texts
from sq_core.ingest.notes import Notes
from sq_core.ingest.refusals import SAVE_AS_XLSX, refusal
from sq_core.ingest.regions import regions
from sq_core.ingest.sheet_reading import read_sheet
from sq_core.ingest.spawn import read_raw
from sq_core.ingest.template import OWN_PAGES, example_rows, is_unfilled
from sq_core.sheets import contracts
from sq_core.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sq_core.ingest.choose import Understood
    from sq_core.ingest.limits import Limits
    from sq_core.ingest.raw import RawBook, RawSheet
    from sq_core.ingest.scales import KnownItem
    from sq_core.sheets import Contract

TEMPLATE_RULE = "template-unfilled"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asks for: one sheet, one contract, corrections of columns, items the programme knows."""

    sheet: str | None = None
    contract: str | None = None
    chosen: Mapping[tuple[str, str], str] = field(default_factory=dict)
    known_items: Mapping[str, KnownItem] = field(default_factory=dict)
    last_rows: bool = False
    """Whether of several rows of one event the last is taken, where a log has a row for every step."""
    today: date | None = None
    """The programme's today: what is dated after it is said."""


@dataclass(slots=True)
class _Gathered:
    sheets: list[SheetIntake] = field(default_factory=list)
    skipped: list[SheetSkipped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)


def read(name: str, content: bytes, wishes: Wishes, limits: Limits) -> Intake:
    """Read a file; refuse it whole only where nothing in it can be read."""
    _check_contract(name, wishes)
    book = read_raw(name, content, limits)
    return understand(name, hashlib.sha256(content).hexdigest(), book, wishes)


def _check_contract(name: str, wishes: Wishes) -> None:
    if wishes.contract is not None and wishes.contract not in contracts():
        raise refusal(
            "unknown-contract",
            name,
            Text(f"没有名为“{wishes.contract}”的表格类型", f"There is no kind of sheet called “{wishes.contract}”"),
            Text("可选：{all}", "Choose one of: {all}").fill(all=", ".join(contracts())),
            value=wishes.contract,
        )


def understand(name: str, sha256: str, book: RawBook, wishes: Wishes) -> Intake:
    """Understand a file that was read: which sheet is what, and whether its cells can be taken."""
    gathered = _Gathered()
    gathered.findings.extend(_about_file(name, book))
    wanted = _wanted(name, book, wishes, gathered)
    for sheet in sorted(wanted, key=_questionnaire_last):
        names = (sheet.name, PurePath(name).stem) if len(wanted) == 1 else (sheet.name,)
        asking = replace(wishes, known_items={**wishes.known_items, **stated_items(gathered.sheets)})
        _understand_sheet(name, sheet, names, asking, gathered, alone=len(wanted) == 1)
    gathered.findings.extend(compare_sheets(name, gathered.sheets))
    gathered.findings.extend(_about_templates(name, gathered.templates))
    if not gathered.sheets and not gathered.templates:
        raise _nothing_understood(name, gathered)
    return Intake(name, sha256, tuple(gathered.sheets), tuple(gathered.skipped), tuple(gathered.findings))


def _questionnaire_last(sheet: RawSheet) -> bool:
    """Read long sheets last: a questionnaire needs the items that a short sheet of the same workbook may state."""
    return sheet.rows > _SHORT


def _about_file(name: str, book: RawBook) -> list[Finding]:
    found = []
    if book.encoding and not book.encoding.startswith("utf-8"):
        message = Text(f"文件编码按 {book.encoding} 读取", f"The text was read as {book.encoding}")
        remedy = Text(
            "如有乱码，请另存为 UTF-8 或 .xlsx 后再上传",
            "If letters look wrong, save it as UTF-8 or .xlsx and upload it again",
        )
        found.append(Finding("encoding", "noted", message, remedy, Place(name), book.encoding))
    if book.unreadable_letters:
        message = Text(
            f"有 {book.unreadable_letters} 个字符无法辨认", f"{book.unreadable_letters} characters could not be read"
        )
        found.append(
            Finding("unreadable-letters", "noted", message, SAVE_AS_XLSX, Place(name), count=book.unreadable_letters)
        )
    if book.broken_unseen:
        message = Text(
            "这种格式看不出公式错误，出错的单元格会显示为空白",
            "In this format failed formulas cannot be seen; they arrive as blank cells",
        )
        found.append(Finding("errors-unseen", "noted", message, SAVE_AS_XLSX, Place(name)))
    return found


def _about_templates(name: str, sheets: Sequence[str]) -> list[Finding]:
    """Say once which sheets are the template, not filled in."""
    if not sheets:
        return []
    listing = listed([Text(f"“{sheet}”", f"“{sheet}”") for sheet in sheets])
    message = Text("{sheets}是还没有填写的模板，没有读入内容", "Template not filled in, nothing was read: {sheets}")
    remedy = Text("请填写后再上传", "Fill it in and upload it again")
    place = Place(name, sheets[0])
    return [Finding(TEMPLATE_RULE, "noted", message.fill(sheets=listing), remedy, place, count=len(sheets))]


def _wanted(name: str, book: RawBook, wishes: Wishes, gathered: _Gathered) -> tuple[RawSheet, ...]:
    if wishes.sheet is not None:
        for same in (str, fold):
            found = tuple(sheet for sheet in book.sheets if same(sheet.name) == same(wishes.sheet))
            if found:
                return found[:1]
        raise refusal(
            "no-such-sheet",
            name,
            Text(f"没有名为“{wishes.sheet}”的工作表", f"There is no sheet called “{wishes.sheet}”"),
            Text("工作表有：{all}", "The sheets are: {all}").fill(all=", ".join(sheet.name for sheet in book.sheets)),
            value=wishes.sheet,
        )
    shown = tuple(sheet for sheet in book.sheets if sheet.visible and sheet.name not in OWN_PAGES)
    for sheet in book.sheets:
        if sheet.name in OWN_PAGES:
            gathered.skipped.append(SheetSkipped(sheet.name, sheet.rows))
        elif not sheet.visible and sheet.columns:
            _skip(
                name,
                sheet,
                gathered,
                "hidden-sheet",
                Text("隐藏的工作表没有读入", "A hidden sheet was not read"),
                _UNHIDE,
            )
    return shown


_SHORT = 500
"""Rows of a sheet that may state items; a list of items is short."""
_UNHIDE = Text("如需读入，请取消隐藏或指定这张表", "To read it, unhide it or ask for it by name")


def _skip(
    name: str, sheet: RawSheet, gathered: _Gathered, rule: str, message: Text, remedy: Text, value: str = ""
) -> None:
    gathered.skipped.append(SheetSkipped(sheet.name, sheet.rows))
    gathered.findings.append(Finding(rule, "noted", message, remedy, Place(name, sheet.name), value))


def _understand_sheet(
    name: str, sheet: RawSheet, names: tuple[str, ...], wishes: Wishes, gathered: _Gathered, *, alone: bool
) -> None:
    if sheet.unreadable:
        message = Text("这张工作表已损坏，无法读取", "This sheet is damaged and cannot be read")
        _skip(name, sheet, gathered, "sheet-damaged", message, SAVE_AS_XLSX)
        return
    if not sheet.columns:
        gathered.skipped.append(SheetSkipped(sheet.name, 0))
        return
    found = regions(sheet, familiar_texts)
    if not found:
        message = Text("没有找到表头，不是表格", "No headers were found; this is not a table")
        _skip(
            name,
            sheet,
            gathered,
            "no-table",
            message,
            Text("请在首行写上列名", "Write the names of the columns in the first row"),
        )
        return
    for region in found:
        letters = {letter: what for (where, letter), what in wishes.chosen.items() if where == sheet.name}
        choosing = Choosing(names, region, letters, wishes.known_items)
        understood = _chosen_contract(name, sheet, choosing, wishes, gathered, alone=alone)
        if understood is not None:
            notes = Notes(name, sheet.name)
            intake = read_sheet(sheet, understood, region, wishes.known_items, notes, wishes)
            _take(name, sheet, intake, notes, gathered)


def _chosen_contract(
    name: str, sheet: RawSheet, choosing: Choosing, wishes: Wishes, gathered: _Gathered, *, alone: bool
) -> Understood | None:
    if wishes.contract is not None:
        finder = ItemFinder(choosing.region, wishes.known_items)
        understood = understand_as(choosing, contracts()[wishes.contract], finder)
        if alone or len(understood.pairs) + len(understood.items) >= 2:
            return understood
        _not_understood(name, sheet, [understood], gathered)
        return None
    ranked = rank_contracts(choosing)
    if is_clear(ranked, choosing.names):
        return ranked[0]
    _not_understood(name, sheet, ranked, gathered)
    return None


def _named(contract: Contract) -> Text:
    return Text(f"{contract.title.zh}（{contract.key}）", f"{contract.title.en} ({contract.key})")


def _not_understood(name: str, sheet: RawSheet, ranked: Sequence[Understood], gathered: _Gathered) -> None:
    near = [one.contract for one in ranked[:2] if one.fit >= 0.4]
    if not near:
        message = Text("看不出这是哪一种表", "This sheet is like none of those the cockpit reads")
        remedy = Text("请使用模板，或用 --as 指明类型", "Use the template, or say with --as what it is")
        _skip(name, sheet, gathered, "not-understood", message, remedy)
        return
    message = Text(
        "没有把握这是哪一种表，最接近的是{near}", "It is not certain what this sheet is; closest: {near}"
    ).fill(near=listed([_named(contract) for contract in near]))
    remedy = Text("如果是，请指明类型：--as {key}", "If that is right, say so: --as {key}").fill(key=near[0].key)
    _skip(name, sheet, gathered, "not-understood", message, remedy, near[0].key)


def _take(name: str, sheet: RawSheet, intake: SheetIntake, notes: Notes, gathered: _Gathered) -> None:
    if is_unfilled(intake):
        gathered.skipped.append(SheetSkipped(sheet.name, sheet.rows))
        gathered.templates.append(sheet.name)
        return
    if not intake.rows_read and not intake.rows_refused:
        message = Text("只有表头，没有数据行", "There are headers but no rows")
        _skip(
            name,
            sheet,
            gathered,
            "no-rows",
            message,
            Text("请填写后再上传", "Fill it in and upload it again"),
            intake.contract,
        )
        return
    examples = example_rows(intake) if intake.rows_read > 1 else ()
    if examples:
        message = Text(f"第 {examples[0]} 行与模板中的示例相同", f"Row {examples[0]} is the example of the template")
        remedy = Text("如果不是自己的数据，请删去这一行", "Delete the row if it is not your own")
        notes.add("example-row", "noted", message, remedy, value=str(examples[0]))
    gathered.sheets.append(intake)
    gathered.findings.extend(notes.findings())


def _nothing_understood(name: str, gathered: _Gathered) -> Exception:
    return refusal(
        "nothing-understood",
        name,
        Text("没有找到可以读入的表格", "No table was found that can be read"),
        Text("请使用模板，或用 --as 指明类型", "Use the template, or say with --as what a sheet is"),
        found=tuple(gathered.findings),
    )
