"""How far a push travels along the service-profit chain: elasticities, link by link."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import level, not_negative, number, outside, same_length, too_few, vector
from sq_core.models.distributions import two_sided_z
from sq_core.models.intervals import Interval
from sq_core.models.regression import least_squares
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.checks import Numbers

ELASTICITY = Text("弹性", "Elasticity")


@dataclass(frozen=True, slots=True)
class Elasticity:
    """By what per cent the outcome moves when the driver moves one per cent, with its standard error."""

    value: float
    standard_error: float
    n: int = 0


def estimate_elasticity(driver: Numbers, outcome: Numbers) -> Elasticity:
    """Give the slope of log outcome on log driver (Heskett et al. 1994 for the chain it serves).

    Raises ``OutOfRange`` for values that are not positive and ``NotEnoughEvidence`` below three pairs.
    """
    cause, effect = vector(driver, Text("驱动因素", "The driver")), vector(outcome, Text("结果变量", "The outcome"))
    same_length(cause, effect, Text("驱动因素与结果", "Driver and outcome"))
    if (cause <= 0).any() or (effect <= 0).any():
        raise outside(Text("弹性只能用大于 0 的数值计算。", "An elasticity needs values above 0."))
    line = least_squares(np.log(cause).reshape(-1, 1), np.log(effect))
    return Elasticity(line.slopes[0].value, line.slopes[0].standard_error, line.n)


@dataclass(frozen=True, slots=True)
class ChainEffect:
    """What a relative change at the start of the chain does at its end, as fractions, with its interval."""

    change: float
    elasticity: float
    standard_error: float
    interval: Interval


def chain_effect(links: Sequence[Elasticity], change: float, confidence: float = 0.95) -> ChainEffect:
    """Multiply elasticities along a chain: ``e1 e2 e3 change``; standard errors travel by the delta method.

    The links are taken as estimated independently. Raises ``NotEnoughEvidence`` for an empty chain.
    """
    if not links:
        raise too_few(Text("环节", "Links"), 0, 1)
    values = [number(link.value, ELASTICITY) for link in links]
    errors = [not_negative(link.standard_error, ELASTICITY) for link in links]
    whole = math.prod(values)
    variance = sum((math.prod(values[:at] + values[at + 1 :]) * error) ** 2 for at, error in enumerate(errors))
    push = number(change, Text("变化", "Change"))
    error = math.sqrt(variance) * abs(push)
    reach = two_sided_z(level(confidence)) * error
    return ChainEffect(whole * push, whole, math.sqrt(variance), Interval(whole * push - reach, whole * push + reach))
