"""Numbers, dates and moments in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.words import (
    UNITS,
    Lang,
    count,
    day,
    difference,
    interval,
    moment,
    month,
    month_name,
    number,
    percent_change,
    period,
    spoken,
)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (0.79, "percent", "79.0%", "79.0%"),
        (-0.004, "pp", "−0.4个百分点", "−0.4 pp"),
        (76.4, "points", "76.4分", "76.4 points"),
        (4.256, "score", "4.26分", "4.26 score"),
        (31.0, "nps", "31点", "31 points"),
        (2.5, "times", "2.50倍", "2.50×"),
        (38.5, "hours", "38.5小时", "38.5 h"),
        (2310.4, "minutes", "2,310分钟", "2,310 min"),
        (3.2, "sigma", "3.20 σ", "3.20 σ"),
        (5012.0, "count", "5,012", "5,012"),
        (12_840.0, "count", "1.28万", "12.8k"),
        (12_840_000.0, "cny", "1,284万元", "12.8M CNY"),
        (1_284_000.0, "cny", "128.4万元", "1.28M CNY"),
        (128_400_000.0, "cny", "1.28亿元", "128.4M CNY"),
        (99_999_999.0, "cny", "1.00亿元", "100.0M CNY"),
        (4_560_000_000.0, "cny", "45.6亿元", "4.56bn CNY"),
        (-1_284_000.0, "cny", "−128.4万元", "−1.28M CNY"),
        (9999.0, "cny", "9,999元", "9,999 CNY"),
        (0.0, "count", "0", "0"),
    ],
)
def test_spoken(value: float, unit: str, zh: str, en: str) -> None:
    assert spoken(value, unit, "zh") == zh
    assert spoken(value, unit, "en") == en


def test_number_and_unit_come_apart() -> None:
    zh, en = number(1_284_000.0, "cny", "zh"), number(1_284_000.0, "cny", "en")
    assert (zh.text, zh.label) == ("128.4", "万元")
    assert (en.text, en.label) == ("1.28", "M CNY")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_missing_is_a_dash_without_unit(value: float | None, lang: Lang) -> None:
    assert spoken(value, "points", lang) == "—"
    assert str(difference(value, "points", lang)) == "—"


def test_signs() -> None:
    assert spoken(1.2, "points", "en", sign=True) == "+1.2 points"
    assert spoken(-0.04, "points", "en", sign=True) == "0.0 points", "what rounds to zero has no sign"
    assert str(difference(0.031, "percent", "zh")) == "+3.1个百分点"
    assert str(difference(-0.031, "percent", "en")) == "−3.1 pp"
    assert str(difference(2.0, "hours", "zh")) == "+2.0小时"


def test_percent_change() -> None:
    assert str(percent_change(110.0, 100.0, "en")) == "+10.0%"
    assert str(percent_change(-50.0, -100.0, "zh")) == "+50.0%"
    assert str(percent_change(1.0, 0.0, "zh")) == "—"
    assert str(percent_change(None, 5.0, "zh")) == "—"


def test_intervals_share_one_step() -> None:
    assert interval(0.701, 0.743, "percent", "zh") == "70.1–74.3%"
    assert interval(75.1, 77.7, "points", "en") == "75.1–77.7 points"
    assert interval(-1.2, 0.4, "points", "zh") == "−1.2 至 0.4分"
    assert (
        interval(9_500.0, 12_000.0, "cny", "zh") == "0.9–1.2万元"
        or interval(9_500.0, 12_000.0, "cny", "zh") == "0.95–1.20万元"
    )
    assert interval(None, 1.0, "points", "en") == "—"


def test_dates() -> None:
    when = date(2026, 10, 31)
    assert (day(when, "zh"), day(when, "en")) == ("2026年10月31日", "31 Oct 2026")
    assert (month(when, "zh"), month(when, "en")) == ("2026年10月", "Oct 2026")
    assert (month_name(when, "zh"), month_name(when, "en")) == ("10月", "Oct")
    assert day(None, "zh") == month(None, "en") == "—"


def test_moment_is_on_the_wall_clock_of_the_zone() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    assert moment(datetime(2026, 10, 31, 18, 5, tzinfo=UTC), shanghai, "zh") == "2026年11月1日 02:05"
    assert moment(datetime(2026, 10, 31, 18, 5), shanghai, "en") == "1 Nov 2026 02:05", "a naive moment is UTC"


def test_count() -> None:
    assert count(5012, "zh") == "n=5,012"
    assert count(1_234_567.0, "en") == "n=1,234,567"
    assert count(None, "en") == "n=—"


@given(st.floats(-1e13, 1e13, allow_nan=False), st.sampled_from(sorted(UNITS)), st.sampled_from(["zh", "en"]))
def test_every_number_keeps_its_sign_and_never_overflows_a_card(value: float, unit: str, lang: Lang) -> None:
    quantity = number(value, unit, lang)
    assert "-" not in quantity.text
    assert quantity.text.startswith("−") == (value < 0 and bool(quantity.text.strip("−0.,")))
    if unit in {"count", "cny"} and abs(value) < 9.9e11:
        assert len(quantity.text) <= 7, "a scaled figure fits a card"


@given(st.floats(0, 1e11), st.floats(0, 1e11), st.sampled_from(["zh", "en"]))
def test_order_survives_writing(first: float, second: float, lang: Lang) -> None:
    """A larger amount of money is never written as a smaller one, across every step of counting."""
    steps = {"": 1.0, "k": 1e3, "M": 1e6, "bn": 1e9, "万": 1e4, "亿": 1e8}

    def read(value: float) -> float:
        quantity = number(value, "count", lang)
        return float(quantity.text.replace(",", "")) * steps[quantity.label]

    low, high = sorted((first, second))
    assert read(low) <= read(high) + 0.006 * max(read(high), 1)


@pytest.mark.parametrize(
    ("start", "grain", "zh", "en"),
    [
        (date(2026, 10, 1), "month", "2026年10月", "Oct 2026"),
        (date(2026, 7, 1), "quarter", "2026年7–9月", "Jul–Sep 2026"),
        (date(2026, 12, 1), "quarter", "2026年12月–2027年2月", "Dec 2026–Feb 2027"),
        (date(2026, 1, 1), "year", "2026年", "2026"),
        (date(2026, 4, 1), "year", "2026年4月–2027年3月", "Apr 2026–Mar 2027"),
        (date(2026, 4, 1), "all", "全部期间", "All time"),
        (None, "month", "全部期间", "All time"),
    ],
)
def test_a_period_is_written_by_its_months(start: date | None, grain: str, zh: str, en: str) -> None:
    assert (period(start, grain, "zh"), period(start, grain, "en")) == (zh, en)
