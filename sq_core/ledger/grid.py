"""From a grid to a change set: what somebody typed, checked by the sheet's contract before the door sees it.

Everything typed is judged at once: what cannot be taken, what is doubtful, and which changes are so large that they need
a reason. A cell typed again as it stood is no edit, so that a block pasted over itself changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sq_core.errors import EditRefused, Finding, Place
from sq_core.ledger.canonical import row_key, typed, written
from sq_core.ledger.cells import HUNDREDTHS, in_unit, new_row_name, row_name, shown_cell, taken
from sq_core.ledger.changes import ROW, Author, CellEdit, Draft
from sq_core.sheets import contracts
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sq_core.errors import Weight
    from sq_core.ledger.changes import PlanRow
    from sq_core.sheets import Cell, Column, Contract
    from sq_core.words import Lang

_ONLY_DIGITS = re.compile(r"[-+\s\d.,]+")
_LIKE_A_FRACTION = 1.5
_FAR_OFF = 20
"""A rate typed this many times smaller than it was, and under 1.5%, was probably meant as a fraction."""


@dataclass(frozen=True, slots=True)
class GridEdits:
    """What a grid sends: cells typed by row key, rows added, rows taken away."""

    sheet: str
    cells: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    added: Sequence[Mapping[str, object]] = ()
    removed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Large:
    """A change so large that it needs a reason, as a person reads it."""

    row: str
    column: Text
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, after the check: edits for the door, what was found, and what needs a reason."""

    edits: tuple[CellEdit, ...]
    findings: tuple[Finding, ...]
    large: tuple[Large, ...]

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What keeps the edits from being saved."""
        return tuple(one for one in self.findings if one.weight == "refused")


class _Check:
    """One pass over a grid's edits; findings name places by the titles on the screen."""

    def __init__(
        self, grid: GridEdits, seen: Sequence[PlanRow], reason_above: float, lang: Lang, present: Collection[str]
    ) -> None:
        self.grid = grid
        self.contract: Contract = contracts()[grid.sheet]
        self.rows = {row.row_key: row for row in seen}
        self.present = {*self.rows, *present}
        self.reason_above = reason_above
        self.lang = lang
        self.edits: list[CellEdit] = []
        self.found: list[Finding] = []
        self.large: list[Large] = []

    def run(self) -> Understood:
        for key, cells in self.grid.cells.items():
            if key not in self.rows:
                self._row_gone(key, cells)
            elif key not in self.grid.removed:
                self._row(self.rows[key], cells)
        taken_keys: dict[str, int] = {}
        for number, cells in enumerate(self.grid.added, 1):
            self._new_row(number, cells, taken_keys)
        for key in self.grid.removed:
            if key in self.rows:
                self.edits += self._gone(self.rows[key])
        return Understood(tuple(self.edits), tuple(self.found), tuple(self.large))

    def _find(self, rule: str, weight: Weight, message: Text, remedy: Text, spot: str, value: object) -> None:
        place = Place(sheet=self.contract.title.of(self.lang), cell=spot)
        self.found.append(Finding(rule, weight, message, remedy, place, "" if value is None else str(value)))

    def _name(self, row: PlanRow) -> str:
        return row_name(self.contract, row.row_key, row.cells, self.lang)

    def _spot(self, row: str, column: Column) -> str:
        return f"{row}, {column.header.of(self.lang)}"

    def _take(self, column: Column, raw: object, row: str) -> tuple[bool, str | None]:
        """Check a cell; the first part says whether it can be taken."""
        accepted = taken(column, raw)
        if accepted.refusal is not None:
            refusal = accepted.refusal
            self._find(refusal.rule, "refused", refusal.message, refusal.remedy, self._spot(row, column), raw)
            return False, None
        return True, written(column, accepted.value)

    def _row(self, row: PlanRow, cells: Mapping[str, object]) -> None:
        name, unit = self._name(row), self._unit(row, cells)
        for column_name, raw in cells.items():
            column = in_unit(self.contract, self.contract.by_name[column_name], unit)
            fine, value = self._take(column, raw, name)
            old = row.cells.get(column_name)
            if not fine or _alike(column, old, value):
                continue
            if column.key:
                message = Text("键列不能在此修改。", "A key cell cannot be edited in place.")
                remedy = Text("请新增一行，再删除旧行。", "Add a new row, then delete the old one.")
                self._find("key_edit", "refused", message, remedy, self._spot(name, column), raw)
                continue
            self.edits.append(
                CellEdit(self.contract.key, row.row_key, column_name, value, row.versions.get(column_name, 0))
            )
            self._judge(column, name, old, value, raw)
        self._unit_changed(row, cells, unit)

    def _unit(self, row: PlanRow, cells: Mapping[str, object]) -> Cell:
        """Give the unit a row counts in, as it will be after these edits."""
        column = self.contract.by_name.get("unit")
        if column is None or "unit" not in cells:
            return row.cells.get("unit")
        return taken(column, cells["unit"]).value

    def _judge(self, column: Column, name: str, old: Cell, value: str | None, raw: object) -> None:
        """Doubt a rate that looks like a fraction, and note a change that needs a reason."""
        new = typed(column, value)
        if not isinstance(old, float) or not isinstance(new, float):
            return
        was, becomes = shown_cell(column, old, self.lang), shown_cell(column, new, self.lang)
        if abs(new - old) > self.reason_above * abs(old):
            self.large.append(Large(name, self.contract.by_name[column.name].header, was, becomes))
        if column.unit in HUNDREDTHS and _bare(raw) and _like_a_fraction(old, new):
            meant = shown_cell(column, new * 100, self.lang)
            message = Text(
                f"“{raw}”按 {becomes} 读取，原值是 {was}。是不是想写 {meant}？",
                f"“{raw}” was read as {becomes}; it was {was}. Did you mean {meant}?",
            )
            remedy = Text(
                f"若是，请改为 {meant}；若不是，可以直接保存。", f"If so, type {meant}; if not, save it as it is."
            )
            self._find("fraction_of_percent", "noted", message, remedy, self._spot(name, column), raw)

    def _unit_changed(self, row: PlanRow, cells: Mapping[str, object], unit: Cell) -> None:
        """Say what a row's numbers become when their unit changes and they do not."""
        before = row.cells.get("unit")
        if before == unit or (before in HUNDREDTHS) == (unit in HUNDREDTHS):
            return
        for column in self.contract.columns:
            value = row.cells.get(column.name)
            now = in_unit(self.contract, column, unit)
            if now.unit == column.unit or value is None or column.name in cells:
                continue
            was = shown_cell(in_unit(self.contract, column, before), value, self.lang)
            becomes = shown_cell(now, value, self.lang)
            message = Text(
                f"单位改变而数值未改：{was} 将读作 {becomes}。",
                f"The unit changes and the number does not: {was} will read {becomes}.",
            )
            remedy = Text("如不对，请同时改写数值。", "If that is wrong, type the number anew as well.")
            self._find("unit_changed", "noted", message, remedy, self._spot(self._name(row), column), becomes)

    def _new_row(self, number: int, cells: Mapping[str, object], taken_keys: dict[str, int]) -> None:
        name = new_row_name(number, self.lang)
        unit_column = self.contract.by_name.get("unit")
        unit = taken(unit_column, cells.get("unit")).value if unit_column is not None else None
        values: dict[str, str | None] = {}
        fine = True
        for column in self.contract.columns:
            ok, values[column.name] = self._take(in_unit(self.contract, column, unit), cells.get(column.name), name)
            fine &= ok or not column.key
        key = row_key(self.contract, values)
        if fine and (key in self.present or key in taken_keys):
            shown = row_name(self.contract, key, {}, self.lang)
            message = Text(f"已有一行“{shown}”。", f"There already is a row “{shown}”.")
            remedy = Text("请修改那一行，或换一个键。", "Edit that row, or choose another key.")
            self._find("duplicate_key", "refused", message, remedy, name, shown)
        taken_keys[key] = number
        self.edits.append(CellEdit(self.contract.key, key, ROW, "1"))
        self.edits += [
            CellEdit(self.contract.key, key, one, value) for one, value in values.items() if value is not None
        ]

    def _row_gone(self, key: str, cells: Mapping[str, object]) -> None:
        name = row_name(self.contract, key, {}, self.lang)
        columns = ", ".join(self.contract.by_name[one].header.of(self.lang) for one in cells)
        message = Text("这一行已被删除。", "This row has been deleted meanwhile.")
        remedy = Text("请放弃对它的修改，或重新新增这一行。", "Discard what you typed there, or add the row anew.")
        self._find("row_gone", "refused", message, remedy, f"{name}, {columns}", ", ".join(map(str, cells.values())))

    def _gone(self, row: PlanRow) -> list[CellEdit]:
        cells = [
            CellEdit(self.contract.key, row.row_key, name, None, row.versions.get(name))
            for name, value in row.cells.items()
            if value is not None
        ]
        return [CellEdit(self.contract.key, row.row_key, ROW, None, row.versions.get(ROW)), *cells]


