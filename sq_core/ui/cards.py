"""The row of cards a chapter opens with: at most six readings, each with what is needed to trust and to judge it.

One element draws the whole row, so that names, figures and courses stand on shared lines whatever their length. Everything
on a card is written here, in the language of the desk; the browser only places it. A card is a button: it asks where its
number comes from.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sq_core.catalogue import UNTRUSTED
from sq_core.ui.asked import WITNESS, token
from sq_core.ui.browser import element
from sq_core.ui.spark import spark
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.ui.trace_panel import show_trace
from sq_core.words import UNITS, Text, count, difference, interval, number, percent_change, period, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.words import Lang

MOST = 6
TARGET = Text("目标", "Target")
PLAN = Text("计划", "Plan")
LAST_PERIOD = Text("环比", "Last period")
LAST_YEAR = Text("同比", "Last year")
SAMPLE = Text("示例数据", "sample data")
ASK = Text("查看来源", "See where it comes from")
RELATIVE = frozenset({"cny", "count"})
"""Units whose change is told as a share: a difference in yuan says little without its base."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what it is, its figure, the unit set smaller, and its tone where it is a judgement."""

    kind: str
    """aim or change: the two stand beside each other where there is room."""
    label: str
    text: str
    unit: str = ""
    tone: str = ""


def change_line(reading: Reading, before: float | None, label: Text, lang: Lang) -> Line | None:
    """Write the change from an earlier value, with its unit where that is not the one beside the value."""
    if reading.value is None or before is None:
        return None
    moved = reading.value - before
    relative = reading.unit in RELATIVE
    written = percent_change(reading.value, before, lang) if relative else difference(moved, reading.unit, lang)
    still = not written.text.strip("+−0.,")
    arrow = "→" if still else "↑" if moved > 0 else "↓"
    judged = not still and reading.status not in UNTRUSTED
    tone = change_tone(moved, reading.better) if judged else "quiet"
    unit = written.label if relative or UNITS[reading.unit].difference else ""
    return Line("change", label.of(lang), f"{arrow} {written.text}", unit, tone)


def aim_line(value: float | None, reading: Reading, label: Text, lang: Lang) -> Line | None:
    """Write target or plan; its unit stands beside the value, only a percent sign and a scale are said again."""
    if value is None:
        return None
    written = number(value, reading.unit, lang)
    unit = written.label if reading.unit in RELATIVE or reading.unit == "percent" else ""
    return Line("aim", label.of(lang), written.text, unit)


def lines_of(reading: Reading, lang: Lang) -> list[Line]:
    """Write what a value is held against: target, plan, the period and the year before, as far as they are known."""
    found = (
        aim_line(reading.target, reading, TARGET, lang),
        aim_line(reading.plan, reading, PLAN, lang),
        change_line(reading, reading.previous, LAST_PERIOD, lang),
        change_line(reading, reading.previous_year, LAST_YEAR, lang),
    )
    return [line for line in found if line is not None]


def foot_of(reading: Reading, lang: Lang, grain: str, confidence: float) -> list[list[str]]:
    """Write what a value rests on, in the parts that may stand on lines of their own: its interval; n and period."""
    between = []
    if reading.low is not None and reading.high is not None:
        between.append(f"{confidence:.0%} {interval(reading.low, reading.high, reading.unit, lang)}")
    rests = []
    if reading.n is not None:
        rests.append(count(reading.n, lang))
    if reading.period is not None:
        rests.append(period(reading.period, grain, lang))
    return [part for part in (between, rests) if part]


def card_of(
    reading: Reading, lang: Lang, grain: str, *, sample: bool, confidence: float, aimed: bool = True
) -> dict[str, object]:
    """Write everything a card shows; where no goal could ever aim at a reading, the want of one is not said."""
    value = number(reading.value, reading.unit, lang)
    word = status_words(reading.status).of(lang) if aimed or reading.status != "none" else ""
    lines, foot = lines_of(reading, lang), foot_of(reading, lang, grain, confidence)
    reason = reading.broken.message.of(lang) if reading.broken else ""
    remedy = reading.broken.remedy.of(lang) if reading.broken else ""
    told = [reading.title.of(lang), spoken(reading.value, reading.unit, lang), word]
    told += [f"{line.label} {line.text}{line.unit}" for line in lines] + [each for part in foot for each in part]
    told += [reason, remedy, SAMPLE.of(lang) if sample and reading.value is not None else ""]
    return {
        "metric": reading.metric,
        "token": token((reading,)),
        "name": reading.title.of(lang),
        "text": value.text,
        "unit": value.label,
        "status": reading.status,
        "tone": status_tone(reading.status),
        "word": word,
        "lines": [asdict(one) for one in lines],
        "foot": foot,
        "spark": spark(reading.trend),
        "reason": reason,
        "remedy": remedy,
        "ask": ASK.of(lang),
        "told": ("，" if lang == "zh" else ", ").join(part for part in told if part),
    }


def _written(desk: Desk, reading: Reading) -> dict[str, object]:
    metric = desk.catalogue.metrics.get(reading.metric)
    aimed = metric is None or not metric.over_rows  # a goal is never held against what a model makes of goals
    return card_of(reading, desk.lang, desk.grain, sample=desk.sample, confidence=desk.rules.confidence, aimed=aimed)


def cards(desk: Desk, readings: Sequence[Reading], *, key: str = "") -> str | None:
    """Draw a row of at most six cards; return the metric somebody asks about, whose trace is opened."""
    shown = tuple(readings)[:MOST]
    if not shown:
        return None
    for reading in shown:
        WITNESS.note("card", reading.metric, (reading.value,), (reading,))
    row = element("cards", '<div class="frame"></div>')
    answer = row(
        key=key or "cards." + ".".join(reading.metric for reading in shown),
        data={"cards": [_written(desk, reading) for reading in shown]},
        on_asked_change=lambda: None,
    )
    asked: str | None = answer.asked
    for reading in shown:
        if token((reading,)) == asked:
            show_trace(reading)
            return reading.metric
    return None
