"""Whether a target will be hit: a straight line through the months, carried to the day it is due."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.models.checks import not_negative, number
from sq_core.models.distributions import t_quantile, t_two_sided
from sq_core.models.regression import line_forecast
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers
    from sq_core.models.intervals import Interval

TARGET = Text("目标值", "Target")
_LIKELY, _WIDE = 0.80, 0.95


@dataclass(frozen=True, slots=True)
class TargetForecast:
    """A forecast held against its target, in the unit of the values.

    ``likely`` and ``wide`` are the 80 % and 95 % prediction intervals of one new value; ``chance`` is the share of the
    forecast distribution on the better side of the target, a fraction; ``n`` counts the values the line rests on.
    """

    value: float
    likely: Interval
    wide: Interval
    chance: float
    n: int


def forecast_target(
    x: Numbers,
    y: Numbers,
    at: float,
    target: float,
    better: Literal["up", "down", "near"] = "up",
    tolerance: float = 0.0,
) -> TargetForecast:
    """Carry the line through (x, y) to ``at`` and give the chance of the target there.

    The forecast error is Student's t with n - 2 degrees of freedom around the line (Draper and Smith 1998), so the
    chance is its share above the target (up), below it (down) or within ``tolerance`` of it (near). Values that lie on
    a line exactly leave no doubt: the chance is 0 or 1. Raises ``NotEnoughEvidence`` below three points.
    """
    wanted, reach = number(target, TARGET), not_negative(tolerance, Text("容差", "Tolerance"))
    likely, wide = line_forecast(x, y, at, _LIKELY), line_forecast(x, y, at, _WIDE)
    n = len(tuple(x))
    # The half width is t times the error, and t is known: no second way to the same error.
    error = wide.prediction.half_width / t_quantile(0.5 + _WIDE / 2.0, n - 2)

    def below(value: float) -> float:
        gap = value - wide.value
        if error <= 1e-12 * max(1.0, abs(wide.value)):
            return 1.0 if gap >= 0 else 0.0
        tail = t_two_sided(gap / error, n - 2) / 2.0
        return 1.0 - tail if gap > 0 else tail

    if better == "near":
        chance = below(wanted + reach) - below(math.nextafter(wanted - reach, -math.inf))
    else:
        chance = below(wanted) if better == "down" else 1.0 - below(math.nextafter(wanted, -math.inf))
    return TargetForecast(wide.value, likely.prediction, wide.prediction, min(max(chance, 0.0), 1.0), n)