def _alike(column: Column, old: Cell, value: str | None) -> bool:
    """Tell whether a cell stays what it was, but for what writing a number down can change."""
    if column.type == "number" and isinstance(old, float) and value is not None:
        return f"{old:.12g}" == f"{float(value):.12g}"
    return written(column, old) == value


def _bare(raw: object) -> bool:
    """Tell a number typed without a unit."""
    return not isinstance(raw, str) or bool(_ONLY_DIGITS.fullmatch(unicodedata.normalize("NFKC", raw)))


def _like_a_fraction(old: float, new: float) -> bool:
    """Tell a rate that became far smaller than it was and lies under 1.5%; both are stored as fractions."""
    return bool(old and new) and abs(new * 100) <= _LIKE_A_FRACTION and abs(old / new) > _FAR_OFF


def understood(
    grid: GridEdits, seen: Sequence[PlanRow], reason_above: float, lang: Lang, present: Collection[str] = ()
) -> Understood:
    """Check everything typed; ``reason_above`` is the share of its value by which a number may move without a reason.

    ``seen`` are the rows as their editor saw them: their versions let the door notice edits by others. ``present`` are the
    keys of the rows there are by now, so that a row added does not run over one that somebody else added meanwhile.
    """
    return _Check(grid, seen, reason_above, lang, present).run()


