"""The links of the service-profit chain as the programme states them: lags, and what is assumed where figures are too few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.desk.desk import Desk
    from sq_core.sheets import Cell

NODES: dict[str, tuple[Text, str]] = {
    "employee_satisfaction": (Text("员工满意度", "Employee satisfaction"), "points"),
    "employee_turnover": (Text("员工流失率", "Employee turnover"), "percent"),
    "service_quality": (Text("服务质量", "Service quality"), "points"),
    "customer_satisfaction": (Text("客户满意度", "Customer satisfaction"), "points"),
    "retention": (Text("客户保留率", "Retention"), "percent"),
    "revenue": (Text("收入", "Revenue"), "cny"),
    "profit": (Text("利润", "Profit"), "cny"),
}
ORDER = tuple(NODES)
BACKWARD = Text("环节应向前，不能倒退或指向自己", "a link has to lead forward, not back or to itself")
NO_ORDER = Text("最低、假设和最高的顺序不对", "lowest, assumed and highest are out of order")


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link as its row states it; ``flaw`` says why its assumption is not taken."""

    key: str
    source: str
    target: str
    lag: int
    elasticity: float | None
    low: float | None
    high: float | None
    basis: Text | None
    evidence: str
    owner: str
    flaw: Text | None

    @property
    def usable(self) -> bool:
        """Whether it states an elasticity that can be taken."""
        return self.elasticity is not None and self.flaw is None


def stated_links(desk: Desk) -> tuple[StatedLink, ...]:
    """Read the links that the programme states."""

    def make() -> tuple[StatedLink, ...]:
        return tuple(_stated(row.row_key, row.cells) for row in desk.rows("chain_links"))

    return desk.kept("stated links", sheets=("chain_links",), make=make)


def _stated(key: str, cells: Mapping[str, Cell]) -> StatedLink:
    source, target = str(cells.get("source")), str(cells.get("target"))
    value, low, high = (_number(cells.get(name)) for name in ("elasticity", "low", "high"))
    zh, en = (str(cells.get(f"basis_{lang}") or "") for lang in ("zh", "en"))
    flaw = None
    if source not in ORDER or target not in ORDER or ORDER.index(source) >= ORDER.index(target):
        flaw = BACKWARD
    elif value is not None and not (low if low is not None else value) <= value <= (
        high if high is not None else value
    ):
        flaw = NO_ORDER
    return StatedLink(
        key,
        source,
        target,
        int(_number(cells.get("lag")) or 0),
        value,
        low,
        high,
        Text(zh or en, en or zh) if zh or en else None,
        str(cells.get("evidence") or ""),
        str(cells.get("owner") or ""),
        flaw,
    )


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None
