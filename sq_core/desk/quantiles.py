"""Quantiles: ranked anew from the values of every period and group that is asked for, never put together from smaller ones.

The values are read once for a version of the facts and lie here in order of size, each with the codes of its month and
dimensions; two metrics that ask for different quantiles of the same values share them. A question only sorts codes.

The interval needs no distribution: how many values lie below the true quantile is binomial, so the values at the ranks
``n q ± z sqrt(n q (1 - q))`` enclose it (Conover 1999, 3.2). Where a rank falls outside the values there is no such end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sq_core.desk.measure import TIMELESS, Group, Sums
from sq_core.models import two_sided_z

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pyarrow as pa
    from numpy.typing import NDArray

    from sq_core.catalogue import Calendar, Grain, Metric
    from sq_core.desk.measure import Where

PERIOD = "period"
_FEW = 2**15
"""Up to so many groups their codes fit into two bytes, which numpy sorts in one pass."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How rows are cut into periods, and how sure the interval is to be."""

    calendar: Calendar
    grain: Grain
    confidence: float


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as codes into its distinct values, which are in order; what is blank comes last."""

    names: tuple[Any, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The values of a metric's rows in order of size, and the month and dimensions of each."""

    values: NDArray[np.float64]
    columns: Mapping[str, Coded]


def ranked(rows: pa.Table) -> Ranked:
    """Put rows (period, dimensions, value) in order of their values."""
    order = np.argsort(rows["value"].to_numpy(), kind="stable")
    columns = {name: _coded(rows[name], order) for name in rows.column_names if name != "value"}
    return Ranked(rows["value"].to_numpy()[order], columns)


def _coded(column: pa.ChunkedArray, order: NDArray[np.intp]) -> Coded:
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    names = encoded.dictionary.to_pylist()
    in_order = sorted(range(len(names)), key=lambda at: (names[at] is None, names[at] or ""))
    places = np.empty(len(names), np.int32)
    places[in_order] = np.arange(len(names), dtype=np.int32)
    return Coded(tuple(names[at] for at in in_order), places[encoded.indices.to_numpy()][order])


def together(before: Ranked, added: Ranked) -> Ranked:
    """Put two sets of ranked values into one order; what is in order already is only merged."""
    values = np.concatenate([before.values, added.values])
    order = np.argsort(values, kind="stable")
    columns = {}
    for name, one in before.columns.items():
        other = added.columns[name]
        names = tuple(sorted({*one.names, *other.names}, key=lambda said: (said is None, said or "")))
        place = {said: at for at, said in enumerate(names)}
        codes = [np.array([place[said] for said in part.names], np.int32)[part.codes] for part in (one, other)]
        columns[name] = Coded(names, np.concatenate(codes)[order])
    return Ranked(values[order], columns)


def read_quantiles(rows: Ranked, metric: Metric, by: tuple[str, ...], where: Where, cut: Cut) -> tuple[Group, ...]:
    """Rank the values of a metric's rows in every period, at the dimensions wanted."""
    starts, periods = _periods(rows.columns[PERIOD], cut)
    values, codes = rows.values, [periods, *(rows.columns[one].codes for one in by)]
    if where:
        kept = np.logical_and.reduce([_is(rows.columns[one], value) for one, value in where])
        values, codes = values[kept], [one[kept] for one in codes]
    sizes = [len(starts), *(len(rows.columns[one].names) for one in by)]
    months: dict[tuple[str, ...], list[Sums]] = defaultdict(list)
    for place, found in _groups(values, codes, sizes):
        start, *rest = place
        group = tuple(str(rows.columns[one].names[at] or "") for one, at in zip(by, rest, strict=True))
        months[group].append(_sums(starts[start], found, float(metric.quantile), two_sided_z(cut.confidence)))
    return tuple(Group(tuple(zip(by, group, strict=True)), tuple(found)) for group, found in months.items())


def _periods(months: Coded, cut: Cut) -> tuple[tuple[date, ...], NDArray[np.int32]]:
    """Say in which period every value lies; what is not dated lies in all time, which begins in year 1."""
    of_month = [
        TIMELESS if month is None or cut.grain == "all" else cut.calendar.start(month, cut.grain)
        for month in months.names
    ]
    starts = tuple(sorted(set(of_month)))
    return starts, np.array([starts.index(start) for start in of_month], np.int32)[months.codes]


def _is(column: Coded, value: str) -> NDArray[np.bool_]:
    return np.equal(column.codes, column.names.index(value) if value in column.names else -1)


def _groups(
    values: NDArray[np.float64], codes: list[NDArray[np.int32]], sizes: list[int]
) -> list[tuple[tuple[int, ...], NDArray[np.float64]]]:
    """Split values that are in order into groups that stay in order, sorted by their codes."""
    if not len(values):
        return []
    number = np.zeros(len(values), np.int64)
    for code, size in zip(codes, sizes, strict=True):
        number = number * size + code
    if np.prod(sizes, dtype=float) < _FEW:
        number = number.astype(np.int16)
    order = np.argsort(number, kind="stable")
    number, values = number[order], values[order]
    begins = np.flatnonzero(np.diff(number, prepend=-1))
    return [
        (tuple(int(one) for one in np.unravel_index(int(number[begin]), sizes)), group)
        for begin, group in zip(begins, np.split(values, begins[1:]), strict=True)
    ]


def _sums(start: date, ranks: NDArray[np.float64], share: float, z: float) -> Sums:
    n = len(ranks)
    place, spread = (n - 1) * share, z * (n * share * (1 - share)) ** 0.5
    below = int(place)
    above = min(below + 1, n - 1)
    value = ranks[below] + (place - below) * (ranks[above] - ranks[below])
    low, high = (int(np.ceil(n * share + sign * spread)) for sign in (-1, 1))
    enclosed = 1 <= low <= n and 1 <= high <= n
    ends = (float(ranks[low - 1]), float(ranks[high - 1])) if enclosed else (None, None)
    return Sums(start, float(value), None, float(n), None, *ends)
