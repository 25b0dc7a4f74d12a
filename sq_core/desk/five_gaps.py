"""The five gaps: what managers believe, what standards ask, what is delivered, what is promised, and what customers feel.

Gaps 1 to 4 come from two sides who score the same matter, gap 5 from the survey. They stand beside each other on one scale
and are never added up: gap 5 follows from the other four, in a way these figures cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.desk.modelled import Outcome
from sq_core.desk.servqual import item_gaps
from sq_core.errors import ModelError
from sq_core.models import SidedScore, gap_score, shortfall
from sq_core.sheets import contracts
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Metric, Reading, Status
    from sq_core.desk.desk import Desk
    from sq_core.sheets import Cell

GAPS: dict[str, tuple[Text, Text]] = {
    "g1": (Text("差距一 认识", "Gap 1 Knowledge"), Text("顾客期望与管理层的认识", "what customers expect and managers believe")),
    "g2": (Text("差距二 标准", "Gap 2 Standards"), Text("管理层的认识与服务标准", "what managers believe and standards ask")),
    "g3": (Text("差距三 传递", "Gap 3 Delivery"), Text("服务标准与一线实际", "what standards ask and the front line delivers")),
    "g4": (Text("差距四 沟通", "Gap 4 Communication"), Text("对外承诺与一线实际", "what is promised and delivered")),
    "g5": (Text("差距五 感知", "Gap 5 Perception"), Text("顾客期望与顾客感知", "what customers expect and perceive")),
}  # fmt: skip
FELT = "g5"
NOT_SCORED = Broken(
    Text("没有一行写全了两方的分数。", "No row has the scores of both sides."),
    Text("请在“差距题项”表中补全两方的分数和量表。", "Complete both scores and the scale in the sheet of gap items."),
)
NO_SCALE = Broken(
    Text("成对题项没有写明量表，差距五不能换算到 0 至 100。", "Paired items state no scale, so gap 5 cannot be put on 0 to 100."),
    Text("请在“问卷题项”表中写明量表。", "State the scale in the sheet of survey items."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GapItem:
    """One matter scored by two sides: ``short`` is what is missing in hundredths of the scale, else ``flaw`` says why."""

    key: str
    gap: str
    name: Text
    asks: Text
    asked: float | None
    meets: Text
    met: float | None
    n: float | None
    scale: SidedScore | None
    short: float | None
    flaw: Text | None
    action: Text | None
    owner: str
    due: date | None


def gap_items(desk: Desk) -> tuple[GapItem, ...]:
    """Read all gap items, gap by gap, the widest first."""

    def make() -> tuple[GapItem, ...]:
        found = [_item(row.row_key, row.cells) for row in desk.rows("gap_items")]
        return tuple(sorted(found, key=lambda one: (one.gap, -(one.short or 0.0), one.key)))

    return desk.kept("gap items", sheets=("gap_items",), make=make)


def _item(key: str, cells: Mapping[str, Cell]) -> GapItem:
    asked, met, low, high = (_number(cells.get(name)) for name in ("score_a", "score_b", "scale_low", "scale_high"))
    scale, short, flaw = None, None, None
    if asked is None or met is None or low is None or high is None:
        flaw = Text("缺少一方的分数或量表", "A score or the scale is missing")
    else:
        scale = SidedScore(asked, met, low, high)
        try:
            short = shortfall(scale)
        except ModelError as error:
            scale, flaw = None, error.message
    counted = [n for n in (_number(cells.get("n_a")), _number(cells.get("n_b"))) if n is not None]
    code = str(cells.get("item"))
    return GapItem(
        key,
        str(cells.get("gap")),
        _both(cells, "wording") or Text(f"题项 {code}", f"Item {code}"),
        _role("role_a", cells),
        asked,
        _role("role_b", cells),
        met,
        min(counted) if len(counted) == 2 else None,
        scale,
        short,
        flaw,
        _both(cells, "action"),
        str(cells.get("owner") or ""),
        date.fromisoformat(str(cells.get("due"))) if cells.get("due") else None,
    )


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _both(cells: Mapping[str, Cell], name: str) -> Text | None:
    zh, en = (str(cells.get(f"{name}_{lang}") or "") for lang in ("zh", "en"))
    return Text(zh or en, en or zh) if zh or en else None


def _role(column: str, cells: Mapping[str, Cell]) -> Text:
    choices = {one.value: one.label for one in contracts()["gap_items"].by_name[column].choices}
    return choices.get(str(cells.get(column)), Text("未写明", "Not stated"))


def scores(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Score gaps 1 to 4 from their items and gap 5 from the survey, each on 0 to 100."""
    own = [_scored(desk, gap) for gap in GAPS if gap != FELT]
    felt = _felt(desk)
    return tuple(one for one in (*own, felt) if one is not None)


def _scored(desk: Desk, gap: str) -> Outcome | None:
    items = [one for one in gap_items(desk) if one.gap == gap]
    if not items:
        return None
    where, known = (("gap", gap),), [one for one in items if one.scale is not None]
    if not known:
        return Outcome(where, None, broken=NOT_SCORED, status="empty")
    counted = [one.n for one in known if one.n is not None]
    n = min(counted) if len(counted) == len(known) else None
    status: Status = "thin" if n is not None and n < desk.rules.thin_n else "none"
    owner = next((one.owner for one in known if one.owner), "")
    return Outcome(where, gap_score([one.scale for one in known if one.scale]), n=n, status=status, owner=owner)


def _felt(desk: Desk) -> Outcome | None:
    items, where = item_gaps(desk), (("gap", FELT),)
    if not items:
        return None
    scales = {
        str(row.cells.get("item")): (_number(row.cells.get("scale_low")), _number(row.cells.get("scale_high")))
        for row in desk.rows("survey_items")
    }
    resting = tuple(one.gap for one in items)
    sided = []
    for one in items:
        low, high = scales.get(one.item, (None, None))
        if low is None or high is None or one.expected.value is None or one.perceived.value is None:
            return Outcome(where, None, broken=NO_SCALE, status="empty", rests_on=resting)
        sided.append(SidedScore(one.expected.value, one.perceived.value, low, high))
    n = min((one.gap.n or 0.0) for one in items)
    status: Status = "thin" if n < desk.rules.thin_n else "none"
    return Outcome(where, gap_score(sided), n=n, status=status, period=items[0].gap.period, rests_on=resting)


def ladder(desk: Desk) -> tuple[Reading, ...]:
    """Give the readings of the five gaps in their order, as far as there is anything to score."""
    found = {one.dimensions["gap"]: one for one in desk.by("gap_score", "gap")}
    return tuple(found[gap] for gap in GAPS if gap in found)


def largest(readings: tuple[Reading, ...]) -> Reading | None:
    """Give the largest of gaps 1 to 4, the ones that can be acted on; None where none is open."""
    known = [one for one in readings if one.dimensions["gap"] != FELT and one.value]
    return max(known, key=lambda one: one.value or 0.0, default=None)


def answer_to(items: tuple[GapItem, ...], gap: str) -> GapItem | None:
    """Give the widest item of a gap that has an action, for what is done about the gap."""
    return next((one for one in items if one.gap == gap and one.action is not None and one.short), None)
