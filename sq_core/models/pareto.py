"""The vital few: which causes or complaints make up most of the trouble."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.errors import NotEnoughEvidence
from sq_core.models.checks import MORE_EVIDENCE, between, not_negative
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

AMOUNT = Text("数量", "Amount")


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One category: its amount, and the fraction of all that it and the larger ones make up."""

    name: str
    amount: float
    cumulated: float
    vital: bool


@dataclass(frozen=True, slots=True)
class Pareto:
    """Categories from the largest down; ``vital`` marks the smallest set that reaches the threshold."""

    bars: tuple[ParetoBar, ...]
    total: float
    threshold: float

    @property
    def vital_few(self) -> tuple[str, ...]:
        """The names of the smallest set that reaches the threshold."""
        return tuple(bar.name for bar in self.bars if bar.vital)


def rank_pareto(amounts: Mapping[str, float], threshold: float = 0.8) -> Pareto:
    """Rank categories by amount (counts or cost) and mark the vital few (Juran 1951).

    A bar belongs to them while the share *before* it is below the threshold (a fraction): three bars that land on
    80 % exactly stay three whatever floating point says. Equal amounts keep the order given. Raises ``OutOfRange``
    for a negative amount and ``NotEnoughEvidence`` where everything is zero.
    """
    limit = between(threshold, 0.0, 1.0, Text("阈值", "Threshold"), ends=True)
    ranked = sorted(((name, not_negative(amount, AMOUNT)) for name, amount in amounts.items()), key=lambda bar: -bar[1])
    total = math.fsum(amount for _, amount in ranked)
    if total <= 0:
        raise NotEnoughEvidence(
            Text("没有可排序的数量。", "There is nothing to rank: every amount is zero."), MORE_EVIDENCE
        )
    bars: list[ParetoBar] = []
    before = 0.0
    for at, (name, amount) in enumerate(ranked):
        upto = math.fsum(each for _, each in ranked[: at + 1])
        vital = before < limit * total - 1e-9 * total and amount > 0
        bars.append(ParetoBar(name, amount, upto / total, vital))
        before = upto
    return Pareto(tuple(bars), total, limit)
