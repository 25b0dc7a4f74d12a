"""What the goals chapter says: its sentence and the titles of its pictures, composed by rule from readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.sentences import NOTHING_YET, said, size_of
from sq_core.words import Text, day, listed, probability, same, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.goal_checks import Flaw
    from sq_core.desk.goal_foresight import Benchmark, Standing
    from sq_core.desk.goal_proof import Proof
    from sq_core.desk.goal_weights import Siblings
    from sq_core.desk.goals import StatedGoal
    from sq_core.models import TargetForecast

_MUCH = 0.05
"""Weights that lie closer than this, 5 points of percent, agree."""


def named(goal: StatedGoal) -> Text:
    """Call a goal by its code and name."""
    return same(goal.goal) + Text(" ", " ") + goal.name


def overall(whole: Reading, chance: Reading, goals: int) -> Text:
    """Say how much of the way is done against the plan, and how many targets to expect."""
    if whole.value is None:
        return NOTHING_YET
    parts = [
        Text("{n} 个目标按权重已走完 {done} 的路程", "{n} goals are {done} of the way by weight").fill(
            n=goals, done=said(whole.value, "percent")
        )
    ]
    if whole.plan is not None:
        short = whole.plan - whole.value
        verdict = (
            Text("达到计划", "on plan")
            if short <= 0
            else Text("落后 {gap}", "{gap} behind").fill(gap=size_of(short, "percent"))
        )
        parts.append(
            Text("按计划应为 {plan}，{verdict}", "the plan asks {plan}, so they are {verdict}").fill(
                plan=said(whole.plan, "percent"), verdict=verdict
            )
        )
    if chance.value is not None and chance.n:
        expected = chance.value * chance.n
        parts.append(
            Text(
                "照目前走势，{all} 个有期限的目标预计命中 {hits} 个",
                "on their course about {hits} of {all} dated targets will be hit",
            ).fill(all=int(chance.n), hits=f"{expected:.0f}")
        )
    return Text("；".join(one.zh for one in parts) + "。", "; ".join(one.en for one in parts) + ".")


def behind(goals: Sequence[tuple[StatedGoal, Reading]]) -> Text:
    """Name the goal farthest behind its plan: a title for the tree."""
    known = [(goal, one, (one.plan or 0.0) - one.value) for goal, one in goals if one.value is not None and one.plan]
    if not known:
        return Text("还没有可以衡量的目标", "no goal can be measured yet")
    goal, one, short = max(known, key=lambda each: each[2])
    if short <= 0:
        return Text("所有可衡量的目标都在计划之上", "every goal that is measured is on plan")
    return Text(
        "“{name}”落后最多：走完 {done}，应为 {plan}", '"{name}" is farthest behind: {done} of its way, {plan} planned'
    ).fill(name=goal.name, done=said(one.value, "percent"), plan=said(one.plan, "percent"))


def missed(rows: Sequence[tuple[StatedGoal, int, int]]) -> Text:
    """Name the goal that missed its plan most often: a title for the bowler chart. Rows: goal, misses, months."""
    known = [row for row in rows if row[2]]
    if not known:
        return Text("还没有完整的月份", "there is no complete month yet")
    goal, misses, months = max(known, key=lambda row: row[1] / row[2])
    if not misses:
        return Text("这些月份都达到计划", "every month shown is on plan")
    return Text(
        "“{name}”近 {months} 个月有 {misses} 个月未达计划", '"{name}" missed its plan in {misses} of {months} months'
    ).fill(name=goal.name, months=months, misses=misses)


def weights_differ(rows: Sequence[tuple[StatedGoal, float, float | None]]) -> Text:
    """Name the goal whose weight in use lies farthest from what experts judge: a title. Rows: goal, in use, judged."""
    known = [(goal, used, judged) for goal, used, judged in rows if judged is not None]
    if not known:
        return Text("还没有专家判断可以对照在用权重", "no judgement to hold the weights in use against")
    goal, used, judged = max(known, key=lambda row: abs(row[1] - row[2]))
    if abs(used - judged) <= _MUCH:
        return Text("在用权重与专家判断一致", "the weights in use agree with the experts")
    return Text(
        "“{name}”在用 {used}，专家判断为 {judged}", '"{name}" weighs {used}; the experts make it {judged}'
    ).fill(name=goal.name, used=said(used, "percent"), judged=said(judged, "percent"))


def consistency(group: Siblings, limit: float, title: Text) -> Text:
    """Say whether a set of judgements holds together."""
    if group.judged is None:
        return title + Text("：", ": ") + (group.refused.message if group.refused else Text("没有判断", "not judged"))
    ratio = group.judged.priorities.consistency_ratio
    verdict = Text("一致", "consistent") if ratio <= limit else Text("自相矛盾，需复核", "contradictory: reconsider")
    return Text(
        "{title}：一致性比率 {ratio}（上限 {limit}），{verdict}",
        "{title}: consistency ratio {ratio} (limit {limit}), {verdict}",
    ).fill(title=title, ratio=f"{ratio:.3f}", limit=f"{limit:.2f}", verdict=verdict)


def strayed(found: Sequence[tuple[str, str, str]]) -> Text:
    """Say which judgements weigh nothing because they do not compare siblings."""
    named = listed([same(f"{expert} {first} : {second}") for expert, first, second in found[:5]])
    return Text(
        "{n} 条判断比较的不是同级目标，没有计入：{named}",
        "{n} judgements do not compare siblings and are left out: {named}",
    ).fill(n=len(found), named=named)


def times(ratio: float) -> str:
    """Write a ratio of Saaty's scale: 3, 1/3, 2.4."""
    shown = ratio if ratio >= 1 else 1.0 / ratio
    written = f"{shown:.1f}".removesuffix(".0")
    return written if ratio >= 1 or written == "1" else f"1/{written}"


