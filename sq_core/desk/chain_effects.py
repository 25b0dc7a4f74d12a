"""What a push at one variable of the chain goes along with at the others, and the readings of the chain.

Never worded as cause: a push of staff satisfaction that comes from elsewhere may do nothing of the kind.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sq_core.catalogue import Broken
from sq_core.desk.chain import Chain, ChainLine, chain
from sq_core.desk.chain_links import NODES, ORDER
from sq_core.desk.modelled import Outcome
from sq_core.sheets import parameter_defaults
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric, Reading, Status
    from sq_core.desk.chain import Draws
    from sq_core.desk.desk import Desk

FIRST, LAST = ORDER[0], ORDER[-1]
DECILES = {"low": 0.1, "middle": 0.5, "high": 0.9}
UNKNOWN = Text(
    "{a} → {b} 没有估计也没有假设，链条在此断开。",
    "{a} → {b} is neither estimated nor assumed: the chain is broken there.",
)
STATE_IT = Text(
    "请补充单位月度数据，或在“服务利润链环节”表中写明假设。",
    "Load more unit months, or state an assumption in the sheet of chain links.",
)  # fmt: skip


def steps(desk: Desk) -> tuple[str, ...]:
    """Give the pushes that can be chosen, as they are written in the parameter; where none is a number, those shipped."""
    for written in (desk.parameters["chain_steps"], parameter_defaults()["chain_steps"].value):
        found = tuple(part.strip() for part in written.split(";") if -1 < _share(part.strip()) != 0)
        if found:
            return found
    return ()


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def levers(found: Chain) -> tuple[str, ...]:
    """Give the variables that something known follows."""
    return tuple(name for name in ORDER if any(_ways(found, name, target) for target in ORDER))


def _ways(found: Chain, source: str, target: str) -> bool:
    """Tell whether arrows lead from one variable to another."""
    reached = {source}
    for line in sorted(found.lines, key=lambda one: ORDER.index(one.arrow.source)):
        if line.arrow.source in reached:
            reached.add(line.arrow.target)
    return target in reached and target != source


def broken_between(found: Chain, source: str, target: str) -> Broken | None:
    """Say where the chain between two variables is broken; None where it holds."""
    for line in found.lines:
        start, end = line.arrow.source, line.arrow.target
        before = start == source or _ways(found, source, start)
        after = end == target or _ways(found, end, target)
        if line.grade == "missing" and before and after:
            return Broken(UNKNOWN.fill(a=NODES[start][0], b=NODES[end][0]), STATE_IT)
    return None


def shown_scale(found: Chain, source: str, target: str) -> tuple[float, str]:
    """Say by what a slope is multiplied to be shown, and its unit: an elasticity, or points of what is not logged.

    Between logged variables it is percent per percent. Else it is what the target moves, in its own unit (percent where it
    is logged), when the source moves by one percent, or by one of its own units where it is not logged.
    """
    unit = NODES[source][1]
    push = 0.01 if source in found.logged or unit == "percent" else 1.0
    if target in found.logged:
        return (1.0, "none") if source in found.logged else (push, "percent")
    return push, NODES[target][1]


def elasticities(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the slope of every arrow, and for the whole what runs from the first variable to the last."""
    found = chain(desk)
    if found is None:
        return ()
    whole = _through(desk, found, FIRST, LAST, (), direct=True)
    return (whole, *(_arrow(found, line) for line in found.lines))


def _arrow(found: Chain, line: ChainLine) -> Outcome:
    where = (("link", line.code),)
    if line.slope is None:
        reason = line.reason or Text("没有数据", "nothing known")
        return Outcome(where, None, broken=Broken(reason + Text("。", "."), STATE_IT), status="empty")
    factor, unit = shown_scale(found, line.arrow.source, line.arrow.target)
    low, high = (None if end is None else end * factor for end in (line.low, line.high))
    n = None if line.grade == "assumption" else float(line.rows)
    status: Status = "thin" if line.grade == "thin" else "none"
    owner = line.stated.owner if line.stated else ""
    return Outcome(where, line.slope * factor, unit, n=n, low=low, high=high, status=status, owner=owner)


