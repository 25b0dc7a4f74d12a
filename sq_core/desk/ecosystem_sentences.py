"""What the section on the ecosystem says: its sentence and the titles of its pictures, composed by rule from readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.desk.ecosystem import OWN
from sq_core.desk.sentences import NOTHING_YET, said
from sq_core.words import Text, listed, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.ecosystem import Pair, StatedPartner

    Named = Sequence[tuple[StatedPartner, Reading]]

NO_OWNER = Text("还没有对口负责人", "nobody of ours owns it yet")
NO_BOTTLENECK = Text("没有伙伴既处在要道上又常误时限", "No partner on the paths between the others is late")
STATED = Text(
    "“影响”是伙伴表里写明的判断，旁边是我们的读数现在的样子；两者并列不等于因果。",
    "“Moves” is what the partners sheet states; beside it stands our reading as it is now. That they stand together does not prove a cause.",
)
CORNERS = (
    Text("令其满意", "Keep satisfied"),
    Text("重点管理", "Manage closely"),
    Text("随时告知", "Keep informed"),
    Text("一般关注", "Monitor"),
)
"""High power and low interest, both high, high interest and low power, both low: from top left clockwise."""


def quoted(one: StatedPartner) -> Text:
    """Call a partner by its name, in quotation marks."""
    return Text(f"“{one.name.zh}”", f'"{one.name.en}"')


def overall(synergy: Reading, missing: Reading, found: Named, rates: Mapping[str, Reading]) -> Text:
    """Say how much of the co-operation needed exists, and who is the bottleneck, with owner."""
    if synergy.value is None:
        return NOTHING_YET if not found else _bottleneck(found, rates) + Text("。", ".")
    text = Text(
        "所需的协同做到了 {share}，{n} 对伙伴中有 {missing} 对完全没有协同",
        "{share} of the co-operation needed exists; of {n} pairs {missing} do not work together at all",
    ).fill(share=said(synergy.value, synergy.unit), n=f"{synergy.n or 0:.0f}", missing=f"{missing.value or 0:.0f}")
    if not found:
        return text + Text("；", ". ") + NO_BOTTLENECK + Text("。", ".")
    return text + Text("；", "; ") + _bottleneck(found, rates) + Text("。", ".")


def _bottleneck(found: Named, rates: Mapping[str, Reading]) -> Text:
    one, _ = found[0]
    rate = rates[one.partner]
    owner = Text("对口负责人 {name}", "owner {name}").fill(name=one.owner) if one.owner else NO_OWNER
    more = Text("和另外 {n} 家", " and {n} more").fill(n=len(found) - 1) if len(found) > 1 else Text("", "")
    return Text("瓶颈是{name}{more}（时限达成率 {rate}），{owner}", "the bottleneck is {name}{more} (SLA hit rate {rate}); {owner}").fill(
        name=quoted(one), more=more, rate=said(rate.value, rate.unit), owner=owner
    )  # fmt: skip


def shape(parts: Reading, found: Named, alone: Sequence[StatedPartner]) -> Text:
    """Say who stands on the paths and whether all hang together: a title for the network."""
    if parts.value is None:
        return Text("还没有实际的协同", "Nobody works together yet")
    head = (
        Text("{names}是瓶颈", "{names} is the bottleneck" if len(found) == 1 else "{names} are bottlenecks").fill(
            names=listed([quoted(one) for one, _ in found[:3]])
        )
        if found
        else NO_BOTTLENECK
    )
    if parts.value == 1:
        return head + Text("，各方全部相连", ", and all are linked")
    tail = Text("，网络断成 {n} 部分", ", and the network falls into {n} parts").fill(n=f"{parts.value:.0f}")
    if alone:
        names = listed([quoted(one) for one in alone[:3]])
        tail += Text("（{names}没有任何协同）", " ({names} without any link)").fill(names=names)
    return head + tail


def network_basis(density: Reading) -> Text:
    """Say what the network is drawn of."""
    if density.value is None:
        return Text("协同关系", "Links between partners")
    return Text(
        "实际协同的伙伴对占全部可能的 {share}，{n} 方",
        "{share} of all possible pairs work together, {n} parties",
    ).fill(share=said(density.value, density.unit), n=f"{density.n or 0:.0f}")


def widest(pairs: Sequence[Pair], names: Mapping[str, StatedPartner]) -> Text:
    """Name the pair that falls shortest by weight: a title for the matrix."""
    short = [one for one in pairs if one.required > one.actual and one.weight > 0]
    if not short:
        return Text("需要的协同都做到了", "All the co-operation needed exists")
    worst = max(short, key=lambda one: (one.required - one.actual) * one.weight)
    return Text(
        "缺口最大：{first}与{second}，需要 {required}，实际 {actual}",
        "Widest gap: {first} and {second}, {required} needed, {actual} there",
    ).fill(
        first=quoted(names[worst.first]),
        second=quoted(names[worst.second]),
        required=f"{worst.required:g}",
        actual=f"{worst.actual:g}",
    )


def late(desk: Desk, rates: Named) -> Text:
    """Say how many partners are below the cut-off, surely or not: a title for the SLA dots."""
    cut = float(desk.parameters["bottleneck_sla"])
    known = [rate for _, rate in rates if rate.value is not None and rate.n is not None and rate.n >= desk.rules.thin_n]
    below = [rate for rate in known if rate.value is not None and rate.value < cut]
    sure = sum(1 for rate in below if rate.high is not None and rate.high < cut)
    if not below:
        return Text("{n} 家都不低于 {cut}", "None of {n} is below {cut}").fill(n=len(known), cut=share(cut, "en"))
    return Text(
        "{n} 家中 {below} 家低于 {cut}，其中 {sure} 家确定", "{below} of {n} are below {cut}, {sure} of them surely"
    ).fill(n=len(known), below=len(below), cut=share(cut, "en"), sure=sure)


def closely(partners: Sequence[StatedPartner], cut: float) -> Text:
    """Name those of high power and high interest: a title for the grid."""
    found = [one for one in partners if (one.power or 0.0) >= cut and (one.interest or 0.0) >= cut]
    if not found:
        return Text("没有权力和利益都高的伙伴", "Nobody has both high power and high interest")
    return Text("需要重点管理：{names}", "To be managed closely: {names}").fill(
        names=listed([one.name for one in found])
    )


def bottleneck_rule(desk: Desk) -> Text:
    """Say by which rule bottlenecks are told."""
    return Text(
        "瓶颈：中介中心性不低于 {between} 且时限达成率低于 {sla}；{level} 区间碰到门槛的只作关注，件数不足 {thin} 的不判断。",
        "Bottleneck: betweenness of {between} or more and an SLA hit rate below {sla}; where the {level} interval reaches the cut-off it is only to be watched, below {thin} cases nothing is judged.",
    ).fill(
        between=desk.parameters["bottleneck_betweenness"],
        sla=share(float(desk.parameters["bottleneck_sla"]), "en"),
        level=share(desk.rules.confidence, "en"),
        thin=f"{desk.rules.thin_n:.0f}",
    )


def movers(partners: Sequence[StatedPartner]) -> Text:
    """Head the table of partners and the readings they are said to move."""
    rows = sum(1 for one in partners if one.metric)
    return Text("{n} 个伙伴写明了影响我们的哪个读数", "{n} partners are said to move a reading of ours").fill(n=rows)


def owners(partners: Sequence[StatedPartner]) -> Text:
    """Say whether somebody of ours answers for every partner: a title for their list."""
    others = [one for one in partners if one.kind != OWN]
    without = sum(1 for one in others if not one.owner)
    if not without:
        return Text("{n} 个伙伴都有对口负责人", "All {n} partners have an owner of ours").fill(n=len(others))
    return Text("{n} 个伙伴中 {without} 个没有对口负责人", "{without} of {n} partners have no owner of ours").fill(
        n=len(others), without=without
    )
