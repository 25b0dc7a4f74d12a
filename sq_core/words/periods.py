"""How a period is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.words.format import month
from sq_core.words.text import Text

if TYPE_CHECKING:
    from datetime import date

_QUARTERS = "一二三四"
ALL_TIME = Text("全部时间", "all time")
GRAIN_WORDS: dict[str, Text] = {
    "month": Text("月", "Month"),
    "quarter": Text("季", "Quarter"),
    "year": Text("年", "Year"),
    "all": Text("全部", "All time"),
}
AGAINST_PREVIOUS: dict[str, Text] = {
    "month": Text("较上月", "on last month"),
    "quarter": Text("较上季", "on last quarter"),
    "year": Text("较上年", "on last year"),
    "all": Text("", ""),
}
AGAINST_YEAR = Text("较上年同期", "on a year ago")


def period_name(start: date | None, grain: str, fiscal_start: int = 1) -> Text:
    """Call a period by its name: 2026年第三季度, Q3 2026; quarters and years are the programme's own."""
    if start is None or start.year == 1 or grain == "all":
        return ALL_TIME
    if grain == "month":
        return Text(month(start, "zh"), month(start, "en"))
    months = (start.month - fiscal_start) % 12
    year = start.year if start.month >= fiscal_start else start.year - 1
    prefix = Text("", "") if fiscal_start == 1 else Text("财年", "FY ")
    if grain == "year":
        return Text(f"{year}{prefix.zh or '年'}", f"{prefix.en}{year}")
    quarter = months // 3
    return Text(f"{year}{prefix.zh or '年'}第{_QUARTERS[quarter]}季度", f"Q{quarter + 1} {prefix.en}{year}")
