"""What key drivers say in words: what goes with an outcome most, how sure that is, and what to beware of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.key_drivers import OUTCOMES, driver_names
from sq_core.desk.why_words import inside
from sq_core.words import Text, count, listed, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.desk.key_drivers import Drivers

NOT_CAUSE = Text(
    "权重说明什么与结果相伴，不说明原因：改动一个维度未必带来同样大的变化。",
    "Weights say what goes with the outcome, not what causes it: to move a dimension need not move the outcome as much.",
)


def strongest(known: Drivers) -> Text:
    """Say which dimension goes with the outcome most, and whether that is certain: a title."""
    weighing, names = known.found.relative, driver_names()
    shares = weighing.importance.shares
    outcome = OUTCOMES[known.outcome]
    if shares is None:
        return Text("{outcome}与各维度无关", "{outcome} goes with none of the dimensions").fill(outcome=outcome)
    order = sorted(range(len(shares)), key=lambda at: -shares[at])
    first, second = order[0], order[1]
    head = Text(
        "与{outcome}最相伴的是{name}，占所解释差异的 {share}",
        "{outcome} goes most with {name}: {share} of what is explained",
    ).fill(
        outcome=outcome,
        name=Text(names[known.constructs[first]].zh, inside(names[known.constructs[first]]).en),
        share=_share(shares[first]),
    )
    if weighing.intervals[first].low > weighing.intervals[second].high:
        return head
    level = [
        names[known.constructs[at]] for at in order[1:] if weighing.intervals[at].high >= weighing.intervals[first].low
    ]
    near = listed([Text(one.zh, inside(one).en) for one in level])
    return head + Text("，但与{near}难分高下", ", not clearly ahead of {near}").fill(near=near)


def _share(value: float) -> Text:
    return Text(share(value, "zh"), share(value, "en"))


def basis(known: Drivers, months: int, resamples: int) -> Text:
    """Say what the weights rest on: explained, responses of how many, months, resamples."""
    fit, n = known.found.relative.importance.r_squared, known.found.n
    return Text(
        "五个维度共解释 {fit} · {n}（近 {months} 个月共 {all} 份） · 重抽样 {draws} 次",
        "Dimensions explain {fit} together · {n} (of {all} in {months} months) · {draws} resamples",
    ).fill(
        fit=_share(fit),
        n=Text(count(n, "zh"), count(n, "en")),
        all=_plain(known.responses),
        months=months,
        draws=_plain(resamples),
    )


def _plain(value: int) -> str:
    return count(float(value), "en").removeprefix("n=")


def warnings(known: Drivers) -> tuple[Text, ...]:
    """Warn in words of drivers that repeat each other, of too few responses, and of what cannot be told from noise."""
    names = driver_names()
    found: list[Text] = []
    if known.collinear:
        found.append(
            Text(
                "{names}与其余维度高度重叠（方差膨胀超过 10）：它们各自的份额靠不住，只能合起来看。",
                "{names} repeat the other dimensions (variance inflation above 10): take their shares together, not one by one.",
            ).fill(names=_named(known.collinear))
        )
    if known.thin:
        found.append(
            Text(
                "每个维度不足 10 份答卷，权重不稳。",
                "There are fewer than 10 responses per dimension: weights are unstable.",
            )
        )
    noise = [name for name, above in zip(known.constructs, known.found.relative.above_noise, strict=True) if not above]
    if noise:
        found.append(
            Text(
                "{names}与随机噪声无法区分，图中为空框。",
                "{names} cannot be told from random noise and stand as outlines.",
            ).fill(names=_named(noise))
        )
    turned = [
        names[name]
        for name, sign in zip(known.constructs, known.found.relative.importance.signs, strict=True)
        if sign < 0
    ]
    if turned:
        found.append(
            Text("{names}与结果反向相伴。", "{names} go with the outcome the other way.").fill(names=listed(turned))
        )
    return tuple(found)


def _named(constructs: Sequence[str]) -> Text:
    names = driver_names()
    return listed([names[one] for one in constructs])
