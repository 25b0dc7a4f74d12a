"""The pictures and tables of the customer's journey: emotion curve, pains, funnel, touchpoints, and rows that need mending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts
from sq_core.catalogue import UNTRUSTED
from sq_core.desk import journey, journey_sentences
from sq_core.sheets import contracts
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.ui.status import change_tone
from sq_core.words import MISSING, Text, count, difference, same, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.journey import StatedTouchpoint
    from sq_core.desk.journey_funnel import Funnel
    from sq_core.desk.remarks import Remark
    from sq_core.ui.asked import Asked
    from sq_core.words import Lang

OWNER = Text("负责人", "Owner")
THIN = Text("样本不足", "thin sample")
SHOWN_REMARKS = 30
COLUMNS: tuple[tuple[str, Column], ...] = (
    ("touch_satisfaction", Column(Text("满意度", "Satisfaction"), number=True)),
    ("change", Column(Text("环比", "On last period"), number=True)),
    ("touch_pain", Column(Text("痛点指数", "Pain"), number=True)),
    ("touch_effort", Column(Text("费力度", "Effort"), number=True)),
    ("touch_nps", Column(Text("净推荐值", "NPS"), number=True)),
    ("touch_contacts", Column(Text("接触量", "Contacts"), number=True)),
    ("touch_completion", Column(Text("完成率", "Completed"), number=True)),
)


def by_place(desk: Desk, metric: str) -> list[tuple[StatedTouchpoint, Reading]]:
    """Read a metric at every touchpoint that has a value, in the order of the journey."""
    found = journey.by_touchpoint(desk, metric)
    return [(one, found[one.touchpoint]) for one in journey.stated(desk) if one.touchpoint in found]


def emotion_picture(desk: Desk) -> charts.Picture:
    """Draw satisfaction along the journey with its moments of truth."""
    now = journey.standing(desk)
    distances = by_place(desk, "touch_distance")
    judged = {one.touchpoint: reading for one, reading in distances}
    whole = desk.reading("journey_score")
    basis = Text("满意度，各量表换算为 0 至 10 分", "Satisfaction, every scale brought to 0 to 10")
    basis += Text(" · ", " · ") + desk.period_name(now.period)
    if whole.n is not None:
        basis += Text(" · ", " · ") + Text(count(whole.n, "zh"), count(whole.n, "en"))
    return charts.emotion_curve(
        [_point(desk, one, now.scored.get(one.touchpoint), judged.get(one.touchpoint)) for one in now.touchpoints],
        unit="points",
        caption=charts.Caption(journey_sentences.moments(distances, now.scored), basis),
        mean=whole.value,
    )


def _point(desk: Desk, one: StatedTouchpoint, reading: Reading | None, distance: Reading | None) -> charts.EmotionPoint:
    if reading is None:
        return charts.EmotionPoint(one.touchpoint, one.name, one.stage_name, None)
    return charts.EmotionPoint(
        one.touchpoint,
        one.name,
        one.stage_name,
        reading.value,
        reading.low,
        reading.high,
        reading.previous,
        reading.n,
        _feeling(desk, one, reading, distance),
    )


def _feeling(desk: Desk, one: StatedTouchpoint, reading: Reading, distance: Reading | None) -> charts.Feeling:
    if reading.status in UNTRUSTED:
        return "thin"
    status = distance.status if distance else "none"
    if status in ("good", "bad"):
        return "made" if status == "good" else "broken"
    return "matters" if journey.matters(desk, one) else "plain"


def pains_picture(desk: Desk, pains: Sequence[tuple[StatedTouchpoint, Reading]]) -> charts.Picture:
    """Draw the pain of every touchpoint, the worst on top; few answers are said beside the name."""
    rows = [
        charts.RankedRow(
            one.name + (Text("（", " (") + THIN + Text("）", ")") if pain.status in UNTRUSTED else Text("", "")),
            pain.value,
            pain.low,
            pain.high,
            pain.n,
        )
        for one, pain in pains
        if pain.value is not None
    ]
    basis = Text("重要性 ×（10 − 满意度），最痛为 100", "Importance × (10 − satisfaction), 100 is the worst")
    basis += Text(" · ", " · ") + desk.period_name(journey.standing(desk).period)
    caption = charts.Caption(journey_sentences.pains(pains), basis)
    return charts.ranked_dots(rows, unit="points", caption=caption, better="up")


def stages_picture(desk: Desk) -> charts.Picture:
    """Draw the journey's score stage by stage against the whole."""
    names, whole = journey.stages(desk), desk.reading("journey_score")
    readings = desk.by("journey_score", "stage")
    rows = [
        charts.RankedRow(names.get(one.dimensions["stage"], same(MISSING)), one.value, one.low, one.high, one.n)
        for one in readings
        if one.value is not None
    ]
    basis = Text("阶段评分，按重要性加权", "Score of each stage, weighted by importance")
    basis += Text(" · ", " · ") + desk.period_name(whole.period)
    caption = charts.Caption(journey_sentences.stages(readings, names), basis)
    return charts.ranked_dots(rows, unit="points", caption=caption, reference=whole.value)


