"""The bench of facts: what a page costs however many rows lie behind it, what a batch costs, and how far the cells are."""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sq_core.commands.measure_fill import fill
from sq_core.commands.measure_screen import measured_on
from sq_core.desk import View, load_sample, open_office

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.desk import Office
    from sq_core.desk.measure import Where

_SIZES, _FULL_SIZES = (10_000, 100_000, 1_000_000), (10_000, 100_000, 1_000_000, 10_000_000)
_PANDAS_AT = 1_000_000
"""Up to this size the same figures are made by pandas as well; ten times as many do not fit its memory."""
_BATCH = 10_000
_SHEETS = ("service_events", "complaints", "survey_responses")
_CELLS: tuple[tuple[str, Where], ...] = (
    ("event_count", (("region", "region 1"), ("type", "type 3"))),
    ("time_to_close_p90", (("channel", "channel 2"),)),
    ("complaint_count", (("type", "type 4"),)),
    ("service_gap", (("region", "region 1"),)),
    ("item_gap", (("item", "3"),)),
)
"""Cells of charts whose rows are asked for."""
_SAME = (
    "event_count",
    "event_cost",
    "closed_rate",
    "sla_hit_rate",
    "reopen_rate",
    "first_contact_rate",
    "time_to_close_median",
    "time_to_close_p90",
    "complaint_count",
    "complaint_cost",
    "answer_mean",
    "item_gap",
    "dimension_expectation",
    "gap_tangibles",
    "gap_reliability",
    "gap_responsiveness",
    "gap_assurance",
    "gap_empathy",
    "expectation_mean",
    "perception_mean",
    "service_gap",
)
"""Metrics whose figures pandas makes too."""
_OPEN, _DRILL = "facts.milliseconds to open every section of every chapter", "facts.milliseconds of a drill-down"


def bench_facts(full: bool) -> dict[str, float]:
    """Fill a programme with as many events, complaints and responses, let it settle, and measure what people then do."""
    figures: dict[str, float] = {"facts.memory limit of the engine in GB": 4}
    opened: dict[int, float] = {}
    for size in _FULL_SIZES if full else _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "bench.duckdb"
            office = open_office(database)
            load_sample(office)
            for sheet in _SHEETS:
                fill(office, sheet, size)
            at = f"at {size:,} of each"
            figures[f"facts.seconds until a first load has settled {at}"] = _timed(partial(_read_all, office))
            office.close()
            screen = measured_on(database, "sq_core.ui.bench.opening")
            opened[size] = screen["again"]
            figures[f"{_OPEN} {at}"] = screen["again"]
            figures[f"{_OPEN} for the first time {at}"] = screen["first"]
            office = open_office(database)
            _read_all(office)
            figures |= batch_figures(office, size, at)
            for metric, where in _CELLS:
                figures[f"{_DRILL} into {metric} {at} (goal < 500)"] = drill_down(office, metric, where)
            office.close()
    figures["facts.times to open, largest to smallest (goal ≤ 1.3)"] = opened[max(opened)] / opened[min(opened)]
    return figures


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _read_all(office: Office) -> None:
    _read(office, tuple(office.catalogue.metrics))


def _read(office: Office, names: tuple[str, ...]) -> None:
    with office.desk(View()) as desk:
        for name in names:
            desk.read_ahead(name)


def batch_figures(office: Office, size: int, at: str) -> dict[str, float]:
    """Add 10,000 rows to every sheet until every reading is fresh, by us and by pandas."""
    added = sum(_timed(partial(fill, office, sheet, _BATCH, first=size)) for sheet in _SHEETS) * 1000
    same = _timed(partial(_read, office, _SAME)) * 1000
    others = _timed(partial(_read_all, office)) * 1000
    figures = {
        f"facts.milliseconds to add {_BATCH:,} rows to each sheet {at}": added,
        f"facts.milliseconds until every reading is fresh after it, models included, {at}": same + others,
        f"facts.milliseconds of these for the figures pandas makes too {at}": same,
    }
    if size <= _PANDAS_AT:
        by_pandas = _pandas(office) * 1000
        figures[f"facts.pandas_milliseconds until its figures are fresh {at}"] = by_pandas
        figures[f"facts.times faster than pandas {at}" + (" (goal ≥ 1)" if size == _PANDAS_AT else "")] = (
            by_pandas / same
        )
    return figures


def drill_down(office: Office, metric: str, where: Where) -> float:
    """Trace a cell of a chart to its rows: milliseconds, the better of two."""
    with office.desk(View()) as desk:
        reading = desk.reading(metric, where=where)
        return min(_timed(partial(desk.trace, reading)) for _ in range(2)) * 1000


def _pandas(office: Office) -> float:
    """Make the same figures with pandas from frames that are in memory already: sums by every dimension, and quantiles."""
    import numpy as np

    with office.store.reading() as cursor:
        events = cursor.execute(
            "select cast(date_trunc('month', opened) as timestamp) as month, region, channel, type, severity, cost,"
            " reopened, first_contact, sla_hours, epoch(closed - opened) / 3600 as hours from service_events"
        ).df()
        complaints = cursor.execute("select date, region, channel, type, severity, cost from complaints").df()
        answers = cursor.execute(
            "select a.batch, a.row_no, a.item, i.construct, a.expectation, a.perception, r.region, r.channel, r.segment,"
            " cast(date_trunc('month', r.date) as timestamp) as month"
            " from survey_responses_answers as a join survey_responses as r using (batch, row_no)"
            " left join survey_items as i using (item)"
        ).df()
    parts = ["region", "channel", "type", "severity"]

    def of_events() -> None:
        events["in_time"] = events["hours"] <= events["sla_hours"]
        events["closed"] = events["hours"].notna()
        events["again"] = events["reopened"] > 0
        sums = ["cost", "in_time", "closed", "again", "first_contact"]
        events.groupby(["month", *parts], dropna=False)[sums].agg(["sum", "count"])
        for names in (["month"], *([part] for part in parts)):
            events.groupby(names, dropna=False)["hours"].quantile(np.array([0.5, 0.9]))

    def of_complaints() -> None:
        complaints["month"] = complaints["date"].to_numpy().astype("datetime64[M]")
        complaints.groupby(["month", *parts], dropna=False)["cost"].agg(["sum", "count"])

    def of_answers() -> None:
        cut = ["month", "region", "channel", "segment"]
        answers["gap"] = answers["perception"] - answers["expectation"]
        scores = ["expectation", "perception", "gap"]
        answers.groupby([*cut, "item"], dropna=False)[scores].agg(["sum", "count", "std"])
        each = answers.groupby(["batch", "row_no", *cut, "construct"], dropna=False)[scores].mean()
        each.groupby([*cut, "construct"], dropna=False).agg(["sum", "count", "std"])
        whole = answers.groupby(["batch", "row_no", *cut], dropna=False)[scores].mean()
        whole.groupby(cut, dropna=False).agg(["sum", "count", "std"])

    return sum(_timed(work) for work in (of_events, of_complaints, of_answers))
