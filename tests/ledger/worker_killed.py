"""Edits and loads without end, saying after each that it was acknowledged; somebody will kill this process."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from sq_core.desk import open_office
from tests.programmes import put, responses, take


def main(path: Path) -> None:
    office = open_office(path)
    print("ready", flush=True)
    step = 0
    while True:
        step += 1
        put(office, "goals", {"goal": "G1", "target": float(step), "baseline": float(step)})
        print(f"edit {step}", flush=True)
        if step % 5 == 0:
            rows = [(date(2026, 1, 5), "north", {str(item): (6.0, 5.0) for item in range(20)})] * 200
            take(office, responses(rows, f"batch {step}"))
            print(f"load {step}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