def funnel_picture(desk: Desk, found: Funnel) -> charts.Picture:
    """Draw who goes on from step to step."""
    steps = []
    for step in found.steps:
        way = step.onward
        between = way.interval if way else None
        steps.append(
            charts.FunnelStep(
                step.touchpoint.name,
                step.entered.value or 0.0,
                way.share if way else None,
                between.low if between else None,
                between.high if between else None,
                way.refused.message if way and way.refused else None,
            )
        )
    basis = Text("开始每一步的人数", "People who began each step") + Text(" · ", " · ") + desk.period_name(found.period)
    return charts.funnel(steps, caption=charts.Caption(journey_sentences.through(found), basis))


def touchpoints_table(desk: Desk, *, key: str) -> None:
    """Draw every touchpoint with its readings, its owner and what is being done."""
    lang = state.current().lang
    readings = {name: journey.by_touchpoint(desk, name) for name, _ in COLUMNS if name != "change"}
    columns = (
        Column(Text("触点", "Touchpoint")),
        Column(Text("重要性", "Importance"), number=True),
        *(column for _, column in COLUMNS),
        Column(OWNER),
        Column(Text("措施", "Action")),
    )
    rows, traces = [], []
    for one in journey.stated(desk):
        own = {name: found.get(one.touchpoint) for name, found in readings.items()}
        asked: list[Asked] = [reading for reading in own.values() if reading is not None]
        traces.append((*asked, RowName("touchpoints", one.touchpoint)))
        rows.append(_row(one, own, lang))
    label = Text("触点一览", "Touchpoints").of(lang)
    traced_table(columns, rows, lang, key=key, label=label, traces=traces)


def _row(one: StatedTouchpoint, own: Mapping[str, Reading | None], lang: Lang) -> tuple[str | Cell, ...]:
    about = " · ".join(part for part in (one.touchpoint, one.stage_name.of(lang), one.channel or "") if part)
    return (
        Cell(one.name.of(lang), "strong", about),
        MISSING if one.importance is None else f"{one.importance:g}",
        *(
            _change(own["touch_satisfaction"], lang) if name == "change" else _value(own[name], lang)
            for name, _ in COLUMNS
        ),
        one.owner or MISSING,
        one.action.of(lang) if one.action else MISSING,
    )


def _value(reading: Reading | None, lang: Lang) -> Cell:
    if reading is None:
        return Cell(MISSING)
    thin = reading.status in UNTRUSTED
    note = count(reading.n, lang) if reading.metric == journey.SATISFACTION and reading.n is not None else ""
    note = " · ".join(part for part in (note, THIN.of(lang) if thin and note else "") if part)
    return Cell(spoken(reading.value, reading.unit, lang), "quiet" if thin else "", note)


def _change(reading: Reading | None, lang: Lang) -> Cell:
    if reading is None or reading.value is None or reading.previous is None:
        return Cell(MISSING)
    moved = reading.value - reading.previous
    written = difference(moved, reading.unit, lang)
    quiet = reading.status in UNTRUSTED or not written.text.strip("+−0.,")
    return Cell(str(written), "quiet" if quiet else change_tone(moved, reading.better))


def remarks_table(remarks: Sequence[Remark], *, key: str) -> None:
    """Draw rows of sheets that need mending, each with what is wrong and how to mend it; nothing where nothing is."""
    lang = state.current().lang
    columns = (
        Column(Text("工作表", "Sheet")),
        Column(Text("行", "Row")),
        Column(Text("问题", "What is wrong")),
        Column(Text("怎样补正", "How to mend it")),
    )
    shown = remarks[:SHOWN_REMARKS]
    rows = [
        (
            contracts()[one.sheet].title.of(lang),
            Cell(one.subject.of(lang), "strong"),
            one.message.of(lang),
            Cell(one.remedy.of(lang), "quiet"),
        )
        for one in shown
    ]
    left = len(remarks) - len(shown)
    label = Text("需要补正的行", "Rows to mend") + (same(f" +{left}") if left else Text("", ""))
    traced_table(
        columns, rows, lang, key=key, label=label.of(lang), traces=[RowName(one.sheet, one.row_key) for one in shown]
    )
