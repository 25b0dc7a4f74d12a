"""The published numbers: every case of an area that is built comes out as printed."""

from __future__ import annotations

import json

import pytest

from sq_core.models import METHODS, compute
from tests.oracle_cases import OracleCase, all_cases, areas_due, cases_due, differences, not_run_lines


@pytest.mark.parametrize("case", cases_due(), ids=lambda case: case.id)
def test_published_case(case: OracleCase) -> None:
    answer = compute(case.kind, case.complete_inputs())
    answer = json.loads(json.dumps(answer, allow_nan=False, ensure_ascii=False))
    found = differences(case.expected, answer, case.tolerance)
    assert not found, f"{case.kind} ({case.area}) {case.path.name}: " + "; ".join(found)


def test_every_due_area_has_cases_and_methods() -> None:
    due = set(areas_due())
    assert due <= {case.area for case in all_cases()}
    assert {method.area for method in METHODS.values()} <= due, "a method whose area is not in AREAS_DUE.txt"
    kinds = {case.kind for case in all_cases() if case.area in due}
    assert kinds <= set(METHODS), f"no method for {sorted(kinds - set(METHODS))}"


def test_every_case_is_run_or_named_as_not_run() -> None:
    listed = ", ".join(line.split(": ", 2)[-1] for line in not_run_lines()).split(", ")
    listed = [name for name in listed if name]
    assert sorted([case.id for case in cases_due()] + listed) == sorted(case.id for case in all_cases())


ONE = {"abs": 0.01, "rel": 0.1}


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"a": 1.0}, {}),
        ({"a": 1.0}, {"a": None}),
        ({"a": None}, {"a": 0.0}),
        ({"a": 1.0}, {"a": 1.2}),
        ({"a": 1.0}, {"a": float("nan")}),
        ({"a": 1}, {"a": True}),
        ({"a": True}, {"a": 1}),
        ({"a": "H"}, {"a": "L"}),
        ({"a": [1, 2]}, {"a": [1, 2, 3]}),
        ({"a": [1, 2, 3]}, {"a": [1, 2]}),
        ({"a": [], "b": [1]}, {"a": [4], "b": [1]}),
        ({"a": ["x"], "b": ["x", "y"]}, {"a": ["x", "y"], "b": ["x", "y"]}),
        ({"a": {"b": [1, {"c": 2}]}}, {"a": {"b": [1, {"c": 3}]}}),
        ({"a": {"b": 1}}, {"a": [1]}),
    ],
)
def test_a_wrong_answer_is_told(expected: dict[str, object], got: dict[str, object]) -> None:
    assert differences(expected, got, ONE)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"a": 10.0}, {"a": 11.0, "b": "more"}),
        ({"a": [1, None, "x", True]}, {"a": [1.1, None, "x", True]}),
        ({"ucl": [1, 2], "lcl": [0, 0, 0]}, {"ucl": [1, 2, 9], "lcl": [0, 0, 0]}),
    ],
)
def test_a_right_answer_passes(expected: dict[str, object], got: dict[str, object]) -> None:
    assert differences(expected, got, ONE) == []
