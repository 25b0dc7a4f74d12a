"""One of every picture, of made-up values, with the awkward ones: missing, negative, hostile names."""

from dataclasses import replace
from datetime import date
from functools import cache

from sq_core import charts
from sq_core.catalogue import Status
from sq_core.catalogue.reading import Point
from sq_core.words import Text, same

HOSTILE = same('<img src=x onerror=1> "]; [evil](http://x) \\ 很长的名称很长的名称很长的名称')
CAPTION = charts.Caption(
    Text("满意度沿计划爬升", "Satisfaction climbs along plan"), Text("指数，分，n=5,012", "Index, points, n=5,012")
)


STATUSES: tuple[Status, ...] = ("good", "watch", "bad", "none", "good", "good", "thin") * 2


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


def goals() -> tuple[charts.GoalRow, ...]:
    return (
        charts.GoalRow(Text("客户更满意", "Customers are more satisfied"), 0, 0.4, 0.62, 0.7, "watch", 0.75),
        charts.GoalRow(Text("满意率提升", "A larger share is satisfied"), 1, 0.4, 0.81, 0.7, "good"),
        charts.GoalRow(HOSTILE, 1, 0.35, -0.9, 0.7, "bad"),
        charts.GoalRow(Text("办事更省力", "Less effort for customers"), 1, 0.25, None, 0.7, "none"),
        charts.GoalRow(
            Text(
                "缩小期望与感知的差距，五个维度按差距大小依次补齐",
                "Close the gap between expectation and perception, the widest dimension first",
            ),
            0, 0.35, 1.9, 0.7, "good", 1.0,
        ),
        charts.GoalRow(Text("响应更快", "Respond faster"), 1, 1.0, 0.4, 0.7, "thin"),
        charts.GoalRow(Text("热线接通", "Calls are answered"), 2, 1.0, 0.4, None, "stale"),
        charts.GoalRow(Text("留住客户和员工", "Keep customers and employees"), 0, 0.125, 0.0, 0.7, "bad", 0.5),
    )  # fmt: skip


def lanes() -> tuple[charts.BowlerRow, ...]:
    def cells(start: float, step: float, unit: str, name: Text) -> charts.BowlerRow:
        found: list[charts.BowlerCell | None] = [
            charts.BowlerCell(start + step * index, start + step * 1.1 * index, status)
            for index, status in enumerate(STATUSES)
        ]
        found[4] = None
        found[5] = charts.BowlerCell(None, start)
        found[-1] = charts.BowlerCell(start, start, "open", complete=False)
        return charts.BowlerRow(name, unit, tuple(found))

    return (
        cells(0.71, 0.005, "percent", Text("一次解决率", "First contact resolution")),
        cells(-1.54, 0.03, "score", HOSTILE),
        cells(2.1e6, 8e5, "cny", Text("投诉赔付", "Compensation for complaints")),
    )


