"""What the section on the service-profit chain says, composed by rule; what moves together is never called a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.chain import Chain, ChainLine, setting
from sq_core.desk.chain_effects import FIRST, LAST, broken_between
from sq_core.desk.chain_links import NODES
from sq_core.desk.sentences import NOTHING_YET, said_difference
from sq_core.words import Text, interval, listed, number, same, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.chain_links import StatedLink
    from sq_core.desk.desk import Desk

CLAIM = Text(
    "估计方法：各单位与自己的平均、也与当月全体的平均相比（双向固定效应），取对数后的斜率即弹性；区间由整个单位重抽样 {n} 次得出（种子 {seed}）。",
    "How it is estimated: every unit against its own mean and against the mean of the month (two-way fixed effects); the slope"
    " of logarithms is the elasticity; intervals come from drawing whole units {n} times (seed {seed}).",
)
POINTS = Text(
    "含有零或负数的变量不取对数，按它自己的单位表示：{names}。",
    "Variables with zero or negative values are not taken in logarithms but in their own unit: {names}.",
)
GRADES = {
    "estimated": Text("由数据估计", "Estimated"),
    "thin": Text("数据偏少", "Thin figures"),
    "assumption": Text("假设", "Assumption"),
    "missing": Text("未知", "Unknown"),
}


def overall(found: Chain | None, whole: Reading) -> Text:
    """Say what runs from staff to profit, how sure it is, and how much of it is assumed."""
    if found is None:
        return NOTHING_YET
    if whole.value is None:
        reason = broken_between(found, FIRST, LAST)
        return reason.message if reason else NOTHING_YET
    head = Text(
        "员工满意度每高 1%，利润随之高 {value}%（95% 区间 {between}）",
        "Where employee satisfaction is 1% higher, profit goes along {value}% higher (95% interval {between})",
    ).fill(value=number(whole.value, "none", "en").text, between=_between(whole))
    assumed = [one for one in found.lines if one.grade == "assumption"]
    sure = sum(1 for one in found.lines if one.grade == "estimated")
    parts = [
        head,
        Text("{all} 个环节中 {n} 个由数据估计", "{n} of {all} links are estimated from figures").fill(all=len(found.lines), n=sure),
    ]  # fmt: skip
    if assumed:
        names = listed([arrow_name(one) for one in assumed])
        parts.append(Text("{names}是假设", "{names} is assumed").fill(names=names))
    return Text("；".join(one.zh for one in parts) + "。", "; ".join(one.en for one in parts) + ".")


def _between(one: Reading) -> Text:
    return Text(interval(one.low, one.high, one.unit, "zh"), interval(one.low, one.high, one.unit, "en"))


def arrow_name(line: ChainLine) -> Text:
    """Name an arrow by the variables it joins."""
    return link_name(line.arrow.source, line.arrow.target)


def strongest(found: Chain) -> Text:
    """Name the weakest link of the chain by its evidence, else the strongest by its slope: a title for the diagram."""
    broken = [one for one in found.lines if one.grade == "missing"]
    if broken:
        return Text("链条在“{name}”断开", "The chain is broken at {name}").fill(name=arrow_name(broken[0]))
    weak = [one for one in found.lines if one.grade != "estimated"]
    if weak:
        return Text("“{name}”证据最弱：{grade}", "{name} is founded least: {grade}").fill(
            name=arrow_name(weak[0]), grade=Text(GRADES[weak[0].grade].zh, GRADES[weak[0].grade].en.lower())
        )
    return Text("所有环节都由数据估计", "Every link is estimated from figures")


def diagram_basis(found: Chain) -> Text:
    """Say what the diagram shows."""
    return Text(
        "弹性：起点变动 1% 时终点变动百分之几 · {units} 个单位，{rows} 个单位月份",
        "Elasticity: by how many percent the end moves when the start moves one percent · {units} units, {rows} unit months",
    ).fill(units=found.units, rows=f"{found.rows:,}")


def pushed(lever: str, step: str, deciles: Mapping[str, Mapping[str, Reading]]) -> Text:
    """Say what goes along at the end of the chain with a push: a title for the effects."""
    known = [(name, found["middle"]) for name, found in deciles.items() if found["middle"].value is not None]
    push = Text("{name} {step}", "{name} {step}").fill(name=NODES[lever][0], step=step_name(step))
    if not known:
        return push + Text("：其后未知", ": unknown what follows")
    name, last = known[-1]
    return Text("{push}，{name}随之 {value}", "{push}: {name} goes along by {value}").fill(
        push=push, name=Text(NODES[name][0].zh, NODES[name][0].en.lower()), value=said_difference_of(last)
    )


def said_difference_of(one: Reading) -> Text:
    """Say a change with its sign; a share of what it was stays a percent."""
    if one.unit == "percent":
        return Text(*(str(number(one.value, "percent", lang, sign=True)) for lang in ("zh", "en")))
    return said_difference(one.value, one.unit)


def step_name(step: str) -> Text:
    """Name a push: +1%."""
    return same(
        ("+" if float(step) > 0 else "") + share(float(step), "en", decimals=0 if float(step) * 100 % 1 == 0 else 1)
    )


def pushed_basis(desk: Desk) -> Text:
    """Say how the effects were made."""
    return Text(
        "其后每个变量的变化，P10、P50、P90；{n} 次抽样，种子 {seed}",
        "Change of every later variable, P10, P50, P90; {n} draws, seed {seed}",
    ).fill(n=f"{setting(desk, 'chain_resamples'):,.0f}", seed=f"{setting(desk, 'chain_seed'):.0f}")


def method(desk: Desk, found: Chain) -> Text:
    """Say how the chain was estimated, and which variables are in points."""
    text = CLAIM.fill(n=f"{setting(desk, 'chain_resamples'):,.0f}", seed=f"{setting(desk, 'chain_seed'):.0f}")
    plain = [NODES[name][0] for name in NODES if name not in found.logged]
    return text + POINTS.fill(names=listed(plain)) if plain and found.rows else text


def when(months: tuple[int, int]) -> Text:
    """Say after how many months a push shows."""
    if months[1] == 0:
        return Text("当月", "at once")
    if months[0] == months[1]:
        return Text("{n} 个月", "{n} mo.").fill(n=months[0])
    return Text("{a}–{b} 个月", "{a}–{b} mo.").fill(a=months[0], b=months[1])


def links_heading(lines: Sequence[ChainLine]) -> Text:
    """Say how many links are estimated, thin, assumed or unknown: a heading for their table."""
    counted = [
        Text("{n} 个{grade}", "{n} {word}").fill(n=n, grade=GRADES[grade].zh, word=GRADES[grade].en.lower())
        for grade in GRADES
        if (n := sum(1 for one in lines if one.grade == grade))
    ]
    return Text("环节的依据：", "What the links rest on: ") + listed(counted)


def effects_heading(lever: str) -> Text:
    """Head the table of direct, indirect and total effects of one variable."""
    return Text(
        "{name}与其后各变量：直接、间接与总效应", "{name} and what follows: direct, indirect and total effects"
    ).fill(name=NODES[lever][0])


def not_taken(links: Sequence[StatedLink]) -> Text:
    """Say which rows of links are not taken, and why."""
    parts = [
        Text("{link}（{why}）", "{link} ({why})").fill(
            link=link_name(one.source, one.target), why=one.flaw or Text("未知", "unknown")
        )
        for one in links
    ]
    return Text(
        "“服务利润链环节”表中有 {n} 行没有采用：{rows}。", "Not taken from the sheet of chain links ({n}): {rows}."
    ).fill(n=len(links), rows=listed(parts))


def link_name(source: str, target: str) -> Text:
    """Name a link by its ends, by their codes where they are none of the chain."""
    ends = [NODES[end][0] if end in NODES else same(end) for end in (source, target)]
    return ends[0] + same(" → ") + ends[1]
