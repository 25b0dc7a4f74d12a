"""What the section on gaps says: its sentence and the titles of its pictures and tables, composed by rule from readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.five_gaps import FELT, GAPS, answer_to, largest
from sq_core.desk.sentences import NOTHING_YET, said, said_difference, size_of
from sq_core.desk.servqual import NAMES
from sq_core.words import UNITS, Text, count, day, listed, number, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.five_gaps import GapItem
    from sq_core.desk.servqual import DimensionLine, ItemGap

PERCEPTION_ONLY = Text(
    "问卷没有问期望，因此没有差距，只看感知（SERVPERF）",
    "The survey did not ask what is expected, so there is no gap: perception alone (SERVPERF)",
)
NO_DIMENSION = Text(
    "题项没有写明维度，所以没有维度差距、权重和信度：请在“问卷题项”表中为每个题项选择维度。",
    "The items state no dimension, so there are no gaps by dimension, no weights and no reliability: choose a dimension for"
    " every item in the sheet of survey items.",
)
NO_PARTS = Text(
    "答卷没有地区、渠道或客户类型可供比较。", "The responses have no region, channel or segment to be compared by."
)
STOP = Text("。", ".")


def overall(desk: Desk, items: Sequence[ItemGap], lines: Sequence[DimensionLine]) -> Text:
    """Say how far perception lies from expectation, weighted too, and where it is worst; else why there is no gap."""
    gap, weighted, alone = desk.readings("service_gap", "gap_weighted", "servperf")
    if gap.value is None:
        if alone.value is None:
            return NOTHING_YET
        mean = Text("平均 {value}", "{value} on average").fill(value=said(alone.value, alone.unit))
        return PERCEPTION_ONLY + Text("：", ": ") + mean + STOP
    n = Text(f"（{count(gap.n, 'zh')}）", f" ({count(gap.n, 'en')})")
    parts = [_short(gap.value, gap.unit) + n]
    if weighted.value is not None:
        text = Text("按顾客分配的百分权重为 {value}", "weighted by the points customers gave it is {value}")
        parts.append(text.fill(value=said_difference(weighted.value, weighted.unit)))
    below = [one for one in lines if one.gap is not None and (one.gap.value or 0.0) < 0]
    if below and below[0].gap is not None:
        worst = below[0]
        parts.append(
            Text("{zh}差得最多（{value}）", "{en} falls shortest ({value})").fill(
                zh=worst.name.zh, en=worst.name.en.lower(), value=said_difference(below[0].gap.value, gap.unit)
            )
        )
    elif items:
        worst_of_all = worst_items(items)
        parts.append(Text(worst_of_all.zh, worst_of_all.en[:1].lower() + worst_of_all.en[1:]))
    return Text("；".join(one.zh for one in parts), "; ".join(one.en for one in parts)) + STOP


def _short(value: float, unit: str) -> Text:
    if value < 0:
        return Text("感知比期望低 {size}", "Perception falls {size} short of expectation").fill(
            size=size_of(value, unit)
        )
    return Text("感知不低于期望，高 {size}", "Perception meets expectation, {size} above").fill(
        size=size_of(value, unit)
    )


def worst_items(items: Sequence[ItemGap], most: int = 1) -> Text:
    """Name the items that fall furthest short: a title for the gaps of all items."""
    ranked = sorted(items, key=lambda one: one.gap.value or 0.0)[:most]
    short = [one for one in ranked if (one.gap.value or 0.0) < 0]
    if not short:
        return Text("没有一个题项不及期望", "No item falls short of expectation")
    named = [Text("“{name}”（{gap}）", "“{name}” ({gap})").fill(
        name=one.name, gap=number(one.gap.value, one.gap.unit, "en", sign=True).text) for one in short]  # fmt: skip
    return Text("差得最多的题项：{items}", "Furthest short: {items}").fill(items=listed(named))


def item_basis(desk: Desk, items: Sequence[ItemGap]) -> Text:
    """Say what the gaps of items rest on: what is taken from what, n, period."""
    counted = [one.gap.n or 0.0 for one in items]
    periods = [one.gap.period for one in items if one.gap.period]
    parts = [
        Text(
            "每题的感知减期望，各维度内由差到好",
            "Perception less expectation of each item, the worst of a dimension first",
        )
    ]
    if counted:
        low, high = count(min(counted), "en"), f"{max(counted):,.0f}"
        parts.append(same(low if min(counted) == max(counted) else f"{low}–{high}"))
    if periods:
        parts.append(desk.period_name(max(periods)))
    return Text(" · ".join(one.zh for one in parts), " · ".join(one.en for one in parts))


def lowest(scores: Sequence[tuple[Text, Reading]]) -> Text:
    """Name the item perceived worst: a title where there is no expectation to hold it against."""
    if not scores:
        return PERCEPTION_ONLY
    name, one = scores[0]
    return Text("感知最低的是“{name}”（{value}）", "Lowest perceived: “{name}” ({value})").fill(
        name=name, value=said(one.value, one.unit)
    )


def dimensions(lines: Sequence[DimensionLine]) -> Text:
    """Name the dimension that costs most once weights count: a heading for the table of dimensions."""
    weighed = [one for one in lines if one.part is not None and one.part.value is not None]
    if not weighed:
        return Text("各维度的期望、感知与差距", "Expectation, perception and gap by dimension")
    worst = min(weighed, key=lambda one: one.part.value or 0.0 if one.part else 0.0)
    whole = sum(one.part.value or 0.0 for one in weighed if one.part)
    part = worst.part.value or 0.0 if worst.part else 0.0
    if not whole:
        return Text("各维度的期望、感知与差距", "Expectation, perception and gap by dimension")
    return Text("加权之后，{zh}占总差距的 {share}", "Weighted, {en} makes up {share} of the overall gap").fill(
        zh=worst.name.zh, en=worst.name.en.lower(), share=said(part / whole, "percent")
    )


def points(rescaled: Reading, left_out: Reading) -> Text:
    """Say how many responses split 100 points, which were rescaled and which left out."""
    return Text(
        "{n} 份答卷分配了 100 分：{rescaled} 份合计不是 100，按比例换算；{out} 份全为 0，不计入。",
        "{n} responses split 100 points: {rescaled} did not add up to 100 and were rescaled, {out} were all zero and are"
        " left out.",
    ).fill(
        n=f"{rescaled.n or 0:,.0f}", rescaled=f"{rescaled.value or 0:,.0f}", out=f"{left_out.value or 0:,.0f}"
    )  # fmt: skip


def reliable(alphas: Mapping[str, Mapping[str, Reading]]) -> Text:
    """Say in how many dimensions the difference is less reliable than perception alone: a heading for the alphas."""
    pairs = {
        key: (sides["gap"].value, sides["perception"].value)
        for key, sides in alphas.items()
        if "gap" in sides and "perception" in sides
    }
    known = {key: (gap, alone) for key, (gap, alone) in pairs.items() if gap is not None and alone is not None}
    if not known:
        return Text("感知分的信度", "Reliability of perception")
    weaker = [key for key, (gap, alone) in known.items() if gap < alone]
    if not weaker:
        return Text("差值（P−E）与感知同样可靠", "The difference (P−E) is as reliable as perception")
    worst = min(weaker, key=lambda key: known[key][0])
    every = len(weaker) == len(known)
    said_of = (
        Text("{all} 个维度的", "In all {all} dimensions ")
        if every
        else Text("{all} 个维度中有 {n} 个的", "In {n} of {all} dimensions ")
    )
    return (
        said_of
        + Text(
            "差值（P−E）不如感知可靠，最低为{zh}（{alpha}）：比较差距时留有余地",
            "the difference (P−E) is less reliable than perception, lowest {en} ({alpha}): compare gaps with care",
        )
    ).fill(
        all=len(known), n=len(weaker), zh=NAMES[worst].zh, en=NAMES[worst].en.lower(), alpha=f"{known[worst][0]:.2f}"
    )


def ladder(readings: tuple[Reading, ...], items: tuple[GapItem, ...]) -> Text:
    """Name the largest of gaps 1 to 4 with what is done about it and by whom: a title for the ladder."""
    top = largest(readings)
    if top is None:
        return Text("差距一至四都没有打开", "None of gaps 1 to 4 is open")
    gap = top.dimensions["gap"]
    head = Text("“{name}”最大（{score}）", "{name} is the largest ({score})").fill(
        name=GAPS[gap][0], score=said(top.value, top.unit)
    )
    answer = answer_to(items, gap)
    if answer is None or answer.action is None:
        return head + Text("，还没有对策", ", and nothing is done about it yet")
    who = (
        Text("（{owner}）", " ({owner})").fill(owner=answer.owner)
        if answer.owner
        else Text("（无负责人）", " (nobody)")
    )
    return head + Text("：{action}", ": {action}").fill(action=answer.action) + who


def ladder_basis(desk: Desk, readings: tuple[Reading, ...]) -> Text:
    """Say how the five gaps were scored."""
    felt = next((one for one in readings if one.dimensions["gap"] == FELT), None)
    label = UNITS["points"].label
    head = Text("不及要求的部分占整个量表的百分数（{zh}）", "Shortfall in hundredths of the scale ({en})").fill(
        zh=label.zh, en=label.en
    )
    if felt is None or felt.period is None:
        return head
    period = desk.period_name(felt.period)
    return head + Text("；差距五取自问卷，", "; gap 5 from the survey, ") + period


def due_by(item: GapItem) -> Text:
    """Say by when an action is done."""
    return Text(day(item.due, "zh"), day(item.due, "en"))


def items_heading(items: Sequence[GapItem]) -> Text:
    """Say how many gap items fall short without an action or an owner: a heading for their table."""
    short = [one for one in items if one.short]
    bare = [one for one in short if one.action is None or not one.owner]
    if not bare:
        return Text("{n} 个不及要求的题项都有对策和负责人", "All {n} items that fall short have an action and an owner").fill(n=len(short))  # fmt: skip
    return Text(
        "{n} 个题项不及要求，其中 {bare} 个没有对策或负责人",
        "{n} items fall short, {bare} of them without action or owner",
    ).fill(n=len(short), bare=len(bare))
