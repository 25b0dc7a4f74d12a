"""A remark: something wrong with one row of a plan sheet that its own columns cannot tell, with its remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Remark:
    """One row and what is wrong with it: it stays in the programme, and what it says is left out of the readings."""

    sheet: str
    row_key: str
    subject: Text
    message: Text
    remedy: Text


def counted(found: Sequence[Remark]) -> Text:
    """Say how many rows there are to mend: a title for their list."""
    return Text("{n} 处需要补正，所涉数值没有计入", "{n} to mend; what they say is left out").fill(n=len(found))
