"""The office: the open store, its catalogue and its memo, and the desks it hands out, one a run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sq_core.catalogue import Calendar, build_catalogue
from sq_core.desk.desk import Desk
from sq_core.desk.memo import Memo
from sq_core.desk.standing import Standing
from sq_core.ledger import Position, edition, newer_facts, search_path, sheet_versions
from sq_core.sheets import contracts, parameter_defaults
from sq_core.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from sq_core.catalogue import Grain
    from sq_core.store import Cursor
    from sq_core.words import Lang

HERE = Position()


@dataclass(frozen=True, slots=True)
class View:
    """What a person chose to look at."""

    lang: Lang = "zh"
    grain: Grain | None = None
    position: Position = HERE
    today: date | None = None
    """The calendar's today where the programme has no row ``as_of``; None asks the clock."""
    day: date | None = None
    """The calendar's today whatever the programme says: old figures on a later day."""


class Office:
    """Holds what one process shares; everything in it is safe between sessions."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.catalogue = build_catalogue(store)
        self.memo = Memo()
        store.lay(newer_facts())

    @property
    def edition(self) -> int:
        """The number of the newest change set."""
        with self.store.reading() as cursor:
            return edition(cursor)

    @property
    def today(self) -> date:
        """The programme's today."""
        with self.store.reading() as cursor:
            return _today(read_parameters(cursor), None)

    @contextmanager
    def desk(self, view: View = View()) -> Iterator[Desk]:
        """Open a desk: one snapshot, so that a page can never show two editions."""
        path, overlay = search_path(view.position)
        if overlay is not None:
            self.store.lay(overlay)
        with self.store.reading(path) as cursor:
            yield self.desk_on(cursor, view, view.position.branch)

    def desk_on(self, cursor: Cursor, view: View, position: str, memo: Memo | None = None) -> Desk:
        """Seat a desk at an open cursor; a rehearsal brings its own memo, so that what may never be is not kept."""
        parameters = read_parameters(cursor)
        today = view.day or _today(parameters, view.today)
        calendar = Calendar(today, int(parameters["fiscal_year_start"]))
        grain = view.grain or _grain(parameters)
        number = edition(cursor) if view.position.edition is None else view.position.edition
        standing = Standing(position, number, sheet_versions(cursor, number), view.position == HERE)
        return Desk(cursor, self.catalogue, memo or self.memo, standing, calendar, grain, view.lang, parameters)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_office(path: Path | None) -> Office:
    """Open a programme; raises StoreBusy, StoreUnreadable."""
    return Office(Store(path, tuple(contracts().values())))


def read_parameters(cursor: Cursor) -> dict[str, str]:
    """Read the programme's parameters, shipped ones where it has no row."""
    shipped = {name: default.value for name, default in parameter_defaults().items()}
    own = dict(cursor.execute("select parameter, value from parameters where value is not null").fetchall())
    return shipped | own


def _today(parameters: dict[str, str], given: date | None) -> date:
    if parameters.get("as_of"):
        return datetime.fromisoformat(parameters["as_of"]).date()
    return given or datetime.now(UTC).astimezone(ZoneInfo(parameters["timezone"])).date()


def _grain(parameters: dict[str, str]) -> Grain:
    match parameters.get("period_grain", "quarter"):
        case "month":
            return "month"
        case "year":
            return "year"
        case "all":
            return "all"
        case _:
            return "quarter"
