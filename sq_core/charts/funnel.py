"""The funnel: how many begin each step, and which share of them goes on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.marks import (
    INTERVAL,
    NAME,
    VALUE,
    alike,
    described,
    down,
    placed,
    row_names,
    spoken_both,
    tip,
    words,
    written_column,
)
from sq_core.charts.picture import Caption, Picture, Strokes
from sq_core.charts.scales import Ruler
from sq_core.charts.strokes import layer
from sq_core.words import Text, interval, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.charts.theme import Look

ONWARD = Text("走到下一步", "Went on to the next")
NOTATION = Text(
    "实条 开始这一步的人数 · ↓ 其中开始下一步的占比与 95% 区间 · 加粗 流失最多的一步",
    "Bar: people who began the step · ↓ share of them who began the next one, with 95% interval · bold: where most are lost",
)
PITCH = 46
"""A row holds the bar and, below it, the way to the next step."""


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step: how many began it, the share that began the next one, or why it cannot be told; None at the last."""

    name: Text
    entered: float
    share: float | None = None
    low: float | None = None
    high: float | None = None
    refused: Text | None = None


def funnel(steps: Sequence[FunnelStep], *, caption: Caption) -> Picture:
    """Draw the steps from top to bottom, each with its count and the way to the next."""
    found = tuple(steps)
    told = [
        one.name + Text(" ", " ") + spoken_both(one.entered, "count") + (Text("", "") if not _way(one).zh else Text("，", ", "))
        + _way(one)
        for one in found
    ]  # fmt: skip
    return Picture(caption, described(caption, told), max(len(found), 1) * PITCH + 6, partial(_draw, found), NOTATION)


def _way(step: FunnelStep) -> Text:
    if step.refused is not None:
        return step.refused
    return Text("", "") if step.share is None else spoken_both(step.share, "percent")


def _between(step: FunnelStep, look: Look) -> str:
    if step.low is None:
        return ""
    shown = interval(step.low, step.high, "percent", look.lang)
    return Text(f"（{shown}）", f" ({shown})").of(look.lang)


def _draw(steps: tuple[FunnelStep, ...], look: Look) -> Strokes:
    lang, theme = look.lang, look.theme
    ruler = Ruler(0.0, max((one.entered for one in steps), default=0.0) or 1.0, (), ())
    many = len(steps)
    leak = min((one.share for one in steps if one.share is not None), default=None)
    bars = [
        {
            "row": row,
            "zero": 0.0,
            "at": one.entered,
            "name": one.name.of(lang),
            "shown": spoken(one.entered, "count", lang),
            "onward": _way(one).of(lang) or "—",
            "between": interval(one.low, one.high, "percent", lang),
        }
        for row, one in enumerate(steps)
    ]
    ways = [
        {
            "row": row + 0.5,
            "zero": 0.0,
            "text": f"↓ {_way(one).of(lang)}{_between(one, look)}",
            "leak": one.share is not None and one.share == leak,
        }
        for row, one in enumerate(steps)
        if _way(one).zh
    ]  # fmt: skip
    tips = [
        tip("name", NAME, lang),
        tip("shown", VALUE, lang),
        tip("onward", ONWARD, lang),
        tip("between", INTERVAL, lang),
    ]
    y = down("row", many)
    strokes = [
        row_names([one.name.of(lang) for one in steps], look),
        layer(bars)
        .mark_bar(color=theme.ink, height=look.size(18))
        .encode(x=placed("zero", ruler), x2=alt.X2(field="at"), y=y, tooltip=tips),
        written_column(alike([one.entered for one in steps], "count", lang), look),
    ]
    for strong in (False, True):
        mark = layer(way for way in ways if way["leak"] is strong).mark_text(
            align="left",
            dx=look.size(4),
            color=theme.ink if strong else theme.muted,
            fontWeight=600 if strong else 400,
        )
        strokes.append(mark.encode(x=placed("zero", ruler), y=y, text=words()))
    return tuple(strokes)
