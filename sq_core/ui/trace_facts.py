"""What a number rests on and how it is made, in words: status, n, interval, dates, evidence, formula, and the rules it met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sq_core.ui.elements.prose import muted, plain_text, small
from sq_core.ui.status import status_tone, status_words
from sq_core.words import MISSING, Text, count, day, interval, listed, number, period, spoken

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.trace import Rule, Trace
    from sq_core.words import Lang

MADE = Text("怎样算出", "How it is made")
RULES = Text("判断规则", "How it is judged")
RULE = Text("{meaning}：{value}（{place}）", "{meaning}: {value} ({place})")
SHIPPED = Text("默认值", "default")
FACTS = {
    "status": Text("状态", "Status"),
    "interval": Text("区间", "Interval"),
    "n": Text("样本量", "Sample size"),
    "period": Text("期间", "Period"),
    "dates": Text("数据日期", "Data dates"),
    "evidence": Text("证据", "Evidence"),
    "target": Text("目标", "Target"),
    "plan": Text("计划", "Plan"),
    "baseline": Text("基线", "Baseline"),
    "owner": Text("责任人", "Owner"),
}


def draw_facts(reading: Reading, trace: Trace, lang: Lang, grain: str) -> None:
    """Say what the number rests on, in as many columns as there is to say."""
    unit = reading.unit
    graded = listed([one for source in trace.sources for one in source.grades]).of(lang) if trace.sources else ""
    told = {
        "status": status_words(reading.status).of(lang),
        "interval": interval(reading.low, reading.high, unit, lang),
        "n": count(reading.n, lang).removeprefix("n="),
        "period": period(reading.period, grain, lang) if reading.period else MISSING,
        "dates": _dates(trace, lang),
        "evidence": graded or MISSING,
        "target": _target(reading, lang),
        "plan": spoken(reading.plan, unit, lang),
        "baseline": spoken(reading.baseline, unit, lang),
        "owner": reading.owner or MISSING,
    }
    known = {name: text for name, text in told.items() if text != MISSING}
    tone = {"good": "green", "watch": "orange", "bad": "red"}.get(status_tone(reading.status), "gray")
    with st.container(horizontal=True, gap="medium"):
        for name, text in known.items():
            shown = plain_text(text) if name != "status" else f":{tone}[{plain_text(text)}]"
            st.markdown(f"{small(FACTS[name].of(lang))}  \n**{shown}**", width="content")


def _dates(trace: Trace, lang: Lang) -> str:
    if trace.oldest is None or trace.newest is None:
        return MISSING
    ends = dict.fromkeys((day(trace.oldest, lang), day(trace.newest, lang)))
    return " – ".join(ends)


def _target(reading: Reading, lang: Lang) -> str:
    if reading.target is None:
        return MISSING
    by = f" · {day(reading.target_date, lang)}" if reading.target_date else ""
    return f"{number(reading.target, reading.unit, lang)}{by}"


def draw_formula(trace: Trace, lang: Lang) -> None:
    """Say how it is made, sentence by sentence."""
    sentences = [*trace.formula, *([trace.interval] if trace.interval is not None else [])]
    if sentences:
        lines = "\n".join(f"- {plain_text(one.of(lang))}" for one in sentences)
        st.markdown(f"**{MADE.of(lang)}**\n\n{lines}")


def draw_rules(rules: tuple[Rule, ...], lang: Lang) -> None:
    """Say by which thresholds it was judged, and where each was written."""
    if not rules:
        return
    lines = [
        RULE.fill(
            meaning=rule.meaning,
            value=spoken(float(rule.value), rule.unit or "none", lang),
            place=str(rule.place) if rule.place is not None else SHIPPED,
        ).of(lang)
        for rule in rules
    ]
    st.markdown(f"**{RULES.of(lang)}**")
    for line in lines:
        muted(line)
