"""Units: what a stored number counts, how the world spells it, how it is shown.

A stored number is always in its unit's base: a rate is a fraction (0.79), money is yuan, a duration is in the unit named.
``spellings`` tells what to multiply a number by when a header, a cell or a unit column spells the unit that way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sq_core.words.text import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its key in contracts and metric files, its short label, decimals shown, spellings with factors."""

    key: str
    name: Text
    label: Text
    decimals: int = 1
    spellings: Mapping[str, float] = field(default_factory=dict)
    glued: bool = False
    """Whether the label follows the number without a space (72%, 分 in Chinese always does)."""
    difference: str = ""
    """The unit of a difference where it is another one: rates differ by percentage points."""


_PERCENT: dict[str, float] = {
    "%": 0.01,
    "percent": 0.01,
    "pct": 0.01,
    "per cent": 0.01,
    "百分比": 0.01,
    "％": 0.01,
    "‰": 0.001,
}
_PERCENT |= {"percentage": 0.01, "百分率": 0.01}
_MONEY: dict[str, float] = {
    "元": 1,
    "cny": 1,
    "rmb": 1,
    "¥": 1,
    "￥": 1,
    "yuan": 1,
    "人民币": 1,
    "万": 1e4,
    "万元": 1e4,
    "10k cny": 1e4,
}
_MONEY |= {
    "亿": 1e8,
    "亿元": 1e8,
    "百万元": 1e6,
    "千元": 1e3,
    "million cny": 1e6,
    "100 million cny": 1e8,
    "k cny": 1e3,
}
_MINUTES: dict[str, float] = {
    "分钟": 1,
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "小时": 60,
    "h": 60,
    "hour": 60,
    "hours": 60,
}
_MINUTES |= {
    "秒": 1 / 60,
    "s": 1 / 60,
    "sec": 1 / 60,
    "second": 1 / 60,
    "seconds": 1 / 60,
    "天": 1440,
    "day": 1440,
}
_MINUTES |= {"days": 1440, "日": 1440, "hrs": 60, "hr": 60}
_COUNT: dict[str, float] = {
    "次": 1,
    "个": 1,
    "件": 1,
    "条": 1,
    "份": 1,
    "项": 1,
    "家": 1,
    "人": 1,
    "万": 1e4,
    "千": 1e3,
    "亿": 1e8,
}
_COUNT |= {
    "万次": 1e4,
    "万人": 1e4,
    "万件": 1e4,
    "人次": 1,
    "起": 1,
    "cases": 1,
    "times": 1,
    "people": 1,
    "users": 1,
}

UNITS: Mapping[str, Unit] = {
    unit.key: unit
    for unit in (
        Unit("percent", Text("百分比", "Percent"), same("%"), 1, _PERCENT, glued=True, difference="pp"),
        Unit(
            "pp",
            Text("个百分点", "Percentage points"),
            Text("个百分点", "pp"),
            1,
            {"个百分点": 0.01, "pp": 0.01},
        ),
        Unit(
            "points",
            Text("分", "Points"),
            Text("分", "points"),
            1,
            {"分": 1, "points": 1, "point": 1, "pts": 1, "score": 1},
        ),
        Unit("score", Text("评分", "Score"), Text("分", "score"), 2, {"分": 1, "score": 1, "评分": 1}),
        Unit("nps", Text("净推荐值点", "NPS points"), Text("点", "points"), 0, {"点": 1, "points": 1, "分": 1}),
        Unit("count", Text("数量", "Count"), Text("", ""), 0, _COUNT),
        Unit(
            "times",
            Text("倍", "Times"),
            Text("倍", "×"),
            2,
            {"倍": 1, "x": 1, "×": 1, "times": 1},
            glued=True,
        ),
        Unit("cny", Text("元", "Yuan"), Text("元", "CNY"), 0, _MONEY),
        Unit("minutes", Text("分钟", "Minutes"), Text("分钟", "min"), 1, _MINUTES),
        Unit("hours", Text("小时", "Hours"), Text("小时", "h"), 1, {k: v / 60 for k, v in _MINUTES.items()}),
        Unit("days", Text("天", "Days"), Text("天", "days"), 1, {k: v / 1440 for k, v in _MINUTES.items()}),
        Unit("sigma", Text("西格玛", "Sigma"), Text("σ", "σ"), 2, {"σ": 1, "sigma": 1, "西格玛": 1}),
        Unit("none", Text("无单位", "No unit"), Text("", ""), 2),
    )
}
