"""Reading by the command line: the shape of a reading, dimensions, periods, the past, and a model on its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.terminal import GOALS, Terminal, both_languages, plan_workbook

KEYS = {"metric", "title", "value", "unit", "n", "low", "high", "target", "status", "period"}


def test_a_reading_has_the_agreed_shape(typed: Terminal) -> None:
    answer = typed("metrics", "--json")
    assert answer.code == 0
    assert answer.err == ""
    assert len(answer.json) >= 40
    for reading in answer.json:
        assert KEYS <= set(reading)
        assert set(reading["title"]) == {"zh", "en"}
        assert all(reading["title"].values())
    by_name = {reading["metric"]: reading for reading in answer.json}
    assert len(by_name) == len(answer.json)
    complaint = by_name["complaint_rate"]
    assert (complaint["unit"], complaint["target"], complaint["status"]) == ("percent", 0.1, "bad")
    assert by_name["nps"]["value"] is None, "missing is never zero"
    assert by_name["nps"]["status"] == "empty"
    assert both_languages(by_name["nps"]["broken"])


def test_a_dimension_stands_under_its_own_name(typed: Terminal) -> None:
    answer = typed("metrics", "--by", "region", "--period", "month", "--json").json
    complaints = {
        one["region"]: (one["value"], one["n"], one["period"]) for one in answer if one["metric"] == "complaint_rate"
    }
    assert complaints == {"north": (0.1, 100, "2026-10-01"), "south": (0.2, 300, "2026-10-01")}
    months = {one["metric"]: one for one in typed("metrics", "--json").json}
    assert months["complaint_rate"]["value"] == pytest.approx(0.175), "weighted, never an average of averages"
    assert months["service_gap"]["value"] == pytest.approx(
        sum([4 + n % 2 - 7 + 3 + n % 3 - 6 for n in range(1, 13)]) / 24
    )
    assert months["expectation_mean"]["value"] == pytest.approx(6.5)
    refused = typed("metrics", "--by", "colour", "--json")
    assert refused.code == 2
    assert "region" in refused.json["remedy"]["en"]


@pytest.mark.slow
def test_a_section_and_every_period(typed: Terminal) -> None:
    section = typed("metrics", "--section", "3.1", "--period", "all", "--json").json
    assert {one["section"] for one in section} == {"3.1"}
    assert {one["period"] for one in section} == {None}
    year = {one["metric"]: one for one in typed("metrics", "--period", "year", "--json").json}
    assert year["complaint_rate"]["period"] == "2026-01-01"
    assert year["complaint_rate"]["value"] == pytest.approx((10 + 60 + 30) / 500)


@pytest.mark.slow
def test_the_past_reads_as_it_was(typed: Terminal, tmp_path: Path) -> None:
    goals = [GOALS[0], ("G1", "complaint_rate", 0.2, "2025-12-31", 0.05, "2026-12-31", "越低越好"), GOALS[2]]
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(goals=goals))
    assert typed("load", tmp_path / "plan.xlsx", "--json").json["change_set"] == 3

    def read(*words: object) -> dict[str, tuple[float | None, float | None]]:
        found = typed("metrics", "--json", *words).json
        return {one["metric"]: (one["value"], one["target"]) for one in found}

    now, before, first = read(), read("--as-of", 2), read("--as-of", 1)
    assert (now["complaint_rate"][1], before["complaint_rate"][1]) == (0.05, 0.1)
    assert first["service_gap"] == (None, None), "the survey came with change set 2"
    assert before["service_gap"][0] is not None
    assert read("--as-of", "2020-01-01")["complaint_rate"] == (None, None)
    assert read("--as-of", "2999-01-01") == now


@pytest.mark.parametrize(
    "words", [("--branch", "dream"), ("--as-of", "99"), ("--as-of", "yesterday")], ids=lambda words: " ".join(words)
)
def test_a_position_nobody_knows_is_refused(typed: Terminal, words: tuple[str, str]) -> None:
    answer = typed("metrics", *words, "--json")
    assert answer.code == 2
    assert answer.json["error"] == "PositionUnknown"
    assert both_languages(answer.json)


@pytest.mark.slow
def test_explain_leads_to_the_cells(typed: Terminal) -> None:
    found = typed("explain", "complaint_rate", "--json").json
    assert found["reading"]["metric"] == "complaint_rate"
    assert found["means"]["zh"]
    assert "select" in found["formula"]
    assert found["lineage"][0]["name"] == "complaint_rate"
    sheets = {source["sheet"]: source for source in found["sources"]}
    assert sheets["kpi_values"]["changed_by"] == "Li Wei"
    row = sheets["kpi_values"]["shown"][0]
    assert row["file"] == "plan.xlsx"
    assert row["sheet"] == "指标实绩"
    assert row["cells"]["value"].endswith(row["cell"]), "a cell stands in the row it is named with"
    assert row["cells"]["value"][0].isalpha()
    assert sheets["kpi_values"]["where"][1]["zh"].endswith("complaint_rate")
    assert (sheets["kpi_values"]["oldest"], sheets["kpi_values"]["newest"]) == ("2026-10-01", "2026-10-31")
    assert found["formula_in_words"][1]["en"] == "Numerator: sum of (Actual × n)."
    assert "Wilson" in found["interval"]["zh"]
    assert found["target_from"]["shown"][0]["values"]["target"] == "0.1"
    assert {rule["parameter"] for rule in found["rules"]} >= {"thin_n", "watch_tolerance"}
    said = typed("--speak", "zh", "explain", "complaint_rate")
    assert said.code == 0
    assert "投诉率" in said.out
    assert "分子：（实绩 × 样本量）之和。" in said.out
    assert f"[{row['cells']['value']}]" in said.out, "every value with its cell"
    lost = typed("explain", "complaint", "--json")
    assert lost.code == 2
    assert "complaint_rate" in lost.json["remedy"]["en"]


def test_compute_takes_inputs_or_a_whole_case(typed: Terminal, tmp_path: Path) -> None:
    inputs = {"promoters": 50, "passives": 30, "detractors": 20}
    for name, held in {"inputs": inputs, "case": {"kind": "nps", "inputs": inputs, "expected": {}}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(held), encoding="utf-8")
        answer = typed("compute", "nps", tmp_path / f"{name}.json", "--json")
        assert answer.code == 0
        assert answer.json["nps"] == pytest.approx(0.3)


@pytest.mark.parametrize("folder", ["", "data", "../data"])
def test_compute_finds_the_csv_that_the_inputs_name(typed: Terminal, tmp_path: Path, folder: str) -> None:
    here = tmp_path / "cases"
    (here / folder).resolve().mkdir(parents=True, exist_ok=True)
    here.mkdir(exist_ok=True)
    rows = "".join(f"{2 * x + 1},{x}\n" for x in range(8))
    (here / folder / "points.csv").resolve().write_text("y,x\n" + rows, encoding="utf-8-sig")
    inputs = {"data": "data/points.csv", "outcome": "y", "drivers": ["x"]}
    (here / "case.json").write_text(json.dumps({"inputs": inputs}), encoding="utf-8")
    answer = typed("compute", "lmg", here / "case.json", "--json")
    assert answer.code == 0, answer.out
    assert "1.0" in answer.out or "0.99" in answer.out


BAD_INPUTS = {
    "a csv that is not there": ("lmg", '{"data": "gone.csv", "outcome": "y", "drivers": ["x"]}', "gone.csv"),
    "an unknown method": ("tarot", "{}", "tarot"),
    "no JSON": ("nps", "{not json", "is not JSON"),
    "no text at all": ("nps", "\udcff\udcfe", "is not JSON"),
    "nested beyond reading": ("nps", "[" * 100_000, "is not JSON"),
    "a missing key": ("nps", '{"promoters": 3}', "is missing"),
    "a list": ("nps", "[1, 2]", "names with values"),
    "a wrong type": ("nps", '{"promoters": "many", "passives": 1, "detractors": 1}', "promoters"),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_compute_refuses_in_words(typed: Terminal, tmp_path: Path, name: str) -> None:
    method, content, told = BAD_INPUTS[name]
    (tmp_path / "in.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    answer = typed("compute", method, tmp_path / "in.json", "--json")
    assert answer.code == 2
    assert both_languages(answer.json)
    assert told in answer.json["message"]["en"]
    plain = typed("compute", method, tmp_path / "in.json")
    assert plain.out == ""
    assert told in plain.err
