"""Makes the shipped workbooks: the sample programme and the figures of the planning document.

Run ``python -m data.make_sample --out data`` from the project's folder. The sample is one fictional company over 24 months;
what people would type stands in ``sample/*.csv``, what systems would deliver (responses, events, KPI values …) is drawn
here with fixed seeds, so that two runs give the same files. The story: satisfaction climbs along its plan and falls just
short of it since the south-west (西南) got worse in July 2026; responsiveness is the widest gap; the phone is overloaded.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.sample_chain import CHAIN_SEED, chain_rows
from data.sample_customers import CUSTOMER_SEED, customer_rows
from data.sample_events import EVENT_SEED, complaint_rows, draw_events, event_rows
from data.sample_journey import JOURNEY_SEED, score_rows
from data.sample_points import POINT_ITEMS, POINTS_SEED, point_rows
from data.sample_survey import (
    BASELINE_MONTH,
    LAST_MONTH,
    MONTHS,
    PAIRS,
    REGION_SHARES,
    REGIONS,
    SEASON,
    SINGLE_ITEMS,
    SOUTHWEST,
    TROUBLE_FROM,
    draw_survey,
    response_rows,
)
from sq_core.sheets.contract import contracts
from sq_core.sheets.dictionary import theme_defaults
from sq_core.sheets.template import SheetRows, filled
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.sample_survey import Survey
    from sq_core.sheets.contract import Cell, Column


HERE = Path(__file__).parent
RANDOM_SEED = 20261031


@dataclass(frozen=True, slots=True)
class Kpi:
    """A KPI that a system delivers: level at both ends, what the south-west adds since its trouble, cases a month."""

    name: str
    unit: str
    first: float
    last: float
    southwest: float
    cases: int
    seasonal: float = 0.0


KPIS = (
    Kpi("complaint_rate", "percent", 0.0213, 0.0122, 0.0050, 42000, seasonal=-0.0012),
    Kpi("first_contact_resolution", "percent", 0.712, 0.806, -0.050, 15000, seasonal=0.010),
    Kpi("resolution_hours", "hours", 30.8, 22.6, 5.0, 700, seasonal=-1.2),
    Kpi("churn_rate", "percent", 0.0167, 0.0124, 0.0030, 120000),
    Kpi("employee_satisfaction", "percent", 0.675, 0.768, -0.040, 520),
    Kpi("on_time_rate", "percent", 0.903, 0.954, -0.020, 30000, seasonal=0.006),
    Kpi("defect_rate", "percent", 0.0345, 0.0196, 0.0040, 9000),
)
NOT_DELIVERED = {
    ("first_contact_resolution", "华南", date(2025, 8, 1)),
    ("on_time_rate", "西南", date(2026, 3, 1)),
    ("employee_satisfaction", "华北", date(2025, 2, 1)),
}


def kpi_rows(random: np.random.Generator) -> tuple[tuple[Cell, ...], ...]:
    """Draw the KPI values a month and region; what was not delivered stays blank and says so."""
    rows: list[tuple[Cell, ...]] = []
    for kpi in KPIS:
        for at, month in enumerate(MONTHS):
            for region, share in zip(REGIONS, REGION_SHARES, strict=True):
                cases = int(kpi.cases * share * random.uniform(0.94, 1.06))
                level = kpi.first + (kpi.last - kpi.first) * at / LAST_MONTH + kpi.seasonal * SEASON.get(month.month, 0)
                if region == REGIONS[SOUTHWEST] and at >= TROUBLE_FROM:
                    level += kpi.southwest
                value = _measured(random, kpi, level, cases)
                missing = (kpi.name, region, month) in NOT_DELIVERED
                counted: tuple[Cell, Cell] = (None, None) if missing else (value, cases)
                note = "系统切换，当月未取到数" if missing else None
                rows.append(
                    (
                        kpi.name,
                        month.isoformat(),
                        region,
                        counted[0],
                        kpi.unit,
                        counted[1],
                        month.isoformat(),
                        None,
                        None,
                        note,
                    )
                )
    return tuple(rows)


def _measured(random: np.random.Generator, kpi: Kpi, level: float, cases: int) -> float:
    if kpi.unit == "percent":
        return round(int(random.binomial(cases, level)) / cases, 6)
    return round(float(random.normal(level, 14 / cases**0.5)), 2)


def market_rows(random: np.random.Generator) -> tuple[tuple[Cell, ...], ...]:
    """Draw the market series: complaints with a break in January 2026, a rising share, a nearly flat index."""
    source = ("示例行业研究（虚构）", "Sample sector study (fictional)", "illustrative")
    rows: list[tuple[Cell, ...]] = []
    for at, month in enumerate(MONTHS):
        complaints = 100 + 0.10 * at + (9.0 if month >= date(2026, 1, 1) else 0.0) + random.normal(0, 1.2)
        online = 0.41 + 0.0065 * at + random.normal(0, 0.005)
        index = 75.0 + 0.04 * at + random.normal(0, 0.35)
        first = month.isoformat()
        rows += [
            ("M1", first, "行业投诉量指数", "Sector complaint volume index", round(complaints, 1), "points", *source),
            ("M2", first, "行业线上办理占比", "Sector share of cases online", round(online, 4), "percent", *source),
            ("M3", first, "行业满意度指数", "Sector satisfaction index", round(index, 1), "points", *source),
        ]
    return tuple(rows)


def written_rows(path: Path, sheet: str) -> tuple[tuple[Cell, ...], ...]:
    """Read rows that people wrote, in the order of the contract's columns; blank stays blank."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            tuple(_typed(column, row.get(column.name, "")) for column in contracts()[sheet].columns)
            for row in csv.DictReader(lines)
        )


