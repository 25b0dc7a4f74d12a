"""Quantiles: ranked anew from the rows of every period and group that is asked for, never put together from smaller ones.

The interval needs no distribution: how many values lie below the true quantile is binomial, so the values at the ranks
``n q ± z sqrt(n q (1 - q))`` enclose it (Conover 1999, 3.2). Where a rank falls outside the values there is no such end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.desk.measure import TIMELESS, Group, Sums
from sq_core.models import two_sided_z

if TYPE_CHECKING:
    from sq_core.catalogue import Calendar, Grain, Metric
    from sq_core.desk.measure import Where
    from sq_core.store import Cursor

_SPANS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Cut:
    """How rows are cut into periods, and how sure the interval is to be."""

    calendar: Calendar
    grain: Grain
    confidence: float


def read_quantiles(cursor: Cursor, metric: Metric, by: tuple[str, ...], where: Where, cut: Cut) -> tuple[Group, ...]:
    """Rank the values of a metric's rows in every period, at the dimensions wanted."""
    names = "".join(f', cast("{one}" as varchar) as "{one}"' for one in by)
    filters = "".join(f' and cast("{one}" as varchar) = ?' for one, _ in where)
    share, z = float(metric.quantile), two_sided_z(cut.confidence)
    rows = cursor.execute(
        f"""
        with ranked as (
            select {_start(cut)} as start{names}, list_sort(list(cast(value as double))) as ranks
            from "{metric.name}"
            where value is not null{filters}
            group by all
            having count(*) > 0
        ), placed as (
            select *, len(ranks) as n, (len(ranks) - 1) * {share!r}::double as place,
                {z!r}::double * sqrt(len(ranks) * {share!r}::double * (1 - {share!r}::double)) as spread
            from ranked
        ), ends as (
            select *, cast(floor(place) as bigint) + 1 as below, cast(ceil(n * {share!r}::double - spread) as bigint) as low,
                cast(ceil(n * {share!r}::double + spread) as bigint) as high
            from placed
        )
        select * exclude (ranks, place, spread, below, low, high),
            ranks[below] + (place + 1 - below) * (coalesce(ranks[below + 1], ranks[below]) - ranks[below]),
            case when low between 1 and n and high between 1 and n then ranks[low] end,
            case when low between 1 and n and high between 1 and n then ranks[high] end
        from ends
        order by all
        """,  # noqa: S608 - names come from the catalogue, values are parameters
        [value for _, value in where],
    ).fetchall()
    months: dict[tuple[str, ...], list[Sums]] = defaultdict(list)
    for start, *rest in rows:
        group = tuple("" if one is None else str(one) for one in rest[: len(by)])
        n, value, low, high = rest[len(by) :]
        months[group].append(Sums(start, value, None, float(n), None, low, high))
    return tuple(Group(tuple(zip(by, group, strict=True)), tuple(found)) for group, found in months.items())


def _start(cut: Cut) -> str:
    """Write the first day of the period a row lies in; what is not dated lies in all time, which begins in year 1."""
    if cut.grain == "all":
        return f"date '{TIMELESS}'"
    first, span = cut.calendar.fiscal_start - 1, _SPANS[cut.grain]
    months = f"(year(period) * 12 + month(period) - 1 - {first})"
    start = f"({months} - {months} % {span} + {first})"
    return f"coalesce(make_date({start} // 12, {start} % 12 + 1, 1), date '{TIMELESS}')"