def flawless(flaws: Sequence[Flaw], goals: int) -> Text:
    """Say how many goals have flaws: a title for their list."""
    if not flaws:
        return Text("{n} 个目标都通过 SMART 检查", "all {n} goals pass the SMART check").fill(n=goals)
    flawed = len({one.goal.goal for one in flaws})
    return Text("{flawed} 个目标有 {n} 处需要补正", "{flawed} goals have {n} flaws to mend").fill(
        flawed=flawed, n=len(flaws)
    )


def chances(rows: Sequence[tuple[StatedGoal, Reading]], heroic: float, sandbagged: float) -> Text:
    """Say which targets are heroic and which sandbagged: a title for the chances."""
    low = [goal for goal, one in rows if one.value is not None and one.value < heroic]
    high = [goal for goal, one in rows if one.value is not None and one.value > sandbagged]
    parts = []
    if low:
        names = listed([Text(f"“{one.name.zh}”", f'"{one.name.en}"') for one in low[:3]])
        parts.append(
            Text("{names}命中概率低于 {cut}", "{names} stand below {cut}").fill(names=names, cut=share(heroic, "en"))
        )
    if high:
        parts.append(Text("{n} 个目标几乎必然达到", "{n} are all but certain").fill(n=len(high)))
    if not parts:
        return Text("没有过于激进或过于保守的目标", "no target is heroic, none is sandbagged")
    return Text("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def foreseen(goal: StatedGoal, seen: TargetForecast | None, unit: str) -> Text:
    """Say where a goal is heading and how likely its target is: a title for its forecast."""
    if seen is None or goal.target_date is None:
        return Text("“{name}”还不能预测", '"{name}" cannot be forecast yet').fill(name=goal.name)
    when = Text(day(goal.target_date, "zh"), day(goal.target_date, "en"))
    return Text(
        "“{name}”到 {when}预计为 {value}，命中概率 {chance}",
        '"{name}" is heading for {value} by {when}: chance {chance}',
    ).fill(name=goal.name, when=when, value=said(seen.value, unit), chance=probability(seen.chance, "en"))


def band(seen: TargetForecast, target: float) -> Text:
    """Say whether the target lies inside the 80 % forecast band."""
    if seen.likely.holds(target):
        return Text("目标在 80% 预测区间之内", "the target lies inside the 80% forecast band")
    return Text("目标在 80% 预测区间之外", "the target lies outside the 80% forecast band")


def ambition(goal: StatedGoal, others: Standing | None, own: Standing | None, best: Sequence[Benchmark]) -> Text:
    """Say how demanding a target is among others and among the own months: a title."""
    parts = []
    if others is not None:
        parts.append(
            Text("优于 {share} 的标杆（{n}个）", "better than {share} of {n} benchmarks").fill(
                share=said(others.better_than, "percent"), n=others.n
            )
        )
    if own is not None:
        parts.append(
            Text("优于自身 {share} 的月份", "better than {share} of the own months").fill(
                share=said(own.better_than, "percent")
            )
        )
    if not parts:
        return Text("“{name}”没有可对照的数值", '"{name}" has nothing to be held against').fill(name=goal.name)
    doubtful = sum(1 for one in best if one.status != "verified")
    tail = Text("；{n}个标杆未核实", "; {n} benchmarks are not verified").fill(n=doubtful) if doubtful else Text("", "")
    return Text("“{name}”的目标", 'The target of "{name}" is ').fill(name=goal.name) + listed(parts) + tail


def provable(goal: StatedGoal, found: Proof) -> Text:
    """Say whether the sample at hand can prove the way from baseline to target: a title for the power curve."""
    enough = found.now.n >= found.needed
    return Text(
        "证明“{name}”每期需 {needed} 份，现有 {have} 份，{verdict}",
        'Proving "{name}" takes {needed} a period; there are {have}: {verdict}',
    ).fill(
        name=goal.name,
        needed=f"{found.needed:,}",
        have=f"{found.now.n:,.0f}",
        verdict=Text("足够", "enough") if enough else Text("不够", "too few"),
    )


def proven(rows: Sequence[tuple[StatedGoal, Reading]]) -> Text:
    """Say how many goals have moved beyond chance: a title for the forest."""
    known = [one for _, one in rows if one.value is not None]
    if not known:
        return Text("还没有可以检验的前后变化", "no change can be tested yet")
    sure = sum(1 for one in known if one.status == "good")
    worse = sum(1 for one in known if one.status == "bad")
    text = Text("{sure}/{all} 个目标的改善已超出偶然", "{sure} of {all} goals have improved beyond chance").fill(
        sure=sure, all=len(known)
    )
    return text + Text("，{n} 个变差", ", {n} got worse").fill(n=worse) if worse else text


def forecast_basis(goal: StatedGoal, seen: TargetForecast | None) -> Text:
    """Say how a forecast was made, and whether the target lies inside its band."""
    if seen is None or goal.target is None:
        return Text("需要至少 6 个完整的月份、目标值和目标日期", "needs six complete months, a target and its date")
    line = Text(
        "{n} 个完整月份的直线外推；浅带 95%、深带 80% 预测区间",
        "straight line through {n} complete months; bands: 95% and 80% prediction",
    )
    return line.fill(n=seen.n) + Text("；", "; ") + band(seen, goal.target)


def proof_basis(found: Proof) -> Text:
    """Say which test the sample size is worked out for."""
    if found.now.share:
        return Text(
            "两个比例之差的检验，双侧，按反正弦变换", "test of two shares, two-sided, by the arcsine transformation"
        )
    return Text("两个均值之差的 t 检验，双侧", "t test of two means, two-sided")