def edited(
    grid: GridEdits,
    seen: Sequence[PlanRow],
    author: Author,
    reason: str,
    reason_above: float,
    lang: Lang = "zh",
    present: Collection[str] = (),
) -> Draft:
    """Write the change set of a grid; raises EditRefused with all findings at once, a missing reason among them."""
    checked = understood(grid, seen, reason_above, lang, present)
    found = list(checked.refused)
    if not reason.strip():
        found += [_needs_reason(grid.sheet, one, reason_above, lang) for one in checked.large]
    if found:
        raise EditRefused(
            Text(
                f"有 {len(found)} 处需要修改，没有保存任何内容。",
                f"{len(found)} things need attention; nothing was saved.",
            ),
            Text("请按每一条的提示修改后再保存。", "Mend each as it says, then save again."),
            findings=tuple(found),
        )
    return Draft("edit", author, reason.strip(), edits=checked.edits)


def _needs_reason(sheet: str, large: Large, above: float, lang: Lang) -> Finding:
    message = Text(
        f"由 {large.old} 改为 {large.new}，超过 {above:.0%}，需要说明理由。",
        f"From {large.old} to {large.new} is more than {above:.0%} and needs a reason.",
    )
    remedy = Text("请在保存前填写理由。", "Write the reason before saving.")
    place = Place(sheet=contracts()[sheet].title.of(lang), cell=f"{large.row}, {large.column.of(lang)}")
    return Finding("reason", "refused", message, remedy, place, large.new)
