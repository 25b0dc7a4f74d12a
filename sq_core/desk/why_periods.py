"""What a reading and its groups add up to in two periods, and what can be told from that.

The months are the desk's own, the ones the reading is divided from, so that parts and whole cannot differ in what they
count. A period is cut by the same calendar as the reading's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.catalogue import Broken
from sq_core.desk.blanks import NO_VALUE
from sq_core.desk.measure import TIMELESS
from sq_core.errors import ModelError
from sq_core.models import (
    TwoPeriods,
    compare_means,
    compare_shares,
    decompose_ratio,
    decompose_sum,
    variance_from_sums,
)
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sq_core.catalogue import Calendar, Grain, Metric, Reading
    from sq_core.desk.desk import Desk
    from sq_core.desk.measure import Group
    from sq_core.models import Decomposition

Against = Literal["previous", "year"]
"""What a reading is compared with: the period before, or the same period a year before."""

LEVEL = Broken(
    Text(
        "它取期末的数值，不由各组相加而成，因此变化不能拆分。",
        "It takes the newest value as it stands and is not added up from groups, so its movement cannot be split.",
    ),
    Text("请分别查看各项的走势。", "Look at the course of each one by itself."),
)
STOCK = Broken(
    Text(
        "它是期末的存量，不是本期发生的量，因此变化不能按组拆分。",
        "It is what stands there at the end of a period, not what came in it, so its movement is not split.",
    ),
    Text("请按维度分别查看各组的存量。", "Look at what stands in each group by itself."),
)
RANKED = Broken(
    Text(
        "它是分位数，由逐条记录排序得出，不由各组相加而成，因此变化不能拆分。",
        "It is a quantile, ranked from single rows and not added up from groups, so its movement cannot be split.",
    ),
    Text("请按维度分别查看各组的分位数。", "Look at the quantile of each group by itself."),
)
MODELLED = Broken(
    Text(
        "它由模型算出，不由各组相加而成，因此变化不能拆分。",
        "A model makes it; it is not added up from groups, so its movement cannot be split.",
    ),
    Text("请对它所依据的读数提出同样的问题。", "Ask the same of the readings it rests on."),
)
_WHOLE = {"last": LEVEL, "stock": STOCK, "quantile": RANKED, "model": MODELLED}
UNDATED = Broken(
    Text("它不分期间，没有可比的前期。", "It is not dated, so there is no earlier period to compare it with."),
    Text("它的改动见“工作簿”中的变更历史。", "What was changed in it is in the history, under Workbooks."),
)
OPEN = Broken(
    Text("本期尚未结束，不与完整期间比较。", "The period still runs and is not compared with a full one."),
    Text("请等本期结束，或选择更短的期间。", "Wait for its end, or choose a shorter period."),
)
ALONE = Broken(
    Text("没有可比的前期数值。", "There is no earlier value to compare it with."),
    Text("请上传前期的数据，或换一种比较。", "Upload the earlier period, or compare with another."),
)
BLANK = Text("{dimension}空白的行", "rows whose {dimension} is blank")
NO_SIZE = Text("没有样本量的数值", "values without a sample size")


@dataclass(frozen=True, slots=True)
class Added:
    """What the months of one period add up to."""

    num: float | None = None
    den: float | None = None
    n: float | None = None
    ss: float | None = None

    def value(self, metric: Metric) -> float | None:
        """Divide, or give the sum of what is only added."""
        if metric.combine == "sum":
            return self.num
        return self.num / self.den if self.num is not None and self.den else None


@dataclass(frozen=True, slots=True)
class Both:
    """A value of a dimension (or the whole) in the earlier and in the later period."""

    name: str
    early: Added
    late: Added

    def weight(self, whole: Both) -> tuple[float, float]:
        """Give its share of the whole's denominator in each period."""
        periods = ((self.early, whole.early), (self.late, whole.late))
        early, late = ((own.den or 0.0) / (all_of_it.den or math.inf) for own, all_of_it in periods)
        return early, late

    def usable(self, metric: Metric) -> bool:
        """Whether it can be given a part: in each period it is absent, or whole."""
        return all(one == Added() or one.value(metric) is not None for one in (self.early, self.late))


@dataclass(frozen=True, slots=True)
class Split:
    """The groups of a dimension that are given a part, what those parts are, and why something has none."""

    groups: tuple[Both, ...]
    found: Decomposition
    reasons: tuple[Text, ...]


def earlier(calendar: Calendar, period: date, grain: Grain, against: Against) -> date:
    """Give the first day of the period a reading is compared with."""
    return calendar.year_before(period, grain) if against == "year" else calendar.shift(period, grain, -1)


