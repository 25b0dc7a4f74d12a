"""The bench: what the product claims about speed, as ratios of things measured in the same run."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.commands.measure_facts import bench_facts
from sq_core.commands.measure_fill import AUTHOR, fill
from sq_core.commands.measure_screen import bench_clicks, bench_idle, bench_page
from sq_core.desk import View, load, open_office, read_upload
from sq_core.ledger import ROW, CellEdit, Draft, commit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.desk import Office

_ROWS, _ITEMS = 100_000, 16
_SIZES, _FULL_SIZES = (10_000, 1_000_000), (10_000, 1_000_000, 10_000_000)
_EDITS = 15


def run_bench(*, full: bool, only: tuple[str, ...]) -> dict[str, float]:
    """Run the measurements asked for (all when none is named) and give their figures by name."""
    parts: dict[str, Callable[[bool], dict[str, float]]] = {
        "load": _bench_load,
        "edit": _bench_edit,
        "facts": bench_facts,
        "page": bench_page,
        "idle": bench_idle,
        "click": bench_clicks,
    }
    figures: dict[str, float] = {}
    for name, measure in parts.items():
        if not only or name in only:
            figures |= measure(full)
    return {name: round(value, 4) for name, value in figures.items()}


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bench_load(full: bool) -> dict[str, float]:
    """Load 100,000 rows x 20 columns, checks and commit included, against two readers that only read."""
    from openpyxl import Workbook
    from python_calamine import CalamineWorkbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet("survey_responses")
        sheet.append(["respondent", "date", "region", "channel", *(f"{i // 2 + 1}-{i % 2 + 1}" for i in range(_ITEMS))])
        for row in range(_ROWS):
            marks = [(row * 7 + item * 3) % 7 + 1 for item in range(_ITEMS)]
            sheet.append(
                [f"R{row:06}", date(2026, row % 9 + 1, row % 28 + 1), f"region {row % 4}", f"channel {row % 5}", *marks]
            )
        book.save(path)
        content = path.read_bytes()
        office = open_office(Path(folder) / "bench.duckdb")
        began = time.perf_counter()
        intake = read_upload(office, path.name, content)
        read = time.perf_counter() - began
        load(office, intake, content, AUTHOR, "")
        ours = time.perf_counter() - began
        office.close()
        calamine = min(
            _timed(lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) for _ in range(2)
        )
        import pandas as pd

        pandas_openpyxl = _timed(lambda: pd.read_excel(path, engine="openpyxl"))
    return {
        "load.seconds": ours,
        "load.read_and_check_seconds": read,
        "load.calamine_seconds": calamine,
        "load.pandas_openpyxl_seconds": pandas_openpyxl,
        "load.times_calamine (goal ≤ 4)": ours / calamine,
        "load.times_faster_than_pandas_openpyxl (goal ≥ 4)": pandas_openpyxl / ours,
    }


def _bench_edit(full: bool) -> dict[str, float]:
    """One target edit until every reading is recomputed, at growing numbers of responses; and pandas over the facts."""
    figures: dict[str, float] = {}
    medians: list[float] = []
    for size in _FULL_SIZES if full else _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            office = open_office(Path(folder) / "bench.duckdb")
            fill(office, "survey_responses", size)
            _edit_target(office, 0)
            _read_all(office)
            spans = [_timed(partial(_edit_and_read, office, step)) for step in range(1, _EDITS)]
            medians.append(statistics.median(spans) * 1000)
            figures[f"edit.milliseconds at {size:,} responses (goal < 60)"] = medians[-1]
            if size == 1_000_000:
                figures["edit.pandas_milliseconds at 1,000,000 responses"] = _pandas_over_facts(office) * 1000
            office.close()
    figures["edit.times from smallest to largest (goal ≤ 1.2)"] = medians[-1] / medians[0]
    return figures


def _edit_and_read(office: Office, step: int) -> None:
    _edit_target(office, step)
    _read_all(office)


def _read_all(office: Office) -> None:
    with office.desk(View(today=date(2026, 11, 1))) as desk:
        desk.every()


def _edit_target(office: Office, step: int) -> None:
    cells = {ROW: "1", "goal": "G1", "metric": "service_gap", "target": repr(-0.5 + step / 1000)}
    edits = tuple(CellEdit("goals", "G1", column, value) for column, value in cells.items())
    commit(office.store, Draft("edit", AUTHOR, edits=edits))


def _pandas_over_facts(office: Office) -> float:
    with office.store.reading() as cursor:
        facts = cursor.execute(
            "select a.row_no, a.item, a.expectation, a.perception, r.region, r.date"
            " from survey_responses_answers as a join survey_responses as r using (batch, row_no)"
        ).df()

    def work() -> object:
        facts["gap"] = facts["perception"] - facts["expectation"]
        return facts.groupby(["region", "item"], observed=True)[["expectation", "perception", "gap"]].agg(
            ["mean", "count", "std"]
        )

    return min(_timed(work) for _ in range(2))
