"""The screen's part of the bench: pages, an idle crowd, clicks, each measured by a program of the screen's own room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sq_core.desk import load_sample, open_office

_NOT_INSTALLED = 3
"""What a measurement ends with where its tools are missing."""


def bench_page(full: bool) -> dict[str, float]:
    """Measure the server's work on each chapter against an empty page."""
    return _measured("sq_core.ui.pace")


def bench_idle(full: bool) -> dict[str, float]:
    """Measure what fifty people cost who only look."""
    return _measured("sq_core.ui.bench.crowd")


def bench_clicks(full: bool) -> dict[str, float]:
    """Measure the time from a click until the page stands, and until a change made elsewhere is on it."""
    return _measured("sq_core.ui.bench.clicks")


def _measured(module: str) -> dict[str, float]:
    """Run a measurement on the sample programme."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "sample.duckdb"
        office = open_office(database)
        load_sample(office)
        office.close()
        return measured_on(database, module)


def measured_on(database: Path, module: str) -> dict[str, float]:
    """Run a measurement in a process of its own on a programme; without its tools it says so and gives nothing."""
    said = subprocess.run(  # noqa: S603  one of the modules named in this room
        [sys.executable, "-m", module],
        env=os.environ | {"SQ_DATABASE": str(database)},
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode == _NOT_INSTALLED:
        print(said.stderr.strip(), file=sys.stderr)
        return {}
    if said.returncode:
        raise RuntimeError(said.stderr[-2000:])
    figures: dict[str, float] = json.loads(said.stdout)
    return figures
