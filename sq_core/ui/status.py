"""How a status is said and coloured, the same on every card and in every table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Better, Status

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
_TONES: dict[Status, str] = {"good": "good", "watch": "watch", "bad": "bad", "broken": "bad"}


def status_words(status: Status) -> Text:
    """Say a status."""
    return _WORDS[status]


def status_tone(status: Status) -> str:
    """Name the colour of a status: good, watch, bad, or quiet where nobody may judge."""
    return _TONES.get(status, "quiet")


def change_tone(moved: float, better: Better) -> str:
    """Judge a movement by the metric's direction, which is not its sign: a falling complaint rate is good."""
    if better == "near" or not moved:
        return "quiet"
    return "good" if (moved > 0) == (better == "up") else "bad"
