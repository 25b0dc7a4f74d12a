"""Roll-ups: what a metric's select gives at its finest grain, kept for the version of the facts it rests on.

One scan of the facts answers every question after it: the whole, any dimension, any narrowing, any period. A batch that
is added is rolled up by itself and added on, so that fresh readings cost by the batch and not by what lies there already.
A roll-up holds months by dimensions, however many rows stand behind them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from sq_core.desk.measure import last_month
from sq_core.desk.quantiles import ranked, together
from sq_core.ledger import batches_present, only_newer, replaces_older
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    import pyarrow as pa

    from sq_core.catalogue import Catalogue, Metric
    from sq_core.desk.memo import Memo
    from sq_core.desk.quantiles import Ranked
    from sq_core.desk.standing import Standing
    from sq_core.store import Cursor

T = TypeVar("T")
_ADDED = ("num", "den", "n", "ss")


@dataclass(frozen=True, slots=True)
class RollUp:
    """A metric's months at its finest grain, and how far a stock reaches."""

    rows: pa.Table
    last: date | None = None


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    """What was made of some batches of facts."""

    of: T
    batches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RollUps:
    """Rolls metrics up for one desk."""

    cursor: Cursor
    catalogue: Catalogue
    memo: Memo
    standing: Standing
    today: date

    def of(self, metric: Metric) -> RollUp | None:
        """Give the roll-up of a metric that adds up from facts; None for all others, which rest on few rows."""
        if not fact_sheets(metric) or metric.combine not in ("ratio", "sum", "stock"):
            return None

        def make() -> RollUp:
            together = partial(self._together, metric)
            rows = self._grown(metric, metric.name, partial(self._read, self._select(metric)), together)
            return RollUp(rows, last_month(self.cursor, metric))

        return self.memo.keep(("roll-up", *self.standing.facts(metric, (), ()), self.today), make)

    def ranked(self, metric: Metric) -> Ranked:
        """Give the values of a metric that is ranked; metrics that write the same select share them."""

        def make() -> Ranked:
            names = "".join(f', cast("{one}" as varchar) as "{one}"' for one in metric.dimensions)
            select = (
                f'select period{names}, cast(value as double) as value from "{metric.name}" where value is not null'  # noqa: S608
            )
            return self._grown(metric, metric.select, lambda: ranked(self._read(select)), together)

        key = ("ranked", self.standing.position, metric.select, self.standing.resting(metric.sheets), self.today)
        return self.memo.keep(key, make)

    def _grown(self, metric: Metric, name: str, make: Callable[[], T], add: Callable[[T, T], T]) -> T:
        """Make what rests on facts, from what was made before and the batches that came since where it can grow."""
        facts = fact_sheets(metric)
        if not self.standing.newest or len(facts) != 1 or not self.grows(metric):
            return make()
        plans = tuple(sheet for sheet in metric.sheets if sheet not in facts)
        place = ("grows", self.standing.position, name, self.standing.resting(plans), self.today)
        batches = self.memo.keep(
            ("batches", facts[0], self.standing.resting(facts)), lambda: batches_present(self.cursor, facts[0])
        )
        before = cast("_Made[T] | None", self.memo.newest(place))

        def made() -> _Made[T]:
            if before is None or not self._only_newer(facts[0], before.batches, batches):
                return _Made(make(), batches)
            if before.batches == batches:
                return before
            with only_newer(self.cursor, before.batches[-1]):
                added = make()
            return _Made(add(before.of, added), batches)

        found = self.memo.keep((*place, batches), made)
        self.memo.put(place, found)
        return found.of

    def _only_newer(self, sheet: str, before: tuple[int, ...], batches: tuple[int, ...]) -> bool:
        """Say whether all batches there were are still in force, and no row that came since stands in place of theirs."""
        if not before or batches[: len(before)] != before:
            return False
        key = ("replaces", sheet, batches, before[-1])
        return batches == before or not self.memo.keep(key, lambda: replaces_older(self.cursor, sheet, before[-1]))

    def _read(self, select: str) -> pa.Table:
        return self.cursor.sql(select).to_arrow_table()

    def grows(self, metric: Metric) -> bool:
        """Say whether the rows of a metric stand by themselves, so that a batch can be added to what is there."""
        horizons = {one.until for one in self.catalogue.metrics.values() if one.until}
        return not metric.whole and metric.combine != "stock" and not horizons & self._views_below(metric.name)

    def _views_below(self, name: str) -> set[str]:
        found: set[str] = set()
        for one in self.catalogue.reads.get(name, ()):
            found |= {one} | self._views_below(one)
        return found

    def _select(self, metric: Metric) -> str:
        dimensions = "".join(f', cast("{one}" as varchar) as "{one}"' for one in metric.dimensions)
        unit = ", unit" if metric.unit == "row" else ""
        sums = ", ".join(f"cast({one} as double) as {one}" for one in _sums(metric))
        return f'select period{dimensions}{unit}, {sums} from "{metric.name}"'  # noqa: S608 - names of the catalogue

    def _together(self, metric: Metric, before: pa.Table, added: pa.Table) -> pa.Table:
        names = ["period", *(f'"{one}"' for one in metric.dimensions), *(["unit"] if metric.unit == "row" else [])]
        sums = ", ".join(f"sum({one}) as {one}" for one in _sums(metric))
        with _seen(self.cursor, rolled_before=before, rolled_added=added):
            return self.cursor.sql(
                f"select {', '.join(names)}, {sums}"  # noqa: S608 - names of the catalogue
                " from (select * from rolled_before union all by name select * from rolled_added) group by all"
            ).to_arrow_table()

    @contextmanager
    def source(self, metric: Metric) -> Iterator[tuple[str, date | None]]:
        """Name what a metric's months are read from, and how far a stock reaches: its roll-up, or its own view."""
        rolled = self.of(metric)
        if rolled is None:
            yield f'"{metric.name}"', last_month(self.cursor, metric)
            return
        with _seen(self.cursor, rolled_up=rolled.rows):
            yield "rolled_up", rolled.last


@contextmanager
def _seen(cursor: Cursor, **tables: pa.Table) -> Iterator[None]:
    for name, table in tables.items():
        cursor.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            cursor.unregister(name)


def _sums(metric: Metric) -> tuple[str, ...]:
    return _ADDED if metric.interval == "mean" else _ADDED[:3]


def fact_sheets(metric: Metric) -> tuple[str, ...]:
    """Name the fact sheets a metric rests on."""
    known = contracts()
    return tuple(sheet for sheet in metric.sheets if sheet in known and known[sheet].kind == "fact")
