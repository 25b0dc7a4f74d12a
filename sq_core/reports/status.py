"""The words of a status where there is no colour: in a terminal and in a workbook, sign and word together."""

from __future__ import annotations

from sq_core.words import Text

STATUS_WORDS: dict[str, Text] = {
    "good": Text("● 达标", "● on plan"),
    "watch": Text("▲ 关注", "▲ watch"),
    "bad": Text("■ 偏离", "■ off plan"),
    "none": Text("无目标", "no target"),
    "stale": Text("数据过期", "stale"),
    "thin": Text("样本不足", "thin"),
    "open": Text("期间未完", "open"),
    "empty": Text("暂无数据", "empty"),
    "apart": Text("分项查看", "one by one"),
    "broken": Text("无法计算", "broken"),
}
