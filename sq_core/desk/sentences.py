"""Sentences composed by rule from readings: what is true now, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.words import UNITS, Text, count, day, difference, interval, listed, month, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sq_core.catalogue import Reading
    from sq_core.desk.background import Comparison, Figure, Obligation
    from sq_core.desk.desk import Desk
    from sq_core.desk.market import MarketSeries

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


def plan_verdict(short: float, unit: str) -> Text:
    """Say whether a value reaches its plan, and by how much it is short; too little to write is said in words."""
    if short <= 0:
        return Text("达到计划", "on plan")
    size = size_of(short, unit)
    if not any(digit in size.en for digit in "123456789"):
        return Text("略低于计划", "just short of plan")
    return Text("比计划差 {gap}", "{gap} off plan").fill(gap=size)


def moved(reading: Reading) -> Text:
    """Say where a reading stands against its plan and the period before: a title for its trend."""
    if reading.value is None:
        return reading.title
    head = reading.title + Text(" ", " ") + said(reading.value, reading.unit)
    parts = []
    if reading.previous is not None:
        shift = reading.value - reading.previous
        parts.append(
            Text("较上期 {shift}", "{shift} on the period before").fill(shift=said_difference(shift, reading.unit))
        )
    if reading.plan is not None:
        gap = reading.value - reading.plan
        parts.append(plan_verdict(-gap if reading.better == "up" else gap, reading.unit))
    return head + (Text("，", ", ") + listed(parts) if parts else Text("", ""))


def ranked(readings: Sequence[Reading]) -> list[Reading]:
    """Order readings from best to worst; those without a value last."""
    known = [one for one in readings if one.value is not None]
    lost = [one for one in readings if one.value is None]
    return sorted(known, key=lambda one: one.value or 0.0, reverse=not known or known[0].better != "down") + lost


def basis(desk: Desk, reading: Reading) -> Text:
    """Say what a picture of a reading rests on: quantity, n, period, confidence."""
    unit = UNITS[reading.unit].label if reading.unit in UNITS else Text("", "")
    parts = [desk.period_name(reading.period)]
    if reading.n is not None:
        parts.append(Text(count(reading.n, "zh"), count(reading.n, "en")))
    if reading.low is not None:
        spread = Text(
            interval(reading.low, reading.high, reading.unit, "zh"),
            interval(reading.low, reading.high, reading.unit, "en"),
        )
        parts.append(Text(f"{desk.rules.confidence:.0%} 区间 ", f"{desk.rules.confidence:.0%} interval ") + spread)
    head = reading.title + (Text(f"（{unit.zh}）", f" ({unit.en})") if unit.zh else Text("", ""))
    return head + Text(" · ", " · ") + Text(" · ".join(p.zh for p in parts), " · ".join(p.en for p in parts))


def others_basis(comparison: Comparison) -> Text:
    """Say where the figures of others come from and whether they can be believed."""
    said_of = [
        Text(
            f"{_SCOPES[scope].zh}：{one.source.zh}，{STATUS_WORDS[one.status].zh}",
            f"{_SCOPES[scope].en}: {one.source.en}, {STATUS_WORDS[one.status].en}",
        )
        for scope, one in comparison.others.items()
        if scope in _SCOPES
    ]
    if not said_of:
        return Text("没有可比的标杆", "no benchmark to compare with")
    return Text("；".join(one.zh for one in said_of), "; ".join(one.en for one in said_of))


STATUS_WORDS = {
    "verified": Text("已核实", "verified"),
    "unverified": Text("未核实", "unverified"),
    "contradicted": Text("有矛盾", "contradicted"),
    "illustrative": Text("仅供示例", "illustrative"),
}


def due(obligations: Sequence[Obligation], today: date) -> Text:
    """Say how many obligations are overdue and which comes next: a title for the timeline."""
    waiting = [one for one in obligations if one.progress != "met" and one.effective]
    late = [one for one in waiting if one.effective and one.effective <= today]
    ahead = [one for one in waiting if one.effective and one.effective > today]
    parts = [Text(f"{len(late)} 项义务已逾期", f"{len(late)} overdue")] if late else []
    if ahead and ahead[0].effective:
        first = ahead[0]
        when = Text(day(first.effective, "zh"), day(first.effective, "en"))
        parts.append(
            Text("下一项是“{title}”（{when}）", "next is “{title}” ({when})").fill(title=first.title, when=when)
        )
    return listed(parts) if parts else Text("所有义务均已达成", "all obligations are met")


def heaviest(obligations: Sequence[Obligation]) -> Text:
    """Name the policy that weighs most: a title for the heat map."""
    known = [one for one in obligations if one.impact and one.likelihood]
    if not known:
        return Text("尚未评分", "not rated yet")
    top = max(known, key=lambda one: (one.impact or 0) * (one.likelihood or 0))
    return Text("“{title}”影响最重", "“{title}” weighs most").fill(title=top.title)


def market(series: MarketSeries) -> Text:
    """Say whether a series rises, falls or shows no trend, and whether it broke: a title for its picture."""
    trend = series.trend
    if trend is None:
        return series.name + Text("：点数太少，无法判断趋势", ": too few points to tell a trend")
    if series.shift is not None and series.shift.after is not None:
        at = series.points[series.shift.after].period
        levels = {
            "before": said(series.shift.mean_before, series.unit),
            "after": said(series.shift.mean_after, series.unit),
        }
        return Text("{name}{zh_at}起由 {before} 变为 {after}", "{name} moved from {before} to {after} in {en_at}").fill(
            name=series.name, zh_at=month(at, "zh"), en_at=month(at, "en"), **levels
        )
    if trend.p_value >= _CHANCE or trend.slope == 0:
        course = Text("没有显著趋势", "shows no clear trend")
    else:
        way = Text("上升", "rises") if trend.slope > 0 else Text("下降", "falls")
        pace = size_of(trend.slope * _MONTHS_A_YEAR, series.unit)
        course = Text(f"每年{way.zh} {pace.zh}", f"{way.en} by {pace.en} a year")
    return Text("{name}{course}", "{name} {course}").fill(name=series.name, course=course)


def market_basis(series: MarketSeries) -> Text:
    """Say how the trend of a series was tested."""
    if series.trend is None:
        return series.name
    chance = "p<0.001" if series.trend.p_value < 0.001 else f"p={series.trend.p_value:.3f}"
    return Text(
        f"Sen 斜率；Mann–Kendall 检验 {chance}，n={series.trend.n}",
        f"Sen slope; Mann–Kendall test {chance}, n={series.trend.n}",
    )


_MONTHS_A_YEAR = 12
_CHANCE = 0.05
"""The conventional level below which a trend is called more than chance."""
