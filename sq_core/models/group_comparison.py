"""Whether segments really differ: analysis of variance, and Welch's form that lets spreads differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.checks import outside, too_few, vector
from sq_core.models.distributions import f_above
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.checks import Numbers, Vector

GROUPS = Text("分组", "Groups")


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """A test that all group means are equal; ``explained`` is eta squared, the share of variance between groups."""

    f: float
    p_value: float
    between_freedom: float
    within_freedom: float
    explained: float


def _groups(groups: Sequence[Numbers]) -> list[Vector]:
    if len(groups) < 2:
        raise too_few(GROUPS, len(groups), 2)
    return [vector(group, GROUPS, least=2) for group in groups]


def _squares(groups: list[Vector]) -> tuple[float, float]:
    middle = float(np.concatenate(groups).mean())
    between = sum(len(group) * (float(group.mean()) - middle) ** 2 for group in groups)
    return between, sum(float(((group - group.mean()) ** 2).sum()) for group in groups)


def anova(groups: Sequence[Numbers]) -> GroupComparison:
    """Compare group means assuming equal spreads (Fisher 1925), two values a group at least."""
    taken = _groups(groups)
    between, within = _squares(taken)
    if within <= 0:
        raise outside(
            Text(
                "各组内部没有差异，无法检验。", "Nothing varies within the groups, so there is nothing to test against."
            )
        )
    above, below = len(taken) - 1.0, float(sum(len(group) for group in taken) - len(taken))
    f = between / above / (within / below)
    return GroupComparison(f, f_above(f, above, below), above, below, between / (between + within))


def welch(groups: Sequence[Numbers]) -> GroupComparison:
    """Compare group means without assuming equal spreads (Welch 1951), two values a group at least.

    Raises ``OutOfRange`` where some group does not vary at all.
    """
    taken = _groups(groups)
    between, within = _squares(taken)
    variances = [float(group.var(ddof=1)) for group in taken]
    if min(variances) <= 0:
        raise outside(Text("有一组内部没有差异，无法检验。", "A group does not vary at all, so it cannot be weighed."))
    weights = [len(group) / variance for group, variance in zip(taken, variances, strict=True)]
    total = sum(weights)
    middle = sum(weight * float(group.mean()) for weight, group in zip(weights, taken, strict=True)) / total
    count = len(taken)
    loss = sum((1.0 - weight / total) ** 2 / (len(group) - 1.0) for weight, group in zip(weights, taken, strict=True))
    above = sum(weight * (float(group.mean()) - middle) ** 2 for weight, group in zip(weights, taken, strict=True)) / (
        count - 1.0
    )
    f = above / (1.0 + 2.0 * (count - 2.0) / (count**2 - 1.0) * loss)
    freedom = (count**2 - 1.0) / (3.0 * loss)
    return GroupComparison(f, f_above(f, count - 1.0, freedom), count - 1.0, freedom, between / (between + within))