def whole_of(desk: Desk, reading: Reading, against: Against) -> Both | Broken:
    """Add a reading up in both periods, or say why it is not compared or not split."""
    refused = _refusal(desk, reading)
    if refused is not None or reading.period is None:
        return refused or UNDATED
    metric = desk.catalogue.metric(reading.metric)
    groups = desk.sums(reading.metric, where=tuple(reading.dimensions.items()))
    if isinstance(groups, Broken):
        return groups
    whole = both_of(desk, groups[0], reading.period, "", against) if groups else None
    if whole is None or whole.early.value(metric) is None or whole.late.value(metric) is None:
        return ALONE
    return whole


def _refusal(desk: Desk, reading: Reading) -> Broken | None:
    if reading.value is None or reading.metric in desk.catalogue.broken:
        return reading.broken or NO_VALUE
    combine = desk.catalogue.metric(reading.metric).combine
    if combine in _WHOLE:
        return _WHOLE[combine]
    if reading.period is None or desk.grain == "all":
        return UNDATED
    return None if reading.complete else OPEN


def split_of(desk: Desk, reading: Reading, dimension: str, whole: Both, against: Against) -> Split | None:
    """Split a reading over a dimension; None where the metric has no such groups."""
    groups = desk.sums(reading.metric, dimension, where=tuple(reading.dimensions.items()))
    if isinstance(groups, Broken) or reading.period is None:
        return None
    metric = desk.catalogue.metric(reading.metric)
    kept: list[Both] = []
    reasons: list[Text] = []
    for group in groups:
        both = both_of(desk, group, reading.period, group.dimensions[0][1], against)
        if both.early == both.late == Added():
            continue
        if both.name and both.usable(metric):
            kept.append(both)
        else:
            reasons.append(NO_SIZE if both.name else BLANK)
    try:
        found = decomposed(metric, kept, whole)
    except ModelError:
        return None
    return Split(tuple(kept), found, tuple(dict.fromkeys(reasons)))


def both_of(desk: Desk, group: Group, period: date, name: str, against: Against) -> Both:
    """Add a group up in the period of a reading and in the one it is compared with."""
    calendar, grain = desk.calendar, desk.grain
    before = earlier(calendar, period, grain, against)
    return Both(name, added(group, calendar, grain, before), added(group, calendar, grain, period))


def added(group: Group, calendar: Calendar, grain: Grain, start: date) -> Added:
    """Add up the months of one period."""
    dated = [month for month in group.months if month.period != TIMELESS]
    months = [month for month in dated if calendar.start(month.period, grain) == start]
    return Added(
        _total(month.num for month in months),
        _total(month.den for month in months),
        _total(month.n for month in months),
        _total(month.ss for month in months),
    )


def _total(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def decomposed(metric: Metric, groups: Sequence[Both], whole: Both) -> Decomposition:
    """Split a movement the way the metric is combined."""
    if metric.combine == "sum":
        pairs = [(each.early.num or 0.0, each.late.num or 0.0) for each in (*groups, whole)]
        return decompose_sum(pairs[:-1], pairs[-1])
    periods = [
        TwoPeriods(each.early.num or 0.0, each.early.den or 0.0, each.late.num or 0.0, each.late.den or 0.0)
        for each in (*groups, whole)
    ]
    return decompose_ratio(periods[:-1], periods[-1])


def weights_of(metric: Metric, groups: Sequence[Both], whole: Both) -> list[float]:
    """Give each group's mean weight: its share of the denominator, or of the sum itself where there is none."""
    if metric.combine == "sum":
        own = [(each.early.num or 0.0) + (each.late.num or 0.0) for each in groups]
        total = (whole.early.num or 0.0) + (whole.late.num or 0.0)
        return [each / total if total else 0.0 for each in own]
    return [sum(each.weight(whole)) / 2.0 for each in groups]


def chance_of(metric: Metric, both: Both) -> float | None:
    """Give the p-value of a change between the periods; None where no spread is known or there is too little of it."""
    early, late = both.early, both.late
    before, after = early.value(metric), late.value(metric)
    if before is None or after is None or metric.combine == "sum":
        return None
    try:
        if metric.interval == "wilson":
            return compare_shares(before, early.den or 0.0, after, late.den or 0.0).p_value
        errors = [_error(one) for one in (early, late)] if metric.interval == "mean" else []
        if len(errors) < 2:
            return None
        return compare_means(before, errors[0], early.n or 0.0, after, errors[1], late.n or 0.0).p_value
    except ModelError:
        return None


def _error(one: Added) -> float:
    """Give the standard error of a mean; raises ModelError where there are fewer than two answers."""
    n = one.n or 0.0
    return math.sqrt(variance_from_sums(one.num or 0.0, one.ss or 0.0, n) / n)
