"""The pictures of goals and of movements say what their rows say: no sum is lost, nothing missing looks like zero."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core import charts
from sq_core.catalogue import Point
from sq_core.charts import LIGHT, Look, Picture
from sq_core.words import LANGS, probability, same
from tests.charts.gallery import CAPTION, expected, gallery, goals, lanes, months

ENGLISH = Look("en")


def drawn(picture: Picture, look: Look = ENGLISH) -> list[Any]:
    spec: Any = picture.spec(look)
    return list(spec["layer"])


def rows_with(picture: Picture, *fields: str) -> list[Any]:
    """Return the rows of the first stroke that has all the fields."""
    return next(
        each["data"]["values"]
        for each in drawn(picture)
        if each["data"]["values"] and all(field in each["data"]["values"][0] for field in fields)
    )


def texts(picture: Picture, look: Look = ENGLISH) -> list[str]:
    return [
        str(row["text"])
        for each in drawn(picture, look)
        if each["mark"]["type"] == "text"
        for row in each["data"]["values"]
        if "text" in row
    ]


def bridged(steps: Sequence[charts.BridgeStep], start: float, end: float, **more: Any) -> Picture:
    return charts.bridge(
        steps,
        start=charts.BridgeEnd(same("start"), start),
        end=charts.BridgeEnd(same("end"), end),
        unit="points",
        caption=CAPTION,
        **more,
    )


STEP = charts.BridgeStep


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=1, max_size=20),
    st.floats(-50, 50),
    st.floats(-9, 9),
)
def test_a_bridge_always_arrives(parts: list[tuple[float, float]], start: float, unexplained: float) -> None:
    """Whatever is put together or left unexplained, the lanes lead from the first value to the last."""
    end = start + sum(rate + mix for rate, mix in parts) + unexplained
    steps = [STEP(same(f"P{index}"), rate, mix) for index, (rate, mix) in enumerate(parts)]
    lanes_drawn = [row for each in drawn(bridged(steps, start, end)) for row in each["data"]["values"] if "rate" in row]
    once = {(row["row"], row["rate"]): row for row in lanes_drawn}.values()
    # Half of the last written digit may be left out as saying nothing.
    assert sum(row["to"] - row["from"] for row in once) == pytest.approx(end - start, abs=0.06)
    at = start
    for row in sorted(once, key=lambda row: (row["row"], not row["rate"])):
        assert row["from"] == pytest.approx(at, abs=1e-6)
        at = row["to"]


def test_a_bridge_puts_small_steps_together() -> None:
    steps = [STEP(same(f"P{index}"), float(index)) for index in range(1, 13)]
    names = texts(bridged(steps, 100.0, 178.0))
    assert names[:1] == ["start"]
    assert [name for name in names if name.startswith("P")] == [f"P{index}" for index in range(12, 5, -1)]
    assert "5 others" in names
    assert "+15.0 points" in names
    assert "others" not in " ".join(texts(bridged(steps[:8], 100.0, 136.0)))


def test_a_bridge_says_what_nobody_explains_and_judges_it_not() -> None:
    unexplained = bridged([STEP(same("a"), 2.0)], 10.0, 9.0)
    assert "Not explained" in texts(unexplained)
    row = next(row for row in rows_with(unexplained, "rate", "bar") if row["name"] == "Not explained")
    assert (row["to"] - row["from"], row["bar"]) == (-3.0, LIGHT.muted)
    assert "Not explained" not in texts(bridged([STEP(same("a"), 2.0)], 10.0, 12.0))
    assert "Not explained" not in texts(bridged([STEP(same("a"), 0.1), STEP(same("b"), 0.2)], 0.0, 0.3))


@pytest.mark.parametrize(("better", "colours"), [("up", ["good", "bad"]), ("down", ["bad", "good"])])
def test_a_bridge_is_coloured_by_what_is_better(better: str, colours: list[str]) -> None:
    rows = rows_with(bridged([STEP(same("a"), 3.0, -1.0)], 10.0, 12.0, better=better), "rate", "bar")
    assert [row["bar"] for row in rows] == [getattr(LIGHT, colour) for colour in colours]
    assert [row["fill"] for row in rows] == [getattr(LIGHT, colours[0]), LIGHT.page], "rate solid, mix outlined"


def test_both_effects_have_a_lane_of_their_own() -> None:
    upper, lower = rows_with(bridged([STEP(same("a"), 3.0, -1.0)], 10.0, 12.0), "rate", "bar")
    assert upper["row"] < 1 < lower["row"]
    (alone,) = rows_with(bridged([STEP(same("a"), 3.0)], 10.0, 13.0), "rate", "bar")
    assert alone["row"] == 1


def test_the_ends_of_a_bridge_are_bars_only_where_the_scale_begins_at_zero() -> None:
    def ends(picture: Picture) -> Any:
        return next(each for each in drawn(picture) if "zero" in (each["data"]["values"] or [{}])[0])

    near, far = bridged([STEP(same("a"), 2.0)], 3.0, 5.0), bridged([STEP(same("a"), 0.2)], 80.0, 80.2)
    assert ends(near)["mark"]["type"] == "bar"
    assert ends(near)["encoding"]["x"]["field"] == "zero"
    assert ends(near)["encoding"]["x"]["scale"]["domain"][0] == 0
    assert ends(far)["mark"]["type"] == "point"
    assert far.note is not None
    assert "does not begin at zero" in far.note.en
    assert near.note is not None
    assert "does not begin at zero" not in near.note.en


def test_changes_of_rates_are_percentage_points() -> None:
    said = texts(gallery()["bridge of rates"])
    assert "74.0%" in said
    assert "+0.9 pp" in said
    assert "+0.9个百分点" in texts(gallery()["bridge of rates"], Look("zh"))


def test_a_goal_nobody_measures_is_open_and_no_zero() -> None:
    picture = gallery()["goal tree"]
    bars = next(each for each in drawn(picture) if each["mark"]["type"] == "bar")
    assert len(bars["data"]["values"]) == len(goals()) - 1
    (missing,) = next(
        each["data"]["values"]
        for each in drawn(picture)
        if each["mark"]["type"] == "point" and each["mark"].get("fill") == LIGHT.page
    )
    assert (missing["at"], missing["shown"], missing["word"]) == (None, "—", "Not measured")


def test_bars_of_the_tree_begin_at_the_baseline_and_are_cut_with_an_arrow() -> None:
    picture = gallery()["goal tree"]
    bars = next(each for each in drawn(picture) if each["mark"]["type"] == "bar")
    low, high = bars["encoding"]["x"]["scale"]["domain"]
    assert (low, high) == (-0.5, 1.5)
    assert {row["zero"] for row in bars["data"]["values"]} == {0.0}
    assert all(low <= row["at"] <= high for row in bars["data"]["values"])
    arrows = [row["shape"] for row in rows_with(picture, "at", "shape") if row["shape"].startswith("triangle-")]
    assert arrows == ["triangle-left", "triangle-right"]
    assert {"−90%", "190%"} <= set(texts(picture)), "the figures are not cut"


def test_coverage_is_said_where_part_is_missing_and_only_there() -> None:
    assert [text for text in texts(gallery()["goal tree"]) if text.startswith("covers")] == ["covers 75%", "covers 50%"]


def test_deeper_goals_stand_further_in_and_rows_do_not_overlap() -> None:
    picture = gallery()["goal tree"]
    starts = {
        each["encoding"]["x"]["value"]
        for each in drawn(picture)
        if each["mark"]["type"] == "text" and "value" in each["encoding"]["x"] and each["mark"]["align"] == "left"
    } - {"width"}
    assert len(starts) == 3
    for lang in LANGS:
        places = sorted(
            row["row"]
            for each in drawn(picture, Look(lang))
            if each["mark"]["type"] == "text" and each["encoding"]["x"].get("value") in starts
            for row in each["data"]["values"]
        )
        assert all(after - before >= 14 for before, after in zip(places, places[1:], strict=False))


@pytest.mark.parametrize("status", ["good", "watch", "bad"])
def test_a_status_differs_in_shape_and_colour_and_word(status: Any) -> None:
    def mark(which: Any) -> Any:
        row = charts.GoalRow(same("g"), 0, attainment=0.5, status=which)
        return rows_with(charts.goal_tree([row], caption=CAPTION), "shape", "outline")[0]

    for other in {"good", "watch", "bad"} - {status}:
        for part in ("shape", "fill", "word", "word_colour"):
            assert mark(status)[part] != mark(other)[part]
    assert mark("none")["fill"] == LIGHT.page, "what nobody judges is open"


def test_a_narrow_bowler_keeps_the_latest_months_and_says_how_many_it_leaves_out() -> None:
    picture = gallery()["bowler"]
    for look, cell in ((ENGLISH, 52), (Look("en", LIGHT, 1.35), 70)):
        domains = [
            each["encoding"]["x"]["scale"]["domain"]
            for each in drawn(picture, look)
            if "scale" in each["encoding"]["x"]
        ]
        assert {json.dumps(domain) for domain in domains} == {
            json.dumps([{"expr": f"12 - 0.5 - clamp(floor(width / {cell}), 1, 12)"}, 11.5])
        }
    said = next(each["mark"]["text"]["expr"] for each in drawn(picture) if isinstance(each["mark"].get("text"), dict))
    assert "12 - clamp(" in said
    assert all(each["mark"].get("clip") for each in drawn(picture) if "scale" in each["encoding"]["x"])


def test_a_bowler_shows_the_latest_of_its_months() -> None:
    picture = charts.bowler(lanes(), months(14, 2025, 11), caption=CAPTION, most=3)
    heads = [row["text"] for row in rows_with(picture, "at", "row", "text")]
    assert heads == ["Oct", "Nov", "Dec"]
    assert [row["actual"] for row in rows_with(picture, "actual", "colour")][:3] == ["76.5", "77.0", "71.0"]


def test_a_miss_is_framed_and_a_month_without_reading_is_no_miss() -> None:
    picture = gallery()["bowler"]
    known, blank = [each for each in drawn(picture) if each["mark"]["type"] == "rect"]
    misses = [row for row in known["data"]["values"] if row["frame"] == LIGHT.bad]
    assert {row["month"] for row in misses} == {"Jan 2026", "Aug 2026"}
    assert len(misses) == 2 * 3
    assert known["mark"]["strokeDash"] == [1, 0]
    assert blank["mark"]["strokeDash"] == [2, 3]
    assert {row["month"] for row in blank["data"]["values"]} == {"Mar 2026", "Apr 2026"}
    assert {row["frame"] for row in blank["data"]["values"]} == {LIGHT.hairline}
    assert "missed in 2 of 10 months" in picture.describes.en


def test_bands_open_where_nothing_is_in_doubt_yet() -> None:
    picture = gallery()["foresight"]
    bands = [each["data"]["values"] for each in drawn(picture) if each["mark"]["type"] == "area"]
    wide, near = bands[1], bands[2]
    for band in (wide, near):
        assert band[0]["low"] == band[0]["high"]
        assert band[0]["day"] == date(2026, 9, 1).toordinal()
    for outer, inner in zip(wide[1:], near[1:], strict=True):
        assert outer["low"] <= inner["low"] <= inner["high"] <= outer["high"]


def test_every_interval_is_within_the_picture() -> None:
    for each in drawn(gallery()["foresight"]):
        domain = each["encoding"].get("y", {}).get("scale", {}).get("domain")
        if domain:
            assert domain[0] <= min(point.low_95 or 0 for point in expected())
            assert domain[1] >= max(point.high_95 or 0 for point in expected())


def test_the_chance_stands_right_below_the_target() -> None:
    ends = sorted(
        (row for row in rows_with(gallery()["foresight"], "text", "colour", "value")), key=lambda row: -row["value"]
    )
    assert [row["text"] for row in ends] == ["Target 82.0", "chance 37%", "Forecast 77.8"]
    assert "命中概率 37%" in texts(gallery()["foresight"], Look("zh"))


def test_a_plan_beyond_its_target_does_not_turn_back() -> None:
    points = [Point(day, 70.0, plan=70.0 + index) for index, day in enumerate(months(6))]
    for day, more in ((date(2025, 3, 1), 0), (date(2025, 12, 1), 1)):
        picture = charts.trend(points, unit="points", caption=CAPTION, target=80.0, target_date=day)
        plan = next(each for each in drawn(picture) if each["mark"].get("color") == LIGHT.muted)
        assert len(plan["data"]["values"]) == 6 + more


@pytest.mark.parametrize(
    ("chance", "written"), [(0.0, "0%"), (0.004, "<1%"), (0.37, "37%"), (0.996, ">99%"), (1.0, "100%"), (None, "—")]
)
def test_what_is_still_open_is_neither_certain_nor_impossible(chance: float | None, written: str) -> None:
    assert probability(chance, "en") == written


def test_a_benchmark_nobody_verified_is_open() -> None:
    fills = {row["shown"]: row["fill"] for row in rows_with(gallery()["strip"], "fill", "evidence")}
    assert [fills[shown] for shown in ("85.0 points", "79.9 points", "76.0 points")] == [
        LIGHT.ink,
        LIGHT.page,
        LIGHT.ink,
    ]


@pytest.mark.parametrize(("better", "order"), [("up", ["b", "a"]), ("down", ["a", "b"])])
def test_the_best_benchmark_is_on_top(better: Any, order: list[str]) -> None:
    dots = [charts.BenchmarkDot(same("a"), 1.0), charts.BenchmarkDot(same("b"), 2.0)]
    picture = charts.ambition_strip(dots, unit="hours", caption=CAPTION, own=3.0, target=2.0, better=better)
    assert [row["name"] for row in rows_with(picture, "evidence")] == order


@pytest.mark.parametrize(("own", "target"), [(70.0, 80.0), (80.0, 70.0), (75.0, 75.0)])
def test_own_and_target_are_named_away_from_each_other(own: float, target: float) -> None:
    picture = charts.ambition_strip((), unit="points", caption=CAPTION, own=own, target=target)
    heads = [
        (each["data"]["values"][0]["at"], each["mark"]["align"])
        for each in drawn(picture)
        if each["mark"]["type"] == "text" and "at" in (each["data"]["values"] or [{}])[0]
    ]
    assert sorted(align for _, align in heads) == ["left", "right"]
    lower, higher = sorted(heads, key=lambda head: (head[0], head[1] == "left"))
    assert (lower[1], higher[1]) == ("right", "left")


def test_the_widest_disagreement_is_on_top_and_a_silent_method_has_no_mark() -> None:
    rows = [
        charts.WeightsRow(same("agreed"), 0.3, 0.3, 0.3),
        charts.WeightsRow(same("disputed"), 0.5, 0.2, None),
        charts.WeightsRow(same("alone"), 0.2),
    ]
    picture = charts.weights_compared(rows, caption=CAPTION)
    assert texts(picture)[:3] == ["disputed", "agreed", "alone"]
    marks = {
        each["mark"]["shape"]: len(each["data"]["values"]) for each in drawn(picture) if each["mark"]["type"] == "point"
    }
    assert marks == {"triangle-up": 1, "diamond": 2, "circle": 3}
    assert texts(picture)[-4:-1] == ["30.0", "0.0", ""], "one weight alone disagrees with nobody"


def test_the_power_there_is_lies_on_its_own_height_and_the_needed_on_the_asked() -> None:
    marks = [
        (each["mark"]["shape"], each["data"]["values"][0])
        for each in drawn(gallery()["power"])
        if each["mark"]["type"] == "point" and "shape" in each["mark"]
    ]
    assert [(shape, row["n"], row["power"]) for shape, row in marks] == [("diamond", 386, 0.8), ("circle", 210, 0.584)]
    assert "needed n=386" in texts(gallery()["power"])
    unknown = charts.power_curve([charts.PowerPoint(10, 0.1)], needed=None, have=None, caption=CAPTION)
    assert not texts(unknown)


def test_a_difference_is_drawn_as_a_share_of_the_one_wanted_in_either_direction() -> None:
    rows = [
        charts.VerifiedRow(same("fewer"), "hours", -2.0, -3.0, -1.0, -4.0, "watch"),
        charts.VerifiedRow(same("more"), "points", 2.0, 1.0, 3.0, 4.0, "watch"),
        charts.VerifiedRow(same("wrong way"), "hours", 1.0, 0.5, 1.5, -4.0, "bad"),
    ]
    found = rows_with(charts.verification_forest(rows, caption=CAPTION), "low", "at")
    assert [(row["low"], row["at"], row["high"]) for row in found] == [
        (0.25, 0.5, 0.75),
        (0.25, 0.5, 0.75),
        (-0.375, -0.25, -0.125),
    ]
    assert [row["shown"] for row in found] == ["−2.0 h", "+2.0 points", "+1.0 h"]


def test_an_interval_beyond_the_scale_is_cut_and_one_without_aim_is_not_drawn() -> None:
    row = charts.VerifiedRow(same("small"), "points", 1.0, -9.0, 9.0, 2.0)
    picture = charts.verification_forest([row, replace(row, wanted=None), replace(row, wanted=0.0)], caption=CAPTION)
    (bar,) = rows_with(picture, "low", "at")
    assert (bar["low"], bar["high"]) == (-1.5, 2.5)
    arrows = [each["mark"]["shape"] for each in drawn(picture) if str(each["mark"].get("shape")).startswith("tri")]
    assert arrows == ["triangle-left", "triangle-right"]


def test_the_cut_offs_of_chances_still_stretch() -> None:
    rows = [charts.ChanceRow(same(name), chance) for name, chance in (("c", 0.9), ("a", 0.2), ("b", 0.5))]
    rows += [charts.ChanceRow(same("z"), None), charts.ChanceRow(same("0"), 0.19), charts.ChanceRow(same("9"), 0.91)]
    picture = charts.chances(rows, heroic=0.2, sandbagged=0.9, caption=CAPTION)
    found = rows_with(picture, "judged")
    assert [row["name"] for row in found] == ["0", "a", "b", "c", "9"], "the least likely on top, the unknown last"
    assert [row["judged"] for row in found] == ["heroic", *["stretching"] * 3, "sandbagged"]
    assert "no estimate" in texts(picture)
    assert picture.note is not None
    assert "below 20%" in picture.note.en
