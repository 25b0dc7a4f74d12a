"""The shipped workbooks are what the generator makes, fit their contracts and tell the story they should."""

import io
from datetime import date, datetime
from functools import cache
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from data.make_sample import RANDOM_SEED, kpi_rows, market_rows, planning_figures, sample_programme
from data.sample_points import POINT_ITEMS
from data.sample_survey import DIMENSIONS, MONTHS, PAIRS, SINGLE_ITEMS, draw_survey
from sq_core.sheets import Column, contracts
from sq_core.words import UNITS

SHIPPED = Path(__file__).parents[2] / "data"
SHEETS = (
    "parameters",
    "benchmarks",
    "drivers",
    "contributions",
    "policies",
    "market_series",
    "goals",
    "kpi_values",
    "survey_items",
    "gap_items",
)
Rows = list[tuple[object, ...]]


@cache
def cells(source: str) -> dict[str, Rows]:
    raw = {"made": sample_programme, "figures": planning_figures}.get(source, (SHIPPED / source).read_bytes)()
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {
        name: [tuple(map(blank, row)) for row in book.get_sheet_by_name(name).iter_rows()] for name in book.sheet_names
    }


def blank(cell: object) -> object:
    return None if cell == "" else cell


def rows(key: str) -> list[dict[str, object]]:
    contract = contracts()[key]
    by_header = {column.header.zh: column.name for column in contract.columns}
    header, *body = cells("sample_programme.xlsx")[contract.title.zh]
    names = [by_header.get(str(name), str(name)) for name in header]
    return [dict(zip(names, row, strict=False)) for row in body]


def day(row: dict[str, object], name: str) -> date:
    found = row[name]
    assert isinstance(found, date)
    return found.date() if isinstance(found, datetime) else found


def numbers(found: list[dict[str, object]], name: str) -> list[float]:
    return [float(str(row[name])) for row in found if row[name] is not None]


@cache
def responses() -> list[dict[str, object]]:
    return rows("survey_responses")


@cache
def by_month() -> dict[date, list[dict[str, object]]]:
    found: dict[date, list[dict[str, object]]] = {}
    for row in responses():
        found.setdefault(day(row, "date").replace(day=1), []).append(row)
    return found


def of_month(first: date) -> list[dict[str, object]]:
    return by_month()[first]


def index(found: list[dict[str, object]]) -> float:
    answered = [
        [float(str(row[item])) for item in ("OVERALL", "CONFIRM", "IDEAL") if row[item] is not None] for row in found
    ]
    return fmean(100 * (fmean(scores) - 1) / 9 for scores in answered if scores)


def gap(found: list[dict[str, object]], dimension: int) -> float:
    before = sum(d.items for d in DIMENSIONS[:dimension])
    items = range(before + 1, before + DIMENSIONS[dimension].items + 1)
    differences = [
        float(str(row[f"{item}-2"])) - float(str(row[f"{item}-1"]))
        for row in found
        for item in items
        if row[f"{item}-1"] is not None and row[f"{item}-2"] is not None
    ]
    return fmean(differences)


@pytest.mark.slow
def test_the_shipped_sample_is_what_the_generator_makes() -> None:
    assert cells("sample_programme.xlsx") == cells("made")


def test_the_shipped_figures_are_what_the_generator_makes() -> None:
    assert cells("seed_benchmarks.xlsx") == cells("figures")


