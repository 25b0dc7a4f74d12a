"""Draws the sample programme's service events and complaints: two years of tickets that tell the story of the survey.

Handling gets quicker year by year, on the phone, overloaded, it does not, and in the south-west (西南) it gets much slower in
July 2026. Who waits long complains; disputes about charges are few and dear. The draw has a seed of its own, so that
whatever is drawn here leaves the other sheets as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from data.sample_survey import (
    CHANNEL_SHARES,
    CHANNELS,
    LAST_MONTH,
    MONTHS,
    PHONE,
    REGION_SHARES,
    REGIONS,
    SOUTHWEST,
    TROUBLE_FROM,
)
from data.sample_texts import COMPLAINTS
from sq_core.sheets.contract import contracts

if TYPE_CHECKING:
    import numpy.typing as npt

    from sq_core.sheets.contract import Cell

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int64]

EVENT_SEED = 20261032
EVENTS_A_MONTH = (315, 360)
SEVERITIES, SEVERITY_SHARES, SLA_HOURS = ("高", "中", "低"), (0.15, 0.55, 0.30), (24.0, 48.0, 96.0)
CANCELLED_SHARE, STRAY_SHARE = 0.012, 0.012
"""Cancelled on the way; and put aside for weeks before somebody took it up again."""
STANDS_AT = datetime(2026, 10, 31, 23, 59)  # noqa: DTZ001 - times of the programme bear no zone


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of event: its share, the hours it takes in the middle, what it costs, how often one contact is enough."""

    name: str
    share: float
    hours: float
    cost: float
    at_once: float


KINDS = (
    Kind("账单咨询", 0.24, 5.0, 22, 0.90),
    Kind("业务办理", 0.22, 9.0, 35, 0.84),
    Kind("故障报修", 0.19, 16.0, 96, 0.55),
    Kind("网络质量", 0.12, 20.0, 120, 0.50),
    Kind("安装预约", 0.10, 24.0, 140, 0.62),
    Kind("退费申请", 0.08, 28.0, 60, 0.58),
    Kind("信息更正", 0.05, 6.0, 25, 0.88),
)


@dataclass(frozen=True, slots=True)
class Events:
    """All events, in the order of their opening."""

    opened: tuple[datetime, ...]
    month: Codes
    region: Codes
    channel: Codes
    kind: Codes
    severity: Codes
    hours: Floats
    cost: Floats
    at_once: npt.NDArray[np.bool_]
    reopened: Codes
    cancelled: npt.NDArray[np.bool_]

    def code(self, at: int) -> str:
        """Name an event."""
        return f"E{at + 1:06d}"

    def closed(self, at: int) -> datetime | None:
        """Say when an event was closed; None while it is open at the day the sample stands at."""
        if self.cancelled[at]:
            return None
        moment = self.opened[at] + timedelta(minutes=round(60 * float(self.hours[at])))
        return moment if moment <= STANDS_AT else None


def _moments(random: np.random.Generator, counts: Codes) -> tuple[datetime, ...]:
    """Draw the moments of opening: any day, most in working hours."""
    moments: list[datetime] = []
    for first, count in zip(MONTHS, counts, strict=True):
        days = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days
        minutes = np.clip(random.normal(13.5 * 60, 200, count), 0, 1439).astype(np.int64)
        at = np.sort(random.integers(0, days, count) * 1440 + minutes)
        start = datetime(first.year, first.month, 1)  # noqa: DTZ001
        moments += [start + timedelta(minutes=int(minute)) for minute in at]
    return tuple(moments)


def draw_events(random: np.random.Generator) -> Events:
    """Draw the events, month by month."""
    counts = random.integers(*EVENTS_A_MONTH, len(MONTHS))
    opened = _moments(random, counts)
    month = np.repeat(np.arange(len(MONTHS)), counts)
    region, channel, kind, severity = (
        random.choice(len(shares), month.size, p=shares)
        for shares in (REGION_SHARES, CHANNEL_SHARES, [one.share for one in KINDS], SEVERITY_SHARES)
    )
    way, phoned = month / LAST_MONTH, channel == PHONE
    troubled = (region == SOUTHWEST) & (month >= TROUBLE_FROM)
    middle = np.array([one.hours for one in KINDS])[kind] * np.array((0.55, 1.0, 1.35))[severity]
    middle = middle * np.where(phoned, 1.25 + 0.35 * way, 1.15 - 0.35 * way) * np.where(troubled, 2.1, 1.0)
    hours = middle * np.exp(random.normal(0, 0.85, month.size))
    stray = random.random(month.size) < STRAY_SHARE
    hours += np.where(stray, 240 + random.exponential(700, month.size), 0.0)
    enough = np.array([one.at_once for one in KINDS])[kind] + 0.08 * (way - 0.5) - 0.06 * phoned - 0.16 * troubled
    again = random.random(month.size) < 0.035 + 0.03 * phoned + 0.05 * troubled
    return Events(
        opened,
        month,
        region,
        channel,
        kind,
        severity,
        hours,
        cost=np.rint(np.array([one.cost for one in KINDS])[kind] * np.exp(random.normal(0, 0.35, month.size))),
        at_once=random.random(month.size) < enough,
        reopened=np.where(again, 1 + (random.random(month.size) < 0.18), 0),
        cancelled=random.random(month.size) < CANCELLED_SHARE,
    )


