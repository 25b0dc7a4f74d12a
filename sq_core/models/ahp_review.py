"""Which judgement to reconsider when pairwise judgements contradict each other."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sq_core.errors import NotEnoughEvidence
from sq_core.models.ahp_incomplete import Judgement, complete_judgements

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 9.0
"""The end of Saaty's scale."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A judgement that the others contradict: what they imply instead, and the consistency ratio if it followed them.

    ``apart`` is ``ln(ratio / implied)``: 0 where it agrees, positive where it favours ``first`` too much.
    """

    judgement: Judgement
    implied: float
    apart: float
    ratio_after: float


def doubtful_judgements(judgements: Sequence[Judgement], most: int = 3) -> tuple[Doubt, ...]:
    """Order judgements by how far they lie from what all the others imply, the farthest first.

    A judgement is left out and filled in again from the rest, as a missing one would be (Bozoki, Fulop and Ronyai
    2010), kept within 1/9..9. One that alone joins two groups is implied by nothing and never doubtful. Raises what
    ``complete_judgements`` raises.
    """
    found = []
    for at, one in enumerate(judgements):
        implied = _implied(one, [*judgements[:at], *judgements[at + 1 :]])
        if implied is not None:
            mended = [*judgements[:at], replace(one, ratio=implied), *judgements[at + 1 :]]
            found.append((Doubt(one, implied, math.log(one.ratio / implied), 0.0), mended))
    found.sort(key=lambda each: -abs(each[0].apart))
    return tuple(
        replace(doubt, ratio_after=complete_judgements(mended).priorities.consistency_ratio)
        for doubt, mended in found[:most]
    )


def _implied(one: Judgement, others: Sequence[Judgement]) -> float | None:
    try:
        whole = complete_judgements(others)
    except NotEnoughEvidence:
        return None
    weight = dict(zip(whole.items, whole.priorities.weights, strict=True))
    if one.first not in weight or one.second not in weight:
        return None
    return min(max(weight[one.first] / weight[one.second], 1.0 / LARGEST), LARGEST)
