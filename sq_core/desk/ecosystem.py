"""The service ecosystem: partners and the links between them as stated, and what the network makes of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.desk.modelled import Outcome
from sq_core.models import Link, RequiredLink, laid_out, measure_network, synergy_index
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sq_core.catalogue import Metric, Reading, Status
    from sq_core.desk.desk import Desk
    from sq_core.models import Centrality, Network

SHEETS = ("partners", "links")
OWN = "own"
Effect = Literal["raises", "lowers"]


@dataclass(frozen=True, slots=True)
class StatedPartner:
    """A partner as its sheet states it; None where the cell is blank."""

    partner: str
    name: Text
    kind: str | None
    role: Text | None
    owner: str | None
    power: float | None
    interest: float | None
    metric: str | None
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners that know each other in the sheet: how closely they need to work together and how closely they do."""

    first: str
    second: str
    required: float
    actual: float
    weight: float

    @property
    def missing(self) -> bool:
        """Whether the pair needs to work together and does not at all."""
        return self.required > 0 and self.actual == 0

    def holds(self, partner: str) -> bool:
        """Tell whether a partner is one of the two."""
        return partner in (self.first, self.second)


def stated(desk: Desk) -> tuple[StatedPartner, ...]:
    """Read the partners, ourselves first."""

    def make() -> tuple[StatedPartner, ...]:
        columns = "partner, name_zh, name_en, kind, role_zh, role_en, owner, power, interest, metric, effect"
        return tuple(
            StatedPartner(
                code, Text(zh, en), kind, Text(role_zh, role_en) if role_zh and role_en else None, owner, power,
                interest, metric, effect,
            )
            for code, zh, en, kind, role_zh, role_en, owner, power, interest, metric, effect in desk.select(
                "partner_stated", columns, "place"
            )
        )  # fmt: skip

    return desk.kept("partners", sheets=("partners",), make=make)


def pairs(desk: Desk) -> tuple[Pair, ...]:
    """Read the links between known partners, each pair once; of a pair that stands twice the stronger one counts."""

    def make() -> tuple[Pair, ...]:
        known = {one.partner for one in stated(desk)}
        found: dict[frozenset[str], Pair] = {}
        rows = desk.select(
            "link_stated", "partner_from, partner_to, required, actual, weight", "partner_from, partner_to"
        )
        for first, second, required, actual, weight in rows:
            if first == second or not {first, second} <= known:
                continue
            pair, both = Pair(first, second, required or 0.0, actual or 0.0, weight), frozenset((first, second))
            if both not in found or found[both].actual < pair.actual:
                found[both] = pair
        return tuple(found.values())

    return desk.kept("pairs", sheets=SHEETS, make=make)


def network(desk: Desk) -> Network | None:
    """Measure the network of links that exist, the strongest taken as one; None without a partner or a link."""

    def make() -> Network | None:
        codes = [one.partner for one in stated(desk)]
        linked = [one for one in pairs(desk) if one.actual > 0]
        if not codes or not linked:
            return None
        strongest = max(one.actual for one in linked)
        return measure_network([Link(one.first, one.second, one.actual / strongest) for one in linked], codes)

    return desk.kept("network", sheets=SHEETS, make=make)


def places(desk: Desk) -> Mapping[str, tuple[float, float]]:
    """Lay the partners out by the links they have and those they need, on a square of side one."""

    def make() -> dict[str, tuple[float, float]]:
        drawn = [(one.first, one.second) for one in pairs(desk) if one.actual > 0 or one.required > 0]
        return laid_out(drawn, [one.partner for one in stated(desk)])

    return desk.kept("places", sheets=SHEETS, make=make)


def by_partner(desk: Desk, metric: str) -> dict[str, Reading]:
    """Read a metric at every partner that has a value."""
    found = desk.by(metric, "partner")
    return {one.dimensions["partner"]: one for one in found if one.value is not None and one.dimensions}


def _owners(desk: Desk) -> dict[str, str]:
    return {one.partner: one.owner or "" for one in stated(desk)}