def _typed(column: Column, text: str) -> Cell:
    if text == "":
        return None
    if column.type == "number":
        return float(text)
    if column.type == "integer":
        return int(text)
    return text == "true" if column.type == "flag" else text


def contribution_rows(survey: Survey, kpis: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Take the written contributions and fill in baseline and present value where a metric of the sample has them."""
    columns = [column.name for column in contracts()["contributions"].columns]
    metric, baseline, now = (columns.index(name) for name in ("metric", "baseline", "now"))
    rows = []
    for row in written_rows(HERE / "sample" / "contributions.csv", "contributions"):
        cells = list(row)
        if row[baseline] is None:
            cells[baseline], cells[now] = (
                _observed(str(row[metric]), at, survey, kpis) for at in (BASELINE_MONTH, LAST_MONTH)
            )
        rows.append(tuple(cells))
    return tuple(rows)


def theme_rows() -> tuple[tuple[Cell, ...], ...]:
    """Write the shipped dictionary of themes out as rows, so that every word of it can be edited and traced to its cell."""
    return tuple((*(cell or None for cell in theme), "客户体验部") for theme in theme_defaults())


def _observed(metric: str, at: int, survey: Survey, kpis: Sequence[tuple[Cell, ...]]) -> float:
    scores = survey.single[survey.month == at]
    if metric == "loyalty_intent":
        return round(100 * (float(np.nanmean(scores[:, 5])) - 1) / 6, 1)
    if metric == "nps":
        votes = scores[:, 3][~np.isnan(scores[:, 3])]
        return round(100 * float((votes >= 9).mean() - (votes <= 6).mean()), 1)
    found = [
        (float(row[3]), float(row[5]))
        for row in kpis
        if row[0] == metric and row[1] == MONTHS[at].isoformat() and row[3] is not None and row[5] is not None
    ]
    return round(sum(value * cases for value, cases in found) / sum(cases for _, cases in found), 4)


def sample_programme() -> bytes:
    """Make the workbook of the sample programme, all sheets, with Chinese headers."""
    random = np.random.default_rng(RANDOM_SEED)
    survey, kpis, market = draw_survey(random), kpi_rows(random), market_rows(random)
    later = np.random.default_rng(EVENT_SEED)
    events = draw_events(later)
    figures = written_rows(HERE / "planning_figures.csv", "benchmarks")
    drawn = {
        "survey_responses": tuple(
            (*row, *points)
            for row, points in zip(
                response_rows(survey), point_rows(np.random.default_rng(POINTS_SEED), survey), strict=True
            )
        ),
        "kpi_values": kpis,
        "market_series": market,
        "service_events": event_rows(events),
        "complaints": complaint_rows(later, events),
        "customers": customer_rows(np.random.default_rng(CUSTOMER_SEED)),
        "themes": theme_rows(),
        "contributions": contribution_rows(survey, kpis),
        "touch_scores": score_rows(np.random.default_rng(JOURNEY_SEED)),
        "chain_units": chain_rows(np.random.default_rng(CHAIN_SEED)),
        "benchmarks": figures + written_rows(HERE / "sample" / "benchmarks.csv", "benchmarks"),
    }
    items = (*(f"{pair}-{side}" for pair in PAIRS for side in (1, 2)), *SINGLE_ITEMS, *POINT_ITEMS)
    written = sorted(path.stem for path in (HERE / "sample").glob("*.csv") if path.stem not in drawn)
    rows = drawn | {name: written_rows(HERE / "sample" / f"{name}.csv", name) for name in written}
    sheets = [
        SheetRows(contract, rows[key], items if contract.items else ())
        for key, contract in contracts().items()
        if key in rows
    ]
    title = Text("示例项目：华信服务（虚构）", "Sample programme: Huaxin Service (fictional)")
    readme = Text(
        "这是示例数据。公司、客户、调查和数值全部虚构，仅供演示，不得引用。\n"
        "标杆表中 S01 至 S49 抄自规划文件，未经核实；X 开头的标杆同样虚构。\n时间为 2024 年 11 月至 2026 年 10 月，共 24 个月。",
        "These are sample figures. Company, customers, surveys and values are all fictional: for demonstration, not to be quoted.\n"
        "Benchmarks S01 to S49 are copied from the planning document and not verified; those with X are fictional too.\n"
        "The time is November 2024 to October 2026, 24 months.",
    )
    return filled(sheets, "zh", title, readme)


def planning_figures() -> bytes:
    """Make the workbook of the planning document's 49 figures, as benchmarks."""
    rows = written_rows(HERE / "planning_figures.csv", "benchmarks")
    title = Text("规划文件中的 49 个数值", "The 49 figures of the planning document")
    readme = Text(
        "数值照原文抄录，单位已改正：指数之差以分计，比率以小数计。\n没有一个数值经过核实；S01 与公开资料矛盾，匿名案例仅为示例。疑点写在每一行。",
        "Figures are copied as stated, with units put right: indices differ by points, rates are fractions.\n"
        "None of them is verified; S01 contradicts what was published, anonymous cases only illustrate. Each row says its doubt.",
    )
    return filled([SheetRows(contracts()["benchmarks"], rows)], "zh", title, readme)


def main() -> None:
    """Write both workbooks into the folder named by --out."""
    parser = argparse.ArgumentParser(description="Make the shipped workbooks.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sample_programme.xlsx").write_bytes(sample_programme())
    (folder / "seed_benchmarks.xlsx").write_bytes(planning_figures())


if __name__ == "__main__":
    main()
