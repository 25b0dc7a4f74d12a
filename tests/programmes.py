"""Small programmes for tests: made in memory, through the door, with known numbers; and what is made once for a whole run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pytest

from sq_core.desk import Office, open_office
from sq_core.ledger import ROW, Author, CellEdit, Draft, Effect, FactBatch, commit, row_key, written
from sq_core.sheets import Cell, contracts
from sq_core.store import Store

AUTHOR = Author("Test")
TODAY = date(2026, 11, 1)


class HasStore(Protocol):
    """What can be written to: an office, or a bare ledger."""

    @property
    def store(self) -> Store: ...


@dataclass(frozen=True, slots=True)
class Ledger:
    """A programme without formulas: three times as quick to open as an office, and enough where nothing is measured."""

    store: Store

    def close(self) -> None:
        self.store.close()


def new_ledger() -> Ledger:
    return Ledger(Store(None, tuple(contracts().values())))


def new_office() -> Office:
    return open_office(None)


def once_a_run(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give a file that all workers of a run share: the first who asks makes it, the others wait for it."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, failed, draft = (shared / f"{part}{name}" for part in ("", "failed-", "draft-"))
    try:
        (shared / f"begun-{name}").mkdir()
    except FileExistsError:
        while not made.exists():
            assert not failed.exists(), f"another worker could not make {name}"
            time.sleep(0.05)
        return made
    try:
        make(draft)
    except BaseException:
        failed.touch()
        raise
    return draft.replace(made)


def plan_edits(sheet: str, *rows: Mapping[str, Cell]) -> tuple[CellEdit, ...]:
    contract = contracts()[sheet]
    edits: list[CellEdit] = []
    for row in rows:
        cells = {name: written(contract.by_name[name], value) for name, value in row.items()}
        for column in contract.keys:
            if cells.get(column.name) is None:
                cells[column.name] = written(column, column.default)
        key = row_key(contract, cells)
        edits.append(CellEdit(sheet, key, ROW, "1"))
        edits += [CellEdit(sheet, key, name, value) for name, value in cells.items() if value is not None]
    return tuple(edits)


def put(office: HasStore, sheet: str, *rows: Mapping[str, Cell]) -> Effect:
    return commit(office.store, Draft("load", AUTHOR, edits=plan_edits(sheet, *rows)))


def set_cell(office: HasStore, sheet: str, key: str, column: str, value: Cell, seen: int | None = None) -> Effect:
    text = written(contracts()[sheet].by_name[column], value)
    return commit(office.store, Draft("edit", AUTHOR, edits=(CellEdit(sheet, key, column, text, seen),)))


def responses(
    rows: Sequence[tuple[date | None, str, Mapping[str, tuple[float | None, float | None]]]], sha: str = "batch"
) -> FactBatch:
    """Rows of (day, region, {item: (expectation, perception)}), numbered from sheet row 2."""
    contract = contracts()["survey_responses"]
    numbers = [index + 2 for index in range(len(rows))]
    given: dict[str, list[object]] = {
        "respondent": [f"R{number}" for number in numbers],
        "date": [day for day, _, _ in rows],
        "region": [region for _, region, _ in rows],
    }
    kinds = {"date": pa.date32()}
    columns = {"row_no": pa.array(numbers, pa.int32())} | {
        c.name: pa.array(given.get(c.name, [None] * len(rows)), kinds.get(c.type, pa.string()))
        for c in contract.columns
    }
    answers = [
        (number, item, e, p)
        for number, (_, _, marks) in zip(numbers, rows, strict=True)
        for item, (e, p) in marks.items()
    ]
    held = pa.table(
        {
            "row_no": pa.array([a[0] for a in answers], pa.int32()),
            "item": pa.array([a[1] for a in answers], pa.string()),
            "expectation": pa.array([a[2] for a in answers], pa.float64()),
            "perception": pa.array([a[3] for a in answers], pa.float64()),
        }
    )
    return FactBatch(contract.key, "responses", 1, '{"respondent": "A"}', pa.table(columns), held, sha)


def take(office: HasStore, *batches: FactBatch) -> Effect:
    return commit(office.store, Draft("load", AUTHOR, batches=batches))
