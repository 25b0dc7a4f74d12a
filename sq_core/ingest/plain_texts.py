"""Texts that need no reading, found by vector: of a long column only the odd ones go through the rules one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sq_core.ingest.accept_number import factor_of
from sq_core.ingest.cell_words import CONTROL_PATTERN, MISSING_ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sq_core.ingest.accepted import Manner
    from sq_core.sheets import Cell, Column

_NOT_PLAIN = r"^#|^\*+$|[\x{ff00}-\x{ffef}]|" + CONTROL_PATTERN
_ISO_MOMENT = r"^(19|20|21)\d{2}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$"
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Plain:
    """Which of some texts need no reading, and the value of each (of the others, anything)."""

    easy: NDArray[np.bool_]
    values: Sequence[Cell]


def plain_texts(column: Column, texts: list[str], manner: Manner) -> Plain | None:
    """Find the texts that need no reading; None where the column's type has no such."""
    array = pa.array(texts, pa.string())
    if column.type == "text" and column.name != "unit":
        trimmed = pc.utf8_trim_whitespace(array)
        odd = pc.or_(pc.not_equal(trimmed, array), pc.match_substring_regex(array, _NOT_PLAIN))
        odd = pc.or_(odd, pc.is_in(pc.utf8_lower(trimmed), pa.array(sorted(MISSING_ANYWHERE))))
        easy = ~odd.to_numpy(zero_copy_only=False)
        return Plain(easy, list(texts))
    if column.type == "moment":
        return _moments(array)
    if column.type == "number" and factor_of(column, manner) == 1.0 and not manner.decimal_comma:
        easy = pc.match_substring_regex(array, r"^-?\d{1,15}(\.\d{1,15})?$").to_numpy(zero_copy_only=False)
        if column.lowest is None and column.highest is None:
            numbers = pc.cast(pc.if_else(pa.array(easy), array, None), pa.float64())
            return Plain(easy, numbers.to_pylist())
    return None


def _moments(array: pa.Array) -> Plain | None:
    """Take moments written as 2026-10-31 09:30:00; None where one of them is on no calendar."""
    easy = pc.match_substring_regex(array, _ISO_MOMENT)
    try:
        seconds = pc.cast(pc.if_else(easy, array, None), pa.timestamp("s")).cast(pa.int64())
    except pa.ArrowInvalid:
        return None
    days = np.asarray(seconds.fill_null(0).to_numpy(zero_copy_only=False), np.float64) / _SECONDS_A_DAY
    return Plain(easy.to_numpy(zero_copy_only=False), days.tolist())
