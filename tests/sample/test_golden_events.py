"""Readings of events and complaints against figures worked out apart from the product: pandas, straight from the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sq_core.desk import Desk, Office, View
from sq_core.sheets import contracts

WORKBOOK = Path(__file__).parents[2] / "data" / "sample_programme.xlsx"
QUARTER = pd.Timestamp("2026-07-01")


@cache
def sheet(key: str) -> pd.DataFrame:
    contract = contracts()[key]
    table = pd.read_excel(WORKBOOK, sheet_name=contract.title.zh, engine="openpyxl")
    return table.rename(columns={column.header.zh: column.name for column in contract.columns})


@cache
def events() -> pd.DataFrame:
    table = sheet("service_events").copy()
    table["hours"] = (table.closed - table.opened).dt.total_seconds() / 3600
    table["quarter"] = table.opened.dt.to_period("Q").dt.start_time
    table["month"] = table.opened.dt.to_period("M").dt.start_time
    table["live"] = table.handling != "已取消"
    return table


def open_at(end: str) -> pd.DataFrame:
    moment, table = pd.Timestamp(end), events()
    return table[table.live & (table.opened < moment) & ~(table.closed < moment)]


@pytest.fixture
def office(sample_office: Office) -> Office:
    return sample_office


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    with office.desk(View("en")) as desk:
        yield desk


def test_quantiles_are_ranked_from_the_rows_of_the_quarter(desk: Desk) -> None:
    hours = events()[events().quarter == QUARTER].hours.dropna()
    for name, share in (("time_to_close_median", 0.5), ("time_to_close_p90", 0.9)):
        reading = desk.reading(name)
        assert reading.period == QUARTER.date()
        assert reading.value == pytest.approx(hours.quantile(share), rel=1e-12)
        assert reading.n == len(hours)
        assert reading.low is not None
        assert reading.high is not None
        ranked, spread = np.sort(hours), 1.959963984540054 * np.sqrt(len(hours) * share * (1 - share))
        ends = [ranked[int(np.ceil(len(hours) * share + side * spread)) - 1] for side in (-1, 1)]
        assert [reading.low, reading.high] == pytest.approx(ends, rel=1e-12)


def test_a_quantile_is_never_put_together_from_months(office: Office) -> None:
    table = events()
    with office.desk(View("en", "all")) as whole, office.desk(View("en", "year")) as yearly:
        assert whole.reading("time_to_close_p90").value == pytest.approx(table.hours.quantile(0.9), rel=1e-12)
        of_2025 = table[table.opened.dt.year == 2025].hours
        assert yearly.reading("time_to_close_median").value == pytest.approx(of_2025.median(), rel=1e-12)
        months = {point.period: point.value for point in yearly.months("time_to_close_median")}
        wanted = table.groupby("month").hours.median()
        assert len(months) == len(wanted) == 24
        assert all(months[month.date()] == pytest.approx(value, rel=1e-12) for month, value in wanted.items())  # type: ignore[attr-defined]


def test_quantiles_of_every_region_and_channel(desk: Desk) -> None:
    table = events()[events().quarter == QUARTER]
    wanted = table.groupby(["region", "channel"]).hours.quantile(0.9).to_dict()
    found = {
        (one.dimensions["region"], one.dimensions["channel"]): one.value
        for one in desk.by("time_to_close_p90", "region", "channel")
    }
    assert len(found) == 16
    assert found == pytest.approx(wanted, rel=1e-12)
    (narrowed,) = desk.readings("time_to_close_p90", where=(("region", "西南"), ("channel", "电话")))
    assert narrowed.value == pytest.approx(wanted["西南", "电话"], rel=1e-12)


@pytest.mark.parametrize(("grain", "end"), [("quarter", "2026-10-01"), ("month", "2026-11-01"), ("year", "2026-01-01")])
def test_the_backlog_is_what_was_open_at_the_end_of_the_period(office: Office, grain: str, end: str) -> None:
    waiting = open_at(end)
    last = min(pd.Timestamp(end), events()[["opened", "closed"]].max().max())
    ages = (last - waiting.opened).dt.total_seconds() / 86400
    with office.desk(View("en", grain)) as desk:  # type: ignore[arg-type]
        assert desk.reading("backlog").value == len(waiting) > 0
        assert desk.reading("backlog_age").value == pytest.approx(ages.mean(), rel=1e-9)
        by_region = {one.dimensions["region"]: one.value for one in desk.by("backlog", "region")}
    wanted = waiting.groupby("region").size().to_dict()
    assert {region: value for region, value in by_region.items() if value} == wanted


def test_shares_of_events(desk: Desk) -> None:
    table = events()[events().quarter == QUARTER]
    live = table[table.live]
    due = live.opened + pd.to_timedelta(live.sla_hours, unit="h")
    judged = live.closed.notna() | (due < pd.Timestamp("2026-11-01"))
    wanted = {
        "sla_hit_rate": (live.closed <= due)[judged].mean(),
        "closed_rate": live.closed.notna().mean(),
        "first_contact_rate": (table.first_contact.dropna() == "是").mean(),
        "reopen_rate": (table.reopened.dropna() > 0).mean(),
    }
    found = {name: desk.reading(name) for name in wanted}
    assert {name: one.value for name, one in found.items()} == pytest.approx(wanted, rel=1e-12)
    assert found["sla_hit_rate"].n == judged.sum()
    assert all(one.low < one.value < one.high for one in found.values())  # type: ignore[operator]
    assert desk.reading("still_open").value == live.closed.isna().sum()


def test_counts_and_costs_of_events_and_complaints(desk: Desk) -> None:
    table, said = events(), sheet("complaints")
    quarter = said[said.date.dt.to_period("Q").dt.start_time == QUARTER]
    assert desk.reading("event_count").value == (table.quarter == QUARTER).sum()
    assert desk.reading("event_cost").value == table[table.quarter == QUARTER].cost.sum()
    assert desk.reading("complaint_count").value == len(quarter)
    assert desk.reading("complaint_cost").value == quarter.cost.sum()
    by_type = {one.dimensions["type"]: one.value for one in desk.by("complaint_cost", "type")}
    assert by_type == quarter.groupby("type").cost.sum().to_dict()
    assert desk.reading("events_unsound").value == 0


def test_failure_modes_and_causes(desk: Desk) -> None:
    modes = sheet("fmea")
    wanted = (modes.severity * modes.occurrence * modes.detection).set_axis(modes.failure).to_dict()
    assert {one.dimensions["failure"]: one.value for one in desk.by("failure_priority", "failure")} == wanted
    assert desk.reading("failure_priority").value is None, "ranks are never averaged"
    causes = sheet("causes")
    last = causes[~causes.cause.isin(causes.parent.dropna())]
    bare = last[last.countermeasure_zh.isna()]
    assert desk.reading("causes_without_countermeasure").value == len(bare) == 2
    assert desk.reading("causes_verified").value == pytest.approx((causes.verified == "是").mean())


def test_the_story_is_told_by_the_events(desk: Desk, office: Office) -> None:
    medians = {one.dimensions["region"]: one for one in desk.by("time_to_close_median", "region")}
    worst = medians.pop("西南")
    assert worst.value is not None
    assert worst.previous is not None
    assert worst.value > 1.5 * worst.previous
    assert all(one.value < 0.7 * worst.value for one in medians.values() if one.value)
    channels = {one.dimensions["channel"]: one.value or 0 for one in desk.by("time_to_close_median", "channel")}
    assert max(channels, key=lambda name: channels[name]) == "电话"
    with office.desk(View("en", "all")) as whole:
        counts, costs = (
            {one.dimensions["type"]: one.value or 0 for one in whole.by(name, "type")}
            for name in ("complaint_count", "complaint_cost")
        )
    assert max(counts, key=lambda name: counts[name]) == "等待太久"
    assert max(costs, key=lambda name: costs[name]) == "收费争议"
