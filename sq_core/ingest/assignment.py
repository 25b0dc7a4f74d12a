"""The one-to-one pairing with the highest total score, by the Hungarian method; small enough to need no library."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _Pairing:
    """Rows are added one after the other, each along the cheapest chain of changes to the pairing so far."""

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        self.costs = costs
        self.columns = len(costs[0])
        self.row_price = [0.0] * (len(costs) + 1)
        self.column_price = [0.0] * (self.columns + 1)
        self.row_of = [0] * (self.columns + 1)
        """For each column, counted from 1, the row it is paired with; 0 for none."""

    def add(self, row: int) -> None:
        """Pair one more row, counted from 1."""
        self.row_of[0] = row
        came_from = [0] * (self.columns + 1)
        slack, done = [inf] * (self.columns + 1), [False] * (self.columns + 1)
        column = 0
        while self.row_of[column]:
            done[column] = True
            column = self._next(column, slack, done, came_from)
        while column:
            before = came_from[column]
            self.row_of[column] = self.row_of[before]
            column = before

    def _next(self, column: int, slack: list[float], done: list[bool], came_from: list[int]) -> int:
        row, delta, nearest = self.row_of[column], inf, 0
        for other in range(1, self.columns + 1):
            if done[other]:
                continue
            cost = self.costs[row - 1][other - 1] - self.row_price[row] - self.column_price[other]
            if cost < slack[other]:
                slack[other], came_from[other] = cost, column
            if slack[other] < delta:
                delta, nearest = slack[other], other
        for other in range(self.columns + 1):
            if done[other]:
                self.row_price[self.row_of[other]] += delta
                self.column_price[other] -= delta
            else:
                slack[other] -= delta
        return nearest


def best_pairing(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair left with right so that the scores add up to the most; only pairs that have a score are made."""
    if not scores:
        return {}
    lefts, rights = sorted({left for left, _ in scores}), sorted({right for _, right in scores})
    width = len(rights) + len(lefts)  # one empty place for each on the left, so that nobody has to be paired
    costs = [[-scores.get((left, right), 0.0) for right in rights] + [0.0] * (width - len(rights)) for left in lefts]
    pairing = _Pairing(costs)
    for row in range(1, len(lefts) + 1):
        pairing.add(row)
    made = {
        lefts[row - 1]: rights[column - 1]
        for column, row in enumerate(pairing.row_of)
        if row and 0 < column <= len(rights)
    }
    return {left: right for left, right in sorted(made.items()) if (left, right) in scores}
