"""How a status is said, once for the screen, the terminal and the workbook: a word, or its sign and the word.

The sign stands where there is no drawing and no colour; the screen draws the shape itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.words import Text, same

if TYPE_CHECKING:
    from sq_core.catalogue.reading import Status

_WORDS: dict[Status, Text] = {
    "good": Text("达标", "On track"),
    "watch": Text("关注", "Watch"),
    "bad": Text("偏离", "Off track"),
    "none": Text("无目标", "No target"),
    "stale": Text("数据过期", "Stale data"),
    "thin": Text("样本不足", "Thin sample"),
    "open": Text("期间未完", "In progress"),
    "empty": Text("暂无数据", "No data yet"),
    "apart": Text("分项查看", "One by one"),
    "broken": Text("无法计算", "Cannot compute"),
}
UNTRUSTED: frozenset[Status] = frozenset({"stale", "thin", "open"})
"""On such evidence nothing is judged: neither the value, nor a change, nor what a model makes of it."""
_SIGNS: dict[Status, str] = {"good": "● ", "watch": "▲ ", "bad": "■ "}


def status_words(status: Status) -> Text:
    """Say a status in a word."""
    return _WORDS[status]


def signed_status(status: Status) -> Text:
    """Say a status with its sign before the word, for places without colour."""
    return same(_SIGNS[status]) + _WORDS[status] if status in _SIGNS else _WORDS[status]