def _row(sheet: str, cells: dict[str, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column.name) for column in contracts()[sheet].columns)


def event_rows(events: Events) -> tuple[tuple[Cell, ...], ...]:
    """Write the events as rows of their sheet."""
    return tuple(_event_row(events, at) for at in range(len(events.opened)))


def _event_row(events: Events, at: int) -> tuple[Cell, ...]:
    closed = events.closed(at)
    severity = int(events.severity[at])
    handling = "cancelled" if events.cancelled[at] else "closed" if closed else "working"
    return _row(
        "service_events",
        {
            "event": events.code(at),
            "opened": events.opened[at].isoformat(),
            "closed": closed.isoformat() if closed else None,
            "sla_hours": SLA_HOURS[severity],
            "reopened": int(events.reopened[at]) if closed else None,
            "first_contact": bool(events.at_once[at]) if closed else None,
            "channel": CHANNELS[int(events.channel[at])],
            "type": KINDS[int(events.kind[at])].name,
            "region": REGIONS[int(events.region[at])],
            "severity": SEVERITIES[severity],
            "cost": float(events.cost[at]),
            "handling": handling,
        },
    )


def complaint_rows(random: np.random.Generator, events: Events) -> tuple[tuple[Cell, ...], ...]:
    """Draw who complains, about what, in which words; the longer one waits the likelier."""
    chance = (
        0.048
        + 0.105 * np.clip(events.hours / 96, 0, 1)
        + 0.035 * (events.channel == PHONE)
        + 0.05 * (events.reopened > 0)
    )
    chance += 0.06 * ((events.region == SOUTHWEST) & (events.month >= TROUBLE_FROM))
    said = np.flatnonzero((random.random(len(events.opened)) < chance) & ~events.cancelled)
    found = sorted((events.opened[at] + timedelta(days=float(random.gamma(1.6, 2.0))), int(at)) for at in said.tolist())
    dated = [(moment, at) for moment, at in found if moment <= STANDS_AT]
    return tuple(_complaint_row(random, events, number, moment, at) for number, (moment, at) in enumerate(dated))


def _complaint_row(
    random: np.random.Generator, events: Events, number: int, moment: datetime, at: int
) -> tuple[Cell, ...]:
    slow = events.hours[at] > SLA_HOURS[int(events.severity[at])]
    weights = np.array([one.share * (one.when_slow if slow else 1.0) for one in COMPLAINTS])
    weights = weights * np.array([one.on_phone if events.channel[at] == PHONE else 1.0 for one in COMPLAINTS])
    theme = COMPLAINTS[int(random.choice(len(COMPLAINTS), p=weights / weights.sum()))]
    lang = "en" if random.random() < 0.18 else "zh"
    text = theme.say(lang, *(int(one) for one in random.integers(0, 1000, 3)))
    resolved = moment.date() + timedelta(days=1 + int(random.gamma(2.0, 2.2)))
    known = resolved <= STANDS_AT.date()
    severity = int(random.choice(3, p=(0.3, 0.5, 0.2) if slow else (0.12, 0.53, 0.35)))
    return _row(
        "complaints",
        {
            "complaint": f"C{number + 1:05d}",
            "date": moment.date().isoformat(),
            "resolved": resolved.isoformat() if known else None,
            "channel": CHANNELS[int(events.channel[at])],
            "region": REGIONS[int(events.region[at])],
            "product": KINDS[int(events.kind[at])].name,
            "type": theme.name,
            "severity": SEVERITIES[severity],
            "cost": float(np.rint(theme.cost * np.exp(random.normal(0, 0.5)))),
            "text": text,
            "language": lang,
            "event": events.code(at),
            "repeat_of": f"C{number - int(random.integers(1, 40)):05d}"
            if number > 60 and random.random() < 0.05
            else None,
        },
    )