def _central(desk: Desk, value: Callable[[Centrality], float]) -> tuple[Outcome, ...]:
    measured, owners = network(desk), _owners(desk)
    if measured is None:
        return ()
    return tuple(
        Outcome((("partner", node.node),), value(node), owner=owners.get(node.node, "")) for node in measured.nodes
    )


def betweennesses(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the betweenness of every partner."""
    return _central(desk, lambda node: node.betweenness)


def closenesses(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the closeness of every partner."""
    return _central(desk, lambda node: node.closeness)


def degrees(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give how many others every partner works with."""
    return _central(desk, lambda node: float(node.degree))


def densities(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the share of possible pairs that work together."""
    measured = network(desk)
    return () if measured is None else (Outcome((), measured.density, n=float(len(measured.nodes))),)


def parts(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count the parts of the network that have no link between them."""
    measured = network(desk)
    if measured is None:
        return ()
    found = len(measured.components)
    return (Outcome((), float(found), n=float(len(measured.nodes)), status="good" if found == 1 else "watch"),)


def _of_pairs(
    desk: Desk, value: Callable[[Sequence[Pair]], float], judged: Callable[[float], Status]
) -> tuple[Outcome, ...]:
    """Give a value of all pairs that need each other, and of those of every partner that has one."""
    needed, owners = [one for one in pairs(desk) if one.required > 0 and one.weight > 0], _owners(desk)
    if not needed:
        return ()
    whole = value(needed)
    found = [Outcome((), whole, n=float(len(needed)), status=judged(whole))]
    for partner, owner in owners.items():
        own = [one for one in needed if one.holds(partner)]
        if own:
            found.append(Outcome((("partner", partner),), value(own), n=float(len(own)), owner=owner))
    return tuple(found)


def synergies(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give how much of the co-operation needed exists, in the whole and around every partner."""

    def value(needed: Sequence[Pair]) -> float:
        return synergy_index([RequiredLink(one.actual, one.required, one.weight) for one in needed])

    return _of_pairs(desk, value, lambda _: "none")


def missing_links(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Count the pairs that need each other and do not work together, in the whole and around every partner."""
    return _of_pairs(
        desk, lambda needed: float(sum(one.missing for one in needed)), lambda found: "watch" if found else "good"
    )


def few(desk: Desk, rate: Reading) -> bool:
    """Tell whether a hit rate rests on too few cases; what is not dated is never called thin by itself."""
    return rate.n is not None and rate.n < desk.rules.thin_n


def bottleneck_outcomes(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Say of every partner with an SLA whether it is a bottleneck: on the paths between the others, and late.

    Where the interval of its hit rate reaches the cut-off it is to be watched and still counts; with few cases it is not
    judged and does not count.
    """
    on_path, late = (float(desk.parameters[name]) for name in ("bottleneck_betweenness", "bottleneck_sla"))
    between, rates, owners = by_partner(desk, "partner_betweenness"), by_partner(desk, "partner_sla"), _owners(desk)
    each = []
    for partner, rate in rates.items():
        central = between.get(partner)
        if central is None or central.value is None or rate.value is None:
            continue
        found = central.value >= on_path and rate.value < late
        status: Status = "none"
        if few(desk, rate):
            found, status = False, "thin"
        elif found:
            status = "bad" if rate.high is not None and rate.high < late else "watch"
        each.append(
            Outcome(
                (("partner", partner),), float(found), n=rate.n, status=status, owner=owners.get(partner, ""),
                rests_on=(central, rate),
            )
        )  # fmt: skip
    if not each:
        return ()
    count = sum(one.value or 0.0 for one in each)
    resting = tuple(reading for one in each for reading in one.rests_on)
    whole = Outcome((), count, n=float(len(each)), status="bad" if count else "good", rests_on=resting)
    return (whole, *each)


def bottlenecks(desk: Desk) -> tuple[tuple[StatedPartner, Reading], ...]:
    """List the partners that are bottlenecks, the most central first, with what says so."""
    said, between = by_partner(desk, "bottlenecks"), by_partner(desk, "partner_betweenness")
    found = [(one, said[one.partner]) for one in stated(desk) if one.partner in said and said[one.partner].value]
    return tuple(sorted(found, key=lambda each: -(between[each[0].partner].value or 0.0)))
