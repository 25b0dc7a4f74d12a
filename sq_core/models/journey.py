"""How a customer journey scores, touchpoint by touchpoint, and where it hurts most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.errors import NotEnoughEvidence
from sq_core.models.checks import MORE_EVIDENCE, between, not_negative, outside, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

SATISFACTION = Text("满意度", "Satisfaction")
IMPORTANCE = Text("重要性", "Importance")
ANSWERS = Text("回答数", "Number of answers")


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint: mean satisfaction on 0 to the scale's top (None: not asked), importance, number of answers."""

    satisfaction: float | None
    importance: float
    n: float = 0.0


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey on the scale of its touchpoints.

    ``weighted`` is by importance, ``by_volume`` by answers (None without any): shown side by side, since a rare
    touchpoint may matter most. ``pain`` is importance times shortfall per touchpoint, None where it was not asked;
    ``worst`` is the position of the largest pain, None where nothing falls short. ``coverage`` is the importance
    that was asked, as a fraction.
    """

    weighted: float
    by_volume: float | None
    pain: tuple[float | None, ...]
    worst: int | None
    coverage: float


def journey_score(touchpoints: Sequence[Touchpoint], top: float = 10.0) -> Journey:
    """Score a journey: ``sum importance * satisfaction / sum importance`` and pain ``importance * (top - score)``.

    Raises ``OutOfRange`` for a score off the scale, a negative importance or count, or importances of nothing but
    zero; ``NotEnoughEvidence`` where no touchpoint was asked.
    """
    if not touchpoints:
        raise too_few(Text("触点", "Touchpoints"), 0, 1)
    weights = [not_negative(each.importance, IMPORTANCE) for each in touchpoints]
    volumes = [not_negative(each.n, ANSWERS) for each in touchpoints]
    scores = [
        None if each.satisfaction is None else between(each.satisfaction, 0.0, top, SATISFACTION)
        for each in touchpoints
    ]
    if sum(weights) <= 0:
        raise outside(Text("重要性之和应大于 0。", "The importances should add up to more than 0."))
    asked = [(weight, n, score) for weight, n, score in zip(weights, volumes, scores, strict=True) if score is not None]
    heavy, many = sum(weight for weight, _, _ in asked), sum(n for _, n, _ in asked)
    if heavy <= 0:
        raise NotEnoughEvidence(
            Text("没有已评分的触点。", "No touchpoint that matters has been scored."), MORE_EVIDENCE
        )
    pain = tuple(
        None if score is None else weight * (top - score) for weight, score in zip(weights, scores, strict=True)
    )
    hurts = [(each, at) for at, each in enumerate(pain) if each is not None and each > 0]
    return Journey(
        sum(weight * score for weight, _, score in asked) / heavy,
        sum(n * score for _, n, score in asked) / many if many > 0 else None,
        pain,
        max(hurts, key=lambda each: (each[0], -each[1]))[1] if hurts else None,
        heavy / sum(weights),
    )
