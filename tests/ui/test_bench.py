"""The measurements of the screen: they measure something, and say so where their tools are missing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sq_core.ui.bench.crowd import measure
from sq_core.ui.bench.served import DOOR, ROOT, Served, serving

pytestmark = pytest.mark.slow

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="only Linux tells how long a process worked"
)


def test_clicks_without_a_browser_say_so() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "sq_core.ui.bench.clicks"],
        cwd=ROOT,
        env=os.environ | {"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 3
    assert said.stdout == ""
    assert "not installed" in said.stderr


@needs_proc
def test_work_is_counted_in_seconds_of_one_core() -> None:
    own = Served(0, os.getpid())
    before, began = own.worked(), time.process_time()
    while time.process_time() - began < 0.3:
        pass
    assert own.worked() - before == pytest.approx(time.process_time() - began, abs=0.1)


@needs_proc
@pytest.mark.slow
def test_a_small_crowd_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQ_DATABASE", str(tmp_path / "empty.duckdb"))
    with serving(DOOR) as served:
        figures = asyncio.run(measure(served, people=2, rest=1.0))
    share = figures["idle.share of one core, 2 sessions that listen (goal < 0.1)"]
    assert 0 <= share < 1
    assert figures["idle.seconds of work a session costs when it is opened"] > 0
