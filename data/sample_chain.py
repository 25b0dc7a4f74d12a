"""Draws the sample programme's branches month by month: staff, service, customers and money, each leaning on the one before.

24 branches over 24 months. In the south-west (西南) staff are less satisfied since July 2026, and what follows them too. Only
eight branches keep accounts of their own, for the last twelve months, so that the last link is too thin to be estimated. The
draw has a seed of its own, so that whatever is drawn here leaves the other sheets as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.sample_survey import MONTHS, REGIONS, SEASON, SOUTHWEST, TROUBLE_FROM

if TYPE_CHECKING:
    from data.sample_survey import Floats
    from sq_core.sheets.contract import Cell

CHAIN_SEED = 20261034
BRANCHES_A_REGION = 6
WITH_ACCOUNTS, ACCOUNTS_FROM = 8, 12
TROUBLE = -0.045
"""What the trouble takes from the logarithm of staff satisfaction in the south-west."""
STAFF_TURNOVER, STAFF_QUALITY, TURNOVER_QUALITY = -0.80, 0.34, -0.06
QUALITY_CUSTOMER, CUSTOMER_RETENTION, RETENTION_REVENUE, REVENUE_PROFIT = 0.62, 0.24, 1.10, 1.45
MISSING_SHARE = 0.01


def chain_rows(random: np.random.Generator) -> tuple[tuple[Cell, ...], ...]:
    """Draw the rows branch by branch, month by month."""
    rows: list[tuple[Cell, ...]] = []
    for region_at, region in enumerate(REGIONS):
        for number in range(1, BRANCHES_A_REGION + 1):
            accounts = len(rows) // len(MONTHS) < WITH_ACCOUNTS
            rows += _branch(random, f"{region} {number:02}", region_at == SOUTHWEST, accounts)
    return tuple(rows)


def _branch(random: np.random.Generator, name: str, troubled: bool, accounts: bool) -> list[tuple[Cell, ...]]:
    count = len(MONTHS)
    heads = int(random.integers(14, 46))
    drift = np.cumsum(random.normal(0, 0.012, count))
    trouble = np.where(troubled & (np.arange(count) >= TROUBLE_FROM), TROUBLE, 0.0)
    season = np.array([SEASON.get(month.month, 0.0) for month in MONTHS])
    staff = 0.004 * np.arange(count) + drift + trouble + random.normal(0, 0.016, count)
    turnover = STAFF_TURNOVER * staff + random.normal(0, 0.085, count)
    quality = STAFF_QUALITY * staff + TURNOVER_QUALITY * _before(turnover, 1) + random.normal(0, 0.010, count)
    customer = QUALITY_CUSTOMER * quality + 0.004 * season + random.normal(0, 0.008, count)
    retention = CUSTOMER_RETENTION * _before(customer, 1) + random.normal(0, 0.0024, count)
    revenue = RETENTION_REVENUE * _before(retention, 2) + 0.03 * season + random.normal(0, 0.010, count)
    profit = REVENUE_PROFIT * revenue + random.normal(0, 0.035, count)
    base = random.normal(0, 0.05, 7)
    rows: list[tuple[Cell, ...]] = []
    for at, month in enumerate(MONTHS):
        kept = accounts and at >= ACCOUNTS_FROM
        cells: list[Cell] = [
            round(69.0 * float(np.exp(staff[at] + base[0])), 1),
            round(0.021 * float(np.exp(turnover[at] + 2 * base[1])), 4),
            round(77.0 * float(np.exp(quality[at] + base[2])), 2),
            round(74.0 * float(np.exp(customer[at] + base[3])), 2),
            round(0.955 * float(np.exp(retention[at] + 0.1 * base[4])), 4),
            round(31000.0 * heads * float(np.exp(revenue[at] + 2 * base[5])), -2),
            round(4300.0 * heads * float(np.exp(profit[at] + 2 * base[6])), -2) if kept else None,
        ]
        gone = random.random(len(cells)) < MISSING_SHARE
        shown = [None if lost else cell for cell, lost in zip(cells, gone, strict=True)]
        rows.append((name, month.isoformat(), *shown, heads))
    return rows


def _before(values: Floats, lag: int) -> Floats:
    """Give the value of some months ago; before the first month there was the first."""
    return values[np.maximum(np.arange(len(values)) - lag, 0)]
