"""Published cases with known answers: where they lie, which of them are due, and when an answer agrees.

A case is a JSON file with kind, area, inputs, expected and tolerance. Cases lie in ``tests/oracles`` and in every
folder that the environment names in SQ_ORACLES. A case of an area that is not in AREAS_DUE.txt, or whose csv is not at
hand, is no test: it is listed at the end of the run as not run, never as passed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sq_core.models import csv_reference, with_csv

OWN_FOLDER = Path(__file__).parent / "oracles"


@dataclass(frozen=True, slots=True)
class OracleCase:
    """One published case."""

    path: Path
    kind: str
    area: str
    inputs: dict[str, object]
    expected: dict[str, object]
    tolerance: dict[str, float]

    @property
    def id(self) -> str:
        own = self.path.parent == OWN_FOLDER
        return self.path.stem if own else f"{self.path.parent.name}/{self.path.stem}"

    def csv_file(self) -> Path | None:
        """Find the csv the case refers to: beside its folder, or beside the real inputs of this machine."""
        named = csv_reference(self.inputs)
        if named is None:
            return None
        folders = [self.path.parent, self.path.parent / "data"]
        if os.environ.get("SQ_REAL_INPUTS"):
            beside = Path(os.environ["SQ_REAL_INPUTS"]).resolve().parent / "oracles"
            folders += [beside, beside / "data"]
        found = (folder / each for folder in folders for each in (named, Path(named).name))
        return next((path for path in found if path.is_file()), None)

    def complete_inputs(self) -> dict[str, object]:
        """Give the inputs with the columns of the csv in place."""
        file = self.csv_file()
        return self.inputs if file is None else with_csv(self.inputs, file.read_text(encoding="utf-8-sig"))


def areas_due() -> tuple[str, ...]:
    lines = (OWN_FOLDER / "AREAS_DUE.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def all_cases() -> list[OracleCase]:
    named = [part for part in os.environ.get("SQ_ORACLES", "").split(os.pathsep) if part]
    cases: list[OracleCase] = []
    for folder in (OWN_FOLDER, *map(Path, named)):
        for path in sorted(folder.glob("*.json")):
            case = json.loads(path.read_text(encoding="utf-8-sig"))
            cases.append(
                OracleCase(
                    path, case["kind"], case["area"], case["inputs"], case["expected"], case.get("tolerance") or {}
                )
            )
    return cases


def reason_not_run(case: OracleCase) -> str | None:
    """Tell why a case is not run here, or None where it is due."""
    if case.area not in areas_due():
        return f"not built: area {case.area}"
    if csv_reference(case.inputs) is not None and case.csv_file() is None:
        return f"its csv is absent: {csv_reference(case.inputs)}"
    return None


def cases_due() -> list[OracleCase]:
    return [case for case in all_cases() if reason_not_run(case) is None]


def not_run_lines() -> list[str]:
    """List what is not run, one line per reason, with the names of the cases."""
    reasons: dict[str, list[str]] = {}
    for case in all_cases():
        reason = reason_not_run(case)
        if reason is not None:
            reasons.setdefault(reason, []).append(case.id)
    return [f"{reason}: {', '.join(names)}" for reason, names in sorted(reasons.items())]


def differences(expected: object, got: object, tolerance: Mapping[str, float], place: str = "") -> list[str]:
    """List where an answer departs from what is expected; only what is expected is looked at.

    Numbers agree within ``abs + rel * |expected|``; texts, booleans and null must be the same. Lists must be as long as
    expected, but for columns a source prints in part: see ``_columns_in_part``.
    """
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            return [f"{place}: expected names with values, got {got!r}"]
        cut = _columns_in_part(expected, got)
        return [
            line
            for key, value in expected.items()
            for line in _member(value, cut.get(key, got.get(key)), key in got, tolerance, f"{place}.{key}")
        ]
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return [f"{place}: expected {len(expected)} values, got {got!r}"]
        return [
            line
            for at, (one, other) in enumerate(zip(expected, got, strict=True))
            for line in differences(one, other, tolerance, f"{place}[{at}]")
        ]
    return [] if _same(expected, got, tolerance) else [f"{place}: expected {expected!r}, got {got!r}"]


def _member(expected: object, got: object, there: bool, tolerance: Mapping[str, float], place: str) -> list[str]:
    return differences(expected, got, tolerance, place) if there else [f"{place}: missing"]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(expected: object, got: object, tolerance: Mapping[str, float]) -> bool:
    if _is_number(expected):
        if not isinstance(got, int | float) or isinstance(got, bool):
            return False
        assert isinstance(expected, int | float)
        return abs(got - expected) <= tolerance.get("abs", 0.0) + tolerance.get("rel", 0.0) * abs(expected)
    return type(expected) is type(got) and expected == got


def _columns_in_part(expected: Mapping[str, object], got: Mapping[str, object]) -> dict[str, list[object]]:
    """Cut computed columns to what a source printed of them.

    The c chart's source prints three lower limits but only the first two upper ones. A column of numbers may be longer
    than expected only if it is not empty there and another column of the same answer is expected at the full length.
    """
    lengths = {len(value) for value in expected.values() if isinstance(value, list)}
    cut: dict[str, list[object]] = {}
    for key, value in expected.items():
        found = got.get(key)
        if not isinstance(value, list) or not isinstance(found, list) or not value:
            continue
        if len(found) > len(value) and len(found) in lengths and all(_is_number(each) for each in value):
            cut[key] = found[: len(value)]
    return cut
