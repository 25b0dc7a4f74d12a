"""Draws the sample programme's list of customers: most stay; those without a term leave first, and more in the south-west.

The draw has a seed of its own, so that the rest of the sample stays as it is. What has not been written down (the fee of a few
customers, the region of one in a hundred) stays blank.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.sample_survey import REGION_SHARES, REGIONS, SEGMENT_SHARES, SEGMENTS, SOUTHWEST

if TYPE_CHECKING:
    import numpy as np

    from sq_core.sheets.contract import Cell

CUSTOMER_SEED = 20261041
CUSTOMERS = 640
AS_OF = date(2026, 10, 31)
PLANS = (("按月", 0.42, 0.22), ("一年", 0.33, 0.08), ("两年", 0.25, 0.03))
"""Contract, share of customers, chance that a customer of it has left."""
PRODUCTS = (("宽带", 119.0), ("专线", 980.0), ("移动", 69.0))
LARGE = SEGMENTS[-1]
MONTH_DAYS = 30.44


def customer_rows(random: np.random.Generator) -> tuple[tuple[Cell, ...], ...]:
    """Draw one row a customer, in the order of the contract's columns."""
    rows: list[tuple[Cell, ...]] = []
    for number in range(CUSTOMERS):
        region = int(random.choice(len(REGIONS), p=REGION_SHARES))
        segment = str(random.choice(SEGMENTS, p=SEGMENT_SHARES))
        plan, _, leaving = PLANS[int(random.choice(len(PLANS), p=[share for _, share, _ in PLANS]))]
        product, fee = PRODUCTS[1 if segment == LARGE else int(random.choice((0, 2)))]
        start = AS_OF - timedelta(days=int(random.uniform(20, 1500)))
        chance = leaving * (1.8 if region == SOUTHWEST else 1.0)
        gone = bool(random.random() < chance)
        end = AS_OF - timedelta(days=int(random.uniform(1, min(500, (AS_OF - start).days)))) if gone else AS_OF
        months = round((end - start).days / MONTH_DAYS, 1)
        monthly = None if random.random() < 0.02 else round(fee * float(random.uniform(0.8, 1.4)), 1)
        rows.append(
            (
                f"K{number + 1:05d}",
                segment,
                None if random.random() < 0.01 else REGIONS[region],
                product,
                plan,
                start.isoformat(),
                months,
                monthly,
                None if monthly is None else round(monthly * months, 2),
                gone,
                end.isoformat() if gone else None,
            )
        )
    return tuple(rows)
