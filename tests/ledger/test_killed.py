"""Killed at any moment of an edit or a load: what was acknowledged is there, what was not is absent as a whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sq_core.desk import open_office
from sq_core.ledger import check

ROOT = Path(__file__).parents[2]


def kill_and_look(path: Path, seed: int) -> int:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.worker_killed", str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    time.sleep(random.Random(seed).uniform(0.05, 0.8))
    worker.send_signal(signal.SIGKILL)
    said, _ = worker.communicate()
    steps = [int(line.split()[1]) for line in said.splitlines() if line.startswith("edit ")]
    loads = sum(1 for line in said.splitlines() if line.startswith("load "))
    office = open_office(path)
    with office.store.reading() as cursor:
        assert check(cursor) == ()
        rows = cursor.execute("select target, baseline from goals").fetchall()
        facts = cursor.execute("select count(*) from survey_responses").fetchall()[0][0]
        answers = cursor.execute("select count(*) from survey_responses_answers").fetchall()[0][0]
    office.close()
    last = steps[-1] if steps else 0
    if rows:
        assert rows[0][0] == rows[0][1], "both cells of an edit, or neither"
        assert rows[0][0] in {last, last + 1}, "all that was acknowledged, and at most the one in flight"
    else:
        assert not steps
    assert facts in {loads * 200, (loads + 1) * 200}
    assert answers == facts * 20
    return len(steps)


@pytest.mark.slow
def test_killed_many_times(tmp_path: Path) -> None:
    steps = [kill_and_look(tmp_path / f"{seed}.duckdb", seed) for seed in range(1, 26)]
    assert sum(steps) > len(steps), "the kills met work in flight"
