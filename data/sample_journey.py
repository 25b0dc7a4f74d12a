"""Draws the sample programme's touchpoint scores: two years of a customer's journey that tell the story of the survey.

Most touchpoints get a little better. The phone hotline, overloaded, does not, and falls further when the south-west (西南)
gets worse in July 2026; so does repair at home. Installation is what customers like best. Complaint handling has few answers,
the website is scored on a scale of five, and one month of the last step was not delivered. The draw has a seed of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.sample_survey import LAST_MONTH, MONTHS, TROUBLE_FROM
from sq_core.sheets.contract import contracts

if TYPE_CHECKING:
    import numpy as np

    from sq_core.sheets.contract import Cell

JOURNEY_SEED = 20261033
NOT_COUNTED = ("T06", "2025-08-01")
"""The touchpoint and month whose completions were lost when systems were switched."""


@dataclass(frozen=True, slots=True)
class Point:
    """A touchpoint: answers a month, satisfaction on 0 to 10 at both ends, what July 2026 takes, spread, effort, contacts."""

    code: str
    answers: int
    first: float
    last: float
    trouble: float
    spread: float
    effort: tuple[float, float]
    contacts: int
    five: bool = False
    """Whether it is scored on 1 to 5."""


POINTS = (
    Point("T01", 210, 7.2, 7.6, 0.0, 1.7, (2.6, 2.4), 86000, five=True),
    Point("T02", 64, 7.6, 7.9, 0.0, 1.6, (2.8, 2.7), 9200),
    Point("T03", 180, 7.1, 7.9, 0.0, 1.8, (3.1, 2.5), 7400),
    Point("T04", 150, 6.6, 7.2, 0.0, 2.0, (3.7, 3.3), 6100),
    Point("T05", 130, 8.1, 8.7, -0.1, 1.4, (2.4, 2.2), 5300),
    Point("T06", 90, 6.9, 7.3, 0.0, 1.9, (3.2, 3.0), 4700),
    Point("T07", 160, 6.5, 7.0, 0.0, 2.1, (3.5, 3.3), 118000),
    Point("T08", 140, 6.8, 7.5, 0.0, 1.9, (3.0, 2.6), 41000),
    Point("T09", 190, 6.2, 6.1, -0.8, 2.4, (4.4, 4.5), 26500),
    Point("T10", 110, 7.4, 7.8, -0.9, 2.2, (3.3, 3.2), 5600),
    Point("T11", 8, 6.0, 6.3, -0.3, 2.3, (4.6, 4.5), 520),
    Point("T12", 75, 7.0, 7.2, -0.2, 1.9, (3.1, 3.0), 3900),
)
FUNNEL = (("T03", 1.0, 0.83), ("T04", 0.985, 0.86), ("T05", 0.97, 0.965), ("T06", 0.93, 0.71))
"""The steps from an order to the first use: the share of those done before who begin, and the share who finish."""


def score_rows(random: np.random.Generator) -> tuple[tuple[Cell, ...], ...]:
    """Draw one row a touchpoint and month, in the order of the contract's columns."""
    columns = [column.name for column in contracts()["touch_scores"].columns]
    rows: list[tuple[Cell, ...]] = []
    for at, month in enumerate(MONTHS):
        funnel = _funnel(random, at)
        for point in POINTS:
            cells = _scored(random, point, at) | {"touchpoint": point.code, "period": month.isoformat()}
            cells["entered"], cells["completed"] = funnel.get(point.code, (None, None))
            if (point.code, month.isoformat()) == NOT_COUNTED:
                cells["completed"] = None
            rows.append(tuple(cells.get(name) for name in columns))
    return tuple(rows)


def _scored(random: np.random.Generator, point: Point, at: int) -> dict[str, Cell]:
    n = max(3, int(point.answers * random.uniform(0.88, 1.12)))
    level = point.first + (point.last - point.first) * at / LAST_MONTH + (point.trouble if at >= TROUBLE_FROM else 0.0)
    mean = float(random.normal(level, point.spread / n**0.5))
    spread = point.spread * random.uniform(0.93, 1.07)
    effort = point.effort[0] + (point.effort[1] - point.effort[0]) * at / LAST_MONTH
    effort -= 0.4 * point.trouble if at >= TROUBLE_FROM else 0.0
    promoters = int(random.binomial(n, min(max(0.36 + 0.16 * (level - 7), 0.03), 0.9)))
    detractors = int(random.binomial(n - promoters, min(max(0.40 - 0.18 * (level - 7), 0.03), 0.9)))
    low, high = (1, 5) if point.five else (0, 10)
    step = (high - low) / 10
    return {
        "n": n,
        "satisfaction": round(low + mean * step, 2),
        "scale_low": low,
        "scale_high": high,
        "sd": round(spread * step, 2),
        "effort": round(float(random.normal(effort, 1.2 / n**0.5)), 2),
        "promoters": promoters,
        "detractors": detractors,
        "volume": int(point.contacts * random.uniform(0.95, 1.05)),
    }


def _funnel(random: np.random.Generator, at: int) -> dict[str, tuple[int, int]]:
    """Draw who begins and who finishes each step; a little more finish as time goes on."""
    done = int(6200 * random.uniform(0.96, 1.04) * (1 + 0.004 * at))
    found = {}
    for code, begins, finishes in FUNNEL:
        entered = done if code == FUNNEL[0][0] else int(random.binomial(done, begins))
        done = int(random.binomial(entered, min(finishes + 0.002 * at, 0.99)))
        found[code] = (entered, done)
    return found
