"""From a metric's rows to points: months added up to periods, divided once, with their intervals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sq_core.catalogue import Calendar, Grain, Metric, Point
from sq_core.errors import ModelError
from sq_core.models import mann_kendall, mean_interval, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sq_core.store import Cursor

TIMELESS = date.min
"""The period of what is not dated: all of it, as it stands."""
Where = tuple[tuple[str, str], ...]
"""Dimension and value pairs that narrow what is read."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What one month (or one group of them) adds up to; see ``apart``."""

    period: date
    num: float | None
    den: float | None
    n: float | None
    ss: float | None
    low: float | None = None
    high: float | None = None
    """The interval of what cannot be added up: a quantile comes with its own."""
    apart: bool = False
    """Whether it mixes things that are never rolled up into one: different items, KPIs, units, or values without n."""


@dataclass(frozen=True, slots=True)
class Group:
    """The months of one dimension value (or of the whole), oldest first; ``unit`` where rows carry their own."""

    dimensions: tuple[tuple[str, str], ...]
    months: tuple[Sums, ...]
    unit: str = ""


def read_groups(
    cursor: Cursor, metric: Metric, by: tuple[str, ...], where: Where, source: str, last: date | None
) -> tuple[Group, ...]:
    """Ask the metric's view, or its roll-up, for its months at the dimensions wanted.

    Of a stock also the months up to ``last`` that have none of it are given.
    """
    own_unit = metric.unit == "row"
    dimensions = ", ".join(f'cast("{one}" as varchar)' for one in by)
    unit = 'min("unit")' if own_unit else "''"
    kinds = [
        f'count(distinct "{one}") > 1'
        for one in (("unit",) if own_unit else ()) + ((metric.within,) if metric.within else ())
    ]
    if metric.combine == "last":
        kinds.append("count(*) > 1 and count(den) < count(*)")
    apart = " or ".join(kinds) or "false"
    filters = " and ".join(f'cast("{one}" as varchar) = ?' for one, _ in where)
    select = (
        f"select period, {dimensions + ', ' if by else ''}"
        f" {_numerator(metric)}, sum(den)::double, sum(n)::double,"
        f" {'sum(ss)::double' if metric.interval == 'mean' else 'null'}, {unit}, {apart}"
        f" from {source} {'where ' + filters if where else ''}"
        f" group by period {', ' + dimensions if by else ''} order by all"
    )
    rows = cursor.execute(select, [value for _, value in where]).fetchall()
    months: dict[tuple[str, ...], list[Sums]] = defaultdict(list)
    units: dict[tuple[str, ...], str] = {}
    for period, *rest in rows:
        names = tuple("" if one is None else str(one) for one in rest[: len(by)])
        num, den, n, ss, row_unit, mixed = rest[len(by) :]
        months[names].append(Sums(period or TIMELESS, None if mixed else num, den, n, ss, apart=mixed))
        units[names] = row_unit or ""
    if last is not None and not months and not by:
        return (Group((), (Sums(last, 0.0, None, None, None),)),)
    return tuple(
        Group(tuple(zip(by, names, strict=True)), _in_order(found, last), units[names])
        for names, found in months.items()
    )


def last_month(cursor: Cursor, metric: Metric) -> date | None:
    """Find the month up to which the rows of a stock reach; None where it is no stock."""
    if metric.combine != "stock" or not metric.until:
        return None
    found: date | None = cursor.execute(
        f"select cast(date_trunc('month', max(moment)) as date) from \"{metric.until}\""
    ).fetchall()[0][0]
    return found


def _in_order(months: list[Sums], last: date | None) -> tuple[Sums, ...]:
    """Put months in order; where a stock reaches up to a month, months without a row stand there with none of it."""
    known = {month.period: month for month in months}
    at, none = min(known), Sums(TIMELESS, 0.0, None, None, None)
    if at == TIMELESS:
        last = None
    if months[0].den is not None:
        none = replace(none, den=0.0)
    while last is not None and at < last:
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        known.setdefault(at, replace(none, period=at))
    return tuple(known[period] for period in sorted(known))


def _numerator(metric: Metric) -> str:
    if metric.combine != "last":
        return "sum(num)::double"
    return "(case when count(*) = 1 then max(num) else sum(num * den) / sum(den) end)::double"


def points(metric: Metric, group: Group, calendar: Calendar, grain: Grain, confidence: float) -> tuple[Point, ...]:
    """Add months up to periods, oldest first; what is not dated gives one point of all time."""
    dated = [month for month in group.months if month.period != TIMELESS]
    if not dated:
        grain = "all"
    periods: dict[date, list[Sums]] = defaultdict(list)
    for month in dated or group.months:
        periods[calendar.start(month.period, grain)].append(month)
    return tuple(
        _point(metric, start, months, calendar.complete(start, grain), confidence)
        for start, months in sorted(periods.items())
    )


def _point(metric: Metric, start: date, months: list[Sums], complete: bool, confidence: float) -> Point:
    newest = months[-1]
    if metric.combine == "quantile":
        return Point(start, newest.num, newest.n, newest.low, newest.high, complete=complete)
    if metric.combine == "last" or (metric.combine == "stock" and newest.den is None):
        return Point(start, newest.num, newest.n, complete=complete)
    if metric.combine == "stock" and not newest.den:
        return Point(start, 0.0, 0.0, complete=complete)  # nothing is open, so nothing has waited
    if metric.combine == "stock":
        months = [newest]
    n = _total(month.n for month in months)
    if metric.combine == "sum":
        return Point(start, _total(month.num for month in months), n, complete=complete)
    num, den = _total(m.num for m in months), _total(m.den for m in months)
    if num is None or not den:
        return Point(start, None, n, complete=complete)
    low, high = _interval(metric, num, den, _total(m.ss for m in months), n, confidence)
    return Point(start, num / den, n, low, high, complete=complete)


def _total(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _interval(
    metric: Metric, num: float, den: float, ss: float | None, n: float | None, confidence: float
) -> tuple[float | None, float | None]:
    try:
        if metric.interval == "wilson":
            found = wilson(num, den, confidence)
        elif metric.interval == "mean" and ss is not None and n is not None and n >= 2:
            found = mean_interval(num, ss, n, confidence)
        else:
            return None, None
    except ModelError:
        return None, None
    return found.low, found.high


def _slope_a_month(values: list[float]) -> float:
    return mann_kendall(values).slope


_MODELS: Mapping[str, Callable[[list[float]], float]] = {"sen_slope": _slope_a_month}


def modelled(metric: Metric, group: Group) -> Point:
    """Compute what a model makes of the months; raises ModelError when there are too few."""
    values = [month.num for month in group.months if month.num is not None]
    return Point(TIMELESS, _MODELS[metric.model](values), float(len(values)))
