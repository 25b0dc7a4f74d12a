"""The 49 figures stand as the planning document states them, in the right units, with their doubts."""

import csv
from functools import cache
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "data" / "planning_figures.csv"
STATED = """S01 72.3 points|S02 1.8 points|S03 77.5 points|S04 5.2 points|S05 <70 points|S06 <70 points|S07 81.6 points|S08 65.2 points
S09 16.4 points|S10 18.3 %|S11 12.5 %|S12 2.1 minutes|S13 37 %|S14 9.7 %|S15 1.2 pp|S16 68.4 %|S17 62.3 %|S18 30 minutes|S19 22 %
S20 8.7 %|S21 15.2 %|S22 34 %|S23 78 %|S24 15 %|S25 20 %|S26 29 %|S27 49 pp|S28 21 %|S29 47 %|S30 65 %|S31 18 %|S32 23 %|S33 3.2 %
S34 4.5 times|S35 12 minutes|S36 4 minutes|S37 89.3 %|S38 18.6 pp|S39 23.7 %|S40 41 %|S41 37 %|S42 68 %|S43 156 亿元|S44 15 %|S45 20 %
S46 4.2 %|S47 0.8 %|S48 86.5 %|S49 12.3 %"""
UNITS = {
    "points": ("points", 1),
    "%": ("percent", 0.01),
    "pp": ("pp", 0.01),
    "minutes": ("minutes", 1),
    "times": ("times", 1),
}
UNITS |= {"亿元": ("cny", 1e8)}


@cache
def figures() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["benchmark"]: row for row in csv.DictReader(lines)}


def value(name: str) -> float:
    return float(figures()[name]["value"])


def test_there_are_49() -> None:
    assert list(figures()) == [f"S{at:02d}" for at in range(1, 50)]


@pytest.mark.parametrize("stated", STATED.replace("\n", "|").split("|"))
def test_each_figure_is_as_stated(stated: str) -> None:
    name, number, spelt = stated.split()
    unit, factor = UNITS[spelt]
    row = figures()[name]
    assert row["unit"] == unit
    assert row["bound"] == ("below" if number.startswith("<") else "exact")
    assert value(name) == pytest.approx(float(number.lstrip("<")) * factor, rel=1e-12)


def test_what_the_document_derives_holds() -> None:
    assert value("S03") - value("S01") == pytest.approx(value("S04"))
    assert value("S07") - value("S08") == pytest.approx(value("S09"))
    assert value("S23") - value("S26") == pytest.approx(value("S27"))
    assert value("S01") - value("S02") == pytest.approx(float(figures()["S01"]["comparator_value"])) == 70.5
    assert value("S37") - value("S38") == pytest.approx(float(figures()["S37"]["comparator_value"])) == 0.707
    assert value("S16") * value("S17") == pytest.approx(float(figures()["S17"]["comparator_value"]), abs=5e-4)
    assert 1 - (1 - value("S14")) ** 4 == pytest.approx(0.335, abs=5e-4)
    assert (value("S21") / value("S20")) ** (1 / 3) - 1 == pytest.approx(0.204, abs=5e-4)


def test_indices_differ_by_points_and_rates_by_percentage_points() -> None:
    for row in figures().values():
        if row["kind"] in ("index", "index_difference"):
            assert row["unit"] == "points"
        if row["kind"] == "rate_difference":
            assert row["unit"] == "pp"
    assert figures()["S04"]["kind"] == "index_difference"


def test_comparators_agree_with_the_figures_they_quote() -> None:
    for one, other in (
        ("S10", "S11"),
        ("S20", "S21"),
        ("S24", "S25"),
        ("S28", "S29"),
        ("S35", "S36"),
        ("S41", "S42"),
        ("S46", "S47"),
    ):
        assert float(figures()[one]["comparator_value"]) == value(other)
        assert float(figures()[other]["comparator_value"]) == value(one)


def test_nothing_is_called_verified() -> None:
    statuses = {name: row["status"] for name, row in figures().items()}
    assert [name for name, status in statuses.items() if status == "contradicted"] == ["S01"]
    for side in ("doubt_zh", "doubt_en"):
        assert "79.92" in figures()["S01"][side]
    anonymous = {name for name, row in figures().items() if "匿名" in row["source_zh"]}
    assert anonymous == {name for name, status in statuses.items() if status == "illustrative"}
    assert len(anonymous) == 25
    assert set(statuses.values()) == {"contradicted", "illustrative", "unverified"}


def test_both_languages_stand_in_every_row() -> None:
    for row in figures().values():
        for name in ("subject", "measure", "source", "doubt"):
            assert row[f"{name}_zh"]
            assert row[f"{name}_en"]
        assert bool(row["comparator_zh"]) == bool(row["comparator_en"])
