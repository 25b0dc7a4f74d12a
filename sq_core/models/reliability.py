"""Whether a questionnaire measures one thing: Cronbach's alpha."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from sq_core.models.checks import level, not_negative, outside, table, too_few, vector
from sq_core.models.distributions import f_quantile
from sq_core.models.intervals import Interval
from sq_core.words import Text

if TYPE_CHECKING:
    from sq_core.models.checks import Numbers, Rows, Table

MissingRule = Literal["pairwise", "listwise"]

ITEMS = Text("题项", "Items")
SUBJECTS = Text("答卷", "Respondents")
NO_SPREAD = Text("各题之和没有差异，无法计算信度。", "The sum of the items does not vary, so reliability is undefined.")
CHECK_REVERSED = Text("请检查反向题是否已经反转计分。", "Check whether reversed items were turned round.")


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha of ``items`` items over ``n`` respondents; negative alpha means items point opposite ways.

    ``interval`` is Feldt's. ``dropped`` are the positions of items everybody answered alike: they have no variance
    and are left out. ``without`` tells the alpha if one item is removed, in the order of the kept items; None where
    that leaves fewer than two or nothing that varies.
    """

    value: float
    interval: Interval
    n: int
    items: int
    dropped: tuple[int, ...]
    without: tuple[float | None, ...]


def _covariance(scores: Table) -> Table:
    """Give the covariances over the rows each pair of items shares, as statistics packages do with gaps."""
    if not np.isnan(scores).any():
        return np.atleast_2d(np.cov(scores, rowvar=False, ddof=1))
    present = ~np.isnan(scores)
    shared = present.T.astype(float) @ present.astype(float)
    if shared.min() < 2:
        raise too_few(Text("两题同时作答的答卷", "Respondents who answered both of two items"), int(shared.min()), 2)
    centred = np.where(present, scores - np.nanmean(scores, axis=0), 0.0)
    products = centred.T @ centred
    sums = centred.T @ present.astype(float)
    return np.asarray((products - sums * sums.T / shared) / (shared - 1.0), dtype=np.float64)


def _alpha(covariance: Table) -> float | None:
    items, total = len(covariance), float(covariance.sum())
    if items < 2 or total <= 1e-12 * float(np.trace(covariance)):
        return None
    return items / (items - 1.0) * (1.0 - float(np.trace(covariance)) / total)


def _feldt(value: float, n: int, items: int, confidence: float) -> Interval:
    tail, low_freedom = (1.0 - level(confidence)) / 2.0, n - 1.0
    high_freedom = low_freedom * (items - 1.0)
    return Interval(
        1.0 - (1.0 - value) * f_quantile(1.0 - tail, low_freedom, high_freedom),
        1.0 - (1.0 - value) * f_quantile(tail, low_freedom, high_freedom),
    )


def alpha_of_variances(items: Numbers, total: float, n: int, confidence: float = 0.95) -> Alpha:
    """Give Cronbach's alpha from the variance of every item and that of their sum, over ``n`` complete respondents.

    This is all that alpha needs of a complete table, so that millions of answers may be added up where they lie. Items
    that do not vary are dropped as in ``cronbach_alpha``, whose listwise value it equals; ``without`` stays empty.
    """
    spread = vector(items, ITEMS)
    if n < 2:
        raise too_few(SUBJECTS, n, 2)
    kept = np.flatnonzero(spread > 0)
    if len(kept) < 2:
        raise too_few(Text("有差异的题项", "Items that vary"), len(kept), 2)
    summed, whole = float(spread[kept].sum()), not_negative(total, Text("总分的方差", "Variance of the sum"))
    if whole <= 1e-12 * summed:
        raise outside(NO_SPREAD, CHECK_REVERSED)
    value = len(kept) / (len(kept) - 1.0) * (1.0 - summed / whole)
    dropped = tuple(int(at) for at in np.flatnonzero(spread <= 0))
    return Alpha(value, _feldt(value, n, len(kept), confidence), n, len(kept), dropped, ())


def cronbach_alpha(scores: Rows, missing: MissingRule = "pairwise", confidence: float = 0.95) -> Alpha:
    """Give Cronbach's alpha (1951) with Feldt's interval (1965) of a table of respondents (rows) by items (columns).

    A missing answer is nan. ``pairwise`` uses every pair of answers at hand, ``listwise`` only complete respondents
    and their number: on the same sheet the two may differ as .73 and .80, so say which. Raises
    ``NotEnoughEvidence`` below two items that vary or two respondents, ``OutOfRange`` where the sum score does not
    vary.
    """
    cells = table(scores, Text("评分表", "The table of scores"), gaps=True)
    cells = cells[~np.isnan(cells).all(axis=1)]
    if missing == "listwise":
        cells = cells[~np.isnan(cells).any(axis=1)]
    n = len(cells)
    if n < 2:
        raise too_few(SUBJECTS, n, 2)
    spread = np.zeros(cells.shape[1])
    for at in range(cells.shape[1]):
        column = cells[~np.isnan(cells[:, at]), at]
        spread[at] = np.ptp(column) if len(column) else 0.0
    kept = np.flatnonzero(spread > 0)
    if len(kept) < 2:
        raise too_few(Text("有差异的题项", "Items that vary"), len(kept), 2)
    covariance = _covariance(cells[:, kept])
    value = _alpha(covariance)
    if value is None:
        raise outside(NO_SPREAD, CHECK_REVERSED)
    interval = _feldt(value, n, len(kept), confidence)
    without = tuple(_alpha(np.delete(np.delete(covariance, at, axis=0), at, axis=1)) for at in range(len(kept)))
    dropped = tuple(int(at) for at in np.flatnonzero(spread <= 0))
    return Alpha(value, interval, n, len(kept), dropped, without)
