"""Words that stand in cells instead of values: for missing, for yes and no, for totals, for errors of a formula."""

from __future__ import annotations

import unicodedata

from sq_core.ingest.fold import plain

NOT_CALCULATED = "\x00not calculated"
"""Stands in for the value of a formula whose result was never stored."""
MISSING_ANYWHERE = frozenset(
    {"n/a", "n.a.", "n.a", "null", "<null>", "nan", "-", "--", "---", "—", "——", "–", "/", "\\"}
)
_MISSING_AS_VALUE = frozenset(
    {
        "na",
        "ns",
        "nd",
        "nil",
        "none",
        "?",
        "??",
        "？",
        "tbd",
        "tba",
        "unknown",
        "missing",
        "not available",
        "not applicable",
    }
    | {
        "not reported",
        "no data",
        "not known",
        "无",
        "暂无",
        "不适用",
        "缺失",
        "未知",
        "未提供",
        "未填",
        "未填写",
        "空",
        "待定",
    }
    | {"无数据", "暂无数据", "不详", "没有", "exempt", ".", "..", "...", "…", "x x", "해당없음", "없음"}
)
_TOTALS = frozenset(
    {
        "合计",
        "总计",
        "小计",
        "汇总",
        "总和",
        "累计",
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub-total",
        "sub total",
        "sum",
    }
    | {"합계", "총계"}
)
_TOTALS_BEGIN = frozenset(word[0] for word in _TOTALS) | frozenset(word[0].upper() for word in _TOTALS)
_TRUE = frozenset({"是", "有", "对", "真", "yes", "y", "true", "t", "1", "√", "✓", "✔", "☑", "on", "예"})
_FALSE = frozenset(
    {"否", "无", "错", "假", "不是", "没有", "no", "n", "false", "f", "0", "×", "✗", "✘", "☐", "off", "아니오", "x"}
)
_ERRORS = frozenset(
    {
        "#div/0!",
        "#n/a",
        "#name?",
        "#null!",
        "#num!",
        "#ref!",
        "#value!",
        "#spill!",
        "#calc!",
        "#getting_data",
        "#field!",
    }
)
_KEPT_CONTROLS = frozenset("\n\t")
_STRIPPED = dict.fromkeys(
    [code for code in range(32) if chr(code) not in _KEPT_CONTROLS]
    + [
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0x200B,
        0x2060,
        0xFEFF,
        *range(0xD800, 0xE000),
    ]
)
CONTROL_PATTERN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{200b}\x{202a}-\x{202e}\x{2060}\x{2066}-\x{2069}\x{feff}]"
"""The same characters for a column-wise search."""


def is_missing(text: str, *, as_text: bool) -> bool:
    """Tell a word that means there is no value; in a text column only signs do, since 无 or NA may be meant there."""
    word = plain(text)
    if not word or word in MISSING_ANYWHERE or (len(word) > 1 and not word.strip("*")):
        return True
    return not as_text and (word in _MISSING_AS_VALUE or word.startswith("exempt "))


def is_total(text: str) -> bool:
    """Tell the label of a totals row."""
    return text.lstrip()[:1] in _TOTALS_BEGIN and plain(text).strip(" :：") in _TOTALS


def is_error(text: str) -> bool:
    """Tell the text Excel shows where a formula failed."""
    return text.startswith("#") and (plain(text) in _ERRORS or plain(text).startswith("#error"))


def as_flag(text: str) -> bool | None:
    """Read yes or no; None when it is neither. A lone x counts as no beside √; see ``Manner.cross_marks``."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE or text.strip() in _FALSE else None


def without_controls(text: str) -> str:
    """Drop control characters, invisible ones and those that turn the direction of writing; line ends stay."""
    return text.replace("\r\n", "\n").translate(_STRIPPED)
