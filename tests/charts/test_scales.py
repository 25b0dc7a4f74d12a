"""Axes tick at round steps and are written in the language of the page."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sq_core.charts.scales import spread, text_width, time_ruler, value_ruler, wrapped, written_at


def test_values_tick_at_round_steps() -> None:
    ruler = value_ruler([66, 84], "points", "zh")
    assert list(ruler.ticks) == [65, 70, 75, 80, 85]
    assert ruler.labels == ("65", "70", "75", "80", "85")


def test_rates_are_written_in_percent() -> None:
    assert value_ruler([0.70, 0.73], "percent", "en").labels == ("70%", "71%", "72%", "73%")


def test_the_last_tick_says_how_money_is_counted() -> None:
    assert value_ruler([0, 45e6], "cny", "zh", zero=True).labels == ("0", "1,000", "2,000", "3,000", "4,000万元")
    assert value_ruler([0, 45e6], "cny", "en", zero=True).labels[-1] == "40M CNY"


def test_bars_begin_at_zero() -> None:
    assert value_ruler([5, 9], "points", "en", zero=True).low == 0
    assert value_ruler([-9, -5], "points", "en", zero=True).high == 0
    both = value_ruler([-3, 5], "points", "en", zero=True)
    assert both.low < -3
    assert both.high > 5


@settings(max_examples=50)
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20), st.sampled_from(["points", "percent", "cny", "score"]))
def test_a_ruler_holds_every_value_and_only_ticks_inside(values: list[float], unit: str) -> None:
    ruler = value_ruler(values, unit, "zh")
    assert ruler.low <= min(values)
    assert ruler.high >= max(values)
    assert all(ruler.low - 1e-9 * ruler.span <= tick <= ruler.high + 1e-9 * ruler.span for tick in ruler.ticks)
    assert 1 <= len(ruler.ticks) <= 12
    assert len(set(ruler.labels)) == len(ruler.labels), "two ticks never read alike"


def test_no_values_still_give_a_ruler() -> None:
    assert value_ruler([], "points", "zh").span > 0
    assert value_ruler([None], "points", "zh").span > 0


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (
            date(2025, 1, 1),
            date(2026, 12, 1),
            ("2025年1月", "4月", "7月", "10月", "2026年1月", "4月", "7月", "10月"),
            ("Jan 2025", "Apr", "Jul", "Oct", "Jan 2026", "Apr", "Jul", "Oct"),
        ),
        (
            date(2025, 11, 1),
            date(2026, 2, 1),
            ("2025年11月", "12月", "2026年1月", "2月"),
            ("Nov 2025", "Dec", "Jan 2026", "Feb"),
        ),
        (
            date(2012, 3, 1),
            date(2026, 3, 1),
            ("2014年", "2016年", "2018年", "2020年", "2022年", "2024年", "2026年"),
            None,
        ),
    ],
)
def test_time_gives_the_year_once(first: date, last: date, zh: tuple[str, ...], en: tuple[str, ...] | None) -> None:
    assert time_ruler(first, last, "zh").labels == zh
    if en:
        assert time_ruler(first, last, "en").labels == en


@settings(max_examples=50)
@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_a_time_axis_never_crowds(one: date, other: date) -> None:
    ruler = time_ruler(min(one, other), max(one, other), "en")
    assert len(ruler.ticks) <= 9
    assert all(ruler.low <= tick <= ruler.high for tick in ruler.ticks)


def test_labels_are_found_by_place() -> None:
    assert written_at((0.5, 1), ("a", "乙")) == '["a", "乙"][indexof([0.5, 1], datum.value)]'


def test_names_wrap_and_never_begin_a_line_with_punctuation() -> None:
    assert wrapped("响应性", 120) == ["响应性"]
    lines = wrapped("服务质量评价通则国家标准（修订）", 150)
    assert len(lines) == 2
    assert "".join(lines) == "服务质量评价通则国家标准（修订）"
    assert wrapped("First contact resolution", 100) == ["First contact", "resolution"]
    assert not lines[1].startswith("）")


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=80))
def test_a_wrapped_name_fits_its_lines(text: str) -> None:
    lines = wrapped(text, 120)
    assert 1 <= len(lines) <= 2
    if lines[-1].endswith("…") and not text.endswith("…"):
        assert text_width(lines[-1]) <= 120 + 13


@settings(max_examples=50)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_are_moved_apart_in_their_order(places: list[float]) -> None:
    moved = spread(places, 10, 0, 100)
    ordered = [moved[index] for index in sorted(range(len(places)), key=places.__getitem__)]
    assert ordered == sorted(ordered)
    if len(places) <= 6:
        assert all(after - before >= 10 - 1e-6 for before, after in pairwise(ordered))
    assert min(moved) >= 0
    assert max(moved) <= 100 + 1e-9
