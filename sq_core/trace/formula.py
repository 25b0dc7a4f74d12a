"""How a number is made, in words: derived from the head of its metric, from its select, and from the rules it was judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.sheets import parameter_defaults
from sq_core.trace.found import Rule
from sq_core.trace.phrases import Headers, said
from sq_core.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sq_core.catalogue import Metric, Reading
    from sq_core.errors import Place
    from sq_core.trace.found import SourceSheet
    from sq_core.trace.trees import Tree

STOP = Text("。", ".")
RATIO = Text(
    "分子之和 ÷ 分母之和：各月、各分项先分别相加，再相除；从不对比率取平均",
    "Sum of numerators over sum of denominators: months and parts are added first, then divided; ratios are never averaged",
)
COMBINED = {
    "ratio": RATIO,
    "sum": Text("各月、各分项相加", "Months and parts are added up"),
    "last": Text(
        "取最近一个月的数值；同一个月有多行时按样本量加权，没有样本量的不合并",
        "The newest month; several rows of one month are weighted by their sample size, and left apart without one",
    ),
    "stock": Text(
        "取期末那个月的存量：各分项相加，各月不相加",
        "What stands there at the end of the last month: parts are added, months are not",
    ),
    "quantile": Text(
        "把所问范围内的逐条数值排序，取该分位上的值；从不由小范围的分位数合成",
        "The single values of what is asked are ranked and the value at the quantile is taken; it is never put together from smaller quantiles",
    ),
    "model": Text(
        "由测算模型按所问的范围重新计算，不由分项相加",
        "Worked out anew by a model for what is asked, never added up from parts",
    ),
}
PARTS = {"num": Text("分子：{x}", "Numerator: {x}"), "den": Text("分母：{x}", "Denominator: {x}")}
ADDED = Text("相加的是：{x}", "What is added: {x}")
READS = Text("读取：{sheets}", "Reads {sheets}")
NARROWED = Text("{sheet}（{conditions}）", "{sheet} (where {conditions})")
RESTS = Text("并用到其他读数：{names}", "Also rests on other readings: {names}")
APART = Text("不跨“{x}”合并：它们是不同的东西", "Never rolled up over “{x}”: they are different things")
INTERVALS = {
    "wilson": Text(
        "{level} 区间：Wilson 得分区间，由命中数与总数得出",
        "{level} interval: Wilson score interval, from hits and cases",
    ),
    "mean": Text(
        "{level} 区间：t 区间，均值 ± t × 标准误，由总和、平方和与 n 得出",
        "{level} interval: t interval, mean ± t × standard error, from the sum, the sum of squares and n",
    ),
    "order": Text(
        "{level} 区间：分位数的次序统计量区间，由排序后的名次得出，不假定分布",
        "{level} interval: order statistics around the quantile, from ranks, without assuming a distribution",
    ),
    "model": Text(
        "{level} 区间：由同一测算模型给出",
        "{level} interval: given by the same model",
    ),
    "counted": Text(
        "不给区间：这是清点或相加所得，不是抽样估计", "No interval: it is counted or added up, not estimated"
    ),
    "modelled": Text("不给区间：测算模型不给出误差", "No interval: the model states no error"),
    "none": Text(
        "不给区间：表中没有可供估计误差的离散程度",
        "No interval: the sheets hold no spread from which to tell its error",
    ),
}
_JUDGED_BY = ("stale_periods", "thin_n", "watch_tolerance")
"""The thresholds in the order in which they decide."""


def formula_in_words(
    metric: Metric, tree: Tree, sources: tuple[SourceSheet, ...], reading: Reading
) -> tuple[Text, ...]:
    """Say how a metric is made of what."""
    headers = Headers(tuple(metric.sheets))
    sentences = [COMBINED[metric.combine]]
    sentences += _parts(metric, tree, headers)
    read = [_read(source) for source in sources]
    if read:
        sentences.append(READS.fill(sheets=listed(read)))
    if reading.rests_on:
        names = dict.fromkeys(one.title for one in reading.rests_on)
        sentences.append(RESTS.fill(names=listed(list(names))))
    if metric.within and metric.within not in reading.dimensions:
        sentences.append(APART.fill(x=headers.of(metric.within) or Text(metric.within, metric.within)))
    return tuple(sentence + STOP for sentence in sentences)


def _parts(metric: Metric, tree: Tree, headers: Headers) -> list[Text]:
    """Say numerator and denominator where both can be said; what takes SQL to say is left to the meaning, and to the SQL."""
    if metric.combine not in ("ratio", "sum") or tree.get("type") != "SELECT_NODE":
        return []
    gives = {item.get("alias"): item for item in tree["select_list"]}
    found = {name: said(gives[name], headers) for name in ("num", "den") if name in gives}
    if metric.combine == "sum":
        return [ADDED.fill(x=num)] if (num := found.get("num")) else []
    known = [PARTS[name].fill(x=text) for name, text in found.items() if text is not None]
    return known if len(known) == len(PARTS) else []


def _read(source: SourceSheet) -> Text:
    if not source.narrowed:
        return source.title
    joined = Text("；".join(one.zh for one in source.narrowed), "; ".join(one.en for one in source.narrowed))
    return NARROWED.fill(sheet=source.title, conditions=joined)


def interval_in_words(metric: Metric, reading: Reading, parameters: Mapping[str, str]) -> Text:
    """Say how the interval was found, or why there is none."""
    level = f"{float(parameters.get('confidence') or 0.95):.0%}"
    kind: str = metric.interval
    if kind == "none":
        without = {"sum": "counted", "stock": "counted", "model": "modelled"}.get(metric.combine, "none")
        kind = "model" if reading.low is not None else without
    return INTERVALS[kind].fill(level=level) + STOP


def rules_of(reading: Reading, parameters: Mapping[str, str], places: Mapping[str, Place]) -> tuple[Rule, ...]:
    """List the thresholds that decided what this reading may be called."""
    if reading.value is None:
        return ()
    asked = [name for name in _JUDGED_BY if name != "watch_tolerance" or reading.target is not None]
    shipped = parameter_defaults()
    return tuple(
        Rule(
            name, shipped[name].meaning, parameters.get(name, shipped[name].value), shipped[name].unit, places.get(name)
        )
        for name in asked
        if name in shipped
    )
