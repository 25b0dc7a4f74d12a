"""Dates as people write them, and what a whole column tells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.ingest.dates import Order, day_or_month_first, is_year, read_date, read_serial


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-04-05", date(2020, 4, 5)),
        ("2020/4/5", date(2020, 4, 5)),
        ("2020.4.5", date(2020, 4, 5)),
        ("２０２０年４月５日", date(2020, 4, 5)),
        ("2020年4月5日 星期日", date(2020, 4, 5)),
        ("2020年4月5日 下午3:12", date(2020, 4, 5)),
        ("05.04.2026", date(2026, 4, 5)),
        ("12/31/2015 11:59:45 PM", date(2015, 12, 31)),
        ("29/03/2012 10:11", date(2012, 3, 29)),
        ("9/24/19", date(2019, 9, 24)),
        ("2022/05/01 3:12:45 오후 GMT+9", date(2022, 5, 1)),
        ("2022. 5. 1 오후 3:12:45", date(2022, 5, 1)),
        ("2020-04-05T10:11:12Z", date(2020, 4, 5)),
        ("5 Apr 2020", date(2020, 4, 5)),
        ("Mon, 5 Apr 2020", date(2020, 4, 5)),
        ("April 5, 2020", date(2020, 4, 5)),
        ("20260405", date(2026, 4, 5)),
        ("45000", date(2023, 3, 15)),
    ],
)
def test_reads_days(text: str, day: date) -> None:
    dated = read_date(text)
    assert dated is not None
    assert dated.day == day
    assert not dated.month_only


@pytest.mark.parametrize("text", ["2020年4月", "2020-04", "2020/4", "Apr 2020", "Apr-20", "4/2020", "202004"])
def test_reads_months(text: str) -> None:
    dated = read_date(text)
    assert dated is not None
    assert (dated.day, dated.month_only) == (date(2020, 4, 1), True)


@pytest.mark.parametrize(
    "text", ["2020-13-01", "2023-02-30", "hello", "2026", "31/31/2020", "1-1", "12-1", "0000-00-00"]
)
def test_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_year_alone_is_no_date() -> None:
    assert is_year("2026")
    assert is_year("2026年")
    assert not is_year("20260101")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["04/05/2020", "13/05/2020"], "day"),
        (["04/05/2020", "05/13/2020"], "month"),
        (["04/05/2020", "06/07/2020"], ""),
        (["13/05/2020", "05/13/2020"], "mixed"),
    ],
)
def test_a_column_decides_the_order(texts: list[str], order: Order) -> None:
    assert day_or_month_first(texts) == order


def test_the_order_is_followed_and_a_mixed_one_is_not_guessed() -> None:
    days, months = read_date("04/05/2020", "day"), read_date("04/05/2020", "month")
    assert days is not None
    assert months is not None
    assert (days.day, months.day) == (date(2020, 5, 4), date(2020, 4, 5))
    assert read_date("04/05/2020", "mixed") is None
    assert read_date("04/13/2020", "mixed") is not None
    assert read_date("13/04/2020", "month") is None


DAYS = st.dates(date(1911, 1, 1), date(2190, 12, 31))


@given(DAYS)
def test_every_form_gives_the_day_back(day: date) -> None:
    forms = {
        "": (
            day.isoformat(),
            f"{day.year}/{day.month}/{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%d.%m.%Y}",
        ),
        "day": (f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}"),
        "month": (f"{day:%m/%d/%Y}", f"{day:%m/%d/%Y} 11:59:45 PM"),
    }
    for order, texts in forms.items():
        for text in texts:
            dated = read_date(text, order)  # type: ignore[arg-type]
            assert dated is not None
            assert dated.day == day


@given(DAYS)
def test_serials_are_days_since_the_end_of_1899(day: date) -> None:
    dated = read_serial(float((day - date(1899, 12, 30)).days))
    assert dated is not None
    assert dated.day == day


@given(st.text(max_size=24))
def test_never_raises(text: str) -> None:
    read_date(text)
    is_year(text)
