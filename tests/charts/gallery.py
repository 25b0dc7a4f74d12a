"""One of every picture, of made-up values, with the awkward ones: missing, negative, hostile names."""

from dataclasses import replace
from datetime import date
from functools import cache

from sq_core import charts
from sq_core.catalogue.reading import Point
from sq_core.words import Text, same

HOSTILE = same('<img src=x onerror=1> "]; [evil](http://x) \\ 很长的名称很长的名称很长的名称')
CAPTION = charts.Caption(
    Text("满意度沿计划爬升", "Satisfaction climbs along plan"), Text("指数，分，n=5,012", "Index, points, n=5,012")
)


def months(count: int, year: int = 2025, month: int = 1) -> list[date]:
    return [date(year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, 1) for step in range(count)]


def course() -> tuple[Point, ...]:
    points = [
        Point(day, 70 + step / 3, 5000, 69 + step / 3, 71 + step / 3, 70 + step / 2)
        for step, day in enumerate(months(22))
    ]
    points[5] = Point(points[5].period, None, None, plan=72.0)
    points[-1] = replace(points[-1], complete=False)
    return tuple(points)


def forecast() -> tuple[Point, ...]:
    return tuple(Point(day, 78.0, None, 76.0, 80.0, 81.0) for day in months(2, 2026, 11))


@cache
def gallery() -> dict[str, charts.Picture]:
    rows = (Text("响应性", "Responsiveness"), HOSTILE, Text("有形性", "Tangibles"))
    return {
        "trend": charts.trend(
            course(), unit="points", caption=CAPTION, forecast=forecast(), target=80.0, target_date=date(2026, 12, 1)
        ),
        "trend of nothing": charts.trend((), unit="points", caption=CAPTION),
        "trend of rates": charts.trend(
            [Point(day, 0.7) for day in months(3)], unit="percent", caption=CAPTION, zero=True
        ),
        "bullets": charts.bullet_rows(
            [
                charts.BulletRow(name, 70.0, 68.0, 72.0, 69.0, 80.0, 85.0, 500, verified=index != 1)
                for index, name in enumerate(rows)
            ]
            + [charts.BulletRow(rows[0], None)],
            unit="points",
            caption=CAPTION,
        ),
        "ranked": charts.ranked_dots(
            [
                charts.RankedRow(name, 0.8 - index / 10, 0.7 - index / 10, 0.9 - index / 10, 200)
                for index, name in enumerate(rows)
            ],
            unit="percent",
            caption=CAPTION,
            reference=0.75,
        ),
        "variance": charts.variance_bars(
            [charts.VarianceRow(name, 8e6 + index * 1e6, 9e6) for index, name in enumerate(rows)],
            unit="cny",
            caption=CAPTION,
            better="down",
        ),
        "slope": charts.slope(
            [charts.SlopeRow(name, 5.0 + index / 20, 5.1) for index, name in enumerate(rows)],
            unit="score",
            caption=CAPTION,
            moments=(same("2025"), same("2026")),
        ),
        "obligations": charts.timeline_obligations(
            [
                charts.Obligation(rows[0], date(2024, 1, 1), date(2025, 1, 1), date(2026, 6, 30), met=False),
                charts.Obligation(rows[1], date(2024, 5, 1), date(2025, 2, 1), date(2026, 1, 1), met=True),
                charts.Obligation(rows[2], date(2026, 5, 1), date(2027, 2, 1)),
            ],
            today=date(2026, 11, 22),
            caption=CAPTION,
        ),
        "heat": charts.heat(
            [charts.HeatMark(f"R{index}", HOSTILE, 5, 5) for index in range(5)]
            + [charts.HeatMark("R9", rows[0], 1, 2)],
            caption=CAPTION,
        ),
        "break": charts.series_with_break(
            course(),
            unit="points",
            caption=CAPTION,
            slope=charts.Slope(2.0, date(2025, 11, 1), 73.0),
            shift=charts.Shift(date(2025, 9, 1), 71.0, 74.0),
        ),
        "break of nothing": charts.series_with_break((), unit="points", caption=CAPTION),
        "drivers": charts.weighted_bars(
            [
                charts.WeightedRow(rows[0], 0.4, 0.3, 0.5, Text("A 级", "A"), n=500),
                charts.WeightedRow(rows[1], -0.1, evidence=Text("专家判断", "Expert judgement"), proven=False),
            ],
            unit="times",
            caption=CAPTION,
        ),
        "gaps": charts.gap_pairs(
            [charts.GapPair(name, 6.2, 5.0 + index, -1.3, -1.1, 800) for index, name in enumerate(rows)],
            unit="score",
            caption=CAPTION,
        ),
        "one of many": charts.small_multiples(
            [charts.Panel(rows[0], course()), charts.Panel(rows[1], ())], unit="points"
        )[0],
    }
