"""Weights where some judgements are missing: the gaps are filled so that the whole is as consistent as it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.errors import NotEnoughEvidence
from sq_core.models.ahp import CRITERIA, Priorities, ahp_weights, principal
from sq_core.models.checks import outside, positive, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sq_core.models.checks import Table


@dataclass(frozen=True, slots=True)
class Judgement:
    """One comparison: the first item matters ``ratio`` times as much as the second."""

    first: str
    second: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Completion:
    """The items in order, their priorities, and the judgements that were filled in."""

    items: tuple[str, ...]
    priorities: Priorities
    filled: tuple[Judgement, ...]


def _matrix(items: Sequence[str], judgements: Sequence[Judgement]) -> Table:
    place = {item: at for at, item in enumerate(items)}
    judged = np.full((len(items), len(items)), np.nan)
    np.fill_diagonal(judged, 1.0)
    for judgement in judgements:
        ratio = positive(judgement.ratio, Text("判断值", "Judgement"))
        row, column = place[judgement.first], place[judgement.second]
        if row == column:
            raise outside(Text("一项不能与自身比较。", "An item cannot be compared with itself."))
        if not np.isnan(judged[row, column]) and abs(judged[row, column] / ratio - 1.0) > 1e-6:
            message = Text("{a} 与 {b} 有两个不同的判断。", "{a} and {b} were judged twice, differently.")
            raise outside(message.fill(a=judgement.first, b=judgement.second))
        judged[row, column], judged[column, row] = ratio, 1.0 / ratio
    return judged


def _unreached(known: Table) -> list[int]:
    """List the items no chain of judgements leads to from the first."""
    reached, frontier = {0}, [0]
    while frontier:
        row = frontier.pop()
        fresh = [int(at) for at in np.flatnonzero(known[row]) if int(at) not in reached]
        reached.update(fresh)
        frontier.extend(fresh)
    return [at for at in range(len(known)) if at not in reached]


def _filled(judged: Table, gaps: list[tuple[int, int]]) -> Table:
    """Choose the missing ratios that minimise the largest eigenvalue; in logarithms the problem is convex."""
    from scipy.optimize import minimize  # half a second of import, needed only where something is missing

    rows, columns = [at for at, _ in gaps], [at for _, at in gaps]

    def complete(logs: Table) -> Table:
        whole = judged.copy()
        whole[rows, columns], whole[columns, rows] = np.exp(logs), np.exp(-logs)
        return whole

    def height(logs: Table) -> tuple[float, Table]:
        whole = complete(logs)
        right, largest = principal(whole)
        left, _ = principal(whole.T)
        slope = np.outer(left, right) * whole / float(left @ right)
        return largest, np.asarray(slope[rows, columns] - slope[columns, rows], dtype=np.float64)

    logs = np.asarray(_starting_logs(judged)[rows, columns], dtype=np.float64)
    best = minimize(height, logs, jac=True, method="BFGS", options={"gtol": 1e-10, "maxiter": 500})
    return complete(best.x)


def _starting_logs(judged: Table) -> Table:
    """Give log ratios from least squares on the known ones (Laplacian): close to the optimum and always solvable."""
    known = ~np.isnan(judged)
    logs = np.where(known, np.log(np.where(known, judged, 1.0)), 0.0)
    size = len(judged)
    laplacian = np.diag(known.sum(axis=1).astype(float)) - known.astype(float)
    heights = np.linalg.lstsq(laplacian + np.ones((size, size)) / size, logs.sum(axis=1), rcond=None)[0]
    return np.asarray(np.subtract.outer(heights, heights), dtype=np.float64)


def complete_judgements(judgements: Sequence[Judgement]) -> Completion:
    """Weigh items from some of their pairwise judgements (Bozoki, Fulop and Ronyai 2010).

    Missing ratios are those that minimise the principal eigenvalue. Items stand in the order they first appear.
    Raises ``NotEnoughEvidence`` where no chain of judgements joins all items: their weights could be anything.
    """
    items = tuple(dict.fromkeys(name for each in judgements for name in (each.first, each.second)))
    if len(items) < 2:
        raise too_few(CRITERIA, len(items), 2)
    judged = _matrix(items, judgements)
    apart = _unreached(~np.isnan(judged))
    if apart:
        names = ", ".join(items[at] for at in apart)
        message = Text(
            "没有判断把这些项与其他项联系起来：{names}。", "No judgement joins these items to the others: {names}."
        )
        raise NotEnoughEvidence(
            message.fill(names=names), Text("请至少补一个跨组比较。", "Add at least one comparison across the groups.")
        )
    gaps = [(int(row), int(column)) for row, column in np.argwhere(np.isnan(judged)) if row < column]
    whole = _filled(judged, gaps) if gaps else judged
    filled = tuple(Judgement(items[row], items[column], float(whole[row, column])) for row, column in gaps)
    return Completion(items, ahp_weights(whole), filled)
