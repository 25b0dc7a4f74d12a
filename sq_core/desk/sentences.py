"""Sentences composed by rule from readings: what is true now, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.words import Text, difference, listed, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.background import Comparison, Figure

_COUNTED: tuple[tuple[str, Text], ...] = (
    ("good", Text("{n} 项达标", "{n} on plan")),
    ("watch", Text("{n} 项需关注", "{n} to watch")),
    ("bad", Text("{n} 项偏离", "{n} off plan")),
    ("stale", Text("{n} 项数据过期", "{n} stale")),
    ("thin", Text("{n} 项样本不足", "{n} on thin evidence")),
)
_SCOPES = {"sector": Text("行业", "the sector"), "best": Text("最佳", "the best"), "world": Text("全球", "the world")}
NOTHING_YET = Text("还没有数据；请先上传工作簿。", "There is nothing yet; upload a workbook first.")


def said(value: float | None, unit: str) -> Text:
    """Say a value with its unit in both languages."""
    return Text(spoken(value, unit, "zh"), spoken(value, unit, "en"))


def said_difference(value: float | None, unit: str) -> Text:
    """Say a difference with sign and unit in both languages."""
    return Text(str(difference(value, unit, "zh")), str(difference(value, unit, "en")))


def size_of(value: float, unit: str) -> Text:
    """Say the size of a difference without its sign."""
    signless = Text(str(difference(abs(value), unit, "zh")), str(difference(abs(value), unit, "en")))
    return Text(signless.zh.lstrip("+"), signless.en.lstrip("+"))


def standing(readings: Sequence[Reading]) -> Text:
    """Count how readings stand: so many on plan, to watch, off plan."""
    parts = [
        words.fill(n=count)
        for status, words in _COUNTED
        if (count := sum(1 for reading in readings if reading.status == status))
    ]
    return listed(parts) if parts else Text("尚无可评判的指标", "nothing can be judged yet")


def against(comparison: Comparison) -> Text:
    """Say an index and how it compares with sector, best and world."""
    own = comparison.own
    if own.value is None:
        return NOTHING_YET
    parts = [
        _beside(own.value, own.unit, _SCOPES[scope], figure)
        for scope, figure in comparison.others.items()
        if scope in _SCOPES and figure.value is not None
    ]
    head = own.title + Text(" ", " ") + said(own.value, own.unit)
    return head + (Text("，", ", ") + listed(parts) if parts else Text("", ""))


def _beside(own: float, unit: str, name: Text, figure: Figure) -> Text:
    gap = own - (figure.value or 0.0)
    if gap == 0:
        return Text(f"与{name.zh}持平", f"level with {name.en}")
    way = Text("高于", "above") if gap > 0 else Text("低于", "below")
    size = size_of(gap, unit)
    return Text(f"{way.zh}{name.zh} {size.zh}", f"{size.en} {way.en} {name.en}")


def cockpit(readings: Sequence[Reading], comparison: Comparison) -> Text:
    """Say in one sentence where the programme stands."""
    if comparison.own.value is None and not any(reading.value is not None for reading in readings):
        return NOTHING_YET
    judged = standing(readings)
    return against(comparison) + Text("；", "; ") + judged + Text("。", ".")


def extremes(readings: Sequence[Reading], subject: Text) -> Text:
    """Say which group is best and which is worst: a title for a ranked picture."""
    known = [reading for reading in readings if reading.value is not None]
    if not known:
        return subject
    first = known[0]
    ranked = sorted(known, key=lambda one: one.value or 0.0, reverse=first.better != "down")
    best, worst = ranked[0], ranked[-1]
    if len(ranked) == 1:
        return _name(best) + Text(" ", " ") + said(best.value, best.unit)
    return Text("{best}最好（{high}），{worst}最弱（{low}）", "{best} is best ({high}), {worst} weakest ({low})").fill(
        best=_name(best), high=said(best.value, best.unit), worst=_name(worst), low=said(worst.value, worst.unit)
    )


def _name(reading: Reading) -> Text:
    name = " · ".join(reading.dimensions.values())
    return Text(name, name) if name else reading.title


def moved(reading: Reading) -> Text:
    """Say where a reading stands against its plan and the period before: a title for its trend."""
    if reading.value is None:
        return reading.title
    head = reading.title + Text(" ", " ") + said(reading.value, reading.unit)
    parts = []
    if reading.previous is not None:
        shift = reading.value - reading.previous
        parts.append(Text("较上期 ", "") + said_difference(shift, reading.unit) + Text("", " on the period before"))
    if reading.plan is not None:
        gap = reading.value - reading.plan
        short = -gap if reading.better == "up" else gap
        verdict = Text("比计划差 {gap}", "{gap} short of plan") if short > 0 else Text("达到计划", "on plan")
        parts.append(verdict.fill(gap=size_of(short, reading.unit)) if short > 0 else verdict)
    return head + (Text("，", ", ") + listed(parts) if parts else Text("", ""))
