"""Draws how the sample programme's customers split 100 points over the five dimensions, asked since January 2026.

Reliability and responsiveness weigh most, on the phone responsiveness even more. Some do not add up to 100 and a few leave
all at zero, as people do. The draw has a seed of its own, so that whatever is drawn here leaves the other sheets as they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from data.sample_survey import MONTHS, PHONE

if TYPE_CHECKING:
    from data.sample_survey import Floats, Survey
    from sq_core.sheets.contract import Cell

POINTS_SEED = 20261033
POINT_ITEMS = ("W1", "W2", "W3", "W4", "W5")
SHARES, PHONE_SHARES = (15.0, 28.0, 26.0, 17.0, 14.0), (11.0, 26.0, 35.0, 15.0, 13.0)
AGREEMENT = 0.45
"""How much customers agree on the split: the larger, the closer they lie."""
STEP = 5
ASKED_FROM = MONTHS.index(date(2026, 1, 1))
SILENT_SHARE, SLIPPED_SHARE, ZERO_SHARE = 0.04, 0.03, 0.006


def point_rows(random: np.random.Generator, survey: Survey) -> list[tuple[Cell, ...]]:
    """Draw five cells for every response; blank where the question was not asked or not answered."""
    rows: list[tuple[Cell, ...]] = []
    for at in range(len(survey.days)):
        if survey.month[at] < ASKED_FROM:
            rows.append((None,) * len(POINT_ITEMS))
            continue
        shares = PHONE_SHARES if survey.channel[at] == PHONE else SHARES
        points = _split(random.dirichlet(np.array(shares) * AGREEMENT))
        luck = random.random()
        if luck < SILENT_SHARE:
            rows.append((None,) * len(POINT_ITEMS))
            continue
        if luck < SILENT_SHARE + SLIPPED_SHARE:
            points[int(random.integers(0, len(points)))] += 2 * STEP
        elif luck < SILENT_SHARE + SLIPPED_SHARE + ZERO_SHARE:
            points = [0] * len(points)
        rows.append(tuple(points))
    return rows


def _split(shares: Floats) -> list[int]:
    """Split 100 in steps of five, by the largest remainders."""
    wanted = shares * (100 / STEP)
    steps = np.floor(wanted).astype(int)
    for at in np.argsort(steps - wanted)[: int(100 / STEP - steps.sum())]:
        steps[at] += 1
    return [int(step) * STEP for step in steps]
