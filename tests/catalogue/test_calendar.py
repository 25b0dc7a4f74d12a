from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.catalogue import GRAINS, Calendar, Grain

OCTOBER = Calendar(date(2026, 10, 31))


@pytest.mark.parametrize(
    ("grain", "start", "last"),
    [
        ("month", date(2026, 10, 1), date(2026, 10, 31)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_periods_are_cut(grain: Grain, start: date, last: date) -> None:
    assert OCTOBER.start(date(2026, 10, 15), grain) == start
    assert OCTOBER.last_day(start, grain) == last


def test_a_period_is_complete_on_its_last_day() -> None:
    assert OCTOBER.complete(date(2026, 10, 1), "month")
    assert not Calendar(date(2026, 10, 30)).complete(date(2026, 10, 1), "month")
    assert not OCTOBER.complete(date(2026, 10, 1), "quarter")


def test_a_fiscal_year_from_april() -> None:
    fiscal = Calendar(date(2026, 2, 1), fiscal_start=4)
    assert fiscal.start(date(2026, 2, 1), "year") == date(2025, 4, 1)
    assert fiscal.start(date(2026, 2, 1), "quarter") == date(2026, 1, 1)
    assert fiscal.start(date(2026, 4, 1), "year") == date(2026, 4, 1)


def test_age_counts_complete_periods_since() -> None:
    assert OCTOBER.age(date(2026, 10, 1), "month") == 0
    assert OCTOBER.age(date(2026, 9, 1), "month") == 1
    assert OCTOBER.age(date(2026, 7, 1), "quarter") == 0
    assert OCTOBER.age(date(2026, 1, 1), "quarter") == 2


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.sampled_from([g for g in GRAINS if g != "all"])
)
def test_a_day_lies_within_its_period(day: date, fiscal: int, grain: Grain) -> None:
    calendar = Calendar(date(2026, 10, 31), fiscal)
    start = calendar.start(day, grain)
    assert start <= day <= calendar.last_day(start, grain)
    assert calendar.start(start, grain) == start
    assert calendar.shift(calendar.shift(start, grain, 1), grain, -1) == start
    assert calendar.year_before(start, grain).month == start.month
