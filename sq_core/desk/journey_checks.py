"""What is wrong with touchpoints and their scores: each with its row and remedy, and left out of the readings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sq_core.desk.journey import stated
from sq_core.desk.remarks import Remark
from sq_core.words import Text, month, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sq_core.desk.desk import Desk
    from sq_core.ledger import PlanRow

SCORES = "touch_scores"
NO_IMPORTANCE = Text(
    "没有重要性，不计入按重要性的评分和痛点", "it has no importance and counts in no score by importance and no pain"
)
UNSCORED = Text("没有任何评分", "it was never scored")
UNKNOWN = Text("触点表中没有这个编号", "there is no such touchpoint")
OFF_SCALE = Text("满意度超出所写的量表", "its satisfaction lies off the scale stated")
NO_ANSWERS = Text("有评分而没有样本量", "it has scores and no n")
MORE_DONE = Text("完成的比进入的多，完成率不计", "more finished than began; its completion is left out")
HALF_COUNTED = Text("进入和完成只有一个", "only one of entered and completed is there")
MORE_VOTES = Text("推荐者与贬损者之和多于样本量", "promoters and detractors add up to more than n")


def remarks(desk: Desk) -> tuple[Remark, ...]:
    """Find everything wrong with the touchpoints and their scores."""

    def make() -> tuple[Remark, ...]:
        return (*_touchpoints(desk), *_scores(desk))

    return desk.kept("journey remarks", sheets=("touchpoints", SCORES), make=make)


def _touchpoints(desk: Desk) -> Iterator[Remark]:
    scored = {str(row.cells["touchpoint"]) for row in desk.rows(SCORES)}
    for one in stated(desk):
        subject = same(one.touchpoint) + Text(" ", " ") + one.name
        if one.importance is None:
            yield Remark(
                "touchpoints", one.touchpoint, subject, NO_IMPORTANCE, Text("写上 0 至 10。", "Give it 0 to 10.")
            )
        if scored and one.touchpoint not in scored:
            yield Remark(
                "touchpoints",
                one.touchpoint,
                subject,
                UNSCORED,
                Text("在触点评分表中补充。", "Add it to the touchpoint scores."),
            )


def _scores(desk: Desk) -> Iterator[Remark]:
    known = {one.touchpoint for one in stated(desk)}
    for row in desk.rows(SCORES):
        subject = same(str(row.cells["touchpoint"])) + Text(" ", " ") + _month(row)
        if row.cells["touchpoint"] not in known:
            yield Remark(
                SCORES,
                row.row_key,
                subject,
                UNKNOWN,
                Text("改正编号，或补充这个触点。", "Correct the code, or add the touchpoint."),
            )
            continue
        for message, remedy in _flaws(row):
            yield Remark(SCORES, row.row_key, subject, message, remedy)


def _month(row: PlanRow) -> Text:
    day = date.fromisoformat(str(row.cells["period"])[:10])
    return Text(month(day, "zh"), month(day, "en"))


def _number(row: PlanRow, column: str) -> float | None:
    value = row.cells.get(column)
    return None if value is None else float(value)


def _flaws(row: PlanRow) -> Iterator[tuple[Text, Text]]:
    score, low, high = (_number(row, name) for name in ("satisfaction", "scale_low", "scale_high"))
    n, entered, completed = (_number(row, name) for name in ("n", "entered", "completed"))
    votes = (_number(row, "promoters") or 0.0) + (_number(row, "detractors") or 0.0)
    if score is not None and not (low is not None and high is not None and low < high and low <= score <= high):
        yield OFF_SCALE, Text("核对满意度和量表两端。", "Check the satisfaction and both ends of its scale.")
    if not n and any(row.cells.get(name) is not None for name in ("satisfaction", "effort", "nps", "promoters")):
        yield NO_ANSWERS, Text("补充样本量。", "Add how many answers it rests on.")
    if entered is not None and completed is not None and completed > entered:
        yield MORE_DONE, Text("核对两个人数。", "Check both counts.")
    if (entered is None) != (completed is None):
        yield HALF_COUNTED, Text("补充另一个人数。", "Add the other count.")
    if n and votes > n:
        yield MORE_VOTES, Text("核对三个数。", "Check the three counts.")
