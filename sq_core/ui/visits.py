"""When this browser was here before, and which edition it saw then: what "since my last visit" means.

The browser keeps one small cookie and the server nothing: which edition was seen at the end of the visit before this one,
and which is seen now, each with its time. A visit ends with a pause; only then does what was seen now become what was seen
before, so that reloading a page does not lose what changed since the last visit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sq_core.ui import state

PAUSE = timedelta(minutes=30)
"""So long without a sign of life, and what comes next is another visit."""
_CLOCKS_APART = timedelta(days=1)
"""A time farther ahead than clocks can differ was not written by this cockpit."""
_KEPT = "shell.visit"
_COOKIE = re.compile(r"(?:(\d{1,9})-(\d{1,11}))?\.(?:(\d{1,9})-(\d{1,11}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Seen:
    """An edition and when it was on this browser's screen."""

    edition: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen at the end of the visit before, and what has been seen in this one."""

    before: Seen | None = None
    here: Seen | None = None


def read_visit(cookie: str, now: datetime) -> Visit:
    """Read a cookie; what this cockpit cannot have written is as good as none."""
    parts = _COOKIE.fullmatch(cookie)
    if parts is None:
        return Visit()
    before, here = _seen(parts[1], parts[2], now), _seen(parts[3], parts[4], now)
    return Visit(before, here)


def written(visit: Visit) -> str:
    """Write a visit as a cookie: editions and seconds, nothing about a person."""
    return ".".join(f"{one.edition}-{int(one.at.timestamp())}" if one else "" for one in (visit.before, visit.here))


def continued(visit: Visit, now: datetime) -> Visit:
    """Go on with a visit; after a pause a new one begins, and what was seen last is what was seen before."""
    if visit.here is not None and now - visit.here.at > PAUSE:
        return Visit(before=visit.here)
    return visit


def last_visit() -> Seen | None:
    """Say what was seen at the end of the visit before this one; None on a first visit."""
    return _current(datetime.now(UTC)).before


def noted(edition: int) -> str:
    """Note that an edition is on the screen; return the cookie that says so."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)  # to the minute, so that few runs change the cookie
    visit = _current(datetime.now(UTC))
    visit = Visit(visit.before, Seen(edition, now))
    state.remember(_KEPT, visit)
    return written(visit)


def _current(now: datetime) -> Visit:
    kept: Visit | None = state.remembered(_KEPT, None)
    visit = continued(read_visit(state.seen_cookie(), now) if kept is None else kept, now)
    state.remember(_KEPT, visit)
    return visit


def _seen(edition: str | None, seconds: str | None, now: datetime) -> Seen | None:
    if edition is None or seconds is None:
        return None
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return Seen(int(edition), at) if at - now < _CLOCKS_APART else None
