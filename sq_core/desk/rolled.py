"""Roll-ups: what a metric's select gives at its finest grain, kept for the version of the facts it rests on.

One scan of the facts answers every question after it: the whole, any dimension, any narrowing, any period. A batch that
is added is rolled up by itself and added on, so that fresh readings cost by the batch and not by what lies there already.
A roll-up holds months by dimensions, however many rows stand behind them.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sq_core.desk.measure import last_month
from sq_core.ledger import batches_present, only_newer, replaces_older
from sq_core.sheets import contracts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pyarrow as pa

    from sq_core.catalogue import Catalogue, Metric
    from sq_core.desk.memo import Memo
    from sq_core.desk.standing import Standing
    from sq_core.store import Cursor

_ADDED = ("num", "den", "n", "ss")


@dataclass(frozen=True, slots=True)
class RollUp:
    """A metric's months at its finest grain, the batches they were made of, and how far a stock reaches."""

    rows: pa.Table
    batches: tuple[int, ...]
    last: date | None = None


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
        facts = fact_sheets(metric)
        if not facts or metric.combine not in ("ratio", "sum", "stock"):
            return None
        key = ("roll-up", *self.standing.facts(metric, (), ()), self.today)
        return self.memo.keep(key, lambda: self._made(metric, facts))

    def _made(self, metric: Metric, facts: tuple[str, ...]) -> RollUp:
        grows = self.standing.newest and len(facts) == 1 and self.grows(metric)
        if not grows:
            rows = self.cursor.execute(self._select(metric)).to_arrow_table()
            return RollUp(rows, (), last_month(self.cursor, metric))
        plans = tuple(sheet for sheet in metric.sheets if sheet not in facts)
        place = ("roll-up grows", self.standing.position, metric.name, self.standing.resting(plans), self.today)
        batches = self.memo.keep(
            ("batches", facts[0], self.standing.resting(facts)), lambda: batches_present(self.cursor, facts[0])
        )
        before = cast("RollUp | None", self.memo.newest(place))
        made = self.memo.keep((*place, batches), lambda: RollUp(self._rows(metric, facts[0], before, batches), batches))
        self.memo.put(place, made)
        return made

    def _rows(self, metric: Metric, sheet: str, before: RollUp | None, batches: tuple[int, ...]) -> pa.Table:
        if before is None or not before.batches or batches[: len(before.batches)] != before.batches:
            return self.cursor.execute(self._select(metric)).to_arrow_table()
        if batches == before.batches:
            return before.rows
        known = before.batches[-1]
        key = ("replaces", sheet, batches, known)
        if self.memo.keep(key, lambda: replaces_older(self.cursor, sheet, known)):
            return self.cursor.execute(self._select(metric)).to_arrow_table()
        with only_newer(self.cursor, known):
            added = self.cursor.execute(self._select(metric)).to_arrow_table()
        return self._together(metric, before.rows, added)

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
            return self.cursor.execute(
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