def totals(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the total effect between every pair of variables that arrows join."""
    found = chain(desk)
    if found is None:
        return ()
    return tuple(
        _through(desk, found, source, target, (("pair", f"{source}>{target}"),), direct=True)
        for source, target in combinations(ORDER, 2)
        if _ways(found, source, target)
    )


def indirect(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give what runs between two variables over others, for every pair that has a way round."""
    found = chain(desk)
    if found is None:
        return ()
    made = []
    for source, target in combinations(ORDER, 2):
        round_about = any(
            line.arrow.source == source and line.arrow.target != target and _ways(found, line.arrow.target, target)
            for line in found.lines
        )
        if round_about:
            where = (("pair", f"{source}>{target}"),)
            made.append(_through(desk, found, source, target, where, direct=False))
    return tuple(made)


def _through(
    desk: Desk, found: Chain, source: str, target: str, where: tuple[tuple[str, str], ...], *, direct: bool
) -> Outcome:
    """Give an effect over all ways, or over all but the straight one, with its percentile interval."""
    reason = broken_between(found, source, target)
    if reason is not None:
        return Outcome(where, None, broken=reason, status="empty")
    at, end = ORDER.index(source), ORDER.index(target)
    value, draws = float(found.total()[at, end]), found.totals()[:, at, end]
    straight = next((n for n, line in enumerate(found.lines) if line.code == f"{source}>{target}"), None)
    if not direct and straight is not None:
        value, draws = value - (found.lines[straight].slope or 0.0), draws - found.draws[:, straight]
    factor, unit = shown_scale(found, source, target)
    tail = (1.0 - desk.rules.confidence) / 2.0
    low, high = (float(one) * factor for one in np.quantile(draws, [tail, 1.0 - tail]))
    return Outcome(where, value * factor, unit, n=_n(found, source, target), low=low, high=high)


def _n(found: Chain, source: str, target: str) -> float | None:
    """Give the fewest unit months of the estimated arrows on the way; None where all is assumed."""
    rows = [
        line.rows
        for line in found.lines
        if line.grade in ("estimated", "thin")
        and (line.arrow.source == source or _ways(found, source, line.arrow.source))
        and (line.arrow.target == target or _ways(found, line.arrow.target, target))
    ]
    return float(min(rows)) if rows else None


def effects(desk: Desk, metric: Metric) -> tuple[Outcome, ...]:
    """Give what every push at every lever goes along with at every later variable: one decile, named by the metric.

    For the whole: the first push at the first variable, at the last.
    """
    found, decile = chain(desk), DECILES[metric.name.rsplit("_", 1)[-1]]
    if found is None:
        return ()
    draws = found.totals()
    made: list[Outcome] = []
    for step in steps(desk):
        for lever in levers(found):
            for target in ORDER[ORDER.index(lever) + 1 :]:
                if _ways(found, lever, target):
                    where = (("lever", lever), ("step", step), ("target", target))
                    made.append(_effect(found, draws, where, decile))
    return (*_whole(made), *made)


def _whole(made: list[Outcome]) -> tuple[Outcome, ...]:
    first = [one for one in made if dict(one.dimensions)["lever"] == FIRST and dict(one.dimensions)["target"] == LAST]
    return tuple(Outcome((), one.value, one.unit, n=one.n, broken=one.broken, status=one.status) for one in first[:1])


def _effect(found: Chain, draws: Draws, where: tuple[tuple[str, str], ...], decile: float) -> Outcome:
    named = dict(where)
    lever, target = named["lever"], named["target"]
    reason = broken_between(found, lever, target)
    if reason is not None:
        return Outcome(where, None, broken=reason, status="empty")
    step = _share(named["step"])
    push = math.log1p(step) if lever in found.logged else step * found.sizes[lever]
    moved = float(np.quantile(draws[:, ORDER.index(lever), ORDER.index(target)] * push, decile))
    n = _n(found, lever, target)
    if target in found.logged:
        return Outcome(where, math.expm1(moved), "percent", n=n)
    return Outcome(where, moved, NODES[target][1], n=n)


def evidence(desk: Desk, _metric: Metric) -> tuple[Outcome, ...]:
    """Give the share of arrows that are estimated from enough figures."""
    found = chain(desk)
    if found is None:
        return ()
    sure = sum(1 for line in found.lines if line.grade == "estimated")
    return (Outcome((), sure / len(found.lines), n=float(len(found.lines))),)


def arrival(found: Chain, source: str, target: str) -> tuple[int, int]:
    """Give the shortest and the longest time a push takes on its ways from one variable to another, in months."""
    ways = {source: (0, 0)}
    for name in ORDER:
        before = [
            (ways[line.arrow.source][0] + line.arrow.lag, ways[line.arrow.source][1] + line.arrow.lag)
            for line in found.lines
            if line.arrow.target == name and line.arrow.source in ways
        ]
        if before:
            ways[name] = (min(one for one, _ in before), max(one for _, one in before))
    return ways.get(target, (0, 0))


def effect_readings(desk: Desk, lever: str, step: str) -> dict[str, dict[str, Reading]]:
    """Give the deciles of every later variable for one push: by variable, then by decile."""
    found: dict[str, dict[str, Reading]] = {}
    where = (("lever", lever), ("step", step))
    for decile in DECILES:
        for one in desk.by(f"chain_effect_{decile}", "lever", "step", "target", where=where):
            found.setdefault(one.dimensions["target"], {})[decile] = one
    return {name: found[name] for name in ORDER if name in found}
