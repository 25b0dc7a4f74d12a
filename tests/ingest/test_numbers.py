"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sq_core.ingest.numbers import read_number, writes_decimal_comma


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234", 1234, ""),
        ("3,87,16,91,111", 3871691111, ""),
        ("1.234,56", 1234.56, ""),
        ("1,234.5", 1234.5, ""),
        ("1.234.567", 1234567, ""),
        ("12,5", 12.5, ""),
        ("0,123", 0.123, ""),
        ("1 234 567", 1234567, ""),
        ("1'234.5", 1234.5, ""),
        ("（1,234）", -1234, ""),
        ("(12%)", -12, "%"),
        ("－１２．５％", -12.5, "%"),
        ("−3", -3, ""),
        ("3-", -3, ""),
        ("1.2万", 12000, ""),
        ("3.5亿元", 350000000, "元"),
        ("1234 万元", 12340000, "元"),
        ("¥1,200元", 1200, "元"),
        ("$5", 5, "$"),
        ("12分钟", 12, "分钟"),
        ("12 个百分点", 12, "个百分点"),
        ("12k", 12000, ""),
        ("5 million", 5000000, ""),
        ("1e5", 100000, ""),
        (".5", 0.5, ""),
    ],
)
def test_reads(text: str, value: float, unit: str) -> None:
    written = read_number(text)
    assert written is not None
    assert written.value == pytest.approx(value)
    assert written.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "12-15",
        ">90",
        "约12",
        "1,2,3",
        "1,23,4",
        "NaN",
        "inf",
        "1_000",
        "百分之五",
        "12分30秒",
        "9" * 400,
        "1e999",
        "R12",
    ],
)
def test_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_column_decides_what_a_comma_is() -> None:
    assert writes_decimal_comma(["1.234,5", "1.234"])
    assert writes_decimal_comma(["12,5", "1,234"])
    assert not writes_decimal_comma(["12,5", "1,234.50"])
    assert not writes_decimal_comma(["1,234", "5,678"])
    thousands = read_number("1.234", decimal_comma=True)
    decimals = read_number("1,234", decimal_comma=True)
    assert thousands is not None
    assert decimals is not None
    assert (thousands.value, decimals.value) == (1234.0, 1.234)


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_thousands_and_signs_say_the_same_number(whole: int, hundredths: int) -> None:
    plain = f"{abs(whole)}.{hundredths:02d}"
    grouped = f"{abs(whole):,}.{hundredths:02d}"
    sign = "-" if whole < 0 else ""
    wide = grouped.translate({ord(a): chr(ord(a) + 0xFEE0) for a in "0123456789,."})
    for text in (sign + plain, sign + grouped, sign + wide, f"({grouped})" if whole < 0 else grouped):
        written = read_number(text)
        assert written is not None
        assert written.value == float(sign + plain)


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6)))
def test_what_python_writes_is_read_back(value: float) -> None:
    for text in (repr(value), f"{value:,.6f}", f"{value:.6f}"):
        written = read_number(text)
        assert written is not None
        assert written.value == pytest.approx(value, abs=5e-7)


@given(st.text(max_size=20))
def test_never_raises(text: str) -> None:
    written = read_number(text)
    assert written is None or abs(written.value) < float("inf")
