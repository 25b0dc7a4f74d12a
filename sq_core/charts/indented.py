"""An indented tree: names in a gutter from left to right, hairlines down to what hangs below, everything else beside them.

Gutter and indents are measured in pixels, so that the tree is the same on a phone and in a room; what stands to the right
of it takes the width there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import altair as alt

from sq_core.charts.strokes import Stroke, layer

if TYPE_CHECKING:
    from sq_core.charts.theme import Look

INDENT = 12
LINE = 14.5
ROOM = 10
"""Rows are as high as their lines, and so much between them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How deep each row stands and where it begins, from top to bottom; the last place is the bottom of the picture."""

    depths: tuple[int, ...]
    places: tuple[float, ...]
    gutter: float

    @property
    def bottom(self) -> float:
        """Where the picture ends."""
        return self.places[-1]

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of every row."""
        return tuple((top + bottom) / 2 for top, bottom in pairwise(self.places[: len(self.depths) + 1]))

    def vertical(self, field: str) -> alt.Y:
        """Place a field from top to bottom, in pixels at a desk."""
        scale = {"domain": [self.bottom, 0.0], "nice": False, "zero": False}
        return alt.Y(field=field, type="quantitative", scale=scale, axis=None, title=None)

    def left(self, pixels: float, look: Look) -> alt.XValue:
        """Stand in the gutter, so far from its left end."""
        return alt.XValue(look.size(pixels - self.gutter))  # type: ignore[no-untyped-call]

    def branches(self, look: Look) -> list[Stroke]:
        """Lead from every row down to those below it, in hairlines."""
        strokes = []
        for depth in sorted({depth for depth in self.depths if depth > 0}):
            trunks = []
            for index, own in enumerate(self.depths):
                above = next((one for one in range(index - 1, -1, -1) if self.depths[one] < depth), None)
                if own == depth and above is not None:
                    trunks.append({"row": self.middles[index], "above": self.places[above + 1] - ROOM / 3})
            at = depth * INDENT - 8
            mark = layer(trunks).mark_rule(color=look.theme.previous, strokeWidth=1)
            until = alt.X2Value(look.size(at + 5 - self.gutter))  # type: ignore[no-untyped-call]
            strokes += [
                mark.encode(x=self.left(at, look), y=self.vertical("above"), y2=alt.Y2(field="row")),
                mark.encode(x=self.left(at, look), x2=until, y=self.vertical("row")),
            ]
        return strokes


def name_room(gutter: float, depth: int) -> float:
    """Return how many pixels a name of this depth may take in a gutter."""
    return gutter - 12 - depth * INDENT


def places_of(lines: list[int]) -> tuple[float, ...]:
    """Return where rows of so many lines begin, and at last where the picture ends."""
    ends = [0.0]
    for each in lines:
        ends.append(ends[-1] + each * LINE + ROOM)
    return tuple(ends) if lines else (0.0, LINE * 2)


def stacked(middle: float, texts: list[tuple[str, str]]) -> list[dict[str, object]]:
    """Set lines of text and colour under each other, centred on their row."""
    return [
        {"row": middle + (line - (len(texts) - 1) / 2) * LINE, "text": text, "colour": colour}
        for line, (text, colour) in enumerate(texts)
    ]