def test_drawing_again_gives_the_same() -> None:
    first, second = (draw_survey(np.random.default_rng(RANDOM_SEED)) for _ in range(2))
    assert first.days == second.days
    for name in ("region", "channel", "segment", "expected", "perceived", "single"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    other = draw_survey(np.random.default_rng(RANDOM_SEED + 1))
    assert other.days != first.days
    assert kpi_rows(np.random.default_rng(3)) == kpi_rows(np.random.default_rng(3))
    assert market_rows(np.random.default_rng(3)) != market_rows(np.random.default_rng(4))


def test_sizes() -> None:
    assert (SHIPPED / "sample_programme.xlsx").stat().st_size < 3_000_000
    assert len(responses()) == 6951
    sizes = {key: len(rows(key)) for key in SHEETS}
    assert {key: sizes[key] for key in ("goals", "drivers", "contributions", "policies")} == {
        "goals": 15,
        "drivers": 8,
        "contributions": 8,
        "policies": 8,
    }
    assert (sizes["kpi_values"], sizes["market_series"], sizes["survey_items"], sizes["benchmarks"]) == (
        672,
        72,
        33,
        84,
    )


@pytest.mark.parametrize("key", SHEETS)
def test_every_row_fits_its_contract(key: str) -> None:
    contract = contracts()[key]
    seen = set()
    for row in rows(key):
        for column in contract.columns:
            if row[column.name] is not None:
                assert_fits(column, row[column.name])
            else:
                assert not column.required
        seen.add(tuple(row[column.name] or column.default for column in contract.keys))
    assert len(seen) == len(rows(key)) > 0


def assert_fits(column: Column, value: object) -> None:
    if column.type in ("number", "integer"):
        assert isinstance(value, int | float)
        assert column.lowest is None or value >= column.lowest
        assert column.highest is None or value <= column.highest
    elif column.type in ("date", "month", "moment"):
        assert hasattr(value, "year")
    elif column.type == "choice":
        assert value in {choice.label.zh for choice in column.choices}
    elif column.type == "flag":
        assert value in ("是", "否")
    else:
        assert isinstance(value, str)
        assert column.name != "unit" or value in UNITS


def test_responses_use_the_items_and_scales_that_are_declared() -> None:
    declared = {str(row["item"]): row for row in rows("survey_items")}
    assert tuple(declared) == (*PAIRS, *SINGLE_ITEMS, *POINT_ITEMS)
    for item, row in declared.items():
        for name in [f"{item}-1", f"{item}-2"] if item in PAIRS else [item]:
            scores = numbers(responses(), name)
            assert min(scores) >= float(str(row["scale_low"]))
            assert max(scores) <= float(str(row["scale_high"]))
            if item in POINT_ITEMS:
                continue
            assert 0.005 < 1 - len(scores) / len(responses()) < 0.03, "one to two in a hundred answers are missing"


def test_servqual_has_its_five_dimensions() -> None:
    constructs = [row["construct"] for row in rows("survey_items")][:22]
    assert [constructs.count(name) for name in ("有形性", "可靠性", "响应性", "保证性", "移情性")] == [4, 5, 4, 4, 5]


def test_every_month_region_and_channel_is_there() -> None:
    assert {day(row, "date").strftime("%Y-%m") for row in responses()} == {m.strftime("%Y-%m") for m in MONTHS}
    assert [len({row[name] for row in responses()}) for name in ("region", "channel", "segment")] == [4, 4, 3]
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == (date(2024, 11, 1), date(2026, 10, 1), 24)


def test_goals_are_a_tree_whose_weights_add_up() -> None:
    goals = {str(row["goal"]): row for row in rows("goals")}
    families: dict[object, list[float]] = {}
    for row in goals.values():
        assert row["parent"] is None or row["parent"] in goals
        families.setdefault(row["parent"], []).append(float(str(row["weight"])))
    assert all(sum(weights) == pytest.approx(1) for weights in families.values())
    assert sum(numbers(rows("drivers"), "weight")) == pytest.approx(1)


def test_satisfaction_climbs_along_its_plan_and_falls_just_short() -> None:
    goal = next(row for row in rows("goals") if row["metric"] == "satisfaction_index")
    start, end = float(str(goal["baseline"])), float(str(goal["target"]))
    plan = [start + (end - start) * (at - 1) / 24 for at in range(24)]
    actual = [index(of_month(month)) for month in MONTHS]
    before = [a - p for a, p in zip(actual[:20], plan[:20], strict=True)]
    assert max(abs(distance) for distance in before) < 0.9
    shortfall = plan[23] + (end - start) / 24 - actual[23]
    assert 0.3 < shortfall < 0.9
    assert actual[23] == pytest.approx(79.05, abs=0.01)


def test_responsiveness_is_the_widest_gap_and_the_phone_makes_it_wider() -> None:
    gaps = [gap(responses(), at) for at in range(5)]
    assert min(range(5), key=lambda at: gaps[at]) == 2
    assert all(value < 0 for value in gaps)
    by_channel = {
        c: gap([r for r in responses() if r["channel"] == c], 2) for c in ("电话", "门店", "移动应用", "在线客服")
    }
    assert min(by_channel, key=lambda c: by_channel[c]) == "电话"
    assert by_channel["电话"] < by_channel["门店"] - 0.2


def test_the_south_west_got_worse_in_july_2026() -> None:
    def level(region: str, after: bool) -> float:
        return index(
            [r for r in responses() if r["region"] == region and (day(r, "date") >= date(2026, 7, 1)) == after]
        )

    changes = {region: level(region, True) - level(region, False) for region in ("华东", "华北", "华南", "西南")}
    assert changes["西南"] < 1
    assert min(value for region, value in changes.items() if region != "西南") > 3


def test_net_promoter_score_rises() -> None:
    def score(months: tuple[date, ...]) -> float:
        votes = [v for month in months for v in numbers(of_month(month), "NPS")]
        return 100 * fmean((v >= 9) - (v <= 6) for v in votes)

    assert score(MONTHS[:6]) + 10 < score(MONTHS[-6:])


def test_three_cells_were_not_delivered_and_say_so() -> None:
    missing = [row for row in rows("kpi_values") if row["value"] is None]
    assert len(missing) == 3
    assert all(row["n"] is None and row["note"] for row in missing)
    assert {row["region"] for row in rows("kpi_values")} == {"华东", "华北", "华南", "西南"}


def test_one_market_series_breaks_in_january_2026() -> None:
    values = [float(str(row["value"])) for row in rows("market_series") if row["series"] == "M1"]
    assert fmean(values[14:]) - fmean(values[:14]) > 8
    assert max(values[:14]) < min(values[14:])


def test_contributions_repeat_what_the_sample_measures() -> None:
    found = {row["metric"]: row for row in rows("contributions") if row["metric"]}
    loyal = [fmean(100 * (v - 1) / 6 for v in numbers(of_month(month), "LOYALTY")) for month in (MONTHS[1], MONTHS[23])]
    assert [found["loyalty_intent"]["baseline"], found["loyalty_intent"]["now"]] == pytest.approx(loyal, abs=0.051)
    churn = [
        [
            (float(str(r["value"])), float(str(r["n"])))
            for r in rows("kpi_values")
            if r["kpi"] == "churn_rate" and day(r, "period") == month
        ]
        for month in (MONTHS[1], MONTHS[23])
    ]
    rolled = [sum(v * n for v, n in pairs) / sum(n for _, n in pairs) for pairs in churn]
    assert [found["churn_rate"]["baseline"], found["churn_rate"]["now"]] == pytest.approx(rolled, abs=5.1e-5)


def test_it_says_that_it_is_a_sample() -> None:
    parameters = {row["parameter"]: row["value"] for row in rows("parameters")}
    assert (parameters["sample"], parameters["as_of"]) == ("true", "2026-10-31")
    readme = "".join(str(cell) for row in cells("sample_programme.xlsx")["说明"] for cell in row)
    assert "示例" in readme
    assert "虚构" in readme
    own = [row for row in rows("benchmarks") if not str(row["benchmark"]).startswith("S")]
    assert {row["status"] for row in own} == {"仅示例"}
    assert "已核实" not in {row.get("status") or row.get("verification") for key in SHEETS for row in rows(key)}


@pytest.mark.slow
def test_the_planning_figures_are_the_same_in_both_workbooks() -> None:
    title = contracts()["benchmarks"].title.zh
    assert cells("sample_programme.xlsx")[title][:50] == cells("seed_benchmarks.xlsx")[title]
