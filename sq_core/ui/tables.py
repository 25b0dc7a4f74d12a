"""The tables of the background chapter: figures of others, drivers, contributions, obligations, as they read in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core.charts import Shift, Slope
from sq_core.desk.sentences import STATUS_WORDS
from sq_core.sheets import contracts
from sq_core.trace import RowName
from sq_core.ui import state
from sq_core.ui.asked import moments
from sq_core.ui.asking import traced_table
from sq_core.ui.elements import Cell, Column
from sq_core.words import MISSING, Lang, Text, day, difference, number, same, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.desk.background import Contribution, Driver, Figure, Obligation
    from sq_core.desk.market import MarketSeries
    from sq_core.ui.asked import Asked

_MONTHS_A_YEAR = 12
TONES = {"verified": "good", "unverified": "watch", "contradicted": "bad", "illustrative": "quiet"}
SHAPES = {"verified": "●", "unverified": "▲", "contradicted": "■", "illustrative": "○"}
BOUNDS = {"exact": "", "below": "< ", "above": "> "}
DIMENSIONS = {
    "region": Text("按地区", "By region"),
    "channel": Text("按渠道", "By channel"),
    "segment": Text("按客户类型", "By segment"),
    "type": Text("按类型", "By type"),
    "severity": Text("按严重程度", "By severity"),
}


def dimension_names(desk: Desk, metric: str, *, first: str = "") -> dict[str, Text]:
    """Name the dimensions a metric can be cut by, in reading order; ``first`` stands in front."""
    have = desk.catalogue.metric(metric).dimensions
    names = sorted(DIMENSIONS, key=lambda name: name != first)
    return {name: DIMENSIONS[name] for name in names if name in have}


def known(desk: Desk, *metrics: str, most: int = 6) -> tuple[Reading, ...]:
    """Read metrics and keep the first few that have a value: what is not measured takes no room."""
    return tuple(one for one in desk.readings(*metrics) if one.value is not None)[:most]


def first_known(desk: Desk, *metrics: str) -> tuple[Reading, ...]:
    """Read metrics until one has a value: that one alone, or none."""
    return known(desk, *metrics, most=1)


def titles(readings: Sequence[Reading]) -> dict[str, Text]:
    """Name readings by their titles, for a chooser."""
    return {one.metric: one.title for one in readings}


def label_of(sheet: str, column: str, value: str) -> Text:
    """Say a stored choice with the label of its contract."""
    found = {choice.value: choice.label for choice in contracts()[sheet].by_name[column].choices}
    return found.get(value, same(value or MISSING))


def _status(status: str, lang: Lang) -> Cell:
    words = STATUS_WORDS.get(status)
    return Cell(f"{SHAPES.get(status, '')} {words.of(lang) if words else status}".strip(), TONES.get(status, ""))


def figures_table(figures: Sequence[Figure], *, key: str) -> None:
    """Draw figures of others with source, status, doubt, and the gap recomputed."""
    lang = state.current().lang
    columns = (
        Column(Text("编号", "No.")),
        Column(Text("对象", "Subject")),
        Column(Text("指标", "Measure")),
        Column(Text("数值", "Value"), number=True),
        Column(Text("年份", "Year"), number=True),
        Column(Text("对照", "Compared with")),
        Column(Text("差距（重算）", "Gap (recomputed)"), number=True),
        Column(Text("核实状态", "Status")),
        Column(Text("来源与存疑", "Source and doubt")),
    )
    traces = [RowName("benchmarks", one.key) for one in figures]
    traced_table(columns, [_figure(one, lang) for one in figures], lang, key=key, traces=traces)


def _figure(one: Figure, lang: Lang) -> tuple[str | Cell, ...]:
    against = " ".join(part for part in (one.comparator.of(lang), _value(one.comparator_value, one.unit, lang)) if part)
    doubt = " · ".join(part for part in (one.source.of(lang), one.doubt.of(lang)) if part)
    return (
        one.id,
        one.subject.of(lang),
        one.measure.of(lang),
        BOUNDS.get(one.bound, "") + spoken(one.value, one.unit, lang),
        str(one.year) if one.year else MISSING,
        against or MISSING,
        str(difference(one.gap, one.unit, lang)) if one.gap is not None else MISSING,
        _status(one.status, lang),
        Cell(doubt, "quiet"),
    )


def _value(value: float | None, unit: str, lang: Lang) -> str:
    return spoken(value, unit, lang) if value is not None else ""


def drivers_table(drivers: Sequence[Driver], *, key: str) -> None:
    """Draw the drivers with their measure before and after, strength, weight and evidence."""
    lang = state.current().lang
    columns = (
        Column(Text("驱动因素", "Driver")),
        Column(Text("衡量", "Measured by")),
        Column(Text("之前", "Before"), number=True),
        Column(Text("现在", "Now"), number=True),
        Column(Text("变化", "Change"), number=True),
        Column(Text("强度", "Strength"), number=True),
        Column(Text("权重", "Weight"), number=True),
        Column(Text("证据", "Evidence")),
        Column(Text("核实状态", "Status")),
        Column(Text("来源", "Source")),
    )
    rows = [
        (
            Cell(one.statement.of(lang), "strong"),
            one.measure.of(lang),
            spoken(one.before, one.unit, lang),
            spoken(one.after, one.unit, lang),
            _change(one.before, one.after, one.unit, lang),
            f"{one.strength:.0f}",
            spoken(one.weight, "percent", lang),
            one.evidence or MISSING,
            _status(one.status, lang),
            Cell(one.source.of(lang), "quiet"),
        )
        for one in drivers
    ]
    traced_table(columns, rows, lang, key=key, traces=[RowName("drivers", one.id) for one in drivers])


def _change(before: float | None, after: float | None, unit: str, lang: Lang) -> str:
    return str(difference(after - before, unit, lang)) if before is not None and after is not None else MISSING


def contributions_table(desk: Desk, contributions: Sequence[Contribution], *, key: str) -> None:
    """Draw the contributions by dimension: baseline, now, change, money, sigma where counted, method, evidence."""
    lang = state.current().lang
    columns = (
        Column(Text("维度", "Dimension")),
        Column(Text("贡献", "Contribution")),
        Column(Text("基线", "Baseline"), number=True),
        Column(Text("现在", "Now"), number=True),
        Column(Text("变化", "Change"), number=True),
        Column(Text("西格玛水平", "Sigma level"), number=True),
        Column(Text("金额", "Money"), number=True),
        Column(Text("方法", "Method")),
        Column(Text("证据", "Evidence")),
        Column(Text("核实状态", "Status")),
    )
    rows = [
        (
            label_of("contributions", "dimension", one.dimension).of(lang),
            Cell(one.name.of(lang), "strong"),
            spoken(one.baseline, one.unit, lang),
            spoken(one.now, one.unit, lang),
            _change(one.baseline, one.now, one.unit, lang),
            _sigma(one, lang),
            spoken(one.money_cny, "cny", lang) if one.money_cny is not None else MISSING,
            Cell(one.method.of(lang), "quiet"),
            one.evidence or MISSING,
            _status(one.status, lang),
        )
        for one in contributions
    ]
    traced_table(columns, rows, lang, key=key, traces=[contribution_traces(desk, one) for one in contributions])


def contribution_traces(desk: Desk, one: Contribution) -> tuple[Asked, ...]:
    """Say what a contribution rests on: its row, and the first and the newest month of the metric that fills it in."""
    row = RowName("contributions", one.id)
    if not one.metric:
        return (row,)
    reading = desk.reading(one.metric)
    months = [point for point in desk.months(one.metric) if point.value is not None and point.complete]
    return (row, *moments(reading, (months[0], months[-1]) if months else ()), reading)


def _sigma(one: Contribution, lang: Lang) -> str:
    if one.sigma_before is None or one.sigma_now is None:
        return MISSING
    return f"{number(one.sigma_before, 'sigma', lang).text} → {number(one.sigma_now, 'sigma', lang).text}"


def obligations_table(obligations: Sequence[Obligation], *, key: str) -> None:
    """Draw the policies with what they ask, by when, of whom, and how far it is."""
    lang = state.current().lang
    columns = (
        Column(Text("编号", "No.")),
        Column(Text("政策", "Policy")),
        Column(Text("发布机构", "Authority")),
        Column(Text("义务", "Obligation")),
        Column(Text("生效", "In force")),
        Column(Text("负责人", "Owner")),
        Column(Text("影响", "Impact"), number=True),
        Column(Text("可能性", "Likelihood"), number=True),
        Column(Text("进展", "Progress")),
    )
    tones = {"met": "good", "overdue": "bad"}
    rows = [
        (
            one.id,
            Cell(one.title.of(lang), "strong"),
            one.authority.of(lang),
            one.duty.of(lang),
            day(one.effective, lang) if one.effective else MISSING,
            one.owner or MISSING,
            str(one.impact or MISSING),
            str(one.likelihood or MISSING),
            Cell(label_of("policies", "progress", one.progress).of(lang), tones.get(one.progress, "")),
        )
        for one in obligations
    ]
    traced_table(columns, rows, lang, key=key, traces=[RowName("policies", one.id) for one in obligations])


def slope_of(series: MarketSeries) -> Slope | None:
    """Give a series' Sen slope as the picture wants it: per year, through the middle of the series."""
    known = [point for point in series.points if point.value is not None]
    if series.trend is None or not known:
        return None
    values = sorted(point.value for point in known if point.value is not None)
    middle = known[0].period + (known[-1].period - known[0].period) / 2
    half = len(values) // 2
    median = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
    return Slope(series.trend.slope * _MONTHS_A_YEAR, middle, median, significant=series.trend.p_value < 0.05)


def shift_of(series: MarketSeries) -> Shift | None:
    """Give a series' break as the picture wants it: the day and the levels before and after."""
    found = series.shift
    if found is None or found.after is None:
        return None
    return Shift(series.points[found.after].period, found.mean_before, found.mean_after)
