"""One cell against its contract column: normalised, converted, checked. The only place where a value becomes acceptable.

The ledger calls ``accept`` for a cell edited in a grid or on the command line; reading a workbook calls it for the distinct
values of a column. What only a whole column can tell (day or month first, decimal comma, the unit in its header) comes in
as its ``Manner``, so that both follow the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.ingest.accept_choice import accept_choice, accept_flag
from sq_core.ingest.accept_date import accept_date
from sq_core.ingest.accept_number import accept_number
from sq_core.ingest.accepted import Accepted, Manner, as_text, blank, missing, quoted, refused
from sq_core.ingest.cell_words import NOT_CALCULATED, is_error, is_missing, without_controls
from sq_core.ingest.unit_words import find_measure
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.sheets import Column


def _accept_text(column: Column, raw: object) -> Accepted:
    if not isinstance(raw, str):
        return Accepted(as_text(raw))
    if is_missing(raw, as_text=True):
        return missing(column)
    clean = without_controls(raw)
    trimmed = clean.strip()
    if not trimmed:
        return missing(column)
    if column.name == "unit" and (measure := find_measure(trimmed)) and measure.unit != trimmed:
        change = Text("单位写法已统一", "Units were brought to one spelling")
        return Accepted(measure.unit, change=change, rule="unit-spelling")
    if clean.replace("\r", "") != raw.replace("\r", ""):
        return Accepted(
            trimmed, change=Text("已去除不可见的控制字符", "Invisible control characters were removed"), rule="control"
        )
    if trimmed != clean:
        return Accepted(trimmed, change=Text("已去除首尾空格", "Spaces at the ends were removed"), rule="spaces")
    return Accepted(trimmed)


def _broken(column: Column, raw: str) -> Accepted | None:
    """Judge a cell whose formula failed or was never calculated; None for a sound one."""
    uncalculated = raw == NOT_CALCULATED
    if not uncalculated and not is_error(raw):
        return None
    if column.type == "text" and not column.key and not column.required:
        return missing(column)
    if uncalculated:
        return refused(
            "not-calculated",
            Text("公式没有保存计算结果", "A formula has no stored result"),
            Text("请在 Excel 中打开、保存后再上传", "Open the workbook in Excel, save it and upload it again"),
        )
    return refused(
        "formula-error",
        Text("公式出错，显示为{value}", "A formula failed and shows {value}").fill(value=quoted(raw)),
        Text("请修正公式，或改为填写数值", "Correct the formula, or enter the value itself"),
    )


def accept_in(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check one cell of a column that is written in the given manner."""
    if raw is None:
        return blank(column)
    if isinstance(raw, str):
        if not raw.strip():
            return blank(column)
        if broken := _broken(column, raw):
            return broken
    match column.type:
        case "text":
            return _accept_text(column, raw)
        case "number" | "integer":
            return accept_number(column, raw, manner)
        case "date" | "month":
            return accept_date(column, raw, manner)
        case "choice":
            return accept_choice(column, raw)
        case "flag":
            return accept_flag(column, raw, manner)


def accept(column: Column, raw: object, *, unit: str = "") -> Accepted:
    """Check one cell on its own; ``unit`` is the spelling of the unit a bare number is in (``%``, ``万元``)."""
    return accept_in(column, raw, Manner(unit=unit))