def expected() -> tuple[charts.ForesightPoint, ...]:
    return tuple(
        charts.ForesightPoint(
            day, 77 + step * 0.4, 76 - step * 0.3, 78 + step, 75 - step * 0.8, 79 + step * 1.6, 80 + step
        )
        for step, day in enumerate(months(3, 2026, 10))
    )


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
        "item gaps": charts.item_gap_bars(
            [
                charts.ItemGapGroup(
                    rows[0],
                    -1.4,
                    (
                        charts.ItemGapRow(HOSTILE, 6.2, 4.7, -1.5, -1.65, -1.35, 820),
                        charts.ItemGapRow(same("11"), 6.0, 6.4, 0.4, 0.2, 0.6, 820),
                        charts.ItemGapRow(same("12"), 6.0, 5.9, -0.1, -0.3, 0.1, 820),
                        charts.ItemGapRow(same("13"), 6.0, 5.0, -1.0, None, None, 4, thin=True),
                    ),
                ),
                charts.ItemGapGroup(None, None, (charts.ItemGapRow(same("1"), 5.5, 5.5, 0.0),)),
            ],
            unit="score",
            caption=CAPTION,
        ),
        "item gaps of nothing": charts.item_gap_bars((), unit="score", caption=CAPTION),
        "gap ladder": charts.gap_ladder(
            [
                charts.GapRung(rows[0], HOSTILE, 13.9, 42),
                charts.GapRung(HOSTILE, rows[2], 24.2, 12, thin=True),
                charts.GapRung(rows[2], rows[0], None),
                charts.GapRung(rows[2], rows[0], 30.0, 800, felt=True),
            ],
            unit="points",
            caption=CAPTION,
        ),
        "gap ladder of nothing": charts.gap_ladder((), unit="points", caption=CAPTION),
        "chain": charts.chain_diagram(
            rows,
            [
                charts.ChainLink(0, 1, -0.063, "none", -0.072, -0.052, 1, 533, "estimated"),
                charts.ChainLink(0, 2, 0.33, "none", 0.3, 0.35, 0, 533, "thin"),
                charts.ChainLink(1, 2, 21000.0, "cny", None, None, 0, None, "assumption"),
            ],
            caption=CAPTION,
        ),
        "chain of nothing": charts.chain_diagram(
            rows, [charts.ChainLink(0, 1, None, "none", None, None, 0, None, "missing")], caption=CAPTION
        ),
        "pushes": charts.push_bars(
            [
                charts.PushRow(rows[0], "percent", -0.0082, -0.0067, -0.0057, Text("当月", "at once")),
                charts.PushRow(HOSTILE, "percent", 0.001, 0.002, 0.004, Text("3–4 个月", "3–4 mo.")),
                charts.PushRow(rows[2], "cny", -2e5, 1e5, 3e5, Text("3–4 个月", "3–4 mo.")),
                charts.PushRow(rows[2], "percent", None, None, None, Text("3–4 个月", "3–4 mo.")),
            ],
            caption=CAPTION,
        ),
        "pushes of nothing": charts.push_bars((), caption=CAPTION),
        "bridge of rates": charts.bridge(
            [
                charts.BridgeStep(rows[0], 0.013, -0.004),
                charts.BridgeStep(rows[1], -0.006, 0.0015),
                *(charts.BridgeStep(same(f"N{index}"), 0.001, -0.0004 * index) for index in range(9)),
            ],
            start=charts.BridgeEnd(same("2025"), 0.74),
            end=charts.BridgeEnd(same("2026"), 0.752),
            unit="percent",
            caption=CAPTION,
        ),
        "bridge of money": charts.bridge(
            [charts.BridgeStep(rows[0], -2.1e6), charts.BridgeStep(rows[1], 3e5), charts.BridgeStep(rows[2], -4e5)],
            start=charts.BridgeEnd(same("2025"), 5.2e6),
            end=charts.BridgeEnd(same("2026"), 3.0e6),
            unit="cny",
            caption=CAPTION,
            better="down",
        ),
        "emotion": charts.emotion_curve(
            [
                charts.EmotionPoint("T1", rows[0], same("A"), 8.4, 8.1, 8.7, 8.0, 140, "made"),
                charts.EmotionPoint("T2", HOSTILE, same("A"), 5.3, 4.9, 5.7, 6.1, 175, "broken"),
                charts.EmotionPoint("T3", rows[2], HOSTILE, None),
                charts.EmotionPoint("T4", rows[2], HOSTILE, 6.4, None, None, None, 7, "thin"),
                charts.EmotionPoint("T5", rows[0], same("C"), 7.1, 6.8, 7.4, 7.0, 90, "matters"),
            ],
            unit="points",
            caption=CAPTION,
            mean=7.1,
        ),
        "emotion of nothing": charts.emotion_curve((), unit="points", caption=CAPTION),
        "funnel": charts.funnel(
            [
                charts.FunnelStep(rows[0], 6500, 0.86, 0.85, 0.87),
                charts.FunnelStep(HOSTILE, 5600, refused=Text("缺少人数", "a count is missing")),
                charts.FunnelStep(rows[2], 12000),
            ],
            caption=CAPTION,
        ),
        "funnel of nothing": charts.funnel((), caption=CAPTION),
        "network": charts.network(
            [
                charts.NetworkNode("OWN", rows[0], 0.5, 0.5, 0.6, "own"),
                charts.NetworkNode("P1", HOSTILE, 0.0, 1.0, 0.3, "bottleneck", Text("78.0%", "78.0%")),
                charts.NetworkNode("P2", rows[2], 1.0, 0.0),
            ],
            [
                charts.NetworkLink("OWN", "P1", 2, 3),
                charts.NetworkLink("OWN", "P2", 0, 2),
                charts.NetworkLink("P1", "P2", 0, 0),
                charts.NetworkLink("P1", "nobody", 3, 3),
            ],
            caption=CAPTION,
        ),
        "network of nothing": charts.network((), (), caption=CAPTION),
        "synergy": charts.synergy_matrix(
            rows,
            ("OWN", "P1", "P2"),
            [charts.SynergyCell(1, 0, 9, 0), charts.SynergyCell(2, 0, 2, 1), charts.SynergyCell(2, 1, 0, 2)],
            caption=CAPTION,
        ),
        "synergy of nothing": charts.synergy_matrix((), (), (), caption=CAPTION),
        "stakeholders": charts.power_interest(
            [
                charts.Stakeholder("P1", rows[0], 9.5, 9.5),
                charts.Stakeholder("P2", HOSTILE, 9.5, 9.5),
                charts.Stakeholder("P3", rows[2], 0, 0),
            ],
            cut=5,
            corners=(Text("左上", "A"), Text("右上", "B"), Text("右下", "C"), Text("左下", "D")),
            caption=CAPTION,
        ),
        "goal tree": charts.goal_tree(goals(), caption=CAPTION),
        "goal tree of nothing": charts.goal_tree((), caption=CAPTION),
        "cause tree": charts.cause_tree(
            [
                charts.CauseRow(rows[0], 0, "problem", Text("", ""), Text("19.4小时", "19.4 h")),
                charts.CauseRow(rows[0], 1, "supported", Text("得到支持", "Supported"), share=0.45),
                charts.CauseRow(
                    HOSTILE, 2, "refuted", Text("被否定", "Refuted"), share=1.2, below=Text("人", "People")
                ),
                charts.CauseRow(rows[2], 3, "thin", Text("样本太少", "Too few")),
                charts.CauseRow(rows[2], 1, "undecided", Text("尚无定论", "Undecided"), share=0.0),
            ],
            caption=CAPTION,
        ),
        "cause tree of nothing": charts.cause_tree((), caption=CAPTION),
        "driver shares": charts.driver_shares(
            [
                charts.DriverRow(rows[0], charts.Share(0.5, 0.4, 0.6), charts.Share(0.45, 0.35, 0.5)),
                charts.DriverRow(HOSTILE, charts.Share(-0.2, -0.3, -0.1), charts.Share(-0.25, -0.3, -0.2)),
                charts.DriverRow(rows[2], charts.Share(0.02, 0.0, 0.1), charts.Share(0.01, 0.0, 0.1), distinct=False),
            ],
            caption=CAPTION,
        ),
        "driver shares of nothing": charts.driver_shares((), caption=CAPTION),
        "bowler": charts.bowler(lanes(), months(14, 2025, 11), caption=CAPTION),
        "bowler of nothing": charts.bowler((), (), caption=CAPTION),
        "foresight": charts.foresight(
            course()[:-1],
            expected(),
            unit="points",
            caption=CAPTION,
            target=82.0,
            target_date=date(2026, 12, 1),
            chance=0.37,
        ),
        "foresight of little": charts.foresight((), (), unit="percent", caption=CAPTION),
        "foresight past": charts.foresight(
            course()[:-1],
            expected(),
            unit="points",
            caption=CAPTION,
            target=77.0,
            target_date=date(2026, 6, 1),
            chance=0.996,
        ),
        "strip": charts.ambition_strip(
            [
                charts.BenchmarkDot(Text("示例行业平均", "Sample sector average"), 76.0),
                charts.BenchmarkDot(HOSTILE, 79.92, verified=False),
                charts.BenchmarkDot(Text("最佳实践", "Best practice"), 85.0),
            ],
            unit="points",
            caption=CAPTION,
            own=77.2,
            target=80.0,
            quartiles=charts.Quartiles(77.0, 79.9, 82.4),
            history=[70 + step / 3 for step in range(22)],
            history_quartiles=charts.Quartiles(71.6, 73.5, 75.2),
        ),
        "strip of little": charts.ambition_strip((), unit="percent", caption=CAPTION, own=0.7, target=0.7),
        "weights": charts.weights_compared(
            [
                charts.WeightsRow(rows[0], 0.4, 0.31, 0.22),
                charts.WeightsRow(rows[1], 0.35, 0.355, 0.35),
                charts.WeightsRow(rows[2], 0.25, None, 0.43),
            ],
            caption=CAPTION,
        ),
        "power": charts.power_curve(
            [charts.PowerPoint(n, 1 - 0.995 ** (n / 1.2)) for n in range(20, 701, 20)],
            needed=386,
            have=210,
            power_now=0.584,
            caption=CAPTION,
        ),
        "power on the way": charts.power_curve(
            [charts.PowerPoint(n, 1 - 0.995 ** (n / 1.2)) for n in range(20, 441, 20)],
            needed=386,
            have=340,
            power_now=0.76,
            caption=CAPTION,
        ),
        "power of plenty": charts.power_curve(
            [charts.PowerPoint(n, 1 - 0.995 ** (n / 1.2)) for n in range(20, 1401, 40)],
            needed=386,
            have=1380,
            power_now=0.998,
            caption=CAPTION,
        ),
        "forest": charts.verification_forest(
            [
                charts.VerifiedRow(
                    Text("满意率提升", "A larger share is satisfied"), "percent", 0.032, 0.011, 0.053, 0.05, "good", 812
                ),
                charts.VerifiedRow(HOSTILE, "hours", -2.1, -9.0, 12.0, -4.0, "watch", 44),
                charts.VerifiedRow(rows[0], "score", -0.2, -0.31, -0.09, 0.3, "bad", 300),
                charts.VerifiedRow(rows[2], "nps", None, wanted=8.0, status="empty"),
                charts.VerifiedRow(rows[2], "minutes", 3.0, 1.0, 5.0, None),
            ],
            caption=CAPTION,
        ),
        "chances": charts.chances(
            [
                charts.ChanceRow(rows[0], 0.04),
                charts.ChanceRow(rows[1], 0.62),
                charts.ChanceRow(rows[2], 0.998),
                charts.ChanceRow(rows[2], None),
            ],
            heroic=0.2,
            sandbagged=0.9,
            caption=CAPTION,
        ),
        "one of many": charts.small_multiples(
            [charts.Panel(rows[0], course()), charts.Panel(rows[1], ())], unit="points"
        )[0],
    }
