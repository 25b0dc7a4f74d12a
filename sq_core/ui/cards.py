"""The row of cards a chapter opens with: at most six readings, each with what is needed to trust and to judge it.

One element draws the whole row, so that names, figures and courses stand on shared lines whatever their length. Everything
on a card is written here, in the language of the desk; the browser only places it. A card is a button: it asks where its
number comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.ui.browser import element
from sq_core.ui.spark import spark
from sq_core.ui.status import change_tone, status_tone, status_words
from sq_core.ui.trace_panel import show_trace
from sq_core.words import Text, count, difference, interval, number, percent_change, period, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.words import Lang

MOST = 6
TARGET = Text("目标 {value}", "Target {value}")
PLAN = Text("计划 {value}", "Plan {value}")
LAST_PERIOD = Text("环比", "vs last period")
LAST_YEAR = Text("同比", "vs last year")
SAMPLE = Text("示例", "sample")
ASK = Text("查看来源", "See where it comes from")
RELATIVE = frozenset({"cny", "count"})
"""Units whose change is told as a share: a difference in yuan says little without its base."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a value moved against an earlier one, written and judged."""

    against: str
    text: str
    tone: str


def change(now: float | None, before: float | None, reading: Reading, against: Text, lang: Lang) -> Change | None:
    """Write the change from an earlier value; None where there is nothing to compare with."""
    if now is None or before is None:
        return None
    moved = now - before
    written = percent_change(now, before, lang) if reading.unit in RELATIVE else difference(moved, reading.unit, lang)
    arrow = "→" if not written.text.strip("+−0.,") else "↑" if moved > 0 else "↓"
    tone = "quiet" if arrow == "→" else change_tone(moved, reading.better)
    return Change(against.of(lang), f"{arrow} {written}", tone)


def changes(reading: Reading, lang: Lang) -> list[Change]:
    """Write the changes on the last period and on the last year, where both are known and complete."""
    found = (
        change(reading.value, reading.previous, reading, LAST_PERIOD, lang),
        change(reading.value, reading.previous_year, reading, LAST_YEAR, lang),
    )
    return [each for each in found if each is not None]


def card_of(reading: Reading, lang: Lang, grain: str, *, sample: bool) -> dict[str, object]:
    """Write everything a card shows."""
    value = number(reading.value, reading.unit, lang)
    word = status_words(reading.status).of(lang)
    found = changes(reading, lang)
    aims = _aims(reading, lang)
    foot = _foot(reading, grain, lang)
    reason = reading.broken.message.of(lang) if reading.broken else ""
    remedy = reading.broken.remedy.of(lang) if reading.broken else ""
    moved = [f"{each.against} {each.text}" for each in found]
    told = [reading.title.of(lang), spoken(reading.value, reading.unit, lang), word, *aims, *moved, foot, reason, remedy]
    return {
        "metric": reading.metric,
        "name": reading.title.of(lang),
        "text": value.text,
        "unit": value.label,
        "status": reading.status,
        "tone": status_tone(reading.status),
        "word": word,
        "aims": aims,
        "changes": [{"against": each.against, "text": each.text, "tone": each.tone} for each in found],
        "foot": foot,
        "sample": SAMPLE.of(lang) if sample and reading.value is not None else "",
        "spark": spark(reading.trend),
        "reason": reason,
        "remedy": remedy,
        "ask": ASK.of(lang),
        "told": ("，" if lang == "zh" else ", ").join(part for part in told if part),
    }


def _aims(reading: Reading, lang: Lang) -> list[str]:
    """Write target and plan without their unit, which stands beside the value."""
    aims = ((TARGET, reading.target), (PLAN, reading.plan))
    return [name.of(lang).format(value=_bare(value, reading.unit, lang)) for name, value in aims if value is not None]


def _bare(value: float, unit: str, lang: Lang) -> str:
    written = number(value, unit, lang)
    return str(written) if unit in RELATIVE or unit == "percent" else written.text


def _foot(reading: Reading, grain: str, lang: Lang) -> str:
    parts = []
    if reading.low is not None and reading.high is not None:
        parts.append(f"95% {interval(reading.low, reading.high, reading.unit, lang)}")
    if reading.n is not None:
        parts.append(count(reading.n, lang))
    if reading.period is not None:
        parts.append(period(reading.period, grain, lang))
    return " · ".join(parts)


def cards(desk: Desk, readings: Sequence[Reading], *, key: str = "") -> str | None:
    """Draw a row of at most six cards; return the metric somebody asks about, whose trace is opened."""
    shown = tuple(readings)[:MOST]
    if not shown:
        return None
    row = element("cards", '<div class="frame"></div>')
    answer = row(
        key=key or "cards." + ".".join(reading.metric for reading in shown),
        data={"cards": [card_of(reading, desk.lang, desk.grain, sample=desk.sample) for reading in shown]},
        on_asked_change=lambda: None,
    )
    asked: str | None = answer.asked
    for reading in shown:
        if reading.metric == asked:
            show_trace(reading)
    return asked
