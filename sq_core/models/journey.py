"""How a customer journey scores, touchpoint by touchpoint, where it hurts most, and where people drop out of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sq_core.errors import NotEnoughEvidence, OutOfRange
from sq_core.models.checks import MORE_EVIDENCE, between, not_negative, outside, too_few
from sq_core.models.intervals import Interval, wilson
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SATISFACTION = Text("满意度", "Satisfaction")
IMPORTANCE = Text("重要性", "Importance")
ANSWERS = Text("回答数", "Number of answers")
STEP = Text("步骤人数", "People at a step")


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint: mean satisfaction on 0 to the scale's top (None: not asked), importance, number of answers.

    ``reach`` is half the width of the satisfaction's interval, None where its spread is not known.
    """

    satisfaction: float | None
    importance: float
    n: float = 0.0
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey on the scale of its touchpoints.

    ``weighted`` is by importance, ``by_volume`` by answers (None without any): shown side by side, since a rare
    touchpoint may matter most. ``pain`` is importance times shortfall per touchpoint, None where it was not asked;
    ``worst`` is the position of the largest pain, None where nothing falls short. ``coverage`` is the importance
    that was asked, as a fraction. ``reach`` and ``reach_by_volume`` are half the widths of their intervals: root of the
    sum of squares of the weighted reaches, as touchpoints are asked apart; None where one of them is not known.
    """

    weighted: float
    by_volume: float | None
    pain: tuple[float | None, ...]
    worst: int | None
    coverage: float
    reach: float | None = None
    reach_by_volume: float | None = None


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
        _reach((each.importance, each.reach) for each in touchpoints if each.satisfaction is not None),
        _reach((each.n, each.reach) for each in touchpoints if each.satisfaction is not None),
    )


def _reach(weighed: Iterable[tuple[float, float | None]]) -> float | None:
    """Give half the width of a weighted mean's interval from those of its parts."""
    parts = [(weight, reach) for weight, reach in weighed if weight > 0]
    known = [weight * reach for weight, reach in parts if reach is not None]
    if not parts or len(known) < len(parts):
        return None
    return math.hypot(*known) / sum(weight for weight, _ in parts)


Moment = Literal["made", "broken", "even"]
"""made: customers are won there · broken: they are lost there · even: not far enough from the mean to tell."""


def moment_of_truth(distance: float, reach: float | None, far: float) -> Moment:
    """Say how a touchpoint that matters stands: at least ``far`` from the journey's mean, and surely so, either way.

    ``distance`` is its satisfaction less the mean, ``reach`` half the width of its interval; where that interval holds
    the mean nothing is claimed.
    """
    if abs(distance) < far or (reach is not None and reach >= abs(distance)):
        return "even"
    return "made" if distance > 0 else "broken"


@dataclass(frozen=True, slots=True)
class Passage:
    """From one step of a funnel to the next: the share that went on with its interval, or why there is none."""

    began: float | None
    went_on: float | None
    share: float | None = None
    interval: Interval | None = None
    refused: OutOfRange | None = None


def passage(began: float | None, went_on: float | None, confidence: float = 0.95) -> Passage:
    """Give the share of those at one step that reached the next, with its Wilson interval.

    A missing count, an empty step and more people at the next step than at this one (they join on the way, so it is no
    share) are refused in the answer and not raised: the other steps of the funnel stand.
    """
    try:
        if began is None or went_on is None:
            raise outside(
                Text("缺少人数", "a count is missing"), Text("请补充两步的人数。", "Add the counts of both steps.")
            )
        if not_negative(began, STEP) == 0:
            raise outside(Text("没有人开始这一步", "nobody began this step"))
        if not_negative(went_on, STEP) > began:
            raise outside(
                Text("下一步的人更多，不是占比", "more people at the next step: no share"),
                Text("核对人数；中途加入的人请另计。", "Check the counts; leave out those who join on the way."),
            )
    except OutOfRange as refused:
        return Passage(began, went_on, refused=refused)
    return Passage(began, went_on, went_on / began, wilson(went_on, began, confidence))
