"""Background: where the organisation stands against sector, best and world, and why it must act now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sq_core import charts, ui
from sq_core.desk import background, market, sentences
from sq_core.trace import RowName
from sq_core.ui import Chapter
from sq_core.words import Text, same

if TYPE_CHECKING:
    from sq_core.catalogue import Reading
    from sq_core.desk import Desk
    from sq_core.ui import Moment

CHAPTER = Chapter(
    slug="background",
    order=1,
    group="diagnose",
    icon="public",
    title=Text("背景", "Background"),
    asks=Text(
        "我们与行业、最佳和全球相比处在什么位置，为什么是现在？",
        "Where do we stand against sector, best and world, and why now?",
    ),
    sections=(
        ("1.1", Text("行业现状", "Industry status")),
        ("1.2", Text("驱动因素", "Drivers")),
        ("1.3", Text("组织价值", "Value")),
        ("1.4", Text("政策与趋势", "Policy and trends")),
    ),
)
INDEX = "satisfaction_index"


def render(desk: Desk) -> None:
    """Draw the sentence, the cards and the section chosen."""
    comparison = background.comparison(desk, INDEX)
    ui.told(sentences.against(comparison), key="background.sentence", trace=(comparison.own, *_others(comparison)))
    section = ui.section(CHAPTER)
    SECTIONS[section](desk)


def _status(desk: Desk) -> None:
    comparison = background.comparison(desk, INDEX)
    ui.cards(desk, desk.readings(INDEX, "csat_rate", "nps", "effort_score", "gap_to_sector", "response_count"))
    own = comparison.own
    with ui.beside(3, 2) as (left, right):
        with left:
            months = desk.months(INDEX)
            trend = charts.trend(
                months,
                unit=own.unit,
                target=own.target,
                target_date=own.target_date,
                caption=charts.Caption(sentences.moved(own), sentences.basis(desk, own)),
            )
            ui.picture(trend, key="background.trend", trace=(own, *ui.moments(own, months)))
        with right:
            cut = ui.choose("background.cut", ui.dimension_names(desk, INDEX))
            groups = desk.by(INDEX, cut)
            ranked = charts.ranked_dots(
                [
                    charts.RankedRow(same(" · ".join(one.dimensions.values())), one.value, one.low, one.high, one.n)
                    for one in sentences.ranked(groups)
                    if one.value is not None
                ],
                unit=own.unit,
                better=own.better,
                reference=own.value,
                caption=charts.Caption(sentences.extremes(groups, own.title), sentences.basis(desk, own)),
            )
            ui.picture(ranked, key="background.ranked", trace=(*groups, own))
    ui.picture(_bullets(desk, comparison), key="background.bullets", trace=_compared(desk, comparison))
    ui.figures_table(background.figures(desk, "1.1"), key="background.figures_1_1")


def _others(comparison: background.Comparison) -> tuple[RowName, ...]:
    """Name the rows of the figures we are set against."""
    return tuple(RowName("benchmarks", one.key) for one in comparison.others.values())


def _compared(desk: Desk, comparison: background.Comparison) -> tuple[Reading | RowName, ...]:
    return (comparison.own, *desk.by(INDEX, "region"), *_others(comparison))


def _bullets(desk: Desk, comparison: background.Comparison) -> charts.Picture:
    figure = {scope: other.value for scope, other in comparison.others.items()}
    verified = all(other.status == "verified" for other in comparison.others.values())
    own = comparison.own
    rows = [
        charts.BulletRow(
            name,
            one.value,
            one.low,
            one.high,
            figure.get("sector"),
            figure.get("best"),
            figure.get("world"),
            one.n,
            verified=verified,
        )
        for name, one in [
            (Text("整体", "Overall"), own),
            *((same(r.dimensions["region"]), r) for r in desk.by(INDEX, "region")),
        ]
        if one.value is not None
    ]
    caption = charts.Caption(sentences.against(comparison), sentences.others_basis(comparison))
    return charts.bullet_rows(rows, unit=own.unit, caption=caption, better=own.better)


def _drivers(desk: Desk) -> None:
    ui.cards(desk, desk.readings("driver_pressure", "drivers_evidenced", "figures_verified", "figures_contradicted"))
    drivers = background.drivers(desk)
    if not drivers:
        ui.nothing_yet("drivers")
        return
    weighted = charts.weighted_bars(
        [
            charts.WeightedRow(
                one.statement, one.force * one.weight, evidence=same(one.evidence), proven=one.evidence in "AB"
            )
            for one in drivers
        ],
        unit="score",
        caption=charts.Caption(
            Text("“{top}”推力最大", "“{top}” pushes hardest").fill(top=drivers[0].statement),
            Text(
                "强度（1–5）× 证据系数 × 权重；空心为证据不足",
                "Strength (1–5) × evidence factor × weight; open bars lack evidence",
            ),
        ),
    )
    ui.picture(
        weighted,
        key="background.drivers",
        trace=(*(RowName("drivers", one.id) for one in drivers), desk.reading("driver_pressure")),
    )
    ui.drivers_table(drivers, key="background.drivers_table")
    ui.figures_table(background.figures(desk, "1.2"), key="background.figures_1_2")


def _value(desk: Desk) -> None:
    ui.cards(
        desk,
        desk.readings(
            "loyalty_intent",
            "churn_rate",
            "defect_rate",
            "employee_satisfaction",
            "contributions_evidenced",
            "contribution_money",
        ),
    )
    contributions = background.contributions(desk)
    if not contributions:
        ui.nothing_yet("contributions")
        return
    ui.contributions_table(desk, contributions, key="background.contributions")
    ui.figures_table(background.figures(desk, "1.3"), key="background.figures_1_3")


def _policy(desk: Desk) -> None:
    ui.cards(desk, desk.readings("obligations_met", "obligations_overdue", "policy_heat"))
    obligations = background.obligations(desk)
    if obligations:
        _obligations(desk, obligations)
    for series in market.market_series(desk):
        ui.picture(_market(series), key=f"background.market.{series.id}", trace=_market_traces(desk, series))
    if not obligations:
        ui.nothing_yet("policies")


def _obligations(desk: Desk, obligations: tuple[background.Obligation, ...]) -> None:
    dated = [one for one in obligations if one.issued and one.effective]
    timeline = charts.timeline_obligations(
        [
            charts.Obligation(
                one.title, one.issued, one.effective, one.effective, met=one.progress == "met", authority=one.authority
            )
            for one in dated
            if one.issued and one.effective
        ],
        today=desk.as_of,
        caption=charts.Caption(
            sentences.due(obligations, desk.as_of),
            Text("政策从发布到生效；菱形为履行期限", "From issue to effect; the diamond is the day to comply"),
        ),
    )
    heat = charts.heat(
        [
            charts.HeatMark(one.id, one.title, one.likelihood, one.impact)
            for one in obligations
            if one.likelihood and one.impact
        ],
        caption=charts.Caption(
            sentences.heaviest(obligations), Text("影响 × 可能性，各 1 至 5", "Impact × likelihood, 1 to 5 each")
        ),
    )
    rows = tuple(RowName("policies", one.id) for one in obligations)
    with ui.beside(3, 2) as (left, right):
        with left:
            ui.picture(timeline, key="background.timeline", trace=(*rows, desk.reading("obligations_overdue")))
        with right:
            ui.picture(heat, key="background.heat", trace=(*rows, desk.reading("policy_heat")))
    ui.obligations_table(obligations, key="background.obligations")


def _market_traces(desk: Desk, series: market.MarketSeries) -> tuple[Reading | Moment, ...]:
    """Name the series' newest level, its slope, and every month of it."""
    mine = [one for metric in ("market_level", "market_slope") for one in desk.by(metric, "series")]
    level, *others = [one for one in mine if one.dimensions["series"] == series.id]
    return (level, *others, *ui.moments(level, series.points))


def _market(series: market.MarketSeries) -> charts.Picture:
    return charts.series_with_break(
        series.points,
        unit=series.unit,
        caption=charts.Caption(sentences.market(series), sentences.market_basis(series)),
        slope=ui.slope_of(series),
        shift=ui.shift_of(series),
    )


SECTIONS = {"1.1": _status, "1.2": _drivers, "1.3": _value, "1.4": _policy}
