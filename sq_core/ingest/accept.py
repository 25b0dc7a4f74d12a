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
    from collections.abc import Callable, Mapping

    from sq_core.sheets import Column, ColumnType

_ONE_UNIT = Text("单位写法已统一", "Units were brought to one spelling")
_NO_CONTROLS = Text("已去除不可见的控制字符", "Invisible control characters were removed")
_NO_SPACES = Text("已去除首尾空格", "Spaces at the ends were removed")


def _accept_text(column: Column, raw: object, manner: Manner) -> Accepted:
    """Take a text as it stands: what looks like a formula, markup or a link is text, and stays so."""
    del manner  # a text is written in one way only
    if not isinstance(raw, str):
        return Accepted(as_text(raw))
    clean = without_controls(raw)
    trimmed = clean.strip()
    if not trimmed or is_missing(raw, as_text=True):
        return missing(column)
    if column.name == "unit" and (measure := find_measure(trimmed)) and measure.unit != trimmed:
        return Accepted(measure.unit, change=_ONE_UNIT, rule="unit-spelling")
    if clean.replace("\r", "") != raw.replace("\r", ""):
        return Accepted(trimmed, change=_NO_CONTROLS, rule="control")
    return Accepted(trimmed) if trimmed == clean else Accepted(trimmed, change=_NO_SPACES, rule="spaces")


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


_BY_TYPE: Mapping[ColumnType, Callable[[Column, object, Manner], Accepted]] = {
    "text": _accept_text,
    "number": accept_number,
    "integer": accept_number,
    "date": accept_date,
    "month": accept_date,
    "moment": accept_date,
    "choice": accept_choice,
    "flag": accept_flag,
}


def accept_in(column: Column, raw: object, manner: Manner) -> Accepted:
    """Check one cell of a column that is written in the given manner."""
    nothing = raw is None or raw != raw  # a grid hands a blank number over as NaN, a blank date as NaT  # noqa: PLR0124
    if nothing or (isinstance(raw, str) and not raw.strip()):
        return blank(column)
    broken = _broken(column, raw) if isinstance(raw, str) else None
    return broken or _BY_TYPE[column.type](column, raw, manner)


def accept(column: Column, raw: object, *, unit: str = "") -> Accepted:
    """Check one cell on its own; ``unit`` is the spelling of the unit a bare number is in (``%``, ``万元``)."""
    return accept_in(column, raw, Manner(unit=unit))
