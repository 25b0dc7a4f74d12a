"""What the section on experience says: its sentence and the titles of its pictures, composed by rule from readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import UNTRUSTED
from sq_core.desk.sentences import NOTHING_YET, said, said_difference, size_of
from sq_core.words import Text, listed, number, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.journey import StatedTouchpoint
    from sq_core.desk.journey_funnel import Funnel

    Placed = Sequence[tuple[StatedTouchpoint, Reading]]
    """Touchpoints in the order of the journey, each with a reading."""

NO_OWNER = Text("还没有负责人", "nobody owns it yet")
NO_ACTION = Text("还没有措施", "no action yet")
NO_FUNNEL = Text(
    "没有漏斗：触点评分表中至少两个触点要有进入人数。",
    "There is no funnel: at least two touchpoints need the number who entered, on the touchpoint scores.",
)


def quoted(one: StatedTouchpoint) -> Text:
    """Call a touchpoint by its name, in quotation marks."""
    return Text(f"“{one.name.zh}”", f'"{one.name.en}"')


def figure(reading: Reading) -> Text:
    """Write a value without its unit, where the words around it say what it is."""
    return Text(number(reading.value, reading.unit, "zh").text, number(reading.value, reading.unit, "en").text)


def worst(pains: Placed) -> tuple[StatedTouchpoint, Reading] | None:
    """Find the touchpoint that hurts most among those with enough answers, or among all where none has."""
    known = [(one, pain) for one, pain in pains if pain.value is not None]
    trusted = [each for each in known if each[1].status not in UNTRUSTED]
    return max(trusted or known, key=lambda each: each[1].value or 0.0, default=None)


def overall(weighted: Reading, by_contacts: Reading, pains: Placed, distances: Mapping[str, Reading]) -> Text:
    """Say how the journey scores both ways, where it hurts most, who owns that and what is being done."""
    if weighted.value is None:
        return NOTHING_YET
    head = Text("旅程按重要性得 {weighted}", "The journey scores {weighted} by importance").fill(
        weighted=said(weighted.value, weighted.unit)
    )
    if weighted.previous is not None:
        shift = said_difference(weighted.value - weighted.previous, weighted.unit)
        head += Text("（较上期 {shift}）", " ({shift} on the period before)").fill(shift=shift)
    if by_contacts.value is not None:
        head += Text("，按接触量得 {score}", ", {score} by contacts").fill(
            score=said(by_contacts.value, by_contacts.unit)
        )
    found = worst(pains)
    if found is None:
        return head + Text("。", ".")
    one, pain = found
    parts = [Text("痛点指数 {pain}", "pain {pain}").fill(pain=figure(pain))]
    distance = distances.get(one.touchpoint)
    if distance is not None and distance.value:
        way = (
            Text("比平均低 {size}", "{size} below the mean")
            if distance.value < 0
            else Text("比平均高 {size}", "{size} above the mean")
        )
        parts.append(way.fill(size=size_of(distance.value, distance.unit)))
    owner = Text("负责人 {name}", "owner {name}").fill(name=one.owner) if one.owner else NO_OWNER
    action = Text("措施：{what}", "action: {what}").fill(what=one.action) if one.action else NO_ACTION
    tail = Text(
        "；最痛的是{name}（{parts}），{owner}，{action}。", "; it hurts most at {name} ({parts}); {owner}; {action}."
    )
    return head + tail.fill(name=quoted(one), parts=listed(parts), owner=owner, action=action)


def moments(distances: Placed, scored: Mapping[str, Reading]) -> Text:
    """Name the moments of truth that are lost and won: a title for the emotion curve."""
    parts = []
    for status, words in (
        ("bad", Text("{names}正在失去客户", "Customers are lost at {names}")),
        ("good", Text("{names}正在赢得客户", "won at {names}")),
    ):
        named = [
            quoted(one) + Text("（", " (") + figure(scored[one.touchpoint]) + Text("）", ")")
            for one, reading in distances
            if reading.status == status and one.touchpoint in scored
        ]
        if named:
            parts.append(words.fill(names=listed(named)))
    if not parts:
        return Text("没有关键时刻明显偏离旅程平均", "No moment of truth lies clearly off the journey's mean")
    said_en = ", ".join(one.en for one in parts)
    return Text("，".join(one.zh for one in parts), said_en[0].upper() + said_en[1:])


def moment_rule(desk: Desk) -> Text:
    """Say by which rule moments of truth are told."""
    return Text(
        "关键时刻：触点表认定的，或没有写明而重要性不低于 {importance} 的。满意度离旅程平均至少 {far} 分且 {level} 区间不含平均，才判为赢得或失去客户。",
        "Moments of truth: those the sheet names or, where it is blank, of importance {importance} or more. They are won or lost where satisfaction lies at least {far} points from the journey's mean and its {level} interval does not hold the mean.",
    ).fill(
        importance=desk.parameters["moment_importance"],
        far=desk.parameters["moment_distance"],
        level=share(desk.rules.confidence, "en"),
    )


def pains(placed: Placed) -> Text:
    """Name the touchpoints that hurt most: a title for the ranked pains."""
    known = sorted(
        ((one, pain) for one, pain in placed if pain.value is not None), key=lambda each: -(each[1].value or 0.0)
    )
    if not known:
        return Text("还没有可以计算的痛点", "No pain can be told yet")
    trusted = [each for each in known if each[1].status not in UNTRUSTED] or known
    title = Text("{name}最痛（{value}）", "It hurts most at {name} ({value})").fill(
        name=quoted(trusted[0][0]), value=figure(trusted[0][1])
    )
    if len(trusted) > 1:
        title += Text("，其次是{name}（{value}）", ", then at {name} ({value})").fill(
            name=quoted(trusted[1][0]), value=figure(trusted[1][1])
        )
    return title


def stages(readings: Sequence[Reading], names: Mapping[str, Text]) -> Text:
    """Name the stage that scores lowest: a title for the scores by stage."""
    known = [one for one in readings if one.value is not None]
    if not known:
        return Text("还没有阶段评分", "No stage was scored yet")
    lowest = min(known, key=lambda one: one.value or 0.0)
    return Text("“{name}”阶段得分最低（{value}）", 'Stage "{name}" scores lowest ({value})').fill(
        name=names.get(lowest.dimensions["stage"], Text("—", "—")), value=figure(lowest)
    )


def through(found: Funnel) -> Text:
    """Say how many get through and where most are lost: a title for the funnel."""
    first, last = found.steps[0].touchpoint, found.steps[-1].touchpoint
    refused = found.through.refused
    head = Text("从{first}到{last}", "From {first} to {last}").fill(first=quoted(first), last=quoted(last))
    if found.through.share is None:
        return head + Text("：", ": ") + (refused.message if refused else NOTHING_YET)
    text = head + Text("走完 {share}", " {share} get through").fill(share=said(found.through.share, "percent"))
    ways = [(step, step.onward) for step in found.steps if step.onward is not None and step.onward.share is not None]
    if not ways:
        return text
    step, way = min(ways, key=lambda each: each[1].share if each[1].share is not None else 1.0)
    lost = 1.0 - (way.share or 0.0)
    return text + Text("，{name}之后流失最多（{lost}）", ", most are lost after {name} ({lost})").fill(
        name=quoted(step.touchpoint), lost=said(lost, "percent")
    )


def owners(touchpoints: Sequence[StatedTouchpoint]) -> Text:
    """Say whether every touchpoint has an owner: a title for their list."""
    without = sum(1 for one in touchpoints if not one.owner)
    if not without:
        return Text("{n} 个触点都有负责人", "All {n} touchpoints have an owner").fill(n=len(touchpoints))
    return Text("{n} 个触点中 {without} 个没有负责人", "{without} of {n} touchpoints have no owner").fill(
        n=len(touchpoints), without=without
    )
