"""Why a reading has no value, said with its remedy: nothing loaded, different things, or a formula that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.catalogue import Broken
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.catalogue import Metric, Status

NO_VALUE = Broken(
    Text("还没有可以计算的数据。", "There is nothing yet to compute it from."),
    Text("请在“工作簿”中上传它所用的工作表。", "Upload the sheets it is made from, under Workbooks."),
)
_NOT_ADDED = Broken(
    Text(
        "这些数值没有样本量，不能合并成一个数。", "These values carry no sample size and cannot be rolled up into one."
    ),
    Text(
        "请按指标和地区查看，或在 KPI 表中补充样本量。",
        "See them by KPI and region, or add the sample size to the KPI sheet.",
    ),
)


_DIFFERENT = Text(
    "这些是不同的事物，不合并成一个数。", "These are different things and are not rolled up into one number."
)


THINGS = {
    "construct": Text("维度", "dimension"),
    "failure": Text("失效模式", "failure mode"),
    "gap": Text("差距", "gap"),
    "goal": Text("目标", "goal"),
    "item": Text("题项", "item"),
    "kpi": Text("指标", "KPI"),
    "pair": Text("协作关系", "pair of partners"),
    "partner": Text("合作方", "partner"),
    "series": Text("序列", "series"),
    "theme": Text("主题", "theme"),
    "touchpoint": Text("触点", "touchpoint"),
}
"""What metrics are not rolled up over, by the name their heads give it."""


def status_of(reason: Broken) -> Status:
    """Name the state of a reading without a value."""
    if reason is NO_VALUE:
        return "empty"
    return "apart" if reason.message in {_NOT_ADDED.message, _DIFFERENT} else "broken"


def apart(metric: Metric) -> Broken:
    """Say how to look at a metric whose values are not rolled up."""
    if not metric.within:
        return _NOT_ADDED
    return Broken(
        _NOT_ADDED.message if metric.combine == "last" else _DIFFERENT,
        Text("请按{thing}分别查看。", "See them by {thing}.").fill(thing=THINGS[metric.within]),
    )
