"""The pictures of the gap model: what is judged, what is only said, and which gap stands out."""

from __future__ import annotations

from typing import Any

from sq_core import charts
from sq_core.charts import LIGHT, Look, Picture
from sq_core.words import same
from tests.charts.gallery import CAPTION


def drawn(picture: Picture) -> list[Any]:
    found: Any = picture.spec(Look("en", LIGHT, 1.0))["layer"]
    return list(found)


def bars(picture: Picture) -> list[Any]:
    return [row for each in drawn(picture) if each["mark"]["type"] == "bar" for row in each["data"]["values"]]


def test_only_a_gap_beyond_chance_is_judged() -> None:
    rows = (
        charts.ItemGapRow(same("short"), 6.0, 5.0, -1.0, -1.2, -0.8, 90),
        charts.ItemGapRow(same("chance"), 6.0, 5.9, -0.1, -0.3, 0.1, 90),
        charts.ItemGapRow(same("beyond"), 5.0, 6.0, 1.0, 0.8, 1.2, 90),
        charts.ItemGapRow(same("few"), 6.0, 4.0, -2.0, -3.0, -1.0, 5, thin=True),
    )
    picture = charts.item_gap_bars([charts.ItemGapGroup(None, None, rows)], unit="score", caption=CAPTION)
    colours = {row["name"]: row["colour"] for row in bars(picture)}
    assert colours == {"short": LIGHT.bad, "chance": LIGHT.muted, "beyond": LIGHT.good, "few": LIGHT.muted}
    bold = [
        row["text"]
        for each in drawn(picture)
        if each["mark"].get("fontWeight") == "bold"
        for row in each["data"]["values"]
    ]
    assert set(bold) == {"few · small sample"}, "the worst is named, few as they are, and it is said that they are few"


def test_bars_of_gaps_begin_at_zero_and_groups_are_headed() -> None:
    rows = (charts.ItemGapRow(same("a"), 6.0, 5.0, -1.0, -1.2, -0.8),)
    groups = [charts.ItemGapGroup(same("one"), -1.0, rows), charts.ItemGapGroup(same("two"), -1.0, rows)]
    picture = charts.item_gap_bars(groups, unit="score", caption=CAPTION)
    assert {row["zero"] for row in bars(picture)} == {0.0}
    assert [row["row"] for row in bars(picture)] == [1.22, 3.22]


def test_the_largest_own_gap_is_dark_even_where_the_felt_one_is_wider() -> None:
    picture = charts.gap_ladder(
        [
            charts.GapRung(same("g1"), same("a"), 10.0, 40),
            charts.GapRung(same("g3"), same("b"), 20.0, 40),
            charts.GapRung(same("g5"), same("c"), 30.0, 800, felt=True),
        ],
        unit="points",
        caption=CAPTION,
    )
    colours = {
        row["name"]: each["mark"]["color"]
        for each in drawn(picture)
        if each["mark"]["type"] == "bar"
        for row in each["data"]["values"]
    }
    assert colours == {"g1": LIGHT.previous, "g3": LIGHT.ink, "g5": "transparent"}
