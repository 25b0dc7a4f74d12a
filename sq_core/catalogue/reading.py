"""A reading: the only form in which a number reaches a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sq_core.errors import SqError
    from sq_core.words import Text

Better = Literal["up", "down", "near"]
Status = Literal["good", "watch", "bad", "none", "stale", "thin", "open", "empty", "apart", "broken"]
"""good ● · watch ▲ · bad ■ · none: no target · stale: too old to judge · thin: too few answers · open: the period is not
complete · empty: nothing loaded to compute it from · apart: different things, seen one by one ·
broken: no value, with the reason. Only the first three judge; the others say why nobody may judge yet."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a reading has no value: a sentence and a remedy, in both languages."""

    message: Text
    remedy: Text

    @classmethod
    def of(cls, error: SqError) -> Broken:
        """Turn a refusal into the value of a reading."""
        return cls(error.message, error.remedy)


@dataclass(frozen=True, slots=True)
class Point:
    """A value of one period with what it rests on; ``complete`` is false while the period still runs."""

    period: date
    value: float | None
    n: float | None = None
    low: float | None = None
    high: float | None = None
    plan: float | None = None
    """The value the plan foresees for this period: the straight way from baseline to target."""
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric's value at a period, with everything a person needs to trust, judge and trace it.

    ``value``, ``low``, ``high``, ``target``, ``plan`` are in the unit's base (rates are fractions); ``previous`` and
    ``previous_year`` are the same metric over the aligned complete period before and a year before, or None.
    """

    metric: str
    title: Text
    means: Text
    unit: str
    better: Better
    value: float | None
    broken: Broken | None = None
    n: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    target_date: date | None = None
    plan: float | None = None
    baseline: float | None = None
    status: Status = "none"
    period: date | None = None
    complete: bool = True
    previous: float | None = None
    previous_year: float | None = None
    trend: tuple[Point, ...] = ()
    dimensions: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    owner: str = ""
    rolled_up: bool = True
    """False where an uploaded value has no denominator and is shown, never rolled up."""
    rests_on: tuple[Reading, ...] = ()
    """The readings a model made it from, beside the rows of its own sheets."""
