"""Where a value stands among benchmarks: percentiles by Excel's PERCENTILE.INC, which is also DuckDB's quantile_cont."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import between, number, vector
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers

BENCHMARKS = Text("标杆值", "Benchmarks")


def percentile_inc(values: Numbers, share: float) -> float:
    """Give the value below which a share (fraction 0..1) of the benchmarks lies, interpolated linearly.

    Equals PERCENTILE.INC and ``quantile_cont`` on DOUBLE (on DECIMAL DuckDB cuts it to the column's scale; Hyndman
    and Fan 1996, type 7). One value is every percentile of itself.
    """
    column = vector(values, BENCHMARKS)
    return float(np.quantile(column, between(share, 0.0, 1.0, Text("分位", "Percentile")), method="linear"))


def percentile_rank(values: Numbers, value: float) -> float:
    """Tell the share of benchmarks below a value, halves of ties counted, as a fraction."""
    column, mine = vector(values, BENCHMARKS), number(value, Text("数值", "Value"))
    return float(((column < mine).sum() + 0.5 * (column == mine).sum()) / len(column))
