"""Draws the sample programme's survey: 24 months of responses that tell one story.

The satisfaction index follows its plan month by month (its level is solved for, so that chance does not blur the story) until
the south-west (西南) gets worse in July 2026. Responsiveness is the widest gap, and the phone, overloaded, makes it wider.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from sq_core.sheets.contract import Cell

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

MONTHS = tuple(date(2024 + (10 + at) // 12, (10 + at) % 12 + 1, 1) for at in range(24))
BASELINE_MONTH, LAST_MONTH = 1, 23
REGIONS, REGION_SHARES = ("华东", "华北", "华南", "西南"), (0.34, 0.25, 0.24, 0.17)
CHANNELS, CHANNEL_SHARES = ("移动应用", "电话", "门店", "在线客服"), (0.33, 0.29, 0.22, 0.16)
SEGMENTS, SEGMENT_SHARES = ("个人", "小微企业", "大客户"), (0.62, 0.27, 0.11)
SOUTHWEST, PHONE = 3, 1
TROUBLE_FROM = MONTHS.index(date(2026, 7, 1))
SEASON = {1: -0.2, 2: -0.6, 6: 0.2, 9: 0.2, 11: -0.5, 12: -0.1}
"""Points of the satisfaction index around its trend: low at the Spring Festival and in the November peak."""
MISSING_SHARE = 0.015


@dataclass(frozen=True, slots=True)
class Dimension:
    """A SERVQUAL dimension: its items, the expectation, perception at both ends, and what the troubles cost it."""

    items: int
    expected: float
    first: float
    last: float
    phone: float
    southwest: float


DIMENSIONS = (
    Dimension(items=4, expected=5.75, first=5.45, last=5.65, phone=-0.05, southwest=-0.05),
    Dimension(items=5, expected=6.30, first=5.12, last=5.46, phone=-0.10, southwest=-0.35),
    Dimension(items=4, expected=6.20, first=4.68, last=5.08, phone=-0.55, southwest=-0.60),
    Dimension(items=4, expected=6.15, first=5.38, last=5.62, phone=-0.10, southwest=-0.15),
    Dimension(items=5, expected=5.80, first=5.02, last=5.28, phone=-0.20, southwest=-0.20),
)
SINGLE_ITEMS = ("OVERALL", "CONFIRM", "IDEAL", "NPS", "CES", "LOYALTY")
PAIRS = tuple(str(at + 1) for at in range(sum(dimension.items for dimension in DIMENSIONS)))


@dataclass(frozen=True, slots=True)
class Survey:
    """All responses: who answered when, and scores by item; a missing answer is NaN."""

    days: tuple[date, ...]
    month: Codes
    region: Codes
    channel: Codes
    segment: Codes
    expected: Floats
    perceived: Floats
    single: Floats


def rounded(latent: Floats, low: int, high: int) -> Floats:
    """Turn a feeling into a tick on a scale."""
    return np.clip(np.rint(latent), low, high)


def draw_survey(random: np.random.Generator) -> Survey:
    """Draw the responses, month by month, in the order of their dates."""
    counts = random.integers(258, 316, len(MONTHS))
    month = np.repeat(np.arange(len(MONTHS)), counts)
    days: list[date] = []
    for at, count in enumerate(counts):
        length = (MONTHS[at].replace(day=28) + timedelta(days=4)).replace(day=1) - MONTHS[at]
        days += [MONTHS[at] + timedelta(days=int(day)) for day in np.sort(random.integers(0, length.days, count))]
    region, channel, segment = (
        random.choice(len(shares), month.size, p=shares) for shares in (REGION_SHARES, CHANNEL_SHARES, SEGMENT_SHARES)
    )
    mood = random.normal(0, 1, month.size)
    mood -= (np.bincount(month, mood) / counts)[month]
    troubled = (region == SOUTHWEST) & (month >= TROUBLE_FROM)
    phoned = channel == PHONE
    expected, perceived = _pairs(random, month, mood, phoned, troubled)
    single = _singles(random, month, mood, phoned, troubled)
    for scores in (expected, perceived, single):
        scores[random.random(scores.shape) < MISSING_SHARE] = np.nan
    return Survey(tuple(days), month, region, channel, segment, expected, perceived, single)


def _pairs(
    random: np.random.Generator, month: Codes, mood: Floats, phoned: Flags, troubled: Flags
) -> tuple[Floats, Floats]:
    expected, perceived = [], []
    demanding = random.normal(0, 0.35, month.size)
    way = month / LAST_MONTH
    for dimension in DIMENSIONS:
        level = dimension.first + (dimension.last - dimension.first) * way
        level = level + dimension.phone * phoned * (0.5 + 0.5 * way) + dimension.southwest * troubled + 0.62 * mood
        for offset in np.linspace(-0.15, 0.15, dimension.items):
            expected.append(
                rounded(dimension.expected + offset / 2 + demanding + random.normal(0, 0.7, month.size), 1, 7)
            )
            perceived.append(rounded(level + offset + random.normal(0, 0.85, month.size), 1, 7))
    return np.column_stack(expected), np.column_stack(perceived)


def _singles(
    random: np.random.Generator,
    month: Codes,
    mood: Floats,
    phoned: Flags,
    troubled: npt.NDArray[np.bool_],
) -> Floats:
    way = month / LAST_MONTH
    felt = 1.25 * mood - 0.25 * phoned
    noise = random.normal(0, 0.8, (month.size, 3)) - np.array([0.0, 0.25, 0.45])
    level = np.zeros(month.size)
    for at, first in enumerate(MONTHS):
        wanted = 72.25 + 8.0 * (at - BASELINE_MONTH) / 24 + SEASON.get(first.month, 0.0)
        here = month == at
        level[here] = _level(felt[here, None] + noise[here], wanted)
    feeling = level + felt - 0.30 * troubled
    satisfied = rounded(feeling[:, None] + noise, 1, 10)
    recommend = rounded(7.65 + 0.75 * (feeling - 7.6) + random.normal(0, 1.1, month.size), 0, 10)
    effort = rounded(
        3.35 - 0.40 * way - 0.55 * mood + 0.8 * phoned + 0.4 * troubled + random.normal(0, 0.9, month.size), 1, 7
    )
    loyal = rounded(4.75 + 0.30 * way + 0.80 * mood - 0.35 * troubled + random.normal(0, 0.8, month.size), 1, 7)
    return np.column_stack([satisfied, recommend, effort, loyal])


def _level(spread: Floats, wanted: float) -> float:
    """Find the level at which ticks spread like this give the wanted index."""
    low, high = 1.0, 14.0
    for _ in range(40):
        middle = (low + high) / 2
        index = 100 * (rounded(middle + spread, 1, 10).mean() - 1) / 9
        low, high = (middle, high) if index < wanted else (low, middle)
    return (low + high) / 2


def response_rows(survey: Survey) -> tuple[tuple[Cell, ...], ...]:
    """Lay the responses out as a sheet: who and when, then the pairs 1-1, 1-2 …, then the single items."""
    paired = np.stack([survey.expected, survey.perceived], axis=2).reshape(len(survey.days), -1)
    scores = np.hstack([paired, survey.single])
    rows: list[tuple[Cell, ...]] = []
    for at, day in enumerate(survey.days):
        names = REGIONS[survey.region[at]], CHANNELS[survey.channel[at]], SEGMENTS[survey.segment[at]]
        ticks = (None if np.isnan(score) else int(score) for score in scores[at])
        rows.append((f"R{at + 1:05d}", day.isoformat(), *names, None, *ticks))  # nobody is weighted
    return tuple(rows)
