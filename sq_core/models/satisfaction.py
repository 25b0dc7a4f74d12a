"""How satisfied customers are: the satisfaction index and the net promoter score."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sq_core.models.checks import between, not_negative, number, outside, shares, too_few, vector
from sq_core.models.intervals import RESPONSES, Interval, mean_interval
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.checks import Numbers

ITEMS = Text("题项", "Items")
ITEM_WEIGHTS = Text("题项权重", "Item weights")


@dataclass(frozen=True, slots=True)
class SatisfactionIndex:
    """An index on 0 to 100 points; ``weights`` add up to one over the items answered, None where one was not."""

    points: float
    weights: tuple[float | None, ...]
    answered: int
    items: int

    @property
    def complete(self) -> bool:
        """Whether every item was answered; an incomplete index is shown with its flag."""
        return self.answered == self.items


def satisfaction_index(
    means: Sequence[float | None],
    weights: Numbers | None = None,
    lowest: float = 1.0,
    highest: float = 10.0,
) -> SatisfactionIndex:
    """Give the weighted satisfaction index of item means on a scale from ``lowest`` to ``highest``.

    ``100 * sum w_k (mean_k - lowest) / (highest - lowest)``, in points (Fornell et al. 1996). With three items on
    1-10 and equal weights it is the short form ``(a + b + c - 3) / 27 * 100``. An unanswered item is None: the
    weights of the others are brought to one again. Raises ``OutOfRange`` for a mean off the scale and
    ``NotEnoughEvidence`` where nothing was answered.
    """
    low, high = number(lowest, Text("量表最低分", "Lowest score")), number(highest, Text("量表最高分", "Highest score"))
    if low >= high:
        raise outside(Text("量表最低分应小于最高分。", "The lowest score should lie below the highest."))
    given = [1.0] * len(means) if weights is None else list(vector(weights, ITEM_WEIGHTS))
    if len(given) != len(means):
        raise outside(Text("权重与题项数量不同。", "There are not as many weights as items."))
    scored = [(at, between(mean, low, high, ITEMS)) for at, mean in enumerate(means) if mean is not None]
    if not scored:
        raise too_few(ITEMS, 0, 1)
    used = shares([given[at] for at, _ in scored], ITEM_WEIGHTS)
    kept: list[float | None] = [None] * len(means)
    for (at, _), weight in zip(scored, used, strict=True):
        kept[at] = float(weight)
    mean = sum(float(weight) * score for weight, (_, score) in zip(used, scored, strict=True))
    return SatisfactionIndex(100.0 * (mean - low) / (high - low), tuple(kept), len(scored), len(means))


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """A net promoter score: ``points`` on -100..100, ``variance`` of one answer on the -1..1 scale.

    ``standard_error`` and ``interval`` are in points; None where the number of answers is not known (or is one).
    """

    points: float
    variance: float
    n: float | None
    standard_error: float | None
    interval: Interval | None


def _net_promoter(promoters: float, detractors: float, n: float | None, confidence: float) -> NetPromoter:
    net = promoters - detractors
    variance = max(0.0, promoters + detractors - net * net)
    error = None if n is None else 100.0 * math.sqrt(variance / n)
    interval = None
    if n is not None and n > 1:
        interval = mean_interval(net * n, (promoters + detractors) * n, n, confidence).scaled(100.0)
        interval = interval.clipped(-100.0, 100.0)
    return NetPromoter(100.0 * net, variance, n, error, interval)


def nps(promoters: float, passives: float, detractors: float, confidence: float = 0.95) -> NetPromoter:
    """Give the net promoter score of counted answers: 9-10 promote, 7-8 are passive, 0-6 detract (Reichheld 2003).

    The variance of one answer is ``P + D - (P - D)^2``, the standard error ``100 * sqrt(variance / n)``; the interval
    is Student's t. Where everybody answers alike it has no width, so show n beside it. Raises ``NotEnoughEvidence``
    without answers.
    """
    counts = [not_negative(count, RESPONSES) for count in (promoters, passives, detractors)]
    n = sum(counts)
    if n == 0:
        raise too_few(RESPONSES, 0, 1)
    return _net_promoter(counts[0] / n, counts[2] / n, n, confidence)


def nps_of_shares(
    promoters: float, passives: float, detractors: float, n: float | None = None, confidence: float = 0.95
) -> NetPromoter:
    """Give the net promoter score of shares (fractions that add up to one), with its error where n is known."""
    what = Text("占比", "Share")
    parts = [between(share, 0.0, 1.0, what) for share in (promoters, passives, detractors)]
    if abs(sum(parts) - 1.0) > 0.006:
        message = Text(
            "推荐、中立与贬损占比之和为 {total}，应为 1。",
            "The three shares add up to {total}, they should add up to 1.",
        )
        raise outside(message.fill(total=f"{sum(parts):g}"))
    if n is not None and number(n, RESPONSES) <= 0:
        raise too_few(RESPONSES, 0, 1)
    return _net_promoter(parts[0], parts[2], n, confidence)


def nps_of_scores(scores: Sequence[float], confidence: float = 0.95) -> NetPromoter:
    """Give the net promoter score of answers on 0 to 10."""
    what = Text("推荐意愿评分", "Likelihood to recommend")
    taken = [between(score, 0.0, 10.0, what) for score in scores]
    promoters = sum(score >= 9 for score in taken)
    detractors = sum(score < 7 for score in taken)
    return nps(promoters, len(taken) - promoters - detractors, detractors, confidence)
